"""Tables, their rows and their notes by name: 表2第3行（复垦率）, “…主要指标”表注1."""

import re

from assistant.answering.naming.marks import inner_quotes
from assistant.answering.naming.outline import Outline, place_of
from assistant.reading.chunks import name_cell
from assistant.reading.stacked import SERIAL_HEADERS
from assistant.records import Cell, Clause, ClauseKind

_PRINTED = re.compile(r"(?:附表|表)\s*(?:\d+(?:[-—.]\d+)*|[一二三四五六七八九十]+)(?![一-鿿])")
_SERIAL = re.compile(r"[\d.、（）()①-⒛]*|[一二三四五六七八九十]+")


def name_table(outline: Outline, clause: Clause) -> str:
    """A table by the number that it prints, else by its caption, else by its place among those beside it."""
    caption = clause.path[-1] if clause.path and _has_caption(outline, clause) else ""
    printed = _PRINTED.match(caption)
    if printed:
        return re.sub(r"\s", "", printed.group())
    if caption:
        return f"“{inner_quotes(caption)}”{'' if caption.endswith('表') else '表'}"
    beside = [other for other in outline.below(clause.parent) if other.kind is ClauseKind.TABLE]
    return "表" if len(beside) == 1 else f"第{beside.index(clause) + 1}个表"


def name_row(outline: Outline, clause: Clause) -> str:
    """A row by its number, not counting the header, and by the cell that says what it is on."""
    parent = outline.parent(clause)
    table = "" if parent and parent.kind is ClauseKind.TABLE else "表"
    told = _told_by(clause.cells)
    return f"{table}第{place_of(clause)}行{f'（{told}）' if told else ''}"


def name_note(outline: Outline, clause: Clause) -> str:
    """A note below its table or clause, with its number where there are several."""
    notes = [other for other in outline.below(clause.parent) if other.kind is ClauseKind.NOTE]
    return "注" if len(notes) == 1 else f"注{notes.index(clause) + 1}"


def _has_caption(outline: Outline, clause: Clause) -> bool:
    parent = outline.parent(clause)
    return len(clause.path) > (len(parent.path) if parent else 0)


def _told_by(cells: tuple[Cell, ...]) -> str:
    """What a row is on: 合计 where that stands instead of a number, else the cell that names it."""
    if not cells:
        return ""
    serial = next((cell.value for cell in cells if cell.header in SERIAL_HEADERS), "")
    return name_cell(cells).value if _SERIAL.fullmatch(serial) else serial
