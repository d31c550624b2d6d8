"""Addresses of the reader: a clause in its document, with the span that was cited and the quote in it."""

from urllib.parse import urlencode

from assistant.records import Chunk, Clause, ClauseTree


def reader_link(chunk: Chunk, quote: str = "") -> str:
    """The reader at a chunk, with the place of ``quote`` where that is a part of the chunk, word for word."""
    values: dict[str, str | int] = {"clause": chunk.clause, "start": chunk.start, "end": chunk.end}
    offset = chunk.text.find(quote) if quote else -1
    if offset >= 0 and len(quote) < len(chunk.text):
        start = chunk.start + offset
        values |= {"quote_start": start, "quote_end": start + len(quote)}
    return f"reader?{urlencode(values)}"


def clause_link(clause: str) -> str:
    """The reader at a clause, all of it marked."""
    return f"reader?{urlencode({'clause': clause})}"


def document_link(document: str) -> str:
    """The reader at the beginning of a document."""
    return f"reader?{urlencode({'document': document})}"


def find_clause(trees: dict[str, ClauseTree], identifier: str) -> tuple[ClauseTree, Clause] | None:
    """The clause of that id and its tree; clause ids begin with the id of their document."""
    for document, tree in trees.items():
        if identifier == document or identifier.startswith(f"{document}/"):
            for clause in tree.clauses:
                if clause.id == identifier:
                    return tree, clause
    return None
