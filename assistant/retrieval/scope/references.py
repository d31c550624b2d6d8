"""Clauses that a question names by number: 第十二条第二款第（三）项, 第三部分第四条, 三（二）3, 附件2, 专栏3."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.reading.numbering import han_to_int, to_han
from assistant.retrieval.scope.times import half_width


class Unit(StrEnum):
    """What a number counts; ``ITEM`` is a bare mark (（三）, 3.), whatever its level."""

    ANNEX = "附件"
    BOX = "专栏"
    PART = "部分"
    BRANCH = "分编"
    CHAPTER = "章"
    DIVISION = "节"
    ARTICLE = "条"
    PARAGRAPH = "款"
    POINT = "项"
    SUBPOINT = "目"
    ITEM = ""


_LEVELS = {
    Unit.ANNEX: 0, Unit.PART: 1, Unit.BRANCH: 2, Unit.CHAPTER: 3, Unit.DIVISION: 4, Unit.BOX: 5, Unit.ARTICLE: 5,
    Unit.PARAGRAPH: 6, Unit.POINT: 7, Unit.SUBPOINT: 8, Unit.ITEM: 9,
}  # fmt: skip
_UNITS = {"编": Unit.PART, "篇": Unit.PART, "点": Unit.ARTICLE, "大点": Unit.ARTICLE, "小点": Unit.POINT}
_HAN = "[〇○零一二三四五六七八九十百千]{1,7}"
_NUMBER = rf"(?:{_HAN}|\d{{1,4}})"
# Behind the unit these go on with another word: 第一条例, 第二节课, 第三项目, 第一编制.
_NOT_BEHIND = {
    "条": "例件约形线路街河跑鱼龙腿", "章": "鱼程", "节": "课能约气目假", "篇": "章文论幅小报",
    "项": "目", "目": "标录的", "点": "钟半击", "款": "项式待", "编": "制号辑写码", "部分": "",
}  # fmt: skip
_UNIT = "|".join(
    f"{unit}(?![{_NOT_BEHIND[unit]}])" if _NOT_BEHIND.get(unit) else unit
    for unit in ("部分", "分编", "编", "篇", "章", "节", "条", "款", "项", "目", "大点", "小点", "点")
)
_ORDINAL = re.compile(
    rf"第\s?[(]?\s?(?P<number>{_NUMBER})\s?[)]?\s?(?P<unit>{_UNIT})(?:之(?P<sub>[一二三四五六七八九十]{{1,2}}))?"
)
_ANNEX = re.compile(rf"附(?:件|表|录)\s?(?P<number>{_HAN}|\d{{1,2}}|[A-Z])(?![份个张页条\d])")
_BARE_ANNEX = re.compile(r"附(?:件|录)(?P<number>)(?=[的中里]?第)")
_BOX = re.compile(rf"专栏\s?(?P<number>{_HAN}|\d{{1,2}})(?!\d)")
# 三（二） or 三、（二）: a heading's number needs a bracket behind it to be one.
_HEAD = re.compile(
    rf"(?<![第〇零一二三四五六七八九十百千年月日届期初高])(?P<number>{_HAN})[、.]?(?=\s?[(]\s?{_HAN}\s?[)])"
)
_BRACKET = re.compile(rf"[(]\s?(?P<number>{_NUMBER})\s?[)](?:项|款|条|点|目)?")
_DIGITS = re.compile(r"(?P<number>\d{1,2})(?:[.、点条](?!\d)|(?![\d年月日个件元家万亿%.]))")
_HEADS = (
    (_ORDINAL, None), (_ANNEX, Unit.ANNEX), (_BARE_ANNEX, Unit.ANNEX), (_BOX, Unit.BOX), (_HEAD, Unit.PART),
)  # fmt: skip
_BELOW = ((_ORDINAL, None), (_ANNEX, Unit.ANNEX), (_BOX, Unit.BOX), (_BRACKET, Unit.ITEM), (_DIGITS, Unit.ITEM))
_GAP = re.compile(r"\s?(?:[的中里,]|下的|中的|里的)?\s?")
_JOIN = re.compile(r"\s?(?:和|与|及|以及|、|或|或者|,)\s?")
_THROUGH = re.compile(r"\s?[至到\-—–~～]{1,2}\s?")
_MOST_IN_RANGE = 10
_OPENING = re.compile(r"第|附[件表录]|专栏|[一二三四五六七八九十][、.]?\s?[(]")


@dataclass(frozen=True, slots=True)
class Step:
    """One number of a reference, as in clause ids (12, 2-1 for 第二条之一); it ends at ``end`` of the text."""

    unit: Unit
    number: str
    end: int
    is_bracketed: bool = False


@dataclass(frozen=True, slots=True)
class NamedReference:
    """A clause named at ``start:end`` of a text, from the widest level down."""

    words: str
    start: int
    end: int
    steps: tuple[Step, ...]

    @property
    def level(self) -> int:
        """How deep the first number as written stands: 0 for an annex, 5 for an article, more within one."""
        return _LEVELS[self.steps[0].unit]


def find_references(text: str) -> tuple[NamedReference, ...]:
    """The clauses that a text names, in order; the second of 第五条第一款和第二款 is one of 第五条 as well."""
    plain = half_width(text)
    if not _OPENING.search(plain):
        return ()
    found: list[NamedReference] = []
    start = 0
    while head := _next_head(plain, start):
        chain = _chain(plain, *head)
        reference = NamedReference(text[head[0] : chain[-1].end], head[0], chain[-1].end, chain)
        found += _with_inherited(plain, found[-1] if found else None, reference)
        start = reference.end
    return tuple(found)


def _next_head(text: str, start: int) -> tuple[int, Step] | None:
    matches = [(m.start(), -m.end(), _step(m, unit)) for form, unit in _HEADS if (m := form.search(text, start))]
    first = min(matches, key=lambda match: match[:2], default=None)
    return (first[0], first[2]) if first else None


def _chain(text: str, _start: int, step: Step) -> tuple[Step, ...]:
    """The numbers that follow directly, each a level further down."""
    steps = [step]
    while below := _step_below(text, steps[-1]):
        steps.append(below)
    return tuple(steps)


def _step_below(text: str, above: Step) -> Step | None:
    gap = _GAP.match(text, above.end)
    for form, unit in _BELOW:
        match = form.match(text, gap.end() if gap and unit is not Unit.ITEM else above.end)
        step = _step(match, unit) if match else None
        is_lower = step and (_LEVELS[step.unit] > _LEVELS[above.unit] or step.unit is Unit.ITEM)
        if step and is_lower and (unit is not Unit.ITEM or form is _BRACKET or above.unit is Unit.ITEM):
            return step
    return None


def _with_inherited(text: str, previous: NamedReference | None, reference: NamedReference) -> Iterator[NamedReference]:
    """The reference below what it shares with the one before it, and for 第三条至第五条 those between."""
    between = text[previous.end : reference.start] if previous else ""
    if previous and (_JOIN.fullmatch(between) or _THROUGH.fullmatch(between)):
        above = [step for step in previous.steps if _LEVELS[step.unit] < reference.level]
        is_range = bool(_THROUGH.fullmatch(between)) and previous.steps[-1].unit is reference.steps[0].unit
        if is_range:
            yield from _between(previous, reference)
        reference = replace(reference, steps=(*above, *reference.steps))
    yield reference


def _between(first: NamedReference, last: NamedReference) -> Iterator[NamedReference]:
    """第四条 of 第三条至第五条."""
    *above, low = first.steps
    high = last.steps[0]
    if low.number.isdecimal() and high.number.isdecimal() and int(high.number) - int(low.number) <= _MOST_IN_RANGE:
        for number in range(int(low.number) + 1, int(high.number)):
            words = f"第{to_han(number)}{low.unit}"
            yield NamedReference(words, last.start, last.start, (*above, Step(low.unit, str(number), last.start)))


def _step(match: re.Match[str], unit: Unit | None) -> Step:
    groups = match.groupdict()
    named = unit if unit is not None else _UNITS.get(groups["unit"]) or Unit(groups["unit"])
    sub = f"-{han_to_int(groups['sub'])}" if groups.get("sub") else ""
    return Step(named, _plain_number(groups["number"]) + sub, match.end(), "(" in match.group())


def _plain_number(number: str) -> str:
    if number.isascii() and number.isalpha():
        return str(ord(number) - ord("A") + 1)
    return str(han_to_int(number)) if number else ""


def is_within(reference: NamedReference) -> bool:
    """Whether the reference begins below an article (第二款), so that something before it must say of which."""
    return reference.level > _LEVELS[Unit.ARTICLE]


def head_of(reference: NamedReference, text: str, level: int) -> str:
    """The part of a reference, as written in ``text``, that stands above a level."""
    ends: Sequence[int] = [step.end for step in reference.steps if _LEVELS[step.unit] < level]
    return text[reference.start : max(ends, default=reference.start)]
