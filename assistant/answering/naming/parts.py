"""The titles in a document: a notice and what it carries are cited each under its own."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.naming.outline import Outline
from assistant.records import FORMAL_KINDS, Clause, ClauseKind

_LETTERS = re.compile(r"[^0-9A-Za-z一-鿿]")
_CARRIER = "印发通知"


@dataclass(frozen=True, slots=True)
class Part:
    """Clauses of the highest level under one title; ``suffix`` says that they stand before the title of the whole."""

    title: str
    clauses: tuple[Clause, ...]
    suffix: str = ""

    @property
    def has_body(self) -> bool:
        """Whether anything but formalities stands in it."""
        return any(clause.kind not in {*FORMAL_KINDS, ClauseKind.NOTE} for clause in self.clauses)


def find_parts(outline: Outline) -> tuple[Part, ...]:
    """The parts of a document in text order, at least one.

    The title that the document is known by stands for the part that prints it, give or take quotation marks that
    copying lost; where none does, for the last. What stands signed before the first title is the notice that carries
    the document.
    """
    known = outline.tree.document.metadata.title or outline.tree.document.id
    groups = list(_groups(outline))
    front = groups.pop(0) if len(groups) > 1 and not groups[0][0] else None
    if front and not any(clause.kind is ClauseKind.SIGNATURE for clause in front[1]):
        groups[0] = (groups[0][0], [*front[1], *groups[0][1]])
        front = None
    own = next((n for n, (title, _) in enumerate(groups) if _letters(title) == _letters(known)), len(groups) - 1)
    parts = [Part(known if n == own else title, tuple(clauses)) for n, (title, clauses) in enumerate(groups)]
    return (*([Part(known, tuple(front[1]), _CARRIER)] if front else []), *parts)


def _groups(outline: Outline) -> Iterator[tuple[str, list[Clause]]]:
    """Title and clauses of the highest level, cut at every title that differs from the one before."""
    title, clauses = "", list[Clause]()
    for clause in outline.below(""):
        printed = _printed(outline, clause) if clause.kind is ClauseKind.TITLE else ""
        if printed and _letters(printed) != _letters(title):
            if clauses:
                yield title, clauses
            title, clauses = printed, []
        clauses.append(clause)
    yield title, clauses


def _printed(outline: Outline, clause: Clause) -> str:
    """A title as the reader of metadata joined its lines, else its lines joined."""
    read = (f for f in outline.tree.facts if f.field == "title" and clause.start <= f.start < f.end <= clause.end)
    first = next(read, None)
    return first.value if first else re.sub(r"\s", "", clause.text)


def _letters(text: str) -> str:
    return _LETTERS.sub("", unicodedata.normalize("NFKC", text))
