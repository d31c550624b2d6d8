"""Marks in generated text → sentences with citations, as the text comes: a state machine fed piece by piece.

Half-written marks wait for their end; full-width ones count; invented numbers are removed and counted. A text gives the
same sentences however it is cut into pieces.
"""

import re
from dataclasses import dataclass, field

# Passages are few: 国发[2022]3号 holds no mark.
_MARK = re.compile(r"[\[［【]\s*(\d{1,2}(?:\s*[,，、]\s*\d{1,2})*)\s*[\]］】]")
_HALF_MARK = re.compile(r"[\[［【]\s*(?:\d{1,2}\s*[,，、]\s*)*(?:\d{1,2}\s*)?")
_OPENERS = "[［【"
_STOPS = "。！？；\n"
_CLOSERS = "”’」』）)"
# Blanks in a mark are no reason to wait for ever.
_MOST_CHARACTERS = 24


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, and the numbers it carried, each once, in order."""

    text: str
    numbers: tuple[int, ...]


@dataclass(slots=True)
class MarkReader:
    """Reads a text in pieces; numbers not in 1 … ``offered`` are ``removed``.

    A mark belongs to the sentence before it, whether it stands before or behind the full stop, with or without a blank.
    One that the end of the text cuts off is dropped.
    """

    offered: int
    removed: int = 0
    _done: list[Marked] = field(default_factory=list)
    _half: str = ""
    _body: str = ""
    _numbers: list[int] = field(default_factory=list)
    _stopped: bool = False

    def feed(self, piece: str) -> str:
        """Take the next piece; return what of the text can be shown now, its marks as ``[1]``."""
        return "".join(self._take(char) for char in piece)

    def close(self) -> tuple[Marked, ...]:
        """Return all sentences; nothing more may be fed."""
        self._finish()
        self._half = ""
        return tuple(self._done)

    def _take(self, char: str) -> str:
        held = self._half + char
        if self._half:
            if mark := _MARK.fullmatch(held):
                self._half = ""
                return self._cite(mark[1])
            if _HALF_MARK.fullmatch(held) and len(held) < _MOST_CHARACTERS:
                self._half = held
                return ""
            plain, self._half = self._half, ""
            return self._say(plain) + self._take(char)
        if char in _OPENERS:
            self._half = char
            return ""
        return self._say(char)

    def _cite(self, numbers: str) -> str:
        found = [int(number) for number in re.findall(r"\d+", numbers)]
        valid = [number for number in found if 1 <= number <= self.offered]
        self.removed += len(found) - len(valid)
        self._numbers += valid
        return "".join(f"[{number}]" for number in valid)

    def _say(self, text: str) -> str:
        for char in text:
            ends = char in _STOPS or (self._stopped and (char in _CLOSERS or char.isspace()))
            if self._stopped and not ends:
                self._finish()
            self._body += char
            self._stopped = self._stopped or ends
        return text

    def _finish(self) -> None:
        plain, numbers = self._body.strip(), tuple(dict.fromkeys(self._numbers))
        if re.search(r"[0-9A-Za-z一-鿿]", plain):
            self._done.append(Marked(plain, numbers))
        elif numbers and self._done:
            last = self._done[-1]
            self._done[-1] = Marked(last.text, tuple(dict.fromkeys((*last.numbers, *numbers))))
        self._body, self._numbers, self._stopped = "", [], False


def read_marks(text: str, offered: int) -> tuple[tuple[Marked, ...], int]:
    """Cut a whole text into sentences with their marks, and count the numbers that were not offered."""
    reader = MarkReader(offered)
    reader.feed(text)
    return reader.close(), reader.removed
