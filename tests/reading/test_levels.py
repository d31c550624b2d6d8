"""Which open clauses a mark closes: each case gives the open ones from the outermost on, and what stays open."""

import pytest

from assistant.reading.levels import Order, keep, keep_for_heading
from assistant.reading.nodes import Node
from assistant.reading.numbering import Marker, System, read_marker
from assistant.records import ClauseKind

KINDS = {System.ARTICLE: ClauseKind.ARTICLE, System.DASH: ClauseKind.BULLET}


def mark(text: str) -> Marker:
    """The mark that opens a text."""
    marker = read_marker(text)
    assert marker
    return marker


def opened(*texts: str) -> list[Node]:
    """The root and a node for each text below it: with its mark, or without (``#2`` a heading of level 2)."""
    nodes = [Node(ClauseKind.SECTION, "", 0, 0)]
    for text in texts:
        marker = None if text.startswith("#") else mark(text)
        kind = KINDS.get(marker.system, ClauseKind.ITEM) if marker else ClauseKind.SECTION
        level = None if marker or not text[1:].isdigit() else int(text[1:])
        nodes.append(Node(kind, "", 0, 0, heading=text, marker=marker, level=level))
    return nodes


def kept(open_texts: str, text: str, order: str = "") -> str:
    """What stays open in front of a mark, in a document whose marks come in this order."""
    nodes = opened(*open_texts.split())
    count = keep(nodes, mark(text), Order(mark(other) for other in order.split()))
    assert count >= 1
    return " ".join(node.heading for node in nodes[1:count])


CASES = {
    "beside the innermost": ("一、甲 （一）甲 1.甲", "2.乙", "一、甲 （一）甲"),
    "beside its parent": ("一、甲 （一）甲 1.甲", "（二）乙", "一、甲"),
    "beside the outermost": ("一、甲 （一）甲 1.甲", "二、乙", ""),
    "new system below": ("一、甲 （一）甲 1.甲", "(1)乙", "一、甲 （一）甲 1.甲"),
    "first of all": ("", "（三）乙", ""),
    "gap": ("一、甲 1.甲", "5.乙", "一、甲"),
    "again the same number": ("一、甲 1.甲", "1.乙", "一、甲"),
    "the list that it follows": ("1.甲 （一）甲 1.乙", "2.丙", "1.甲 （一）甲"),
    "the outer list that it follows": ("3.甲 （一）甲 1.乙", "4.丙", ""),
    "the inner list with a gap": ("3.甲 （一）甲 1.乙", "6.丙", "3.甲 （一）甲"),
    "dashes are all alike": ("一、甲 ——甲", "——乙", "一、甲"),
    "section behind a bullet": ("——甲", "一、乙", ""),
    "decimals by depth": ("1.甲 1.1甲 1.1.1甲", "1.2乙", "1.甲"),
    "decimal behind its own depth": ("1.甲 1.1甲 1.1.1甲", "1.1.2乙", "1.甲 1.1甲"),
    "chapter closes": ("第一章 第一节 第一条 （一）甲", "第二章", ""),
    "division closes": ("第一章 第一节 第一条 （一）甲", "第二节", "第一章"),
    "article goes on": ("第一章 第一条 （一）甲", "第二条 乙", "第一章"),
    "article put in": ("第一章 第六条 （一）甲", "第六条之一 乙", "第一章"),
    "article in a new chapter": ("第一编 第二章", "第九条 乙", "第一编 第二章"),
    "part closes everything": ("第一编 第一分编 第一章 第一节 第一条", "第二编", ""),
    "branch in its part": ("第一编 第一分编 第一章", "第二分编", "第一编"),
    "chapter closes a section": ("一、甲 （一）甲", "第一章", ""),
    "annex closes everything": ("第一章 第一条 （一）甲", "附件2", ""),
    "chapter in an annex": ("附件1 第一章 第一条", "第二章", "附件1"),
    "box beside a box": ("一、甲 专栏1 1.甲", "专栏2", "一、甲"),
    "box again from 1": ("一、甲 专栏1", "专栏1", "一、甲"),
    "list in a box begins anew": ("1.甲 专栏1", "1.乙", "1.甲 专栏1"),
    "list in a box goes on": ("1.甲 专栏1 1.乙", "2.丙", "1.甲 专栏1"),
    "behind a box the outer list goes on": ("1.甲 专栏1", "2.乙", ""),
    "behind a box with a gap": ("1.甲 专栏1", "4.乙", ""),
    "no greater number goes on behind a box": ("3.甲 专栏1", "2.乙", "3.甲 专栏1"),
    "section behind a box": ("一、甲 （一）甲 专栏1 1.甲", "（二）乙", "一、甲"),
    "heading without number ends": ("#导言", "一、乙", ""),
    "heading of a format holds": ("#1 #2", "一、乙", "#1 #2"),
}


@pytest.mark.parametrize(("open_texts", "text", "expected"), CASES.values(), ids=CASES)
def test_what_stays_open_in_front_of_a_mark(open_texts: str, text: str, expected: str) -> None:
    assert kept(open_texts, text) == expected


def test_the_document_says_which_system_lies_below_which() -> None:
    usual = "一、 （一） 1. 2. （二） 1. 二、 （一） 1."
    turned = "一、 1. （一） （二） 2. （一） 二、 1. （一）"
    assert kept("一、 （二）", "1.", usual) == "一、 （二）"
    assert kept("一、 （二）", "1.", turned) == "一、"


def test_neither_boxes_nor_ranked_systems_end_by_the_order_of_the_document() -> None:
    order = "1. 专栏1 2. 专栏2"
    assert kept("专栏1", "1.甲", order) == "专栏1"
    assert kept("第一章", "1.甲", "1. 第一章 1. 第二章") == "第一章"


def test_order_counts_how_often_one_level_opens_below_another() -> None:
    order = Order(mark(text) for text in "一、 （一） 1. （二） 1. 二、 1. 2. （一）".split())
    # Below 一、 every other opens; 1. opens below （一） twice, （一） below 1. once.
    assert order.encloses(mark("一、"), mark("1."))
    assert order.encloses(mark("（一）"), mark("1."))
    assert not order.encloses(mark("1."), mark("（一）"))
    assert not order.encloses(mark("1."), mark("一、"))
    assert not order.encloses(mark("①"), mark("一、"))


def test_an_order_of_equals_says_nothing() -> None:
    order = Order(mark(text) for text in "一、 1. （一） 二、 （一） 1.".split())
    assert not order.encloses(mark("1."), mark("（一）"))
    assert not order.encloses(mark("（一）"), mark("1."))


def test_a_paragraph_of_an_article_holds_its_items() -> None:
    nodes = [*opened("第一条 甲"), Node(ClauseKind.PARAGRAPH, "p2", 0, 0)]
    assert keep(nodes, mark("（一）乙"), Order([])) == 3
    assert keep(nodes, mark("第二条 乙"), Order([])) == 1


@pytest.mark.parametrize(("runs_on", "expected"), [(True, 1), (False, 3)], ids=["with text", "heading alone"])
def test_of_two_lists_that_could_go_on_the_one_of_the_same_form_does(runs_on: bool, expected: int) -> None:
    nodes = opened("1.甲", "（一）甲", "1.乙")
    nodes[1].runs_on = True
    assert keep(nodes, mark("2.丙"), Order([]), runs_on=runs_on) == expected


@pytest.mark.parametrize(
    ("open_texts", "level", "expected"),
    [
        ("", 1, ""),
        ("#1 #2 #3", 4, "#1 #2 #3"),
        ("#1 #2 #3", 3, "#1 #2"),
        ("#1 #2 #3", 2, "#1"),
        ("#1 #2 #3", 1, ""),
        ("#1 #3", 2, "#1"),
        ("#1 一、甲 #3", 3, "#1"),
    ],
)
def test_a_heading_of_a_format_closes_its_level_and_whatever_has_none(
    open_texts: str, level: int, expected: str
) -> None:
    nodes = opened(*open_texts.split())
    assert " ".join(node.heading for node in nodes[1 : keep_for_heading(nodes, level)]) == expected
