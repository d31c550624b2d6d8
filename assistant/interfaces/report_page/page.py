"""The page of a report: figures with their intervals, charts, the kinds of question, and every question by itself."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from assistant.evaluation.bootstrap import LEVEL, RESAMPLES
from assistant.evaluation.gold_check import Fault
from assistant.evaluation.report import Report
from assistant.interfaces.html import Content, Html, closed_page, element, join
from assistant.interfaces.report_page.changes import change_section
from assistant.interfaces.report_page.figures import (
    figures_section,
    headline,
    kind_section,
    rank_card,
    reason_card,
    time_card,
)
from assistant.interfaces.report_page.parts import heading
from assistant.interfaces.report_page.table import question_table
from assistant.interfaces.report_page.words import SCORES, answerer_words

_FAULTS = {
    Fault.NO_DOCUMENT: "文件不在文档库中",
    Fault.NO_CLAUSE: "没有一个条款含有全部文字",
}
_LIBRARIES_APART = ("python", "machine", "processors")


def render_report(report: Report) -> Html:
    """The page of a report; it loads nothing, and runs only its own script."""
    script = _resource("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    body = (_top(report), element("main", *_sections(report)), element("script", script))
    return closed_page(f"评测报告 · {report.run.gold.name}", policy, _resource("page.css"), *body)


@cache
def _resource(name: str) -> str:
    return files("assistant.interfaces.report_page").joinpath(name).read_text("utf-8")


def _top(report: Report) -> Html:
    run = report.run
    made = run.made.replace("T", " ").replace("Z", " UTC")
    facts = (
        run.gold.name, f"{run.gold.asked} 题", answerer_words(run.answerer), f"{run.index.documents} 份文件",
        f"{run.index.clauses:,} 个条款", f"索引 {run.index.fingerprint}", made,
    )  # fmt: skip
    jumps = (("figures", "指标"), ("kinds", "类型"), ("spread", "分布"), ("questions", "逐题"), ("about", "说明"))
    return element(
        "header",
        element("h1", "评测报告", element("small", "Evaluation report", lang="en")),
        element("p", *(element("span", fact) for fact in facts), class_="facts"),
        element("nav", *(element("a", words, href=f"#{name}") for name, words in jumps), class_="jumps"),
        class_="top",
    )


def _sections(report: Report) -> Iterator[Html]:
    yield from _notes(report)
    yield headline(report)
    yield figures_section(report)
    if report.comparison:
        yield change_section(report)
    yield kind_section(report)
    charts = element("div", rank_card(report), time_card(report), class_="stack")
    yield element("div", charts, reason_card(report), class_="cards", id="spread")
    yield element(
        "section",
        heading("逐题", "Question by question", len(report.questions)),
        question_table(report),
        class_="card",
        id="questions",
    )
    yield _about(report)


def _notes(report: Report) -> Iterator[Html]:
    run, lines = report.run, list[Content]()
    if run.index.distractor_documents:
        count = f"{run.index.distractor_documents:,} 份干扰文件（{run.index.distractor_clauses:,} 个条款）"
        lines.append(element("p", f"本次另加入 {count}一同检索。"))
    if run.answerer == "llm":
        middle = report.written_seconds_median
        time = "" if middle is None else f"，中位用时 {middle:.1f} 秒"
        lines.append(element("p", f"语言模型写出 {report.written} 个回答{time}；其余为摘录或拒答。"))
    for fault, words in _FAULTS.items():
        rows = [
            f"{one.question}：{one.document} “{'” “'.join(one.all_of)}”" for one in report.faults if one.fault is fault
        ]
        lines += [_fault_list(f"{len(rows)} 条依据无法满足：{words}", rows)] if rows else []
    if lines:
        yield element("aside", *lines, class_="notes")


def _fault_list(words: str, rows: Sequence[str]) -> Html:
    return element("details", element("summary", words), element("ul", *(element("li", row) for row in rows)))


def _about(report: Report) -> Html:
    run = report.run
    meanings = (
        join(element("dt", words.chinese, element("small", words.english, lang="en")), element("dd", words.meaning))
        for name, words in SCORES.items()
        if name in report.overall.scores
    )
    machine = {name: run.versions[name] for name in _LIBRARIES_APART if name in run.versions}
    libraries = {name: value or "未安装" for name, value in run.versions.items() if name not in machine}
    sources = {"问题文件": run.gold.name, "sha256": run.gold.sha256, "格式": str(report.format)}
    return element(
        "section",
        heading("说明", "About"),
        element(
            "p",
            f"每个均值按题计算；区间为 {LEVEL:.0%} 自助法区间（按题重抽 {RESAMPLES:,} 次，种子固定）。"
            "题数少或取值全相同时，区间不能说明把握。没有检出、没有作答的计零；不适用的题不计入。"
            "文字比较不计标点和空白，数字中的小数点保留。",
        ),
        element("dl", *meanings, class_="meanings"),
        element(
            "div",
            _facts("数据", "Data", sources),
            _facts("设置", "Settings", {name: str(value) for name, value in run.settings.items()}),
            _facts("环境", "Environment", machine | libraries),
            class_="cards",
        ),
        class_="card",
        id="about",
    )


def _facts(chinese: str, english: str, values: dict[str, str]) -> Html:
    rows = (join(element("dt", name), element("dd", value)) for name, value in values.items())
    return element("div", element("h3", chinese, element("small", english, lang="en")), element("dl", *rows))
