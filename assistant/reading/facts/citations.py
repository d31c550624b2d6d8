"""Documents that a text cites: titles in 《》 (nested ones within), and numbers where no title is given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.reading.facts.numbers import NUMBER, normal_number
from assistant.reading.facts.view import unspaced

_MARK = re.compile("[《》]")
_LONGEST = 200
# What may follow a title: its number (国发〔2021〕20号), in round brackets itself at times, or a short name for it.
_BEHIND = re.compile(r"\s*[（(](?:[^（()）\n]|[（(]\d{4}[）)]){0,80}[）)]")
_LEADING_WORDS = re.compile(r"^.*(?:根据|依据|按照|落实|贯彻|执行|遵照|参照|关于|印发|以及|[原和及与对将以]|\s)")


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited document: ``value`` is its title without 《》, or its number where no title is given.

    ``number`` is the one in brackets behind a title, ``resumes`` where the text goes on behind these brackets; the span
    holds the title alone.
    """

    value: str
    start: int
    end: int
    resumes: int
    number: str = ""


def titles_in(text: str, start: int, end: int) -> Iterator[Citation]:
    """The outermost titles in ``text[start:end]``, in order; one that is never closed is left out."""
    depth, begin = 0, start
    for match in _MARK.finditer(text, start, end):
        position = match.start()
        if match.group() == "《":
            # A title that was not closed before the next item of a list, or within reason, never will be.
            is_lost = text[position - 1 : position] in "、，,；" or position - begin > _LONGEST
            depth = 1 if is_lost else depth + 1
            begin = position if depth == 1 else begin
        elif depth:
            depth -= 1
            if not depth and 2 < match.end() - begin <= _LONGEST:
                yield _citation(text, begin, match.end(), end)


def numbers_in(text: str, start: int, end: int) -> Iterator[Citation]:
    """The document numbers in ``text[start:end]``, without the words that stand before their letters."""
    for match in NUMBER.finditer(text, start, end):
        leading = _LEADING_WORDS.match(match["agency"] or "")
        begin = match.start() + (leading.end() if leading else 0)
        if match["agency"] and text[begin : match.end()]:
            yield Citation(normal_number(text[begin : match.end()]), begin, match.end(), match.end())


def is_quoted(text: str, offset: int) -> bool:
    """Whether the offset lies inside a title."""
    start = max(0, offset - _LONGEST)
    return text.rfind("《", start, offset) > text.rfind("》", start, offset)


def _citation(text: str, start: int, stop: int, end: int) -> Citation:
    behind = _BEHIND.match(text, stop, end)
    number = NUMBER.search(text, stop + 1, behind.end()) if behind else None
    return Citation(
        unspaced(text[start + 1 : stop - 1]), start, stop, behind.end() if behind else stop,
        normal_number(number.group()) if number and number["agency"] else "",
    )  # fmt: skip
