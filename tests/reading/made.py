"""Small documents made for the reader's tests."""

from assistant.reading.clauses import build_tree
from assistant.records import Clause, ClauseTree, DocumentMetadata, SourceDocument


def read(text: str, **metadata: object) -> ClauseTree:
    """The clause tree of a text, as document ``d``."""
    return build_tree(SourceDocument("d", text, DocumentMetadata(**metadata)))


def outline(tree: ClauseTree) -> list[tuple[str, str]]:
    """Id (without the document) and text of each clause, in order."""
    return [(clause.id.removeprefix("d/"), clause.text) for clause in tree.clauses]


def kinds(tree: ClauseTree) -> list[str]:
    """The kind of each clause, in order."""
    return [clause.kind.value for clause in tree.clauses]


def clause(tree: ClauseTree, key: str) -> Clause:
    """The clause with this id (without the document)."""
    return next(clause for clause in tree.clauses if clause.id == f"d/{key}")
