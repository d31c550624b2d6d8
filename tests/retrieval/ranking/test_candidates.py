"""What both searches find, measured alike; the values are computed by hand."""

from math import log

import numpy as np
import pytest

from assistant.retrieval.ranking.candidates import FETCHED, Candidate, Mix, Probe, coverage, find_candidates
from tests.retrieval.made import StatedTokens, StatedVectors, StatedWords, lexical_over, make_chunk, make_index

MIX = Mix(late=1.0, dense=0.5, lexical=0.2, coverage=0.1)
CHUNKS = [
    make_chunk("d/1", "商标品牌"),
    make_chunk("d/2", "质押融资"),
    make_chunk("d/3", "质押"),
    make_chunk("d/4", "其他"),
]
WORDS = StatedWords({"质押": (2.0, frozenset({1, 2})), "融资": (1.0, frozenset({1}))})
TOKENS = StatedTokens({0: (0.5, 0.7), 1: (1.0, 0.8), 2: (0.0, 0.4), 3: (0.2, 0.2)})
INDEX = make_index(CHUNKS, StatedVectors({0: 0.9, 1: 0.8}), TOKENS, WORDS)


def probe(*words: str, tokens: int = 2) -> Probe:
    return Probe(words, np.zeros(4, dtype=np.float32), np.zeros((tokens, 4), dtype=np.float32))


def values(candidate: Candidate) -> tuple[float, ...]:
    return candidate.late, candidate.dense, candidate.lexical, candidate.coverage, candidate.score


def test_candidates_come_from_both_searches_each_once_with_every_measure() -> None:
    found = find_candidates(probe("质押", "融资"), INDEX, None, MIX)
    assert [candidate.position for candidate in found] == [0, 1, 2]
    assert [(candidate.dense_rank, candidate.lexical_rank) for candidate in found] == [(1, 0), (2, 1), (0, 2)]
    assert values(found[0]) == pytest.approx((0.6, 0.9, 0.0, 0.0, 0.6 + 0.5 * 0.9))
    assert values(found[1]) == pytest.approx((0.9, 0.8, 1.0, 1.0, 0.9 + 0.5 * 0.8 + 0.2 + 0.1))
    assert values(found[2]) == pytest.approx((0.2, 0.0, 2 / 3, 2 / 3, 0.2 + 0.3 * 2 / 3))


@pytest.mark.parametrize(
    ("mix", "score"),
    [
        (Mix(1.0, 0.0, 0.0, 0.0), 0.9),
        (Mix(0.0, 1.0, 0.0, 0.0), 0.8),
        (Mix(0.0, 0.0, 1.0, 0.0), 1.0),
        (Mix(0.0, 0.0, 0.0, 1.0), 1.0),
        (Mix(0.0, 0.0, 0.0, 0.0), 0.0),
    ],
    ids=["late", "dense", "lexical", "coverage", "nothing"],
)
def test_each_weight_counts_its_measure(mix: Mix, score: float) -> None:
    assert find_candidates(probe("质押", "融资"), INDEX, None, mix)[1].score == pytest.approx(score)


def test_words_are_a_share_of_the_best_among_what_is_allowed() -> None:
    found = find_candidates(probe("质押", "融资"), INDEX, [2, 3], MIX)
    assert [(candidate.position, candidate.lexical, candidate.lexical_rank) for candidate in found] == [(2, 1.0, 1)]


def test_positions_that_no_search_found_are_measured_as_well() -> None:
    found = find_candidates(probe("质押", "融资"), INDEX, [], MIX, extra=[3, 1])
    assert [(candidate.position, candidate.dense_rank, candidate.lexical_rank) for candidate in found] == [
        (3, 0, 0),
        (1, 0, 0),
    ]
    assert values(found[0]) == pytest.approx((0.2, 0.0, 0.0, 0.0, 0.2))
    assert values(found[1]) == pytest.approx((0.9, 0.0, 0.0, 1.0, 1.0))


def test_a_position_asked_for_besides_stands_once() -> None:
    assert [c.position for c in find_candidates(probe("质押"), INDEX, None, MIX, extra=[1, 3, 3])] == [0, 1, 2, 3]


def test_a_question_without_words_or_tokens_has_likeness_alone() -> None:
    found = find_candidates(probe(tokens=0), INDEX, None, MIX)
    assert [values(candidate) for candidate in found] == [
        pytest.approx((0.0, 0.9, 0.0, 0.0, 0.45)),
        pytest.approx((0.0, 0.8, 0.0, 0.0, 0.40)),
    ]


def test_nothing_allowed_finds_nothing() -> None:
    assert find_candidates(probe("质押"), INDEX, [], MIX) == []


def test_so_many_are_fetched_from_each_search() -> None:
    count = FETCHED + 10
    chunks = [make_chunk(f"d/{n}", "同") for n in range(2 * count)]
    dense = StatedVectors({n: 1.0 - n / 1000 for n in range(count)})
    words = StatedWords({"同": (1.0, frozenset(range(count, 2 * count)))})
    index = make_index(chunks, dense, StatedTokens(dict.fromkeys(range(2 * count), (0.5,))), words)
    found = find_candidates(probe("同", tokens=1), index, None, MIX)
    assert [c.position for c in found] == [*range(FETCHED), *range(count, count + FETCHED)]


def test_coverage_weighs_telling_words_more() -> None:
    chunks = [make_chunk("d/1", "质押融资"), make_chunk("d/2", "质押贷款"), make_chunk("d/3", "商标品牌")]
    lexical = lexical_over(chunks)
    weights = dict(zip(("质押", "融资"), lexical.weights(("质押", "融资")).tolist(), strict=True))
    assert weights["融资"] > weights["质押"]
    covered = coverage(("质押", "融资"), (0, 1, 2), lexical)
    assert covered.tolist() == pytest.approx([1.0, weights["质押"] / sum(weights.values()), 0.0])


def test_a_word_that_stands_nowhere_counts_against_all() -> None:
    covered = coverage(("质押", "融资", "量子"), (1, 2, 3), WORDS)
    assert covered.tolist() == pytest.approx([3 / 12, 2 / 12, 0.0])


def test_a_question_without_telling_words_covers_nothing() -> None:
    assert coverage((), (0, 1), WORDS).tolist() == [0.0, 0.0]


def test_a_moved_candidate_says_by_what() -> None:
    moved = Candidate(3, 0.5, 0.4, 0.3, 0.2, 0.1, 1, 2, ("甲",)).moved(-0.25, ("乙", "丙"))
    assert moved == Candidate(3, 0.25, 0.4, 0.3, 0.2, 0.1, 1, 2, ("甲", "乙", "丙"))


def test_nearness_is_likeness_with_the_words_covered_and_the_length_of_the_question() -> None:
    bare, covering = Candidate(0, 9.9, 0.5, 1.0, 1.0, 0.0), Candidate(0, 9.9, 0.5, 1.0, 1.0, 1.0)
    assert bare.nearness(1) == bare.nearness(0) == 0.5
    assert covering.nearness(1) > bare.nearness(1)
    assert covering.nearness(7) - covering.nearness(1) == pytest.approx(bare.nearness(7) - bare.nearness(1))
    assert bare.nearness(20) - bare.nearness(1) == pytest.approx(
        (bare.nearness(7) - bare.nearness(1)) * log(20) / log(7)
    )
