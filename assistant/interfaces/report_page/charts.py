"""Charts as inline SVG: drawn in a square of 100 by 100 that stretches to its place, so words stay outside as text."""

import math
from collections.abc import Sequence

from assistant.evaluation.bootstrap import Estimate
from assistant.interfaces.html import Html, element

_SQUARE = 100
_BINS = 24
# The ticks of a logarithmic scale.
_STEPS = (1, 2, 5)


def interval_bar(found: Estimate, words: str, *, is_bad: bool = False) -> Html:
    """A bar from 0 to the mean with its interval as a whisker, on a track from 0 to 1."""
    low, high = found.low * _SQUARE, found.high * _SQUARE
    return _drawing(
        words,
        element("rect", x=0, y=30, width=_SQUARE, height=40, class_="track"),
        element("rect", x=0, y=30, width=_text(found.mean * _SQUARE), height=40, class_="bar bad" if is_bad else "bar"),
        _line(low, 50, high, 50),
        _line(low, 22, low, 78),
        _line(high, 22, high, 78),
        class_="interval",
    )


def change_bar(found: Estimate, words: str, *, widest: float, is_bad: bool) -> Html:
    """The interval of a change on a track from ``-widest`` to ``widest``, zero in the middle."""
    low, middle, high = ((value / widest + 1) * _SQUARE / 2 for value in (found.low, found.mean, found.high))
    return _drawing(
        words,
        element("rect", x=0, y=30, width=_SQUARE, height=40, class_="track"),
        _line(50, 8, 50, 92, "zero"),
        _line(low, 50, high, 50, "whisker bad" if is_bad else "whisker"),
        _line(middle, 20, middle, 80, "mean bad" if is_bad else "mean"),
        class_="interval",
    )


def columns(counts: Sequence[int], words: str, marked: Sequence[int] = ()) -> Html:
    """A column a count, all of the same width, the highest over the full height; ``marked`` ones stand out."""
    highest = max([*counts, 1])
    width = _SQUARE / max(len(counts), 1)
    bars = [
        element(
            "rect",
            x=_text(place * width + width * 0.1),
            y=_text(_SQUARE - count / highest * _SQUARE),
            width=_text(width * 0.8),
            height=_text(count / highest * _SQUARE),
            class_="bar bad" if place in marked else "bar",
        )
        for place, count in enumerate(counts)
    ]
    return _drawing(words, *bars, class_="columns")


class LogScale:
    """Positions of positive values from 0 to 1, by their logarithm, with ticks at 1, 2 and 5."""

    def __init__(self, values: Sequence[float], least: float = 0.001) -> None:
        """Cover all ``values``; smaller ones than ``least`` count as that."""
        held = [max(value, least) for value in values] or [least]
        self._least = least
        self._low, self._high = _below(min(held)), _above(max(held))

    def place(self, value: float) -> float:
        """Where a value lies, from 0 to 1."""
        width = math.log(self._high / self._low)
        return min(1.0, max(0.0, math.log(max(value, self._least) / self._low) / width))

    def ticks(self, most: int = 6) -> list[float]:
        """Round values to write below, at most so many."""
        found = [tick for tick in _round_values() if self._low <= tick <= self._high]
        step = math.ceil(len(found) / most)
        return found[::step]

    def counts(self, values: Sequence[float]) -> list[int]:
        """How many values lie in each of the equal parts of the scale."""
        counted = [0] * _BINS
        for value in values:
            counted[min(int(self.place(value) * _BINS), _BINS - 1)] += 1
        return counted


def _round_values() -> list[float]:
    return [step * 10.0**power for power in range(-4, 5) for step in _STEPS]


def _below(value: float) -> float:
    return max(tick for tick in _round_values() if tick <= value * (1 + 1e-9))


def _above(value: float) -> float:
    return min(tick for tick in _round_values() if tick > value * (1 + 1e-9))


def _drawing(words: str, *shapes: Html, class_: str) -> Html:
    square = f"0 0 {_SQUARE} {_SQUARE}"
    return element(
        "svg", *shapes, viewBox=square, preserveAspectRatio="none", role="img", aria_label=words, class_=class_
    )


def _line(x1: float, y1: float, x2: float, y2: float, class_: str = "whisker") -> Html:
    return element("line", x1=_text(x1), y1=_text(y1), x2=_text(x2), y2=_text(y2), class_=class_)


def _text(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
