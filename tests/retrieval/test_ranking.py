"""Fusion, coverage and order, with values computed by hand."""

import pytest

from assistant.records import ClauseKind
from assistant.retrieval.ranking import Mix, Ranked, coverage, fuse, rank, settle
from tests.retrieval.made import lexical_over, make_chunk

MIX = Mix(dense=0.5, lexical=1.0, coverage=1.0, k=10)


def test_fusion_is_the_share_of_the_best_possible_score():
    fused = fuse([(7, 0.9), (3, 0.8)], [(3, 5.0), (5, 1.0)], MIX)
    best = 1.5 / 11
    assert fused == pytest.approx({7: 0.5 / 11 / best, 3: (0.5 / 12 + 1 / 11) / best, 5: 1 / 12 / best})


def test_first_in_both_lists_scores_one():
    assert fuse([(4, 0.1)], [(4, 0.1)], MIX) == {4: pytest.approx(1.0)}


def test_nothing_found_nothing_fused():
    assert fuse([], [], MIX) == {}


CHUNKS = [make_chunk("d/1", "质押融资"), make_chunk("d/2", "质押贷款"), make_chunk("d/3", "商标品牌")]


def test_coverage_weighs_telling_words_more():
    lexical = lexical_over(CHUNKS)
    weights = dict(zip(("质押", "融资"), lexical.weights(("质押", "融资")), strict=True))
    assert weights["融资"] > weights["质押"]
    covered = coverage(("质押", "融资"), (0, 1, 2), lexical)
    assert covered.tolist() == pytest.approx([1.0, weights["质押"] / sum(weights.values()), 0.0])


def test_a_question_without_telling_words_covers_nothing():
    assert coverage((), (0, 1), lexical_over(CHUNKS)).tolist() == [0.0, 0.0]


def test_score_is_fusion_plus_coverage():
    found = rank([(1, 0.9), (2, 0.4)], [(1, 3.0)], ("质押",), CHUNKS, lexical_over(CHUNKS), MIX)
    assert found == [
        Ranked(1, pytest.approx(2.0), pytest.approx(1.0), 0.9),
        Ranked(2, pytest.approx(0.5 / 12 / (1.5 / 11)), pytest.approx(0.0), 0.4),
    ]


def test_ties_are_ordered_by_clause_then_place():
    chunks = [
        make_chunk("d/2", "商标", 5),
        make_chunk("d/10", "商标", 20),
        make_chunk("d/2", "商标", 1),
        make_chunk("c/9", "商标"),
    ]
    lexical = lexical_over(chunks)
    for order in ([0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]):
        # With such a k all ranks are worth the same.
        found = rank([], [(p, 1.0) for p in order], ("商标",), chunks, lexical, Mix(k=10**18))
        assert [r.position for r in found] == [3, 1, 2, 0]


def _ranked(*positions: int) -> list[Ranked]:
    return [Ranked(position, 1.0 - place / 100, 0.5) for place, position in enumerate(positions)]


PARTS = [
    make_chunk("d/1", "总一二三", 0, ClauseKind.SECTION),
    make_chunk("d/1.1", "一", 1),
    make_chunk("d/1.2", "二", 2),
    make_chunk("d/1.3", "三", 3),
    make_chunk("e/1", "他", 0),
]


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
def test_no_text_is_offered_twice_and_siblings_are_gathered(order: list[int], count: int, expected: list[int]):
    assert [r.position for r in settle(_ranked(*order), PARTS, count)] == expected


def test_a_gathered_clause_takes_the_score_of_its_best_part():
    gathered = settle(_ranked(4, 1, 2, 3, 0), PARTS, 4)[1]
    assert (gathered.position, gathered.score) == (0, pytest.approx(0.99))


def test_a_table_is_not_gathered_for_its_rows_are_the_answer():
    chunks = [make_chunk("d/t", "总一二三", 0, ClauseKind.TABLE), *PARTS[1:]]
    assert [r.position for r in settle(_ranked(1, 2, 3, 0), chunks, 4)] == [1, 2, 3]


def test_equal_offsets_of_two_documents_do_not_overlap():
    chunks = [make_chunk("d/1", "同"), make_chunk("e/1", "同")]
    assert [r.position for r in settle(_ranked(0, 1), chunks, 2)] == [0, 1]
