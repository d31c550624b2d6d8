"""The figures of the page: the main ones large, all with their intervals, by kind, and as distributions."""

from collections.abc import Sequence

from assistant.evaluation.bootstrap import Estimate
from assistant.evaluation.metrics import LOWER_IS_BETTER
from assistant.evaluation.report import Part, ReasonCount, Report
from assistant.interfaces.html import Html, element
from assistant.interfaces.report_page.charts import LogScale, columns, interval_bar
from assistant.interfaces.report_page.parts import heading, spoken
from assistant.interfaces.report_page.words import (
    GROUPS,
    SCORES,
    interval,
    kind_words,
    number,
    reason_words,
    seconds,
)

_LARGE = ("passed", "recall@5", "key_facts", "citation_recall", "declined")
_RANKS = 10
_OVERALL = "全部"


def headline(report: Report) -> Html:
    """The figures that are looked at first."""
    scores, spent = report.overall.scores, report.overall.seconds
    tiles = [_tile(name, scores[name]) for name in _LARGE if name in scores]
    last = _large("中位用时", "Median time", seconds(spent.total_median), f"95% 的问题在 {seconds(spent.total_95)} 内")
    return element("div", *tiles, last, class_="tiles")


def _tile(name: str, found: Estimate) -> Html:
    words = SCORES[name]
    small = f"{interval(name, found)} · {found.count} 题"
    return _large(words.chinese, words.english, number(name, found.mean), small, words.meaning)


def _large(chinese: str, english: str, value: str, small: str, title: str = "") -> Html:
    name = element("p", chinese, element("small", english, lang="en"))
    return element("div", name, element("strong", value), element("span", small), class_="tile", title=title or None)


def figures_section(report: Report) -> Html:
    """Every score in its group, each with its interval."""
    scores = report.overall.scores
    cards = [
        element(
            "section",
            heading(words.chinese, words.english),
            element("div", *(_row(name, scores[name]) for name in names if name in scores), class_="bars"),
            class_="card",
        )
        for words, names in GROUPS
        if any(name in scores for name in names)
    ]
    return element("div", *cards, class_="cards figures", id="figures")


def _row(name: str, found: Estimate) -> Html:
    words = SCORES[name]
    label = element("span", words.chinese, element("small", words.english, lang="en"), class_="label")
    return _bar_row(name, label, found, title=words.meaning)


def _bar_row(name: str, label: Html, found: Estimate, *, title: str = "", class_: str = "bar-row") -> Html:
    return element(
        "div",
        label,
        interval_bar(found, spoken(name, found), is_bad=name in LOWER_IS_BETTER),
        element("b", number(name, found.mean)),
        element("span", interval(name, found), class_="interval-words"),
        class_=class_,
        title=title or None,
    )


def kind_section(report: Report) -> Html:
    """Each score by kind of question, one at a time as bars, and all of them as a table."""
    names = [name for name in SCORES if name in report.overall.scores]
    options = (element("option", f"{SCORES[n].chinese} {SCORES[n].english}", value=n) for n in names)
    charts = (_kind_chart(report, name, shown=place == 0) for place, name in enumerate(names))
    return element(
        "section",
        element(
            "div",
            heading("按类型", "By kind of question", len(report.kinds)),
            element("select", *options, aria_label="指标 Score", data_charts=True),
            class_="bar",
        ),
        *charts,
        element("details", element("summary", "全部指标的表 All scores as a table"), _kind_table(report, names)),
        class_="card",
        id="kinds",
    )


def _kind_chart(report: Report, name: str, *, shown: bool) -> Html:
    parts = {_OVERALL: report.overall} | {kind_words(kind): part for kind, part in report.kinds.items()}
    rows = [
        _bar_row(
            name,
            element("span", kind, element("small", f"{part.scores[name].count} 题"), class_="label"),
            part.scores[name],
            class_="bar-row overall" if kind == _OVERALL else "bar-row",
        )
        for kind, part in parts.items()
        if name in part.scores
    ]
    return element("div", *rows, class_="bars kinds", data_score=name, data_shown=shown)


def _kind_table(report: Report, names: Sequence[str]) -> Html:
    titles = [("类型", "Kind"), ("题数", "Questions"), *((SCORES[n].chinese, SCORES[n].english) for n in names)]
    titles += [("检索中位", "Retrieval"), ("总中位", "Total"), ("总 95%", "Total 95")]
    head = element(
        "tr",
        *(
            element("th", element("button", *_both(words), type="button", data_column=column), scope="col")
            for column, words in enumerate(titles)
        ),
    )
    rows = (_kind_line(kind_words(kind), part, names) for kind, part in report.kinds.items())
    foot = element("tfoot", _kind_line(_OVERALL, report.overall, names))
    table = element("table", element("thead", head), element("tbody", *rows), foot, data_sortable=True, class_="matrix")
    return element("div", table, class_="scroll", tabindex=0)


def _both(words: tuple[str, str]) -> tuple[str, Html]:
    return words[0], element("small", words[1], lang="en")


def _kind_line(kind: str, part: Part, names: Sequence[str]) -> Html:
    spent = part.seconds
    times = (spent.retrieve_median, spent.total_median, spent.total_95)
    return element(
        "tr",
        element("th", kind, scope="row", data_v=kind),
        element("td", str(part.questions), data_v=part.questions),
        *(_cell(name, part.scores.get(name)) for name in names),
        *(element("td", seconds(value), data_v=str(value)) for value in times),
    )


def _cell(name: str, found: Estimate | None) -> Html:
    if found is None:
        return element("td", "—", data_v=-1)
    share = 1 - found.mean if name in LOWER_IS_BETTER else found.mean
    words = f"{interval(name, found)}，{found.count} 题"
    return element(
        "td", number(name, found.mean), data_v=str(found.mean), title=words, style=f"--missing:{(1 - share) * 100:.0f}%"
    )


def rank_card(report: Report) -> Html:
    """At which rank the first hit on the evidence stands, of the questions that have evidence."""
    wanted = [outcome for outcome in report.questions if outcome.wanted]
    counts = [sum(o.first_rank == rank for o in wanted) for rank in (*range(1, _RANKS + 1), None)]
    labels = [*map(str, range(1, _RANKS + 1)), "未检出"]
    words = "，".join(f"{label}：{count}" for label, count in zip(labels, counts, strict=True))
    return element(
        "section",
        heading("依据名次", "Rank of the first evidence", len(wanted)),
        element("div", *(element("b", str(count) if count else "") for count in counts), class_="eleven above"),
        columns(counts, f"各名次的题数。{words}", marked=[_RANKS]),
        element("div", *(element("span", label) for label in labels), class_="eleven below"),
        class_="card",
    )


def time_card(report: Report) -> Html:
    """How long the questions took: the search alone, and all of it."""
    spent = report.overall.seconds
    retrieve = [outcome.retrieve_seconds for outcome in report.questions]
    total = [outcome.total_seconds for outcome in report.questions]
    scale = LogScale([*retrieve, *total])
    return element(
        "section",
        heading("用时", "Time"),
        _spread("检索 Retrieval", retrieve, spent.retrieve_median, spent.retrieve_95, scale),
        _spread("总计 Total", total, spent.total_median, spent.total_95, scale),
        element("div", *(_tick(tick, scale) for tick in scale.ticks()), class_="ticks"),
        class_="card",
    )


def _spread(name: str, values: Sequence[float], middle: float, high: float, scale: LogScale) -> Html:
    told = f"{name}：中位 {seconds(middle)}，95% 在 {seconds(high)} 内"
    return element(
        "div",
        element("p", name, element("span", f"中位 {seconds(middle)} · 95% {seconds(high)}")),
        element(
            "div",
            columns(scale.counts(values), told),
            element("i", style=f"--at:{scale.place(middle):.2%}"),
            element("i", style=f"--at:{scale.place(high):.2%}", class_="high"),
            class_="plot",
        ),
        class_="spread-row",
    )


def _tick(value: float, scale: LogScale) -> Html:
    place = scale.place(value)
    shown = f"{value * 1000:g} ms" if value < 1 else f"{value:g} s"
    side = "first" if place < 0.05 else "last" if place > 0.95 else None
    return element("span", shown, style=f"--at:{place:.2%}", class_=side)


def reason_card(report: Report) -> Html:
    """Why questions were declined: rightly, for another reason than expected, or although there is an answer."""
    unanswerable = [row for row in report.reasons if not row.answerable]
    refused = [row for row in report.reasons if row.answerable]
    declined = sum(row.count for row in report.reasons if row.given)
    expected = {
        row.expected: [other for other in unanswerable if other.expected == row.expected] for row in unanswerable
    }
    rows = [_reason_row(reason_words(key) if key else "无答案的问题", held) for key, held in expected.items()]
    rows += [_reason_row("有答案的问题", refused)] if refused else []
    none = element("p", "没有拒答，也没有无答案的问题。", class_="none")
    names = (("应有的理由", "Expected"), ("给出的理由", "Given"))
    head = element("tr", *(element("th", *_both(words), scope="col") for words in names))
    table = element("table", element("thead", head), element("tbody", *rows), class_="reasons")
    return element("section", heading("拒答", "Declining", declined), table if rows else none, class_="card")


def _reason_row(name: str, rows: Sequence[ReasonCount]) -> Html:
    chips = (
        element(
            "b", f"{reason_words(row.given) if row.given else '没有拒答'} {row.count}", class_=f"chip {_judgement(row)}"
        )
        for row in rows
    )
    count = element("small", f"{sum(row.count for row in rows)} 题")
    return element("tr", element("th", name, count, scope="row"), element("td", *chips))


def _judgement(row: ReasonCount) -> str:
    is_right = not row.answerable and bool(row.given) and row.expected in {"", row.given}
    return "good" if is_right else "bad" if row.answerable or not row.given else "near"
