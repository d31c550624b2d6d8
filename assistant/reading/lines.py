"""The lines of a text with their offsets, blanks trimmed: what every rule of the reader looks at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.reading.layout import NO_LAYOUT, Layout, Mark, MarkKind

_LINE = re.compile(r"[^\n\x0b\x0c\x85\u2028\u2029]+")
# White space, and the signs without width that web pages leave at the beginning of lines (soft hyphen among them).
BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\u200b\u200c\u200d\u2060\ufeff\xad"
_INNER_BREAK = re.compile(r"\s*\n\s*")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+")
_CLOSING_SIGNS = re.compile(r"\s+#+$")
SENTENCE_ENDS = frozenset("。；;！？!?")
_LAYOUT_SIGNS = ("#", "*", "_", "|", "｜", "│")


@dataclass(frozen=True)
class Line:
    """A line without surrounding white space: ``text == document.text[start:end]``, never empty.

    ``level`` is that of a heading by the format (0: title of the document), ``is_note`` a foot- or endnote. ``indent``
    counts the characters of white space in front. ``corrected`` is a person's word: True a heading, False none.
    """

    start: int
    end: int
    text: str
    indent: int = 0
    level: int | None = None
    is_note: bool = False
    corrected: bool | None = None

    @cached_property
    def content(self) -> str:
        """The text without what layout left: signs of Markdown, table bars behind, line ends inside a joined line."""
        text = _INNER_BREAK.sub("", self.text) if "\n" in self.text else self.text
        if not text.startswith(_LAYOUT_SIGNS) and not text.endswith(_LAYOUT_SIGNS):
            return text
        signs = _MARKDOWN_HEADING.match(text)
        if signs:
            text = _CLOSING_SIGNS.sub("", text[signs.end() :])
        text = text.rstrip("|｜│ ").strip()
        for sign in ("**", "__"):
            if text.startswith(sign) and text.count(sign) == 2:
                text = text.replace(sign, "")
        return text

    @property
    def is_heading(self) -> bool:
        """Whether the format sets the line as a heading."""
        return self.level is not None

    def cut(self, positions: Sequence[int]) -> Iterator["Line"]:
        """Yield the parts between the positions (offsets in the line), blanks trimmed."""
        for first, last in zip((0, *positions), (*positions, len(self.text)), strict=True):
            part = self.text[first:last].strip(BLANKS)
            if part:
                start = self.start + self.text.index(part, first, last)
                yield replace(self, start=start, end=start + len(part), text=part)


def split_lines(text: str, layout: Layout = NO_LAYOUT) -> list[Line]:
    """Return the lines that hold more than white space, in order, with what the layout says of them."""
    lines = []
    marks = _MarksByOffset(layout.marks)
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip(BLANKS)
        if stripped:
            indent = raw.index(stripped[0])
            start = match.start() + indent
            line = Line(start, start + len(stripped), stripped, indent)
            lines.append(marks.apply(line) if layout.marks else _markdown(line))
    return lines


def _markdown(line: Line) -> Line:
    signs = _MARKDOWN_HEADING.match(line.text) if line.text[0] == "#" else None
    return replace(line, level=len(signs.group(1))) if signs else line


class _MarksByOffset:
    """Hands out the marks of a layout to lines that come in order of offset."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        wanted = (mark for mark in marks if mark.kind in {MarkKind.HEADING, MarkKind.NOTE})
        self._marks = sorted(wanted, key=lambda mark: mark.start)
        self._next = 0

    def apply(self, line: Line) -> Line:
        while self._next < len(self._marks) and self._marks[self._next].end <= line.start:
            self._next += 1
        mark = self._marks[self._next] if self._next < len(self._marks) else None
        if not mark or mark.start >= line.end:
            return line
        return replace(line, level=mark.level) if mark.kind is MarkKind.HEADING else replace(line, is_note=True)
