"""A conversation as a Markdown file to keep: questions, checked answers, and numbered sources with their words."""

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import urlencode

from assistant.answering.sentences import full_stop
from assistant.answering.wording import asking_for
from assistant.interfaces.chat.conversation import Turn
from assistant.interfaces.html import Html, element
from assistant.interfaces.labels import VERDICTS
from assistant.records import Answer, Citation, Sentence, Verdict

ADDRESS = "/export/conversation.md"


def export_link(conversation: str) -> Html:
    """Where a conversation is had as a file; nothing where none is kept."""
    if not conversation:
        return Html("")
    address = f"{ADDRESS.lstrip('/')}?{urlencode({'id': conversation})}"
    return element("a", "导出对话", href=address, download="conversation.md")


def render_markdown(turns: Sequence[Turn]) -> str:
    """The turns in their order; text of documents and questions cannot become markup."""
    return "\n".join(line for turn in turns for line in _turn(turn)).strip() + "\n"


def _turn(turn: Turn) -> Iterator[str]:
    yield f"## {turn.number}. {_plain(turn.question)}"
    yield ""
    if turn.answer:
        yield from _answer(turn.answer)
        if turn.receipt:
            yield f"凭据编号：{turn.receipt.id}"
    elif turn.error:
        yield _plain(turn.error)
    yield ""


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
