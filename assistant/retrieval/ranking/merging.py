"""Ranked candidates → hits without repetition: of a clause and its part one is offered."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.records import Chunk, ClauseKind
from assistant.retrieval.ranking.candidates import Candidate

DECIMALS = 4
_SIBLINGS = 3


def in_order(candidates: Sequence[Candidate], chunks: Sequence[Chunk]) -> list[Candidate]:
    """By the score as it is shown, then clause id, then place in the text."""
    return sorted(
        candidates, key=lambda c: (-round(c.score, DECIMALS), chunks[c.position].clause, chunks[c.position].start)
    )


def settle(ranked: Sequence[Candidate], chunks: Sequence[Chunk], count: int) -> list[Candidate]:
    """Take the best ``count`` such that no text is offered twice: of a clause and its part, the better one stays.

    Where several parts of one clause are among the best, the question is on all of them: the clause takes their place.
    """
    kept: list[Candidate] = []
    for candidate in _gather(ranked, chunks, count):
        if not any(_overlap(chunks[candidate.position], chunks[other.position]) for other in kept):
            kept.append(candidate)
        if len(kept) == count:
            break
    return kept


def _gather(ranked: Sequence[Candidate], chunks: Sequence[Chunk], count: int) -> list[Candidate]:
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
