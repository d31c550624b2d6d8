"""Tables of Word documents: merged cells, header rows, tables in cells; those that only lay out a page dissolve."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from assistant.reading.formats.word.package import too_large
from assistant.reading.formats.word.styles import number, switch, value
from assistant.reading.layout import CELL_SEPARATOR, CellText, MarkKind

# Word itself stops at 63 columns and 32,767 rows.
_MOST_ROWS = 100_000
_MOST_COLUMNS = 500
_WIDEST_CELL = 100
_WRAPPERS = frozenset({"w_customXml", "w_smartTag", "w_ins", "w_moveTo"})
_REMOVED = frozenset({"w_del", "w_moveFrom"})


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph to be written on a line of its own, with its mark."""

    text: str
    kind: MarkKind | None = None
    level: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be written, with the caption that its properties give."""

    rows: tuple[tuple[CellText, ...], ...]
    caption: str = ""


Block = Line | Table


@dataclass(slots=True)
class _Cell:
    blocks: tuple[Block, ...]
    width: int
    header: bool = False
    rows: int = 1


def flatten(container: Element, *, contents: bool = False) -> Iterator[tuple[Element, bool]]:
    """The children of a container, those in content controls and accepted changes among them.

    The second value tells whether a child belongs to a table of contents that the application made.
    """
    for child in container:
        if child.tag == "w_sdt":
            gallery = value(child, "w_sdtPr/w_docPartObj/w_docPartGallery") or ""
            for content in child.findall("w_sdtContent"):
                yield from flatten(content, contents=contents or gallery == "Table of Contents")
        elif child.tag == "mc_AlternateContent":
            forms = [*child.findall("mc_Choice"), *child.findall("mc_Fallback")]
            yield from flatten(forms[0], contents=contents) if forms else ()
        elif child.tag in _WRAPPERS:
            yield from flatten(child, contents=contents)
        elif child.tag not in _REMOVED:
            yield child, contents


def read_table(table: Element, read_cell: Callable[[Element], tuple[Block, ...]], name: str) -> Iterator[Block]:
    """Read a table, then the notes that its cells refer to; a table of one cell a row gives the blocks of its cells.

    Raises:
        DocumentError: it has more rows or columns than any real table; ``name`` is for the message.
    """
    rows = [row for row, _ in flatten(table) if row.tag == "w_tr" and _is_shown(row)]
    cells = [[cell for cell, _ in flatten(row) if cell.tag == "w_tc"] for row in rows]
    if len(rows) > _MOST_ROWS or any(len(row) > _MOST_COLUMNS for row in cells):
        raise too_large(name)
    if all(len(row) <= 1 for row in cells):
        for row in cells:
            for cell in row:
                yield from read_cell(cell)
        return
    grid = _merge(rows, cells, read_cell)
    yield Table(
        tuple(tuple(CellText(_text(cell.blocks), cell.rows, cell.width, cell.header) for cell in row) for row in grid),
        value(table, "w_tblPr/w_tblCaption") or "",
    )
    yield from (note for row in grid for cell in row for note in cell.blocks if _is_note(note))


def _merge(
    rows: Sequence[Element], cells: Sequence[Sequence[Element]], read_cell: Callable[[Element], tuple[Block, ...]]
) -> list[list[_Cell]]:
    """The cells of each row where they begin; ``open_above`` holds by column those that the row below may continue."""
    grid: list[list[_Cell]] = []
    open_above: dict[int, _Cell] = {}
    in_header = True
    for row, items in zip(rows, cells, strict=True):
        in_header = in_header and bool(switch(row, "w_trPr/w_tblHeader"))
        built, open_here = _filler(row, "w_trPr/w_gridBefore"), dict[int, _Cell]()
        column = sum(cell.width for cell in built)
        for item in items:
            width = _width(item, "w_tcPr/w_gridSpan")
            merge, above = value(item, "w_tcPr/w_vMerge"), open_above.get(column)
            if _continues(item, "w_tcPr/w_hMerge") and built:
                built[-1].width = min(built[-1].width + width, _WIDEST_CELL)
            elif _continues(item, "w_tcPr/w_vMerge") and above is not None and above.width == width:
                above.rows += 1
                open_here[column] = above
            elif item.find("w_tcPr/w_cellDel") is None:
                built.append(_Cell(read_cell(item), width, in_header))
                if merge is not None:
                    open_here[column] = built[-1]
            else:
                continue
            column += width
        grid.append(built + _filler(row, "w_trPr/w_gridAfter"))
        open_above = open_here
    return grid


def _is_shown(row: Element) -> bool:
    return row.find("w_trPr/w_del") is None and not switch(row, "w_trPr/w_hidden")


def _filler(row: Element, path: str) -> list[_Cell]:
    """The columns that a row leaves out at one end, as an empty cell."""
    return [_Cell((), _width(row, path))] if row.find(path) is not None and number(row, path) != 0 else []


def _width(item: Element, path: str) -> int:
    return max(1, min(number(item, path) or 1, _WIDEST_CELL))


def _continues(item: Element, path: str) -> bool:
    merge = value(item, path)
    return merge is not None and merge != "restart"


def _text(blocks: Sequence[Block]) -> str:
    """The text of a cell, a line for each paragraph, and for each row of a table in it."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Line):
            lines += [] if _is_note(block) else [block.text]
        else:
            lines += [CELL_SEPARATOR.join(" ".join(c.text.split("\n")) for c in row if c.text) for row in block.rows]
    return "\n".join(line for line in lines if line.strip())


def _is_note(block: Block) -> bool:
    return isinstance(block, Line) and block.kind is MarkKind.NOTE
