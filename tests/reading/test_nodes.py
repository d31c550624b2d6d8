"""Ids from kinds and numbers, headings from lines, and the clauses that nodes become."""

import pytest

from assistant.reading.nodes import Node, freeze, heading_of
from assistant.reading.numbering import read_marker
from assistant.records import Cell, Clause, ClauseKind, SourceDocument


def named(above: ClauseKind, *lines: str) -> list[str]:
    """The keys below a node of that kind, one for each line: numbered where it opens with a mark, else a paragraph."""
    node = Node(above, "", 0, 0)
    return [node.name(ClauseKind.PARAGRAPH, read_marker(line)) for line in lines]


@pytest.mark.parametrize(
    ("lines", "keys"),
    [
        (["一、甲", "（二）乙", "3.丙", "1.2 丁"], ["1", "2", "3", "1-2"]),
        (["(1)甲", "2)乙", "③丙", "d)丁"], ["nb1", "np2", "c3", "l4"]),
        (["第一编 甲", "第二分编 乙", "第三章 丙", "第四节 丁"], ["part1", "branch2", "chapter3", "division4"]),
        (["第五条 甲", "第五条之一 乙", "专栏6 丙", "附件7"], ["art5", "art5-1", "box6", "annex7"]),
        (["——甲", "——乙", "• 丙"], ["b1", "b2", "b3"]),
        (["一、甲", "（一）乙", "1.丙", "一、丁"], ["1", "1~2", "1~3", "1~4"]),
        (["附件", "附件"], ["annex", "annex~2"]),
        (["甲", "乙"], ["p1", "p2"]),
    ],
    ids=["plain", "lettered", "law", "more", "bullets", "again", "without number", "paragraphs"],
)
def test_a_key_is_the_number_or_the_kind_with_its_place(lines: list[str], keys: list[str]) -> None:
    assert named(ClauseKind.SECTION, *lines) == keys


def test_the_first_paragraph_of_an_article_is_its_own_clause() -> None:
    assert named(ClauseKind.ARTICLE, "乙", "（一）丙", "丁") == ["p2", "1", "p3"]


@pytest.mark.parametrize(
    ("kind", "prefix"),
    [
        (ClauseKind.TITLE, "title"),
        (ClauseKind.METADATA, "info"),
        (ClauseKind.ADDRESSEE, "to"),
        (ClauseKind.PREAMBLE, "preamble"),
        (ClauseKind.SIGNATURE, "sign"),
        (ClauseKind.TABLE, "table"),
        (ClauseKind.ROW, "r"),
        (ClauseKind.NOTE, "note"),
        (ClauseKind.SECTION, "s"),
    ],
)
def test_what_has_no_number_is_named_by_its_kind(kind: ClauseKind, prefix: str) -> None:
    node = Node(ClauseKind.ARTICLE, "", 0, 0)
    assert [node.name(kind, None), node.name(kind, None)] == [f"{prefix}1", f"{prefix}2"]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("一、总体要求", "一、总体要求"),
        ("(一)指导思想。", "(一)指导思想"),
        ("2.工作目标：", "2.工作目标"),
        ("1.加强保护。严格执法。", "1.加强保护"),
        ("（一）加强组织领导：各部门要高度重视，落实责任。", "（一）加强组织领导"),
        ("（二）强化资金保障　各级财政要统筹安排，足额到位。", "（二）强化资金保障"),
        ("3. 完善机制 建立联席会议制度，定期研究。", "3. 完善机制"),
        ("4.甲乙 两字不足以成标题，所以全句都是标题", "4.甲乙 两字不足以成标题，所以全句都是标题"),
        ("5.标题后面 太短，", "5.标题后面 太短，"),
        ("（三）" + "很" * 41 + "；", "（三）"),
        ("（三）" + "很" * 41, "（三）" + "很" * 41),
        ("（三）" + "很" * 61, "（三）"),
        ("6.甲；乙。丙。", "6.甲；乙"),
        ("6.推动“甲。乙”落地。", "6."),
        ("6." + "甲" * 41 + "。乙。", "6."),
        ("第一条 为了加强保护，制定本条例。", "第一条"),
        ("——坚持创新。以改革促发展。", "——坚持创新"),
        ("——" + "推" * 61, ""),
        ("专栏1 工程", "专栏1 工程"),
    ],
)
def test_headings(line: str, heading: str) -> None:
    marker = read_marker(line)
    assert marker
    assert heading_of(line, marker) == heading


def test_nodes_become_clauses_with_the_ids_and_paths_of_what_is_above() -> None:
    document = SourceDocument("d", "一、甲\n乙。\n（一）丙")
    root = Node(ClauseKind.SECTION, "", 0, 0)
    section = Node(ClauseKind.SECTION, "1", 0, 3, "一、甲", parent=root)
    row = Node(ClauseKind.ROW, "r1", 4, 6, parent=section, cells=(Cell("甲", "乙"),))
    item = Node(ClauseKind.ITEM, "2", 7, 11, "（一）丙", parent=section)
    assert list(freeze(document, [section, row, item])) == [
        Clause("d/1", "d", ClauseKind.SECTION, ("一、甲",), "一、甲", 0, 3),
        Clause("d/1.r1", "d", ClauseKind.ROW, ("一、甲",), "乙。", 4, 6, "d/1", (Cell("甲", "乙"),)),
        Clause("d/1.2", "d", ClauseKind.ITEM, ("一、甲", "（一）丙"), "（一）丙", 7, 11, "d/1"),
    ]


def test_no_nodes_are_no_clauses() -> None:
    assert list(freeze(SourceDocument("d", "甲"), [])) == []
