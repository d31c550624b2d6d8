"""Turns of a conversation as HTML: question, evidence, answer with marks and verdicts, refusals and errors."""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.answerer import LLM
from assistant.answering.comparison import PLACELESS
from assistant.answering.comparison import WORDS as ROW_WORDS
from assistant.answering.receipts import Receipt
from assistant.answering.sentences import full_stop
from assistant.answering.wording import ASKING
from assistant.interfaces.chat.conversation import Turn
from assistant.interfaces.html import Content, Html, element, join
from assistant.interfaces.labels import ANSWERERS, REASONS, VERDICT_MEANINGS, VERDICTS
from assistant.interfaces.site.handout import copy_button, receipt_button
from assistant.interfaces.site.language import in_both_languages
from assistant.interfaces.site.links import reader_link
from assistant.interfaces.site.missing import render_missing_words
from assistant.records import Answer, Chunk, Citation, ClauseTree, Filters, Passage, Row, RowState, Sentence, Verdict

_MARK = re.compile(r"[\[［【]\s*(\d{1,3})\s*[\]］】]")
_HALF_MARK = re.compile(r"[\[［【][\d\s]*$")
_EXCERPT_CHARACTERS = 120
_QUESTION_CHARACTERS = 2000
_NEAREST = 3
_STOPPED = "已停止。以上内容没有写完，也没有核对，不能作为回答引用。"
_STOPPED_EARLY = "已停止，没有作答。"
_INTERRUPTED = "回答中断。以上内容没有写完，也没有核对，不能作为回答引用；可以重新回答。"
_INTERRUPTED_EARLY = "回答中断，没有作答；问题已保留，可以重新回答。"

Trees = dict[str, ClauseTree]


def render_turn(turn: Turn, trees: Trees, *below: Html | None) -> Html:
    """A question with all that has come of it so far; ``below`` it what can be done with it."""
    return element(
        "article",
        element("h2", turn.question[:_QUESTION_CHARACTERS], class_="question", translate="no"),
        render_filters(turn.filters, trees),
        *_reply(turn, trees),
        *below,
        class_="turn",
        data_turn=turn.number,
        data_id=turn.id or None,
        aria_live="polite",
        aria_busy="true" if turn.is_writing else "false",
    )


def render_filters(filters: Filters, trees: Trees) -> Html | None:
    """What a question was narrowed to, as one line below it."""
    chips = [element("span", words, class_="chip") for _, words in name_filters(filters, trees)]
    return element("p", element("span", "筛选"), *chips, class_="narrowed") if chips else None


def name_filters(filters: Filters, trees: Trees) -> tuple[tuple[str, Html], ...]:
    """The filters by name and as they are shown: places, titles, the day."""
    names = (*filters.places, *(title_of(document, trees) for document in filters.documents))
    day = (filters.as_of, element("span", f"{filters.as_of} 有效"))
    return (*((name, element("span", name, translate="no")) for name in names), *((day,) if filters.as_of else ()))


def render_error(message: str) -> Html:
    """A stated error as one line."""
    return element("p", in_both_languages(message), class_="line-notice", role="alert")


def _reply(turn: Turn, trees: Trees) -> Iterator[Content]:
    answer = turn.answer
    if answer and answer.abstained:
        yield _declined(answer, turn.receipt)
        yield _nearest(answer, trees)
    else:
        yield _evidence(turn, trees) if turn.found or not turn.is_writing else _waiting("正在查找条款…")
        yield _answer(answer, turn.receipt) if answer else _draft(turn)
        yield _others(answer, trees) if answer else None
    if turn.error:
        yield render_error(turn.error)
    if turn.is_cut_off:
        yield element("p", _cut_off(turn), class_="stopped", role="status")


def _cut_off(turn: Turn) -> str:
    if turn.is_stopped:
        return _STOPPED if turn.streamed else _STOPPED_EARLY
    return _INTERRUPTED if turn.streamed else _INTERRUPTED_EARLY


def _evidence(turn: Turn, trees: Trees) -> Html | None:
    """The passages offered while the answer is written, the clauses that it cites afterwards."""
    if turn.answer:
        cards = [
            _card(c.chunk, trees, c.number, c.quote, copy_button(c.formal, c.quote)) for c in turn.answer.citations
        ]
    else:
        passages = turn.found.passages if turn.found else ()
        cards = [_card(p.hit.chunk, trees, p.number, _first(p)) for p in passages]
    return _list("依据条款", "Evidence", cards) if cards else None


def _nearest(answer: Answer, trees: Trees) -> Html | None:
    cards = [_card(hit.chunk, trees, None, "") for hit in answer.hits[:_NEAREST]]
    return _list("最接近的条款", "Nearest clauses", cards) if cards else None


def _others(answer: Answer, trees: Trees) -> Html | None:
    """The hits that the answer did not cite, folded."""
    cited = {_key(citation.chunk) for citation in answer.citations}
    cards = [_card(hit.chunk, trees, None, "") for hit in answer.hits if _key(hit.chunk) not in cited]
    if not cards:
        return None
    summary = element("summary", f"另外检索到 {len(cards)} 条")
    return element("details", summary, element("ol", *cards, class_="cards"), class_="others")


def _list(title: str, english: str, cards: Sequence[Html]) -> Html:
    heading = element("h3", title, " ", element("small", english, lang="en"), class_="label")
    return element("section", heading, element("ol", *cards, class_="cards"), class_="evidence", aria_label=title)


def _card(chunk: Chunk, trees: Trees, number: int | None, quote: str, beside: Html | None = None) -> Html:
    """A clause as a link to the reader: number where cited, document, path, first lines; ``beside`` it a button."""
    source = element(
        "span",
        element("span", str(number), class_="number") if number else None,
        element("span", title_of(chunk.document, trees), class_="card-title"),
        class_="card-source",
    )
    path = element("span", " › ".join(chunk.path), class_="card-path") if chunk.path else None
    excerpt = element("span", _excerpt(chunk), class_="card-excerpt")
    link = element("a", source, path, excerpt, class_="card", href=reader_link(chunk, quote), translate="no")
    return element("li", link, beside)


def title_of(document: str, trees: Trees) -> str:
    """The title of a document, or its id where it has none or is no longer there."""
    tree = trees.get(document)
    return tree.document.metadata.title or document if tree else document


def _excerpt(chunk: Chunk) -> str:
    """The first words below the heading."""
    heading = chunk.path[-1] if chunk.path else ""
    body = chunk.reading.strip().removeprefix(heading).lstrip("：。 \n|") or chunk.reading
    plain = re.sub(r"\s+", " ", body)
    return plain if len(plain) <= _EXCERPT_CHARACTERS else f"{plain[:_EXCERPT_CHARACTERS]}…"


def _draft(turn: Turn) -> Html | None:
    """The text as it is written, not yet checked; a mark that is half there is held back."""
    if not turn.found or turn.error:
        return None
    if not turn.streamed:
        return None if turn.is_cut_off else _waiting(_ahead(turn))
    passages = {str(passage.number): passage for passage in turn.found.passages}
    pieces = _MARK.split(_HALF_MARK.sub("", turn.streamed))
    texts, numbers = pieces[::2], [*pieces[1::2], ""]
    marked = [part for text, n in zip(texts, numbers, strict=True) for part in (text, _offered(passages, n))]
    return element(
        "div",
        element("p", *marked, class_="draft ended" if turn.is_cut_off else "draft", translate="no"),
        class_="answer",
    )


def _ahead(turn: Turn) -> str:
    return f"前面还有{turn.ahead}个问题，请稍候…" if turn.ahead else "正在根据条款作答…"


def _offered(passages: dict[str, Passage], number: str) -> Html | None:
    """The mark of an offered passage; an invented number gets none."""
    passage = passages.get(number)
    return _mark(passage.number, passage.hit.chunk, _first(passage)) if passage else None


def _waiting(text: str) -> Html:
    return element("p", text, class_="waiting", role="status")


def _answer(answer: Answer, receipt: Receipt | None) -> Html:
    citations = {citation.number: citation for citation in answer.citations}
    notice = element("p", answer.notice, class_="notice", role="status") if answer.notice else None
    sentences = [_sentence(sentence, citations) for sentence in answer.sentences]
    said = [_table(answer.rows, sentences)] if answer.rows else sentences
    return element("div", notice, *said, _dropped(answer), _footer(answer, receipt), class_="answer")


def _table(rows: Sequence[Row], sentences: Sequence[Html]) -> Html:
    """A comparison: a row for each place, also for those that say nothing."""
    head = element("tr", element("th", "地方", scope="col"), element("th", "规定", scope="col"))
    lines = (
        element("tr", element("th", _place(row.place), scope="row"), element("td", *_cell(row, sentences)))
        for row in rows
    )
    return element("table", element("thead", head), element("tbody", *lines), class_="comparison")


def _place(name: str) -> Html:
    return element("span", name, translate=None if name == PLACELESS else "no")


def _cell(row: Row, sentences: Sequence[Html]) -> Sequence[Content]:
    if row.state is not RowState.STATED:
        return [element("span", ROW_WORDS[row.state], class_="silent")]
    return [sentences[number] for number in row.sentences]


def _sentence(sentence: Sentence, citations: dict[int, Citation]) -> Html:
    marks = (_mark(n, citations[n].chunk, _quote(sentence, citations[n])) for n in sentence.citations)
    stop = "" if sentence.text.endswith("：") else full_stop(sentence.text)
    tail = element("span", *marks, stop, _badge(sentence), class_="tail")
    return element("p", sentence.text, tail, _missing(sentence), class_="sentence", translate="no")


def _quote(sentence: Sentence, citation: Citation) -> str:
    """The sentence itself where it stands in the clause, else what the citation relies on."""
    return sentence.text if sentence.text in citation.chunk.text else citation.quote


def _mark(number: int, chunk: Chunk, quote: str) -> Html:
    name = f"依据 {number}：{' › '.join(chunk.path) or chunk.clause}"
    return element("a", f"[{number}]", class_="mark", href=reader_link(chunk, quote), aria_label=name, translate="yes")


def _badge(sentence: Sentence) -> Html:
    meaning = VERDICT_MEANINGS[sentence.verdict]
    return element(
        "span", VERDICTS[sentence.verdict], class_=f"verdict {sentence.verdict}", title=meaning, translate="yes"
    )


def _missing(sentence: Sentence) -> Html | None:
    """What the verdict lacks, in words; a tooltip alone does not reach a telephone."""
    if not sentence.missing:
        return None
    words = render_missing_words(sentence.missing)
    return element("span", "未获原文印证：", words, class_="missing", translate="yes")


def _dropped(answer: Answer) -> Html | None:
    """What was written but is in no clause: struck through, each with the reason."""
    if not answer.dropped:
        return None
    lines = (
        element("p", element("del", s.text), _badge(s), _missing(s), class_="sentence", translate="no")
        for s in answer.dropped
    )
    return element("section", element("h3", "未采用的内容", class_="label"), *lines, class_="dropped")


def _footer(answer: Answer, receipt: Receipt | None) -> Html:
    facts = [
        ANSWERERS.get(answer.answerer, answer.answerer),
        _writer(answer, receipt),
        f"引用 {len(answer.citations)} 条" if answer.citations else "",
        f"删去无效引文 {answer.removed_marks} 处" if answer.removed_marks else "",
        f"用时 {answer.seconds.total:.1f} 秒",
    ]
    return element("p", *(element("span", fact) for fact in facts if fact), _saved(receipt), class_="facts")


def _writer(answer: Answer, receipt: Receipt | None) -> str:
    """The language model by its name, where it wrote the answer."""
    model = receipt.origin.language_model if receipt and answer.answerer == LLM else None
    return model.name if model else ""


def _saved(receipt: Receipt | None) -> Html | None:
    return element("span", receipt_button(receipt)) if receipt else None


def _declined(answer: Answer, receipt: Receipt | None) -> Html:
    label = REASONS[answer.reason] if answer.reason else ""
    return element(
        "div",
        element("p", element("span", "未作答", class_="verdict declined"), element("strong", label), class_="reason"),
        element("p", answer.text, class_="refusal"),
        element("p", element("span", ASKING), element("span", answer.needed), class_="needed")
        if answer.needed
        else None,
        _dropped(answer),
        element("p", _saved(receipt), class_="facts") if receipt else None,
        class_="answer declined",
    )


def _key(chunk: Chunk) -> tuple[str, int]:
    """A long clause is several chunks, so its id alone does not tell them apart."""
    return chunk.clause, chunk.start


def _first(passage: Passage) -> str:
    return passage.sentences[0] if passage.sentences else ""


def legend() -> Html:
    """How to read the badges."""
    rows = (
        join(element("dt", element("span", VERDICTS[v], class_=f"verdict {v}")), element("dd", VERDICT_MEANINGS[v]))
        for v in Verdict
    )
    return element("dl", *rows, class_="legend")
