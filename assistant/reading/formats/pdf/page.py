"""What is seen on a page: glyphs, ruling lines, text lines. Points from the upper left corner, y grows downwards."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Style:
    """How glyphs look: ``size`` in points; ``weight`` 0 for text faces, 1 for sans-serif 黑体, 2 for bold."""

    size: float
    weight: int = 0
    is_red: bool = False


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character at its place; ``has_blank`` says that a blank was written before it."""

    text: str
    left: float
    right: float
    baseline: float
    style: Style
    has_blank: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, level or upright: the point where it starts and the one where it ends."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_level(self) -> bool:
        """Whether it runs from left to right."""
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line with no wide gap in it."""

    text: str
    left: float
    right: float


@dataclass(frozen=True)
class TextLine:
    """A line of text; ``pieces`` are its parts between wide gaps.

    ``margins`` are the edges of the column (or cell) that the line stands in; ``confidence`` runs to 1 and is lower for
    what was read from a picture.
    """

    pieces: tuple[Piece, ...]
    baseline: float
    style: Style
    margins: tuple[float, float] = (0.0, 0.0)
    confidence: float = 1.0
    is_scan: bool = False

    @cached_property
    def text(self) -> str:
        """The characters of the line, one blank for each wide gap."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def left(self) -> float:
        """Where the first glyph begins."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where the last glyph ends."""
        return self.pieces[-1].right

    @property
    def indent(self) -> float:
        """How far from the left edge of its column it begins, in sizes of its type."""
        return (self.left - self.margins[0]) / self.style.size

    @property
    def room(self) -> float:
        """How much of its column is left behind it, in sizes of its type."""
        return (self.margins[1] - self.right) / self.style.size

    @property
    def top(self) -> float:
        """About where its glyphs begin: an em square stands a little below the baseline."""
        return self.baseline - 0.88 * self.style.size


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell at ``row`` and ``column`` over ``rows`` × ``columns`` slots of its table."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table of a page: its cells in reading order and the x of its column edges."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    row_count: int
    cells: tuple[RuledCell, ...]


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines and tables of a page, top down or in reading order; ``asides`` stand askew (watermarks)."""

    width: float
    height: float
    items: tuple[TextLine | RuledTable, ...]
    asides: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
