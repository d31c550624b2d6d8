"""One pair as HTML, the sentence beside the clause that it cites, and the bench on which it is judged.

What an annotator gets holds neither the automatic verdict nor anything that others said: the review is blind.
"""

from collections.abc import Mapping
from itertools import pairwise
from urllib.parse import urlencode

from assistant.evaluation.review.adjudication import Ruling
from assistant.evaluation.review.judgement import Judgement, Role
from assistant.evaluation.review.pairs import CitedClause, ReviewPair
from assistant.interfaces.html import Content, Html, element
from assistant.interfaces.labels import VERDICTS
from assistant.interfaces.review_page.words import (
    AUTOMATIC_TONES,
    ERROR_KEYS,
    ERROR_MEANINGS,
    ERRORS,
    HUMAN,
    HUMAN_KEYS,
    HUMAN_MEANINGS,
    label_chip,
)
from assistant.interfaces.site.links import find_clause
from assistant.interfaces.site.missing import render_missing_words
from assistant.records import ClauseTree

_HINTS = (("←", "上一对"), ("→", "下一对"), ("U", "撤销"), ("N", "备注"))


def render_name_form(known: Mapping[str, int]) -> Html:
    """Who judges: a name to write, or one of those who have begun."""
    names = (element("button", name, type="button", data_name=name, translate="no") for name in known)
    begun = element("div", element("span", "已开始的人："), *names, class_="known") if known else None
    return element(
        "form",
        element("label", "你的姓名", for_="review-name"),
        element("input", id="review-name", name="annotator", maxlength=40, autocomplete="off", required=True),
        element("button", "开始核查", type="submit", class_="primary"),
        begun,
        element("p", "姓名保存在这个浏览器里。核查时看不到自动判定，也看不到别人的判断。", class_="hint"),
        class_="review-who card",
    )


def render_bench(annotator: str, role: Role) -> Html:
    """The bench, still without a pair; the script brings pairs and counts them."""
    what = "核查人" if role is Role.ANNOTATOR else "裁定人"
    who = element("span", what, " ", element("b", annotator, translate="no"), class_="who")
    change = element("button", "换人", type="button", data_action="rename", class_="quiet")
    bar = element("progress", max=1, value=0, aria_label="进度")
    count = element("span", "", class_="count", role="status")
    saving = element("span", "", class_="saving", role="status")
    return element(
        "div",
        element("div", who, change, saving, element("span", bar, count, class_="done"), class_="bench-bar"),
        element("div", class_="strip", aria_hidden="true"),
        element("div", class_="bench-pair", tabindex=-1, role="region", aria_label="待核查的一对"),
        _desk(),
        class_="bench",
        data_role=role.value,
        data_annotator=annotator,
    )


def render_pair(pair: ReviewPair, trees: Mapping[str, ClauseTree]) -> Html:
    """A pair and nothing that anyone says of it."""
    return element(
        "article",
        _said(pair),
        _source(pair, trees),
        class_="pair",
        data_pair=pair.id,
        data_cited=bool(pair.cited),
    )


def render_dispute(pair: ReviewPair, trees: Mapping[str, ClauseTree], ruling: Ruling) -> Html:
    """A pair with all that was said of it, for who settles it."""
    missing = element("p", element("span", "缺："), render_missing_words(pair.missing)) if pair.missing else None
    chip = element("span", VERDICTS[pair.verdict], class_=f"chip {AUTOMATIC_TONES[pair.verdict]}")
    automatic = element("li", element("b", "自动判定"), chip, missing)
    said = element("ul", *map(_opinion, ruling.judgements), automatic, class_="opinions", aria_label="各人的判断")
    return element("div", said, render_pair(pair, trees))


def render_no_dispute(waiting: int) -> Html:
    """What is shown where nothing is to be settled."""
    more = element("span", f"还有 {waiting} 对只有一人核查或无人核查。") if waiting else None
    return element("p", element("span", "没有需要裁定的分歧。"), more, class_="nothing", role="status")


def render_gate(left: int, part: str) -> Html:
    """A question before what is not for the eyes of who is still judging."""
    return element(
        "div",
        element("h3", f"你还有 {left} 对没有核查"),
        element("p", "这一页会显示别人的判断和自动判定。为了独立核查，请先完成自己的部分。"),
        element(
            "p",
            element("button", "继续核查", type="button", data_action="back-to-judge", class_="primary"),
            element("button", "仍要查看", type="button", data_action="anyway", data_part=part),
        ),
        class_="review-gate card",
    )


def _said(pair: ReviewPair) -> Html:
    cited = element("span", f"引用 [{pair.cited.number}]" if pair.cited else "没有引用")
    more = element("span", f"，这句另引了 {pair.citations - 1} 条") if pair.citations > 1 else None
    return element(
        "section",
        element("p", pair.question, class_="pair-question", translate="no"),
        element("blockquote", pair.sentence, class_="pair-sentence", translate="no"),
        element("p", cited, more, class_="pair-mark"),
        element("h3", "回答全文"),
        element("div", *_answer(pair), class_="pair-answer", translate="no"),
        class_="pair-said",
        aria_label="回答中的句子",
    )


def _answer(pair: ReviewPair) -> list[Content]:
    """The whole answer with the sentence marked where it stands in it, word for word."""
    at = pair.answer.find(pair.sentence) if pair.sentence else -1
    if at < 0:
        return [pair.answer]
    end = at + len(pair.sentence)
    return [pair.answer[:at], element("mark", pair.answer[at:end]), pair.answer[end:]]


def _source(pair: ReviewPair, trees: Mapping[str, ClauseTree]) -> Html:
    if pair.cited is None:
        head = element("h3", "这句话没有引用条款")
        lines = (
            element("p", "需要依据而没有引用：", element("kbd", "3"), " 不支持，错误类型为漏引。"),
            element("p", "本来不需要依据（如过渡语、说明没有规定的话）：", element("kbd", "1"), " 支持。"),
        )
        return element("section", head, *lines, class_="pair-source uncited", aria_label="条款")
    cited = pair.cited
    tree = trees.get(cited.document)
    title = (tree.document.metadata.title if tree else "") or cited.document
    return element(
        "section",
        element("h3", title, translate="no", class_="pair-title"),
        element("ol", *(element("li", step) for step in cited.path), class_="pair-path", translate="no"),
        _clause(pair, cited),
        _reader_link(cited, trees),
        class_="pair-source",
        aria_label="所引条款",
    )  # fmt: skip


def _clause(pair: ReviewPair, cited: CitedClause) -> Html:
    text, name = _marked(cited, pair.sentence), "条款原文"
    return element("div", *text, class_="clause-text", translate="no", tabindex=0, role="region", aria_label=name)


def _marked(cited: CitedClause, sentence: str) -> list[Content]:
    """The clause with the quote marked and, otherwise, where it says the sentence word for word."""
    text, quote = cited.text, cited.quoted
    same = _stretch(text, sentence.rstrip("。"))
    borders = sorted({0, len(text), *quote, *same})
    return [
        element("mark", text[start:end])
        if _is_within(start, end, quote)
        else element("mark", text[start:end], class_="same")
        if _is_within(start, end, same)
        else text[start:end]
        for start, end in pairwise(borders)
    ]


def _stretch(text: str, words: str) -> tuple[int, int]:
    at = text.find(words) if words else -1
    return (at, at + len(words)) if at >= 0 else (0, 0)


def _is_within(start: int, end: int, span: tuple[int, int]) -> bool:
    return span[0] <= start and end <= span[1]


def _reader_link(cited: CitedClause, trees: Mapping[str, ClauseTree]) -> Html:
    address = clause_address(cited, trees)
    if not address:
        return element("p", "现有文档库中没有这一条。", class_="pair-link gone")
    link = element("a", "在原文中查看", href=address)
    has_changed = "start=" not in address
    changed = element("span", "原文已更新，与所引文字不同", class_="chip fair") if has_changed else None
    legend = element("span", "底色处是引文", class_="legend") if cited.quoted != (0, 0) else None
    return element("p", link, changed, legend, class_="pair-link")


def clause_address(cited: CitedClause, trees: Mapping[str, ClauseTree]) -> str:
    """The reader at a cited clause: with its span, while that still is what was cited; empty where it has gone."""
    found = find_clause(dict(trees), cited.clause)
    if found is None:
        return ""
    values: dict[str, str | int] = {"clause": cited.clause}
    if found[0].document.text[cited.start : cited.end] == cited.text:
        values |= {"start": cited.start, "end": cited.end}
        start, end = cited.quoted
        if end > start:
            values |= {"quote_start": cited.start + start, "quote_end": cited.start + end}
    return f"reader?{urlencode(values)}"


def _opinion(judgement: Judgement) -> Html:
    chip = label_chip(judgement.verdict, judgement.error) if judgement.verdict else None
    note = element("p", judgement.note, translate="no") if judgement.note else None
    return element("li", element("b", judgement.annotator, translate="no"), chip, note)


def _desk() -> Html:
    verdicts = (
        _key(HUMAN_KEYS[one], HUMAN[one], HUMAN_MEANINGS[one], data_verdict=one.value, class_=f"verdict-{one.value}")
        for one in HUMAN
    )
    errors = (_key(ERROR_KEYS[one], ERRORS[one], ERROR_MEANINGS[one], data_error=one.value) for one in ERRORS)
    note = element("textarea", rows=1, class_="note", aria_label="备注", placeholder="备注（N）", maxlength=2000)
    hints = (
        element("button", element("kbd", key), words, type="button", data_move=key, class_="quiet")
        for key, words in _HINTS
    )
    return element(
        "div",
        element("div", *verdicts, class_="verdicts", role="group", aria_label="判断"),
        element("div", *errors, class_="errors", role="group", aria_label="错误类型"),
        element("div", note, element("div", *hints, class_="moves"), class_="desk-foot"),
        class_="desk",
    )  # fmt: skip


def _key(key: str, words: str, meaning: str, **attributes: str) -> Html:
    return element(
        "button", element("kbd", key.upper()), words, type="button", title=meaning, aria_pressed="false",
        aria_keyshortcuts=key, **attributes,
    )  # fmt: skip
