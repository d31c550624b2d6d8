import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.interfaces.reading_rows import split_rows
from assistant.reading.clauses import build_tree
from assistant.records import ClauseTree, Removed, SourceDocument
from tests.interfaces.made_reading import TEXT, TREE


def test_a_line_is_a_row_and_more_where_clauses_share_it():
    rows = [
        (row.line, TEXT[row.start : row.end], row.clause.id if row.clause else row.reason) for row in split_rows(TREE)
    ]
    hostile = TEXT.split("\n")[4]
    assert rows == [
        (1, "首页 > 政务公开\n", "page furniture"),
        (2, "甲市规划\n", "d/title1"),
        (3, "一、目标　", "d/1"),
        (3, "二、任务\n", "d/2"),
        (4, "\n", ""),
        (5, f"{hostile}\n", "d/2.1"),
        (6, "表 甲 | 5\n", "d/2.table1.r1"),
        (7, "三、保障（市财政局负责）\n", "d/3"),
        (8, "版权所有\n", "page furniture"),
    ]


def test_rows_know_where_lines_and_clauses_begin_and_end():
    rows = list(split_rows(TREE))
    assert [row.is_line_start for row in rows] == [True, True, True, False, True, True, True, True, True]
    assert [row.is_clause_start for row in rows] == [row.clause is not None for row in rows]
    assert all(row.is_clause_end for row in rows if row.clause)
    long = build_tree(SourceDocument("d", "一、目标\n第一行，\n第二行。\n"))
    assert next((row.is_clause_start, row.is_clause_end) for row in split_rows(long)) == (True, False)


def test_text_that_nobody_claims_has_rows_too():
    tree = ClauseTree(SourceDocument("d", "甲\n乙\n丙"), (), (Removed(2, 3, "page furniture"),))
    assert [(row.line, row.start, row.end, row.reason) for row in split_rows(tree)] == [
        (1, 0, 2, ""), (2, 2, 4, "page furniture"), (3, 4, 5, ""),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "\n", "甲", "甲\n\n"])
def test_small_texts(text):
    assert "".join(text[r.start : r.end] for r in split_rows(build_tree(SourceDocument("d", text)))) == text


@given(st.text(alphabet="一二、（）1.甲。：\n　 |—>首页", max_size=80))
def test_rows_are_the_text_and_lines_are_counted(text):
    rows = list(split_rows(build_tree(SourceDocument("d", text))))
    assert "".join(text[row.start : row.end] for row in rows) == text
    assert [row.line for row in rows] == [text[: row.start].count("\n") + 1 for row in rows]
