"""How far a mean over so many questions can be trusted: the percentile bootstrap (Efron 1979), by question."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2000
LEVEL = 0.95
_SEED = 20221
_BLOCK = 100


@dataclass(frozen=True, slots=True)
class Estimate:
    """The mean over ``count`` questions and its 95 % interval; four decimal places.

    Equal values have an interval without width, which is no certainty where ``count`` is small.
    """

    mean: float
    low: float
    high: float
    count: int


def estimate(values: Sequence[float]) -> Estimate:
    """The mean of one value a question, with its interval: the same values in the same order give the same.

    Of differences between two runs, question by question, it is the interval of the paired difference.

    Raises:
        ValueError: there is no value.
    """
    if not values:
        raise ValueError("a mean needs at least one value")
    held = np.asarray(values, dtype=np.float64)
    generator = np.random.default_rng(_SEED)
    # In blocks, so that thousands of questions need no large table.
    drawn = (generator.integers(0, len(held), (_BLOCK, len(held))) for _ in range(RESAMPLES // _BLOCK))
    means = np.concatenate([held[places].mean(axis=1) for places in drawn])
    low, high = np.quantile(means, ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return Estimate(_rounded(held.mean()), _rounded(low), _rounded(high), len(held))


def _rounded(value: float) -> float:
    return round(float(value), 4)
