"""One page of a PDF through PDFium's functions: its glyphs, its ruling lines, and how much of it is pictures."""

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

from assistant.reading.formats.pdf.geometry import (
    Frame,
    Matrix,
    Point,
    Segment,
    apply,
    combine,
    rules_of_path,
    within,
)
from assistant.reading.formats.pdf.page import Glyph, Rule, Style

_MOST_GLYPHS = 200_000
_MOST_OBJECTS = 300_000
_MOST_RULES = 20_000
_MOST_SEGMENTS = 2_000
_DEEPEST_FORM = 6
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_BOLD_NAMES = (b"bold", b"black", b"heavy")
# 黑体 in its English forms, as GBK and as UTF-8; 方正黑体.
_SANS_NAMES = (b"hei", b"sans", b"gothic", b"fzht", b"\xba\xda\xcc\xe5", "黑体".encode())
_FORCE_BOLD = 1 << 18
_FILL_AND_STROKE = 2
# PDFium puts these where a word was hyphenated at the end of a line.
_HYPHENS = frozenset({0x02, 0xAD, 0xFFFE})
_ASKEW_DEGREES = 3.0
# Points; what a damaged file puts beyond is taken for as far or as large as these.
_SMALLEST_TYPE, _LARGEST_TYPE, _FARTHEST = 1.0, 2_000.0, 50_000.0


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page as drawn; ``asides`` are texts that do not run level.

    ``unreadable`` counts glyphs whose character is not known, ``drawings`` drawn shapes; ``picture_share`` is the part
    of the page under pictures.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    asides: tuple[str, ...]
    rules: tuple[Rule, ...]
    unreadable: int
    picture_share: float
    drawings: int


@dataclass(frozen=True, slots=True)
class _Face:
    """What all glyphs of a text object share; ``turns`` is None for text that runs askew."""

    style: Style
    turns: int | None


@dataclass(frozen=True, slots=True)
class _RawGlyph:
    text: str
    corners: tuple[float, float, float, float]
    origin: Point
    face: _Face
    owner: int
    has_blank: bool


def read_page(
    pdfium: Any, page: Any, text_page: Any, view: tuple[tuple[float, float, float, float], int]
) -> SourcePage:
    """Read an open page; ``view`` is its visible box and how many quarter turns it is shown turned by.

    Raises:
        OverflowError: it holds more than any page of text does.
    """
    shapes = _Shapes(pdfium)
    shapes.walk(page, _IDENTITY, 0)
    text = _Text(pdfium, text_page)
    glyphs = text.read()
    turns = Counter(glyph.face.turns for glyph in glyphs if glyph.face.turns is not None)
    box, shown_turns = view
    # Text that lies on its side on an upright page (a wide table) is read upright all the same.
    main = turns.most_common(1)[0][0] if turns else shown_turns
    frame = Frame(box, main)
    level = (glyph for glyph in glyphs if glyph.face.turns == main)
    return SourcePage(
        width=frame.width,
        height=frame.height,
        glyphs=tuple(_placed(glyph, frame) for glyph in level),
        asides=_asides([glyph for glyph in glyphs if glyph.face.turns != main]),
        rules=tuple(frame.rule(*rule) for rule in shapes.rules),
        unreadable=text.unreadable,
        picture_share=min(1.0, shapes.picture_area / max(1.0, frame.width * frame.height)),
        drawings=shapes.drawings,
    )


def _placed(glyph: _RawGlyph, frame: Frame) -> Glyph:
    left, bottom, right, top = glyph.corners
    (x0, _), (x1, _) = frame.point(left, bottom), frame.point(right, top)
    return Glyph(glyph.text, min(x0, x1), max(x0, x1), frame.point(*glyph.origin)[1], glyph.face.style, glyph.has_blank)


def _asides(glyphs: list[_RawGlyph]) -> tuple[str, ...]:
    """Texts that do not run level, one for each text object, as they follow each other in the file."""
    texts: dict[int, str] = {}
    for glyph in glyphs:
        texts[glyph.owner] = texts.get(glyph.owner, "") + (" " if glyph.has_blank else "") + glyph.text
    return tuple(text.strip() for text in texts.values() if text.strip())


class _Shapes:
    """Everything drawn on a page that is not text, and what is drawn inside of what it includes."""

    def __init__(self, pdfium: Any) -> None:
        self._pdfium = pdfium
        self.rules: list[Segment] = []
        self.drawings = 0
        self.picture_area = 0.0
        self._objects = 0

    def walk(self, holder: Any, outer: Matrix, depth: int) -> None:
        """Look at every object of a page (depth 0) or of a form."""
        pdfium = self._pdfium
        count = pdfium.FPDFFormObj_CountObjects(holder) if depth else pdfium.FPDFPage_CountObjects(holder)
        self._objects += max(0, count)
        if self._objects > _MOST_OBJECTS:
            raise OverflowError
        get = pdfium.FPDFFormObj_GetObject if depth else pdfium.FPDFPage_GetObject
        for index in range(count):
            self._look_at(get(holder, index), outer, depth)

    def _look_at(self, item: Any, outer: Matrix, depth: int) -> None:
        pdfium = self._pdfium
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self.drawings += 1
            if len(self.rules) < _MOST_RULES:
                self._add_rules(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            # The unit square, mapped: its area is the determinant.
            a, b, c, d, _, _ = combine(self._matrix(item), outer)
            self.picture_area += abs(a * d - b * c)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            self.walk(item, combine(self._matrix(item), outer), depth + 1)

    def _matrix(self, item: Any) -> Matrix:
        matrix = self._pdfium.FS_MATRIX()
        if not self._pdfium.FPDFPageObj_GetMatrix(item, matrix):
            return _IDENTITY
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _add_rules(self, path: Any, outer: Matrix) -> None:
        pdfium = self._pdfium
        count = pdfium.FPDFPath_CountSegments(path)
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not 1 < count <= _MOST_SEGMENTS or not pdfium.FPDFPath_GetDrawMode(path, fill, stroke):
            return
        subpaths = self._subpaths(path, count, combine(self._matrix(path), outer))
        self.rules += rules_of_path(subpaths, bool(stroke.value), bool(fill.value))

    def _subpaths(self, path: Any, count: int, matrix: Matrix) -> list[list[Point]]:
        pdfium = self._pdfium
        subpaths: list[list[Point]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not subpaths:
                subpaths.append([])
            subpaths[-1].append(apply(matrix, (x.value, y.value)))
            if pdfium.FPDFPathSegment_GetClose(segment):
                subpaths[-1].append(subpaths[-1][0])
        return subpaths


class _Text:
    """The characters of a page with their places and looks."""

    def __init__(self, pdfium: Any, text_page: Any) -> None:
        self._pdfium = pdfium
        self._page = text_page
        self._faces: dict[int, _Face] = {}
        self._weights: dict[int, int] = {}
        self.unreadable = 0

    def read(self) -> list[_RawGlyph]:
        """Return the glyphs in the order of the file; blanks are noted on what follows them."""
        pdfium, page = self._pdfium, self._page
        count = pdfium.FPDFText_CountChars(page)
        if count > _MOST_GLYPHS:
            raise OverflowError
        glyphs: list[_RawGlyph] = []
        has_blank = False
        for index in range(count):
            if pdfium.FPDFText_IsGenerated(page, index) == 1:
                continue
            text = self._character(index)
            if text.isspace():
                has_blank = True
            elif text:
                glyphs.append(self._glyph(index, text, has_blank))
                has_blank = False
        return glyphs

    def _character(self, index: int) -> str:
        """The character at ``index``; empty for none, a blank for any white space."""
        code = self._pdfium.FPDFText_GetUnicode(self._page, index)
        if code in _HYPHENS:
            return "-"
        unknown = code < 0x20 and not chr(code).isspace()
        surrogate = 0xD800 <= code <= 0xDFFF
        if unknown or surrogate or code == 0xFFFD or 0xE000 <= code <= 0xF8FF or self._is_unmapped(index):
            self.unreadable += 1
        if unknown or not 0 < code <= 0x10FFFF:
            return ""
        return "�" if surrogate else " " if chr(code).isspace() else chr(code)

    def _is_unmapped(self, index: int) -> bool:
        return bool(self._pdfium.FPDFText_HasUnicodeMapError(self._page, index) == 1)

    def _glyph(self, index: int, text: str, has_blank: bool) -> _RawGlyph:
        pdfium, page = self._pdfium, self._page
        x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        pdfium.FPDFText_GetCharOrigin(page, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(page, index, box)
        owner = pdfium.FPDFText_GetTextObject(page, index)
        address = ctypes.cast(owner, ctypes.c_void_p).value or 0
        if address not in self._faces:
            self._faces[address] = self._face(index, owner)
        left, bottom, right, top, x0, y0 = (
            within(value, -_FARTHEST, _FARTHEST)
            for value in (box.left, box.bottom, box.right, box.top, x.value, y.value)
        )
        return _RawGlyph(text, (left, bottom, right, top), (x0, y0), self._faces[address], address, has_blank)

    def _face(self, index: int, owner: Any) -> _Face:
        pdfium = self._pdfium
        matrix = pdfium.FS_MATRIX()
        has_matrix = pdfium.FPDFText_GetMatrix(self._page, index, matrix)
        a, b, c, d = (matrix.a, matrix.b, matrix.c, matrix.d) if has_matrix else _IDENTITY[:4]
        size = pdfium.FPDFText_GetFontSize(self._page, index) * abs(a * d - b * c) ** 0.5
        quarters = within(math.degrees(math.atan2(b, a)) / 90, -2, 2)
        is_askew = abs(quarters - round(quarters)) * 90 > _ASKEW_DEGREES
        style = Style(round(within(size, _SMALLEST_TYPE, _LARGEST_TYPE), 1), self._weight(owner), self._is_red(owner))
        return _Face(style, None if is_askew else round(quarters) % 4)

    def _weight(self, owner: Any) -> int:
        pdfium = self._pdfium
        if not owner:
            return 0
        if pdfium.FPDFTextObj_GetTextRenderMode(owner) == _FILL_AND_STROKE:
            return 2
        font = pdfium.FPDFTextObj_GetFont(owner)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address not in self._weights:
            self._weights[address] = self._font_weight(font) if address else 0
        return self._weights[address]

    def _font_weight(self, font: Any) -> int:
        name = ctypes.create_string_buffer(256)
        self._pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
        lowered = name.value.lower()
        if self._pdfium.FPDFFont_GetFlags(font) & _FORCE_BOLD or any(part in lowered for part in _BOLD_NAMES):
            return 2
        return 1 if any(part in lowered for part in _SANS_NAMES) else 0

    def _is_red(self, owner: Any) -> bool:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not owner or not self._pdfium.FPDFPageObj_GetFillColor(owner, red, green, blue, alpha):
            return False
        return bool(red.value > 150 and green.value < 90 and blue.value < 90)
