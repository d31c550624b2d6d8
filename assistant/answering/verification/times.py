"""Years, dates, periods and how often: 2025年, 2023年5月1日, 十四五 = 2021—2025年, 每年, 一次性."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant.answering.verification.numerals import DIGITS, han_value

_YEAR = r"(?:19|20)\d\d"
_SPAN = re.compile(rf"(?<!\d)(?P<first>{_YEAR})年?(?:—|至|到)(?P<last>{_YEAR})(?!\d)年?")
_PLAN = re.compile(
    r"(?P<nth>十[一二三四五六七八九])五(?=[^\d一二三四五六七八九十百千万亿元件家个%]|$)(?P<end>(?:时期|期间|规划)?(?:期?末|收官之年))?"
    r"|第(?P<full>十[一二三四五六七八九])个五年规划"
)
_HAN_YEAR = re.compile(r"[二一][〇零九][〇零一二三四五六七八九]{2}(?=年)")
_HAN_DAY = re.compile(
    r"([一二三四五六七八九十]{1,3})(?=月[一二三四五六七八九十\d])|(?<=月)([一二三四五六七八九十]{1,3})(?=日)"
)
_DATE = re.compile(
    rf"(?<!\d)(?:(?P<year>{_YEAR})(?:年(?=\d{{1,2}}月)|[—./](?=\d{{1,2}}[—./]\d)))?"
    r"(?P<month>\d{1,2})(?:月|[—./](?=\d))"
    rf"(?:(?P<day>\d{{1,2}})(?!\d)日?)?(?![个\d.])"
)
_ONE_YEAR = re.compile(rf"(?<!\d)(?P<year>{_YEAR})(?:年(?!\d{{1,2}}月)|(?=\)|目标|实际|基期|$))")
_BASE = re.compile(r"(?:比|较|相比|对比|与)$")
_BEFORE = re.compile(r"(?:月?底|年?末)?(?:以前|之前|前(?!款|述|期|三|两|五|十|\d))|截?止")
_AFTER = re.compile(r"(?:以后|之后|后|起|以来)")
_UNTIL = re.compile(r"(?:至|到|截至|截止|不晚于|期限为?)$")
_PER = re.compile(
    r"每(?:\d+|一|两|二|三|半)?(?:个)?(?:年度?|季度?|月|周|日|天|次|学期|学年|批)|一次性|按[年月季](?!利率|度)"
    r"|[元件次笔](?P<slash>/[年月日天])|累计|逐年|年均|(?<!\d)年度"
)
_SAME_PER = {
    word: line.split()[0]
    for line in (
        "每年 年度 每年度 每一年 每1年 按年",
        "每季度 每季 按季",
        "每月 每个月 按月",
        "每日 每天",
        "每两年 每二年 每2年",
    )
    for word in line.split()[1:]
}
_FIRST_PLAN_YEAR = 1951
_PLAN_YEARS = 5


class Side(StrEnum):
    """Which side of a date is meant."""

    ON = ""
    UNTIL = "until"
    FROM = "from"


@dataclass(frozen=True, slots=True)
class Years:
    """A year or a span of years as it stands in a text; ``is_base`` where a figure is compared with it (比2020年)."""

    first: int
    last: int
    words: str
    start: int
    end: int
    is_base: bool = False

    def covers(self, other: "Years") -> bool:
        """Whether the other's years lie within."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True)
class Date:
    """A day or a month; 0 for a part that is not given."""

    year: int
    month: int
    day: int
    side: Side
    words: str
    start: int
    end: int

    def fits(self, held: "Date") -> bool:
        """Whether a sentence may say this where the clause has ``held``: no part and no side differs."""
        parts = ((self.year, held.year), (self.month, held.month), (self.day, held.day))
        same = all(not said or said == other for said, other in parts)
        return (
            same
            and {self.side, held.side} != {Side.UNTIL, Side.FROM}
            and (held.side, self.side) != (Side.UNTIL, Side.ON)
        )


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often or how a sum is counted: 每年, 一次性, 累计."""

    name: str
    words: str
    start: int
    end: int


def meet(one: Years, other: Years) -> bool:
    """Whether a sentence may say one where the clause has the other: 2025年 lies within 十四五."""
    return one.covers(other) or other.covers(one)


@lru_cache(maxsize=8192)
def read_years(text: str) -> tuple[Years, ...]:
    """Years and spans of years in order; those that are part of a day are left to ``read_dates``."""
    digits = _in_digits(text)
    taken: set[int] = set()
    found: list[Years] = []
    for years in (*_spans(digits), *_plans(text), *_single(digits)):
        if years.start not in taken:
            taken |= set(range(years.start, years.end))
            found.append(years)
    return tuple(sorted(found, key=lambda years: years.start))


@lru_cache(maxsize=8192)
def read_dates(text: str) -> tuple[Date, ...]:
    """Days and months in order; 2023年9月, 9月30日 and 2023-09-30 alike."""
    found = []
    digits = _in_digits(text)
    for match in _DATE.finditer(digits):
        year, month, day = (int(part or 0) for part in match.group("year", "month", "day"))
        if 1 <= month <= 12 and day <= 31 and ("月" in match.group() or (year and day)):
            side, start, end = _side(digits, match.start(), match.end())
            found.append(Date(year, month, day, side, digits[match.start() : match.end()], start, end))
    return tuple(found)


@lru_cache(maxsize=8192)
def read_frequencies(text: str) -> tuple[Frequency, ...]:
    """How often, in order: 每年, 每两年, 一次性, 元/月 (as 每月)."""
    found = []
    for match in _PER.finditer(text):
        start, end = match.span("slash") if match["slash"] else match.span()
        name = f"每{text[start + 1 : end]}" if match["slash"] else match.group()
        found.append(Frequency(_SAME_PER.get(name, name), name, start, end))
    return tuple(found)


def _spans(text: str) -> Iterator[Years]:
    for match in _SPAN.finditer(text):
        yield Years(int(match["first"]), int(match["last"]), match.group(), *match.span())


def _plans(text: str) -> Iterator[Years]:
    """Five-year plans: the fourteenth runs from 2021 to 2025, its end (末) is 2025."""
    for match in _PLAN.finditer(text):
        nth = han_value(match["nth"] or match["full"])
        last = _FIRST_PLAN_YEAR + _PLAN_YEARS * int(nth) + _PLAN_YEARS - 1
        first = last if match["end"] else last - _PLAN_YEARS + 1
        yield Years(first, last, match.group(), *match.span())


def _single(text: str) -> Iterator[Years]:
    for match in _ONE_YEAR.finditer(text):
        year = int(match["year"])
        is_base = bool(_BASE.search(text[max(0, match.start() - 2) : match.start()]))
        yield Years(year, year, match.group(), *match.span(), is_base)


def _side(text: str, start: int, end: int) -> tuple[Side, int, int]:
    before, after = _BEFORE.match(text, end), _AFTER.match(text, end)
    if before:
        return Side.UNTIL, start, before.end()
    if after:
        return Side.FROM, start, after.end()
    until = _UNTIL.search(text[max(0, start - 4) : start])
    return (Side.UNTIL, start, end) if until else (Side.ON, start, end)


def _in_digits(text: str) -> str:
    """The same text with years and days of the calendar in digits; a day's length may change by blanks that follow."""
    years = _HAN_YEAR.sub(lambda match: "".join(str(DIGITS[char]) for char in match.group()), text)
    return _HAN_DAY.sub(lambda match: str(int(han_value(match.group()))).ljust(len(match.group())), years)
