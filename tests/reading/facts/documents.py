"""Invented documents in the layouts that offices use, with what each says of itself: ``documents.txt``.

Each begins with ``=== name``; below its text, after ``---``, stands what must be read, a field a line: the value, or
``value ← the words that it was read from`` (⏎ for a line feed); values of a list are separated by `` ; ``. A field
that is not named must stay empty.
"""

from dataclasses import dataclass
from pathlib import Path

LISTS = ("replaces", "addressees", "basis", "amended", "responsible", "supporting")


@dataclass(frozen=True, slots=True)
class Read:
    """A value with the words that it was read from, where the table gives them."""

    value: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A made document: its name in the tests, its text, and what must be read of each field."""

    name: str
    text: str
    expected: dict[str, list[Read]]


def load_documents() -> list[Document]:
    blocks = (Path(__file__).parent / "documents.txt").read_text(encoding="utf-8").split("=== ")[1:]
    return [_document(block) for block in blocks]


def _document(block: str) -> Document:
    name, _, rest = block.partition("\n")
    text, _, expected = rest.partition("\n---\n")
    rows = (line.split(": ", 1) for line in expected.strip().split("\n"))
    return Document(name, text, {field: _values(field, value) for field, value in rows})


def _values(field: str, value: str) -> list[Read]:
    parts = value.split(" ; ") if field in LISTS else [value]
    return [Read(*(part.replace("⏎", "\n").split(" ← "))) for part in parts]
