"""Sentences of a chunk: as a reader reads them, and verbatim as they are quoted."""

import re
from dataclasses import dataclass

from assistant.records import Chunk

SENTENCE = re.compile(r"[^。！？\n]*[。！？]+[）)”’」』]*|[^。！？\n]+")
# A line that ends so goes on in the next one: the items of an enumeration are one sentence with its stem.
OPEN_ENDS = ("：", ":", "；", ";", "，", ",", "、")
_STOPPED = re.compile(r"[。！？!?][）)”’」』]*$")
RESPONSIBLE = re.compile(r"(?:责任|牵头|配合|主办|承办|实施|参与)(?:单位|部门)")


@dataclass(frozen=True, slots=True)
class ChunkSentence:
    """A sentence for reading (table cells with their headers) and its verbatim quote from the chunk."""

    text: str
    quote: str


def split_sentences(chunk: Chunk) -> tuple[ChunkSentence, ...]:
    """Return the sentences of a chunk in order, the heading first where it stands apart.

    A sentence composed from table cells is quoted by the whole row or table: its words do not stand in one piece.
    """
    found: list[str] = []
    for match in SENTENCE.finditer(chunk.reading):
        text = match.group().strip()
        if found and found[-1].endswith(OPEN_ENDS):
            found[-1] += text
        elif text:
            found.append(text)
    return tuple(ChunkSentence(text, _quote(text, chunk)) for text in found)


def _quote(text: str, chunk: Chunk) -> str:
    """The verbatim stretch that reads like ``text``, white space and table bars apart; else the whole chunk."""
    if text in chunk.text:
        return text
    pattern = r"[\s|]*".join(re.escape(char) for char in re.sub(r"[\s|]", "", text))
    match = re.search(pattern, chunk.text)
    return match.group() if match else chunk.text


def full_stop(text: str) -> str:
    """What ends a sentence: 。, and nothing behind one that has a stop of its own."""
    return "" if _STOPPED.search(text) else "。"


def is_responsible_line(text: str) -> bool:
    """Whether a sentence names the units responsible for its clause."""
    return bool(RESPONSIBLE.search(text))
