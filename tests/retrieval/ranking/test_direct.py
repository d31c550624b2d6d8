"""Clauses that a question names: by number, as the line of a date, as the items of a part."""

from dataclasses import replace

import pytest

from assistant.records import Reference, Scope
from assistant.retrieval.ranking.candidates import Candidate
from assistant.retrieval.ranking.direct import STEP, Direct, put_first
from assistant.retrieval.search import Retriever
from tests.retrieval.library import asked_of
from tests.retrieval.made import make_candidate


def direct(library: Retriever, question: str, *references: Reference) -> Direct:
    """What a question names in the library."""
    asked = asked_of(library, question)
    if references:
        asked = replace(asked, query=replace(asked.query, scope=Scope(references=references)))
    return Direct(asked, library.shelves, library.lexicon.replaced())


def named(library: Retriever, positions: list[int]) -> list[str]:
    return [library.generation.chunks[position].clause for position in positions]


def position_of(library: Retriever, clause: str) -> int:
    return next(p for p, chunk in enumerate(library.generation.chunks) if chunk.clause == clause)


def all_candidates(library: Retriever, *, near: str = "", late: float = 0.9) -> list[Candidate]:
    """A candidate for each chunk, those of one document nearer than the others."""
    chunks = library.generation.chunks
    return [make_candidate(p, 0.5, late if chunk.document == near else 0.1) for p, chunk in enumerate(chunks)]


THIRD = Reference("第三条", "yunling", "yunling/art3")
SECOND = Reference("第二条", "songhe_2023", "songhe_2023/art2")


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        (None, ["yunling/art3", "songhe_2023/art2"]),
        (("songhe_2023", "yunling"), ["yunling/art3", "songhe_2023/art2"]),
        (("songhe_2023",), ["songhe_2023/art2"]),
        (("guide",), []),
    ],
    ids=["all", "both", "one", "neither"],
)
def test_clauses_named_by_number_come_in_the_order_of_the_question(
    library: Retriever, documents: tuple[str, ...] | None, expected: list[str]
) -> None:
    assert named(library, direct(library, "怎么规定的？", THIRD, SECOND).clauses(documents)) == expected


def test_a_part_named_by_number_brings_its_items(library: Retriever) -> None:
    part = Reference("第二部分", "qiwu", "qiwu/2")
    expected = ["qiwu/2", "qiwu/2.1", "qiwu/2.2", "qiwu/2.3"]
    assert named(library, direct(library, "第二部分", part).clauses(None)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("这个规划的文号是什么？", ["qiwu/info1"]),
        ("这个规划是何时印发的？", ["qiwu/sign1"]),
        ("这个规划是谁发的？", ["qiwu/sign1"]),
        ("这个规划印发给哪些单位？", ["qiwu/info1"]),
        ("这个规划的文号是什么，是谁发的？", ["qiwu/info1", "qiwu/sign1"]),
        ("这个规划是谁发的，文号是什么？", ["qiwu/info1", "qiwu/sign1"]),
        ("这个规划替代了哪个文件？", []),
        ("质押贷款有什么补助？", []),
    ],
    ids=["number", "date", "issuer", "addressees", "two fields", "the box first", "not told", "no metadata"],
)
def test_the_line_that_tells_of_a_document(library: Retriever, question: str, expected: list[str]) -> None:
    assert named(library, direct(library, question).lines([], ("qiwu",)))[:2] == expected


def test_of_several_documents_each_line_is_offered_those_in_force_first(library: Retriever) -> None:
    lines = direct(library, "这个办法从哪天起施行？").lines([], ("songhe_2017", "songhe_2023"))
    assert named(library, lines) == ["songhe_2023/art2", "songhe_2017/art2"]


def test_among_all_documents_the_nearest_is_meant(library: Retriever) -> None:
    found = direct(library, "这个办法从哪天起施行？")
    assert named(library, found.lines(all_candidates(library, near="songhe_2017"), None)) == ["songhe_2017/art2"]
    assert found.lines(all_candidates(library, near="guide"), None) == []


def test_among_all_documents_the_title_counts_beside_likeness(library: Retriever) -> None:
    found, near = direct(library, "茶叶扶持办法从哪天起施行？"), all_candidates(library, near="guide", late=0.3)
    assert named(library, found.lines(near, None)) == ["songhe_2023/art2"]


def test_of_documents_that_are_as_near_the_one_in_force_is_meant(library: Retriever) -> None:
    near = [c for c in all_candidates(library) if library.generation.chunks[c.position].document.startswith("songhe")]
    assert named(library, direct(library, "这个办法从哪天起施行？").lines(near, None)) == ["songhe_2023/art2"]


def test_without_candidates_no_document_is_meant(library: Retriever) -> None:
    assert direct(library, "这个办法从哪天起施行？").lines([], None) == []


@pytest.mark.parametrize(
    ("question", "first", "expected"),
    [
        ("主要任务包括哪几项？", "qiwu/2", ["qiwu/2", "qiwu/2.1", "qiwu/2.2", "qiwu/2.3"]),
        ("主要任务包括哪几项？", "qiwu/2.1", []),
        ("如何促进质押融资？", "qiwu/2", []),
    ],
    ids=["the part is nearest", "an item is nearest", "no items asked for"],
)
def test_the_items_of_a_part_come_in_order(library: Retriever, question: str, first: str, expected: list[str]) -> None:
    ranked = [make_candidate(position_of(library, first), 0.9)]
    assert named(library, direct(library, question).items(ranked)) == expected


def test_nothing_ranked_has_no_items(library: Retriever) -> None:
    assert direct(library, "主要任务包括哪几项？").items([]) == []


RANKED = [make_candidate(1, 0.9), make_candidate(2, 0.7), make_candidate(3, 0.4)]
POOL = [make_candidate(3, 0.1), make_candidate(7, 0.2)]


def test_what_is_named_stands_first_in_its_order_each_a_step_above_the_next() -> None:
    found = put_first(RANKED, [7, 3, 7], POOL)
    assert [candidate.position for candidate in found] == [7, 3, 1, 2]
    assert [candidate.score for candidate in found] == pytest.approx([0.9 + 2 * STEP, 0.9 + STEP, 0.9, 0.7])


def test_what_is_named_says_so_and_keeps_its_measures() -> None:
    pool = [replace(make_candidate(7, 0.2, late=0.3), remarks=("甲",))]
    first, *others = put_first(RANKED, [7], pool)
    assert (first.late, first.remarks[0], len(first.remarks)) == (0.3, "甲", 2)
    assert others == RANKED


@pytest.mark.parametrize("positions", [[], [8]], ids=["nothing named", "named but nowhere"])
def test_without_anything_named_the_order_stays(positions: list[int]) -> None:
    assert put_first(RANKED, positions, POOL) == RANKED


def test_what_is_named_may_be_all_that_there_is() -> None:
    (first,) = put_first([], [7], POOL)
    assert first.position == 7
    assert first.score == pytest.approx(STEP)
