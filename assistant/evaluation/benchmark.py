"""Timings, side by side in one process: a ratio holds on any machine, a second does not."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean, median
from typing import Any

from assistant.errors import QuestionError
from assistant.evaluation.metrics import found_share
from assistant.evaluation.questions import GoldQuestion
from assistant.indexing.encoder import SentenceEncoder
from assistant.retrieval.ranking.candidates import Mix
from assistant.retrieval.search import Retriever

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Comparison:
    """Median seconds of two ways to do something over the same inputs, measured in turn."""

    name: str
    seconds: float
    baseline: str
    baseline_seconds: float

    @property
    def ratio(self) -> float:
        """How many times as long as the baseline."""
        return self.seconds / self.baseline_seconds


def compare_retrieval(retriever: Retriever, questions: Sequence[str], rounds: int = ROUNDS) -> Comparison:
    """Whole retrieval of a question against bare encoding of the same question, warm."""
    encode = _timed(lambda question: retriever.encoder.encode([question], is_query=True))
    search = _timed(retriever.search)
    for question in questions[:3]:
        search(question)
    pairs = [(search(question), encode(question)) for _ in range(rounds) for question in questions]
    return Comparison("retrieval", median(p[0] for p in pairs), "encoding", median(p[1] for p in pairs))


def compare_precision(folder: Path, texts: Sequence[str], rounds: int = ROUNDS) -> Comparison:
    """Encoding passages in bfloat16 against float32 on this processor."""
    encoders = [SentenceEncoder.load(folder, "bfloat16"), SentenceEncoder.load(folder, "float32")]
    timers = [_timed(lambda batch, e=encoder: e.encode(batch, is_query=False)) for encoder in encoders]  # type: ignore[misc]
    for timer in timers:
        timer(texts[:2])
    pairs = [(timers[0](texts), timers[1](texts)) for _ in range(rounds)]
    return Comparison("bfloat16", median(p[0] for p in pairs), "float32", median(p[1] for p in pairs))


def _timed(work: Callable[[Any], object]) -> Callable[[Any], float]:
    def run(argument: Any) -> float:
        started = time.perf_counter()
        work(argument)
        return time.perf_counter() - started

    return run


MIXES = {
    "late interaction alone": Mix(late=1.0, dense=0.0, lexical=0.0, coverage=0.0),
    "dense alone": Mix(late=0.0, dense=1.0, lexical=0.0, coverage=0.0),
    "lexical alone": Mix(late=0.0, dense=0.0, lexical=1.0, coverage=0.0),
    "without late interaction": Mix(late=0.0),
    "without lexical": Mix(lexical=0.0),
    "without coverage": Mix(coverage=0.0),
    "as set": Mix(),
}


def compare_rankings(retriever: Retriever, questions: Sequence[GoldQuestion]) -> dict[str, dict[str, float]]:
    """Recall of the questions with evidence, with each part of the ranking left out in turn.

    Raises:
        QuestionError: no question names its evidence.
    """
    with_evidence = [question for question in questions if question.evidence]
    if not with_evidence:
        raise QuestionError("这些问题都没有写明 evidence，无法计算召回。 No question names its evidence.")
    return {name: _recall(replace(retriever, mix=mix), with_evidence) for name, mix in MIXES.items()}


def _recall(retriever: Retriever, questions: Sequence[GoldQuestion]) -> dict[str, float]:
    found: dict[int, list[float]] = {1: [], 5: []}
    for question in questions:
        hits = [hit.chunk for hit in retriever.search(question.question, question.history).hits]
        clauses = [{"document": c.document, "path": c.path, "text": c.text} for c in hits]
        for count, shares in found.items():
            shares.append(found_share(clauses[:count], question.evidence))
    return {f"recall@{count}": fmean(shares) for count, shares in found.items()}
