"""A question and documents → their best candidates, over the library."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records import Filters, QuestionKind, Reference, Scope
from assistant.retrieval.asked import Asked
from assistant.retrieval.ranking.ranker import HITS, Ranker
from assistant.retrieval.search import Retriever
from tests.retrieval.library import TEXTS, asked_of


def ranked(library: Retriever, asked: Asked, *documents: str) -> list[str]:
    """The clauses of the ranking among documents (none given: all)."""
    ranker = Ranker(library.generation, library.shelves, library.lexicon.replaced(), library.mix)
    return [library.generation.chunks[c.position].clause for c in ranker.rank(asked, documents or None)]


def scores(library: Retriever, asked: Asked, *documents: str) -> dict[str, float]:
    """The clauses of the ranking with their scores."""
    ranker = Ranker(library.generation, library.shelves, library.lexicon.replaced(), library.mix)
    return {library.generation.chunks[c.position].clause: c.score for c in ranker.rank(asked, documents)}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("有效发明专利拥有量达到多少件？", ["langke/1", "qiwu/1"]),
        ("知识产权质押贷款的贴息补助最高多少万元？", ["qiwu/2.2"]),
        ("打击侵权假冒的责任单位有哪些？", ["qiwu/2.1"]),
        ("假冒专利处多少万元罚款？", ["yunling/art3"]),
    ],
)
def test_the_best_clause_comes_first(library: Retriever, question: str, first: list[str]) -> None:
    assert sorted(ranked(library, asked_of(library, question))[: len(first)]) == first


def test_only_the_documents_asked_for_are_ranked(library: Retriever) -> None:
    asked = asked_of(library, "知识产权保护")
    assert {clause.split("/")[0] for clause in ranked(library, asked, "yunling", "guide")} == {"yunling", "guide"}
    assert ranked(library, asked, "nowhere") == []


def test_at_most_ten_are_kept(library: Retriever) -> None:
    assert len(ranked(library, asked_of(library, "知识产权保护"))) == HITS < len(library.generation.chunks)


def test_formal_lines_stand_behind_unless_asked_for(library: Retriever) -> None:
    asked = asked_of(library, "请各县人民政府认真贯彻执行")
    asking = replace(asked, query=replace(asked.query, kind=QuestionKind.METADATA))
    content, formal = (scores(library, held, "qiwu") for held in (asked, asking))
    raised = {clause for clause, score in formal.items() if score > content[clause]}
    assert raised == {"qiwu/info1", "qiwu/preamble1", "qiwu/sign1"}


def test_a_replaced_document_stands_behind_unless_a_day_is_set(library: Retriever) -> None:
    asked = asked_of(library, "新建茶园每亩补助多少元？")
    both = ("songhe_2017", "songhe_2023")
    assert ranked(library, asked, *both)[:2] == ["songhe_2023/art1", "songhe_2017/art1"]
    then = Asked(replace(asked.query, scope=Scope(as_of="2018-01-01")), asked.probe, asked.topic, asked.asks_outline)
    ranker = Ranker(library.generation, library.shelves, library.lexicon.replaced(), library.mix)
    remarks = [remark for candidate in ranker.rank(then, both) for remark in candidate.remarks]
    assert remarks
    assert not any("取代" in remark for remark in remarks)


def test_a_clause_named_by_number_comes_first_however_unlike(library: Retriever) -> None:
    asked = asked_of(library, "质押融资的贴息补助有多少万元？")
    scope = Scope(references=(Reference("第二条", "yunling", "yunling/art2"),))
    named = replace(asked, query=replace(asked.query, scope=scope))
    assert ranked(library, asked, "yunling", "qiwu")[0] == "qiwu/2.2"
    assert ranked(library, named, "yunling", "qiwu")[:2] == ["yunling/art2", "qiwu/2.2"]
    assert ranked(library, named, "qiwu")[0] == "qiwu/2.2"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("这个规划的文号是什么？", "qiwu/info1"),
        ("这个规划是何时印发的？", "qiwu/sign1"),
        ("这个规划是谁发的？", "qiwu/sign1"),
    ],
)
def test_the_line_that_tells_of_the_document_comes_first(library: Retriever, question: str, first: str) -> None:
    assert ranked(library, asked_of(library, question), "qiwu")[0] == first


def test_a_part_is_followed_by_its_items_in_order(library: Retriever) -> None:
    asked = asked_of(library, "主要任务打击侵权假冒、促进质押融资、开设绿色通道一共有哪几项任务？")
    assert asked.asks_outline
    assert ranked(library, asked, "qiwu")[:4] == ["qiwu/2", "qiwu/2.1", "qiwu/2.2", "qiwu/2.3"]
    plain = replace(asked, asks_outline=False)
    assert ranked(library, plain, "qiwu")[:4] != ["qiwu/2", "qiwu/2.1", "qiwu/2.2", "qiwu/2.3"]


QUESTIONS = st.lists(
    st.sampled_from(
        ["栖梧市", "知识产权", "质押融资", "多少件", "第二条", "规划", "文号", "哪些", "茶园", "2025年", "保护"]
    ),
    min_size=1,
    max_size=6,
).map("".join)


@given(QUESTIONS, st.lists(st.sampled_from(sorted(TEXTS)), unique=True))
def test_whatever_is_asked_the_order_is_by_score_then_clause(
    library: Retriever, question: str, documents: list[str]
) -> None:
    asked = Asked.of(library.understand(question, (), Filters()), library.encoder, library.generation)
    ranker = Ranker(library.generation, library.shelves, library.lexicon.replaced(), library.mix)
    found = ranker.rank(asked, documents)
    chunks = [library.generation.chunks[candidate.position] for candidate in found]
    keys = [(-round(c.score, 4), k.clause, k.start) for c, k in zip(found, chunks, strict=True)]
    assert keys == sorted(keys)
    assert {chunk.document for chunk in chunks} <= set(documents)
    assert found == ranker.rank(asked, list(reversed(documents)))
