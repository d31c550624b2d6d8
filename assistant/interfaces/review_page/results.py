"""What a reviewed set says, as HTML: figures with intervals, agreement, human against automatic verdicts."""

from collections.abc import Iterator, Sequence

from assistant.evaluation.bootstrap import Estimate
from assistant.evaluation.review.adjudication import Standing
from assistant.evaluation.review.agreement import Kappa, KappaState, Proportion
from assistant.evaluation.review.results import Agreement, Results
from assistant.interfaces.html import Html, element, join
from assistant.interfaces.labels import VERDICTS
from assistant.interfaces.report_page.charts import change_bar, columns, interval_bar
from assistant.interfaces.review_page.words import ERRORS, HUMAN, STANDINGS
from assistant.records import Verdict

_NO_KAPPA = {
    KappaState.NO_OVERLAP: "没有两人都核查过的对",
    KappaState.ONE_CLASS: "两人都只用了同一种判断，κ 无定义",
}
_NOT_YET = "—"


def render_figures(results: Results) -> Html:
    """All figures of a set; the table of its pairs comes behind."""
    return element(
        "div",
        _tiles(results),
        element("div", _quality(results), _agreement(results), class_="review-cards"),
        element("div", _confusion(results), _spread(results), class_="review-cards"),
        class_="review-results",
    )


def _tiles(results: Results) -> Html:
    total, open_pairs = len(results.rows), results.standings[Standing.OPEN]
    disputed = results.standings[Standing.DISPUTED]
    tiles = (
        _tile("已核查", f"{total - open_pairs} / {total}", f"{disputed} 对待裁定" if disputed else "没有待裁定的分歧"),
        _kappa_tile(results.agreements),
        _share_tile("引用准确率", results.precision),
        _share_tile("引用召回率", results.recall),
    )
    return element("div", *tiles, class_="tiles")


def _tile(name: str, value: str, *details: str) -> Html:
    return element("div", element("p", name), element("strong", value), _apart(*details), class_="tile")


def _apart(*details: str) -> Html:
    """Details in a line, each a text of its own."""
    pieces = (join(" · " if place else None, element("span", detail)) for place, detail in enumerate(details))
    return element("span", *pieces, class_="interval-words")


def _kappa_tile(agreements: Sequence[Agreement]) -> Html:
    known = [one for one in agreements if one.kappa.state is KappaState.KNOWN]
    if not known:
        detail = _NO_KAPPA[agreements[0].kappa.state] if agreements else "需要两人核查同一组"
        return _tile("一致性 κ", _NOT_YET, detail)
    most = max(known, key=lambda one: one.kappa.count)
    return _tile("一致性 κ", _shown(most.kappa.value), _range(most.kappa), f"{most.kappa.count} 对")


def _share_tile(name: str, found: Proportion) -> Html:
    if not found.count:
        return _tile(name, _NOT_YET, "还没有可算的判断")
    return _tile(name, f"{found.share:.1%}", _interval(found), f"{found.hits} / {found.count}")


def _interval(found: Proportion) -> str:
    return f"[{found.low:.1%}, {found.high:.1%}]"


def _range(kappa: Kappa) -> str:
    return f"[{_shown(kappa.low)}, {_shown(kappa.high)}]"


def _shown(value: float) -> str:
    """Two places; what rounds to zero has no sign."""
    return f"{round(value, 2) + 0.0:.2f}"


def _quality(results: Results) -> Html:
    rows = (
        ("引用准确率", "所引条款支持这句话的引用", results.precision),
        ("引用准确率（含部分）", "支持或部分支持", results.loose_precision),
        ("引用召回率", "至少有一条所引条款支持的句子", results.recall),
        ("自动“支持”的准确率", "自动判为支持的，人也判支持", results.automatic_precision),
        ("自动“支持”的召回率", "人判支持的，自动也判支持", results.automatic_recall),
    )
    bars = (_share_row(*row) for row in rows)
    return _card("引用质量", element("div", *bars, class_="bars"), "95% Wilson 区间；“无法判断”和待裁定的不计入。")


def _share_row(name: str, meaning: str, found: Proportion) -> Html:
    label = element("span", name, element("small", meaning), class_="label")
    if not found.count:
        return element(
            "div", label, element("b", _NOT_YET), element("span", "", class_="interval-words"), class_="bar-row"
        )
    drawn = Estimate(found.share, found.low, found.high, found.count)
    return element(
        "div",
        label,
        element("b", f"{found.share:.1%}"),
        _apart(_interval(found), f"{found.hits} / {found.count}"),
        interval_bar(drawn, name),
        class_="bar-row",
    )


def _agreement(results: Results) -> Html:
    if not results.agreements:
        return _card("两人一致性", element("p", "两个人都核查过之后，这里给出 Cohen’s κ。", class_="told"))
    bars = (_kappa_row(one) for one in results.agreements)
    note = "Cohen’s κ，按判断计，不看错误类型；95% 区间按 Fleiss、Cohen、Everitt (1969)。轴从 −1 到 1。"
    return _card("两人一致性", element("div", *bars, class_="bars"), note)


def _kappa_row(one: Agreement) -> Html:
    kappa = one.kappa
    label = element("span", element("span", f"{one.first} — {one.second}", translate="no"), class_="label")
    if kappa.state is not KappaState.KNOWN:
        detail = element("span", _NO_KAPPA[kappa.state], class_="interval-words")
        return element("div", label, element("b", _NOT_YET), detail, class_="bar-row")
    drawn = Estimate(kappa.value, kappa.low, kappa.high, kappa.count)
    return element(
        "div",
        label,
        element("b", _shown(kappa.value)),
        _apart(_range(kappa), f"{kappa.count} 对", f"{kappa.observed * 100:.0f}% 相同"),
        change_bar(drawn, "一致性 κ", widest=1, is_bad=kappa.value < 0),
        class_="bar-row",
    )


def _confusion(results: Results) -> Html:
    total = sum(results.confusion.values())
    if not total:
        return _card("人工与自动判定", element("p", "还没有最终判断。", class_="told"))
    head = element(
        "tr", element("th", "人工 ＼ 自动", scope="col"), *(element("th", w, scope="col") for w in VERDICTS.values())
    )
    rows = (
        element(
            "tr",
            element("th", words, scope="row"),
            *(_cell(results.confusion.get((human, automatic), 0), total) for automatic in Verdict),
        )
        for human, words in HUMAN.items()
    )
    table = element("table", element("thead", head), element("tbody", *rows), class_="confusion")
    return _card(
        "人工与自动判定", element("div", table, class_="table-frame"), "行是最终判断，列是自动判定；只计有引用的对。"
    )


def _cell(count: int, total: int) -> Html:
    return element("td", str(count), style=f"--share: {count / total:.0%}", class_=None if count else "zero")


def _spread(results: Results) -> Html:
    parts = (
        ("最终判断", [(HUMAN[name], count) for name, count in results.verdicts.items()]),
        ("错误类型", [(ERRORS[name], count) for name, count in results.errors.items()]),
        ("核查状态", [(STANDINGS[name], count) for name, count in results.standings.items()]),
    )
    return _card("分布", element("div", *(_columns(name, counts) for name, counts in parts), class_="spreads"))


def _columns(name: str, counts: Sequence[tuple[str, int]]) -> Html:
    return element(
        "div",
        element("h4", name),
        element("div", *_labels(str(count) for _, count in counts), class_="above"),
        columns([count for _, count in counts], name),
        element("div", *_labels(words for words, _ in counts), class_="below"),
        class_="spread",
        style=f"--columns: {len(counts)}",
    )


def _labels(words: Iterator[str]) -> Iterator[Html]:
    return (element("span", word) for word in words)


def _card(title: str, content: Html, note: str = "") -> Html:
    told = element("p", note, class_="told") if note else None
    return element("section", element("h3", title), content, told, class_="card")
