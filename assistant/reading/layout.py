"""What a format knows of its text beyond the characters: headings, tables, page furniture, notes, pages.

Extractors write through a ``Composer``; spans count code points of the text that it makes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

CELL_SEPARATOR = " | "
# A cell that claims more columns than any real table has is a mistake or an attack on memory.
_WIDEST_CELL = 100


class MarkKind(StrEnum):
    """What a format says of a span of text."""

    HEADING = "heading"
    FURNITURE = "furniture"
    NOTE = "note"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Mark:
    """A span with its role; ``level`` of a heading counts from 1, outermost first (0: the document's title).

    ``detail`` says more: why a span is furniture (navigation, header, page number), how sure a scan was read.
    """

    kind: MarkKind
    start: int
    end: int
    level: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at ``row`` and ``column`` (from 0) that covers ``rows`` × ``columns`` slots; its text is ``start:end``."""

    row: int
    column: int
    start: int
    end: int
    rows: int = 1
    columns: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as the format holds it, cells in reading order; ``caption`` where the format has one of its own."""

    start: int
    end: int
    cells: tuple[GridCell, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Marks and grids in text order; ``pages`` holds the offset at which each page begins, where there are pages."""

    marks: tuple[Mark, ...] = ()
    grids: tuple[Grid, ...] = ()
    pages: tuple[int, ...] = ()


NO_LAYOUT = Layout()


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file, with line feeds as line ends, and what its format says of it."""

    text: str
    layout: Layout = NO_LAYOUT


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell to be written: its text (lines joined by line feeds) and how many slots it covers."""

    text: str
    rows: int = 1
    columns: int = 1
    header: bool = False


class Composer:
    """Collects the text of a file line by line, and the spans of what the format marks."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._marks: list[Mark] = []
        self._grids: list[Grid] = []
        self._pages: list[int] = []
        self._length = 0

    def page(self) -> None:
        """Begin a page."""
        self._pages.append(self._length)

    def line(self, text: str, kind: MarkKind | None = None, level: int = 0, detail: str = "") -> None:
        """Write a paragraph on a line of its own, and mark it."""
        start, end = self._write(text)
        if kind:
            self._marks.append(Mark(kind, start, end, level, detail))
        self._write("\n")

    def grid(self, rows: Sequence[Sequence[CellText]], caption: str = "") -> None:
        """Write a table, a row a line, its filled cells between bars; each cell takes the next free slot of its row."""
        busy_until: dict[int, int] = {}
        cells: list[GridCell] = []
        beginning = self._length
        for number, row in enumerate(rows):
            column, is_first = 0, True
            for cell in row:
                while busy_until.get(column, 0) > number:
                    column += 1
                if cell.text and not is_first:
                    self._write(CELL_SEPARATOR)
                start, end = self._write(cell.text)
                is_first = is_first and not cell.text
                height, width = max(1, min(cell.rows, len(rows) - number)), max(1, min(cell.columns, _WIDEST_CELL))
                busy_until |= dict.fromkeys(range(column, column + width), number + height)
                cells.append(GridCell(number, column, start, end, height, width, cell.header))
                column += width
            if not is_first:
                self._write("\n")
        if self._length > beginning:
            self._grids.append(Grid(beginning, self._length - 1, tuple(cells), caption))

    def finish(self) -> Extracted:
        """Return everything that was written."""
        return Extracted("".join(self._parts), Layout(tuple(self._marks), tuple(self._grids), tuple(self._pages)))

    def _write(self, text: str) -> tuple[int, int]:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start, self._length
