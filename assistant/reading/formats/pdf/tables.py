"""Ruling lines → tables: cells are what the lines enclose, over as many rows and columns as no line crosses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.reading.formats.pdf.page import Rule

_TOUCHING = 3.0
_SAME_LINE = 2.5
_NARROWEST = 4.0
_MOST_SLOTS = 20_000
# A page with more lines is a drawing or a map.
_MOST_LINES = 1_500


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell: its place among the rows and columns, how many of them it covers, and where it lies on the page."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class RuledGrid:
    """The x of the upright lines and the y of the level ones of a table, with its cells in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]

    @cached_property
    def numbers(self) -> dict[tuple[int, int], int]:
        """The number of the cell that covers each row and column."""
        return {
            (row, column): number
            for number, slot in enumerate(self.slots)
            for row in range(slot.row, slot.row + slot.rows)
            for column in range(slot.column, slot.column + slot.columns)
        }


def find_grids(rules: Sequence[Rule]) -> list[RuledGrid]:
    """Return the grids of two cells and more that lines form, top down; a frame around text is none."""
    merged = [*_merged(rule for rule in rules if rule.is_level), *_merged(_upright(rules))]
    if len(merged) > _MOST_LINES:
        return []
    grids = [grid for group in _connected(merged) if (grid := _grid(group))]
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _upright(rules: Sequence[Rule]) -> Iterator[Rule]:
    return (rule for rule in rules if not rule.is_level)


def _merged(rules: Iterator[Rule]) -> list[Rule]:
    """Join lines that are drawn in parts, cell by cell, or twice."""
    ordered = sorted(rules, key=lambda rule: (rule.top, rule.left) if rule.is_level else (rule.left, rule.top))
    bands: list[list[Rule]] = []
    for rule in ordered:
        if bands and _across(rule) - _across(bands[-1][0]) <= _SAME_LINE:
            bands[-1].append(rule)
        else:
            bands.append([rule])
    return [rule for band in bands for rule in _joined(band)]


def _across(rule: Rule) -> float:
    return rule.top if rule.is_level else rule.left


def _joined(band: list[Rule]) -> Iterator[Rule]:
    is_level = band[0].is_level
    spans = sorted((rule.left, rule.right) if is_level else (rule.top, rule.bottom) for rule in band)
    place = sum(_across(rule) for rule in band) / len(band)
    start, end = spans[0]
    for first, last in [*spans[1:], (float("inf"), float("inf"))]:
        if first > end + _TOUCHING:
            yield Rule(start, place, end, place) if is_level else Rule(place, start, place, end)
            start, end = first, last
        end = max(end, last)


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """Groups of lines that touch; level and upright lines are compared along a sweep from left to right."""
    parents = list(range(len(rules)))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    active: list[int] = []
    for number in sorted(range(len(rules)), key=lambda one: rules[one].left):
        active = [other for other in active if rules[other].right >= rules[number].left - _TOUCHING]
        for other in active:
            if rules[other].is_level != rules[number].is_level and _touch(rules[other], rules[number]):
                parents[root(number)] = root(other)
        active.append(number)
    groups: dict[int, list[Rule]] = {}
    for number, rule in enumerate(rules):
        groups.setdefault(root(number), []).append(rule)
    return list(groups.values())


def _touch(first: Rule, second: Rule) -> bool:
    return (
        first.left <= second.right + _TOUCHING
        and second.left <= first.right + _TOUCHING
        and first.top <= second.bottom + _TOUCHING
        and second.top <= first.bottom + _TOUCHING
    )


def _grid(rules: list[Rule]) -> RuledGrid | None:
    level, upright = [rule for rule in rules if rule.is_level], [rule for rule in rules if not rule.is_level]
    if len(level) < 2 or not upright:
        return None
    # Tables are often open at their sides: there the level lines end.
    xs = _places([*(rule.left for rule in upright), *_ends(level)])
    ys = _places([rule.top for rule in level])
    if len(xs) < 2 or len(ys) < 2 or not 2 <= (len(xs) - 1) * (len(ys) - 1) <= _MOST_SLOTS:
        return None
    slots = tuple(_Cells(xs, ys, level, upright).slots())
    return RuledGrid(xs, ys, slots) if len(slots) > 1 else None


def _ends(level: list[Rule]) -> tuple[float, float]:
    return min(rule.left for rule in level), max(rule.right for rule in level)


def _places(values: Sequence[float]) -> tuple[float, ...]:
    """Places of lines in order; those closer together than any cell is wide count as one (double lines)."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NARROWEST:
            places.append(value)
    return tuple(places)


class _Cells:
    """Reads the cells of a grid off its lines."""

    def __init__(self, xs: Sequence[float], ys: Sequence[float], level: list[Rule], upright: list[Rule]) -> None:
        self._xs, self._ys = xs, ys
        # Whether a line closes the slot at (row, column) to the right, and below.
        self._right = [[False] * (len(xs) - 1) for _ in ys[1:]]
        self._below = [[False] * (len(xs) - 1) for _ in ys[1:]]
        for rule in upright:
            for column in self._at(xs, rule.left):
                for row in self._covered(ys, rule.top, rule.bottom):
                    self._right[row][column - 1] = True
        for rule in level:
            for row in self._at(ys, rule.top):
                for column in self._covered(xs, rule.left, rule.right):
                    self._below[row - 1][column] = True

    @staticmethod
    def _at(places: Sequence[float], value: float) -> list[int]:
        """The inner line that a rule lies on; none for the first and the last, which close the table anyway."""
        return [n for n in range(1, len(places) - 1) if -_SAME_LINE <= value - places[n] <= _NARROWEST + _SAME_LINE][:1]

    @staticmethod
    def _covered(places: Sequence[float], start: float, end: float) -> list[int]:
        return [n for n in range(len(places) - 1) if start <= (places[n] + places[n + 1]) / 2 <= end]

    def slots(self) -> Iterator[Slot]:
        """Yield the cells in reading order: each grows right, then down, as far as nothing closes it."""
        taken: set[tuple[int, int]] = set()
        for row in range(len(self._ys) - 1):
            for column in range(len(self._xs) - 1):
                if (row, column) not in taken:
                    rows, columns = self._extent(row, column, taken)
                    taken |= {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)}
                    left, right = self._xs[column], self._xs[column + columns]
                    yield Slot(row, column, rows, columns, left, self._ys[row], right, self._ys[row + rows])

    def _extent(self, row: int, column: int, taken: set[tuple[int, int]]) -> tuple[int, int]:
        last = column
        while last < len(self._xs) - 2 and not self._right[row][last] and (row, last + 1) not in taken:
            last += 1
        bottom = row
        while bottom < len(self._ys) - 2 and self._is_open(bottom, column, last, taken):
            bottom += 1
        return bottom - row + 1, last - column + 1

    def _is_open(self, row: int, first: int, last: int, taken: set[tuple[int, int]]) -> bool:
        """Whether a cell over the columns ``first`` to ``last`` goes on below ``row``."""
        if any(self._below[row][column] or (row + 1, column) in taken for column in range(first, last + 1)):
            return False
        closed = any(self._right[row + 1][column] for column in range(first, last))
        return not closed and (last == len(self._xs) - 2 or self._right[row + 1][last])
