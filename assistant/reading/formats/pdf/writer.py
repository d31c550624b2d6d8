"""Blocks → text with its layout: pages begin where their first character stands, within a paragraph or table too."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.formats.pdf.flow import Beside, Block, Paragraph, Table
from assistant.reading.formats.pdf.page import RuledTable
from assistant.reading.formats.pdf.paragraphs import join
from assistant.reading.layout import CELL_SEPARATOR, CellText, Composer, Extracted, Mark, MarkKind

_SURE = 0.8
_MOST_HEADER_ROWS = 4


class PageWriter:
    """Writes blocks in order."""

    def __init__(self) -> None:
        self._composer = Composer()
        self._length = 0
        self._pages: list[int] = []
        self._doubtful: list[Mark] = []
        # Of each table the confidence of its cells, in the order in which they are written.
        self._confidences: list[list[float]] = []

    def write(self, block: Block, level: int | None) -> None:
        """Write a block; ``level`` is that of a heading."""
        if isinstance(block, Paragraph):
            self._paragraph(block, level)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._aside(block)

    def finish(self, page_count: int) -> Extracted:
        """Return what was written; pages that nothing was written of begin at the end."""
        self._begin(page_count - 1, self._length)
        extracted = self._composer.finish()
        for grid, confidences in zip(extracted.layout.grids, self._confidences, strict=True):
            for cell, confidence in zip(grid.cells, confidences, strict=True):
                if confidence < _SURE:
                    self._doubtful.append(_doubtful(cell.start, cell.end - cell.start, confidence))
        marks = sorted((*extracted.layout.marks, *self._doubtful), key=lambda mark: (mark.start, mark.end))
        return Extracted(extracted.text, replace(extracted.layout, marks=tuple(marks), pages=tuple(self._pages)))

    def _begin(self, page: int, offset: int) -> None:
        """Note that ``page`` (from 0), and those before it that hold nothing, begin at ``offset``."""
        while len(self._pages) <= page:
            self._pages.append(offset)

    def _paragraph(self, paragraph: Paragraph, level: int | None) -> None:
        parts = [""]
        start = self._length
        for line, page in zip(paragraph.lines, paragraph.pages, strict=True):
            before = join(parts[-1], line.text).removesuffix(line.text)
            start += len(before)
            parts[-1:] = [before, line.text]
            self._begin(page, start)
            if line.confidence < _SURE:
                self._doubtful.append(_doubtful(start, len(line.text), line.confidence))
        text = "".join(parts)
        if level is None:
            self._composer.line(text)
        else:
            self._composer.line(text, MarkKind.HEADING, level)
        self._length += len(text) + 1

    def _aside(self, block: Beside) -> None:
        self._begin(block.page, self._length)
        kind = MarkKind.NOTE if block.aside.is_note else MarkKind.FURNITURE
        self._composer.line(block.aside.text, kind, detail=block.aside.detail)
        self._length += len(block.aside.text) + 1

    def _table(self, table: Table) -> None:
        rows: list[list[CellText]] = []
        for number, (part, page) in enumerate(zip(table.parts, table.pages, strict=True)):
            self._begin(page, self._length + _written_length(rows))
            rows += _rows(part) if number == 0 else _continued(rows, _rows(part))
        self._composer.grid(rows)
        cells = (cell for part in table.parts for cell in part.cells)
        self._confidences.append([cell.confidence for cell in cells])
        self._length += _written_length(rows)


def _doubtful(start: int, length: int, confidence: float) -> Mark:
    return Mark(MarkKind.DOUBTFUL, start, start + length, detail=f"{confidence:.2f}")


def _written_length(rows: Sequence[Sequence[CellText]]) -> int:
    """How many characters a ``Composer`` writes for rows: the filled cells of each between bars, and a line feed."""
    filled = [[cell.text for cell in row if cell.text] for row in rows]
    return sum(len(CELL_SEPARATOR.join(texts)) + 1 for texts in filled if texts)


def _rows(table: RuledTable) -> list[list[CellText]]:
    rows: list[list[CellText]] = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row].append(CellText(cell.text, cell.rows, cell.columns))
    return rows


def _continued(rows: list[list[CellText]], more: list[list[CellText]]) -> list[list[CellText]]:
    """The rows of the next page; those that repeat the head of the table are marked there and, in ``rows``, above."""
    repeated = 0
    while repeated < min(len(rows), len(more) - 1, _MOST_HEADER_ROWS) and _is_equal(rows[repeated], more[repeated]):
        repeated += 1
    for number in range(repeated):
        rows[number] = [replace(cell, header=True) for cell in rows[number]]
        more[number] = [replace(cell, header=True) for cell in more[number]]
    return more


def _is_equal(first: Sequence[CellText], second: Sequence[CellText]) -> bool:
    return any(cell.text for cell in first) and [cell.text for cell in first] == [cell.text for cell in second]
