"""Automatic numbering of Word documents: the label in front of a paragraph, as Word shows it.

A paragraph names a list (``w:num``) and a level, itself or by its style; the list names its definition
(``w:abstractNum``). Lists of one definition share its counters, unless a list starts anew.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from assistant.reading.formats.word.numerals import format_number, format_padded
from assistant.reading.formats.word.styles import Styles, number, switch, value

LEVELS = 9
_DASHES = frozenset("-‐‑–—―─－\uf02d\uf0be")
_DASH = "——"
_PLACE = re.compile(r"%([1-9])")
_HAN = re.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition; ``restart`` counts levels from 1 (0: never), ``style`` is linked to the level."""

    start: int = 0
    number_format: str = "decimal"
    example: str = ""
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    decimals_only: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list: the definition whose counters it uses, its levels, and the levels that it starts anew."""

    id: str
    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]

    def nearest(self, index: int) -> int | None:
        """The level, or the nearest one above it where the definition has fewer; None: it has none of them."""
        return next((i for i in range(min(index, LEVELS - 1), -1, -1) if i in self.levels), None)

    def start(self, index: int) -> int:
        """The number that a level begins with."""
        level = self.levels.get(index)
        return self.starts.get(index, level.start if level else 0)


class Numbering:
    """The lists of a document."""

    def __init__(self, lists: Mapping[str, NumberedList], styles: Styles) -> None:
        self._lists = lists
        self._styles = styles

    def place(self, properties: Element | None, style: str) -> tuple[NumberedList, int] | None:
        """The list and the level (from 0) of a paragraph with these properties and this style; None: not numbered."""
        chain = self._styles.chain(style)
        own = value(properties, "w_numPr/w_numId")
        key = own or next((link.number for link in chain if link.number is not None), None)
        numbered = self._lists.get(key or "")
        if numbered is None:
            return None
        index = number(properties, "w_numPr/w_ilvl")
        if index is None:
            linked = (i for link in chain for i, level in numbered.levels.items() if level.style == link.id)
            inherited = (link.number_level for link in chain if link.number_level is not None)
            index = next(linked, next(inherited, 0))
        level = numbered.nearest(index)
        return None if level is None else (numbered, level)


class Counters:
    """The counters of one run of text: the body, or a text box, which counts by itself."""

    def __init__(self) -> None:
        self._values: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, numbered: NumberedList, index: int) -> str:
        """Count a paragraph at a level, and return its label with what separates it from the text."""
        level = numbered.levels[index]
        values = self._values.setdefault(numbered.definition, [None] * LEVELS)
        self._count(values, numbered, index)
        label = _label(numbered, level, [entry or 0 for entry in values[: index + 1]])
        return label + (" " if level.suffix != "nothing" and _needs_blank(label) else "")

    def _count(self, values: list[int | None], numbered: NumberedList, index: int) -> None:
        current = values[index]
        anew = index in numbered.starts and (numbered.id, index) not in self._started
        values[index] = numbered.start(index) if current is None or anew else current + 1
        self._started.add((numbered.id, index))
        for above in range(index):
            # A level that was skipped counts as begun: behind an item 1.1 without its heading comes the heading 2.
            if values[above] is None:
                values[above] = numbered.start(above)
        for below in range(index + 1, LEVELS):
            level = numbered.levels.get(below)
            restart = level.restart if level else None
            if restart is None or index < restart:
                values[below] = None


def read_numbering(root: Element | None, styles: Styles) -> Numbering:
    """Read the numbering part; a document may come without one."""
    if root is None:
        return Numbering({}, styles)
    definitions = {item.get("w_abstractNumId", ""): item for item in root.findall("w_abstractNum")}
    targets = {item.get("w_numId", ""): value(item, "w_abstractNumId") or "" for item in root.findall("w_num")}
    levels: dict[str, dict[int, Level]] = {}
    for key, item in definitions.items():
        # A definition without levels of its own takes those of a numbering style's list.
        linked = targets.get(_list_of_style(value(item, "w_numStyleLink"), styles), "")
        levels[key] = _levels(item) or _levels(definitions.get(linked))
    lists = (_list(item, levels) for item in root.findall("w_num"))
    return Numbering({entry.id: entry for entry in lists if entry.definition in definitions}, styles)


def _list_of_style(style: str | None, styles: Styles) -> str:
    return next((link.number for link in styles.chain(style) if link.number), "") if style else ""


def _list(item: Element, levels: Mapping[str, Mapping[int, Level]]) -> NumberedList:
    definition = value(item, "w_abstractNumId") or ""
    own = dict(levels.get(definition, {}))
    starts: dict[int, int] = {}
    for override in item.findall("w_lvlOverride"):
        own |= _levels(override)
        start = number(override, "w_startOverride")
        if start is not None:
            starts[_index(override)] = start
    return NumberedList(item.get("w_numId", ""), definition, own, starts)


def _levels(item: Element | None) -> dict[int, Level]:
    if item is None:
        return {}
    single = value(item, "w_multiLevelType") == "singleLevel"
    levels = {_index(entry): _level(entry) for entry in item.findall("w_lvl")}
    return {0: levels[0]} if single and 0 in levels else levels


def _level(item: Element) -> Level:
    shape = item.find("w_numFmt")
    if shape is None:
        shape = item.find("mc_AlternateContent/mc_Choice/w_numFmt")
    return Level(
        start=number(item, "w_start") or 0,
        number_format="decimal" if shape is None else shape.get("w_val", "decimal"),
        example="" if shape is None else shape.get("w_format", ""),
        text="" if switch(item, "w_rPr/w_vanish") else value(item, "w_lvlText") or "",
        suffix=value(item, "w_suff") or "tab",
        restart=number(item, "w_lvlRestart"),
        decimals_only=bool(switch(item, "w_isLgl")),
        style=value(item, "w_pStyle") or "",
    )


def _index(item: Element) -> int:
    text = item.get("w_ilvl", "")
    return int(text) if re.fullmatch("[0-8]", text) else 0


def _label(numbered: NumberedList, level: Level, values: list[int]) -> str:
    if level.number_format == "bullet":
        return _bullet(level.text)

    def fill(match: re.Match[str]) -> str:
        index = min(int(match[1]), len(values)) - 1
        return _number(values[index], numbered.levels.get(index), decimals_only=level.decimals_only)

    return _PLACE.sub(fill, level.text)


def _number(count: int, level: Level | None, *, decimals_only: bool) -> str:
    shape = level.number_format if level else "decimal"
    if level and shape == "custom":
        return format_padded(count, level.example)
    plain = decimals_only and shape not in {"none", "bullet", "decimalZero"}
    return format_number(count, "decimal" if plain else shape)


def _bullet(text: str) -> str:
    """Glyphs of symbol fonts all become •; dashes are marks of official documents, and words are words."""
    glyphs = text.strip()
    if glyphs and set(glyphs) <= _DASHES:
        return _DASH
    return text if _HAN.search(text) else "•"


def _needs_blank(label: str) -> bool:
    """Whether a label would run into the text: not behind 一、 or （一）, whose marks are as wide as a character."""
    if not label or label[-1].isspace() or label.endswith(_DASH):
        return False
    is_mark = unicodedata.category(label[-1]).startswith("P")
    return not (is_mark and unicodedata.east_asian_width(label[-1]) in {"W", "F"})
