"""Measures, matrix, suggestions, conflicts and indicators as HTML; every quote opens the reader at its clause."""

from collections.abc import Sequence
from urllib.parse import urlencode

from assistant.interfaces.html import Content, Html, element, join
from assistant.interfaces.measure_rows import one_line
from assistant.interfaces.site.handout import copy_button
from assistant.measures.conflicts import Conflict
from assistant.measures.desk import MeasureDesk
from assistant.measures.matrix import CellState, Matrix, MatrixCell
from assistant.measures.profile import Fit, Suggestion
from assistant.records import Firmness, Indicator, Measure

_SHOWN = 60
_IN_CELL = 2
_CELL_CHARACTERS = 38
_TONES = {
    Firmness.GIVEN: "good", Firmness.SUPPORTED: "plain", Firmness.EXPLORED: "fair", Firmness.WITHDRAWN: "bad",
}  # fmt: skip
_FITS = {Fit.MET: "good", Fit.UNMET: "bad", Fit.UNCLEAR: "plain", Fit.UNTOLD: "fair"}


def render_found(measures: Sequence[Measure], desk: MeasureDesk) -> Html:
    """The measures that were found as cards, the firmest first, with how many there are."""
    if not measures:
        return _empty("没有符合条件的措施，请放宽筛选条件。", "No measure found.")
    cards = [_card(measure, desk) for measure in measures[:_SHOWN]]
    return join(_count(len(measures), "条措施"), element("ol", *cards, class_="measure-list"))


def render_matrix(matrix: Matrix) -> Html:
    """Types down, places across; an empty cell says why it is."""
    if not matrix.places:
        return _empty("文档库是空的。", "No documents.")
    head = element("tr", element("th", "类型", scope="col"), *(element("th", p, scope="col") for p in matrix.places))
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
    return join(_count(len(suggestions), "条可能适用的措施"), element("ol", *cards, class_="measure-list"))


def render_conflicts(conflicts: Sequence[Conflict], desk: MeasureDesk) -> Html:
    """Pairs of measures on the same thing, side by side."""
    if not conflicts:
        return _empty("没有发现同一事项的不同规定。", "No conflict found.")
    pairs = (_pair(one, desk) for one in conflicts[:_SHOWN])
    return join(_count(len(conflicts), "组"), element("ol", *pairs, class_="conflict-list"))


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
    return join(_count(len(indicators), "项指标"), frame)


def measure_link(one: Measure | Indicator) -> str:
    """The reader at the clause of a measure or an indicator, its words marked."""
    values = {"clause": one.clause, "quote_start": one.start, "quote_end": one.end}
    return f"reader?{urlencode(values)}"


def _card(measure: Measure, desk: MeasureDesk, beside: Html | None = None) -> Html:
    details = (
        ("对象", "、".join(measure.beneficiaries)),
        ("金额与比例", "；".join(amount.words for amount in measure.amounts)),
        ("条件", "；".join(condition.words for condition in measure.conditions)),
        ("责任单位", "、".join(measure.units)),
    )
    facts = (join(element("dt", name), element("dd", value)) for name, value in details if value)
    head = element(
        "div",
        element("strong", measure.place or desk.title(measure.document)),
        element("span", measure.firmness, class_=f"chip {_TONES[measure.firmness]}"),
        *(element("span", name, class_="chip type") for name in measure.types),
        class_="measure-head",
    )
    quote = element("a", one_line(measure.text), class_="measure-quote", href=measure_link(measure))
    foot = element("div", element("span", desk.cite(measure)), _copy(measure, desk), class_="measure-foot")
    return element("li", head, quote, element("dl", *facts, class_="measure-facts"), beside, foot, class_="measure")


def _checks(one: Suggestion) -> Html:
    lines = (
        element("li", element("span", check.fit, class_=f"chip {_FITS[check.fit]}"), check.condition)
        for check in one.checks
    )
    ask = element("p", f"咨询：{one.ask}", class_="measure-ask") if one.ask else None
    return element("div", element("ul", *lines, class_="measure-checks"), ask)


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
    tone = element("i", class_=f"dot {_TONES[measure.firmness]}", title=measure.firmness, aria_hidden="true")
    name = element("span", f"{measure.firmness}：", class_="unseen")
    return element("a", tone, name, shown, class_="cell-measure", href=measure_link(measure), title=text)


def _pair(one: Conflict, desk: MeasureDesk) -> Html:
    head = element(
        "div", element("span", one.difference, class_="chip fair"), "、".join(one.shared), class_="measure-head"
    )
    sides = (_side(side, desk) for side in (one.first, one.second))
    return element("li", head, element("div", *sides, class_="sides"), class_="measure")


def _side(measure: Measure, desk: MeasureDesk) -> Html:
    return element(
        "div",
        element("strong", measure.place or desk.title(measure.document)),
        element("a", one_line(measure.text), class_="measure-quote", href=measure_link(measure)),
        element("div", element("span", desk.cite(measure)), class_="measure-foot"),
    )


def _line(one: Indicator, desk: MeasureDesk) -> Html:
    return element(
        "tr",
        element("th", element("a", one_line(one.name), href=measure_link(one)), scope="row"),
        element("td", one.place),
        element("td", _value(one.base_year, one.base_words, one.unit)),
        element("td", _value(one.target_year, one.target_words, one.unit)),
        element("td", one.nature),
        element("td", desk.cite(one), class_="cited"),
    )


def _value(year: str, words: str, unit: str) -> Content:
    """A value with its unit and year; nothing where the text gives none."""
    if not words:
        return None
    shown = f"{words}{unit if words[-1:].isdigit() else ''}"
    return join(element("strong", shown), " ", element("small", f"{year}年" if year.isdigit() else year))


def _copy(measure: Measure, desk: MeasureDesk) -> Html:
    return copy_button(desk.cite(measure), measure.text)


def _count(number: int, what: str) -> Html:
    shown = f"，显示前 {_SHOWN} 条，可用筛选缩小范围" if number > _SHOWN and what != "项指标" else ""
    return element("p", f"{number} {what}{shown}", class_="found-count", role="status")


def _empty(text: str, english: str) -> Html:
    return element("p", text, element("small", f" {english}", lang="en"), class_="nothing", role="status")
