"""Candidates → ranked chunks: reciprocal rank fusion, then how much of the question a chunk covers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.ports import LexicalIndex, Weights
from assistant.records import Chunk, ClauseKind

_SIBLINGS = 3


@dataclass(frozen=True, slots=True)
class Mix:
    """How much each list counts in the fusion, and the coverage of the question beside it.

    Cormack et al. 2009 take k = 60; a smaller k tells the first ranks apart more sharply, which suits lists of a few
    hundred clauses. ``benchmark ranking`` prints what each part is worth.
    """

    dense: float = 0.5
    lexical: float = 1.0
    coverage: float = 1.0
    k: int = 10


DEFAULT_MIX = Mix()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate: its position in the index, its score, and the share of the question's words that it covers."""

    position: int
    score: float
    coverage: float
    similarity: float = 0.0


def fuse(
    dense: Sequence[tuple[int, float]], lexical: Sequence[tuple[int, float]], mix: Mix = DEFAULT_MIX
) -> dict[int, float]:
    """Reciprocal rank fusion of two lists, as a share of the best possible score (1: first in both)."""
    scores: dict[int, float] = {}
    for ranking, weight in ((dense, mix.dense), (lexical, mix.lexical)):
        for rank, (position, _) in enumerate(ranking, start=1):
            scores[position] = scores.get(position, 0.0) + weight / (mix.k + rank)
    best = (mix.dense + mix.lexical) / (mix.k + 1)
    return {position: score / best for position, score in scores.items()}


def coverage(words: Sequence[str], positions: Sequence[int], lexical: LexicalIndex) -> Weights:
    """The share of the words, weighted by how telling they are, that stands in each text; 0 without words."""
    weights = lexical.weights(words)
    if not len(weights) or weights.sum() == 0:
        return np.zeros(len(positions))
    return np.asarray(weights @ lexical.occurrences(words, positions) / weights.sum())


def rank(
    dense: Sequence[tuple[int, float]],
    lexical_hits: Sequence[tuple[int, float]],
    words: Sequence[str],
    chunks: Sequence[Chunk],
    lexical: LexicalIndex,
    mix: Mix = DEFAULT_MIX,
) -> list[Ranked]:
    """Order candidates by fused score plus coverage; ties by clause id and place in the text."""
    fused = fuse(dense, lexical_hits, mix)
    similarities = dict(dense)
    positions = list(fused)
    covered = coverage(words, positions, lexical)
    ranked = [
        Ranked(position, fused[position] + mix.coverage * float(share), float(share), similarities.get(position, 0.0))
        for position, share in zip(positions, covered, strict=True)
    ]
    return sorted(ranked, key=lambda r: (-r.score, chunks[r.position].clause, chunks[r.position].start))


def settle(ranked: Sequence[Ranked], chunks: Sequence[Chunk], count: int) -> list[Ranked]:
    """Take the best ``count`` such that no text is offered twice: of a clause and its part, the better one stays.

    Where several parts of one clause are among the best, the question is on all of them: the clause takes their place.
    """
    kept: list[Ranked] = []
    for candidate in _gather(ranked, chunks, count):
        if not any(_overlap(chunks[candidate.position], chunks[other.position]) for other in kept):
            kept.append(candidate)
        if len(kept) == count:
            break
    return kept


def _gather(ranked: Sequence[Ranked], chunks: Sequence[Chunk], count: int) -> list[Ranked]:
    top = list(ranked[:count])
    for whole in [r for r in ranked if chunks[r.position].kind is not ClauseKind.TABLE]:
        inside = [r for r in top if r is not whole and _within(chunks[r.position], chunks[whole.position])]
        if len(inside) >= _SIBLINGS and whole not in inside:
            best = inside[0]
            at = top.index(best)
            promoted = replace(whole, score=max(best.score, whole.score))
            top = [*top[:at], promoted, *[r for r in top[at:] if r is not whole]]
    return [*top, *ranked[count:]]


def _within(part: Chunk, whole: Chunk) -> bool:
    return part.document == whole.document and whole.start <= part.start and part.end <= whole.end


def _overlap(one: Chunk, other: Chunk) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end
