"""Figures in running text: value and unit in one form, so that 五十万元 = 50万元 = 500,000元 and 50万 ≠ 50%."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

_UNITS = (
    "平方米|平方公里|公里|个百分点|百分点|个工作日|工作日|个月|人次|美元|港元|欧元|元|件|家|个|项|名|位|人|户|所|次|笔|条|亩|吨|年|月|日|天|岁|倍|场|期|批|"
    "类|种|部|篇|处|座|辆|%|‰"
)
_SCALES = {"万": 10_000, "亿": 100_000_000, "千": 1_000, "百": 100}
_SCALE = rf"(?:[千百](?=[万亿]|{_UNITS}))?[万亿]?"
_ARABIC = re.compile(rf"((?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?)\s*({_SCALE})\s*({_UNITS})?")
_DIGIT = "[零〇一二三四五六七八九]"
_NUMERAL = "[零〇一二两三四五六七八九十百千]"
_HAN = re.compile(rf"(?<!\d)(百分之{_NUMERAL}+(?:点{_DIGIT}+)?|{_NUMERAL}+(?:[万亿]{_NUMERAL}*)*)({_UNITS})?")
# 十四五 names a plan period, not a number.
_PLAN_PERIOD = re.compile(
    r"十[一二三四五六七八九]五(?=[”\"’']?(?:时期|期间|规划|末|以来|[^\d一二三四五六七八九十百千万亿元件家个%]|$))"
)
# Measure words that mean the same to a reader: 81名专家 = 81人, 14所学校 = 14家.
_SAME_UNITS = {"名": "人", "位": "人", "所": "家", "个": "家", "处": "家", "天": "日", "个百分点": "百分点",
               "个工作日": "工作日"}  # fmt: skip
_HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit (empty where none follows) and the words it was read from."""

    value: float
    unit: str
    words: str


def read_figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of ``text`` in order; Chinese numerals count only with a unit (一 is mostly a word)."""
    plain = _PLAN_PERIOD.sub("", unicodedata.normalize("NFKC", text))
    return (*_arabic(plain), *_han(plain))


def matches(figure: Figure, others: tuple[Figure, ...]) -> bool:
    """Whether the same value stands among ``others`` with the same unit, or without one (a bare table cell)."""
    same = [other for other in others if abs(other.value - figure.value) <= 1e-9 * max(1.0, abs(figure.value))]
    return any(not figure.unit or not other.unit or other.unit == figure.unit for other in same)


def read_plan_periods(text: str) -> tuple[str, ...]:
    """The five-year plans that ``text`` names (十四五), each once."""
    return tuple(dict.fromkeys(_PLAN_PERIOD.findall(text)))


def _arabic(text: str) -> Iterator[Figure]:
    for match in _ARABIC.finditer(text):
        number, scale, unit = match.groups()
        value = float(number.replace(",", "")) * prod(_SCALES[char] for char in scale)
        yield Figure(value, _SAME_UNITS.get(unit, unit or ""), match.group().strip())


def _han(text: str) -> Iterator[Figure]:
    for match in _HAN.finditer(text):
        words, unit = match.groups()
        if words.startswith("百分之"):
            yield Figure(_han_value(words[3:]), "%", match.group())
        elif unit:
            yield Figure(_han_value(words), _SAME_UNITS.get(unit, unit), match.group())


def _han_value(words: str) -> float:
    """Read a Chinese numeral up to 亿: 五十万 → 500000, 二十一点五 → 21.5, 二〇三五 → 2035."""
    whole, _, decimals = words.partition("点")
    total, section, digit = 0, 0, 0
    for char in whole:
        if char in _HAN_DIGITS:
            digit = digit * 10 + _HAN_DIGITS[char]
        elif char in "千百十":
            section += (digit or 1) * {"千": 1000, "百": 100, "十": 10}[char]
            digit = 0
        elif char == "万":
            total, section, digit = total + (section + digit) * _SCALES[char], 0, 0
        else:
            total, section, digit = (total + section + digit) * _SCALES[char], 0, 0
    fraction = float("0." + "".join(str(_HAN_DIGITS[c]) for c in decimals)) if decimals else 0.0
    return total + section + digit + fraction
