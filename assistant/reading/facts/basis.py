"""The documents that a document rests on (依据): those that its purpose cites, in order; others are mere mentions."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.reading.facts.citations import Citation, is_quoted, numbers_in, titles_in
from assistant.reading.facts.confidence import INFERRED, PLACED
from assistant.reading.facts.history import is_history
from assistant.reading.facts.sentences import sentence_at
from assistant.reading.facts.view import View
from assistant.records import Fact

_TRIGGER = re.compile(r"根据|依据|依照|遵照|按照|(?:贯彻|落实|执行|实施|推进)(?=[^，。；]{0,30}《)|按(?=《)")
# What links one cited document to the next: few words and no stop, or a comma and nothing else.
_LINK = re.compile(
    r"(?:等)?(?:法律法规|法律|法规|文件|规定|要求|精神|通知)?(?:以及|[、和与及并\s])*[^《》，,。；;：:]{0,25}(?=《)"
    r"|[，,]\s?(?:以及|和|及)?\s?(?=《)"
)
_FIRST = re.compile(r"[^《》，,。；;：:]{0,40}(?=《)")
_PURPOSE = re.compile(
    r"制定|制订|编制|提出|结合|印发|通知如下|规定如下|解释如下|公告如下|通告如下|决定|批复|现就|现将|特|出台|修订|经研究|答复"
)
_FIRST_ARTICLE = re.compile(r"^[#* \t\u3000]{0,20}第\s?[一1]\s?条", re.MULTILINE)
_BODY_CHARACTERS = 2500
_MOST = 60


def basis_facts(view: View, titles: Sequence[Fact]) -> list[Fact]:
    """The cited documents, each once, without the document itself and those that it carries."""
    own = {title.value for title in titles}
    placed = [citation for start, end in _zones(view) for citation in _cited(view.text, start, end)]
    confidence = PLACED if placed else INFERRED
    cited = placed or _cited(view.text, *_beginning(view), needs_purpose=True)
    found: dict[str, Fact] = {}
    for citation in cited:
        if citation.value not in own:
            fact = Fact("basis", citation.value, citation.start, citation.end, confidence)
            found.setdefault(citation.value, fact)
    return sorted(found.values(), key=lambda fact: fact.start)


def _zones(view: View) -> Iterator[tuple[int, int]]:
    """Where a purpose stands: the lines before the numbered body, without a legislative history; the first article."""
    for is_entry, lines in groupby(view.front, is_history):
        block = list(lines)
        if not is_entry:
            yield block[0].start, block[-1].end
    article = _FIRST_ARTICLE.search(view.text, max(0, view.body - 30))
    if article:
        end = view.text.find("\n第", article.end(), article.end() + _BODY_CHARACTERS)
        yield article.start(), end if end >= 0 else min(len(view.text), article.end() + _BODY_CHARACTERS)


def _beginning(view: View) -> tuple[int, int]:
    """The beginning of the body: where neither front nor first article cites anything, a purpose may stand there."""
    start = view.body
    return start, min(len(view.text), start + _BODY_CHARACTERS)


def _cited(text: str, start: int, end: int, *, needs_purpose: bool = False) -> Iterator[Citation]:
    position, count = start, 0
    while count < _MOST and (trigger := _TRIGGER.search(text, position, end)):
        count, position = count + 1, trigger.end()
        if is_quoted(text, trigger.start()):
            continue
        if needs_purpose and not _PURPOSE.search(sentence_at(text, trigger.end()).text):
            continue
        for citation in _chain(text, trigger.end(), end):
            position = citation.resumes
            yield citation


def _chain(text: str, start: int, end: int) -> Iterator[Citation]:
    """The titles that follow a trigger, linked by 、 or 和; else one number (根据甲府〔2021〕8号文件)."""
    link = _FIRST.match(text, start, end)
    if not link:
        yield from [c for c in numbers_in(text, start, min(end, start + 40)) if c.start - start < 15][:1]
        return
    position = link.end()
    while link:
        citation = next(titles_in(text, position, min(end, position + 400)), None)
        if not citation or citation.start != position:
            return
        yield citation
        link = _LINK.match(text, citation.resumes, end)
        position = link.end() if link else 0
