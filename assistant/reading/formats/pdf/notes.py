"""Footnotes: small type at the end of a page, with a note's mark or under a short rule."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.formats.pdf.page import PageText, RuledTable, TextLine
from assistant.reading.formats.pdf.paragraphs import Habits, join

# The rule over footnotes is shorter than this share of the width of the page.
_SHORT_RULE = 0.55
_SMALL = 0.92
_NOTE = re.compile(
    r"[①-⑳]|[\[［【〔]\s*\d{1,3}\s*[\]］】〕]|注\s*\d{0,2}\s*[:：]|[*＊†‡]|\d{1,2}\s*(?=[^\d.、．,，年月日%％）)\]\s])"
)


@dataclass(frozen=True, slots=True)
class Aside:
    """A text beside the one that runs on: a footnote, or furniture, of which ``detail`` says what it is."""

    text: str
    detail: str = ""
    is_note: bool = False


def split_notes(page: PageText, habits: Habits) -> tuple[tuple[TextLine | RuledTable, ...], tuple[Aside, ...]]:
    """Cut the footnotes off the end of a page: small type under larger, with a note's mark or under a short rule."""
    items = page.items
    start = len(items)
    while start and _is_small(items[start - 1], habits):
        start -= 1
    if start == 0 or not any(isinstance(item, TextLine) for item in items[:start]):
        return items, ()
    for number in range(start, len(items)):
        line = items[number]
        if isinstance(line, TextLine) and (_NOTE.match(line.text) or _has_rule_above(line, page)):
            return items[:number], tuple(_notes(items[number:]))
    return items, ()


def _is_small(item: TextLine | RuledTable, habits: Habits) -> bool:
    return isinstance(item, TextLine) and not item.is_scan and item.style.size <= _SMALL * habits.body.size


def _has_rule_above(line: TextLine, page: PageText) -> bool:
    return any(
        rule.is_level
        and rule.right - rule.left < _SHORT_RULE * page.width
        and abs(rule.left - line.margins[0]) < line.style.size
        and 0 <= line.top - rule.top < 1.5 * line.style.size
        for rule in page.rules
    )


def _notes(items: Sequence[TextLine | RuledTable]) -> Iterator[Aside]:
    text = ""
    for item in items:
        if isinstance(item, TextLine):
            if text and _NOTE.match(item.text):
                yield Aside(text, is_note=True)
                text = ""
            text = join(text, item.text)
    if text:
        yield Aside(text, is_note=True)
