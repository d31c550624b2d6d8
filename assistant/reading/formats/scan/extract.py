"""Images and scanned pages: text by recognition, laid out as that of a PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from assistant.errors import DocumentError
from assistant.reading.formats.pdf.cells import ruled_table, slot_at
from assistant.reading.formats.pdf.compose import compose
from assistant.reading.formats.pdf.layout import top_down
from assistant.reading.formats.pdf.lines import clean, is_wide
from assistant.reading.formats.pdf.page import PageText, Piece, Rule, RuledTable, Style, TextLine
from assistant.reading.formats.pdf.tables import RuledGrid, find_grids
from assistant.reading.formats.scan.ocr import Box, SeenLine, find_lines, read_boxes
from assistant.reading.formats.scan.pictures import open_pictures
from assistant.reading.formats.scan.rules import ruling_lines
from assistant.reading.layout import Extracted

# An image does not say how large its page is: as wide as A4, upright or on its side (points).
_NARROW_PAGE, _WIDE_PAGE = 595.0, 842.0
# Pictures longer than this times their width and so many pixels (of a screen scrolled down) are read in parts.
_LONGEST, _LONG_PIXELS, _PART = 2.0, 4_000, 1.4
# A box grown from the core of a line is about so many times as high as its type.
_BOX_OF_TYPE = 1.05
_TELLING_EMS, _LIKELY = 4, 1.3
_SAME_ROW = 0.5
_INK, _REDDER = 150, 60


def extract_image(data: bytes, name: str) -> Extracted:
    """Read the text of an image file; ``name`` is for messages. Each picture of a TIFF is a page.

    Raises:
        DocumentError: the file is damaged, too large, or shows no text; or the recognition models are missing.
    """
    pages = [read_page(picture) for picture in open_pictures(data, name)]
    if not any(page.items for page in pages):
        raise DocumentError(
            f"{name}：图片中没有辨认出文字，请换用更清晰的扫描件。 No text was recognised; use a clearer scan."
        )
    return compose(pages)


def read_page(picture: np.ndarray) -> PageText:
    """Recognise the text of a page (rows × columns × RGB); its lines carry how sure the reading is.

    Raises:
        DocumentError: the recognition models are missing.
    """
    height, width = picture.shape[:2]
    points = (_WIDE_PAGE if width > height else _NARROW_PAGE) / width
    down = 0.0
    items: list[TextLine | RuledTable] = []
    rules: list[Rule] = []
    for part in _parts(picture):
        page = _read_part(part, points, down)
        items += page.items
        rules += page.rules
        down += part.shape[0] * points
    return PageText(width * points, down, tuple(items), rules=tuple(rules))


def _parts(picture: np.ndarray) -> Iterator[np.ndarray]:
    """Cut a very long picture where it is blank: the model's memory grows with the picture."""
    height, width = picture.shape[:2]
    while height > max(_LONGEST * width, _LONG_PIXELS):
        least = max(width, _LONG_PIXELS // 2)
        most = round(least * _PART)
        contrast = np.ptp(picture[least:most].min(axis=2), axis=1)
        cut = least + int(contrast.argmin())
        yield picture[:cut]
        picture, height = picture[cut:], height - cut
    yield picture


def _read_part(picture: np.ndarray, points: float, down: float) -> PageText:
    upright, boxes = find_lines(picture)
    rules = tuple(
        Rule(rule.left * points, rule.top * points + down, rule.right * points, rule.bottom * points + down)
        for rule in ruling_lines(upright)
        if not any(_holds(box, rule) for box in boxes)
    )
    grids = find_grids(rules)
    seen = read_boxes(upright, [part for box in boxes for part in _cut(box, grids, points, down)])
    lines = [_line(line, points, down, is_red=_is_red(upright, line.box)) for line in seen]
    tables = []
    for grid in grids:
        table, lines = _fill(grid, lines)
        tables += [table] if table else []
    items = top_down(_rows(lines), tables)
    return PageText(upright.shape[1] * points, upright.shape[0] * points, items, rules=rules)


def _holds(box: Box, rule: Rule) -> bool:
    """Whether what looks like a rule is a stroke of large type."""
    return box.left <= rule.left and rule.right <= box.right and box.top <= rule.top and rule.bottom <= box.bottom


def _is_red(picture: np.ndarray, box: Box) -> bool:
    """Whether the ink at a box is red, as that of letterheads is."""
    top, left = max(0, round(box.top)), max(0, round(box.left))
    part = picture[top : round(box.bottom), left : round(box.right)].astype(int).reshape(-1, 3)
    ink = part[part.min(axis=1) < _INK] if part.size else part
    return bool(len(ink) and (ink[:, 0] - ink[:, 1:].max(axis=1)).mean() > _REDDER)


def _cut(box: Box, grids: Sequence[RuledGrid], points: float, down: float) -> list[Box]:
    """Part a box that runs over the edges of cells: it is the text of several."""
    middle = (box.top + box.bottom) / 2 * points + down
    reach = (box.bottom - box.top) / 2
    cells = (slot for grid in grids for slot in grid.slots if slot.top < middle < slot.bottom)
    inner = {slot.left / points for slot in cells if box.left + reach < slot.left / points < box.right - reach}
    edges = [box.left, *sorted(inner), box.right]
    return [replace(box, left=left, right=right) for left, right in pairwise(edges)]


def _line(seen: SeenLine, points: float, down: float, *, is_red: bool) -> TextLine:
    """A recognised line in points; its size of type is told by its width, which varies less than its height."""
    box = seen.box
    ems = sum(1.0 if is_wide(char) else 0.55 for char in seen.text)
    by_height = (box.bottom - box.top) / _BOX_OF_TYPE
    by_width = (box.right - box.left) / ems
    # Wide-set or short lines have no width of their own.
    is_telling = ems >= _TELLING_EMS and by_height / _LIKELY < by_width < by_height * _LIKELY
    size = by_width if is_telling else min(by_height, by_width)
    baseline = (box.top + box.bottom) / 2 + 0.38 * size
    piece = Piece(clean(seen.text), box.left * points, box.right * points)
    style = Style(max(1.0, float(round(size * points))), is_red=is_red)
    return TextLine((piece,), baseline * points + down, style, confidence=seen.confidence, is_scan=True)


def _rows(lines: Sequence[TextLine]) -> list[TextLine]:
    """Put lines side by side into one with several pieces, top down."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if rows and line.baseline - rows[-1][0].baseline < _SAME_ROW * min(line.style.size, rows[-1][0].style.size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_joined(sorted(row, key=lambda line: line.left)) for row in rows]


def _joined(row: Sequence[TextLine]) -> TextLine:
    widest = max(row, key=lambda line: line.right - line.left)
    pieces = tuple(piece for line in row for piece in line.pieces)
    return replace(widest, pieces=pieces, confidence=min(line.confidence for line in row))


def _fill(grid: RuledGrid, lines: Sequence[TextLine]) -> tuple[RuledTable | None, list[TextLine]]:
    inside: dict[int, list[TextLine]] = {}
    outside: list[TextLine] = []
    for line in lines:
        number = slot_at(grid, (line.left + line.right) / 2, line.baseline - 0.38 * line.style.size)
        if number is None:
            outside.append(line)
        else:
            inside.setdefault(number, []).append(line)
    if len(inside) < 2:
        return None, list(lines)
    return ruled_table(grid, {number: _rows(of_cell) for number, of_cell in inside.items()}), outside
