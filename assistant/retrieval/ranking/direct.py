"""Clauses that a question names without resembling them: by number, as the line of a date, as the items of a part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.records import ClauseKind, QuestionKind
from assistant.retrieval.asked import Asked
from assistant.retrieval.kinds.metadata_fields import metadata_fields
from assistant.retrieval.ranking.candidates import Candidate
from assistant.retrieval.ranking.shelves import Shelves

# Each named clause stands this much above the next, and the last above all others.
STEP = 0.001
# Of so many documents the line that tells about each is offered.
_FEW_DOCUMENTS = 5
_REMARK = "按条号、文件信息或标题定位"


@dataclass(frozen=True, slots=True)
class Direct:
    """Finds what ``asked`` names; ``replaced`` are the documents that a newer one has replaced."""

    asked: Asked
    shelves: Shelves
    replaced: frozenset[str]

    def clauses(self, documents: Sequence[str] | None) -> list[int]:
        """The positions of the clauses named by number, in documents (None: all)."""
        named = [r for r in self.asked.query.scope.references if documents is None or r.document in documents]
        return [position for r in named for position in self.shelves.of_clause(r.document, r.clause)]

    def lines(self, candidates: Sequence[Candidate], documents: Sequence[str] | None) -> list[int]:
        """The lines that tell what is asked about a document itself; one that tells most of it comes first."""
        if self.asked.query.kind is not QuestionKind.METADATA:
            return []
        fields = metadata_fields(self.asked.query.focus)
        meant = self._meant(candidates, documents)
        lines = [p for document in meant for field in fields for p in self.shelves.of_fact(document, field)[:1]]
        return sorted(
            dict.fromkeys(lines), key=lambda line: (-lines.count(line), not self._is_box(line), lines.index(line))
        )

    def items(self, ranked: Sequence[Candidate]) -> list[int]:
        """The part that is nearest, where it is offered by its headings alone, and its items in order."""
        if not (self.asked.asks_outline and ranked and self.shelves.chunks[ranked[0].position].is_outline):
            return []
        return [ranked[0].position, *self.shelves.of_items(ranked[0].position)]

    def _is_box(self, position: int) -> bool:
        return self.shelves.chunks[position].kind is ClauseKind.METADATA

    def _meant(self, candidates: Sequence[Candidate], documents: Sequence[str] | None) -> Sequence[str]:
        """The documents that are asked about: those in scope where they are few, else the nearest by title and text."""
        if documents is not None and len(documents) <= _FEW_DOCUMENTS:
            return sorted(documents, key=lambda document: (document in self.replaced, document))
        nearest: dict[str, float] = {}
        for candidate in candidates:
            document = self.shelves.chunks[candidate.position].document
            nearest[document] = max(nearest.get(document, 0.0), candidate.late)
        titles = {document: self.shelves.trees[document].document.metadata.title for document in nearest}
        scores = {document: near + self.asked.topic.share(titles[document]) for document, near in nearest.items()}
        return sorted(scores, key=lambda document: (-scores[document], document in self.replaced, document))[:1]


def put_first(ranked: Sequence[Candidate], named: Sequence[int], pool: Sequence[Candidate]) -> list[Candidate]:
    """Put the named positions before all others, in their order; those not ranked are taken from ``pool``."""
    held = {candidate.position: candidate for candidate in [*pool, *ranked]}
    first = [held[position] for position in dict.fromkeys(named) if position in held]
    top = max((candidate.score for candidate in ranked), default=0.0)
    raised = [
        replace(c, score=top + STEP * (len(first) - place), remarks=(*c.remarks, _REMARK))
        for place, c in enumerate(first)
    ]
    return [*raised, *(candidate for candidate in ranked if candidate.position not in named)]
