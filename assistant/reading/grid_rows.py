"""The rows of a grid below its header: merged cells repeated, section rows, headers that come again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.reading.grid_heads import GridLine, heads_of, is_full, is_header_line, label_of, lines_of
from assistant.reading.layout import Grid, GridCell
from assistant.reading.numbering import System, read_marker
from assistant.records import Cell

# The header of the cell that says under which section row (一、经济发展) of its table a row stands.
GROUP_HEADER = "分组"
_BLANKS = re.compile(r"\s+")
_NOTE = re.compile(r"^[（(]?\s*(?:注|备注|说明|数据来源|资料来源)\s*\d*\s*[:：]")
_CONTINUED = re.compile(r"^[（(]?\s*(?:续表|续上表|接上表|续)\s*[\d一二三四五六七八九十]*\s*[）)]?$")
_SECTIONS = frozenset((System.CHAPTER, System.HAN_COMMA, System.HAN_BRACKET))
_GROUP_CHARACTERS = 60
# A merged cell longer than this is text beside the rows, not a value of each of them.
_REPEATED_CHARACTERS = 500
_MOST_HEADS = 3
_WIDEST_ROW = 100


@dataclass(frozen=True, slots=True)
class Part:
    """A row, or one of the records that stand side by side in it; it begins at ``start``.

    A header that comes again (or 续表) is a part of its own, with ``is_repeated`` and no cells.
    """

    start: int
    cells: tuple[Cell, ...]
    is_repeated: bool = False


@dataclass(slots=True)
class RowReader:
    """Reads rows under the header that is in force; ``head`` holds the rows above them (title, header)."""

    text: str
    width: int
    head: Sequence[GridLine]
    heads: list[str]
    _groups: dict[str, str] = field(default_factory=dict)
    _pending: int | None = None
    _period: int = 1

    def read(self, lines: Sequence[GridLine]) -> list[Part]:
        """Return the rows and the headers that come again in order; another header begins the row below it."""
        known = {self._labels(line) for line in self.head}
        self._period = _period(self.heads)
        flags_tell = any(not is_header_line(line) for line in lines)
        parts: list[Part] = []
        for number, line in enumerate(lines):
            is_repeated = self._labels(line) in known or self._is_continued(line)
            is_new_head = flags_tell and is_header_line(line) and self._labels(line) not in known
            if is_new_head:
                self.heads = heads_of(self.text, [line], self.width)
                self._period = _period(self.heads)
                self._pending = line.start if self._pending is None else self._pending
            elif is_repeated:
                parts += [Part(line.start, (), is_repeated=True)] if self._pending is None else []
            else:
                parts += self._row(line, is_last=number == len(lines) - 1)
        return parts

    def _row(self, line: GridLine, *, is_last: bool) -> list[Part]:
        if self._is_section(line):
            value = value_of(self.text, line.own[0])
            if not is_last:
                self._open_group(value)
            return self._begin([Part(line.start, (Cell("", value),))])
        return self._begin([Part(start, self._cells(record)) for start, record in self._records(line)])

    def _begin(self, parts: list[Part]) -> list[Part]:
        if self._pending is not None:
            parts[0] = Part(self._pending, parts[0].cells)
            self._pending = None
        return parts

    def _cells(self, record: Sequence[GridCell]) -> tuple[Cell, ...]:
        """The cells of a record, then the groups that it stands in."""
        cells = (Cell(self._header(cell), value_of(self.text, cell)) for cell in record)
        return (*cells, *(Cell(GROUP_HEADER, group) for group in self._groups.values()))

    def _records(self, line: GridLine) -> list[tuple[int, list[GridCell]]]:
        """The records of a row by their start: one, or as many as the header repeats itself (序号 姓名 序号 姓名).

        Each has its own cells and, by column, those from rows above that cover it.
        """
        records: dict[int, list[GridCell]] = {}
        starts: dict[int, int] = {}
        row = line.own[0].row
        for cell in line.cells:
            place = cell.column // self._period
            if cell.row == row:
                starts.setdefault(place, cell.start)
            if cell.row == row or cell.end - cell.start <= _REPEATED_CHARACTERS:
                records.setdefault(place, []).append(cell)
        return [(start, records[place]) for place, start in starts.items()]

    def _header(self, cell: GridCell) -> str:
        names = dict.fromkeys(filter(None, self.heads[cell.column : cell.column + cell.columns]))
        return "、".join(names) if len(names) <= _MOST_HEADS else next(iter(names))

    def _is_section(self, line: GridLine) -> bool:
        if is_full(line, self.width):
            return True
        marker = read_marker(value_of(self.text, line.own[0])) if len(line.cells) == 1 and self.width > 2 else None
        return marker is not None and marker.system in _SECTIONS and not marker.lost and line.own[0].column == 0

    def _open_group(self, value: str) -> None:
        """A group closes those of its own numbering level and the ones opened since; without a number, all."""
        if _NOTE.match(value) or len(value) > _GROUP_CHARACTERS:
            return
        marker = read_marker(value)
        level = marker.level if marker else ""
        levels = list(self._groups)
        kept = levels[: levels.index(level)] if level in levels else levels if level else []
        self._groups = {name: self._groups[name] for name in kept} | {level: value}

    def _is_continued(self, line: GridLine) -> bool:
        return len(line.cells) == 1 and bool(_CONTINUED.match(label_of(self.text, line.own[0])))

    def _labels(self, line: GridLine) -> tuple[tuple[int, str], ...]:
        return tuple((cell.column, label_of(self.text, cell)) for cell in line.own)


def may_repeat(text: str, grid: Grid) -> bool:
    """Whether two rows of a grid are alike, or one says that the table goes on: else no header comes again."""
    lines = lines_of(text, grid)
    rows = {tuple(label_of(text, cell) for cell in line.own) for line in lines}
    return len(rows) < len(lines) or any(len(row) == 1 and _CONTINUED.match(row[0]) for row in rows)


def _period(heads: list[str]) -> int:
    """How many columns a record has where records stand side by side, each under the same headers; else all."""
    width = len(heads)
    for period in range(2, min(width, _WIDEST_ROW) // 2 + 1):
        if width % period == 0 and all(heads) and heads == heads[:period] * (width // period):
            return period if len(set(heads[:period])) == period else width
    return width


def value_of(text: str, cell: GridCell) -> str:
    """The text of a cell as a value, on one line."""
    return _BLANKS.sub(" ", text[cell.start : cell.end]).strip()
