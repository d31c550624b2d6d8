"""What changed since an earlier run: every score with the interval of its change, and the questions gained and lost."""

from collections.abc import Sequence

from assistant.evaluation.comparison import Comparison, Difference
from assistant.evaluation.metrics import LOWER_IS_BETTER
from assistant.evaluation.report import Report
from assistant.interfaces.html import Html, element
from assistant.interfaces.report_page.charts import change_bar
from assistant.interfaces.report_page.parts import heading
from assistant.interfaces.report_page.table import anchor
from assistant.interfaces.report_page.words import SCORES, answerer_words, number, signed

_LEAST_WIDTH = 0.02


def change_section(report: Report) -> Html:
    """The section of a report that has a comparison.

    Raises:
        ValueError: it has none.
    """
    if not report.comparison:
        raise ValueError("the report has no comparison")
    comparison = report.comparison
    found = comparison.scores
    widest = max([_LEAST_WIDTH, *(abs(v) for d in found.values() for v in (d.change.low, d.change.high))])
    return element(
        "section",
        heading("与此前相比", "Against an earlier run"),
        element("p", _told(comparison), class_="told"),
        element("div", *(_row(name, d, widest) for name, d in found.items()), class_="bars changes"),
        _questions(report, "新做对", "Gained", found["passed"].gained, "gained") if "passed" in found else None,
        _questions(report, "新做错", "Lost", found["passed"].lost, "lost") if "passed" in found else None,
        class_="card",
        id="changes",
    )


def _told(comparison: Comparison) -> str:
    made = comparison.made.replace("T", " ").replace("Z", " UTC")
    unpaired = len(comparison.only_now) + len(comparison.only_earlier)
    apart = f"；{unpaired} 题只在一次评测中或措辞不同，未计" if unpaired else ""
    return (
        f"此前：{made}，{answerer_words(comparison.answerer)}，索引 {comparison.fingerprint}。"
        f"两次共有 {comparison.paired} 题{apart}。横线为变化的 95% 区间（逐题配对，份额以百分点计），"
        "不含零才算有把握的变化。"
    )


def _row(name: str, found: Difference, widest: float) -> Html:
    words, change = SCORES[name], found.change
    is_worse = change.mean > 0 if name in LOWER_IS_BETTER else change.mean < 0
    side = "" if not change.mean else "lost" if is_worse else "gained"
    told = (
        f"{words.chinese} {signed(name, change.mean)}，区间 {signed(name, change.low)} 至 {signed(name, change.high)}"
    )
    return element(
        "div",
        element("span", words.chinese, element("small", words.english, lang="en"), class_="label"),
        change_bar(change, told, widest=widest, is_bad=is_worse),
        element("b", signed(name, change.mean), class_=f"{side} certain" if found.is_certain else side or None),
        element("span", f"{signed(name, change.low)} 至 {signed(name, change.high)}", class_="interval-words"),
        element("span", f"{number(name, found.earlier)} → {number(name, found.now)}", class_="from-to"),
        element("span", f"{len(found.gained)} 好 {len(found.lost)} 坏", class_="counts"),
        class_="bar-row",
        title=words.meaning,
    )


def _questions(report: Report, chinese: str, english: str, identifiers: Sequence[str], class_: str) -> Html | None:
    if not identifiers:
        return None
    places = {outcome.id: (place, outcome) for place, outcome in enumerate(report.questions, start=1)}
    links = (
        element("a", key, href=f"#{anchor(places[key][0])}", title=places[key][1].question, class_=f"chip {class_}")
        for key in identifiers
    )
    head = element("h3", f"{chinese} {len(identifiers)} 题", element("small", english, lang="en"))
    return element("div", head, element("p", *links, class_="chips"))
