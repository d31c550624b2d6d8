"""Tables of which copying left one cell a line: found by their serial numbers, or by columns that repeat."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.lines import Line
from assistant.reading.numbering import read_marker
from assistant.records import Cell

SERIAL_HEADERS = ("序号", "编号")
_NUMERIC = re.compile(r"^[≧≥≤<>＞＜约]*[-+]?\d(?:[\d,.]*\d)?\s*[%％]?(?:[（(]\d{4}年?[）)])?$|^[-—–/]+$")
_NOTE_START = re.compile(r"^(?:注|备注|说明)\s*\d*\s*[:：]")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_CELL_CHARACTERS = 80
_SHORT_CELL_CHARACTERS = 24
_HEADER_LINES = 40
_HEAD_LINES = 3
_WIDTHS = range(3, 11)
_MOST_LINES = 2000


@dataclass(frozen=True, slots=True)
class StackedRow:
    """Lines ``first`` to ``last`` (both included) of a row, and its cells."""

    first: int
    last: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """Lines ``first`` (the first header cell) to ``last`` of a table with one cell a line."""

    first: int
    last: int
    rows: tuple[StackedRow, ...]


def is_number(text: str) -> bool:
    """Whether a cell holds a figure, or the dash that stands for one."""
    return bool(_NUMERIC.match(_plain(text)))


def _plain(text: str) -> str:
    """A cell with full-width figures and signs as plain ones."""
    return text.translate(_NARROW)


def find_stack(lines: Sequence[Line], position: int) -> Stack | None:
    """Read the table with one cell a line whose header opens at ``position``; None where there is none."""
    return _by_serial(lines, position) or _by_period(lines, position)


def _by_serial(lines: Sequence[Line], position: int) -> Stack | None:
    """A header that opens with 序号, then rows numbered from 1."""
    if lines[position].content not in SERIAL_HEADERS:
        return None
    within = range(position + 1, min(position + _HEADER_LINES, len(lines)))
    body = next((i for i in within if _plain(lines[i].content) == "1"), None)
    if body is None:
        return None
    header = [line.content for line in lines[position:body] if line.content]
    spans = _row_spans(lines, body)
    rows = [[lines[i].content for i in range(a, b + 1) if lines[i].content] for a, b in spans]
    width = max(len(row) for row in rows)
    if width < 2 or len(header) < width:
        return None
    columns = _columns(header, width, rows)
    filled = _fill(rows, width)
    made = [StackedRow(a, b, _cells(columns, row)) for (a, b), row in zip(spans, filled, strict=True)]
    return Stack(position, spans[-1][1], tuple(made))


def _cells(columns: Sequence[str], row: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(Cell(header, value) for header, value in zip(columns, row, strict=True) if value)


def _row_spans(lines: Sequence[Line], body: int) -> list[tuple[int, int]]:
    """Cut the lines from ``body`` on at 1, 2, 3 …; the last row is as wide as the widest before it."""
    starts, number, cells = [body], 1, 1
    position = body + 1
    while position < len(lines) and _is_cell(lines[position]):
        content = lines[position].content
        # A value may equal the next number: a row has at least a name and a value behind its own number.
        if _plain(content) == str(number + 1) and cells >= 3:
            starts.append(position)
            number, cells = number + 1, 1
        else:
            cells += bool(content)
        position += 1
    ends = [start - 1 for start in starts[1:]]
    widest = max((_filled(lines, a, b) for a, b in zip(starts, ends, strict=False)), default=cells)
    last, cells = starts[-1], 1
    while last + 1 < position and (cells < widest or not lines[last + 1].content):
        last += 1
        cells += bool(lines[last].content)
    return list(zip(starts, [*ends, last], strict=True))


def _filled(lines: Sequence[Line], first: int, last: int) -> int:
    return sum(bool(lines[i].content) for i in range(first, last + 1))


def _is_cell(line: Line) -> bool:
    content = line.content
    is_text = len(content) > _CELL_CHARACTERS or content.endswith("。")
    return not is_text and not _NOTE_START.match(content) and content not in SERIAL_HEADERS


def _columns(header: Sequence[str], width: int, rows: Sequence[Sequence[str]]) -> list[str]:
    """Join a second header level to the columns it stands under: those that hold numbers."""
    top, below = list(header[:width]), list(header[width:])
    filled = _fill(rows, width)
    numeric = [i for i in range(1, width) if sum(is_number(row[i]) for row in filled) * 2 > len(filled)]
    for column, name in zip(numeric, below, strict=False):
        top[column] = f"{top[column]}{name}"
    return top


def _fill(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """Bring rows to full width: cells merged downwards stand behind the serial number and repeat the row above."""
    filled: list[list[str]] = []
    for row in rows:
        gap = width - len(row)
        above = filled[-1] if filled else [""] * width
        filled.append([row[0], *above[1 : 1 + gap], *row[1:]] if gap >= 0 else list(row[:width]))
    return filled


def _by_period(lines: Sequence[Line], position: int) -> Stack | None:
    """Short lines in which every n-th holds a figure under a header without one: a table of n columns."""
    if not _is_short(lines[position]) or is_number(lines[position].content) or not _figure_ahead(lines, position):
        return None
    # A header stands near the beginning of its run of short lines; so a long run is looked at a few times only.
    if position > _HEAD_LINES and all(_is_short(line) for line in lines[position - _HEAD_LINES : position]):
        return None
    run = _run(lines, position)
    if any(cell in SERIAL_HEADERS for cell in run[: _HEAD_LINES + 1]):
        return None
    for width in _WIDTHS:
        rows = len(run) // width
        if rows >= 3 and _repeats(run, width, rows):
            last = position + width * rows - 1
            return Stack(position, last, tuple(_period_rows(lines, position, width, rows)))
    return None


def _figure_ahead(lines: Sequence[Line], position: int) -> bool:
    """Whether a figure alone on its line follows soon: cheap to ask, and seldom so outside tables."""
    return any(is_number(line.content) for line in lines[position + 1 : position + 2 * _WIDTHS[-1]])


def _run(lines: Sequence[Line], position: int) -> list[str]:
    found: list[str] = []
    for line in lines[position : position + _MOST_LINES]:
        if not _is_short(line):
            break
        found.append(line.content)
    return found


def _is_short(line: Line) -> bool:
    content = line.content
    if not content or len(content) > _SHORT_CELL_CHARACTERS or content[-1] in "。；;：:，,":
        return False
    return is_number(content) or not read_marker(content)


def _repeats(run: Sequence[str], width: int, rows: int) -> bool:
    """Whether each column of the body is figures throughout or words throughout, both occur, and no header is one."""
    if any(is_number(cell) for cell in (*run[:width], *run[rows * width :])):
        return False
    columns = [[is_number(run[row * width + column]) for row in range(1, rows)] for column in range(width)]
    pure = all(all(column) or not any(column) for column in columns)
    return pure and any(all(column) for column in columns) and not all(columns[0])


def _period_rows(lines: Sequence[Line], position: int, width: int, rows: int) -> Iterator[StackedRow]:
    header = [line.content for line in lines[position : position + width]]
    for row in range(1, rows):
        first = position + row * width
        values = [line.content for line in lines[first : first + width]]
        yield StackedRow(first, first + width - 1, _cells(header, values))
