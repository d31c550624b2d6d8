"""Looking measures up: by documents, type, firmness, beneficiary, unit and free words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answering.verification.plain import plain
from assistant.records import Firmness, Measure
from assistant.retrieval.terms import topic_words

_LEAST_SHARE = 0.5
# 市科技局, 县市场监督管理局: the level is that of the place.
_LEVEL = re.compile(r"^(?:省|自治区|市|州|县|区|旗)(?=[^场区县州].)")


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
        (measure.firmness.rank, -share, measure.document, measure.start, measure)
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
        and (not wanted.unit or any(is_same_unit(wanted.unit, unit) for unit in measure.units))
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


def is_same_unit(asked: str, unit: str) -> bool:
    """Whether a unit is meant by a name: 市场监管局 is the 县市场监督管理局, 发改委 the 市发展和改革委员会."""
    wanted, held = _LEVEL.sub("", plain(asked)), _LEVEL.sub("", plain(unit))
    shorter, longer = sorted((wanted, held), key=len)
    return wanted in plain(unit) or (len(shorter) > 1 and shorter[0] == longer[0] and _is_in_order(shorter, longer))


def _is_in_order(characters: str, text: str) -> bool:
    """Whether a text holds all the characters in their order."""
    rest = iter(text)
    return all(character in rest for character in characters)
