"""What of a clause tree deserves a second look: gaps in the numbering, text that may be lost, missing cells."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from assistant.reading.corrections import Action, Correction, unmatched
from assistant.reading.layout import NO_LAYOUT, Grid, Layout, MarkKind
from assistant.reading.lines import BLANKS, Line, split_lines
from assistant.reading.sequences import Break, find_breaks
from assistant.records import Clause, ClauseKind, ClauseTree

BLANK = "blank"
_LONG_CHARACTERS = 2000
_REAL_TEXT_CHARACTERS = 40
_UNSTRUCTURED_CHARACTERS = 3000
_SENTENCE_END = re.compile(r"[。！？；!?;](?:\s|[”’」』）)]|$)|[。！？]")
_BAR = re.compile(r"[|｜│┃\t]")
_HEADED = frozenset({ClauseKind.SECTION, ClauseKind.BOX})
_STRUCTURE = _HEADED | {ClauseKind.ARTICLE, ClauseKind.ITEM}
_HEADING_CHARACTERS = 24
_SHOWN_CHARACTERS = 30


class AlarmKind(StrEnum):
    """What an alarm is about."""

    NO_TITLE = "no_title"
    NO_STRUCTURE = "no_structure"
    STALE_CORRECTION = "stale_correction"
    NUMBERING_GAP = "numbering_gap"
    EMPTY_HEADING = "empty_heading"
    LONG_CLAUSE = "long_clause"
    SHORT_ROW = "short_row"
    UNCLAIMED = "unclaimed"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Alarm:
    """A place to look at: ``start:end`` of the text, in ``clause`` (empty where it is in none or in the whole)."""

    kind: AlarmKind
    clause: str
    start: int
    end: int
    message: str


def audit(tree: ClauseTree, corrections: Sequence[Correction] = (), layout: Layout = NO_LAYOUT) -> tuple[Alarm, ...]:
    """Return the alarms of a document in text order, those on the whole of it first.

    ``corrections`` are those that the tree was read with, ``layout`` tells how sure a scan was read.
    """
    checks = (
        _title(tree), _structure(tree), _stale(tree, corrections), _numbering(tree), _headings(tree), _long(tree),
        _rows(tree, layout), _gaps(tree), _removed(tree), _doubtful(tree, layout),
    )  # fmt: skip
    alarms = [alarm for check in checks for alarm in check]
    return tuple(sorted(alarms, key=lambda alarm: (alarm.start, alarm.end)))


def document_lines(tree: ClauseTree) -> tuple[Line, ...]:
    """The lines of a document as corrections name them: those that were not removed."""
    removed = {span.start for span in tree.removed if span.reason != BLANK}
    return tuple(line for line in split_lines(tree.document.text) if line.start not in removed)


def _title(tree: ClauseTree) -> Iterator[Alarm]:
    title = tree.document.metadata.title
    if title in {"", tree.document.id} and not any(clause.kind is ClauseKind.TITLE for clause in tree.clauses):
        yield Alarm(AlarmKind.NO_TITLE, "", 0, 0, "没有找到文件标题。 No title was found.")


def _structure(tree: ClauseTree) -> Iterator[Alarm]:
    length = len(tree.document.text)
    if length > _UNSTRUCTURED_CHARACTERS and not any(clause.kind in _STRUCTURE for clause in tree.clauses):
        message = f"全文{length}字，没有识别出任何编号或标题。 No numbering or heading was found."
        yield Alarm(AlarmKind.NO_STRUCTURE, "", 0, 0, message)


def _stale(tree: ClauseTree, corrections: Sequence[Correction]) -> Iterator[Alarm]:
    lines = [line.text for line in document_lines(tree)] if corrections else []
    for correction in unmatched(corrections, lines):
        at = f"（从“{_short(correction.at)}”断开）" if correction.action is Action.SPLIT else ""
        message = (
            f"更正已找不到对应的行：{correction.action} “{_short(correction.line)}”{at}。 No line matches it any more."
        )
        yield Alarm(AlarmKind.STALE_CORRECTION, "", 0, 0, message)


def _numbering(tree: ClauseTree) -> Iterator[Alarm]:
    for found in find_breaks(tree):
        clause = found.clause
        end = clause.start + len(clause.text.split("\n", 1)[0])
        yield Alarm(AlarmKind.NUMBERING_GAP, clause.id, clause.start, end, _describe(found))


def _describe(found: Break) -> str:
    label, before = found.label, found.before
    if not before:
        return f"编号从{label}开始，缺{found.missing}。 The numbering starts at {label}."
    if found.again:
        return f"{before}之后又是{label}，编号重新开始。 {label} comes again behind {before}."
    if label == before:
        return f"{label}重复出现。 {label} comes twice."
    missing = f"，缺{found.missing}" if found.missing else "，编号不连续"
    inline = "（在上文行内，可用 split 断开）" if found.is_inline else ""
    return f"{before}之后是{label}{missing}{inline}。 {before} is followed by {label}."


def _headings(tree: ClauseTree) -> Iterator[Alarm]:
    """Headings with nothing below them, unless all beside them are like that: those are a list of phrases."""
    parents = {clause.parent for clause in tree.clauses}
    siblings: dict[str, list[tuple[Clause, bool]]] = defaultdict(list)
    for clause in tree.clauses:
        if clause.kind in _HEADED and not clause.text.startswith("附件"):
            siblings[clause.parent].append((clause, clause.id not in parents and _is_heading_alone(clause)))
    for group in siblings.values():
        if len(group) == 1 or not all(is_empty for _, is_empty in group):
            for clause, is_empty in group:
                if is_empty:
                    message = f"标题“{_short(clause.path[-1])}”下没有内容。 Nothing stands below this heading."
                    yield Alarm(AlarmKind.EMPTY_HEADING, clause.id, clause.start, clause.end, message)


def _is_heading_alone(clause: Clause) -> bool:
    lines = split_lines(clause.text)
    content = lines[0].content.rstrip("：: ") if len(lines) == 1 else ""
    is_short = len(content) <= _HEADING_CHARACTERS and not content.endswith(("。", "；", ";", "！", "!"))
    return bool(is_short and content and clause.path) and content == clause.path[-1].rstrip("：: ")


def _long(tree: ClauseTree) -> Iterator[Alarm]:
    for clause in tree.clauses:
        if len(clause.text) > _LONG_CHARACTERS:
            message = f"条款长{len(clause.text)}字，可能漏分了层级。 A long clause; a level may have been missed."
            yield Alarm(AlarmKind.LONG_CLAUSE, clause.id, clause.start, clause.end, message)


def _rows(tree: ClauseTree, layout: Layout) -> Iterator[Alarm]:
    """Rows with fewer cells than most rows of their table; where the format keeps a grid, its blank cells count."""
    grid_starts = [grid.start for grid in layout.grids]
    tables: dict[str, list[Clause]] = defaultdict(list)
    for clause in tree.clauses:
        if clause.kind is ClauseKind.ROW:
            tables[clause.parent].append(clause)
    for rows in tables.values():
        index = bisect_right(grid_starts, rows[0].start) - 1
        has_grid = index >= 0 and rows[0].start < layout.grids[index].end
        counts = _slots(rows, layout.grids[index]) if has_grid else _cells(rows)
        usual = Counter(counts).most_common()
        width = max(count for count, times in usual if times == usual[0][1])
        for row, count in zip(rows, counts, strict=True):
            if count < width:
                message = f"表行只有{count}格，同表多为{width}格。 The row has fewer cells than its table."
                yield Alarm(AlarmKind.SHORT_ROW, row.id, row.start, row.end, message)


def _cells(rows: Sequence[Clause]) -> list[int]:
    """How many cells each row of a plain text has: by its bars, which blank cells keep, else by what it holds."""
    bars = [len(_BAR.findall(row.text.strip())) for row in rows]
    return [count + 1 for count in bars] if any(bars) else [len(row.cells) for row in rows]


def _slots(rows: Sequence[Clause], grid: Grid) -> list[int]:
    """How many columns the cells of each row cover, those that reach down from above included."""
    changes: Counter[int] = Counter()
    ends: dict[int, int] = {}
    for cell in grid.cells:
        changes[cell.row] += cell.columns
        changes[cell.row + cell.rows] -= cell.columns
        ends[cell.row] = max(ends.get(cell.row, 0), cell.end)
    covered = dict(zip(sorted(changes), accumulate(changes[row] for row in sorted(changes)), strict=True))
    last = [(end, row) for row, end in sorted(ends.items())]
    return [covered[last[min(bisect_left(last, (row.end, 0)), len(last) - 1)][1]] for row in rows]


def _gaps(tree: ClauseTree) -> Iterator[Alarm]:
    """Text between what clauses and removed spans claim: the reader must never leave any."""
    text = tree.document.text
    claimed = sorted([(c.start, c.end) for c in tree.clauses] + [(r.start, r.end) for r in tree.removed])
    position = 0
    for start, end in [*claimed, (len(text), len(text))]:
        if text[position:start].strip(BLANKS):
            message = f"未归入任何条款：“{_short(text[position:start])}”。 This text is in no clause."
            yield Alarm(AlarmKind.UNCLAIMED, "", position, start, message)
        position = max(position, end)


def _removed(tree: ClauseTree) -> Iterator[Alarm]:
    """Removed text that reads like the document's own."""
    for span in tree.removed:
        content = tree.document.text[span.start : span.end].strip(BLANKS)
        is_sentence = len(content) > _REAL_TEXT_CHARACTERS and _SENTENCE_END.search(content)
        if content and (span.reason == BLANK or is_sentence):
            message = f"被去除的文字像是正文：“{_short(content)}”。 Removed text that reads like the document's own."
            yield Alarm(AlarmKind.UNCLAIMED, "", span.start, span.end, message)


def _doubtful(tree: ClauseTree, layout: Layout) -> Iterator[Alarm]:
    starts = [clause.start for clause in tree.clauses]
    for mark in layout.marks:
        if mark.kind is MarkKind.DOUBTFUL:
            index = bisect_right(starts, mark.start) - 1
            inside = index >= 0 and mark.start < tree.clauses[index].end
            detail = f"（{mark.detail}）" if mark.detail else ""
            message = f"扫描识别存疑{detail}：“{_short(tree.document.text[mark.start : mark.end])}”。 A doubtful scan."
            yield Alarm(AlarmKind.DOUBTFUL, tree.clauses[index].id if inside else "", mark.start, mark.end, message)


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _SHOWN_CHARACTERS else f"{folded[:_SHOWN_CHARACTERS]}…"
