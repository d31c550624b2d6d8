"""Support measures and indicators: what a document offers, to whom, how firmly, and the numbers it aims at."""

from dataclasses import dataclass
from enum import StrEnum


class Firmness(StrEnum):
    """How firm a promise is, firmest first; a withdrawal or a limit stands last."""

    GIVEN = "明确给予"
    SUPPORTED = "支持鼓励"
    EXPLORED = "探索研究"
    WITHDRAWN = "限制取消"

    @property
    def rank(self) -> int:
        """The place in that order, from 0."""
        return list(Firmness).index(self)


class Bound(StrEnum):
    """How a figure limits what it speaks of. ``WITHIN`` is the 内 of a term (20日内), which is often left unsaid."""

    NONE = ""
    AT_MOST = "at most"
    AT_LEAST = "at least"
    ABOUT = "about"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum or a share: ``value`` in ``unit`` (元, %, or what is counted); ``words`` of the text, in half width."""

    value: float
    unit: str
    bound: Bound
    words: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What a recipient must be or have done: ``words`` of the text, in half width, and the ``traits`` named."""

    words: str
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A sentence or table row that offers, promises, limits or withdraws something.

    ``id`` is the clause's id and the place of the sentence in it, from 1. ``text`` is the verbatim slice
    ``start:end`` of the document. ``types`` has the main one first; names come from the taxonomy. ``units`` are the
    responsible units as named for the clause or in the sentence, ``years`` those that the sentence speaks of.
    """

    id: str
    document: str
    clause: str
    path: tuple[str, ...]
    text: str
    start: int
    end: int
    types: tuple[str, ...]
    firmness: Firmness
    beneficiaries: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    conditions: tuple[Condition, ...] = ()
    units: tuple[str, ...] = ()
    place: str = ""
    period: str = ""
    years: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A number that a document aims at: a table row or a target in running text, verbatim at ``start:end``.

    ``name`` is as written, ``key`` the same for all names of one indicator. Values are numbers in ``unit``; None where
    the text has none. ``base_words`` and ``target_words`` are as written. ``nature`` is 约束性 or 预期性 where stated.
    """

    document: str
    clause: str
    path: tuple[str, ...]
    text: str
    start: int
    end: int
    name: str
    key: str
    place: str
    unit: str
    target_year: str
    target: float | None
    target_words: str
    bound: Bound = Bound.NONE
    base_year: str = ""
    base: float | None = None
    base_words: str = ""
    nature: str = ""
    category: str = ""
