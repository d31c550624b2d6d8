"""Where the header of a grid ends: by what the format flags, else by how its first rows differ from those below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.layout import Grid, GridCell
from assistant.reading.numbering import read_marker

# Merged cells of a whole grid may not claim more slots than this.
_MOST_SLOTS = 3_000_000
_MOST_HEAD_ROWS = 4
_HEAD_CHARACTERS = 30
_SHORT_HEAD_CHARACTERS = 12
_LONGER = 2.5
_MOST = 0.6
_BLANKS = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
NUMERIC = re.compile(
    r"^[≧≥≤<>＞＜约±+-]*\s*\d[\d,，.]*\s*(?:[%％‰]|[万亿]?[元件个家人项次分户亩吨]|左右|以上|以下)?"
    r"(?:\s*[（(].{0,6}[）)])?$|^[-—–/／]+$"
)
_YEAR = re.compile(r"^(?:19|20)\d{2}\s*(?:年|年度)?$")
_UNIT = re.compile(r"^[（(]?\s*(?:计量|金额)?单位\s*[:：]\s*[^，。；]{1,20}$")
_HEAD_WORD = re.compile(
    r"(?:序号|编号|名称|名单|项目|指标|单位|部门|机构|内容|措施|举措|任务|目标|备注|说明|类[别型]|分类|标准|时间|期限|时限|进度"
    r"|年[度份]?|日期|金额|额度|数量|面积|人数|计划|地[区址点]|区域|县区|区县|市县|^[县区市]|县[（(]市[、,，]?区[）)]|方式|电话"
    r"|职[务称]|姓名|性别|学[校院历]|专业|[高低均总]?分数?|等级|级别|层级|属性|性质|范围|对象|条件|依据|程序|流程|比例|权重|要求"
    r"|情况|责任人|负责人|联系人|牵头|配合|来源|基期|现状|基础值|规划值|目标值|实际值|值|规格|型号|用途|方向|领域|主体|状态"
    r"|(?:修订|修改|调整)[前后]|条文|政策|文件|文号|条款|事项|环节|材料|结果)$"
)


@dataclass(frozen=True, slots=True)
class GridLine:
    """A row of a grid: its filled cells, and with them those of rows above that cover it, by column."""

    own: tuple[GridCell, ...]
    cells: tuple[GridCell, ...]

    @property
    def start(self) -> int:
        """Where the text of the row begins."""
        return self.own[0].start


def lines_of(text: str, grid: Grid) -> tuple[GridLine, ...]:
    """The rows that have text of their own; none where merged cells claim more than any real table has."""
    if sum(cell.rows * cell.columns for cell in grid.cells) > _MOST_SLOTS:
        return ()
    by_row: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        if text[cell.start : cell.end].strip():
            by_row.setdefault(cell.row, []).append(cell)
    lines: list[GridLine] = []
    covering: list[GridCell] = []
    for row in sorted(by_row):
        covering = [cell for cell in covering if cell.row + cell.rows > row]
        lines.append(GridLine(tuple(by_row[row]), tuple(sorted((*covering, *by_row[row]), key=lambda c: c.column))))
        covering += [cell for cell in by_row[row] if cell.rows > 1]
    return tuple(lines)


def label_of(text: str, cell: GridCell) -> str:
    """The text of a cell as a header: on one line, without blanks between Chinese characters."""
    return _BLANKS.sub("", text[cell.start : cell.end])


def is_unit(label: str) -> bool:
    """Whether a label says in what unit the table counts (单位：万元)."""
    return bool(_UNIT.match(label))


def count_titles(text: str, lines: Sequence[GridLine], width: int) -> int:
    """How many rows at the top are the title of the table, or its unit, rather than rows of cells."""
    if width < 2:
        return 0
    count = 0
    while count < len(lines) - 1 and _is_title(text, lines[count], width):
        count += 1
    return count if any(len(line.cells) > 1 for line in lines[count:]) else 0


def count_heads(text: str, lines: Sequence[GridLine], width: int) -> int:
    """How many rows at the top are headers; none where the rows all look alike."""
    flagged = _count_flagged(lines, width)
    if flagged:
        return _extend(text, lines, flagged)
    if not lines or not _is_head(text, lines[0]) or len(lines) < 2 or width < 2:
        return 0
    count = _extend(text, lines, 1)
    return count if count < len(lines) and _differs(text, lines[:count], lines[count:], width) else 0


def heads_of(text: str, lines: Sequence[GridLine], width: int) -> list[str]:
    """The full header of each column: the levels over it from the top, one cell once, joined without a sign."""
    heads: list[list[str]] = [[] for _ in range(width)]
    for line in lines:
        for cell in line.own:
            for column in range(cell.column, min(cell.column + cell.columns, width)):
                label = label_of(text, cell)
                if heads[column][-1:] != [label]:
                    heads[column].append(label)
    return ["".join(levels) for levels in heads]


def is_full(line: GridLine, width: int) -> bool:
    """Whether one cell is all of the row."""
    return len(line.cells) == 1 and line.own[0].columns >= width > 1


def head_word(label: str) -> str:
    """The word that labels of rows and columns end in (序号, 责任单位 …), where a label has one."""
    match = _HEAD_WORD.search(label) if len(label) <= _SHORT_HEAD_CHARACTERS else None
    return match.group() if match else ""


def is_header_line(line: GridLine) -> bool:
    """Whether the format flags every filled cell of the row as a header."""
    return len(line.own) > 1 and all(cell.header for cell in line.own)


def _is_title(text: str, line: GridLine, width: int) -> bool:
    units = [cell for cell in line.own if is_unit(label_of(text, cell))]
    others = len(line.own) - len(units)
    if len(line.cells) > len(line.own) or others > 1 or any(cell.rows > 1 for cell in line.own):
        return False
    covered = sum(cell.columns for cell in line.own)
    if any(cell.column > 0 and cell.columns > 1 for cell in line.own if cell not in units) and covered < width:
        return False
    return covered >= width or (others == 1 and len(line.own) * 2 < width) or others == 0


def _count_flagged(lines: Sequence[GridLine], width: int) -> int:
    """Leading rows of header cells, up to the first section row; flags on every row say nothing."""
    count = 0
    while (
        count < len(lines)
        and not (count and is_full(lines[count], width))
        and sum(cell.header for cell in lines[count].own) * 2 > len(lines[count].own)
    ):
        count += 1
    return count if count < len(lines) else 0


def _extend(text: str, lines: Sequence[GridLine], count: int) -> int:
    """Take the rows that header cells reach down to, and a finer level under header cells that span columns."""
    reach = max(cell.row + cell.rows for line in lines[:count] for cell in line.own)
    while count < min(len(lines) - 1, _MOST_HEAD_ROWS):
        line = lines[count]
        is_reached = line.own[0].row < reach
        is_finer = not is_reached and _is_finer(text, lines[count - 1], line, lines[count + 1 :])
        if not (is_reached or is_finer) or not _is_head(text, line):
            break
        count += 1
    return count


def _is_finer(text: str, above: GridLine, line: GridLine, below: Sequence[GridLine]) -> bool:
    """Whether the cells of a row part the header cells above them that span columns, over numbers."""
    wide = {c for cell in above.own if cell.columns > 1 for c in range(cell.column, cell.column + cell.columns)}
    closed = {cell.column for cell in above.own if cell.columns == 1}
    columns = {cell.column for cell in line.own}
    is_below = bool(columns & wide) and not columns & closed
    return is_below and any(_is_number(text, cell) for cell in below[0].own if cell.column in wide)


def _is_head(text: str, line: GridLine) -> bool:
    labels = [label_of(text, cell) for cell in line.own]
    if any(len(label) > _HEAD_CHARACTERS or label[-1] in "。；;" for label in labels):
        return False
    return not any(NUMERIC.match(label) and not _YEAR.match(label) for label in labels)


def _differs(text: str, head: Sequence[GridLine], body: Sequence[GridLine], width: int) -> bool:
    """Whether the first rows read as headers of the others: by their words, by numbers or long text under them."""
    cells = [cell for line in head for cell in line.own]
    if max(len(line.own) for line in head) < 2 or sum(cell.columns for cell in head[-1].cells) < width * _MOST:
        return False
    labels = [label_of(text, cell) for cell in cells]
    named = sum(bool(_HEAD_WORD.search(label) or _YEAR.match(label)) for label in labels)
    if len(head) > 1 or named >= max(2, len(labels) / 2):
        return True
    is_short = all(len(label) <= _SHORT_HEAD_CHARACTERS for label in labels)
    return any(_contrasts(text, cell, body, is_short=is_short) for cell in cells if cell.columns == 1)


def _contrasts(text: str, cell: GridCell, body: Sequence[GridLine], *, is_short: bool) -> bool:
    column = [other for line in body for other in line.own if other.column == cell.column and other.columns == 1]
    if not column or read_marker(label_of(text, cell)):
        return False
    if sum(_is_number(text, other) for other in column) >= len(column) * _MOST and not _is_number(text, cell):
        return True
    mean = sum(other.end - other.start for other in column) / len(column)
    return is_short and len(column) > 1 and mean >= max(_SHORT_HEAD_CHARACTERS, (cell.end - cell.start) * _LONGER)


def _is_number(text: str, cell: GridCell) -> bool:
    return bool(NUMERIC.match(label_of(text, cell)))
