"""A comparison is a table with a row for each place, also for those that say nothing or are not there."""

from dataclasses import replace

from assistant.answering.comparison import render, tabulate
from assistant.answering.library import Library
from assistant.records import Citation, Row, RowState, Sentence, Verdict
from tests.answering.made import make_chunk, make_search, make_tree

LIBRARY = Library.of(
    [make_tree("jia", "甲县", "甲县规划"), make_tree("yi", "乙县", "乙县规划"), make_tree("bing", "丙县", "丙")]
)
ONE, TWO = make_chunk("甲事|达到100件。"), make_chunk("甲事达到300件。", document="yi", clause="yi/2")
SENTENCES = (
    Sentence("甲事|达到100件", (1,), Verdict.SUPPORTED),
    Sentence("乙县：甲事达到300件", (2,), Verdict.SUPPORTED),
    Sentence("甲事很好！", (1,), Verdict.SUPPORTED),
)
CITATIONS = (Citation(1, ONE, ONE.text), Citation(2, TWO, TWO.text))


def test_rows_come_in_the_order_of_the_answer_then_the_silent_then_the_absent() -> None:
    search = replace(make_search("甲事？", ONE, TWO, groups=(("jia",), ("yi",), ("bing",))), silent=(("bing",),))
    scope = replace(search.query.scope, unknown_places=("丁县",))
    rows = tabulate(SENTENCES, CITATIONS, replace(search, query=replace(search.query, scope=scope)), LIBRARY)
    assert rows == (
        Row("甲县", RowState.STATED, (0, 2)),
        Row("乙县", RowState.STATED, (1,)),
        Row("丙县", RowState.SILENT),
        Row("丁县", RowState.ABSENT),
    )
    assert render(rows, SENTENCES).splitlines() == [
        "| 地方 | 规定 |",
        "| --- | --- |",
        "| 甲县 | 甲事｜达到100件[1]。甲事很好！[1] |",
        "| 乙县 | 甲事达到300件[2]。 |",
        "| 丙县 | 未规定 |",
        "| 丁县 | 文档库中没有其文件 |",
    ]


def test_one_place_makes_no_table() -> None:
    assert tabulate(SENTENCES[:1], CITATIONS[:1], make_search("甲事？", ONE), LIBRARY) == ()
