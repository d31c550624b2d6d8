"""Lines broken at a fixed width, as in text copied from mail or print: joined to the paragraphs that they were."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.reading.lines import SENTENCE_ENDS, Line
from assistant.reading.numbering import System, read_marker
from assistant.reading.witnesses import REFERRING, is_item_name

_LEAST_LINES = 8
_LEAST_WIDTH = 24
_MOST_WIDTH = 120
_FULL_SHARE = 0.3
_LEAST_INDENT = 2
_INDENT_SHARE = 0.3
_BROKEN_SHARE = 0.15
_LONG_SHARE = 0.7
_RIDER = re.compile(r"[（(][一-鿿]{2,6}[:：][^（）()]*[）)]$")
_Rule = Callable[[Line, Line], bool]
_LINE_ENDS = SENTENCE_ENDS | {"：", ":"}


def join_wrapped(text: str, lines: list[Line], fixed: frozenset[int]) -> list[Line]:
    """Join each full line that ends no sentence with the next; a text that is not broken at a width stays as it is.

    A joined line spans the line ends between its parts. Lines that start at an offset in ``fixed`` stay apart.
    """
    # An indent counts from the margin: a text may stand away from it as a whole.
    margin = min((line.indent for line in lines), default=0)
    lines = [replace(line, indent=line.indent - margin) for line in lines] if margin else lines
    by_indent = _by_indent(lines)
    goes_on = _by_width(lines) or by_indent
    if not goes_on:
        return lines
    joined: list[Line] = []
    above: Line | None = None
    for line in lines:
        stays = line.start in fixed or line.is_heading or line.is_note
        starts = _opens(line, above)
        if (
            above
            and not stays
            and not starts
            and (goes_on(above, line) or (by_indent and joined[-1].indent and not line.indent))
        ):
            first = joined[-1]
            joined[-1] = replace(first, end=line.end, text=text[first.start : line.end])
        else:
            joined.append(line)
        above = None if stays or line.text[-1] in _LINE_ENDS or _RIDER.search(line.text) else line
    return joined


def _opens(line: Line, above: Line | None) -> bool:
    """Whether a line opens with a sure mark, and is not the rest of a reference (…第 / （二）项的要求)."""
    marker = read_marker(line.content)
    is_rest = above is not None and (above.text.endswith(REFERRING) or is_item_name(line.content, marker))
    is_sure = marker is not None and not marker.lost and marker.system is not System.DECIMAL
    return is_sure and not is_rest


def _by_width(lines: Sequence[Line]) -> _Rule | None:
    """Lines of one width: a full one goes on below, unless the next begins with a deeper indent."""
    width = _wrap_width(lines)
    return (lambda above, line: abs(_width(above) - width) <= 1 and line.indent <= above.indent) if width else None


def _by_indent(lines: Sequence[Line]) -> _Rule | None:
    """Paragraphs that begin with an indent: a line without one goes on with the unfinished paragraph above it."""
    if len(lines) < _LEAST_LINES:
        return None
    widest = sorted(_width(line) for line in lines)[len(lines) * 9 // 10]
    long = widest * _LONG_SHARE
    goes_on = [a.text[-1] not in _LINE_ENDS and not b.indent and _width(a) >= long for a, b in pairwise(lines)]
    broken = sum(goes_on)
    indented = sum(line.indent >= _LEAST_INDENT for line in lines)
    is_likely = broken >= len(lines) * _BROKEN_SHARE and indented >= len(lines) * _INDENT_SHARE
    if widest > _MOST_WIDTH or not is_likely:
        return None
    return lambda above, line: not line.indent and _width(above) >= long


def _wrap_width(lines: Sequence[Line]) -> int:
    """The width at which lines are broken, counted in half characters; 0 where they are not.

    At least three lines in ten are full, few are longer, and some full lines end in the middle of a sentence.
    """
    widths = [_width(line) for line in lines]
    if len(widths) < _LEAST_LINES:
        return 0
    width, _ = Counter(widths).most_common(1)[0]
    width = max((w for w in (width, width + 1) if w in widths), default=0)
    full = [line for line, w in zip(lines, widths, strict=True) if abs(w - width) <= 1]
    longer = sum(w > width + 1 for w in widths)
    is_broken = sum(line.text[-1] not in _LINE_ENDS for line in full) * 2 > len(full)
    many = len(full) >= len(lines) * _FULL_SHARE and longer <= len(lines) * 0.05
    return width if _LEAST_WIDTH <= width <= _MOST_WIDTH and many and is_broken else 0


def _width(line: Line) -> int:
    # In this encoding nearly every character takes as many bytes as half columns in print.
    return line.indent * 2 + len(line.text.encode("gb18030", "replace"))
