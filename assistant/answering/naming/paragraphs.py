"""Paragraphs without number: where they stand, and which of a clause's they are (第2段, 末段, 结尾)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.naming.outline import Outline
from assistant.reading.furniture import is_rider
from assistant.reading.lines import SENTENCE_ENDS, split_lines
from assistant.records import FORMAL_KINDS, Clause, ClauseKind

_ENDS = frozenset({*SENTENCE_ENDS, "：", ":"})
_CLOSERS = "”’」』）) |"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text in code points; ``end`` is exclusive."""

    start: int
    end: int

    def meets(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def own_paragraphs(clause: Clause) -> tuple[Span, ...]:
    """The paragraphs of a clause's own words, without its heading and lines of responsible units.

    A line that ends no sentence was wrapped, and goes on in the next.
    """
    found: list[Span] = []
    is_open = False
    for number, line in enumerate(split_lines(clause.text)):
        if number == 0 and _is_heading(line.content, clause):
            continue
        span = Span(clause.start + line.start, clause.start + line.end)
        if is_open:
            found[-1] = Span(found[-1].start, span.end)
        elif not is_rider(line.text):
            found.append(span)
        is_open = bool(found) and found[-1].end == span.end and line.content.rstrip(_CLOSERS)[-1:] not in _ENDS
    return tuple(found)


def name_paragraphs(outline: Outline, clause: Clause, span: Span) -> str:
    """What part of its parent's running text ``span`` of a paragraph clause is: 第2段, 第2段至第3段, 末段."""
    parent = outline.parent(clause)
    siblings = outline.below(clause.parent)
    running = [*(own_paragraphs(parent) if parent else ()), *_in_children(siblings)]
    if len(running) == 1 and siblings[-1] is clause and len(siblings) > 1:
        return "末段"
    return _numbers(running, span)


def name_closing(roots: Sequence[Clause], clause: Clause, span: Span) -> str:
    """The same for a paragraph of the highest level: behind all numbered clauses it is the end of the document."""
    body = [c for c in roots if c.kind not in {*FORMAL_KINDS, ClauseKind.NOTE}]
    last = max((n for n, c in enumerate(body) if c.kind is not ClauseKind.PARAGRAPH), default=-1)
    closing = body[last + 1 :]
    if last < 0 or clause not in closing:
        return _numbers(list(_in_children(roots)), span)
    running = list(_in_children(closing))
    return "结尾" + (_numbers(running, span) if _is_narrow(running, span) else "")


def name_within(outline: Outline, clause: Clause, span: Span) -> str:
    """Which paragraph of a clause's own words ``span`` is; empty where there is one only, or more are meant."""
    own = own_paragraphs(clause)
    running = [*own, *_in_children(outline.below(clause.id))]
    if not _is_narrow(running, span) or not any(paragraph.meets(span) for paragraph in own):
        return ""
    return _numbers(running, span)


def _in_children(clauses: Sequence[Clause]) -> Iterator[Span]:
    for clause in clauses:
        if clause.kind in {ClauseKind.PARAGRAPH, ClauseKind.PREAMBLE}:
            yield from own_paragraphs(clause)


def _is_narrow(running: Sequence[Span], span: Span) -> bool:
    """Whether the span lies inside one of several paragraphs."""
    return len(running) > 1 and any(p.start <= span.start and span.end <= p.end for p in running)


def _numbers(running: Sequence[Span], span: Span) -> str:
    met = [number for number, paragraph in enumerate(running, start=1) if paragraph.meets(span)]
    return "至".join(f"第{number}段" for number in dict.fromkeys((met[0], met[-1]))) if met else ""


def _is_heading(line: str, clause: Clause) -> bool:
    return bool(clause.path) and line.rstrip("。:： ") == clause.path[-1].rstrip("。:： ")
