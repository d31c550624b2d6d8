"""Misspellings that sound like the name of a place: 河原 for 河源."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.gazetteer import lengths_by_key
from assistant.retrieval.scope.sound import syllables

# A misspelt name of two characters stands where a place does: in front, or behind one of these.
_BEFORE_PLACE = re.compile(r"(?:^|[在去到来从问查看请和与跟及对比、，。？：:,! 　那])$")
# Written for a character that sounds like them, these are words and no slips.
_NO_SLIPS = frozenset(
    "的了有太上下里中大小是在和与不我你他它个人都也就要会能把被去来到从对给为"
    "得着过还又很最更多少一二三四五六七八九十几什么谁哪怎吗呢吧啊年月日"
)


@dataclass(frozen=True, slots=True)
class Homophones:
    """Names by their syllables, and the lengths of the names that begin with a syllable, longest first."""

    names: dict[tuple[str, ...], tuple[str, ...]]
    lengths: dict[str, tuple[int, ...]]

    @classmethod
    def of(cls, names: Iterable[str]) -> "Homophones":
        """Collect names by how they sound."""
        found: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for name in sorted(names):
            found[syllables(name)].append(name)
        lengths = lengths_by_key((spoken[0], len(spoken)) for spoken in found)
        return cls({spoken: tuple(alike) for spoken, alike in found.items()}, lengths)

    def find(
        self, text: str, words: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]]
    ) -> list[tuple[int, str]]:
        """The first name that a stretch of single characters sounds like, with its start; at most one.

        ``words`` are the spans of dictionary words, which no name may cut or be; ``taken`` is named already.
        """
        edges, inside = {edge for span in words for edge in span}, set(words)
        for start, name in self._alike(text):
            end = start + len(name)
            is_free = not any(start < last and first < end for first, last in taken)
            is_whole = {start, end} <= edges and (start, end) not in inside
            if is_free and is_whole and _may_be_slip(name, text, start):
                return [(start, name)]
        return []

    def _alike(self, text: str) -> Iterator[tuple[int, str]]:
        """Every stretch that sounds like a name, and of these the name that shares most characters with it."""
        spoken = syllables(text)
        for start, first in enumerate(spoken):
            for length in self.lengths.get(first, ()):
                names = self.names.get(spoken[start : start + length], ())
                if names and start + length <= len(spoken):
                    yield start, _closest(names, text[start : start + length])


def _may_be_slip(name: str, text: str, start: int) -> bool:
    """Whether a stretch that sounds like a name may be meant for it: one character is right, no other a plain word."""
    written = text[start : start + len(name)]
    wrong = [char for char, right in zip(written, name, strict=True) if char != right]
    is_likely = len(name) > 2 or (_BEFORE_PLACE.search(text[:start]) and not _NO_SLIPS.intersection(wrong))
    return len(wrong) < len(name) and bool(is_likely)


def _closest(names: Sequence[str], written: str) -> str:
    return max(names, key=lambda name: _shared(name, written))


def _shared(name: str, written: str) -> int:
    return sum(char == right for char, right in zip(written, name, strict=True))
