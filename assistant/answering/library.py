"""What an answer says of the documents that it cites: their names, their places, and whether they still hold."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.wording import expired, has_status, lapsed, period_over, repealed, replaced
from assistant.records import ClauseTree, DocumentMetadata

_YEAR = re.compile(r"(?:19|20)\d{2}")
_OVER = re.compile(r"失效|废止")


@dataclass(frozen=True, slots=True)
class Library:
    """The documents of an index by id; ``replaced_by`` names those that put a document out of force."""

    metadata: Mapping[str, DocumentMetadata]
    replaced_by: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, trees: Iterable[ClauseTree], replaced_by: Mapping[str, Sequence[str]] | None = None) -> "Library":
        """Take the metadata of the trees."""
        return cls({tree.document.id: tree.document.metadata for tree in trees}, replaced_by or {})

    def place(self, document: str) -> str:
        """The place that a document is about; empty where it is of the whole country, or tells none."""
        return self.metadata[document].region.name if document in self.metadata else ""

    def heading(self, document: str) -> str:
        """The places and the title of a document, to check a sentence against."""
        held = self.metadata.get(document, DocumentMetadata())
        return f"{' '.join(held.region.names)} {held.title}"

    def places(self) -> tuple[str, ...]:
        """All places, each once."""
        return tuple(dict.fromkeys(filter(None, (held.region.name for held in self.metadata.values()))))

    def standing(self, documents: Iterable[str], day: str) -> str:
        """Which of the documents no longer hold on a day (2026-05-01), or plan for years that are over; else empty."""
        return "".join(filter(None, (self._standing(document, day) for document in dict.fromkeys(documents))))

    def _standing(self, document: str, day: str) -> str:
        held = self.metadata.get(document, DocumentMetadata())
        title = self._titled(document)
        if held.expires and held.expires < day[: len(held.expires)]:
            return expired(title, held.expires)
        if newer := self.replaced_by.get(document):
            return replaced(title, self._titled(newer[0]))
        if _OVER.search(held.status):
            return _over(title, held.status)
        years = _YEAR.findall(held.period)
        if years and years[-1] < day[:4]:
            return period_over(title, held.period)
        return ""

    def _titled(self, document: str) -> str:
        held = self.metadata.get(document, DocumentMetadata())
        return f"《{held.title.strip('《》')}》" if held.title else document


def _over(title: str, status: str) -> str:
    match status.removeprefix("已"):
        case "失效":
            return lapsed(title)
        case "废止":
            return repealed(title)
        case _:
            return has_status(title, status)
