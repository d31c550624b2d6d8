from collections.abc import Callable
from typing import Any

import pytest

from assistant.errors import QuestionError
from assistant.evaluation import scale
from assistant.evaluation.made_corpus import counties, make_questions
from assistant.evaluation.scale import measure_scale
from assistant.indexing.dense import FaissIndex
from assistant.indexing.lexical import Bm25Index
from assistant.records import Query, Reason, Retrieval, Scope
from assistant.retrieval.search import Retriever
from assistant.retrieval.terms import topic_words

Slow = Callable[[Any, Callable[[Any], float]], None]


class Clock:
    """A clock that only moves when work is done, half of it by this process."""

    def __init__(self) -> None:
        self.now = 0.0

    def perf_counter(self) -> float:
        return self.now

    def process_time(self) -> float:
        return self.now / 2


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(scale, "time", clock)
    return clock


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Slow:
    """Let a class's ``search`` take so many seconds as its first argument tells."""

    def slow_down(kind: Any, seconds: Callable[[Any], float]) -> None:
        search = kind.search

        def slower(self: Any, first: Any, *others: Any) -> Any:
            clock.now += seconds(first)
            return search(self, first, *others)

        monkeypatch.setattr(kind, "search", slower)

    return slow_down


def test_each_part_is_timed_without_a_place_in_a_county_and_in_a_province(slow: Slow) -> None:
    slow(FaissIndex, lambda _: 1.0)
    slow(Bm25Index, lambda _: 2.0)
    slow(Retriever, lambda _: 4.0)
    timings = measure_scale(130, questions=4)
    first, second, third = counties()[:3]
    assert first.province not in {second.province, third.province}
    assert [(t.place, t.searched, t.part) for t in timings] == [
        (place, searched, part)
        for place, searched in (("", 130), (first.county, 50), (first.province, 50))
        for part in ("dense", "lexical", "whole")
    ]
    assert {(t.clauses, t.questions) for t in timings} == {(130, 4)}
    seconds = {(t.part, t.median_seconds, t.slow_seconds, t.processor_seconds) for t in timings if t.part != "whole"}
    assert seconds == {("dense", 1.0, 1.0, 0.5), ("lexical", 2.0, 2.0, 1.0)}
    # A whole retrieval has at least one of each in it, and its own time.
    assert all(t.median_seconds >= 7.0 for t in timings if t.part == "whole")


def test_the_median_and_what_95_of_100_stay_within(slow: Slow) -> None:
    # The questions in their order take 1, 2, 3 and 4 seconds.
    numbers = {topic_words(question): float(n) for n, question in enumerate(make_questions(16), start=1)}
    slow(Bm25Index, lambda words: numbers[tuple(words)])
    lexical = [timing for timing in measure_scale(130, questions=4) if timing.part == "lexical"]
    assert [timing.median_seconds for timing in lexical] == [2.5] * 3
    assert [timing.slow_seconds for timing in lexical] == pytest.approx([3.85] * 3)


def test_questions_that_are_declined_at_once_are_not_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    def decline(self: Retriever, question: str) -> Retrieval:
        return Retrieval(Query(question, question, question, Scope()), (), Reason.OFF_TOPIC)

    monkeypatch.setattr(Retriever, "search", decline)
    with pytest.raises(QuestionError, match="虚构的问题"):
        measure_scale(60, questions=2)
