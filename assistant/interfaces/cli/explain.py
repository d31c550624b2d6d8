"""What ``search --explain`` prints: the question as understood, its scope, its words, the candidates, the decision."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from assistant.interfaces.cli.output import render_hit
from assistant.interfaces.explanation import NEAREST, SHOWN_DOCUMENTS, judged_by, topic_of
from assistant.pipeline import Explanation
from assistant.records import Filters, Hit, Query, QuestionKind, Retrieval, Scope
from assistant.retrieval.ranking.candidates import Candidate

KINDS = {
    QuestionKind.FACT: "事实",
    QuestionKind.TABLE: "指标数值",
    QuestionKind.RESPONSIBLE_UNIT: "责任单位",
    QuestionKind.LIST: "列举",
    QuestionKind.COMPARISON: "比较",
    QuestionKind.DEFINITION: "定义",
    QuestionKind.REFERENCE: "指定条款",
    QuestionKind.METADATA: "文件信息",
    QuestionKind.SMALL_TALK: "寒暄",
    QuestionKind.OFF_TOPIC: "与文件无关",
}
_COLUMNS = ("名次", "条款", "得分", "相近", "逐词", "整句", "词频", "覆盖", "调整", "文件")
_RIGHT = frozenset({"名次", "得分", "相近", "逐词", "整句", "词频", "覆盖"})
_LEGEND = (
    "得分：排序所用，各项按权相加后再作调整。相近：逐词加覆盖，按问题长短校正，据以判断能否作答。",
    "逐词、整句：向量余弦。词频：BM25 与最高者之比。覆盖：问题用词在条款中的份额。",
    "#：在该项检索中的名次；-：该项检索没有找到。",
)
_LEGEND_OF_PLACES = "几个地方分别检索时，得分是与该地最高分之比。"
_TITLE_COLUMNS = 40
_WIDE = frozenset("WF")
Rows = Sequence[tuple[str, str]]


def render_explanation(explanation: Explanation, titles: Mapping[str, str], message: str) -> str:
    """The whole explanation for a terminal; ``message`` is the refusal, empty where the search did not decline."""
    retrieval = explanation.weighed.retrieval
    blocks = [
        _block("问题", _question(retrieval.query)),
        _block("筛选", _filters(explanation.filters)),
        _block("范围", _scope(retrieval.query.scope, titles)),
        _block("用词", _words(explanation)),
        _candidates(explanation, titles),
        _block("判断", _decision(explanation, titles, message)),
    ]
    if retrieval.declined:
        blocks.append(render_nearest(retrieval.hits, dict(titles)))
    return "\n\n".join(filter(None, blocks))


def render_nearest(hits: Sequence[Hit], titles: dict[str, str]) -> str:
    """The clauses that come nearest where nothing fits; empty where there are none."""
    return "\n".join(["最接近的条款：", *(render_hit(hit, titles) for hit in hits[:NEAREST])]) if hits else ""


def table(rows: Sequence[Sequence[str]], right: frozenset[int]) -> list[str]:
    """Rows as lines whose columns stand under each other, those of ``right`` at their right edge."""
    widths = [max(columns(cell) for cell in held) for held in zip(*rows, strict=True)]
    return ["  ".join(_pad(cell, widths[n], n in right) for n, cell in enumerate(row)).rstrip() for row in rows]


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for a Chinese character, none for a combining mark."""
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in _WIDE) for c in text)


def shorten(text: str, most: int) -> str:
    """The text in at most so many columns, with … in place of what was cut."""
    if columns(text) <= most:
        return text
    kept = text
    while columns(kept) > most - 1:
        kept = kept[:-1]
    return f"{kept}…"


def _pad(text: str, width: int, at_right: bool) -> str:
    blanks = " " * (width - columns(text))
    return blanks + text if at_right else text + blanks


def _block(heading: str, rows: Rows) -> str:
    """A heading with its rows: labels on the left, further lines of a value below its first; empty ones left out."""
    held = [(label, value.split("\n")) for label, value in rows if value]
    if not held:
        return ""
    lines = [(label if n == 0 else "", line) for label, value in held for n, line in enumerate(value)]
    return "\n".join([heading, *(f"  {line}" for line in table(lines, frozenset()))])


def _question(query: Query) -> Rows:
    return (
        ("原话", query.question),
        ("完整", query.standalone if query.follows_up else ""),
        ("接续", "是，接着前面的提问" if query.follows_up else "否"),
        ("类型", f"{KINDS[query.kind]} ({query.kind})"),
        ("查找", query.topic or query.standalone),
    )


def _filters(filters: Filters) -> Rows:
    """What the caller asked for beside the question."""
    return ("地区", "、".join(filters.places)), ("文件", "、".join(filters.documents)), ("日期", filters.as_of)


def _scope(scope: Scope, titles: Mapping[str, str]) -> Rows:
    everything = f"不限，全部{len(titles)}份"
    return (
        ("地区", "、".join(scope.places) or ("" if scope.unknown_places else "问题没有指明")),
        ("文件", everything if scope.documents is None else _documents(scope.documents, titles) or "没有符合的文件"),
        ("旁及", _documents(scope.wider, titles)),
        ("标题", "、".join(scope.titles)),
        ("条款", "\n".join(f"{reference.words} → {reference.clause}" for reference in scope.references)),
        ("年份", "、".join(scope.years)),
        ("库中没有的地区", "、".join(scope.unknown_places)),
        ("库中没有的文件", "、".join(scope.unknown_titles)),
        ("文件没有的条款", "、".join(scope.unknown_clauses)),
    )


def _documents(documents: Sequence[str], titles: Mapping[str, str]) -> str:
    lines = [f"{document} 《{titles[document]}》" for document in documents[:SHOWN_DOCUMENTS]]
    rest = len(documents) - len(lines)
    return "\n".join([*lines, f"……另有{rest}份，共{len(documents)}份"] if rest else lines)


def _words(explanation: Explanation) -> Rows:
    topic = topic_of(explanation)
    weighed = (f"{word} {weight:.2f}" for word, weight in zip(topic.words, topic.weights, strict=True))
    return ("权重", "  ".join(weighed)), ("库中没有", "、".join(explanation.unknown_words))


def _candidates(explanation: Explanation, titles: Mapping[str, str]) -> str:
    weighed = explanation.weighed
    entries = zip(weighed.retrieval.hits, weighed.candidates, explanation.nearness, strict=True)
    rows = [_row(hit, candidate, nearness, titles) for hit, candidate, nearness in entries]
    if not rows:
        return ""
    compares = weighed.retrieval.query.kind is QuestionKind.COMPARISON
    legend = (*_LEGEND, _LEGEND_OF_PLACES) if compares else _LEGEND
    right = frozenset(n for n, name in enumerate(_COLUMNS) if name in _RIGHT)
    return "\n".join(["候选", *_indented(table([_COLUMNS, *rows], right)), *_indented(legend)])


def _row(hit: Hit, candidate: Candidate, nearness: float, titles: Mapping[str, str]) -> tuple[str, ...]:
    return (
        str(hit.rank),
        hit.chunk.clause,
        f"{hit.score:.3f}",
        f"{nearness:.3f}",
        f"{candidate.late:.3f}",
        _ranked(candidate.dense, candidate.dense_rank),
        _ranked(candidate.lexical, candidate.lexical_rank),
        f"{candidate.coverage:.2f}",
        "、".join(candidate.remarks),
        shorten(titles[hit.chunk.document], _TITLE_COLUMNS),
    )


def _ranked(measure: float, rank: int) -> str:
    """A measure with its rank in the search that gave it; that search may not have found the clause."""
    return f"{measure:.3f} #{rank:<2d}" if rank else f"{'-':<9}"


def _decision(explanation: Explanation, titles: Mapping[str, str], message: str) -> Rows:
    retrieval = explanation.weighed.retrieval
    silent = [document for group in retrieval.silent for document in group]
    verdict = f"拒答 ({retrieval.declined})" if retrieval.declined else "可以作答"
    return (
        ("结论", verdict),
        ("理由", message),
        ("依据", _figure(explanation)),
        ("没有答案", _documents(silent, titles)),
    )


def _figure(explanation: Explanation) -> str:
    """The nearness that was judged and what it was held against, or what decided in its place."""
    retrieval = explanation.weighed.retrieval
    judged = judged_by(explanation)
    if judged is None:
        return _unjudged(retrieval)
    nearness, least = judged.nearness, explanation.least_nearness
    compared = "达到" if nearness >= least else "低于"
    return (
        f"最相近的 {judged.chunk.clause} 相近度 {nearness:.3f}，{compared}下限 {least:.3f}（ASSISTANT_LEAST_NEARNESS）"
    )


def _unjudged(retrieval: Retrieval) -> str:
    if not retrieval.hits:
        return "没有候选条款"
    return "由问题本身判断，不看相近度" if retrieval.declined else "条款由条号或文件信息直接找到，不看相近度"


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]
