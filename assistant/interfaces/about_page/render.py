"""The page 关于 as HTML: what is indexed, which models answer, the last results, and how to read the badges."""

import json
from collections.abc import Sequence
from pathlib import Path

from assistant.interfaces.chat.render import legend
from assistant.interfaces.html import Content, Html, element, join
from assistant.interfaces.site.links import document_link
from assistant.pipeline import Assistant
from assistant.records import ClauseTree, Firmness

_RESULTS = Path(__file__).resolve().parents[3] / "docs" / "results" / "dev.json"
_FIGURES = (
    ("首位即正确条款", "recall@1"), ("前五位含正确条款", "recall@5"), ("要点齐全", "key_facts"),
    ("引文召回", "citation_recall"), ("引文准确", "citation_precision"), ("引错文件", "wrong_document"),
)  # fmt: skip
_MEANINGS = {
    Firmness.GIVEN: "政府明确给予、支付、设立或提供", Firmness.SUPPORTED: "表示支持、鼓励、引导，没有承诺具体内容",
    Firmness.EXPLORED: "探索、研究、试点，尚未确定", Firmness.WITHDRAWN: "取消、停止、不予或设上限",
}  # fmt: skip


def render_about(assistant: Assistant) -> Html:
    """The whole page."""
    return element(
        "div",
        _section("文档库", "Documents", _index(assistant), _documents(tuple(assistant.trees.values()))),
        _section("模型", "Models", _models(assistant)),
        _section("如何看标记", "Badges", legend(), _firmness()),
        _section("最近一次评测", "Evaluation", _results()),
        class_="about",
    )


def _section(title: str, english: str, *content: Content) -> Html:
    heading = element("h2", title, " ", element("small", english, lang="en"))
    return element("section", heading, *content)


def _facts(pairs: Sequence[tuple[str, str]]) -> Html:
    return element("dl", *(join(element("dt", name), element("dd", value)) for name, value in pairs if value))


def _index(assistant: Assistant) -> Html:
    manifest = assistant.retriever.generation.manifest
    return _facts((
        ("文件", f"{manifest.documents} 份"), ("条款", f"{manifest.clauses} 条"),
        ("检索单元", f"{manifest.chunks} 个"), ("索引编号", manifest.fingerprint),
    ))  # fmt: skip


def _documents(trees: Sequence[ClauseTree]) -> Html:
    names = ("文件", "地区", "文号", "规划期", "状态")
    head = element("tr", *(element("th", name, scope="col") for name in names))
    table = element("table", element("thead", head), element("tbody", *map(_document, trees)))
    return element("div", table, class_="table-frame", tabindex=0, role="region", aria_label="已收录的文件")


def _document(tree: ClauseTree) -> Html:
    held = tree.document.metadata
    link = element("a", held.title or tree.document.id, href=document_link(tree.document.id))
    facts = (held.region.name, held.document_number, held.period, held.status)
    return element("tr", element("th", link, scope="row"), *(element("td", fact) for fact in facts))


def _models(assistant: Assistant) -> Html:
    settings = assistant.settings
    writer = settings.api_model or settings.api_base_url if settings.api_base_url else settings.generator
    return _facts((
        ("检索", settings.encoder), ("作答", writer if settings.answerer == "llm" else "只摘录原文，不用语言模型"),
        ("重排", settings.reranker), ("复核", settings.entailment),
    ))  # fmt: skip


def _firmness() -> Html:
    rows = (join(element("dt", name), element("dd", meaning)) for name, meaning in _MEANINGS.items())
    return element("dl", *rows)


def _results() -> Html:
    """The figures that the tests hold the product to; a line where the file is not there."""
    try:
        data = json.loads(_RESULTS.read_text(encoding="utf-8"))
        means, asked = data["means"], data["gold"]["asked"]
        figures = [(name, f"{means[key]:.3f}") for name, key in _FIGURES]
    except (OSError, ValueError, KeyError, TypeError):
        return element("p", "没有评测结果。可运行 python -m assistant evaluate GOLD --report 目录。")
    note = f"{asked} 个开发问题，摘录作答。数字越接近 1 越好，“引错文件”越接近 0 越好。"
    return join(_facts(figures), element("p", note))
