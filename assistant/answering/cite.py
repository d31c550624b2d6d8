"""Marks in generated text → sentences with citations: half-written marks, full-width ones and invented numbers."""

import re
from dataclasses import dataclass

# Passages are few: 国发[2022]3号 holds no mark.
_MARK = re.compile(r"[\[［【]\s*(\d{1,2}(?:\s*[,，、]\s*\d{1,2})*)\s*[\]］】]")
_HALF_MARK = re.compile(r"[\[［【][\s\d,，、]*$")
_STOP = re.compile(r"[。！？；\n]")
_CLOSERS = "”’」』）)"


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, and the numbers it carried, each once, in order."""

    text: str
    numbers: tuple[int, ...]


def read_marks(text: str, offered: int) -> tuple[tuple[Marked, ...], int]:
    """Cut generated text into sentences with their marks; numbers not in 1 … ``offered`` are removed and counted.

    A mark belongs to the sentence before it, whether it stands before or behind the full stop. One that the end of the
    text cuts off is dropped.
    """
    sentences: list[Marked] = []
    removed = 0
    for body, marks in _pieces(_HALF_MARK.sub("", text)):
        numbers = [int(number) for mark in marks for number in re.findall(r"\d+", mark)]
        valid = tuple(dict.fromkeys(number for number in numbers if 1 <= number <= offered))
        removed += sum(not 1 <= number <= offered for number in numbers)
        plain = body.strip()
        if re.search(r"[0-9A-Za-z一-鿿]", plain):
            sentences.append(Marked(plain, valid))
        elif valid and sentences:
            last = sentences[-1]
            sentences[-1] = Marked(last.text, tuple(dict.fromkeys((*last.numbers, *valid))))
    return tuple(sentences), removed


def _pieces(text: str) -> list[tuple[str, list[str]]]:
    """Cut behind each full stop and the marks that follow it."""
    pieces: list[tuple[str, list[str]]] = []
    body, marks, stopped, position = "", [], False, 0
    while position < len(text):
        mark = _MARK.match(text, position)
        if mark:
            marks.append(mark.group())
            position = mark.end()
            continue
        char = text[position]
        ends = bool(_STOP.match(char)) or (stopped and char in _CLOSERS)
        if stopped and not ends:
            pieces.append((body, marks))
            body, marks, stopped = "", [], False
        body += char
        stopped = stopped or ends
        position += 1
    return [*pieces, (body, marks)]
