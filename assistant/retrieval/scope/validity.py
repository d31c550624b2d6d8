"""Which documents are in force on a day, as far as they say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.records import ClauseTree, DocumentMetadata


@dataclass(frozen=True, slots=True)
class Validity:
    """The first and last day of each document that tells, and the documents that put it out of force."""

    first: dict[str, str]
    last: dict[str, str]
    replaced_by: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, trees: Sequence[ClauseTree], lookup: Callable[[str], Sequence[str]]) -> "Validity":
        """Read the days from the metadata; ``lookup`` finds the documents of a title or number."""
        known = {tree.document.id: tree.document.metadata for tree in trees}
        first = {name: day for name, metadata in known.items() if (day := _first_day(metadata))}
        last = {name: metadata.expires for name, metadata in known.items() if metadata.expires}
        replaced: dict[str, list[str]] = {}
        for name, metadata in known.items():
            for old in {old for words in metadata.replaces for old in lookup(words)}:
                if old != name and _is_older(first, old, name):
                    replaced.setdefault(old, []).append(name)
        return cls(first, last, {old: tuple(new) for old, new in replaced.items()})

    def not_in_force(self, day: str) -> frozenset[str]:
        """The documents that were not yet issued on a day (2024-05-01), or over; one that tells no days is neither."""
        later = {document for document, first in self.first.items() if _is_after(first, day)}
        over = {document for document, last in self.last.items() if _is_before(last, day)}
        replaced = {old for old, new in self.replaced_by.items() if not later.issuperset(new)}
        return frozenset(later | over | replaced)


def _first_day(metadata: DocumentMetadata) -> str:
    return metadata.issued or metadata.printed or metadata.published


def _is_older(first: Mapping[str, str], old: str, new: str) -> bool:
    """Whether a document may be the older one of two; one without a date may."""
    return not (old in first and new in first) or first[old] < first[new]


def _is_after(date: str, day: str) -> bool:
    """Whether a date, of a day or only of a month, lies behind a day."""
    return date > day[: len(date)]


def _is_before(date: str, day: str) -> bool:
    return date < day[: len(date)]
