"""How long a warm search takes as the corpus grows, but for the encoder, whose time does not depend on the corpus."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from assistant.errors import QuestionError
from assistant.evaluation.made_corpus import MadeCorpus, MadeEncoder, make_corpus, make_questions
from assistant.retrieval.search import Retriever
from assistant.retrieval.terms import topic_words

QUESTIONS = 100
SIZES = (300, 150_000)
_CANDIDATES = 50
# Some made-up words sound like a place: so many more questions are made than asked.
_SPARE = 4


@dataclass(frozen=True, slots=True)
class ScaleTiming:
    """Seconds that ``part`` of the search takes: the median of the questions, and what 95 of 100 stay within.

    ``place`` is what all questions name (empty: none); it leaves ``searched`` of the ``clauses``. ``processor_seconds``
    is the median of the time that all processor cores spend: waiting for a busy machine is not in it.
    """

    clauses: int
    place: str
    searched: int
    part: str
    questions: int
    median_seconds: float
    slow_seconds: float
    processor_seconds: float


def measure_scale(clauses: int, questions: int = QUESTIONS) -> tuple[ScaleTiming, ...]:
    """Time the dense search, the lexical search and the whole retrieval: without a place, in a county, in a province.

    The corpus is made up, and the same on every run. Its clauses share token vectors (see ``SharedTokens``): comparing
    them is in the time of the whole, reading them from a disk for the first time is not.

    Raises:
        QuestionError: no made-up question is searched for.
    """
    corpus = make_corpus(clauses, questions)
    retriever = Retriever.over(corpus.generation, MadeEncoder(corpus.queries), least_nearness=0.0)
    region = corpus.generation.trees[0].document.metadata.region
    return tuple(
        timing for place in ("", region.county, region.province) for timing in _measure(corpus, retriever, place)
    )


def _measure(corpus: MadeCorpus, retriever: Retriever, place: str) -> list[ScaleTiming]:
    """The parts in turn for each question, so that a busy machine slows all of them alike."""
    index, allowed = corpus.generation, _positions(corpus, place)
    asked = _questions(retriever, len(corpus.queries), place)
    words = [topic_words(question.removeprefix(f"{place}：")) for question in asked]
    parts: dict[str, Callable[[int], object]] = {
        "dense": lambda number: index.dense.search(corpus.queries[number], _CANDIDATES, allowed),
        "lexical": lambda number: index.lexical.search(words[number], _CANDIDATES, allowed),
        "whole": lambda number: retriever.search(asked[number]),
    }
    # By question, part, and clock.
    seconds = np.array([[_seconds(run, number) for run in parts.values()] for number in range(len(asked))])
    clauses = len(index.chunks)
    searched = clauses if allowed is None else len(allowed)
    return [
        ScaleTiming(clauses, place, searched, name, len(asked), *_summary(seconds[:, part]))
        for part, name in enumerate(parts)
    ]


def _questions(retriever: Retriever, count: int, place: str) -> list[str]:
    """Questions that are searched for and mean the place, no place where it is empty; asking them warms up."""

    def fits(question: str) -> bool:
        found = retriever.search(question)
        return bool(found.hits) and bool(found.query.scope.places) == bool(place)

    asked = list(islice(filter(fits, make_questions(_SPARE * count, place)), count))
    if not asked:
        raise QuestionError("虚构的问题都没有检索到条款，无法计时。 No made-up question finds anything.")
    return asked


def _positions(corpus: MadeCorpus, place: str) -> NDArray[np.int64] | None:
    """The positions of the clauses about a place, or about places inside it; None for all."""
    inside = {tree.document.id for tree in corpus.generation.trees if place in tree.document.metadata.region.names}
    chosen = [number for number, chunk in enumerate(corpus.generation.chunks) if chunk.document in inside]
    return np.array(chosen, dtype=np.int64) if place else None


def _seconds(run: Callable[[int], object], number: int) -> tuple[float, float]:
    started, busy = time.perf_counter(), time.process_time()
    run(number)
    return time.perf_counter() - started, time.process_time() - busy


def _summary(seconds: NDArray[np.float64]) -> tuple[float, float, float]:
    wall, processor = seconds.T
    return float(np.median(wall)), float(np.percentile(wall, 95)), float(np.median(processor))
