"""Formal citations against the hand-written table, and what holds for every clause of every document."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings

from assistant.answering.formal import FormalCitations, quotation
from assistant.reading.chunks import make_chunks
from assistant.records import Chunk, Citation, ClauseKind, ClauseTree, DocumentMetadata, SourceDocument
from tests.golden.citations import Row, read_rows, trees
from tests.reading.made import read
from tests.reading.texts import texts

ROWS = list(read_rows())
TREES = trees()
FORMAL = FormalCitations(TREES)
CALLED_ALIKE = {ClauseKind.TITLE, ClauseKind.METADATA}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.clause} {row.quote[:8]}".strip())
def test_a_clause_is_cited_as_the_table_says(row: Row) -> None:
    if not row.quote:
        assert FORMAL.of_clause(row.document, row.clause) == row.formal
        return
    clause = next(clause for clause in TREES[row.document].clauses if clause.id == row.clause)
    start = TREES[row.document].document.text.index(row.quote, clause.start)
    assert FORMAL.of_quote(row.document, row.clause, start, start + len(row.quote)) == row.formal


def test_the_table_is_large_and_names_every_document_of_the_corpus() -> None:
    assert len(ROWS) >= 150
    assert len({(row.clause, row.quote) for row in ROWS}) == len(ROWS)
    assert {row.document for row in ROWS} >= {"heyuan", "jinghai", "minhe", "xinzhou", "yuxi"}


@pytest.mark.parametrize("document", sorted(TREES))
def test_no_two_clauses_are_cited_alike_but_titles_and_what_stands_around_them(document: str) -> None:
    clauses = [clause for clause in TREES[document].clauses if clause.kind not in CALLED_ALIKE]
    cited = Counter(FORMAL.of_clause(document, clause.id) for clause in clauses)
    assert [formal for formal, times in cited.items() if times > 1] == []


@pytest.mark.parametrize("document", sorted(TREES))
def test_every_chunk_and_every_line_of_it_is_cited_by_title_and_at_least_its_clause(document: str) -> None:
    for chunk in make_chunks(TREES[document], 800):
        clause = FORMAL.of_clause(document, chunk.clause)
        assert clause.startswith("《")
        for line in filter(None, chunk.text.split("\n")):
            cited = FORMAL.complete(Citation(1, chunk, line))
            assert cited.quote == TREES[document].document.text[cited.quote_start : cited.quote_end] == line
            if chunk.kind is not ClauseKind.PARAGRAPH:
                assert cited.formal.startswith(clause.removesuffix("条"))  # 第3.1条 is below 第3条


@given(texts)
@settings(max_examples=150)
def test_whatever_a_document_holds_its_clauses_and_quotes_can_be_cited(text: str) -> None:
    tree = read(text)
    formal = FormalCitations({tree.document.id: tree})
    for clause in tree.clauses:
        whole = formal.of_clause(clause.document, clause.id)
        assert whole.startswith("《")
        assert "\n" not in whole
        middle = (clause.start + clause.end) // 2
        for start, end in ((clause.start, clause.end), (clause.start, middle), (middle, clause.end + 9)):
            assert formal.of_quote(clause.document, clause.id, start, end).startswith("《")


def test_a_document_without_number_has_no_brackets_and_one_without_title_its_id() -> None:
    tree = TREES["fund_measures"]
    without_number = replace(tree.document, metadata=replace(tree.document.metadata, document_number=""))
    bare = replace(tree.document, metadata=DocumentMetadata())
    art4 = "fund_measures/chapter2.art4"
    for document, formal in (
        (without_number, "《云川市知识产权专项资金管理办法》第四条"),
        (bare, "《fund_measures》第四条"),
    ):
        given = {"fund_measures": replace(tree, document=document)}
        assert FormalCitations(given).of_clause("fund_measures", art4) == formal


def test_a_clause_that_is_not_there_is_cited_by_its_document() -> None:
    assert FORMAL.of_clause("yuxi", "yuxi/9.9") == "《玉溪市强化知识产权保护的实施意见》"
    assert FORMAL.of_quote("yuxi", "yuxi/9.9", 3, 5) == "《玉溪市强化知识产权保护的实施意见》"


def test_a_document_of_nothing_is_cited_by_its_title() -> None:
    empty = ClauseTree(SourceDocument("jia", "", DocumentMetadata("甲县意见")), (), ())
    assert FormalCitations({"jia": empty}).of_clause("jia", "jia/1") == "《甲县意见》"


def test_a_quote_outside_its_clause_narrows_nothing() -> None:
    assert FORMAL.of_quote("yuxi", "yuxi/3.33", 0, 5) == "《玉溪市强化知识产权保护的实施意见》第三部分第33项"


def test_a_quote_that_is_not_one_stretch_is_replaced_by_the_clause() -> None:
    clause = next(clause for clause in TREES["yuxi"].clauses if clause.id == "yuxi/3.33")
    chunk = Chunk(clause.id, "yuxi", clause.kind, clause.path, clause.text, clause.start, clause.end, "", "")
    cited = FORMAL.complete(Citation(1, chunk, "按照国家规定给予表扬"))
    assert (cited.quote, cited.quote_start, cited.quote_end) == (clause.text, clause.start, clause.end)
    assert cited.formal == "《玉溪市强化知识产权保护的实施意见》第三部分第33项"


def test_a_copied_citation_is_one_line_with_its_inner_quotation_marks_changed() -> None:
    said = quotation("《甲县意见》第一部分", "落实“十四五”规划，\n  坚持“两个‘一’”。")
    assert said == "《甲县意见》第一部分：“落实‘十四五’规划， 坚持‘两个“一”’。”"
