"""Looking measures up: by documents, type, firmness, beneficiary, unit and free words."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answering.verification.plain import plain
from assistant.records import Firmness, Measure
from assistant.retrieval.terms import topic_words

_RANK = {firmness: rank for rank, firmness in enumerate(Firmness)}
_LEAST_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; empty fields ask for nothing. Of several values of one field any will do.

    ``documents`` None: all. ``words`` are free words: those parted by blanks must all stand in the measure or above it;
    of a question without blanks at least half of the telling words.
    """

    documents: frozenset[str] | None = None
    types: tuple[str, ...] = ()
    firmness: tuple[Firmness, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    unit: str = ""
    words: str = ""


def find_measures(measures: Iterable[Measure], wanted: Wanted) -> tuple[Measure, ...]:
    """The measures that are wanted: the firmest first, then those that fit the words best, then in text order."""
    words = _words(wanted.words)
    least = _least_share(wanted.words)
    found = [
        (_RANK[measure.firmness], -share, measure.document, measure.start, measure)
        for measure in measures
        if _fits(measure, wanted) and (share := _share(measure, words)) >= least
    ]
    return tuple(one[-1] for one in sorted(found, key=lambda one: one[:-1]))


def _fits(measure: Measure, wanted: Wanted) -> bool:
    return (
        (wanted.documents is None or measure.document in wanted.documents)
        and (not wanted.types or bool(set(wanted.types) & set(measure.types)))
        and (not wanted.firmness or measure.firmness in wanted.firmness)
        and (not wanted.beneficiaries or bool(set(wanted.beneficiaries) & set(measure.beneficiaries)))
        and (not wanted.unit or any(plain(wanted.unit) in plain(unit) for unit in measure.units))
    )


def _words(asked: str) -> tuple[tuple[str, ...], ...]:
    """Each word that is asked for, with the telling words that stand for it."""
    parts = asked.split()
    if len(parts) == 1:
        return tuple((plain(word),) for word in topic_words(parts[0])) or ((plain(parts[0]),),)
    return tuple((plain(part), *map(plain, topic_words(part))) for part in parts)


def _least_share(asked: str) -> float:
    """The share of the words that a measure must have: all of those that were typed apart, half of a question."""
    return {0: 0.0, 1: _LEAST_SHARE}.get(len(asked.split()), 1.0)


def _share(measure: Measure, words: tuple[tuple[str, ...], ...]) -> float:
    """The share of the words that the measure has."""
    if not words:
        return 0.0
    text = plain("\n".join((*measure.path, measure.text, *measure.types, *measure.beneficiaries))).lower()
    held = [any(word.lower() in text for word in group) for group in words]
    return sum(held) / len(held)
