"""Hits of several sets of documents made one list: of a place and of what holds there too, and of places compared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.records import Chunk, Query, Reason
from assistant.retrieval.ranking.candidates import Candidate
from assistant.retrieval.ranking.direct import put_first
from assistant.retrieval.ranking.merging import in_order, settle
from assistant.retrieval.ranking.ranker import HITS
from assistant.retrieval.ranking.shelves import Shelves

# Where the place's own documents say nothing, those of the place above may.
_SILENT = (Reason.NOT_FOUND, Reason.NOT_STATED)
_WIDER, _WIDER_OF_SILENT = -0.08, -0.04
_WIDER_REMARK = "不是所问地方的文件"
_LEAST_SCORE = 0.001


@dataclass(frozen=True, slots=True)
class Joined:
    """Hits in order, why nothing answers (or None), and the candidates that this was judged by."""

    candidates: list[Candidate]
    reason: Reason | None
    judged: list[Candidate]
    silent: tuple[tuple[str, ...], ...] = ()


def widen(
    query: Query,
    own: list[Candidate],
    wider: list[Candidate],
    reason: Reason | None,
    decide: Callable[[list[Candidate]], Reason | None],
    shelves: Shelves,
) -> Joined:
    """Join the hits of a place's own documents with those of documents that hold there as well.

    Where the own ones answer, the others stand behind unless they are much nearer, those of the place above half as far
    as national ones and those of places inside. Where they say nothing, those of the place above may answer; the
    others are only offered as the nearest.
    """
    above = [c for c in wider if _is_above(shelves, shelves.chunks[c.position].document, query.scope.documents or ())]
    judged = own
    if reason in _SILENT and above and not decide(above):
        own, judged, reason = [], above, None
        wider = put_first(wider, [candidate.position for candidate in above], wider)
    else:
        amount = _WIDER_OF_SILENT if reason else _WIDER
        nearer = {candidate.position for candidate in above}
        wider = [_behind(candidate, amount if candidate.position in nearer else 2 * amount) for candidate in wider]
    return Joined(settle(in_order([*own, *wider], shelves.chunks), shelves.chunks, HITS), reason, judged)


def balance(
    groups: Sequence[tuple[str, ...]],
    lists: Sequence[list[Candidate]],
    reasons: Sequence[Reason | None],
    chunks: Sequence[Chunk],
) -> Joined:
    """Join the hits of several places: scores are shares of the place's best, so that none crowds out others.

    Places whose documents do not answer stand behind.
    """
    shares = [share for ranked, reason in zip(lists, reasons, strict=True) for share in _shares(ranked, reason)]
    silent = tuple(group for group, reason in zip(groups, reasons, strict=True) if reason)
    judged = [ranked[0] for ranked in lists if ranked]
    return Joined(in_order(shares, chunks)[:HITS], reasons[0] if all(reasons) else None, judged, silent)


def _shares(ranked: Sequence[Candidate], reason: Reason | None) -> list[Candidate]:
    best = max(ranked[0].score, _LEAST_SCORE) if ranked else 1.0
    return [replace(c, score=c.score / best / (2 if reason else 1)) for c in ranked]


def _behind(candidate: Candidate, amount: float) -> Candidate:
    return candidate.moved(amount, (f"{_WIDER_REMARK}{amount:+.2f}",))


def _is_above(shelves: Shelves, document: str, others: Sequence[str]) -> bool:
    """Whether a document is of a place that the place of another lies in."""
    names = set(shelves.region_of(document).names)
    return bool(names) and any(names < set(shelves.region_of(other).names) for other in others)
