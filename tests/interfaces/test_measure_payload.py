"""The JSON shape that every door gives."""

import json

from assistant.interfaces.measure_payload import (
    conflict_payload,
    indicator_payload,
    matrix_payload,
    measure_payload,
    suggestion_payload,
)
from assistant.measures.desk import Asked
from tests.measures.made import JIA, RULES, TABLE, make_desk, make_tree

DESK = make_desk()


def plain(payload: object) -> object:
    """What a program reads that is given the payload."""
    return json.loads(json.dumps(payload, ensure_ascii=False))


def test_a_measure() -> None:
    (prize,) = DESK.find(Asked(types=("奖励",)))
    text = "对首次通过贯标认证的企业，给予5万元奖励。"
    assert plain(measure_payload(prize, DESK)) == {
        "id": "rules/art1#1",
        "place": "乙禾县",
        "document": "rules",
        "title": "乙禾县专利扶持办法",
        "clause": "rules/art1",
        "path": ["第一条"],
        "text": text,
        "start": RULES.index(text),
        "end": RULES.index(text) + len(text),
        "formal": "《乙禾县专利扶持办法》第一条",
        "types": ["奖励"],
        "firmness": "明确给予",
        "beneficiaries": ["企业"],
        "amounts": [{"value": 50_000.0, "unit": "元", "bound": "", "words": "5万元"}],
        "conditions": [{"words": "首次通过贯标认证的企业", "traits": ["通过贯标认证", "首次"]}],
        "units": [],
        "period": "",
        "years": [],
    }


def test_a_bound_is_a_word() -> None:
    (loan,) = DESK.find(Asked(types=("贷款贴息",), unit="财政局"))
    assert plain(measure_payload(loan, DESK))["amounts"] == [
        {"value": 500_000.0, "unit": "元", "bound": "at most", "words": "最高50万元"}
    ]


def test_a_matrix_has_its_cells_row_by_row() -> None:
    payload = plain(matrix_payload(DESK.matrix(("乙禾县", "丙禾县"), ("保险", "奖励")), DESK))
    assert (payload["places"], payload["types"]) == (["乙禾县", "丙禾县"], ["保险", "奖励"])
    assert [
        (cell["place"], cell["type"], cell["state"], [one["id"] for one in cell["measures"]])
        for cell in payload["cells"]
    ] == [
        ("乙禾县", "保险", "未规定", []),
        ("乙禾县", "奖励", "有措施", ["rules/art1#1"]),
        ("丙禾县", "保险", "无此文件", []),
        ("丙禾县", "奖励", "无此文件", []),
    ]


def test_a_suggestion_has_its_checks() -> None:
    (first, *_) = DESK.suggest("乙禾县", ("企业",), ("奖励",))
    assert plain(suggestion_payload(first, DESK)) == {
        "fit": "资料未填",
        "checks": [
            {"condition": "适用地区", "fit": "符合"},
            {"condition": "对象：企业", "fit": "符合"},
            {"condition": "首次通过贯标认证的企业", "fit": "资料未填"},
        ],
        "ask": "乙禾县人民政府",
        "measure": plain(measure_payload(first.measure, DESK)),
    }


def test_a_conflict_has_both_measures() -> None:
    (first, *_) = DESK.conflicts()
    assert plain(conflict_payload(first, DESK)) == {
        "difference": "金额或比例不同",
        "shared": ["质押", "贴息", "贷款"],
        "first": plain(measure_payload(first.first, DESK)),
        "second": plain(measure_payload(first.second, DESK)),
    }


def test_an_indicator() -> None:
    desk = make_desk(
        make_tree(TABLE, "plan", region=JIA, title="甲禾县规划", period="2021—2025年", issued="2021-01-01")
    )
    second, text = desk.indicators[1], "|2|创造|地理标志商标|件|-|≧2|约束性|"
    assert plain(indicator_payload(second, desk)) == {
        "name": "地理标志商标",
        "key": "地理标志商标",
        "place": "甲禾县",
        "document": "plan",
        "title": "甲禾县规划",
        "clause": "plan/1.table1.r2",
        "path": ["一、发展目标"],
        "text": text,
        "start": TABLE.index(text),
        "end": TABLE.index(text) + len(text),
        "formal": desk.cite(second),
        "unit": "件",
        "base_year": "2020",
        "base": None,
        "base_words": "",
        "target_year": "2025",
        "target": 2.0,
        "target_words": "≧2",
        "bound": "at least",
        "nature": "约束性",
        "category": "创造",
    }
    assert desk.cite(second).startswith("《甲禾县规划》第一部分")
