"""The lines of a document as they are shown beside its tree: one row a line, more where several clauses share it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.interfaces.reading_view import BLANK
from assistant.records import Clause, ClauseTree


@dataclass(frozen=True, slots=True)
class Row:
    """A part ``start:end`` of line ``line`` (from 1), its line feed included; all rows together are the text.

    It belongs to ``clause``, or was removed for ``reason``, or is blank.
    """

    line: int
    start: int
    end: int
    clause: Clause | None = None
    reason: str = ""
    is_line_start: bool = True

    @property
    def is_blank(self) -> bool:
        """Whether nothing but white space belongs here."""
        return self.clause is None and not self.reason

    @property
    def is_clause_start(self) -> bool:
        """Whether the clause begins here."""
        return self.clause is not None and self.start <= self.clause.start < self.end

    @property
    def is_clause_end(self) -> bool:
        """Whether the clause ends here."""
        return self.clause is not None and self.start < self.clause.end <= self.end


def split_rows(tree: ClauseTree) -> Iterator[Row]:
    """Yield the rows of a document in order; blanks go with the text before them, or behind where there is none."""
    waiting: Row | None = None
    for piece in _pieces(tree):
        if waiting is None:
            waiting = piece
        elif piece.line != waiting.line:
            yield waiting
            waiting = piece
        elif piece.is_blank:
            waiting = replace(waiting, end=piece.end)
        elif waiting.is_blank:
            waiting = replace(piece, start=waiting.start, is_line_start=waiting.is_line_start)
        else:
            yield waiting
            waiting = replace(piece, is_line_start=False)
    if waiting:
        yield waiting


def _pieces(tree: ClauseTree) -> Iterator[Row]:
    """The spans of the tree cut at line ends, in order, with what no span claims between them."""
    text = tree.document.text
    spans: list[tuple[int, int, Clause | None, str]] = [(c.start, c.end, c, "") for c in tree.clauses]
    spans += [(r.start, r.end, None, "" if r.reason == BLANK else r.reason) for r in tree.removed]
    position, line = 0, 1
    for start, end, clause, reason in sorted([*spans, (len(text), len(text), None, "")], key=lambda span: span[:2]):
        for low, high, owner, why in ((position, start, None, ""), (max(start, position), end, clause, reason)):
            for cut in _cuts(text, low, high):
                yield Row(line, *cut, owner, why)
                line += text[cut[1] - 1] == "\n"
        position = max(position, end)


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        found = text.find("\n", start, end)
        stop = end if found < 0 else found + 1
        yield start, stop
        start = stop
