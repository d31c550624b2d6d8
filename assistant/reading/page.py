"""What belongs to the page rather than to the document, and what lies between the clauses."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.reading import furniture
from assistant.reading.layout import Grid, Layout, MarkKind
from assistant.reading.lines import Line
from assistant.records import Clause, Removed

FURNITURE = "page furniture"
_CONTENTS = re.compile(r"^目\s*[录次]$")
_LEADERS = re.compile(r"(?:[.．·]{4,}|…{2,})\s*[\dIVX]{1,4}$")
_RELATED = re.compile(r"^[【\[]?(?:相关|延伸|推荐|热门)(?:链接|阅读|文件|文档|新闻|文章|信息|解读|稿件)[】\]]?[:：]?$")
_MOST_ENTRIES = 400
_MOST_LINKS = 60


def grid_offsets(lines: Sequence[Line], grids: Sequence[Grid]) -> set[int]:
    """The offsets of the lines inside grids: cells, to which no rule on lines applies."""
    starts = [line.start for line in lines]
    found: set[int] = set()
    for grid in grids:
        found.update(starts[bisect_left(starts, grid.start) : bisect_left(starts, grid.end)])
    return found


def page_furniture(lines: Sequence[Line], layout: Layout, grid_lines: set[int]) -> dict[int, tuple[int, str]]:
    """The lines of the page rather than of the document: offset → end and reason."""
    found = {line.start: (line.end, f"{FURNITURE}: {why}") for line, why in (*_contents(lines), *_related(lines))}
    marks = sorted((m.start, m.end, m.detail) for m in layout.marks if m.kind is MarkKind.FURNITURE)
    position = 0
    for line in lines:
        while position < len(marks) and marks[position][1] <= line.start:
            position += 1
        if position < len(marks) and marks[position][0] <= line.start:
            detail = marks[position][2]
            found[line.start] = line.end, f"{FURNITURE}: {detail}" if detail else FURNITURE
        elif line.start not in grid_lines and furniture.is_furniture(line.text):
            found[line.start] = line.end, FURNITURE
    return found


def _contents(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """The table of contents: the line 目录 and the headings below it, each of which stands again further down."""
    first = next((number for number, line in enumerate(lines) if _CONTENTS.match(line.content)), None)
    if first is None:
        return
    counts = Counter(_entry(line) for line in lines[first + 1 :])
    seen: set[str] = set()
    for line in lines[first + 1 : first + 1 + _MOST_ENTRIES]:
        entry = _entry(line)
        if entry in seen or not (counts[entry] > 1 or _LEADERS.search(line.content)):
            break
        seen.add(entry)
        yield line, "contents"
    if seen:
        yield lines[first], "contents"


def _entry(line: Line) -> str:
    """A heading as in a table of contents, without blanks, dots and page number."""
    return re.sub(r"[.．·…\s　]*[\dIVX]*$", "", line.content).replace(" ", "").replace("　", "")


def _related(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """Links to other pages at the end: a line as 相关阅读 with nothing but short lines without sentence below it."""
    last = len(lines) - 1
    while last >= max(0, len(lines) - _MOST_LINKS) and not _is_sentence(lines[last].text):
        if _RELATED.match(lines[last].content):
            yield from ((line, "related") for line in lines[last:])
            return
        last -= 1


def _is_sentence(text: str) -> bool:
    return text.endswith(("。", "；", ";", "！", "？"))


def removed_spans(text: str, clauses: tuple[Clause, ...], page: dict[int, tuple[int, str]]) -> tuple[Removed, ...]:
    """List what lies between the clauses: page furniture by line, and the blanks around everything.

    Furniture inside a clause of several lines (a title, a table row) stays a part of it: a clause is one span.
    """
    taken = sorted([(c.start, c.end, "") for c in clauses] + [(start, *found) for start, found in page.items()])
    removed, position = [], 0
    for start, end, reason in [*taken, (len(text), len(text), "")]:
        if start < position:
            continue
        if start > position:
            removed.append(Removed(position, start, "blank"))
        if reason:
            removed.append(Removed(start, end, reason))
        position = end
    return tuple(removed)
