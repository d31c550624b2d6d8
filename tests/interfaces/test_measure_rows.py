"""Rows under their headers, for CSV and workbooks."""

import pytest

from assistant.interfaces.measure_rows import (
    CONFLICT_HEADER,
    INDICATOR_HEADER,
    MEASURE_HEADER,
    SUGGESTION_HEADER,
    Row,
    conflict_row,
    indicator_row,
    matrix_rows,
    measure_row,
    one_line,
    suggestion_row,
)
from assistant.measures.desk import Asked
from tests.measures.made import JIA, TABLE, make_desk, make_tree

DESK = make_desk()


def under(header: Row, row: Row) -> dict[str, str | float]:
    return {str(name): cell for name, cell in zip(header, row, strict=True)}


def test_a_measure_under_its_header() -> None:
    (prize,) = DESK.find(Asked(types=("奖励",)))
    assert under(MEASURE_HEADER, measure_row(prize, DESK)) == {
        "地区": "乙禾县",
        "类型": "奖励",
        "力度": "明确给予",
        "对象": "企业",
        "原文": "对首次通过贯标认证的企业，给予5万元奖励。",
        "金额与比例": "5万元",
        "条件": "首次通过贯标认证的企业",
        "责任单位": "",
        "规划期": "",
        "引注": "《乙禾县专利扶持办法》第一条",
        "文件编号": "rules",
        "条款编号": "rules/art1",
    }


def test_several_values_of_a_field_stand_in_one_cell() -> None:
    (loan,) = DESK.find(Asked(types=("贷款贴息",), unit="财政局"))
    row = under(MEASURE_HEADER, measure_row(loan, DESK))
    assert (row["类型"], row["责任单位"], row["规划期"]) == (
        "贷款贴息、质押融资",
        "县市场监管局、县财政局",
        "2021—2025年",
    )


def test_a_suggestion_has_its_checks_before_its_measure() -> None:
    (first, *_) = DESK.suggest("乙禾县", ("企业",), ("奖励",), (), ("首次",))
    row = suggestion_row(first, DESK)
    assert under(SUGGESTION_HEADER, row)["适用判断"] == "不符合"
    assert row[1:3] == ("适用地区：符合；对象：企业：符合；首次通过贯标认证的企业：不符合", "乙禾县人民政府")
    assert row[3:] == measure_row(first.measure, DESK)


def test_a_conflict_has_both_sides() -> None:
    (first, *_) = DESK.conflicts()
    assert under(CONFLICT_HEADER, conflict_row(first, DESK)) == {
        "差异": "金额或比例不同",
        "甲：地区": "琅珂市",
        "甲：原文": "对知识产权质押贷款给予最高80万元的贴息补助，由市金融局负责。",
        "甲：引注": "《琅珂市质押融资办法》第一条",
        "乙：地区": "甲禾县",
        "乙：原文": "对知识产权质押贷款给予最高50万元的贴息补助。",
        "乙：引注": "《甲禾县知识产权规划》第二部分第（一）条",
    }


def test_an_indicator_has_numbers_as_numbers_and_an_empty_cell_for_none() -> None:
    desk = make_desk(
        make_tree(TABLE, "plan", region=JIA, title="甲禾县规划", period="2021—2025年", issued="2021-01-01")
    )
    first, second, *_ = (under(INDICATOR_HEADER, indicator_row(one, desk)) for one in desk.indicators)
    assert first == {
        "地区": "甲禾县",
        "指标": "每万人口发明专利拥有量",
        "统一名称": "每万人发明专利拥有量",
        "单位": "件",
        "基期年": "2020",
        "基期值": 1.85,
        "目标年": "2025",
        "目标值": 3.05,
        "目标原文": "3.05",
        "属性": "预期性",
        "引注": desk.cite(desk.indicators[0]),
        "文件编号": "plan",
        "条款编号": "plan/1.table1.r1",
    }
    assert (second["基期值"], second["目标值"], second["目标原文"]) == ("", 2, "≧2")
    assert isinstance(second["目标值"], int)


def test_a_matrix_quotes_its_measures_or_says_why_a_cell_is_empty() -> None:
    rows = list(matrix_rows(DESK.matrix(("甲禾县", "丙禾县"), ("资助补贴", "奖励", "质押融资")), DESK))
    where = "（《甲禾县知识产权规划》第二部分第（一）条）"
    assert rows == [
        ("地区", "资助补贴", "奖励", "质押融资"),
        (
            "甲禾县",
            "限制取消\n〔限制取消〕全面取消专利申请资助。（《甲禾县知识产权规划》第二部分第（二）条）",
            "未规定",
            f"〔明确给予〕对知识产权质押贷款给予最高50万元的贴息补助。{where}\n"
            f"〔支持鼓励〕鼓励银行开展知识产权质押贷款。{where}",
        ),
        ("丙禾县", "无此文件", "无此文件", "无此文件"),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("|1|专利金奖|50万元|", "1 专利金奖 50万元"),
        ("对企业\n  给予\u3000奖励", "对企业 给予 奖励"),
        ("支持\u200b企\u202e业", "支持企业"),
    ],
    ids=["bars", "breaks", "hidden"],
)
def test_a_quote_is_one_line_without_the_marks_of_its_layout(text: str, line: str) -> None:
    assert one_line(text) == line
