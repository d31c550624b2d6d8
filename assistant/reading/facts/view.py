"""Where a document speaks of itself: the lines before its numbered body, and its last lines.

Read from the lines of the text rather than from the kinds of its clauses: however a front is split, its lines stay the
same. Clauses add breaks where a text lost its line feeds, and say where the numbered body begins.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise, takewhile

from assistant.records import Clause, ClauseKind, ClauseTree

# The longest fronts seen (a table of labels, a notice, the title of what it carries) hold some 60 lines; beyond these
# bounds a text without numbering is no front any more, and no rule has to be fast on it.
_FRONT_LINES = 150
_FRONT_CHARACTERS = 12_000
_REACH = 300
_TAIL_LINES = 30
_TAIL_CHARACTERS = 2_000
_LINE = re.compile(r"[^\n]+")
_MARKS = "#*_| \t\r\n\v\f\u3000\xa0\ufeff\u200b\u202f" + "".join(map(chr, range(0x2000, 0x200B)))
_BODY = re.compile(
    r"(?:第\s?[〇零一二三四五六七八九十百\d]{1,6}\s?[编章节条](?=\s|[^\d\s、，,和与及至到规的所])"
    r"|[一二三四五六七八九十]{1,3}\s?、|[（(]\s?[一二三四五六七八九十]{1,3}\s?[）)]|[1１]\s?[.．、](?!\d)|[1１]\s+(?=[一-鿿]))"
)
# The history of a law behind its title, on the same line.
_HISTORY = re.compile(
    r"[（(](?=[12]\d{3}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日[^（()）]{0,60}(?:通过|公布|发布|批准|会议))"
)
_NUMBERED = re.compile(r"[#*\s]*[第（(\d一二三四五六七八九十]")
_BODY_KINDS = frozenset({ClauseKind.SECTION, ClauseKind.ARTICLE, ClauseKind.ITEM})


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the marks of layout at its edges: ``text == document.text[start:end]``, never empty."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class View:
    """A clause tree seen as the lines of its edges."""

    tree: ClauseTree

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.tree.document.text

    @cached_property
    def head(self) -> tuple[Line, ...]:
        """The lines before the numbered body, page furniture among them: web pages put labels there."""
        numbered = (c for c in self.tree.clauses if c.kind in _BODY_KINDS and _NUMBERED.match(c.text))
        limit = min(_FRONT_CHARACTERS, next((clause.start for clause in numbered), _FRONT_CHARACTERS))
        lines = takewhile(lambda line: not _BODY.match(line.text), self._lines(0, limit))
        return tuple(islice(lines, _FRONT_LINES))

    @cached_property
    def front(self) -> tuple[Line, ...]:
        """The lines before the numbered body that belong to the document rather than to the page around it."""
        return tuple(line for line in self.head if not self.is_removed(line.start))

    @cached_property
    def body(self) -> int:
        """The offset at which the numbered body begins, in so far as the front has an end; else that of the text's."""
        end = self.head[-1].end if self.head else 0
        following = next(self._lines(end, end + _FRONT_CHARACTERS), None)
        return following.start if following else len(self.text)

    @cached_property
    def foot(self) -> tuple[Line, ...]:
        """The last lines below the front, page furniture among them."""
        start = max(self.body, len(self.text) - _TAIL_CHARACTERS)
        return tuple(list(self._lines(start, len(self.text)))[-_TAIL_LINES:])

    @cached_property
    def tail(self) -> tuple[Line, ...]:
        """The last lines below the front, without page furniture."""
        return tuple(line for line in self.foot if not self.is_removed(line.start))

    @cached_property
    def _clause_starts(self) -> list[int]:
        return [clause.start for clause in self.tree.clauses]

    @cached_property
    def _furniture(self) -> list[tuple[int, int]]:
        return sorted((r.start, r.end) for r in self.tree.removed if r.reason != "blank")

    def clause_at(self, offset: int) -> Clause | None:
        """The clause whose own text holds the offset."""
        index = bisect_right(self._clause_starts, offset) - 1
        clause = self.tree.clauses[index] if index >= 0 else None
        return clause if clause and offset < clause.end else None

    def kind_at(self, offset: int) -> ClauseKind | None:
        """The kind of the clause at the offset."""
        clause = self.clause_at(offset)
        return clause.kind if clause else None

    def is_removed(self, offset: int) -> bool:
        """Whether the offset lies in page furniture."""
        index = bisect_right(self._furniture, (offset, len(self.text) + 1)) - 1
        return index >= 0 and offset < self._furniture[index][1]

    def line_at(self, offset: int) -> Line | None:
        """The line that holds the offset, at most 300 characters to either side of it."""
        low, high = max(0, offset - _REACH), min(len(self.text), offset + _REACH)
        index = bisect_right(self._cuts, offset)
        start = max(low, self.text.rfind("\n", low, offset) + 1, self._cuts[index - 1] if index else 0)
        feed = self.text.find("\n", offset, high)
        end = min(high if feed < 0 else feed, self._cuts[index] if index < len(self._cuts) else high)
        return trim(self.text, start, end)

    def line_above(self, line: Line) -> Line | None:
        """The line above that is not blank, or None at the top or below a long gap."""
        above = [found for found in self._lines(max(0, line.start - 2 * _REACH), line.start) if found.end <= line.start]
        return above[-1] if above else None

    @cached_property
    def _cuts(self) -> list[int]:
        """Where a clause begins or ends: a text that lost its line feeds has its lines from there."""
        return sorted({offset for clause in self.tree.clauses for offset in (clause.start, clause.end)})

    def _lines(self, start: int, end: int) -> Iterator[Line]:
        for match in _LINE.finditer(self.text, start, end):
            first, last = match.span()
            inner = self._cuts[bisect_right(self._cuts, first) : bisect_left(self._cuts, last)]
            history = _HISTORY.search(self.text, first, min(last, first + _REACH))
            cuts = sorted({first, *inner, *([history.start()] if history else ()), last})
            for begin, stop in pairwise(cuts):
                line = trim(self.text, begin, stop)
                if line:
                    yield line


def trim(text: str, start: int, end: int) -> Line | None:
    """The span without white space and layout marks at its edges; None where nothing is left."""
    raw = text[start:end].rstrip(_MARKS)
    kept = raw.lstrip(_MARKS + ">")
    start += len(raw) - len(kept)
    return Line(start, start + len(kept), kept) if kept else None


def locate(text: str, words: str, start: int, end: int) -> tuple[int, int] | None:
    """The first span in ``text[start:end]`` that holds ``words``, whatever white space stands between characters."""
    pattern = r"\s*".join(re.escape(char) for char in words if not char.isspace())
    match = re.compile(pattern).search(text, start, end) if pattern else None
    return match.span() if match else None


def unspaced(text: str) -> str:
    """The text without white space, but for single blanks between Latin words."""
    joined = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"(?<![A-Za-z0-9,.]) | (?![A-Za-z0-9])", "", joined)
