"""Indicators of several places side by side as figures of plotly: plain data. The only file that knows plotly."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

import plotly.graph_objects as graphs

from assistant.records import Indicator

_SCALED = re.compile(r"^(万|亿)(?=\S)")
_SCALES = {"万": 10_000.0, "亿": 100_000_000.0}

# Colours that stand out on a light and on a dark page alike.
_BASE_COLOUR, _TARGET_COLOUR, _INK, _GRID = "#9aa7b5", "#3f7fc4", "#7a8591", "rgba(128,140,152,0.25)"
# Without the name of the bar, which its colour tells.
_HOVER = "%{x}<br>%{text}<extra></extra>"
_LAYOUT: dict[str, Any] = {
    "barmode": "group",
    "template": "none",
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "font": {"color": _INK},
    "yaxis": {"gridcolor": _GRID, "zerolinecolor": _GRID, "tickformat": ","},
    "xaxis": {"automargin": True},
    "bargap": 0.4,
    "margin": {"t": 56, "b": 48, "l": 56, "r": 16},
    "height": 340,
    # The page may say its words in another language: they need room of their own.
    "legend": {"orientation": "h", "x": 1, "xanchor": "right", "y": 1.12, "entrywidth": 48},
}


def compare(indicators: Iterable[Indicator], key: str) -> dict[str, Any]:
    """A bar chart of one indicator: a base and a target for each place and year that give one, as plotly's JSON.

    Values are in the unit without its scale where the places use different ones (3.2万件 and 15000件).
    """
    chosen = _each_once(one for one in indicators if one.key == key and one.target is not None)
    unit, values = _alike(chosen)
    names = [f"{one.place or one.document} {one.target_year}".strip() for one in chosen]
    bases = [None if one.base is None else one.base * factor for one, factor in zip(chosen, values, strict=True)]
    targets = [(one.target or 0.0) * factor for one, factor in zip(chosen, values, strict=True)]
    figure = graphs.Figure(layout={**_LAYOUT, "title": f"{key}（{unit}）" if unit else key})
    if any(base is not None for base in bases):
        texts = [one.base_words for one in chosen]
        figure.add_bar(name="基期", x=names, y=bases, text=texts, hovertemplate=_HOVER, marker_color=_BASE_COLOUR)
    texts = [one.target_words for one in chosen]
    figure.add_bar(name="目标", x=names, y=targets, text=texts, hovertemplate=_HOVER, marker_color=_TARGET_COLOUR)
    data: dict[str, Any] = json.loads(figure.to_json())
    return data


def to_figure(data: dict[str, Any]) -> graphs.Figure:
    """The data of a chart as a figure that a page can draw."""
    return graphs.Figure(data)


def comparable(indicators: Iterable[Indicator]) -> tuple[str, ...]:
    """The indicators that more than one place sets a target for, those of the most places first."""
    places: dict[str, set[str]] = {}
    for one in indicators:
        if one.target is not None:
            places.setdefault(one.key, set()).add(one.place or one.document)
    several = [key for key, held in places.items() if len(held) > 1]
    return tuple(sorted(several, key=lambda key: (-len(places[key]), key)))


def _each_once(indicators: Iterable[Indicator]) -> list[Indicator]:
    """One of each place, document and year: a table and the text beside it say the same; what has a base is kept."""
    kept: dict[tuple[str, str, str], Indicator] = {}
    for one in indicators:
        sign = (one.place, one.document, one.target_year)
        if sign not in kept or (kept[sign].base is None and one.base is not None):
            kept[sign] = one
    return list(kept.values())


def _alike(indicators: Sequence[Indicator]) -> tuple[str, list[float]]:
    """The unit of all, and by what each value is multiplied to be in it."""
    units = {one.unit for one in indicators if one.unit}
    if len(units) < 2:
        return next(iter(units), ""), [1.0] * len(indicators)
    bare = {_SCALED.sub("", unit) for unit in units}
    scales = [_SCALES.get(match[1], 1.0) if (match := _SCALED.match(one.unit)) else 1.0 for one in indicators]
    return "/".join(sorted(bare)), scales
