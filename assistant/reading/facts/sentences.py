"""The sentence around a word: cut at 。；and line ends, within bounds so that no text makes it slow."""

from dataclasses import dataclass

_STOPS = "。；;\n！？"
_REACH = 300


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: ``text == document.text[start:end]``, without the stop."""

    text: str
    start: int
    end: int


def sentence_at(text: str, offset: int, reach: int = _REACH) -> Sentence:
    """The sentence that holds ``offset``, at most ``reach`` characters to either side of it."""
    low, high = max(0, offset - reach), min(len(text), offset + reach)
    start = max(low, *(text.rfind(stop, low, offset) + 1 for stop in _STOPS))
    ends = [found for stop in _STOPS if (found := text.find(stop, offset, high)) >= 0]
    end = min(ends, default=high)
    return Sentence(text[start:end], start, end)


def occurrences(text: str, word: str, limit: int) -> list[int]:
    """Where ``word`` stands in ``text``, in order; of many places ``limit`` of the first and as many of the last."""
    first = _forward(text, word, limit)
    if len(first) < limit:
        return first
    last: list[int] = []
    position = len(text)
    while len(last) < limit and (position := text.rfind(word, first[-1] + len(word), position)) >= 0:
        last.append(position)
    return first + last[::-1]


def _forward(text: str, word: str, limit: int) -> list[int]:
    found: list[int] = []
    position = text.find(word)
    while position >= 0 and len(found) < limit:
        found.append(position)
        position = text.find(word, position + len(word))
    return found
