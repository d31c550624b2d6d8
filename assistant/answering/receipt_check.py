"""A receipt against the documents as they are now: which cited clauses have changed, and do the verdicts hold?"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answering.formal import FormalCitations
from assistant.answering.library import Library
from assistant.answering.origin import Origin, origin_of
from assistant.answering.receipts import Cited, Receipt, table_head, without_number
from assistant.answering.verification import verify
from assistant.indexing.generation import load_trees
from assistant.reading.chunks import make_chunks
from assistant.records import Chunk, ClauseTree, Sentence, Verdict
from assistant.settings import Settings

_SENTENCE = re.compile(r"[^。！？；;\n]*[。！？；;\n]|[^。！？；;\n]+$")
# Of two wordings of a clause: under its own number this much is enough to be the same, elsewhere it takes more.
_SAME_CLAUSE, _CLEARLY_THAT_CLAUSE = 0.5, 0.7


class ClauseState(StrEnum):
    """What has become of a cited clause."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MOVED = "moved"
    DELETED = "deleted"
    DOCUMENT_GONE = "document_gone"


@dataclass(frozen=True, slots=True)
class ClauseCheck:
    """A cited clause now. ``clause``, ``start`` and ``formal`` are those of today, empty and -1 where there is none.

    ``difference`` is a unified diff of sentences: lines that begin with ``-``, ``+`` or a blank.
    """

    cited: Cited
    state: ClauseState
    clause: str = ""
    start: int = -1
    formal: str = ""
    difference: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceCheck:
    """A sentence of the answer with the verdict that it had and the one that it gets now."""

    sentence: Sentence
    verdict: Verdict
    missing: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the verdict is another one."""
        return self.verdict is not self.sentence.verdict


@dataclass(frozen=True, slots=True)
class ReceiptCheck:
    """A receipt with what became of its clauses and verdicts; ``origin`` is what an answer would be made with now."""

    receipt: Receipt
    clauses: tuple[ClauseCheck, ...]
    sentences: tuple[SentenceCheck, ...]
    origin: Origin

    @property
    def is_unchanged(self) -> bool:
        """Whether every cited clause is what and where it was, and carries its sentences as it did."""
        clauses = all(check.state is ClauseState.UNCHANGED for check in self.clauses)
        return clauses and not any(check.is_changed for check in self.sentences)


class ReceiptChecker:
    """Checks receipts against the trees of an index; neither a model nor the index's vectors are needed."""

    def __init__(self, trees: Mapping[str, ClauseTree], origin: Origin) -> None:
        self._trees = trees
        self._origin = origin
        self._formal = FormalCitations(trees)
        self._library = Library.of(trees.values())
        self._chunks: dict[tuple[str, int], tuple[Chunk, ...]] = {}

    @classmethod
    def open(cls, settings: Settings) -> "ReceiptChecker":
        """Check against the index in use.

        Raises:
            GenerationError: there is no index, or its documents are damaged.
        """
        manifest, trees = load_trees(settings.index)
        origin = origin_of(settings, manifest.fingerprint, with_model=True)
        return cls({tree.document.id: tree for tree in trees}, origin)

    def check(self, receipt: Receipt) -> ReceiptCheck:
        """Look up every cited clause, and verify every sentence again on what is there."""
        limit = receipt.origin.clause_characters
        found = {cited.number: self._counterpart(cited, limit) for cited in receipt.citations}
        clauses = tuple(self._compare(cited, found[cited.number]) for cited in receipt.citations)
        sentences = tuple(self._verify(sentence, found) for sentence in receipt.sentences)
        return ReceiptCheck(receipt, clauses, sentences, self._origin)

    def _counterpart(self, cited: Cited, limit: int) -> Chunk | None:
        """The clause of today: the same words under the same id, else under another, else other words that are near.

        Where fewer copies of the words are left than there were, those elsewhere are another clause.
        """
        chunks = self._chunks_of(cited.document, limit)
        same = [chunk for chunk in chunks if chunk.clause == cited.clause]
        exact = [chunk for chunk in same if chunk.text == cited.text]
        words = without_number(cited.text)
        is_whole = bool(words and chunks) and self._trees[cited.document].document.text.count(words) >= cited.copies
        moved = [chunk for chunk in chunks if is_whole and without_number(chunk.text) == words]
        near = sorted(exact or moved, key=lambda chunk: (abs(chunk.start - cited.start), chunk.start))
        return near[0] if near else _reworded(cited, same, chunks)

    def _chunks_of(self, document: str, limit: int) -> tuple[Chunk, ...]:
        """The clauses as they are offered; cut as they were then, so that a part of a long one is found again."""
        tree = self._trees.get(document)
        if tree is None:
            return ()
        if (document, limit) not in self._chunks:
            self._chunks[document, limit] = make_chunks(tree, limit)
        return self._chunks[document, limit]

    def _compare(self, cited: Cited, now: Chunk | None) -> ClauseCheck:
        if now is None:
            gone = cited.document not in self._trees
            return ClauseCheck(cited, ClauseState.DOCUMENT_GONE if gone else ClauseState.DELETED)
        head = table_head(self._trees[cited.document], now.clause)
        difference = (*_difference(cited.head, head), *_difference(cited.text, now.text))
        is_same = now.text == cited.text and head == cited.head
        is_moved = (now.clause, now.start) != (cited.clause, cited.start)
        is_renumbered = head == cited.head and without_number(now.text) == without_number(cited.text)
        state = ClauseState.CHANGED
        if is_same and not is_moved:
            state = ClauseState.UNCHANGED
        elif is_same or (is_renumbered and now.clause != cited.clause):
            state = ClauseState.MOVED
        formal = self._name(cited, now)
        return ClauseCheck(cited, state, now.clause, now.start, formal, difference)

    def _name(self, cited: Cited, now: Chunk) -> str:
        """The formal citation of today, narrowed to the quote where that still stands in the clause."""
        place = now.text.find(cited.quote)
        if place < 0:
            return self._formal.of_clause(now.document, now.clause)
        start = now.start + place
        return self._formal.of_quote(now.document, now.clause, start, start + len(cited.quote))

    def _verify(self, sentence: Sentence, found: Mapping[int, Chunk | None]) -> SentenceCheck:
        chunks = [chunk for number in sentence.citations if (chunk := found.get(number))]
        if not chunks:
            return SentenceCheck(sentence, Verdict.UNSUPPORTED, ())
        headings = [self._library.heading(chunk.document) for chunk in chunks]
        return SentenceCheck(sentence, *verify(sentence.text, chunks, headings))


def _reworded(cited: Cited, same: Sequence[Chunk], chunks: Sequence[Chunk]) -> Chunk | None:
    """The clause with other words: under its id, unless these are quite others and near ones stand elsewhere."""
    own = max(same, key=lambda chunk: _likeness(cited.text, chunk.text), default=None)
    if own and _likeness(cited.text, own.text) >= _SAME_CLAUSE:
        return own
    best = max(chunks, key=lambda chunk: _likeness(cited.text, chunk.text), default=None)
    return best if best and _likeness(cited.text, best.text) >= _CLEARLY_THAT_CLAUSE else own


def _likeness(text: str, other: str) -> float:
    """The share of the characters of both that match in order; 0 where that is sure to be small."""
    matcher = difflib.SequenceMatcher(None, text, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _SAME_CLAUSE else 0.0


def _difference(old: str, new: str) -> Iterator[str]:
    """The sentences that were taken out and put in, with one that stayed on either side."""
    if old == new:
        return
    lines = list(difflib.unified_diff(_sentences(old), _sentences(new), n=1, lineterm=""))[2:]
    if not lines:
        yield "（只有空白或换行不同）"
    yield from ("…" if line.startswith("@@") else line for line in lines[1:] if line[1:])


def _sentences(text: str) -> Sequence[str]:
    return [stripped for match in _SENTENCE.finditer(text) if (stripped := " ".join(match.group().split()))]
