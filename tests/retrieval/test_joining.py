"""Hits of several sets of documents made one list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records import Query, Reason, Region, Scope
from assistant.retrieval.joining import Joined, balance, widen
from assistant.retrieval.ranking.candidates import Candidate
from assistant.retrieval.ranking.ranker import HITS
from assistant.retrieval.ranking.shelves import Shelves
from tests.retrieval.made import make_candidate, make_chunk
from tests.retrieval.scope.scope_corpus import make_tree

REGIONS = {
    "province": Region("云岭省"),
    "city": Region("云岭省", "栖梧市"),
    "county": Region("云岭省", "栖梧市", "青棠县"),
    "other": Region("临江省"),
    "nation": Region(),
}
CHUNKS = [make_chunk(f"{document}/{n}", f"{document}第{n}条", n * 20) for document in REGIONS for n in range(12)]
SHELVES = Shelves.of([make_tree(name, name, region, "一、目标") for name, region in REGIONS.items()], CHUNKS)
QUERY = Query("栖梧市？", "栖梧市？", "栖梧市？", Scope(documents=("city",), wider=("province", "county", "nation")))


def at(document: str, number: int, score: float) -> Candidate:
    return make_candidate(list(REGIONS).index(document) * 12 + number, score)


def clauses(candidates: list[Candidate]) -> list[str]:
    return [CHUNKS[candidate.position].clause for candidate in candidates]


OWN = [at("city", 0, 0.6), at("city", 1, 0.5)]
WIDER = [at("nation", 0, 0.9), at("province", 0, 0.65), at("county", 0, 0.4), at("province", 1, 0.2)]


def widened(reason: Reason | None, *, above: Reason | None, wider: list[Candidate] = WIDER) -> tuple[Joined, list[str]]:
    """The own and wider hits joined, and what was looked at to judge the documents of the place above."""
    looked: list[str] = []

    def decide(ranked: list[Candidate]) -> Reason | None:
        looked.extend(clauses(ranked))
        return above

    return widen(QUERY, OWN, wider, reason, decide, SHELVES), looked


def test_where_the_own_documents_answer_the_others_move_back() -> None:
    joined, looked = widened(None, above=None)
    assert (joined.reason, joined.judged, looked) == (None, OWN, [])
    assert clauses(joined.candidates) == ["nation/0", "city/0", "province/0", "city/1", "county/0", "province/1"]
    nation, city, province, *_ = joined.candidates
    assert (city.score, city.remarks) == (0.6, ())
    assert (nation.score, province.score) == (pytest.approx(0.74), pytest.approx(0.57))
    assert (nation.remarks, province.remarks) == (("不是所问地方的文件-0.16",), ("不是所问地方的文件-0.08",))


@pytest.mark.parametrize("reason", [Reason.NOT_FOUND, Reason.NOT_STATED])
def test_where_the_own_documents_are_silent_the_place_above_answers(reason: Reason) -> None:
    joined, looked = widened(reason, above=None)
    assert joined.reason is None
    assert looked == clauses(joined.judged) == ["province/0", "province/1"]
    assert clauses(joined.candidates) == ["province/0", "province/1", "nation/0", "county/0"]


@pytest.mark.parametrize("reason", [Reason.NOT_FOUND, Reason.NOT_STATED])
def test_where_the_place_above_is_silent_too_all_are_offered_as_the_nearest(reason: Reason) -> None:
    joined, _ = widened(reason, above=Reason.NOT_FOUND)
    assert (joined.reason, joined.judged) == (reason, OWN)
    assert clauses(joined.candidates) == ["nation/0", "province/0", "city/0", "city/1", "county/0", "province/1"]


def test_national_documents_and_those_of_places_inside_never_answer() -> None:
    joined, looked = widened(Reason.NOT_FOUND, above=None, wider=[at("nation", 0, 0.9), at("county", 0, 0.8)])
    assert (joined.reason, joined.judged, looked) == (Reason.NOT_FOUND, OWN, [])
    assert clauses(joined.candidates) == ["nation/0", "county/0", "city/0", "city/1"]


@pytest.mark.parametrize("reason", [Reason.OUTSIDE_PERIOD, Reason.TOO_BROAD, Reason.NO_SUCH_CLAUSE])
def test_the_place_above_does_not_stand_in_for_other_reasons(reason: Reason) -> None:
    joined, looked = widened(reason, above=None)
    assert (joined.reason, joined.judged, looked) == (reason, OWN, [])


def test_a_place_of_another_province_is_not_above() -> None:
    joined, looked = widened(Reason.NOT_FOUND, above=None, wider=[at("other", 0, 0.9)])
    assert (joined.reason, looked) == (Reason.NOT_FOUND, [])


def test_without_documents_of_the_place_those_around_are_only_offered() -> None:
    query = Query("丙县？", "丙县？", "丙县？", Scope(documents=(), wider=("nation",)))
    joined = widen(query, [], [at("nation", 0, 0.9)], Reason.NOT_FOUND, lambda _: None, SHELVES)
    assert (clauses(joined.candidates), joined.reason, joined.judged) == (["nation/0"], Reason.NOT_FOUND, [])


def test_no_more_hits_than_ten_are_joined() -> None:
    own = [at("city", n, 0.9 - n / 100) for n in range(9)]
    joined = widen(QUERY, own, WIDER, None, lambda _: None, SHELVES)
    assert len(joined.candidates) == HITS
    assert clauses(joined.candidates)[-1] == "nation/0"


GROUPS = (("province",), ("other",))


def test_each_place_counts_as_a_share_of_its_best() -> None:
    lists = [[at("province", 0, 0.8), at("province", 1, 0.4)], [at("other", 0, 0.2), at("other", 1, 0.15)]]
    joined = balance(GROUPS, lists, [None, None], CHUNKS)
    assert clauses(joined.candidates) == ["other/0", "province/0", "other/1", "province/1"]
    assert [candidate.score for candidate in joined.candidates] == pytest.approx([1.0, 1.0, 0.75, 0.5])
    assert (joined.reason, joined.silent) == (None, ())
    assert clauses(joined.judged) == ["province/0", "other/0"]
    assert [candidate.score for candidate in joined.judged] == [0.8, 0.2]


def test_a_silent_place_stands_behind_and_is_listed() -> None:
    lists = [[at("province", 0, 0.3)], [at("other", 0, 0.9), at("other", 1, 0.8)]]
    joined = balance(GROUPS, lists, [None, Reason.NOT_FOUND], CHUNKS)
    assert clauses(joined.candidates) == ["province/0", "other/0", "other/1"]
    assert [candidate.score for candidate in joined.candidates] == pytest.approx([1.0, 0.5, 0.5 * 8 / 9])
    assert (joined.reason, joined.silent) == (None, (("other",),))


def test_a_comparison_is_declined_where_every_place_is_silent_for_the_reason_of_the_first() -> None:
    lists = [[at("province", 0, 0.3)], [at("other", 0, 0.9)]]
    joined = balance(GROUPS, lists, [Reason.NOT_STATED, Reason.NOT_FOUND], CHUNKS)
    assert (joined.reason, joined.silent) == (Reason.NOT_STATED, GROUPS)
    assert clauses(joined.candidates) == ["other/0", "province/0"]


def test_a_place_without_hits_is_no_trouble() -> None:
    joined = balance(GROUPS, [[], [at("other", 0, 0.9)]], [Reason.NOT_FOUND, None], CHUNKS)
    assert (clauses(joined.candidates), clauses(joined.judged)) == (["other/0"], ["other/0"])
    assert joined.silent == (("province",),)


SCORES = st.lists(st.floats(-0.5, 2.0), max_size=12).map(lambda scores: sorted(scores, reverse=True))


@given(SCORES, SCORES)
def test_whatever_the_scores_no_place_crowds_out_another(one: list[float], other: list[float]) -> None:
    lists = [
        [at(name, n, score) for n, score in enumerate(scores)] for name, scores in (("province", one), ("other", other))
    ]
    joined = balance(GROUPS, lists, [None, None], CHUNKS)
    assert len(joined.candidates) == min(HITS, len(one) + len(other))
    # The best of each place with any score worth the name leads.
    leading = [f"{name}/0" for name, scores in (("other", other), ("province", one)) if scores and scores[0] >= 0.001]
    assert set(leading) <= set(clauses(joined.candidates))
    assert all(candidate.score <= 1.0 for candidate in joined.candidates)
