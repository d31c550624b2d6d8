"""Order and repetition: ties by clause, of a clause and its part one, three parts for the whole."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records import Chunk, ClauseKind
from assistant.retrieval.ranking.candidates import Candidate
from assistant.retrieval.ranking.merging import in_order, settle
from tests.retrieval.made import make_candidate, make_chunk

PARTS = [
    make_chunk("d/1", "总一二三", 0, ClauseKind.SECTION),
    make_chunk("d/1.1", "一", 1),
    make_chunk("d/1.2", "二", 2),
    make_chunk("d/1.3", "三", 3),
    make_chunk("e/1", "他", 0),
]
TIED = [
    make_chunk("d/2", "商标", 5),
    make_chunk("d/10", "商标", 20),
    make_chunk("d/2", "商标", 1),
    make_chunk("c/9", "商标"),
]


def ranked(*positions: int) -> list[Candidate]:
    return [make_candidate(position, 1.0 - place / 100) for place, position in enumerate(positions)]


def positions(candidates: list[Candidate]) -> list[int]:
    return [candidate.position for candidate in candidates]


@given(st.permutations(range(4)))
def test_ties_are_ordered_by_clause_then_place(order: list[int]) -> None:
    assert positions(in_order([make_candidate(p, 0.5) for p in order], TIED)) == [3, 1, 2, 0]


def test_the_best_score_comes_first() -> None:
    assert positions(in_order([make_candidate(0, 0.2), make_candidate(1, 0.9), make_candidate(2, -0.1)], TIED)) == [
        1,
        0,
        2,
    ]


def test_scores_that_are_shown_alike_are_alike() -> None:
    assert positions(in_order([make_candidate(0, 0.50004), make_candidate(2, 0.49996)], TIED)) == [2, 0]
    assert positions(in_order([make_candidate(0, 0.5001), make_candidate(2, 0.5)], TIED)) == [0, 2]


@pytest.mark.parametrize(
    ("order", "count", "expected"),
    [
        ([1, 0, 4], 3, [1, 4]),
        ([0, 1, 4], 3, [0, 4]),
        ([1, 2, 4, 0], 3, [1, 2, 4]),
        ([1, 2, 3, 4, 0], 4, [0, 4]),
        ([1, 4, 2, 3, 0], 4, [0, 4]),
        ([4, 1, 2, 3, 0], 4, [4, 0]),
        ([1, 2, 3, 4], 2, [1, 2]),
        ([], 3, []),
    ],
    ids=["part first", "whole first", "two siblings", "three siblings", "with another between", "behind another",
         "count cuts", "nothing"],
)  # fmt: skip
def test_no_text_is_offered_twice_and_siblings_are_gathered(order: list[int], count: int, expected: list[int]) -> None:
    assert positions(settle(ranked(*order), PARTS, count)) == expected


def test_a_gathered_clause_takes_the_score_of_its_best_part() -> None:
    gathered = settle(ranked(4, 1, 2, 3, 0), PARTS, 4)[1]
    assert gathered.position == 0
    assert gathered.score == pytest.approx(0.99)


def test_a_table_is_not_gathered_for_its_rows_are_the_answer() -> None:
    chunks = [make_chunk("d/t", "总一二三", 0, ClauseKind.TABLE), *PARTS[1:]]
    assert positions(settle(ranked(1, 2, 3, 0), chunks, 4)) == [1, 2, 3]


def test_equal_offsets_of_two_documents_do_not_overlap() -> None:
    chunks = [make_chunk("d/1", "同"), make_chunk("e/1", "同")]
    assert positions(settle(ranked(0, 1), chunks, 2)) == [0, 1]


def test_an_outline_is_no_repetition_of_its_items() -> None:
    outline = replace(make_chunk("d/1", "总", 0, ClauseKind.SECTION), is_outline=True)
    assert positions(settle(ranked(1, 0, 2), [outline, *PARTS[1:]], 4)) == [1, 0, 2]


SPANS = st.lists(st.tuples(st.sampled_from("de"), st.integers(0, 30), st.integers(1, 12)), max_size=25)


def _chunk(number: int, span: tuple[str, int, int]) -> Chunk:
    document, start, length = span
    return make_chunk(f"{document}/{number}", "字" * length, start)


@given(SPANS, st.integers(1, 10))
def test_whatever_is_ranked_few_are_kept_and_none_overlap(spans: list[tuple[str, int, int]], count: int) -> None:
    chunks = [_chunk(number, span) for number, span in enumerate(spans)]
    kept = settle(ranked(*range(len(chunks))), chunks, count)
    held = sorted((chunks[c.position].document, chunks[c.position].start, chunks[c.position].end) for c in kept)
    assert len(kept) == len(set(positions(kept))) <= count
    assert bool(kept) == bool(chunks)
    assert all(one[0] != other[0] or one[2] <= other[1] for one, other in pairwise(held))
