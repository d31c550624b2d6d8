"""How far two people agree, and shares with their intervals: closed formulas, each with its source."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

# The 97.5th percentile of the normal distribution: 95 % lie between it and its negative.
_NORMAL = 1.959963984540054
Two = tuple[Hashable, Hashable]


class KappaState(StrEnum):
    """Whether there is a κ: not without pairs that both judged, nor where both gave one and the same class alone."""

    KNOWN = "known"
    NO_OVERLAP = "no_overlap"
    ONE_CLASS = "one_class"


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's κ with its 95 % interval, over ``count`` pairs; ``value``, ``low`` and ``high`` are 0 unless known.

    ``observed`` is the share of pairs on which both agree, ``expected`` the share by chance.
    """

    state: KappaState
    value: float
    low: float
    high: float
    observed: float
    expected: float
    count: int


@dataclass(frozen=True, slots=True)
class Proportion:
    """``hits`` of ``count``, and the 95 % interval of their share; from 0 to 1 where nothing was counted."""

    hits: int
    count: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 where nothing was counted, which ``count`` tells apart."""
        return self.hits / self.count if self.count else 0.0


def cohen_kappa(judged: Sequence[Two]) -> Kappa:
    """κ of what two people said of the same things (Cohen 1960).

    The interval is that of the large-sample variance of Fleiss, Cohen and Everitt (1969), cut off at -1 and 1. Full
    agreement gives an interval without width, which is no certainty where ``count`` is small.
    """
    count = len(judged)
    if not count:
        return Kappa(KappaState.NO_OVERLAP, 0.0, 0.0, 0.0, 0.0, 0.0, 0)
    firsts, seconds = (Counter(side) for side in zip(*judged, strict=True))
    agreed = sum(first == second for first, second in judged)
    by_chance = sum(firsts[name] * seconds[name] for name in firsts)
    observed, expected = agreed / count, by_chance / count**2
    if by_chance == count**2:
        return Kappa(KappaState.ONE_CLASS, 0.0, 0.0, 0.0, observed, expected, count)
    value = (observed - expected) / (1 - expected)
    half = _NORMAL * sqrt(_variance(judged, value, expected))
    return Kappa(KappaState.KNOWN, value, max(-1.0, value - half), min(1.0, value + half), observed, expected, count)


def wilson(hits: int, count: int) -> Proportion:
    """A share with the score interval of Wilson (1927), which stays sensible at 0, at 1 and for few.

    Raises:
        ValueError: there are more hits than there is to count, or fewer than none.
    """
    if not 0 <= hits <= count:
        raise ValueError("hits lie between 0 and count")
    if not count:
        return Proportion(0, 0, 0.0, 1.0)
    share, square = hits / count, _NORMAL**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = _NORMAL * sqrt(share * (1 - share) / count + square / (4 * count**2)) / (1 + square / count)
    return Proportion(hits, count, max(0.0, middle - half), min(1.0, middle + half))


def _variance(judged: Sequence[Two], value: float, expected: float) -> float:
    """Formula 13 of Fleiss, Cohen and Everitt (1969), for classes that all weigh the same."""
    count, cells = len(judged), Counter(judged)
    firsts, seconds = (Counter(side) for side in zip(*judged, strict=True))
    same = different = 0.0
    for (first, second), number in cells.items():
        if first == second:
            same += number / count * (1 - (firsts[first] + seconds[first]) / count * (1 - value)) ** 2
        else:
            different += number / count * ((seconds[first] + firsts[second]) / count) ** 2
    inside = same + (1 - value) ** 2 * different - (value - expected * (1 - value)) ** 2
    return max(0.0, inside) / (count * (1 - expected) ** 2)
