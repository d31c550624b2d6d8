"""Documents as they are read: metadata, clauses, trees, and the chunks that are searched."""

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


# Where a document says what it is, whom it is for, who issued it and when.
FORMAL_KINDS = (
    ClauseKind.TITLE, ClauseKind.METADATA, ClauseKind.ADDRESSEE, ClauseKind.PREAMBLE, ClauseKind.SIGNATURE,
)  # fmt: skip


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
    An outline (``is_outline``) is the heading of a part whose items are too long to be offered together; it reads as
    the headings of the items in order.
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
    is_outline: bool = False
