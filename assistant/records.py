"""The records handed between steps: frozen, slotted, plain data.

Offsets count code points of ``SourceDocument.text``; ``end`` is exclusive. Scores grow with relevance.
"""

from dataclasses import dataclass
from enum import StrEnum


class ClauseKind(StrEnum):
    """What a clause is in its document."""

    TITLE = "title"
    METADATA = "metadata"
    ADDRESSEE = "addressee"
    PREAMBLE = "preamble"
    SECTION = "section"
    ARTICLE = "article"
    ITEM = "item"
    BULLET = "bullet"
    BOX = "box"
    TABLE = "table"
    ROW = "row"
    NOTE = "note"
    PARAGRAPH = "paragraph"
    SIGNATURE = "signature"


class Verdict(StrEnum):
    """How far the cited clauses carry a sentence."""

    SUPPORTED = "supported"
    PARTIAL = "partial"
    UNSUPPORTED = "unsupported"


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
class Region:
    """A place as province, city and county; a level that does not apply is empty."""

    province: str = ""
    city: str = ""
    county: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The levels that are given, widest first."""
        return tuple(name for name in (self.province, self.city, self.county) if name)

    @property
    def name(self) -> str:
        """The narrowest level, the one that the document is about; empty when unknown."""
        return self.names[-1] if self.names else ""


@dataclass(frozen=True, slots=True)
class DocumentMetadata:
    """What is known of a document besides its text; unknown values are empty."""

    title: str = ""
    region: Region = Region()
    issuer: str = ""
    document_number: str = ""
    issued: str = ""
    published: str = ""
    period: str = ""
    status: str = ""
    source_note: str = ""
    printed: str = ""
    effective: str = ""
    expires: str = ""
    replaces: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a document says of itself, as read from the span ``start:end`` of its text.

    ``field`` is a field of ``DocumentMetadata``, or ``responsible`` for the responsible units of ``clause``; ``value``
    is normalised (dates as 2022-03-01). ``confidence`` runs to 1; what a curator gave has 1 and an empty span.
    """

    field: str
    value: str
    start: int
    end: int
    confidence: float
    clause: str = ""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document as stored: ``text`` is what its file says, line feeds as line ends.

    Of a plain text nothing else is changed; of other formats it is the text as shown, a table row a line.
    """

    id: str
    text: str
    metadata: DocumentMetadata = DocumentMetadata()


@dataclass(frozen=True, slots=True)
class Removed:
    """A span that belongs to no clause, with the reason why (``blank`` or ``page furniture``)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row under its full header (levels joined), both without layout marks."""

    header: str
    value: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered or otherwise separate part of a document.

    ``text`` is the verbatim slice ``document.text[start:end]`` and holds the clause's own words, not those of its
    children. ``path`` lists the headings from the outermost down to the clause's own, where it has one.
    """

    id: str
    document: str
    kind: ClauseKind
    path: tuple[str, ...]
    text: str
    start: int
    end: int
    parent: str = ""
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseTree:
    """All clauses of a document in text order, and the spans that belong to none of them."""

    document: SourceDocument
    clauses: tuple[Clause, ...]
    removed: tuple[Removed, ...]
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is searched and offered: a clause, or a short clause with its children.

    ``text`` is verbatim, at ``start``; ``embed_text`` is what encoders and tokenisers see (title, path, body);
    ``reading`` is the same content in a form a reader or a language model follows (table cells with their headers).
    """

    clause: str
    document: str
    kind: ClauseKind
    path: tuple[str, ...]
    text: str
    start: int
    end: int
    embed_text: str
    reading: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk found for a question; ``rank`` starts at 1."""

    rank: int
    chunk: Chunk
    score: float


@dataclass(frozen=True, slots=True)
class Filters:
    """What the caller narrows the search to, beside what the question says; empty fields narrow nothing.

    ``places`` are names of places, ``documents`` ids; ``as_of`` is a date (2024-05-01): what was not yet issued then, or
    no longer in force, is left out.
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

    ``documents`` are those about the places and titles named (None: all; empty: none fits). ``wider`` are those that hold
    there as well: of the province above, of the country, of no place that is known; they stand behind.
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
class Retrieval:
    """What a search gave: the best hits, and the reason for declining where nothing fits.

    ``silent`` holds those groups of the scope (places of a comparison) whose documents do not answer.
    """

    query: Query
    hits: tuple[Hit, ...]
    declined: Reason | None = None
    silent: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Evidence offered to an answerer under a number from 1: a hit, and the sentences of it that matter."""

    number: int
    hit: Hit
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer, without its marks, with the numbers it cites and how far they carry it."""

    text: str
    citations: tuple[int, ...]
    verdict: Verdict
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause that the answer uses; ``quote`` is the verbatim sentence of it that was relied on."""

    number: int
    chunk: Chunk
    quote: str


@dataclass(frozen=True, slots=True)
class Timing:
    """Wall-clock seconds from the start of the question; ``first_token`` is None where nothing was generated."""

    retrieve: float
    first_token: float | None
    total: float


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer or a refusal. ``text`` carries the marks ``[1]``; a refusal has ``abstained`` and a ``reason``.

    ``removed_marks`` counts invented citation numbers; ``dropped`` holds sentences that no clause carried; ``notice``
    tells the user of anything out of the ordinary (the model failed and quotes stand in).
    """

    text: str
    abstained: bool
    reason: Reason | None
    answerer: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    seconds: Timing
    removed_marks: int = 0
    dropped: tuple[Sentence, ...] = ()
    notice: str = ""
