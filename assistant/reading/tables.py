"""Tables that survive in plain text: one cell a line (with or without bars), or one row a line with bars.

A row keeps its verbatim span; its cells carry their full header, with merged cells filled in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.lines import Line
from assistant.reading.numbering import read_marker
from assistant.records import Cell

SERIAL_HEADERS = ("序号", "编号")
_NUMERIC = re.compile(r"^[≧≥≤<>＞＜约]*\d[\d,.]*\s*[%％]?$|^[-—–]+$")
_NOTE = re.compile(r"^(注|备注|说明)\s*\d*\s*[:：]")
_RULE = re.compile(r"^[\s|:：-]*$")
_CAPTION_CHARACTERS = 60
_CELL_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class TableRow:
    """Lines ``first`` to ``last`` (both included) of a row, and its cells."""

    first: int
    last: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Lines ``first`` (caption or header) to ``last``; the head ends where the first row begins."""

    first: int
    last: int
    caption: str
    rows: tuple[TableRow, ...]


def find_tables(lines: Sequence[Line]) -> dict[int, Table]:
    """Return the tables by the number of their first line."""
    found: dict[int, Table] = {}
    position = free = 0
    while position < len(lines):
        table = _stacked(lines, position, free) or _barred(lines, position, free)
        if table:
            found[table.first] = table
            free = table.last + 1
        position = free if table else position + 1
    return found


def is_note(text: str) -> bool:
    """Whether a line is a note under a table."""
    return bool(_NOTE.match(text))


def _stacked(lines: Sequence[Line], position: int, free: int) -> Table | None:
    """Read a table with one cell a line: a header that opens with 序号, then rows numbered from 1.

    Lines before ``free`` belong to the table above.
    """
    if lines[position].content not in SERIAL_HEADERS:
        return None
    body = next((i for i in range(position + 1, min(position + 40, len(lines))) if lines[i].content == "1"), None)
    if body is None:
        return None
    header = [line.content for line in lines[position:body] if line.content]
    spans = _row_spans(lines, body)
    rows = [[lines[i].content for i in range(a, b + 1) if lines[i].content] for a, b in spans]
    width = max(len(row) for row in rows)
    if width < 2 or len(header) < width:
        return None
    first, caption = _caption(lines, position, free)
    columns = _columns(header, width, rows)
    filled = _fill(rows, width)
    made = [
        TableRow(a, b, tuple(Cell(h, v) for h, v in zip(columns, row, strict=True) if v))
        for (a, b), row in zip(spans, filled, strict=True)
    ]
    return Table(first, spans[-1][1], caption, tuple(made))


def _row_spans(lines: Sequence[Line], body: int) -> list[tuple[int, int]]:
    """Cut the lines from ``body`` on at 1, 2, 3 …; the last row is as wide as the widest before it."""
    starts, number, cells = [body], 1, 1
    position = body + 1
    while position < len(lines) and _is_cell(lines[position]):
        content = lines[position].content
        # A value may equal the next number: a row has at least a name and a value behind its own number.
        if content == str(number + 1) and cells >= 3:
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
    return not is_text and not is_note(content) and content not in SERIAL_HEADERS


def _caption(lines: Sequence[Line], header: int, free: int) -> tuple[int, str]:
    """Find the caption above a header: a short line without number or full stop, past lines of bars alone."""
    first = header
    while first > free and not lines[first - 1].content:
        first -= 1
    if first > free:
        text = lines[first - 1].content
        is_short = len(text) <= _CAPTION_CHARACTERS and text[-1] not in "。；;：:，,"
        if is_short and not _NUMERIC.match(text) and not read_marker(text):
            return first - 1, text
    return header, ""


def _columns(header: Sequence[str], width: int, rows: Sequence[Sequence[str]]) -> list[str]:
    """Join a second header level to the columns it stands under: those that hold numbers."""
    top, below = list(header[:width]), list(header[width:])
    filled = _fill(rows, width)
    numeric = [i for i in range(1, width) if sum(bool(_NUMERIC.match(row[i])) for row in filled) * 2 > len(filled)]
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


def _barred(lines: Sequence[Line], position: int, free: int) -> Table | None:
    """Read a table with one row a line, cells between bars; the first row is the header.

    Lines of rules alone stay with the row above them.
    """
    if position > free and _has_bars(lines[position - 1]):
        return None
    last = position
    while last < len(lines) and _has_bars(lines[last]):
        last += 1
    body = [i for i in range(position, last) if not _RULE.match(lines[i].text)]
    if len(body) < 3:
        return None
    header = _cells(lines[body[0]])
    rows = [
        TableRow(i, following - 1, tuple(Cell(h, v) for h, v in zip(header, _cells(lines[i]), strict=False) if v))
        for i, following in zip(body[1:], [*body[2:], last], strict=True)
    ]
    first, caption = _caption(lines, position, free)
    return Table(first, last - 1, caption, tuple(rows))


def _has_bars(line: Line) -> bool:
    return "|" in line.text.strip("|")


def _cells(line: Line) -> list[str]:
    return [cell.strip() for cell in line.text.removeprefix("|").removesuffix("|").split("|")]
