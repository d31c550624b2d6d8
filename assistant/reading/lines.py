"""The lines of a text with their offsets, blanks trimmed: what every rule of the reader looks at."""

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
_MARKDOWN_HEADING = re.compile(r"^#{1,6}\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without surrounding white space: ``text == document.text[start:end]``, never empty."""

    start: int
    end: int
    text: str

    @property
    def content(self) -> str:
        """The text without the marks that layout left: heading signs in front, table bars behind."""
        return _MARKDOWN_HEADING.sub("", self.text, count=1).rstrip("| ").strip()


def split_lines(text: str) -> list[Line]:
    """Return the lines that hold more than white space, in order."""
    lines = []
    for match in _LINE.finditer(text):
        raw = match.group()
        start = match.start() + len(raw) - len(raw.lstrip())
        stripped = raw.strip()
        if stripped:
            lines.append(Line(start, start + len(stripped), stripped))
    return lines
