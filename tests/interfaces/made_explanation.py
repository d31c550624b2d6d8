"""Explanations put together by hand: what a search might have weighed."""

from collections.abc import Sequence

import numpy as np

from assistant.pipeline import Explanation
from assistant.records import Filters, Hit, Query, QuestionKind, Reason, Retrieval, Scope
from assistant.retrieval.asked import Asked
from assistant.retrieval.ranking.candidates import Candidate, Probe
from assistant.retrieval.search import Found
from assistant.retrieval.topic import Judged, Topic
from tests.retrieval.made import make_chunk

TITLES = {"jia": "甲县规划", "yi": "乙市办法"}
CLAUSES = ("jia/1", "yi/art2", "jia/3")
QUESTION = "专利补贴多少？"
NEARNESS = (0.71, 0.91, 0.5)
CANDIDATES = (
    Candidate(0, 0.8, 0.5, 0.9, 1.0, 1.0, 1, 1),
    Candidate(1, 0.7, 0.4, 0.0, 0.25, 0.5, 0, 12, ("没有所问的年份-0.06",)),
    Candidate(2, 0.6, 0.3, 0.8, 0.0, 0.0, 3, 0),
)


def make_explanation(
    scope: Scope = Scope(),  # noqa: B008 - frozen
    *,
    question: str = QUESTION,
    kind: QuestionKind = QuestionKind.FACT,
    declined: Reason | None = None,
    clauses: Sequence[str] = CLAUSES,
    nearness: Sequence[float] = NEARNESS,
    judged: Sequence[tuple[str, float]] | None = None,
    silent: tuple[tuple[str, ...], ...] = (),
    follows_up: bool = False,
    filters: Filters = Filters(),  # noqa: B008 - frozen
) -> Explanation:
    """An explanation over some clauses, best first, with ``nearness`` for each; all are judged unless said."""
    asked = "那呢？" if follows_up else question
    query = Query(asked, question, asked, scope, kind, question.removeprefix("专利"), follows_up=follows_up)
    candidates = tuple(CANDIDATES[n % len(CANDIDATES)] for n in range(len(clauses)))
    entries = enumerate(zip(clauses, candidates, strict=True), start=1)
    hits = tuple(Hit(rank, make_chunk(name, f"条款{rank}。"), candidate.score) for rank, (name, candidate) in entries)
    named = zip(clauses, nearness, strict=True) if judged is None else judged
    held = tuple(Judged(make_chunk(name, "条款。"), 1.0, near) for name, near in named)
    found = Found(Retrieval(query, hits, declined, silent), candidates, candidates[: len(held)], make_asked(query))
    return Explanation(found, filters, tuple(nearness), held, ("量子",), 0.86)


def make_asked(query: Query) -> Asked:
    """A question of three telling words, of which the documents hold two."""
    probe = Probe(("专利", "补贴", "量子"), np.zeros(2, dtype=np.float32), np.zeros((1, 2), dtype=np.float32))
    return Asked(query, probe, Topic(("专利", "补贴"), (1.25, 4.5), 2 / 3), asks_outline=False)
