"""The answerer without a model: the sentences that matter, quoted with their citations."""

from assistant.answering.choice import Chooser
from assistant.answering.cite import Marked
from assistant.answering.evidence import ROWS
from assistant.answering.library import Library
from assistant.answering.polarity import lead
from assistant.answering.sentences import is_responsible_line
from assistant.records import Passage

_PASSAGES = 2
# A second clause is quoted only where the search finds it nearly as good as the first.
NEAR = 0.94
_LINE_START = 8
_CLOSING = {"(": ")", "（": "）"}
_OPENING = tuple(_CLOSING)


def extract(passages: tuple[Passage, ...], library: Library, chooser: Chooser, *, compared: bool) -> tuple[Marked, ...]:
    """Quote the sentences of the best passages, each citing its passage; a yes or no that is plain comes first.

    Where clauses speak for several places, each is quoted, led by its name.
    """
    top = passages[0].hit.score if passages else 0.0
    chosen = passages if compared else [p for p in passages[:_PASSAGES] if p.hit.score >= NEAR * top]
    marked = []
    for passage in chosen:
        name = library.place(passage.hit.chunk.document) if compared else ""
        for place, text in enumerate(passage.sentences):
            opening = "" if place or not name or name in text else f"{name}："
            said = _headed(passage, text if passage.hit.chunk.kind in ROWS else chooser.shorten(text))
            plain = "" if place or compared or passage is not chosen[0] else lead(chooser.question, text, chooser)
            marked.append(Marked(f"{opening}{plain}{'，' if plain else ''}{said}", (passage.number,)))
    return tuple(marked)


def _headed(passage: Passage, text: str) -> str:
    """A line of responsible units says nothing without the heading of what they are responsible for."""
    heading = passage.hit.chunk.path[-1] if passage.hit.chunk.path else ""
    if not is_responsible_line(text[:_LINE_START]) or heading in text:
        return text
    enclosed = text[:1] in _OPENING and text.count(text[:1]) > sum(text.count(mark) for mark in _CLOSING[text[:1]])
    bare = text[1:] if enclosed else text[1:-1] if text[:1] in _OPENING and text[-1:] in _CLOSING[text[:1]] else text
    return f"{heading}：{bare}"
