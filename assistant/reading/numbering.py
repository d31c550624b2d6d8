"""Numbering marks of Chinese official documents: which system a line opens, and with what number.

The forms follow the national standard on the format of official documents (GB/T 9704: 一、（一）1.（1）) and on
legislation (编、章、节、条), plus what plans add (专栏, 附件, ——) and what copying from web pages loses (dots).
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

HAN_DIGITS = "零一二三四五六七八九"
_HAN = "[〇零一二三四五六七八九十百千]{1,9}"
_NUMBER = rf"{_HAN}|\d{{1,4}}"
_GAP = r"\s{0,4}"


class System(StrEnum):
    """A numbering system; its value is the prefix in clause ids."""

    PART = "part"
    CHAPTER = "chapter"
    DIVISION = "division"
    ARTICLE = "art"
    HAN_COMMA = "h"
    HAN_BRACKET = "hb"
    ARABIC = "n"
    DECIMAL = "d"
    ARABIC_BRACKET = "nb"
    ARABIC_PAREN = "np"
    CIRCLED = "c"
    DASH = "b"
    BOX = "box"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbering mark at the start of a line: ``label`` as written, ``length`` in characters of the line."""

    system: System
    number: str
    label: str
    length: int
    lost_dot: bool = False


_PATTERNS: tuple[tuple[System, re.Pattern[str]], ...] = (
    (System.PART, re.compile(rf"第({_NUMBER})编(?=\s|$)")),
    (System.CHAPTER, re.compile(rf"第({_NUMBER})章(?![、，,])")),
    (System.DIVISION, re.compile(rf"第({_NUMBER})节(?![、，,])")),
    # A cross-reference (第三条规定的…, 第三条、第四条) goes on where a heading would end.
    (
        System.ARTICLE,
        re.compile(rf"第({_NUMBER})条((?:之{_HAN})?)(?=\s|$|[^\s、，,和与及或至到规所的第款项中第之])"),
    ),
    (System.BOX, re.compile(rf"专栏{_GAP}({_NUMBER}){_GAP}[:：.．、]?")),
    (System.ANNEX, re.compile(rf"附件{_GAP}({_NUMBER})?{_GAP}[:：.．、]?(?=\s|$|[^的所中一-鿿]|[一-鿿]{{2,30}}$)")),
    (System.HAN_COMMA, re.compile(rf"({_HAN})、")),
    (System.HAN_BRACKET, re.compile(rf"[（(]{_GAP}({_HAN}){_GAP}[）)]、?")),
    (System.DECIMAL, re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){1,5})[.．、]?(?=\s|[一-鿿])")),
    (System.ARABIC, re.compile(r"(\d{1,3})(?:[.．](?!\d)|、)")),
    (System.ARABIC_BRACKET, re.compile(rf"[（(]{_GAP}(\d{{1,3}}){_GAP}[）)]")),
    (System.ARABIC_PAREN, re.compile(r"(\d{1,3})[）)]")),
    (System.CIRCLED, re.compile(r"([①-⑳])")),
    (System.DASH, re.compile(r"()[—–-]{2,6}")),
)
# A dot lost between number and heading: not before what would make the number a quantity or a date.
_LOST_DOT = re.compile(
    r"(\d{1,2})(?=[一-鿿])(?![年月日号时分个件家项名万亿元人次条章节款种类批期届级户亩米公千百十余多至到])"
)


def read_marker(text: str) -> Marker | None:
    """Return the mark that opens ``text``, or None; decimals and lost dots still need their sequence checked."""
    for system, pattern in _PATTERNS:
        match = pattern.match(text)
        if match:
            return Marker(system, _number(match), match.group().strip(), match.end())
    match = _LOST_DOT.match(text)
    if match:
        return Marker(System.ARABIC, str(int(match.group(1))), match.group(1), match.end(), lost_dot=True)
    return None


def continues(marker: Marker, previous: str | None) -> bool:
    """Whether a doubtful mark is the next of its sequence, ``previous`` being the last number of its system."""
    if marker.system is System.DECIMAL:
        return _decimal_continues(marker.number, previous)
    if not marker.lost_dot:
        return True
    return int(marker.number) == (int(previous) + 1 if previous else 1)


def han_to_int(text: str) -> int:
    """Read a Chinese or Arabic numeral: 二十一 → 21, 一百零三 → 103, digit by digit 一〇三 → 103, 12 → 12."""
    if text.isdecimal():
        return int(text)
    text = text.replace("〇", "零")
    if not set(text) & set("十百千"):
        return int("".join(str(HAN_DIGITS.index(char)) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
        else:
            digit = HAN_DIGITS.index(char)
    return total + digit


def _number(match: re.Match[str]) -> str:
    # NFKC makes ③ and ３ a 3 and ．a full stop.
    raw = unicodedata.normalize("NFKC", match.group(1) or "")
    if not raw or "." in raw:
        return raw
    suffix = match.group(2)[1:] if match.re.groups > 1 and match.group(2) else ""
    return str(han_to_int(raw)) + (f"-{han_to_int(suffix)}" if suffix else "")


def _decimal_continues(number: str, previous: str | None) -> bool:
    *head, last = number.split(".")
    if previous is None:
        return last == "1"
    *previous_head, previous_last = previous.split(".")
    return int(last) == (int(previous_last) + 1 if head == previous_head else 1)
