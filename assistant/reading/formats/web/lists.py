"""The numbers that browsers write before the items of a list (CSS Counter Styles Level 3, HTML ``ol``)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.reading.formats.word.numerals import format_number
from assistant.reading.numbering import System, read_marker

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_LETTERS = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A"}
_LATIN = {"decimal-leading-zero": "decimalZero", "lower-roman": "lowerRoman", "upper-roman": "upperRoman"}
_CHINESE = {
    "cjk-ideographic": "taiwaneseCountingThousand", "simp-chinese-informal": "taiwaneseCountingThousand",
    "trad-chinese-informal": "taiwaneseCountingThousand", "simp-chinese-formal": "chineseLegalSimplified",
    "trad-chinese-formal": "ideographLegalTraditional", "cjk-decimal": "ideographDigital",
    "cjk-heavenly-stem": "ideographTraditional", "cjk-earthly-branch": "ideographZodiac",
}  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:([^;]*)", re.IGNORECASE)
_MARKLESS = frozenset({"none", "disc", "circle", "square"})
_NAMES = _MARKLESS | {"decimal"} | _LETTERS.keys() | _LATIN.keys() | _CHINESE.keys()
# Web frameworks that show a list without its numbers say so in these classes.
_UNSTYLED = re.compile(r"unstyled|list-none|no-?style|list-inline|crumb", re.IGNORECASE)
_DISC = "• "
_ITEM_ENDS = ("；", ";", "。")
_LARGEST = 10_000_000
_OWN_NUMBERS = frozenset(System) - {System.DASH, System.BOX, System.ANNEX}


@dataclass(slots=True)
class ListCounter:
    """The number of the next item of a list, and how it is written; a ``ul`` has style ``disc``."""

    style: str
    number: int = 1
    step: int = 1


def open_list(tag: str, attributes: Mapping[str, str], items: int) -> ListCounter:
    """Begin a list of ``items`` items."""
    if _UNSTYLED.search(attributes.get("class", "")):
        return ListCounter("none")
    style = _style(attributes) or ("decimal" if tag == "ol" else "disc")
    backwards = "reversed" in attributes
    start = _integer(attributes.get("start"), items if backwards else 1)
    return ListCounter(style, start, -1 if backwards else 1)


def next_mark(counter: ListCounter, attributes: Mapping[str, str]) -> str:
    """Return what the browser writes before the next item (``3. ``, ``三、``), and count on."""
    counter.number = number = _integer(attributes.get("value"), counter.number)
    counter.number += counter.step
    style = _style(attributes) or counter.style
    if style in _MARKLESS:
        return "" if style == "none" else _DISC
    if style in _CHINESE:
        return f"{format_number(number, _CHINESE[style])}、"
    if style in _LETTERS and number > 0:
        return f"{_letters(number, _LETTERS[style])}. "
    return f"{format_number(number, _LATIN.get(style, 'decimal'))}. "


def with_mark(mark: str, text: str) -> str:
    """Put the mark before the text of its item; where the item writes its own number, the page hides the list's.

    Lists without numbers mostly lay out the page (menus, labels); those of a text end their items like sentences.
    """
    if mark == _DISC and not text.endswith(_ITEM_ENDS):
        return text
    marker = read_marker(text) if mark else None
    has_own = marker is not None and marker.system in _OWN_NUMBERS and not marker.lost
    return text if has_own else mark + text


def _style(attributes: Mapping[str, str]) -> str:
    match = _STYLE.search(attributes.get("style", ""))
    names = [word for word in match.group(1).lower().split() if word in _NAMES] if match else []
    return names[0] if names else _TYPES.get(attributes.get("type", ""), "")


def _integer(value: str | None, otherwise: int) -> int:
    match = re.match(r"\s*([+-]?\d{1,9})", value or "")
    return max(-_LARGEST, min(int(match.group(1)), _LARGEST)) if match else otherwise


def _letters(number: int, first: str) -> str:
    """Letters as bijective base 26: z is followed by aa."""
    text = ""
    while number > 0:
        number, digit = divmod(number - 1, 26)
        text = chr(ord(first) + digit) + text
    return text
