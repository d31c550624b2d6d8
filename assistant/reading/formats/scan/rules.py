"""Ruling lines in the picture of a page: long, thin and dark, level or upright."""

import numpy as np

from assistant.reading.formats.pdf.page import Rule
from assistant.reading.formats.scan.pictures import level_runs, shapes

# Shares of the width of the page, which is 21 cm mostly: 8 mm long, up to 1 mm thick.
_SHORTEST, _THICKEST = 0.036, 0.006
# On a small picture the strokes of its type are not shorter than that share.
_SHORTEST_PIXELS = 48
# A scanned line may have gaps, and be this much darker than the paper.
_DARK_SHARE, _DARKER = 0.9, 60.0


def ruling_lines(picture: np.ndarray) -> list[Rule]:
    """Return the ruling lines of an upright picture (rows × columns × RGB), in pixels."""
    grey = picture.min(axis=2)
    dark = grey < np.median(grey) - _DARKER
    side = min(picture.shape[:2])
    shortest, thickest = max(_SHORTEST_PIXELS, round(side * _SHORTEST)), max(3, round(side * _THICKEST))
    level = [Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2) for y0, y1, x0, x1 in _bars(dark, shortest, thickest)]
    upright = [Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1) for x0, x1, y0, y1 in _bars(dark.T, shortest, thickest)]
    return [*level, *upright]


def _bars(dark: np.ndarray, shortest: int, thickest: int) -> list[tuple[float, float, float, float]]:
    """Bars along the second axis: from and to across it, from and to along it."""
    return [
        (float(across.start), float(across.stop), float(along.start), float(along.stop))
        for (across, along), _ in shapes(level_runs(dark, shortest, _DARK_SHARE))
        if across.stop - across.start <= thickest + 2 and along.stop - along.start >= shortest
    ]
