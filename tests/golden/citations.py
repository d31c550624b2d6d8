"""The hand-written table of formal citations in ``citations.txt``, and the documents that it is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.reading.corpus import read_document
from assistant.reading.load import load_document
from assistant.records import ClauseTree
from tests.golden.render import corpus_trees

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Row:
    """A clause, the quote that narrows its citation (or none), and the citation."""

    document: str
    clause: str
    quote: str
    formal: str


def read_rows() -> Iterator[Row]:
    """The rows of the table; in a quote ⏎ stands for a line end."""
    document = opening = ""
    for line in (HERE / "citations.txt").read_text("utf-8").splitlines():
        if line.startswith("= "):
            opening = line.removeprefix("= ")
        elif "\t" in line:
            clause, rest, *quote = line.split("\t", 2)
            yield Row(document, f"{document}/{clause}", "".join(quote).replace("⏎", "\n"), opening + rest)
        elif line and not line.startswith("#"):
            document = line


@lru_cache(maxsize=1)
def trees() -> dict[str, ClauseTree]:
    """Every document of the corpus and those made for tests that the table names."""
    found = {tree.document.id: tree for tree in corpus_trees()}
    for name in {row.document for row in read_rows()} - set(found):
        (path,) = [*(HERE / "documents").glob(f"{name}.*"), *(HERE / "places").glob(f"{name}.*")]
        found[name] = read_document(load_document(path))
    return found
