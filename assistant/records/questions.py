"""Questions as they are understood and searched: filters, scope, kind, hits, and the reason to decline."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.records.documents import Chunk


class Reason(StrEnum):
    """Why the assistant declined to answer."""

    BAD_QUESTION = "bad_question"
    EMPTY_CORPUS = "empty_corpus"
    EMPTY_SCOPE = "empty_scope"
    OFF_TOPIC = "off_topic"
    TOO_BROAD = "too_broad"
    NO_SUCH_PLACE = "no_such_place"
    NO_SUCH_DOCUMENT = "no_such_document"
    NO_SUCH_CLAUSE = "no_such_clause"
    NOT_FOUND = "not_found"
    OUTSIDE_PERIOD = "outside_period"
    NOT_STATED = "not_stated"
    UNSUPPORTED = "unsupported"


class QuestionKind(StrEnum):
    """What kind of answer a question wants; a follow-up has the kind of what it asks in the end."""

    FACT = "fact"
    TABLE = "table"
    RESPONSIBLE_UNIT = "responsible_unit"
    LIST = "list"
    COMPARISON = "comparison"
    DEFINITION = "definition"
    REFERENCE = "reference"
    METADATA = "metadata"
    SMALL_TALK = "small_talk"
    OFF_TOPIC = "off_topic"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the caller narrows the search to, beside what the question says; empty fields narrow nothing.

    ``places`` are names of places, ``documents`` ids; ``as_of`` is a date (2024-05-01): what was not yet issued then,
    or no longer in force, is left out.
    """

    places: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A clause that a question names by its number: ``words`` as asked, ``clause`` its id in ``document``."""

    words: str
    document: str
    clause: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to search, as read from the question, its history and the caller's filters.

    ``documents`` are those about the places and titles named (None: all; empty: none fits). ``wider`` are those that
    hold there as well, or in a part of it: of the province above, of places inside, of no place that is known.
    ``groups`` holds the documents of each place where a question names several: each is searched and answered apart.
    ``places``, ``titles`` and ``years`` are as found in the question; ``unknown_places``, ``unknown_titles`` and
    ``unknown_clauses`` name what the corpus does not hold. ``as_of`` is the date (2024-05-01) of the filters.
    """

    documents: tuple[str, ...] | None = None
    wider: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    places: tuple[str, ...] = ()
    unknown_places: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    unknown_titles: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    unknown_clauses: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A question ready for search.

    ``question`` is as asked, ``standalone`` complete in itself (follow-ups joined with their history), and ``focus``
    the one of the two that says what kind of answer is wanted. ``topic`` is ``standalone`` without the places, titles
    and clause numbers that chose the scope: they say nothing of what is asked.
    """

    question: str
    standalone: str
    focus: str
    scope: Scope
    kind: QuestionKind = QuestionKind.FACT
    topic: str = ""
    follows_up: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk found for a question; ``rank`` starts at 1."""

    rank: int
    chunk: Chunk
    score: float


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question that stands in the corpus, and how telling it is (inverse document frequency)."""

    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What a search gave: the best hits, and the reason for declining where nothing fits.

    ``silent`` holds those groups of the scope (places of a comparison) whose documents do not answer; ``terms`` are the
    telling words of what is asked.
    """

    query: Query
    hits: tuple[Hit, ...]
    declined: Reason | None = None
    silent: tuple[tuple[str, ...], ...] = ()
    terms: tuple[Term, ...] = ()
