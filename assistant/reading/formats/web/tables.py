"""Tables of a web page: which hold data (a grid) and which only lay out the page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.reading.formats.web.lines import is_label
from assistant.reading.layout import CellText
from assistant.reading.numbering import System, read_marker

_LARGEST_SPAN = 65_534
_WIDEST_SPAN = 100
_COUNT = re.compile(r"\s*\+?(\d{1,9})")
# Merged cells may claim this many slots for each cell of a table, and some more: beyond, their claims are ignored.
_SLOTS_A_CELL = 50
_FREE_SLOTS = 100_000
_SHORT_CHARACTERS = 60
_PAGE_CHARACTERS = 300
_PAGE_BLOCKS = 3
_PAGE_CLAUSES = 2
_PAGE_SHARE = 0.6
_FEW_CELLS = 6
_LINK_SHARE = 0.9
_HEAD_ROWS = 3
_CLAUSES = frozenset((System.ARTICLE, System.CHAPTER, System.HAN_COMMA, System.HAN_BRACKET))


@dataclass(slots=True)
class Block:
    """A line of the page, or a table of it (``rows``); counts are characters without blanks, ``files`` links to files.

    ``text`` of a table joins the texts of its cells.
    """

    text: str
    links: int = 0
    linked: int = 0
    bold: int = 0
    files: int = 0
    heading: int = 0
    tag: str = ""
    rows: tuple[tuple[CellText, ...], ...] = ()
    caption: str = ""

    @property
    def characters(self) -> int:
        """Characters without blanks."""
        return len(self.text) - self.text.count(" ") - self.text.count("\n")


@dataclass(slots=True)
class _Cell:
    start: int
    end: int
    rows: int = 1
    columns: int = 1
    header: bool = False


@dataclass(slots=True)
class TableFrame:
    """A table being read: the blocks of each cell, of which those from ``start`` on are the table's."""

    start: int
    is_presentation: bool = False
    rows: list[list[_Cell]] = field(default_factory=list)
    caption: _Cell | None = None
    open: _Cell | None = None
    in_head: bool = False
    holds_table: bool = False
    is_grid: bool = False
    filled: int = 0

    def close_cell(self, end: int) -> None:
        """Close the open cell before block ``end``."""
        if self.open:
            self.open.end = end
            self.open = None


def open_cell(table: TableFrame, tag: str, attributes: Mapping[str, str], start: int) -> None:
    """Open a row, a cell or the caption of a table at block ``start``."""
    if tag in {"thead", "tbody", "tfoot"}:
        table.in_head = tag == "thead"
    elif tag == "tr":
        table.rows.append([])
    elif tag in {"td", "th"} and table.rows:
        height, width = _span(attributes.get("rowspan"), _LARGEST_SPAN), _span(attributes.get("colspan"), _WIDEST_SPAN)
        table.open = _Cell(start, start, height or _LARGEST_SPAN, width or 1, tag == "th" or table.in_head)
        table.rows[-1].append(table.open)
    elif tag == "caption":
        table.caption = table.open = _Cell(start, start)


def close_table(table: TableFrame, blocks: list[Block]) -> None:
    """Put one block for the lines of a table that holds data; of one that lays out the page the lines stay."""
    filled = [[cell for cell in row if cell.end > cell.start] for row in table.rows]
    table.filled = sum(map(len, filled))
    if _is_layout(table, filled, blocks):
        return
    table.is_grid = True
    _mark_bold_head(table, filled, blocks)
    _bound_spans(table.rows)
    rows = tuple(tuple(_text(cell, blocks) for cell in row) for row in table.rows)
    caption = _text(table.caption, blocks).text if table.caption else ""
    own = blocks[table.start :]
    links, linked, files = (sum(getattr(block, name) for block in own) for name in ("links", "linked", "files"))
    text = "\n".join(block.text for block in own)
    del blocks[table.start :]
    blocks.append(
        Block(text, links, linked, files=files, tag="table", rows=_with_caption(rows, caption), caption=caption)
    )


def _is_layout(table: TableFrame, filled: Sequence[Sequence[_Cell]], blocks: Sequence[Block]) -> bool:
    rows = [row for row in filled if row]
    if table.is_presentation or table.holds_table or not rows:
        return True
    if len(rows) == 1 and not (len(rows[0]) > 1 and is_label(blocks[rows[0][0].start].text)):
        return True
    if any(blocks[i].rows for row in rows for cell in row for i in range(cell.start, cell.end)):
        return True
    if max(map(len, rows)) == 1 and not _is_headed_column(rows, blocks):
        return True
    own = blocks[table.start :]
    characters, linked = sum(block.characters for block in own), sum(block.linked for block in own)
    return linked >= characters * _LINK_SHARE or any(
        _is_page(cell, blocks, characters, table.filled) for row in rows for cell in row
    )


def _is_headed_column(rows: Sequence[Sequence[_Cell]], blocks: Sequence[Block]) -> bool:
    """Whether a single column is a list under its header: that one stands out, and every cell is one short line."""
    cells = [row[0] for row in rows]
    if any(cell.end - cell.start > 1 or len(blocks[cell.start].text) > _SHORT_CHARACTERS for cell in cells):
        return False
    heads = [cell.header or _is_bold(cell, blocks) for cell in cells]
    return heads[0] and not any(heads[1:])


def _is_page(cell: _Cell, blocks: Sequence[Block], characters: int, filled: int) -> bool:
    """Whether a cell holds the text of the page: headings over paragraphs, or most of all text as clauses."""
    own = blocks[cell.start : cell.end]
    if len(own) < 2:
        return False
    if any(block.heading in {1, 2, 3} for block in own[:-1]):
        return True
    length = sum(block.characters for block in own)
    if len(own) < _PAGE_BLOCKS or length < max(_PAGE_CHARACTERS, characters * _PAGE_SHARE):
        return False
    markers = (read_marker(block.text) for block in own)
    clauses = sum(1 for marker in markers if marker and marker.system in _CLAUSES)
    return clauses >= _PAGE_CLAUSES or filled <= _FEW_CELLS


def _mark_bold_head(table: TableFrame, filled: Sequence[Sequence[_Cell]], blocks: Sequence[Block]) -> None:
    """Take leading rows that are all bold for headers where the table names none and the row below is not bold."""
    if any(cell.header for row in table.rows for cell in row):
        return
    rows = [row for row in filled if row]
    bold = [all(_is_bold(cell, blocks) for cell in row) for row in rows[: _HEAD_ROWS + 1]]
    count = bold.index(False) if False in bold else 0
    for row in rows[:count]:
        for cell in row:
            cell.header = True


def _is_bold(cell: _Cell, blocks: Sequence[Block]) -> bool:
    return all(block.bold >= block.characters for block in blocks[cell.start : cell.end])


def _bound_spans(rows: Sequence[Sequence[_Cell]]) -> None:
    claimed = sum(min(cell.rows, len(rows) - n) * cell.columns for n, row in enumerate(rows) for cell in row)
    if claimed > _FREE_SLOTS + _SLOTS_A_CELL * sum(map(len, rows)):
        for row in rows:
            for cell in row:
                cell.rows = cell.columns = 1


def _text(cell: _Cell, blocks: Sequence[Block]) -> CellText:
    text = "\n".join(block.text for block in blocks[cell.start : cell.end])
    return CellText(text, cell.rows, cell.columns, cell.header)


def _with_caption(rows: tuple[tuple[CellText, ...], ...], caption: str) -> tuple[tuple[CellText, ...], ...]:
    """Show the caption as a row of its own above the others: its words are part of the page."""
    if not caption:
        return rows
    width = max(sum(cell.columns for cell in row) for row in rows)
    return ((CellText(caption, columns=min(width, _WIDEST_SPAN), header=True),), *rows)


def _span(value: str | None, largest: int) -> int:
    match = _COUNT.match(value) if value else None
    return min(int(match.group(1)), largest) if match else 1
