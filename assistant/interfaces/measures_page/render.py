"""Measures, matrix, suggestions, conflicts and indicators as HTML; every quote opens the reader at its clause."""

from collections.abc import Sequence
from urllib.parse import urlencode

from assistant.interfaces.html import Content, Html, element, join
from assistant.interfaces.labels import FIRMNESS_TONES
from assistant.interfaces.measure_rows import one_line
from assistant.interfaces.site.handout import copy_button
from assistant.measures.conflicts import Conflict
from assistant.measures.desk import MeasureDesk
from assistant.measures.matrix import CellState, Matrix, MatrixCell
from assistant.measures.profile import Check, Fit, Suggestion
from assistant.records import Indicator, Measure

_SHOWN = 60
_IN_CELL = 2
_CELL_CHARACTERS = 38
_FITS = {Fit.MET: "good", Fit.UNMET: "bad", Fit.UNCLEAR: "plain", Fit.UNTOLD: "fair"}


def render_found(measures: Sequence[Measure], desk: MeasureDesk) -> Html:
    """The measures that were found as cards, the firmest first, with how many there are."""
    if not measures:
        return _empty("没有符合条件的措施，请放宽筛选条件。", "No measure found.")
    cards = [_card(measure, desk) for measure in measures[:_SHOWN]]
    return join(_count(f"{len(measures)} 条措施", len(measures)), element("ol", *cards, class_="measure-list"))


def render_matrix(matrix: Matrix) -> Html:
    """Types down, places across; an empty cell says why it is."""
    if not matrix.places:
        return _empty("文档库是空的。", "No documents.")
    head = element(
        "tr",
        element("th", "类型", scope="col"),
        *(element("th", p, scope="col", translate="no") for p in matrix.places),
    )
    rows = (
        element("tr", element("th", name, scope="row"), *(_cell(row[at]) for row in matrix.rows))
        for at, name in enumerate(matrix.types)
    )
    table = element("table", element("thead", head), element("tbody", *rows), class_="matrix")
    return element("div", table, class_="table-frame", tabindex=0, role="region", aria_label="支持措施矩阵")


def render_suggestions(suggestions: Sequence[Suggestion], desk: MeasureDesk) -> Html:
    """The measures for a profile, each condition with how the profile stands to it, and whom to ask."""
    if not suggestions:
        return _empty("没有可能适用的措施。可以减少需求类型，或换一个地区。", "No measure may apply.")
    cards = [_card(one.measure, desk, _checks(one)) for one in suggestions[:_SHOWN]]
    return join(
        _count(f"{len(suggestions)} 条可能适用的措施", len(suggestions)), element("ol", *cards, class_="measure-list")
    )


def render_conflicts(conflicts: Sequence[Conflict], desk: MeasureDesk) -> Html:
    """Pairs of measures on the same thing, side by side."""
    if not conflicts:
        return _empty("没有发现同一事项的不同规定。", "No conflict found.")
    pairs = (_pair(one, desk) for one in conflicts[:_SHOWN])
    return join(_count(f"{len(conflicts)} 组", len(conflicts)), element("ol", *pairs, class_="conflict-list"))


def render_indicators(indicators: Sequence[Indicator], desk: MeasureDesk) -> Html:
    """All indicators in one table, those of one name together."""
    if not indicators:
        return _empty("没有符合条件的指标。", "No indicator found.")
    names = ("指标", "地区", "基期", "目标", "属性", "出处")
    head = element("tr", *(element("th", name, scope="col") for name in names))
    ordered = sorted(indicators, key=lambda one: one.key)
    table = element(
        "table", element("thead", head), element("tbody", *(_line(one, desk) for one in ordered)), class_="indicators"
    )
    frame = element("div", table, class_="table-frame", tabindex=0, role="region", aria_label="指标表")
    return join(_count(f"{len(indicators)} 项指标"), frame)


def measure_link(one: Measure | Indicator) -> str:
    """The reader at the clause of a measure or an indicator, its words marked."""
    values = {"clause": one.clause, "quote_start": one.start, "quote_end": one.end}
    return f"reader?{urlencode(values)}"


def _card(measure: Measure, desk: MeasureDesk, beside: Html | None = None) -> Html:
    details = (
        ("金额与比例", "；".join(amount.words for amount in measure.amounts)),
        ("条件", "；".join(condition.words for condition in measure.conditions)),
        ("责任单位", "、".join(measure.units)),
    )
    facts = (join(element("dt", name), element("dd", value, translate="no")) for name, value in details if value)
    head = element(
        "div",
        _source(measure, desk),
        element("span", measure.firmness, class_=f"chip {FIRMNESS_TONES[measure.firmness]}"),
        *(element("span", name, class_="chip type") for name in measure.types),
        class_="measure-head",
    )
    foot = element("div", _cited(measure, desk), _copy(measure, desk), class_="measure-foot")
    kinds = (
        join(element("dt", "对象"), element("dd", _listed(measure.beneficiaries))) if measure.beneficiaries else None
    )
    listed = element("dl", kinds, *facts, class_="measure-facts")
    return element("li", head, _quote(measure), listed, beside, foot, class_="measure")


def _source(measure: Measure, desk: MeasureDesk) -> Html:
    return element("strong", measure.place or desk.title(measure.document), translate="no")


def _quote(measure: Measure) -> Html:
    return element("a", one_line(measure.text), class_="measure-quote", href=measure_link(measure), translate="no")


def _cited(measure: Measure, desk: MeasureDesk) -> Html:
    return element("span", desk.cite(measure), translate="no")


def _listed(names: Sequence[str]) -> Html:
    """Names of the taxonomy, each a word of its own."""
    return element("span", *(element("span", one) for one in names), class_="listed")


def _checks(one: Suggestion) -> Html:
    lines = (
        element("li", element("span", check.fit, class_=f"chip {_FITS[check.fit]}"), _condition(check, one.measure))
        for check in one.checks
    )
    ask = element("p", "咨询：", element("span", one.ask, translate="no"), class_="measure-ask") if one.ask else None
    return element("div", element("ul", *lines, class_="measure-checks"), ask)


def _condition(check: Check, measure: Measure) -> Html:
    """What is held against the profile: a condition in the words of the text, or an aspect with the kinds in it."""
    if any(check.condition == condition.words for condition in measure.conditions):
        return element("span", check.condition, translate="no")
    aspect, _, kinds = check.condition.partition("：")
    listed = ("：", _listed(kinds.split("、"))) if kinds else ()
    return element("span", element("span", aspect), *listed)


def _cell(cell: MatrixCell) -> Html:
    if not cell.measures:
        return element("td", element("span", cell.state, class_=f"state {cell.state.name.lower()}"))
    state = element("span", cell.state, class_="chip bad") if cell.state is CellState.WITHDRAWN else None
    first, rest = cell.measures[:_IN_CELL], cell.measures[_IN_CELL:]
    more = element("details", element("summary", f"另有 {len(rest)} 条"), *map(_short, rest)) if rest else None
    return element("td", state, *map(_short, first), more)


def _short(measure: Measure) -> Html:
    text = one_line(measure.text)
    shown = text if len(text) <= _CELL_CHARACTERS else f"{text[:_CELL_CHARACTERS]}…"
    tone = element(
        "i",
        class_=f"dot {FIRMNESS_TONES[measure.firmness]}",
        title=measure.firmness,
        aria_hidden="true",
        translate="yes",
    )
    name = element("span", element("span", measure.firmness), "：", class_="unseen", translate="yes")
    address = measure_link(measure)
    return element("a", tone, name, shown, class_="cell-measure", href=address, title=text, translate="no")


def _pair(one: Conflict, desk: MeasureDesk) -> Html:
    shared = element("span", "、".join(one.shared), translate="no")
    head = element("div", element("span", one.difference, class_="chip fair"), shared, class_="measure-head")
    sides = (_side(side, desk) for side in (one.first, one.second))
    return element("li", head, element("div", *sides, class_="sides"), class_="measure")


def _side(measure: Measure, desk: MeasureDesk) -> Html:
    return element(
        "div",
        _source(measure, desk),
        _quote(measure),
        element("div", _cited(measure, desk), class_="measure-foot"),
    )


def _line(one: Indicator, desk: MeasureDesk) -> Html:
    return element(
        "tr",
        element("th", element("a", one_line(one.name), href=measure_link(one)), scope="row", translate="no"),
        element("td", one.place, translate="no"),
        element("td", _value(one.base_year, one.base_words, one.unit)),
        element("td", _value(one.target_year, one.target_words, one.unit)),
        element("td", one.nature, translate="no"),
        element("td", desk.cite(one), class_="cited", translate="no"),
    )


def _value(year: str, words: str, unit: str) -> Content:
    """A value with its unit and year; nothing where the text gives none."""
    if not words:
        return None
    shown = f"{words}{unit if words[-1:].isdigit() else ''}"
    return join(element("strong", shown, translate="no"), " ", _year(year))


def _year(year: str) -> Html:
    return element("small", f"{year}年") if year.isdigit() else element("small", year, translate="no")


def _copy(measure: Measure, desk: MeasureDesk) -> Html:
    return copy_button(desk.cite(measure), measure.text)


def _count(text: str, found: int = 0) -> Html:
    """How many there are; of more than are shown, also that."""
    cut = element("span", f"，显示前 {_SHOWN} 条，可用筛选缩小范围") if found > _SHOWN else None
    return element("p", text, cut, class_="found-count", role="status")


def _empty(text: str, english: str) -> Html:
    return element("p", text, element("small", f" {english}", lang="en"), class_="nothing", role="status")
