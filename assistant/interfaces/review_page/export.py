"""A reviewed set as files: every pair with every judgement as CSV, and a report that needs nothing else."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib.resources import files

from assistant.evaluation.review.adjudication import Ruling
from assistant.evaluation.review.judgement import Judgement
from assistant.evaluation.review.pairs import ReviewPair
from assistant.evaluation.review.results import Results
from assistant.interfaces.html import Html, closed_page, element
from assistant.interfaces.labels import VERDICTS
from assistant.interfaces.review_page.results import render_figures
from assistant.interfaces.review_page.table import Trees, render_whole_table
from assistant.interfaces.review_page.words import ERRORS, HUMAN, STANDINGS
from assistant.interfaces.store.reviews import ReviewSet
from assistant.interfaces.workbook import to_csv

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_HEAD = (
    "序号", "编号", "回答编号", "问题", "回答", "句子序号", "句子", "引用编号", "文件", "条款", "层级", "条款原文",
    "起", "止", "引文", "自动判定", "缺失", "核查状态", "最终判断", "最终错误类型",
)  # fmt: skip
_SAID = ("判断", "错误类型", "备注", "时间")


def render_csv(results: Results) -> str:
    """A row for each pair, the last judgement of each annotator and the adjudication in columns of their own."""
    names = sorted({one.annotator for _, ruling in results.rows for one in ruling.judgements})
    said = [f"{name} {what}" for name in names for what in _SAID]
    rows: list[list[str | int]] = [[*_HEAD, *said, "裁定人", *(f"裁定{what}" for what in _SAID)]]
    for number, (pair, ruling) in enumerate(results.rows, start=1):
        rows.append([number, *_pair_cells(pair), *_ruling_cells(ruling, names)])
    return to_csv(rows)


def render_report(review_set: ReviewSet, results: Results, trees: Trees, made: datetime) -> Html:
    """The figures and all pairs of a set as one page that loads nothing."""
    facts = (f"{review_set.pairs} 对", f"{review_set.answered} / {review_set.questions} 个回答", *_who(review_set))
    top = element(
        "header",
        element("h1", review_set.name, element("small", "引文核查 Citation review", lang="zh-CN")),
        element("p", *(element("span", fact) for fact in (*facts, made.strftime("%Y-%m-%d %H:%M %Z"))), class_="facts"),
        class_="top",
    )
    pairs = element(
        "section", element("h2", "各对"), render_whole_table(results.rows, trees), class_="card whole-pairs"
    )
    style = "\n".join((_resource("report_page", "page.css"), _resource("review_page", "results.css")))
    return closed_page(
        f"引文核查 · {review_set.name}", _POLICY, style, top, element("main", render_figures(results), pairs)
    )


def _who(review_set: ReviewSet) -> Iterator[str]:
    return (f"{name} {count} 对" for name, count in review_set.judged.items())


@cache
def _resource(package: str, name: str) -> str:
    return files(f"assistant.interfaces.{package}").joinpath(name).read_text("utf-8")


def _pair_cells(pair: ReviewPair) -> list[str | int]:
    cited = pair.cited
    where: list[str | int] = [""] * 8
    if cited:
        path = " › ".join(cited.path)
        where = [cited.number, cited.document, cited.clause, path, cited.text, cited.start, cited.end, cited.quote]
    head: list[str | int] = [pair.id, pair.answer_id, pair.question, pair.answer, pair.sentence_number, pair.sentence]
    return [*head, *where, VERDICTS[pair.verdict], "、".join(pair.missing)]


def _ruling_cells(ruling: Ruling, names: list[str]) -> list[str]:
    by_name = {one.annotator: one for one in ruling.judgements}
    said = [cell for name in names for cell in _said(by_name.get(name))]
    verdict = HUMAN[ruling.verdict] if ruling.verdict else ""
    error = ERRORS[ruling.error] if ruling.error else ""
    settled = ruling.adjudication
    settler = settled.annotator if settled else ""
    return [STANDINGS[ruling.standing], verdict, error, *said, settler, *_said(settled)]


def _said(judgement: Judgement | None) -> list[str]:
    if judgement is None or judgement.verdict is None:
        return [""] * len(_SAID)
    error = ERRORS[judgement.error] if judgement.error else ""
    return [HUMAN[judgement.verdict], error, judgement.note, judgement.made.isoformat(timespec="seconds")]
