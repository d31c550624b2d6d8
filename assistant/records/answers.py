"""Answers as they are given: evidence, sentences with their verdicts, citations, timing."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.records.documents import Chunk
from assistant.records.questions import Hit, Query, Reason


class Verdict(StrEnum):
    """How far the cited clauses carry a sentence."""

    SUPPORTED = "supported"
    PARTIAL = "partial"
    UNSUPPORTED = "unsupported"


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
    """A clause that the answer uses; ``quote`` is the verbatim sentence of it that was relied on.

    ``formal`` is the citation as officials write it: 《标题》（文号）第三部分第（四）条第1项.
    """

    number: int
    chunk: Chunk
    quote: str
    formal: str = ""

    @property
    def quote_start(self) -> int:
        """Where the quote begins in the document; the clause's own start where it is not one stretch of the clause."""
        return self.chunk.start + max(0, self.chunk.text.find(self.quote))

    @property
    def quote_end(self) -> int:
        """Where the quote ends, exclusive; the clause's own end where it is not one stretch of the clause."""
        return self.quote_start + len(self.quote) if self.quote in self.chunk.text else self.chunk.end


class RowState(StrEnum):
    """What a comparison found for a place: words, documents that say nothing, or no document at all."""

    STATED = "stated"
    SILENT = "silent"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Row:
    """A place of a comparison; ``sentences`` are the places of its sentences in the answer, from 0."""

    place: str
    state: RowState
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """Wall-clock seconds from the start of the question; ``first_token`` is None where nothing was generated."""

    retrieve: float
    first_token: float | None
    total: float


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer or a refusal. ``text`` carries the marks ``[1]``; a refusal has ``abstained`` and a ``reason``.

    A comparison has ``rows``, and its text is a table. ``needed`` tells what document a refusal lacks.

    ``removed_marks`` counts invented citation numbers; ``dropped`` holds sentences that no clause carried; ``notice``
    tells the user of anything out of the ordinary (the model failed and quotes stand in). ``query`` is how the
    question was understood; None where it could not be used.
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
    rows: tuple[Row, ...] = ()
    needed: str = ""
    query: Query | None = None
