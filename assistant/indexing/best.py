"""The best of many scores, in an order that nothing but scores and positions decides."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def best(scores: NDArray[np.floating[Any]], positions: NDArray[np.int64], count: int) -> list[tuple[int, float]]:
    """Return at most ``count`` (position, score), best first, ties by position.

    Only the best are sorted; selection finds where they end, in time that grows with the number of scores.
    """
    if count < 1:
        return []
    if len(scores) > count:
        kept = np.flatnonzero(scores >= np.partition(scores, -count)[-count])
        scores, positions = scores[kept], positions[kept]
    order = np.lexsort((positions, -scores))[:count]
    return list(zip(positions[order].tolist(), scores[order].tolist(), strict=True))
