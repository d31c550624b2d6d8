"""Tables: those that a format holds as grids, and those that survive in plain text, bar-separated or a cell a line.

A row keeps its verbatim span; its cells carry their full header, with merged cells filled in.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.reading.grids import GridRow, GridTable, read_grid
from assistant.reading.layout import Grid, GridCell
from assistant.reading.lines import Line
from assistant.reading.numbering import read_marker
from assistant.reading.stacked import Stack, find_stack, is_number
from assistant.records import Cell, ClauseKind

_BAR = re.compile(r"[|｜│┃\t]")
_GAP = re.compile(r"(?<=\S)(?: {2,}|[ 　]*　[ 　]*)(?=\S)")
_GROUP_CHARACTERS = 30
_MANY_BARS = 3
_EDGE_BARS = "|｜│┃ \t　"
_RULE = re.compile(r"^[\s|｜│┃:：+=─━┄┼├┤┬┴┌┐└┘┏┓┗┛╋-]*$")
_NOTE = re.compile(r"^(?:注|备注|说明|附注|资料来源|数据来源)\s*\d*\s*[:：.．、]|^注\s*\d{1,2}\s")
_NUMBERED = re.compile(r"^[(（]?\d{1,2}[)）.．、]")
_UNIT_LINE = re.compile(r"^[（(]?\s*(?:计量)?单位\s*[:：]\s*([^）)。；;，,]{1,30}?)\s*[）)]?$")
_LINE_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_CAPTION_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Table:
    """Lines ``first`` (caption or header) to ``last`` of a table; rows and head are spans of the document.

    ``kind`` is TABLE, or METADATA for a box of labels and values, which has ``cells`` and no rows.
    """

    first: int
    last: int
    head_end: int
    caption: str
    rows: tuple[GridRow, ...]
    kind: ClauseKind = ClauseKind.TABLE
    cells: tuple[Cell, ...] = ()


def find_tables(lines: Sequence[Line], text: str, grids: Sequence[Grid] = ()) -> dict[int, Table]:
    """Return the tables by the number of their first line; ``grids`` are those that the format gave."""
    given = _by_first_line(lines, grids)
    found: dict[int, Table] = {}
    position = free = 0
    while position < len(lines):
        grid = given.get(position)
        table = _given(lines, text, position, free, grid) if grid else _remains(lines, text, position, free)
        if table:
            found[table.first] = table
            free = table.last + 1
        elif grid:
            free = _end_of(lines, grid, position)
        position = max(free, position + 1)
    return found


def is_note(text: str, *, behind_note: bool = False) -> bool:
    """Whether a line is a note under a table, or a further number of the note above it."""
    return bool(_NOTE.match(text) or (behind_note and _NUMBERED.match(text)))


def _by_first_line(lines: Sequence[Line], grids: Sequence[Grid]) -> dict[int, Grid]:
    found: dict[int, Grid] = {}
    position = 0
    for grid in sorted(grids, key=lambda grid: grid.start):
        while position < len(lines) and lines[position].end <= grid.start:
            position += 1
        if position < len(lines) and lines[position].start < grid.end:
            found[position] = grid
    return found


def _end_of(lines: Sequence[Line], grid: Grid, position: int) -> int:
    """The number of the first line behind a grid."""
    while position < len(lines) and lines[position].start < grid.end:
        position += 1
    return position


def _given(lines: Sequence[Line], text: str, position: int, free: int, grid: Grid) -> Table | None:
    read = read_grid(text, grid)
    return _place(lines, read, position, _end_of(lines, grid, position) - 1, free) if read else None


def _remains(lines: Sequence[Line], text: str, position: int, free: int) -> Table | None:
    """Recognise what is left of a table in plain text from its first line on."""
    stack = find_stack(lines, position)
    if stack:
        return _place(lines, _from_stack(lines, stack), position, stack.last, free)
    for separator, has_cells in ((_BAR, _has_bars), (_GAP, _has_columns)):
        # A run of rows is looked at from its first line only.
        if position > free and has_cells(lines[position].text) == has_cells(lines[position - 1].text):
            continue
        last = _last_row(lines, position, has_cells)
        if last > position + 1:
            read = read_grid(text, _grid_of_lines(lines[position : last + 1], separator))
            return _place(lines, _whole_lines(lines, read, position, last), position, last, free) if read else None
    return None


def _whole_lines(lines: Sequence[Line], read: GridTable, position: int, last: int) -> GridTable:
    """Let each row begin with its line, bars included, and end before the next row; rules stay with the row above."""
    if not read.rows:
        return read
    starts = [line.start for line in lines[position : last + 1]]
    firsts = [position + bisect_right(starts, row.start) - 1 for row in read.rows]
    ends = [*(first - 1 for first in firsts[1:]), last]
    rows = tuple(
        replace(row, start=lines[first].start, end=lines[end].end)
        for row, first, end in zip(read.rows, firsts, ends, strict=True)
    )
    return replace(read, rows=rows, head_end=lines[firsts[0] - 1].end if firsts[0] > position else rows[0].start)


def _from_stack(lines: Sequence[Line], stack: Stack) -> GridTable:
    rows = tuple(GridRow(lines[row.first].start, lines[row.last].end, row.cells) for row in stack.rows)
    head_end = lines[stack.rows[0].first - 1].end
    return GridTable(ClauseKind.TABLE, lines[stack.first].start, rows[-1].end, head_end, "", rows)


def _place(lines: Sequence[Line], read: GridTable, position: int, last: int, free: int) -> Table:
    """Put a table at its lines, with the caption and the unit above it."""
    if read.kind is ClauseKind.METADATA:
        return Table(position, last, read.end, "", (), read.kind, read.cells)
    first, caption, unit = _caption(lines, position, free)
    rows = tuple(replace(row, cells=_with_unit(row.cells, unit)) for row in read.rows)
    return Table(first, last, read.head_end, read.caption or caption, rows)


def _with_unit(cells: tuple[Cell, ...], unit: str) -> tuple[Cell, ...]:
    """Give a row the unit that stands once above the table, and drop the line breaks that Markdown has in cells."""
    cells = tuple(replace(cell, value=_LINE_BREAK.sub("", cell.value)) if "<" in cell.value else cell for cell in cells)
    return (*cells, Cell("单位", unit)) if unit and all(cell.header != "单位" for cell in cells) else cells


def _caption(lines: Sequence[Line], header: int, free: int) -> tuple[int, str, str]:
    """The first line of the head, the caption and the unit: short lines above the header, past lines of bars alone."""
    first, unit = header, ""
    while first > free and not lines[first - 1].content:
        first -= 1
    match = _UNIT_LINE.match(lines[first - 1].content) if first > free else None
    if match:
        first, unit = first - 1, match.group(1)
    if first > free and _is_caption(lines[first - 1]):
        return first - 1, lines[first - 1].content, unit
    return (first if unit else header), "", unit


def _is_caption(line: Line) -> bool:
    """Whether a line above a table may name it: short, neither number nor sentence, and no part of the numbering."""
    text = line.content
    if not text or len(text) > _CAPTION_CHARACTERS or text[-1] in "。；;：:，,":
        return False
    return not is_number(text) and not read_marker(text)


def barred_offsets(lines: Sequence[Line]) -> set[int]:
    """The offsets of lines in runs of rows with bars: a cell may hold numbering of its own, and stays whole."""
    found: set[int] = set()
    position = 0
    while position < len(lines):
        end = max(position, _last_row(lines, position, _has_bars))
        if end > position:
            found |= {line.start for line in lines[position : end + 1]}
        position = end + 1
    return found


def _last_row(lines: Sequence[Line], position: int, has_cells: Callable[[str], int]) -> int:
    """The last line of a run of rows from ``position`` on; columns kept apart by blanks have to stay as many."""
    last, columns = position - 1, has_cells(lines[position].text)
    while last + 1 < len(lines) and columns:
        if has_cells(lines[last + 1].text) == columns:
            last += 1
        elif last > position and _is_group(lines, last + 1) and has_cells(lines[last + 2].text) == columns:
            last += 2
        else:
            break
    return last


def _is_group(lines: Sequence[Line], position: int) -> bool:
    """Whether a line between rows names the group of those below it: short, and no sentence."""
    text = lines[position].text
    return position + 1 < len(lines) and len(text) <= _GROUP_CHARACTERS and text[-1] not in "。；;：:，,"


def _has_bars(text: str) -> int:
    """1 where a line has cells between bars or tabs; a tab behind a numbering mark is only a blank."""
    marker = read_marker(text) if "\t" in text else None
    if marker:
        text = text[marker.length :]
    is_rule = len(text) > 2 and bool(_RULE.match(text))
    return int(bool(_BAR.search(text.strip(_EDGE_BARS))) or is_rule or len(_BAR.findall(text)) >= _MANY_BARS)


def _has_columns(text: str) -> int:
    """How many columns blanks keep apart; 0 below three, and where a numbering mark opens the line."""
    if "  " not in text and "　" not in text:
        return 0
    gaps = len(_GAP.findall(text))
    marker = read_marker(text) if gaps > 1 else None
    return gaps + 1 if gaps > 1 and (marker is None or marker.lost) else 0


def _grid_of_lines(lines: Sequence[Line], separator: re.Pattern[str]) -> Grid:
    """A row for each line between rules; where a rule follows the first row, that one is the header.

    Blank cells in front of a row are merged with those above them.
    """
    cells: list[GridCell] = []
    row = 0
    rules = {number for number, line in enumerate(lines) if _RULE.match(line.text)}
    header_end = min((number for number in rules if number > 0), default=0)
    for number, line in enumerate(lines):
        if number not in rules:
            cells += _cells(line, row, separator, is_header=number < header_end <= 3)
            row += 1
    return Grid(lines[0].start, lines[-1].end, tuple(_merge_down(_widen(cells))))


def _cells(line: Line, row: int, separator: re.Pattern[str], *, is_header: bool) -> list[GridCell]:
    """Cut a line at its separators; those at its edges stand around the cells."""
    text = line.text
    gaps = [match.span() for match in separator.finditer(text)]
    bounds = list(zip([0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(text)], strict=True))
    bounds = bounds[1:] if gaps and gaps[0][0] == 0 else bounds
    bounds = bounds[:-1] if gaps and gaps[-1][1] == len(text) else bounds
    return [
        _trimmed(line, GridCell(row, column, start, end, header=is_header))
        for column, (start, end) in enumerate(bounds)
    ]


def _widen(cells: Sequence[GridCell]) -> list[GridCell]:
    """Let a cell that stands alone in its row cover the table's whole width: it names a group of rows."""
    width = max((cell.column for cell in cells), default=0) + 1
    alone = {row for row, count in Counter(cell.row for cell in cells).items() if count == 1}
    return [replace(cell, columns=width) if cell.row in alone else cell for cell in cells]


def _trimmed(line: Line, cell: GridCell) -> GridCell:
    part = line.text[cell.start : cell.end]
    lead = len(part) - len(part.lstrip())
    start = line.start + cell.start + lead
    return replace(cell, start=start, end=start + len(part.strip()))


def _merge_down(cells: Sequence[GridCell]) -> list[GridCell]:
    """Turn the blank cells at the beginning of a row into parts of the cell above, which then covers several rows."""
    kept: list[GridCell] = []
    above: dict[int, int] = {}
    leading = True
    for cell in cells:
        leading = (leading or cell.column == 0) and cell.start == cell.end
        if leading and cell.column in above:
            upper = kept[above[cell.column]]
            kept[above[cell.column]] = replace(upper, rows=cell.row - upper.row + 1)
            continue
        above[cell.column] = len(kept)
        kept.append(cell)
    return kept
