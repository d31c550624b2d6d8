"""Figures in running text: value, unit and bound in one form, so that 五十万元 = 50万元 = 500000元 and 50万 ≠ 50%."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from math import prod

from assistant.answering.verification.bounds import agree, read_bound
from assistant.answering.verification.numerals import SCALES, han_value, in_common_numerals
from assistant.answering.verification.words import hide
from assistant.records import Bound

_MEASURES = """
平方米 平方公里 立方米 公里 厘米 毫米 公顷 公斤 千克 千瓦时 千瓦 个百分点 百分点 个工作日 工作日 个月
个小时 小时 分钟 课时 学时 人次 人民币元 美元 港元 欧元 周岁 元 件 家 个 项 名 位 人 户 所 次 笔 条 亩 吨
年 月 日 天 周 岁 倍 场 期 批 类 种 部 篇 处 座 辆 台 张 只 份 套 级 分 米 届
艘 架 株 棵 头 幅 宗 起 站 间 门 村 镇 乡 县 折 % ‰
"""
# 三成 is a share, but 成立 and 成果 are words.
_UNITS = "|".join([*_MEASURES.split(), "成(?![立为果本员功效绩年品长份交就熟都型])"])
_SCALE = rf"(?:[千百](?=[万亿]|(?:多|余)?(?:{_UNITS})))?[万亿]?"
_NUMBER = r"\d+(?:\.\d+)?"
_ARABIC = re.compile(rf"(?<![\d.a-z])({_NUMBER})({_SCALE})([多余])?({_UNITS})?")
_DIGIT = "[零〇一二三四五六七八九]"
_NUMERAL = "[零〇一二两三四五六七八九十百千]"
_HAN_NUMBER = rf"{_NUMERAL}+(?:[万亿]{_NUMERAL}*)*"
_HAN = re.compile(
    rf"(?<![\d第])(?:百分之(?P<percent>{_NUMERAL}+(?:点{_DIGIT}+)?)|(?P<whole>{_DIGIT}|十)分之(?P<part>{_DIGIT})"
    rf"|(?!百分[点之])(?P<number>{_HAN_NUMBER})(?P<many>[多余])?(?P<unit>{_UNITS}))"
)
_HALF_PRICE = re.compile(r"半价|减半|一半")
_HALF = re.compile(r"(?<!上|下)半(?P<unit>年|个月)(?!度)")
_RATIO = re.compile(rf"(?<![\d.])({_NUMBER})∶({_NUMBER})(?![\d∶])")
# 3至5倍, 50元至200元: the first number has the unit of the second, and both are limits.
_RANGE = re.compile(
    rf"(?P<first>{_NUMBER}|{_HAN_NUMBER})(?P<scale>{_SCALE})(?P<own>{_UNITS})?(?:—|至|到)"
    rf"(?=(?:{_NUMBER}|{_HAN_NUMBER})(?P<second>{_SCALE})(?P<unit>{_UNITS}))"
)
# Ordinals, plan periods (十四五), years and days of the calendar, and document numbers are compared by themselves.
_NOT_FIGURES = re.compile(
    r"第[\d零〇一二两三四五六七八九十百千]+"
    r"|(?<![\d第])十[一二三四五六七八九]五(?=时期|期间|规划|末|以来|[^\d一二三四五六七八九十百千万亿元件家个%]|$)"
    r"|(?<!\d)(?:19|20)\d\d(?=年|—|-|\)|\]|〕|[^\d.万亿元件家个项%])|[二一][〇零九][〇零一二三四五六七八九]{2}年"
    r"|\d{1,2}月(?:\d{1,2}日?)?(?:底|前|份)?|[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
    r"|[〔\[(【]\d{4}[〕\])】]\d+号"
)
_SAME_UNITS = {"名": "人", "位": "人", "所": "家", "个": "家", "处": "家", "间": "家", "天": "日", "个百分点": "百分点",
               "个工作日": "工作日", "周岁": "岁", "人民币元": "元", "个小时": "小时", "年": "个月"}  # fmt: skip
_DURATIONS = frozenset("个月 日 工作日 小时 分钟 周".split())
_MONTHS = 12
# 一项, 一家, 一个 are articles in a sentence; 一次 and 一年 count.
_COUNTED_ONES = frozenset("次 年 个月 月 日 天 周 年度 小时 级 分".split())
_FROM = re.compile(r"(?:由|从|原有?的?|原来的?)(?:(?:19|20)\d\d年底?的?)?$")
_TO = re.compile(
    r"(?:调整|提高|增加|增长|提升|上升|扩大|降低|下降|减少|压缩|缩短|延长|改|变更|降|增|升)(?:为|到|至)(?:(?:19|20)\d\d年底?的?)?$"
)
_UNIT_BEFORE = re.compile(rf"\(([万亿]?(?:{_UNITS})(?:/[^()\d]{{1,6}})?)\)(\d+(?:\.\d+)?)(?![\d.万亿]|{_UNITS})")
_UNIT_OF_TABLE = re.compile(rf"\(([万亿]?)({_UNITS})(?:/[^()]{{1,6}})?\)")
_UNIT_IN_REMARK = re.compile(rf"(?:计量)?单位:([万亿]?)({_UNITS})")


class Turn(StrEnum):
    """Whether something changes from a figure or to it: 由25家调整为22家."""

    NONE = ""
    FROM = "from"
    TO = "to"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit (empty where none follows), its bound, and the span and words it was read from."""

    value: float
    unit: str
    bound: Bound
    words: str
    start: int
    end: int
    is_article: bool = False
    turn: Turn = Turn.NONE


@lru_cache(maxsize=8192)
def read_figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text in one form, in order. Chinese numerals count only with a unit (一 is mostly a word)."""
    visible = _NOT_FIGURES.sub(hide, in_common_numerals(text))
    scale, unit = _table_unit(text)
    limits = [*_ranges(visible), *_ratios(visible)]
    taken = {place for figure in limits for place in range(figure.start, figure.end)}
    others = [*_arabic(visible), *_han(visible), *_halves(visible)]
    found = [*limits, *(_in_table(other, scale, unit) for other in others if other.start not in taken)]
    return tuple(_bounded(figure, text) for figure in sorted(found, key=lambda figure: figure.start))


def same_amount(said: Figure, held: Figure) -> bool:
    """Whether value and unit agree; a bare number (a table cell) has any unit."""
    near = abs(said.value - held.value) <= 1e-9 * max(1.0, abs(said.value))
    return near and (not said.unit or not held.unit or said.unit == held.unit)


def same_figure(said: Figure, held: Figure) -> bool:
    """Whether value, unit and bound agree, and neither is where a change begins and the other where it ends."""
    turned = {said.turn, held.turn} == {Turn.FROM, Turn.TO}
    return same_amount(said, held) and agree(said.bound, held.bound) and not turned


def _arabic(text: str) -> Iterator[Figure]:
    for match in _ARABIC.finditer(text):
        number, scale, many, unit = match.groups()
        bound = Bound.AT_LEAST if many else Bound.NONE
        yield _figure(float(number) * _scaled(scale), unit or "", bound, match.start(), match.end())


def _han(text: str) -> Iterator[Figure]:
    for match in _HAN.finditer(text):
        span = match.span()
        if match["percent"]:
            yield _figure(han_value(match["percent"]), "%", Bound.NONE, *span)
        elif match["whole"]:
            yield _figure(han_value(match["part"]) / han_value(match["whole"]), "分之", Bound.NONE, *span)
        else:
            bound = Bound.AT_LEAST if match["many"] else Bound.NONE
            figure = _figure(han_value(match["number"]), match["unit"], bound, *span)
            article = match["number"] == "一" and match["unit"] not in _COUNTED_ONES
            yield replace(figure, is_article=article)


def _halves(text: str) -> Iterator[Figure]:
    for match in _HALF.finditer(text):
        months = _MONTHS / 2 if match["unit"] == "年" else 0.5
        yield Figure(months, "个月", Bound.NONE, match.group(), *match.span())
    for match in _HALF_PRICE.finditer(text):
        yield Figure(50.0, "%", Bound.NONE, match.group(), *match.span())


def _ratios(text: str) -> Iterator[Figure]:
    for match in _RATIO.finditer(text):
        if float(match[2]):
            yield Figure(float(match[1]) / float(match[2]), "比", Bound.NONE, match.group(), *match.span())


def _ranges(text: str) -> Iterator[Figure]:
    """Both limits of each range: the first as its least value, the second as its most."""
    for match in _RANGE.finditer(text):
        second = next((figure for figure in (*_arabic(text), *_han(text)) if figure.start == match.end()), None)
        if second is None or (match["own"] and _unit(match["own"]) != second.unit):
            continue
        number = match["first"]
        value = float(number) if number[0].isdigit() else han_value(number)
        scale = match["scale"] or ("" if match["own"] else match["second"])
        first = _figure(
            value * _scaled(scale), match["own"] or match["unit"], Bound.AT_LEAST, match.start(), match.end()
        )
        yield replace(first, end=match.end() - 1)
        yield replace(second, bound=Bound.AT_MOST)


def _figure(value: float, unit: str, bound: Bound, start: int, end: int) -> Figure:
    if unit in {"折", "成"}:
        # 六折 and 六成 are 60%, 八五折 and 85折 are 85%.
        return Figure(value * 10 if value < 10 else value, "%", bound, "", start, end)
    months = value * _MONTHS if unit == "年" else value
    return Figure(months, _unit(unit), bound, "", start, end)


def _unit(unit: str) -> str:
    return _SAME_UNITS.get(unit, unit)


def _scaled(scale: str) -> float:
    return float(prod(SCALES[char] for char in scale))


def _bounded(figure: Figure, text: str) -> Figure:
    bound, start, end = read_bound(text, figure.start, figure.end, is_duration=figure.unit in _DURATIONS)
    kept = bound if figure.bound is Bound.NONE else figure.bound
    turn = _turn(text[max(0, start - 14) : start])
    return replace(figure, bound=kept, words=text[start:end], start=start, end=end, turn=turn)


def _turn(before: str) -> Turn:
    if _TO.search(before):
        return Turn.TO
    return Turn.FROM if _FROM.search(before) else Turn.NONE


def _table_unit(text: str) -> tuple[float, str]:
    """The scale and unit that a row's name or remark gives its bare numbers: 护理型床位占比(%):2020年37,2025年65."""
    name, _, rest = text.partition(":")
    match = (_UNIT_OF_TABLE.search(name) if rest else None) or _UNIT_IN_REMARK.search(text)
    return (_scaled(match[1]), match[2]) if match else (1.0, "")


def _in_table(figure: Figure, scale: float, unit: str) -> Figure:
    if not unit or figure.unit:
        return figure
    return _figure(figure.value * scale, unit, figure.bound, figure.start, figure.end)


def units_behind(text: str) -> str:
    """A table's figures with the unit of their header behind them: 补贴标准(元/年)16000 → 补贴标准16000元/年."""
    return _UNIT_BEFORE.sub(r"\2\1", text)
