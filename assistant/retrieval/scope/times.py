"""The years that a question asks about, in any digits."""

import re
import unicodedata
from dataclasses import dataclass

_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
# 2000元 and 2025件 are amounts.
_YEAR = r"(?:19|20)\d{2}(?![\d元万亿件个人家亩户吨米名次平公千克项%.])"
_RANGE = rf"(?P<first>{_YEAR})年?\s?[-—–~～至到]{{1,2}}\s?(?P<last>{_YEAR}|\d{{2}}(?=年))年?"
_HAN_YEAR = r"[二一][〇零○一二三四五六七八九]{3}(?=年)"
# 十四五末, “十三五”期末: the one year that is meant; 十四五 alone is the whole of a plan.
_PLAN = r"[“‘\"]?十(?P<plan>[一二三四五六七])五[”’\"]?(?:(?:规划|时期|期间)?(?P<edge>期?末期?|收官|初期?|开局))?"
_SHORT = r"(?<!\d)(?P<short>[0-4]\d)年(?!内|以|之|[多来个]|期|限)"
_TIMES = re.compile(rf"(?<!\d)(?:{_RANGE}|(?P<year>{_YEAR})年?)|(?P<han>{_HAN_YEAR})年|{_PLAN}|{_SHORT}")
_FIRST_PLAN = 2001


@dataclass(frozen=True, slots=True)
class NamedTime:
    """A year, or the first and the last of several, at ``start:end`` of a text; ``plan`` holds those of 十四五."""

    start: int
    end: int
    years: tuple[str, ...]
    plan: tuple[str, ...] = ()


def years(question: str) -> tuple[str, ...]:
    """The years that a question names in any digits (2025, ２０２５, 二〇二五年, 十四五末), in order, each once.

    Of a range both ends; a plan (十四五) stands for all of its five years, which narrow nothing, and names none.
    """
    return tuple(dict.fromkeys(year for time in find_times(question) for year in time.years))


def find_times(text: str) -> tuple[NamedTime, ...]:
    """Every time that a text names, in order; 25年 is one only beside a year of four digits."""
    plain = half_width(text)
    found = list(_TIMES.finditer(plain))
    is_dated = any(match["year"] or match["first"] or match["han"] for match in found)
    return tuple(_time(match) for match in found if is_dated or not match["short"])


def half_width(text: str) -> str:
    """The text with half-width letters, digits and signs; of the same length, so that places in it stay the same."""
    if text.isascii():
        return text
    return "".join(char if len(form := unicodedata.normalize("NFKC", char)) != 1 else form for char in text)


def _time(match: re.Match[str]) -> NamedTime:
    if match["plan"] and not match["edge"]:
        return NamedTime(*match.span(), (), _plan_years(match["plan"]))
    return NamedTime(*match.span(), _years(match))


def _plan_years(number: str) -> tuple[str, str]:
    first = _FIRST_PLAN + 5 * "一二三四五六七".index(number) + 5
    return str(first), str(first + 4)


def _years(match: re.Match[str]) -> tuple[str, ...]:
    if match["first"]:
        last = match["last"]
        return match["first"], last if len(last) == 4 else match["first"][:2] + last
    if match["plan"]:
        first, last = _plan_years(match["plan"])
        return (last if re.search("末|收官", match["edge"]) else first,)
    if match["short"]:
        return ("20" + match["short"],)
    return (match["year"] or match["han"].translate(_HAN_DIGITS),)
