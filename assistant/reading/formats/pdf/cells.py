"""Tables of a page with their text: ruled ones, and those that only blanks align."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.reading.formats.pdf.lines import read_lines
from assistant.reading.formats.pdf.page import Glyph, Piece, RuledCell, RuledTable, TextLine
from assistant.reading.formats.pdf.paragraphs import goes_on_in_cell, join
from assistant.reading.formats.pdf.tables import RuledGrid, Slot

_LEAST_COLUMNS = 3
_LEAST_ROWS = 3
_LONGEST_CELL = 20
# The middle of a glyph stands so far above its baseline (em).
_MIDDLE = 0.35


def slot_at(grid: RuledGrid, x: float, y: float) -> int | None:
    """The number of the cell at a point; None outside of the grid."""
    column, row = bisect_right(grid.xs, x) - 1, bisect_right(grid.ys, y) - 1
    return grid.numbers.get((row, column))


def ruled_table(grid: RuledGrid, lines: dict[int, list[TextLine]]) -> RuledTable:
    """Make a table of a grid and the lines of its cells, by their number."""
    cells = []
    for number, slot in enumerate(grid.slots):
        of_cell = lines.get(number, [])
        confidence = min((line.confidence for line in of_cell), default=1.0)
        text = cell_text(of_cell, slot)
        cells.append(RuledCell(slot.row, slot.column, slot.rows, slot.columns, text, confidence))
    return RuledTable(grid.ys[0], grid.ys[-1], grid.xs, len(grid.ys) - 1, tuple(cells))


def fill(grid: RuledGrid, glyphs: Sequence[Glyph]) -> tuple[RuledTable | None, list[Glyph]]:
    """Read the glyphs inside of a grid as its cells; None where it is a drawing: less than two cells hold text."""
    inside: dict[int, list[Glyph]] = defaultdict(list)
    outside: list[Glyph] = []
    for glyph in glyphs:
        number = slot_at(grid, (glyph.left + glyph.right) / 2, glyph.baseline - _MIDDLE * glyph.style.size)
        if number is None:
            outside.append(glyph)
        else:
            inside[number].append(glyph)
    if len(inside) < 2:
        return None, list(glyphs)
    return ruled_table(grid, {number: read_lines(of_cell) for number, of_cell in inside.items()}), outside


def cell_text(lines: Sequence[TextLine], slot: Slot) -> str:
    """Join the lines of a cell: one that fills its width goes on in the next, others are lines of their own."""
    if not lines:
        return ""
    padding = max(0.0, min(min(line.left - slot.left, slot.right - line.right) for line in lines))
    text = lines[0].text
    for previous, line in pairwise(lines):
        # Centred lines leave room on both sides: then the width counts.
        width = previous.right - previous.left
        spare = slot.right - slot.left - 2 * padding - width
        edge = previous.right + min(spare, slot.right - padding - previous.right)
        fitted = replace(previous, margins=(slot.left + padding, edge))
        text = join(text, line.text) if goes_on_in_cell(fitted, line) else f"{text}\n{line.text}"
    return text


def with_aligned_tables(lines: Sequence[TextLine]) -> list[TextLine | RuledTable]:
    """Put a table in place of lines that blanks set in columns: three and more of them, over three rows and more."""
    items: list[TextLine | RuledTable] = []
    for run in _runs(lines):
        table = _aligned(run)
        items += [table] if table else run
    return items


def _runs(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Cut into runs of lines in columns and of other lines."""
    run: list[TextLine] = []
    for line in lines:
        if run and _is_row(line) != _is_row(run[-1]):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _is_row(line: TextLine) -> bool:
    return len(line.pieces) >= _LEAST_COLUMNS and all(len(piece.text) <= _LONGEST_CELL for piece in line.pieces)


def _aligned(run: Sequence[TextLine]) -> RuledTable | None:
    if len(run) < _LEAST_ROWS or not _is_row(run[0]):
        return None
    columns = _column_spans([piece for line in run for piece in line.pieces])
    rows = [[_column_of(piece, columns) for piece in line.pieces] for line in run]
    if len(columns) < _LEAST_COLUMNS or any(len(set(row)) < len(row) for row in rows):
        return None
    cells = tuple(
        RuledCell(number, column, 1, 1, _text_in(line, row, column))
        for number, (line, row) in enumerate(zip(run, rows, strict=True))
        for column in range(len(columns))
    )
    return RuledTable(run[0].top, run[-1].baseline, tuple(left for left, _ in columns), len(run), cells)


def _text_in(line: TextLine, row: Sequence[int], column: int) -> str:
    return line.pieces[row.index(column)].text if column in row else ""


def _column_spans(pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    """The spans that pieces cover, those that overlap as one."""
    spans: list[tuple[float, float]] = []
    for piece in sorted(pieces, key=lambda piece: piece.left):
        if spans and piece.left < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], piece.right))
        else:
            spans.append((piece.left, piece.right))
    return spans


def _column_of(piece: Piece, columns: Sequence[tuple[float, float]]) -> int:
    return next(number for number, (left, right) in enumerate(columns) if left <= piece.left <= right)
