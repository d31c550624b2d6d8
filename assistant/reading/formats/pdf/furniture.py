"""Running headers, footers and page numbers: what stands on each page beside the text that runs on."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.formats.pdf.margins import FOOTER, HEADER, is_running, is_smaller, marginal_lines
from assistant.reading.formats.pdf.notes import Aside
from assistant.reading.formats.pdf.page import PageText, RuledTable, TextLine
from assistant.reading.formats.pdf.paragraphs import Habits

PAGE_NUMBER = "page number"
_EDGE_LINES = 3
# The share of the height of the page in which headers and footers stand.
_EDGE_ZONE = 0.14
# So often a header is repeated; in small type twice is enough, but for the head of a table.
_LEAST_REPEATS, _MOST_PIECES = 3, 2
_SAME_PLACE_POINTS = 8.0
_SMALL = 0.92
_DETACHED = 1.4
_DASHES = r"[—–―\-－─一_~·•.\s]*"
_NUMBER = re.compile(
    rf"{_DASHES}(?:\d{{1,4}}|[ivxlcIVXLC]{{1,6}}){_DASHES}"
    r"|第\s*\d{1,4}\s*页(?:\s*[，,/·]?\s*[（(]?\s*共\s*\d{1,4}\s*页[）)]?)?"
    r"|共\s*\d{1,4}\s*页\s*[，,]?\s*第\s*\d{1,4}\s*页"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|(?i:page|p\.)\s*\d{1,4}(?:\s*(?i:of|/)\s*\d{1,4})?|\d{1,4}\s+of\s+\d{1,4}"
)
_BARE = re.compile(r"\d{1,4}")
_DIGITS = re.compile(r"\d+")
# Numbers of these grow from page to page as well, and they open what follows.
_COUNTED = re.compile(r"附件|附表|附录|专栏|[表图]\s*\d|第.{1,6}[章节条篇编部]")


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page taken apart: what stands above its text, the text, what stands below."""

    headers: tuple[Aside, ...]
    items: tuple[TextLine | RuledTable, ...]
    footers: tuple[Aside, ...]


def take_apart(pages: Sequence[PageText], habits: Habits) -> Iterator[PageParts]:
    """Tell headers, footers and page numbers from the text, page by page; items have to stand top down."""
    details = _details(pages, habits)
    for number, page in enumerate(pages):
        asides: dict[bool, list[tuple[float, Aside]]] = {True: [], False: []}
        rest: list[TextLine | RuledTable] = []
        for item in page.items:
            detail = details.get((number, id(item)))
            if detail and isinstance(item, TextLine):
                asides[_is_above(item, page)].append((item.baseline, Aside(item.text, detail)))
            else:
                rest.append(item)
        above, below = (
            tuple(aside for _, aside in sorted(asides[side], key=lambda pair: pair[0])) for side in (True, False)
        )
        askew = tuple(Aside(text, "watermark") for text in page.asides)
        yield PageParts(above, tuple(rest), (*below, *askew))


def inner_items(page: PageText) -> Sequence[TextLine | RuledTable]:
    """What stands between the edges of a page, where headers and footers never do; everything where that is nothing."""
    top, bottom = page.height * _EDGE_ZONE, page.height * (1 - _EDGE_ZONE)
    inner = [item for item in page.items if isinstance(item, RuledTable) or top <= item.baseline <= bottom]
    return inner or page.items


def _is_above(line: TextLine, page: PageText) -> bool:
    return line.baseline < page.height / 2


def _details(pages: Sequence[PageText], habits: Habits) -> dict[tuple[int, int], str]:
    """What each line at an edge of a page is, by page and identity; lines of the text are not in it."""
    found: dict[tuple[int, int], str] = {}
    edges = [(number, line) for number, page in enumerate(pages) for line in _edge_lines(page)]
    groups: dict[tuple[bool, str], list[tuple[int, TextLine]]] = defaultdict(list)
    detached = {identity for page in pages for identity in _detached(page, habits)}
    for number, line in edges:
        if id(line) not in detached:
            continue
        groups[_is_above(line, pages[number]), _DIGITS.sub("#", line.text)].append((number, line))
    for (is_above, _), members in groups.items():
        detail = HEADER if is_above else FOOTER
        found |= {(number, id(line)): detail for number, line in _repeated(members, habits)}
    offsets = [int(line.text) - number for number, line in edges if _BARE.fullmatch(line.text)]
    for number, line in edges:
        if _NUMBER.fullmatch(line.text) and _is_own_number(line.text, number, offsets, len(pages)):
            found[number, id(line)] = PAGE_NUMBER
    found |= {(number, id(line)): detail for number, line, detail in marginal_lines(pages, habits, found.keys())}
    return found


def _edge_lines(page: PageText) -> Iterator[TextLine]:
    lines = sorted((item for item in page.items if isinstance(item, TextLine)), key=lambda line: line.baseline)
    top, bottom = page.height * _EDGE_ZONE, page.height * (1 - _EDGE_ZONE)
    yield from (line for line in lines[:_EDGE_LINES] if line.baseline < top)
    yield from (line for line in lines[-_EDGE_LINES:] if line.baseline > bottom)


def _detached(page: PageText, habits: Habits) -> set[int]:
    """The lines (by identity) beyond a gap in the text near an edge of the page, or set in other type than the text."""
    items = sorted(page.items, key=_place)
    found = {id(item) for item in items if isinstance(item, TextLine) and _is_other_type(item, habits)}
    gap = _DETACHED * habits.pitch
    for edge in (items[: _EDGE_LINES + 1], items[: -_EDGE_LINES - 2 : -1]):
        gaps = [n for n, (a, b) in enumerate(pairwise(edge), start=1) if abs(_place(b) - _place(a)) > gap]
        found |= {id(item) for item in edge[: gaps[-1] if gaps else 0]}
    return found | ({id(item) for item in items} if len(items) <= 1 else set())


def _place(item: TextLine | RuledTable) -> float:
    return item.baseline if isinstance(item, TextLine) else item.top


def _is_other_type(line: TextLine, habits: Habits) -> bool:
    return abs(line.style.size - habits.body.size) > (1 - _SMALL) * habits.body.size


def _is_own_number(text: str, number: int, offsets: list[int], page_count: int) -> bool:
    """Whether a line of the form of a page number is one: a bare number has to run with the pages."""
    if not _BARE.fullmatch(text):
        return bool(_DIGITS.search(text)) or len(text) > 1 or page_count > 1
    offset = int(text) - number
    return offsets.count(offset) > 1 or offset == 1


def _repeated(members: list[tuple[int, TextLine]], habits: Habits) -> list[tuple[int, TextLine]]:
    """Those of equal lines (but for their numbers) that are repeated from page to page at one place."""
    if not _numbers_run(members):
        texts: dict[str, list[tuple[int, TextLine]]] = defaultdict(list)
        for number, line in members:
            texts[line.text].append((number, line))
        return [found for same in texts.values() if len(same) < len(members) for found in _repeated(same, habits)]
    kept: list[tuple[int, TextLine]] = []
    places: list[list[tuple[int, TextLine]]] = []
    for number, line in sorted(members, key=lambda member: member[1].baseline):
        if places and line.baseline - places[-1][0][1].baseline <= _SAME_PLACE_POINTS:
            places[-1].append((number, line))
        else:
            places.append([(number, line)])
    for place in places:
        numbers = sorted({number for number, _ in place})
        alternates = len(numbers) > 1 and all(b - a == 2 for a, b in pairwise(numbers))
        if len(numbers) >= _LEAST_REPEATS or alternates or (len(numbers) > 1 and _is_small_head(place[0][1], habits)):
            kept += place
    return kept


def _is_small_head(line: TextLine, habits: Habits) -> bool:
    return len(line.pieces) <= _MOST_PIECES and is_smaller(line, habits) and is_running(line)


def _numbers_run(members: list[tuple[int, TextLine]]) -> bool:
    """Whether the numbers in equal lines stay the same or, one at the end of the line, run with the pages."""
    rows = [(number, [int(digits) for digits in _DIGITS.findall(line.text)]) for number, line in members]
    is_counted = bool(_COUNTED.search(members[0][1].text))
    for position in range(len(rows[0][1])):
        values = {digits[position] for _, digits in rows}
        offsets = {digits[position] - number for number, digits in rows}
        if len(values) > 1 and (len(offsets) > 1 or is_counted):
            return False
    return True
