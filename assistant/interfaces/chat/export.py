"""A conversation as a Markdown file to keep: questions, checked answers, and numbered sources with their words."""

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import urlencode

from assistant.answering.sentences import full_stop
from assistant.answering.wording import asking_for
from assistant.interfaces.chat.conversation import Turn
from assistant.interfaces.html import Html, element, join
from assistant.interfaces.labels import VERDICTS
from assistant.records import Answer, Citation, Filters, Sentence, Verdict

MARKDOWN, WORD = "/export/conversation.md", "/export/conversation.docx"
_STOPPED = "已停止，以下内容没有写完，也没有核对："
_UNFINISHED = "回答中断或还在作答，以下内容没有写完，也没有核对："


def export_links(conversation: str) -> Html:
    """Where a conversation is had as files; nothing where none is kept."""
    if not conversation:
        return Html("")
    return join(
        element("span", "导出", class_="export-label"),
        *(_link(name, address, conversation) for name, address in (("Markdown", MARKDOWN), ("Word", WORD))),
    )


def _link(name: str, address: str, conversation: str) -> Html:
    file = address.rpartition("/")[2]
    target = f"{address.lstrip('/')}?{urlencode({'id': conversation})}"
    return element("a", name, href=target, download=file, aria_label=f"导出对话：{name}")


def render_markdown(turns: Sequence[Turn]) -> str:
    """The turns in their order; text of documents and questions cannot become markup."""
    return "\n".join(line for turn in turns for line in _turn(turn)).strip() + "\n"


def _turn(turn: Turn) -> Iterator[str]:
    yield f"## {turn.number}. {_plain(turn.question)}"
    yield ""
    if narrowed := describe_filters(turn.filters):
        yield from (_plain(narrowed), "")
    if turn.answer:
        yield from _answer(turn.answer)
        if turn.receipt:
            yield f"凭据编号：{turn.receipt.id}"
    elif turn.error:
        yield _plain(turn.error)
    elif caution := caution_of(turn):
        yield from (caution, "", f"> {_plain(turn.streamed)}")
    yield ""


def caution_of(turn: Turn) -> str:
    """What to say above the text of a turn that has no answer; empty where there is nothing to say."""
    if turn.is_stopped:
        return _STOPPED
    # What is being written is kept with its evidence.
    return _UNFINISHED if turn.is_interrupted or turn.found else ""


def describe_filters(filters: Filters) -> str:
    """What a question was narrowed to, on one line; empty where it was not. Documents stand by their ids."""
    day = (f"{filters.as_of} 有效",) if filters.as_of else ()
    said = "、".join((*filters.places, *filters.documents, *day))
    return f"筛选：{said}" if said else ""


def _answer(answer: Answer) -> Iterator[str]:
    if answer.notice:
        yield from (f"> {_plain(answer.notice)}", "")
    yield from (map(_plain, [answer.text]) if answer.abstained else map(_sentence, answer.sentences))
    if answer.needed:
        yield _plain(asking_for(answer.needed))
    yield ""
    if answer.citations:
        yield from ("来源：", "", *map(_source, answer.citations), "")


def _sentence(sentence: Sentence) -> str:
    """A sentence with its marks; what is not wholly supported says so, with what is missing."""
    marks = "".join(f"[{number}]" for number in sentence.citations)
    missing = f"，未获印证：{'、'.join(sentence.missing)}" if sentence.missing else ""
    verdict = "" if sentence.verdict is Verdict.SUPPORTED else f"（{VERDICTS[sentence.verdict]}{missing}）"
    return f"{_plain(sentence.text)}{marks}{full_stop(sentence.text)}{_plain(verdict)}\n"


def _source(citation: Citation) -> str:
    return f"[{citation.number}] {_plain(citation.formal)}：“{_plain(citation.quote)}”\n"


def _plain(text: str) -> str:
    """Text on one line that no reader of Markdown takes for markup."""
    line = escape(" ".join(text.split()), quote=False)
    for sign in "\\`*_#[]|~":
        line = line.replace(sign, f"\\{sign}")
    return line
