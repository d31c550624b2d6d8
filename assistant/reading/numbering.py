"""Numbering marks of Chinese official documents: which system a line opens, and with what number.

The forms follow the national standard on the format of official documents (GB/T 9704: 一、（一）1.（1）) and on
legislation (编、章、节、条), plus what plans add (专栏, 附件, ——) and what copying from web pages loses (dots).
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

HAN_DIGITS = "零一二三四五六七八九"
_HAN = "[〇○零一二三四五六七八九十百千]{1,9}"
_NUMBER = rf"{_HAN}|\d{{1,4}}"
_GAP = r"\s{0,4}"
# A cross-reference (第三条规定的…, 第三条、第四条, 专栏1所列) goes on where a heading would end.
_NO_REFERENCE = (
    rf"(?=\s|$|(?![、，,的款之]|第{_HAN}[款项条]|第\d+[款项条]|项[下规]|规定|所[列称述规指定涉]"
    r"|[和与及或至到](?:第|本|其|者|前|上|下)|以及|中的|中规)\S)"
)


class System(StrEnum):
    """A numbering system; its value is the prefix in clause ids."""

    PART = "part"
    BRANCH = "branch"
    CHAPTER = "chapter"
    DIVISION = "division"
    ARTICLE = "art"
    HAN_COMMA = "h"
    HAN_BRACKET = "hb"
    ARABIC = "n"
    DECIMAL = "d"
    ARABIC_BRACKET = "nb"
    ARABIC_PAREN = "np"
    LETTER = "l"
    CIRCLED = "c"
    DASH = "b"
    BOX = "box"
    ANNEX = "annex"


# 第一章, 第二条 …: the systems of legislation.
ORDINALS = frozenset({System.PART, System.BRANCH, System.CHAPTER, System.DIVISION, System.ARTICLE})


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbering mark at the start of a line: ``label`` as written, ``length`` in characters of the line.

    ``lost`` says that a dot, comma or bracket is missing, ``quantity`` that the number could as well count something
    (1公共…, 2个…): both need the sequence that they stand in to be believed.
    """

    system: System
    number: str
    label: str
    length: int
    lost: bool = False
    quantity: bool = False

    @property
    def level(self) -> str:
        """The system, decimals (1.1, 1.1.2) told apart by their depth: marks of one level are siblings."""
        return f"{self.system}{self.number.count('.')}" if self.system is System.DECIMAL else str(self.system)

    @property
    def is_first(self) -> bool:
        """Whether the mark opens a sequence: 一, 1, 1.1; a dash has no number and always may."""
        return self.number in {"", "1"} or self.number.endswith(".1")


# An annex is named in a few words on its line; a sentence that goes on (附件中的…) refers to one.
_ANNEX_TITLE = r"(?=\s|$|[^的所中一-鿿]|(?<=[\s:：.．、])[一-鿿]{2,30}(?:\s|$)|[一-鿿]{2,30}$)"
_Form = tuple[System, re.Pattern[str]]
_ORDINAL_FORMS: tuple[_Form, ...] = (
    (System.PART, re.compile(rf"第\s?({_NUMBER})\s?(?:编|篇|部分){_NO_REFERENCE}")),
    (System.BRANCH, re.compile(rf"第\s?({_NUMBER})\s?分编{_NO_REFERENCE}")),
    (System.CHAPTER, re.compile(rf"第\s?({_NUMBER})\s?章{_NO_REFERENCE}")),
    (System.DIVISION, re.compile(rf"第\s?({_NUMBER})\s?节{_NO_REFERENCE}")),
    # Articles taken out together stand as 第三条至第五条 （删去）.
    (System.ARTICLE, re.compile(rf"第({_NUMBER})条()[至到]第(?:{_NUMBER})条(?=\s)")),
    (System.ARTICLE, re.compile(rf"第\s?({_NUMBER})\s?条((?:之{_HAN})?){_NO_REFERENCE}")),
)
_HAN_FORMS: tuple[_Form, ...] = ((System.HAN_COMMA, re.compile(rf"({_HAN})[、.．](?!{_HAN}[、和及])")),)
_BRACKETS: tuple[_Form, ...] = (
    (System.HAN_BRACKET, re.compile(rf"[（(]{_GAP}({_HAN}){_GAP}[）)]、?")),
    (System.ARABIC_BRACKET, re.compile(rf"[（(]{_GAP}(\d{{1,3}}){_GAP}[）)]")),
    (System.LETTER, re.compile(r"[（(]([A-Za-z])[）)]")),
)
_DIGITS: tuple[_Form, ...] = (
    (System.DECIMAL, re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){1,5})[.．、]?(?=\s|[一-鿿])")),
    # 1.5G网络 is the first item, on 5G.
    (System.ARABIC, re.compile(r"(\d{1,3})(?:[.．](?!\d(?![GgDd]))|、)")),
    (System.ARABIC_PAREN, re.compile(r"(\d{1,3})[）)]")),
)
_CAPITALS: tuple[_Form, ...] = (
    # A.1 in annex A of a standard.
    (System.DECIMAL, re.compile(r"([A-H](?:[.．]\d{1,2}){1,4})(?=\s)")),
    (System.LETTER, re.compile(r"([A-H])(?:[)）．、]|\.(?=[\s一-鿿]))")),
)
_FORMS: dict[str, tuple[_Form, ...]] = {
    "第": _ORDINAL_FORMS,
    "专": ((System.BOX, re.compile(rf"专栏{_GAP}({_NUMBER}){_GAP}(?:[:：.．、]|{_NO_REFERENCE})")),),
    "附": (
        (System.ANNEX, re.compile(r"附()[:：]\s*(?=[一-鿿]{2,20}$)")),
        (System.ANNEX, re.compile(rf"附(?:件|录|表|图){_GAP}({_NUMBER}|[A-Z])?{_GAP}[:：.．、]?{_ANNEX_TITLE}")),
    ),
    **dict.fromkeys("〇零一二三四五六七八九十百千", _HAN_FORMS),
    **dict.fromkeys("（(", _BRACKETS),
    **dict.fromkeys("0123456789０１２３４５６７８９", _DIGITS),
    **dict.fromkeys("abcdefghijklmnopqrstuvwxyz", ((System.LETTER, re.compile(r"([a-z])(?:[)）]|[.．]\s)")),)),
    **dict.fromkeys("ABCDEFGH", _CAPITALS),
    **dict.fromkeys("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", ((System.CIRCLED, re.compile(r"(.)")),)),
    **dict.fromkeys("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", ((System.ARABIC, re.compile(r"(.)")),)),
    **dict.fromkeys("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", ((System.ARABIC_BRACKET, re.compile(r"(.)")),)),
    **dict.fromkeys("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", ((System.HAN_BRACKET, re.compile(r"(.)")),)),
    **dict.fromkeys("—–", ((System.DASH, re.compile(r"()[—–-]{2,6}")),)),
    "-": ((System.DASH, re.compile(r"()(?:[—–-]{2,6}|-\s+(?=\S))")),),
    **dict.fromkeys("*+", ((System.DASH, re.compile(r"()[*+]\s+(?=\S)")),)),
    **dict.fromkeys("•·●■◆▪○□◇★☆", ((System.DASH, re.compile(r"()[•·●■◆▪○□◇★☆]\s*(?=\S)")),)),
}
# Where a sign of the mark was lost in copying: 1加强, 1 加强, 一 加强, （一加强, 一）加强.
_LOST: tuple[_Form, ...] = (
    (System.HAN_BRACKET, re.compile(rf"[（(]({_HAN})\s+(?=[一-鿿])")),
    (System.HAN_BRACKET, re.compile(rf"({_HAN})[）)](?=\s*[一-鿿])")),
    (System.HAN_COMMA, re.compile(rf"({_HAN})\s{{1,4}}(?=[一-鿿])")),
    (System.ARABIC, re.compile(r"(\d{1,2})\s{0,4}(?=[一-鿿])")),
)
_LOST_FIRST = frozenset("（(〇零一二三四五六七八九十百千0123456789０１２３４５６７８９")
# Behind a number these make it a quantity or a date.
_MEASURE = frozenset("年月日号时分个件家项名万亿元人次条章节款种类批期届级户亩米公千百十余多至到")
_DATE = frozenset("年月日号时")


def read_marker(text: str) -> Marker | None:
    """Return the mark that opens ``text``, or None; decimals and lost signs still need their sequence checked."""
    for system, pattern in _FORMS.get(text[:1], ()):
        match = pattern.match(text)
        if match:
            return Marker(system, _number(match), match.group().strip(), match.end())
    return _read_lost(text) if text[:1] in _LOST_FIRST else None


def _read_lost(text: str) -> Marker | None:
    for system, pattern in _LOST:
        match = pattern.match(text)
        if match and text[match.end()] not in _DATE:
            quantity = text[match.end()] in _MEASURE
            return Marker(system, _number(match), match.group().strip(), match.end(), lost=True, quantity=quantity)
    return None


def continues(marker: Marker, previous: str | None) -> bool:
    """Whether a doubtful mark is the next of its sequence, ``previous`` being the last number of its system."""
    if marker.system is System.DECIMAL:
        return _decimal_continues(marker.number, previous)
    if not marker.lost:
        return True
    return int(marker.number) == (int(previous) + 1 if previous else 1)


def follows(number: str, previous: str) -> bool:
    """Whether a number comes directly behind another of its system: 4 behind 3, 6-1 (之一) behind 6, 7 behind 6-1."""
    if "." in number or "." in previous:
        return _decimal_continues(number, previous)
    main, _, sub = number.partition("-")
    previous_main, _, previous_sub = previous.partition("-")
    if not main or not previous_main:
        return main == previous_main
    if sub:
        return main == previous_main and int(sub) == int(previous_sub or 0) + 1
    return int(main) == int(previous_main) + 1


def han_to_int(text: str) -> int:
    """Read a Chinese or Arabic numeral: 二十一 → 21, 一百零三 → 103, digit by digit 一〇三 → 103, 12 → 12."""
    if text.isdecimal():
        return int(text)
    text = text.replace("〇", "零").replace("○", "零")
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


def to_han(number: int) -> str:
    """Write a number below 10,000 as a Chinese numeral: 12 → 十二, 103 → 一百零三."""
    text = ""
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // value % 10
        if digit:
            text += HAN_DIGITS[digit] + unit
        elif text and not text.endswith("零"):
            text += "零"
    text = text.rstrip("零") or "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def _number(match: re.Match[str]) -> str:
    # NFKC makes ③ and ３ a 3, ⒈ a 1. and ㈠ a (一).
    raw = unicodedata.normalize("NFKC", match.group(1) or "").strip("().")
    if not raw or "." in raw:
        return raw
    if raw.isascii() and raw.isalpha():
        return str(ord(raw.upper()) - ord("A") + 1)
    suffix = match.group(2)[1:] if match.re.groups > 1 and match.group(2) else ""
    return str(han_to_int(raw)) + (f"-{han_to_int(suffix)}" if suffix else "")


def _decimal_continues(number: str, previous: str | None) -> bool:
    *head, last = number.split(".")
    if previous is None:
        return last == "1"
    *previous_head, previous_last = previous.split(".")
    return int(last) == (int(previous_last) + 1 if head == previous_head else 1)
