"""Lines in reading order: pages in two or three columns are read column by column where the gutter is plain to see."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.reading.formats.pdf.page import PageText, Piece, RuledTable, TextLine
from assistant.reading.formats.pdf.paragraphs import is_full

_LEAST_LINES = 5
_DEEPEST = 6
_LEAST_CHARACTERS = 6
_FILLED_SHARE = 0.6
_STEP_POINTS = 2.0
# A column's edge is believed where so many of its lines reach it; a sliver beyond it (points) does not matter.
_REACHING_SHARE = 0.3
_LEAST_REACHING = 4
_SLIVER = 6.0
_MARGIN_POINTS = 36.0
# A line that goes on reaches the right edge but for so much; first lines begin up to so much further right (em).
_RAGGED, _DEEPEST_INDENT = 2.0, 4.6
# A page of nothing but first lines has less lines that reach its right edge than this.
_RUNNING_SHARE = 0.5

Margins = tuple[float, float]


def in_reading_order(lines: Sequence[TextLine], page_margins: Margins | None = None, depth: int = 0) -> list[TextLine]:
    """Return lines (top down) in the order they are read in, each with the margins of its column.

    ``page_margins`` are those of lines over several columns, where they are known; ``depth`` counts the parts of parts.
    """
    gutter, first, last = _widest_band(lines) if depth < _DEEPEST else (None, 0, 0)
    if gutter is None:
        return with_margins(lines, page_margins)
    page_margins = page_margins or (min(line.left for line in lines), max(line.right for line in lines))
    band = lines[first:last]
    left = [part for line in band if (part := _side(line, gutter, is_left=True))]
    right = [part for line in band if (part := _side(line, gutter, is_left=False))]
    above, below = lines[:first], lines[last:]
    # A column may hold columns of its own, and so may what stands below.
    columns = [*in_reading_order(left, depth=depth + 1), *in_reading_order(right, depth=depth + 1)]
    return [*with_margins(above, page_margins), *columns, *in_reading_order(below, page_margins, depth + 1)]


def with_margins(lines: Sequence[TextLine], known: Margins | None = None) -> list[TextLine]:
    """Give lines of one column its edges: the outermost that two lines share, or the outermost of all.

    One line alone tells the left edge where it goes on with a full line, or with the page before.
    """
    if not lines:
        return []
    margins = known or _edges(lines)
    return [replace(line, margins=margins) for line in lines]


def _edges(lines: Sequence[TextLine]) -> Margins:
    left, right = _edge([line.left for line in lines]), -_edge([-line.right for line in lines])
    for previous, line in pairwise((None, *lines)):
        if line and line.left < left - line.style.size and (previous is None or _wraps(previous, line, right)):
            left = line.left
    return left, right


def _wraps(previous: TextLine, line: TextLine, right: float) -> bool:
    """Whether a line goes on with one that reaches the right edge and began further right."""
    return (
        right - previous.right < _RAGGED * line.style.size
        and previous.left - line.left < _DEEPEST_INDENT * line.style.size
    )


def _edge(values: Sequence[float]) -> float:
    ordered = sorted(values)
    for first, second in pairwise(ordered):
        if second - first < _STEP_POINTS * 2:
            return first
    return ordered[0]


def _widest_band(lines: Sequence[TextLine]) -> tuple[float | None, int, int]:
    """The gutter with most lines beside it, and the lines from where to where it runs; None where there is none."""
    best: tuple[int, float | None, int, int] = (0, None, 0, 0)
    if len(lines) < _LEAST_LINES:
        return best[1:]
    for x in _left_edges(lines):
        for first, last in _bands(lines, x):
            if last - first > best[0] and _is_gutter(lines[first:last], x):
                best = (last - first, x, first, last)
    return best[1:]


def _left_edges(lines: Sequence[TextLine]) -> list[float]:
    """Just before the places in the middle of the page where many pieces begin."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    inner = (left + (right - left) * 0.2, left + (right - left) * 0.8)
    edges = Counter(int(piece.left / _STEP_POINTS) for line in lines for piece in line.pieces)
    places = [place * _STEP_POINTS - _STEP_POINTS / 2 for place, count in edges.items() if count >= _LEAST_LINES]
    return sorted(x for x in places if inner[0] < x < inner[1])


def _bands(lines: Sequence[TextLine], x: float) -> Iterator[tuple[int, int]]:
    """Runs of lines that no piece crosses at ``x``, from where text stands on both sides on."""
    crossing = [n for n, line in enumerate(lines) if any(piece.left < x < piece.right for piece in line.pieces)]
    for before, after in pairwise([-1, *crossing, len(lines)]):
        run = range(before + 1, after)
        first_left = next((n for n in run if lines[n].left < x), None)
        first_right = next((n for n in run if lines[n].right > x), None)
        if len(run) >= _LEAST_LINES and first_left is not None and first_right is not None:
            yield max(before + 1, max(first_left, first_right) - 1), after


def _is_gutter(band: Sequence[TextLine], x: float) -> bool:
    """Whether both sides hold running text: enough lines, long ones, that mostly reach the gutter."""
    sides = [[part for line in band if (part := _side(line, x, is_left=is_left))] for is_left in (True, False)]
    return all(_is_text(side) for side in sides)


def _is_text(side: Sequence[TextLine]) -> bool:
    if len(side) < _LEAST_LINES:
        return False
    right = max(line.right for line in side)
    width = right - min(line.left for line in side)
    filled = sum(right - line.right < 0.15 * width and len(line.pieces) == 1 for line in side)
    long = sum(len(line.text) >= _LEAST_CHARACTERS for line in side)
    return filled >= _FILLED_SHARE * len(side) and long >= _FILLED_SHARE * len(side)


def _side(line: TextLine, x: float, *, is_left: bool) -> TextLine | None:
    pieces: tuple[Piece, ...] = tuple(piece for piece in line.pieces if (piece.right <= x) == is_left)
    return replace(line, pieces=pieces) if pieces else None


def with_shared_margins(pages: Sequence[PageText], size: float) -> list[PageText]:
    """Give short columns (the end of a chapter, a signature) the edges that the document's full columns have.

    ``size`` is that of the type of the text.
    """
    shared = _Shared(pages, size)
    return [replace(page, items=tuple(shared.fitted(page))) for page in pages]


class _Shared:
    """The columns of a document: how many lines each has, and how many of them reach its right edge."""

    def __init__(self, pages: Sequence[PageText], size: float) -> None:
        self._size = size
        self._lines: Counter[Margins] = Counter()
        self._reaching: Counter[Margins] = Counter()
        lists: set[Margins] = set()
        for page in pages:
            for item, following in pairwise((*page.items, None)):
                if isinstance(item, TextLine):
                    is_reached = isinstance(following, TextLine) and is_full(item, following)
                    self._lines[item.margins] += 1
                    self._reaching[item.margins] += is_reached or item.room < 1
                    if _is_list(item.margins, page):
                        lists.add(item.margins)
        full = [
            margins
            for margins, count in self._lines.items()
            if self._reaching[margins] >= max(_LEAST_REACHING, _REACHING_SHARE * count) and margins not in lists
        ]
        self._full = sorted(full, key=lambda margins: (margins[1] - margins[0], margins))

    def fitted(self, page: PageText) -> Iterator[TextLine | RuledTable]:
        """Yield the items of a page, lines with the edges of the column that they share."""
        columns = {item.margins for item in page.items if isinstance(item, TextLine)}
        margins = {own: self._fitted(own, columns, page.width) for own in columns}
        for item in page.items:
            yield replace(item, margins=margins[item.margins]) if isinstance(item, TextLine) else item

    def _fitted(self, margins: Margins, columns: set[Margins], page_width: float) -> Margins:
        left, right = margins
        wider = [other for other in self._full if self._is_of(margins, other)]
        if wider:
            return wider[-1]
        for other in self._full:
            if other[0] <= left + _SLIVER and other[1] >= right - _SLIVER:
                return other
        # Nothing tells where a full line would end: as far from the right side as the text begins from the left one.
        is_only = all(other == margins or other[0] < page_width / 2 < other[1] for other in columns)
        return (left, max(right, page_width - left)) if left < page_width / 2 and is_only else margins

    def _is_of(self, margins: Margins, other: Margins) -> bool:
        """Whether a column is ``other`` on a page where no line, or no line but first lines, reaches its edges."""
        left, right = margins[0] - other[0], other[1] - margins[1]
        is_near = -_SLIVER <= right <= _RAGGED * self._size and -_SLIVER <= left <= _DEEPEST_INDENT * self._size
        is_running = self._reaching[margins] >= _RUNNING_SHARE * self._lines[margins]
        return is_near and (left <= _SLIVER or not is_running)


def _is_list(margins: Margins, page: PageText) -> bool:
    """Whether a column with nothing beside it leaves much of the page empty: equal short lines, not running text."""
    left, right = margins
    is_alone = all(item.margins == margins for item in page.items if isinstance(item, TextLine))
    return is_alone and page.width - right > 2 * left + _MARGIN_POINTS
