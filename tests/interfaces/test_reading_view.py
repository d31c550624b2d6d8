import json

import pytest

from assistant.interfaces.reading_view import (
    ALARMS,
    KINDS,
    View,
    printable,
    reading_payload,
    reading_text,
    reason_of,
    shorten,
)
from assistant.reading.audit import AlarmKind
from assistant.records import ClauseKind, ClauseTree, DocumentMetadata, SourceDocument
from tests.interfaces.made_reading import HOSTILE, TEXT, VIEW


def test_every_kind_has_its_word():
    assert set(KINDS) == set(ClauseKind)
    assert set(ALARMS) == set(AlarmKind)


def test_lines_are_counted_from_one():
    assert [VIEW.line(offset) for offset in (0, 9, 10, len(TEXT) - 1, len(TEXT))] == [1, 1, 2, 8, 9]


def test_metadata_takes_the_best_confidence_and_its_place():
    start = TEXT.index("甲市规划")
    assert [(k.label, k.value, k.confidence, k.start, k.end) for k in VIEW.known] == [
        ("标题", "甲市规划", 0.9, start, start + 4),
        ("地区", "甲省 甲市", None, 0, 0),
        ("发文机关", "甲市", 0.6, start, start + 2),
        ("有效性", "有效", 1.0, 0, 0),
        ("主送机关", "乙县；丙县", None, 0, 0),
    ]


def test_a_clause_is_named_by_its_own_heading_or_its_first_words():
    words = [VIEW.words(clause) for clause in VIEW.tree.clauses]
    assert words == ["甲市规划", "一、目标", "二、任务", f"（一）{HOSTILE}"[:40] + "…", "表 甲 | 5", "三、保障"]


def test_text_is_folded_and_cut():
    assert shorten("  甲　\n乙 ") == "甲 乙"
    assert shorten("甲" * 41) == "甲" * 40 + "…"
    assert shorten("甲" * 40) == "甲" * 40
    assert shorten(" " * 500 + "甲") == "…"
    assert printable("a\x1b\u202e\x07中") == "a\ufffd\ufffd\ufffd中"


@pytest.mark.parametrize(
    ("reason", "word"),
    [
        ("blank", "空白"),
        ("page furniture", "网页或页面元素"),
        ("page furniture: page number", "页码"),
        ("page furniture: something else", "something else"),
    ],
)
def test_the_reason_of_a_removal_is_named(reason, word):
    assert reason_of(reason) == word


def test_the_plain_view_shows_everything():
    assert reading_text(VIEW).splitlines() == [
        "《甲市规划》 d",
        "",
        "  标题　　　甲市规划  (0.90)",
        "  地区　　　甲省 甲市",
        "  发文机关　甲市  (0.60)",
        "  有效性　　有效  (1.00)",
        "  主送机关　乙县；丙县",
        "",
        "条款 6：章节 3、标题 1、项目 1、表行 1",
        "     2  标题 甲市规划  d/title1",
        "     3  章节 一、目标  d/1",
        "     3  章节 二、任务  d/2",
        f"     5    项目 {f'（一）{HOSTILE}'[:40]}…  d/2.1",
        "     6      表行 表 甲 | 5  d/2.table1.r1",
        "     7  章节 三、保障  d/3",
        "",
        f"去除 {len(VIEW.tree.removed)} 处：空白 {len(VIEW.tree.removed) - 2}、网页或页面元素 2",
        "     1  网页或页面元素  首页 > 政务公开",
        "     8  网页或页面元素  版权所有",
        "",
        "警示 3",
        f"     1  更正失效  更正已找不到：{HOSTILE}。 No line matches it any more.",
        "     3  编号不连续  编号从二开始。 It starts at 二.  d/2",
        "     7  标题下无内容  下没有内容。 Nothing below.  d/3",
    ]


def test_the_payload_is_plain_json():
    payload = json.loads(json.dumps(reading_payload(VIEW)))
    assert payload["facts"][-1] == {
        "field": "responsible", "value": "市财政局", "start": TEXT.index("市财政局"), "end": TEXT.index("市财政局") + 4,
        "confidence": 0.95, "clause": "d/3", "text": "市财政局",
    }  # fmt: skip
    assert payload["clauses"][4]["cells"] == [{"header": "指标<b>", "value": "甲"}, {"header": "值", "value": "5"}]
    assert payload["removed"][0] == {"start": 0, "end": 9, "reason": "page furniture", "text": "首页 > 政务公开"}
    assert payload["metadata"]["addressees"] == ["乙县", "丙县"]
    assert (payload["alarms"][1]["kind"], payload["alarms"][1]["clause"]) == ("numbering_gap", "d/2")


def test_a_document_of_which_nothing_is_known_can_be_shown():
    view = View(ClauseTree(SourceDocument("d", "", DocumentMetadata()), (), ()), ())
    assert reading_text(view).splitlines()[0] == "《d》 d"
    assert reading_text(view).endswith("警示：没有。 No alarms.")
