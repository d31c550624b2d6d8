"""A clause tree by its ids: what stands above, below and beside a clause, and the number that it prints."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.reading.lines import split_lines
from assistant.reading.numbering import Marker, System, read_marker
from assistant.reading.sequences import read_number
from assistant.records import Clause, ClauseKind, ClauseTree

# 附表1-1 has a second number behind the one that is read.
_ANNEX = re.compile(r"附[件录表图]?\s*(?:[\d０-９]+(?:[-—.][\d０-９]+)*|[〇零一二三四五六七八九十]+|[A-Z])?")
_KEY = re.compile(r"([a-z]*)([\d-]*)")


class Outline:
    """The clauses of one document; what is asked for once is kept."""

    def __init__(self, tree: ClauseTree) -> None:
        self.tree = tree
        self._by_id = {clause.id: clause for clause in tree.clauses}
        self._below: dict[str, list[Clause]] = defaultdict(list)
        for clause in tree.clauses:
            self._below[clause.parent].append(clause)
        self._markers: dict[str, Marker | None] = {}

    def find(self, identifier: str) -> Clause | None:
        """The clause of that id; None where the document has none."""
        return self._by_id.get(identifier)

    def parent(self, clause: Clause) -> Clause | None:
        """The clause above; None above the outermost."""
        return self._by_id.get(clause.parent)

    def chain(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses above and the clause itself, outermost first."""
        above = self.parent(clause)
        return (*self.chain(above), clause) if above else (clause,)

    def below(self, identifier: str) -> Sequence[Clause]:
        """The clauses directly below, in text order; those of the highest level below the empty id."""
        return self._below.get(identifier, ())

    def descendants(self, clause: Clause) -> Iterator[Clause]:
        """Every clause below, in text order."""
        for child in self.below(clause.id):
            yield child
            yield from self.descendants(child)

    def marker(self, clause: Clause) -> Marker | None:
        """The number that a clause prints; None where it prints none."""
        if clause.id not in self._markers:
            self._markers[clause.id] = _annex(clause) or read_number(clause)
        return self._markers[clause.id]

    def system(self, clause: Clause) -> System | None:
        """How the clause is numbered; None where it prints no number."""
        marker = self.marker(clause)
        return marker.system if marker else None


def key_of(clause: Clause) -> str:
    """The last part of a clause's id: its number, or its kind and place among its like."""
    return clause.id[len(clause.parent or clause.document) + 1 :]


def place_of(clause: Clause) -> int:
    """The place among its like that ends the key of a clause without number: 3 for p3, r3 and table3."""
    match = _KEY.match(key_of(clause))
    return int(match.group(2)) if match and match.group(2).isdecimal() else 1


def _annex(clause: Clause) -> Marker | None:
    """The mark of an annex as printed, also without a number (附件)."""
    if clause.kind is not ClauseKind.SECTION or not key_of(clause).startswith(System.ANNEX):
        return None
    first = next(iter(split_lines(clause.text.split("\n", 1)[0])), None)
    match = _ANNEX.match(first.content) if first else None
    read = read_marker(first.content) if first else None
    if not match or not read:
        return None
    return Marker(System.ANNEX, read.number, match.group().strip(), match.end())
