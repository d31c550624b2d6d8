"""The period that a plan is for (规划期): 2021—2035年, “十四五”, 2022年度; said by its title or by itself."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.reading.facts.confidence import COMPUTED, LABELLED, PART, PLACED, WEAK
from assistant.reading.facts.dates import han_number
from assistant.reading.facts.labels import Label
from assistant.reading.facts.sentences import occurrences
from assistant.reading.facts.view import View
from assistant.records import Fact

_FIELD = "period"
_YEAR = r"(?:19|20)\d{2}"
_RANGE = re.compile(rf"(?<!\d)(?P<first>{_YEAR})\s?年?\s?(?:[-—–－―─~～〜至到]{{1,2}})\s?(?P<last>{_YEAR})(?!\d)\s?年?")
_TEN = "二?十[一二三四五六七八九]?|[一二三四五六七八九]"
# “十四五”; the short ones are numbers too (十五个, 九五折) unless they are quoted or a plan follows.
_FIVE = re.compile(
    rf"[“\"「‘'](?P<quoted>{_TEN})五[”\"」’']|(?P<long>二?十[一二三四五六七八九])五(?!年)"
    rf"|(?P<short>{_TEN})五(?=规划|计划|时期|期间)"
)
_NTH = re.compile(r"第(?P<nth>二?十[一二三四五六七八九]?|[一二三四五六七八九]|\d{1,2})个五年(?:规划|计划)")
_ONE_YEAR = re.compile(
    rf"(?<!\d)(?P<year>{_YEAR})\s?年度?(?=[^\d至到]{{0,40}}(?:计划|要点|方案|安排|任务|清单|分工|目标|措施)》?(?:的通知)?(?:[（(]\D{{1,20}}[）)])?$)"
)
_STATED = ("规划期", "规划期限", "规划年限", "实施期限", "计划期", "行动期限")
_GOAL = re.compile(rf"到\s?(?P<year>{_YEAR})\s?年(?!代)")
_PLAN = re.compile(r"(?:规划|计划|方案|纲要|意见|行动|措施|要点|目标)(?:[（(].{1,30}[）)])?$")
_MADE = re.compile(
    r"(?:制定|制订|编制|提出)[^。\n]{0,12}(?:本|如下)[^。，\n]{0,6}(?:规划|计划|方案|纲要|意见|措施|要点)"
)
# A plan is for about five years; later goals are visions.
_LONGEST_PLAN = 6
_BEGINNING = 2_000
_MOST = 100


def period_facts(view: View, labels: Sequence[Label], titles: Sequence[Fact], issued: Fact | None) -> list[Fact]:
    """Every reading of the period, best first; ``titles`` has the document's own first."""
    found = [
        fact
        for label in labels
        if label.field == _FIELD
        for fact in _in_span(view.text, label.start, label.end, LABELLED)
    ]
    for number, title in enumerate(titles):
        found += _in_title(view, title, PLACED if not number else PART)
    found += _stated(view)
    if not found and _is_plan(view, titles):
        found = [*_of_superior(view), *_goals(view, issued)]
    return sorted(found, key=lambda fact: -fact.confidence)


def five_year_plan(number: int) -> str:
    """The years of a five-year plan: 14 → 2021—2025年. The first two began in 1953 and 1958, the third in 1966."""
    if not 1 <= number <= 25:
        return ""
    first = 1948 + 5 * number if number < 3 else 1951 + 5 * number
    return f"{first}—{first + 4}年"


def _in_title(view: View, title: Fact, confidence: float) -> Iterator[Fact]:
    """What a title says; one that a curator gave stands nowhere in the text."""
    if not title.end:
        yield from (replace(fact, start=0, end=0) for fact in _in_words(title.value, 0, len(title.value), confidence))
        return
    yield from _in_words(view.text, title.start, title.end, confidence)


def _in_words(text: str, start: int, end: int, confidence: float) -> Iterator[Fact]:
    found = list(_in_span(text, start, end, confidence))
    yield from found
    match = None if found else _ONE_YEAR.search(text[start:end])
    if match:
        yield Fact(_FIELD, f"{match['year']}年", start + match.start(), start + match.end(), min(PART, confidence))


def _in_span(text: str, start: int, end: int, confidence: float) -> Iterator[Fact]:
    """The first range of years, else the first five-year plan."""
    for match in _RANGE.finditer(text, start, end):
        if int(match["first"]) < int(match["last"]) <= int(match["first"]) + 50:
            yield Fact(_FIELD, f"{match['first']}—{match['last']}年", *match.span(), confidence)
            return
    named = _NTH.search(text, start, end) or _FIVE.search(text, start, end)
    if named:
        words = next(group for group in named.groups() if group)
        value = five_year_plan(han_number(words))
        if value:
            yield Fact(_FIELD, value, *named.span(), confidence)


def _stated(view: View) -> Iterator[Fact]:
    """规划期为2021—2025年; 规划期限：2021年至2035年."""
    for word in _STATED:
        for position in occurrences(view.text, word, _MOST):
            end = position + len(word) + 30
            match = _RANGE.search(view.text, position, min(end, len(view.text)))
            if match and not re.search("[。；\n]", view.text[position : match.start()]):
                yield Fact(_FIELD, f"{match['first']}—{match['last']}年", *match.span(), PLACED)
                return


def _of_superior(view: View) -> Iterator[Fact]:
    """The period of the plans that the front rests on, where most of them share one."""
    front = view.front[-1].end if view.front else 0
    end = min(len(view.text), front + 600)
    counts: Counter[str] = Counter()
    spans: dict[str, tuple[int, int]] = {}
    for match in re.finditer(r"《[^《》\n]{4,80}》", view.text[:end]):
        for fact in _in_span(view.text, match.start(), match.end(), COMPUTED):
            counts[fact.value] += 1
            spans.setdefault(fact.value, (fact.start, fact.end))
    for value, _ in counts.most_common(1):
        yield Fact(_FIELD, value, *spans[value], COMPUTED)


def _is_plan(view: View, titles: Sequence[Fact]) -> bool:
    """Whether the document is a plan by its title, or calls itself one where it has none."""
    return bool(_PLAN.search(titles[0].value) if titles else _MADE.search(view.text[:_BEGINNING]))


def _goals(view: View, issued: Fact | None) -> Iterator[Fact]:
    """到2025年 as the last goal of a plan: from the year of issue to that year."""
    first = int(issued.value[:4]) if issued else 0
    matches = (_GOAL.match(view.text, position) for position in occurrences(view.text, "到20", _MOST))
    goals = [match for match in matches if match and 0 < int(match["year"]) - first <= _LONGEST_PLAN]
    last = max(goals, key=lambda match: match["year"], default=None)
    if last:
        yield Fact(_FIELD, f"{first}—{last['year']}年", *last.span(), WEAK)
