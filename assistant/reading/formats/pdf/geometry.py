"""From the user space of a PDF page to the page as it is read: upright, from the upper left corner, y downwards."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.reading.formats.pdf.page import Rule

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Segment = tuple[float, float, float, float]
# A filled bar up to so wide (points) is a line; what is shorter than this is a dot or a part of a curve.
_THICKEST_LINE = 3.0
_SHORTEST_LINE = 4.0
_ASLANT = 1.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box of a page (left, bottom, right, top) and how many quarter turns clockwise make it upright."""

    box: tuple[float, float, float, float]
    turns: int = 0

    @property
    def width(self) -> float:
        """Width as read."""
        left, bottom, right, top = self.box
        return top - bottom if self.turns % 2 else right - left

    @property
    def height(self) -> float:
        """Height as read."""
        left, bottom, right, top = self.box
        return right - left if self.turns % 2 else top - bottom

    def point(self, x: float, y: float) -> Point:
        """Where a point of user space lies as read."""
        left, bottom, right, top = self.box
        return ((x - left, top - y), (y - bottom, x - left), (right - x, y - bottom), (top - y, right - x))[self.turns]

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Rule:
        """Return a segment of user space as read."""
        (left, top), (right, bottom) = self.point(x0, y0), self.point(x1, y1)
        return Rule(min(left, right), min(top, bottom), max(left, right), max(top, bottom))

    def turned(self, turns: int) -> "Frame":
        """The same box, upright for text that runs ``turns`` quarters against the clock in user space."""
        return replace(self, turns=turns % 4)


def apply(matrix: Matrix, point: Point) -> Point:
    """Map a point."""
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def combine(inner: Matrix, outer: Matrix) -> Matrix:
    """The map that does ``inner`` first."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def within(value: float, least: float, most: float) -> float:
    """``value``, or the nearer of the two limits; the lower one for what is no number."""
    return min(max(value, least), most) if math.isfinite(value) else least


def rules_of_path(subpaths: Sequence[Sequence[Point]], is_stroked: bool, is_filled: bool) -> Iterator[Segment]:
    """Yield the level and upright lines that a path draws: its strokes, and filled bars as thin as a line."""
    for points in subpaths:
        if not all(math.isfinite(value) for point in points for value in point):
            continue
        if is_filled and (bar := _bar(points)):
            yield bar
        elif is_stroked:
            for (x0, y0), (x1, y1) in pairwise(points):
                across, up = abs(x1 - x0), abs(y1 - y0)
                if min(across, up) <= _ASLANT and max(across, up) >= _SHORTEST_LINE:
                    yield x0, y0, x1, y1


def _bar(points: Sequence[Point]) -> Segment | None:
    x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
    y0, y1 = min(y for _, y in points), max(y for _, y in points)
    width, height = x1 - x0, y1 - y0
    if min(width, height) > _THICKEST_LINE or max(width, height) < _SHORTEST_LINE:
        return None
    middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
    return (x0, middle_y, x1, middle_y) if width >= height else (middle_x, y0, middle_x, y1)
