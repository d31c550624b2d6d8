"""Grids of a format → tables with a header: which rows are headers, what merged cells say, what is only layout."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.reading.furniture import LABELS
from assistant.reading.grid_heads import (
    GridLine,
    count_heads,
    count_titles,
    head_word,
    heads_of,
    is_full,
    is_unit,
    label_of,
    lines_of,
)
from assistant.reading.grid_rows import Part, RowReader, may_repeat, value_of
from assistant.reading.layout import Grid, GridCell, Layout, Mark, MarkKind
from assistant.reading.numbering import read_marker
from assistant.records import Cell, ClauseKind

_CAPTION_CHARACTERS = 100
_RUNNING_CHARACTERS = 400
_LIST_CHARACTERS = 200
_LABEL_CHARACTERS = 20
_MOST_CELLS = 6
# 名称, 来源, 时间 … may as well be the header of a column.
_VAGUE_CHARACTERS = 2
_MOST = 0.8
REPEATED_HEADER = "repeated header"


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row at ``start:end`` with its cells under their full headers."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GridTable:
    """A table at ``start:end``; its head (caption, header rows) ends at ``head_end``, where nothing but rows follows.

    ``kind`` is TABLE, or METADATA for a box of labels and values (索引号, 发文机关 …): that has ``cells`` and no rows.
    ``repeated`` holds the spans of headers that come again, as at the top of each page: they are in no row.
    """

    kind: ClauseKind
    start: int
    end: int
    head_end: int
    caption: str
    rows: tuple[GridRow, ...]
    cells: tuple[Cell, ...] = ()
    repeated: tuple[tuple[int, int], ...] = ()


def read_grid(text: str, grid: Grid) -> GridTable | None:
    """Read a grid as a table; None where it only lays out the page (one column, one row, long running text).

    Nothing but headers that come again stands between the spans of the rows; one that changes in the middle of the
    table belongs to the row below it. A row that one cell fills names the group of the rows below it, which carry it
    as a cell with the header ``grid_rows.GROUP_HEADER``; it is a row of its own too, with one cell without header.
    """
    lines = lines_of(text, grid)
    if not lines:
        return None
    width = max(cell.column + cell.columns for line in lines for cell in line.own)
    titles = count_titles(text, lines, width)
    pairs = _read_pairs(text, lines[titles:])
    if pairs:
        return _pair_table(text, grid, lines[:titles], pairs)
    heads = count_heads(text, lines[titles:], width)
    if titles and not heads and _names_group(text, lines[titles - 1], width):
        titles -= 1
    head, body = lines[titles : titles + heads], lines[titles + heads :]
    if _is_layout(body, heads, width):
        return None
    parts = RowReader(text, width, lines[: titles + heads], heads_of(text, head, width)).read(body)
    return _table(text, grid, lines[:titles], parts) if any(part.cells for part in parts) else None


def with_repeated_headers(text: str, layout: Layout) -> Layout:
    """Mark the headers that come again in the middle of a table, as at the top of each page, as furniture."""
    marks = [
        Mark(MarkKind.FURNITURE, start, end, detail=REPEATED_HEADER)
        for grid in layout.grids
        if may_repeat(text, grid) and (table := read_grid(text, grid))
        for start, end in table.repeated
    ]
    return replace(layout, marks=tuple(sorted((*layout.marks, *marks), key=lambda mark: (mark.start, mark.end))))


def _table(text: str, grid: Grid, titles: Sequence[GridLine], parts: Sequence[Part]) -> GridTable:
    ends = [*(part.start for part in parts[1:]), grid.end]
    spans = [
        (part.start, part.start + len(text[part.start : end].rstrip())) for part, end in zip(parts, ends, strict=True)
    ]
    rows = tuple(GridRow(*span, part.cells) for span, part in zip(spans, parts, strict=True) if not part.is_repeated)
    repeated = tuple(span for span, part in zip(spans, parts, strict=True) if part.is_repeated)
    caption = _caption(text, grid, titles)
    return GridTable(ClauseKind.TABLE, grid.start, grid.end, parts[0].start, caption, rows, repeated=repeated)


def _caption(text: str, grid: Grid, titles: Sequence[GridLine]) -> str:
    """The caption of the format, else the title rows; the unit of the table goes with it."""
    labels = [value_of(text, cell) for line in titles for cell in line.own]
    names = [label for label in labels if not is_unit(label) and len(label) <= _CAPTION_CHARACTERS]
    units = [label for label in labels if is_unit(label)]
    own = " ".join(grid.caption.split())
    return " ".join((*((own,) if own else names), *units))


def _names_group(text: str, line: GridLine, width: int) -> bool:
    """Whether the row right above rows without header is numbered like a section of them."""
    return is_full(line, width) and read_marker(value_of(text, line.own[0])) is not None


def _is_layout(body: Sequence[GridLine], heads: int, width: int) -> bool:
    lengths = [max(cell.end - cell.start for cell in line.own) for line in body]
    if heads:
        return width < 2 and max(lengths) > _LIST_CHARACTERS
    running = sum(length > _RUNNING_CHARACTERS for length in lengths)
    return width < 2 or len(body) < 2 or running * 2 > len(body)


def _read_pairs(text: str, lines: Sequence[GridLine]) -> list[tuple[GridLine, tuple[Cell, ...]]]:
    """Read rows of label and value (two or more pairs a row); nothing where the grid is not made of them."""
    for is_label, most in ((_is_colon_label, _MOST), (_is_flagged, 1.0), (_is_named, 1.0)):
        rows = [(line, _pairs_of(text, line, is_label)) for line in lines]
        labels = [cell.header for _, cells in rows for cell in cells]
        is_told = len(rows) > 1 or len(labels) > 1 or any(len(label) > _VAGUE_CHARACTERS for label in labels)
        is_mixed = is_label is not _is_named or _are_mixed(labels)
        if is_told and is_mixed and sum(bool(cells) for _, cells in rows) >= max(1, len(rows) * most):
            return [(line, cells or tuple(Cell("", value_of(text, cell)) for cell in line.own)) for line, cells in rows]
    return []


def _are_mixed(labels: Sequence[str]) -> bool:
    """Whether labels end in different words; under 指标 stand 甲指标, 乙指标 and are no labels."""
    return len({head_word(label) for label in labels}) * 2 > len(labels)


def _pairs_of(text: str, line: GridLine, is_label: Callable[[str, GridCell], bool]) -> tuple[Cell, ...]:
    """The pairs of a row; a label may lack its value."""
    cells, position, own = [], 0, line.own
    while position < len(own) and len(own) <= _MOST_CELLS:
        if not is_label(text, own[position]):
            return ()
        has_value = position + 1 < len(own) and not is_label(text, own[position + 1])
        if has_value:
            cells.append(Cell(_plain(text, own[position]), value_of(text, own[position + 1])))
        position += 1 + has_value
    return tuple(cells)


def _is_colon_label(text: str, cell: GridCell) -> bool:
    """Whether a cell is a label of document metadata, or any that ends with a colon."""
    label = label_of(text, cell)
    return _plain(text, cell) in LABELS or (len(label) <= _LABEL_CHARACTERS and label.endswith(("：", ":")))


def _is_flagged(_: str, cell: GridCell) -> bool:
    return cell.header


def _is_named(text: str, cell: GridCell) -> bool:
    return bool(head_word(label_of(text, cell)))


def _plain(text: str, cell: GridCell) -> str:
    return "".join(label_of(text, cell).split()).rstrip("：:")


def _pair_table(
    text: str, grid: Grid, titles: Sequence[GridLine], pairs: Sequence[tuple[GridLine, tuple[Cell, ...]]]
) -> GridTable | None:
    cells = tuple(cell for _, row in pairs for cell in row)
    labels = [cell.header for cell in cells]
    if sum(label in LABELS for label in labels) * 2 >= len(labels):
        caption = _caption(text, grid, titles)
        return GridTable(ClauseKind.METADATA, grid.start, grid.end, grid.end, caption, (), cells)
    return _table(text, grid, titles, [Part(line.start, row) for line, row in pairs])
