"""What is where in an index: the positions of documents, clauses and lines, made once for a loaded generation."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.tokens import normalise
from assistant.reading.facts.responsible import LEADING, SUPPORTING
from assistant.records import FORMAL_KINDS, Chunk, Clause, ClauseKind, ClauseTree, Fact, Region

Shelf = NDArray[np.int64]
_SIGNED = frozenset({"issuer", "issued", "printed"})


@dataclass(frozen=True, slots=True)
class Shelves:
    """``documents`` maps a document to the positions of its chunks, in text order.

    ``duties`` gives the texts, with their headings, of the clauses that the units named in a chunk are responsible for.
    """

    chunks: Sequence[Chunk]
    trees: dict[str, ClauseTree]
    documents: dict[str, Shelf]
    duties: dict[int, tuple[str, ...]]

    @classmethod
    def of(cls, trees: Iterable[ClauseTree], chunks: Sequence[Chunk]) -> "Shelves":
        """Sort the chunks by document."""
        found: dict[str, list[int]] = defaultdict(list)
        for position, chunk in enumerate(chunks):
            found[chunk.document].append(position)
        shelves = {document: np.array(held, dtype=np.int64) for document, held in found.items()}
        shelved = cls(chunks, {tree.document.id: tree for tree in trees}, shelves, {})
        return replace(shelved, duties=_duties(shelved))

    def of_documents(self, documents: Iterable[str]) -> Shelf:
        """The positions of all chunks of the documents, in order."""
        held = [self.documents[document] for document in documents if document in self.documents]
        return np.sort(np.concatenate(held)) if held else np.zeros(0, dtype=np.int64)

    def region_of(self, document: str) -> Region:
        """The place that a document is about."""
        return self.trees[document].document.metadata.region

    def period_of(self, document: str) -> str:
        """The period that a document plans for (2021—2025年); empty where it tells none."""
        return self.trees[document].document.metadata.period

    def of_clause(self, document: str, clause_id: str) -> list[int]:
        """The positions that hold a clause: its own, those of what stands below it, else what it stands in."""
        clause = next((c for c in self.trees[document].clauses if c.id == clause_id), None)
        if clause is None:
            return []
        own = [p for p in self._shelf(document) if self.chunks[p].clause == clause_id]
        below = [p for p in self._shelf(document) if self.chunks[p].clause.startswith(f"{clause_id}.")]
        return [*own, *below] or self.around(document, clause.start)

    def of_items(self, position: int) -> list[int]:
        """The first chunk of each item of the part that an outline is of, in order."""
        outline = self.chunks[position]
        items = [c for c in self.trees[outline.document].clauses if c.parent == outline.clause]
        found = (next(iter(self.of_clause(outline.document, item.id)), None) for item in items)
        return [position for position in dict.fromkeys(found) if position is not None]

    def of_fact(self, document: str, field: str) -> list[int]:
        """The positions of the line that a field of the metadata was read from, best first; empty if unknown."""
        facts = [fact for fact in self.trees[document].facts if fact.field == field]
        read = [p for fact in facts if fact.end for p in self.around(document, fact.start)]
        if read or not facts:
            return list(dict.fromkeys(read))
        return self._of_given(document, facts[0])

    def around(self, document: str, offset: int) -> list[int]:
        """The positions whose text covers an offset, the shortest first."""
        held = [p for p in self._shelf(document) if self.chunks[p].start <= offset < self.chunks[p].end]
        return sorted(held, key=lambda p: self.chunks[p].end - self.chunks[p].start)

    def _of_given(self, document: str, fact: Fact) -> list[int]:
        """A curator's value has no place in the text: the formal lines that hold it, else where it would stand."""
        formal = [p for p in self._shelf(document) if self.chunks[p].kind in FORMAL_KINDS]
        value = normalise(fact.value)
        holding = [p for p in formal if value in normalise(self.chunks[p].text)]
        kind = ClauseKind.SIGNATURE if fact.field in _SIGNED else ClauseKind.METADATA
        return holding or [p for p in formal if self.chunks[p].kind is kind] or formal[:1]

    def _shelf(self, document: str) -> list[int]:
        return self.documents[document].tolist() if document in self.documents else []


def _duties(shelves: Shelves) -> dict[int, tuple[str, ...]]:
    """What the units named in a chunk are responsible for, by its position: each clause once, in text order."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for document, tree in shelves.trees.items():
        facts = [fact for fact in tree.facts if fact.field in (LEADING, SUPPORTING)]
        clauses = {clause.id: clause for clause in tree.clauses} if facts else {}
        for fact in facts:
            for position in shelves.around(document, fact.start):
                found[position][_duty(clauses[fact.clause], shelves.chunks[position])] = None
    return {position: tuple(duties) for position, duties in found.items()}


def _duty(clause: Clause, chunk: Chunk) -> str:
    """A clause with its headings; as the chunk that is made of it, where one is, with what stands below it."""
    return chunk.embed_text if chunk.clause == clause.id else "\n".join((*clause.path, clause.text))
