"""Dates in every form that documents use: 2022年3月1日, 二〇二二年三月一日, 2022-03-01, 2022.3.1, 2022年3月, 20223."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_HAN = "[〇○◯零OＯ一二三四五六七八九]"
_GAP = r"\s{0,3}"
_FIRST, _LAST = 1912, 2099
DATE = re.compile(
    rf"(?<!\d)([12１２](?:\s?\d){{3}}){_GAP}年{_GAP}(\d(?:\s?\d)?){_GAP}月(?:{_GAP}(\d(?:\s?\d)?){_GAP}[日号])?"
    rf"|([一二](?:\s?{_HAN}){{3}}){_GAP}年{_GAP}(十?{_GAP}[一二三四五六七八九十元]){_GAP}月"
    rf"(?:{_GAP}([一二三]?{_GAP}[十廿]?{_GAP}[一二三四五六七八九十]){_GAP}[日号])?"
    r"|(?<![\d.．])([12１２]\d{3})([-./．／])(\d{1,2})(?:\8(\d{1,2}))?(?![\d年])"
)
# A date alone: in brackets, with a time or a day of the week behind it.
_ALONE = re.compile(
    r"[（(【\[]?\s*(?P<date>.{5,24}?)\s*(?:\d{1,2}\s?[:：时]\s?\d{2}(?:\s?[:：]\s?\d{2})?)?\s*(?:星期[一二三四五六日天])?"
    r"\s*[】\]）)]?"
)
_DECIMAL = re.compile(r"\d{4}[.．]\d{1,2}")
_LOST = re.compile(r"(?:19|20)\d{3,6}")
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○◯零OＯ", 0)


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text: ``value`` is 2022-03-01 or 2022-03; ``is_damaged`` where 年月日 were lost (2015730)."""

    value: str
    start: int
    end: int
    is_damaged: bool = False


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[Date]:
    """All dates of ``text[start:end]`` in order; impossible ones (2022年13月) are none."""
    matches = DATE.finditer(text, start, len(text) if end is None else end)
    # 2022.3 inside a sentence is rather a number than a month.
    read = ((_value(match), match) for match in matches if not _DECIMAL.fullmatch(match.group()))
    return [Date(value, *match.span()) for value, match in read if value]


def read_date(text: str, start: int, end: int) -> Date | None:
    """The date that ``text[start:end]`` is and nothing else, also with 年月日 lost where that leaves one reading."""
    whole = _ALONE.fullmatch(text, start, end)
    if not whole:
        return None
    match = DATE.fullmatch(text, *whole.span("date"))
    value = _value(match) if match else ""
    if value:
        return Date(value, *whole.span("date"))
    lost = _LOST.fullmatch(whole["date"])
    restored = restore(lost.group()) if lost else ""
    return Date(restored, *whole.span("date"), is_damaged=True) if restored else None


def restore(digits: str) -> str:
    """Read digits that lost their 年月日 (2015730, 20223); empty where they can be read in two ways (2022111)."""
    year, rest = digits[:4], digits[4:]
    splits = {(rest[:cut], rest[cut:]) for cut in range(1, min(2, len(rest)) + 1)}
    read = {_iso(year, month, day) for month, day in splits if len(day) <= 2 and "0" not in {month, day}}
    values = read - {""}
    return values.pop() if len(values) == 1 else ""


def shift(value: str, *, years: int = 0, days: int = 0) -> str:
    """The date so many years and days later; empty where ``value`` has no day."""
    if len(value) < 10:
        return ""
    year, month, day = (int(part) for part in value.split("-"))
    year += years
    if not _FIRST <= year <= _LAST:
        return ""
    return (date(year, month, min(day, monthrange(year, month)[1])) + timedelta(days=days)).isoformat()


def han_number(text: str) -> int:
    """A Chinese or Arabic numeral below a hundred: 十二 → 12, 二十 → 20, 廿一 → 21, 两 → 2, 12 → 12; 0 for others."""
    text = re.sub(r"\s", "", text).replace("廿", "二十").replace("两", "二").replace("元", "一")
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_DIGITS.get(tens, 0 if tens else 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _value(match: re.Match[str]) -> str:
    if match[1]:
        return _iso(match[1], match[2], match[3] or "")
    if match[4]:
        year = "".join(str(_DIGITS[char]) for char in match[4] if not char.isspace())
        return _iso(year, str(han_number(match[5])), str(han_number(match[6])) if match[6] else "")
    return _iso(match[7], match[9], match[10] or "")


def _iso(year: str, month: str, day: str) -> str:
    """The ISO form of a date that exists between 1912 and 2099, else an empty one."""
    parts = [int(re.sub(r"\s", "", part)) for part in (year, month, day) if part]
    if not _FIRST <= parts[0] <= _LAST or not 1 <= parts[1] <= 12:
        return ""
    if len(parts) == 2:
        return f"{parts[0]}-{parts[1]:02d}"
    is_day = 1 <= parts[2] <= monthrange(parts[0], parts[1])[1]
    return f"{parts[0]}-{parts[1]:02d}-{parts[2]:02d}" if is_day else ""
