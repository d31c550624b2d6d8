"""Lines → paragraphs: which line goes on with the one before it, and what stands between the two."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from assistant.reading.formats.pdf.lines import is_wide
from assistant.reading.formats.pdf.page import Style, TextLine
from assistant.reading.furniture import read_label
from assistant.reading.numbering import System, read_marker

# In sizes of type (em) where nothing else is said.
_INDENTED = 1.2
_ALIGNED = 0.6
_SLACK = 0.6
_SLACK_OF_SCANS = 1.0
_CENTRED_ROOM = 2.5
_LOPSIDED = 1.2
_RIGHT_HALF = 0.4
_DEEPEST_HANGING, _DEEPEST_FIRST = 6.0, 4.6
_OTHER_SIZE = 1.08
_OTHER_SIZE_OF_SCANS = 1.3
_GAP_AFTER_END = 1.3
_GAP = 1.8
# What a line break may not part: a word or number, an opening sign and what it opens, a character and what closes it.
_UNIT = re.compile(r"[（《“‘「『【〔(\[]*(?:[A-Za-z0-9.,%/:_-]+|.)[，。；：、！？）》”’」』】〕%％,.;:!?)\]]*")
_ENDED = re.compile(r"[。！？!?；;：:][”’」』）)】]*$|[a-z][.]$")
# An entry of a table of contents; a line of a table that is drawn with characters.
_LINE_ALONE = re.compile(r"(?:[.．·…‥⋯﹒]\s?){4,}\s*[-—]?\s*\d{0,4}\s*[-—]?$|[─━┌┐└┘├┤┬┴┼│┃]$")
_FIGURE = re.compile(r"\d[.,]$")
_WORD_END = re.compile(r"[A-Za-z]{2,}-$")
# These stand at the start of a line in the middle of a sentence as well: 依照本办法 / 第三条规定.
_REFERENCES = frozenset({System.ARTICLE, System.PART, System.CHAPTER, System.DIVISION, System.BOX, System.ANNEX})
# 第一条第 / （二）项的要求; 增长 / 2.5倍.
_REFERENCE = re.compile(r"[（(][^（()）]{1,4}[）)]\s*[项目款类、和至]|\d+\.\d+(?![.\d\s])")
_LABEL = re.compile(r"【[^】\d]{1,12}】")


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document sets its running text: its type, and the usual distance of two baselines in points.

    ``first_indent`` is how far its paragraphs begin from the left edge of their column (em); 0 where they do not.
    """

    body: Style
    pitch: float
    first_indent: float = 0.0


def habits_of(columns: Iterable[Sequence[TextLine]]) -> Habits:
    """Learn from all lines of a document; each sequence is a page or column, top down.

    The indent is known once the lines have the margins of their columns.
    """
    columns = list(columns)
    sizes: Counter[float] = Counter()
    weights: Counter[tuple[float, int]] = Counter()
    distances: list[tuple[float, float]] = []
    for lines in columns:
        for line in lines:
            sizes[round(line.style.size * 2) / 2] += len(line.text)
            weights[round(line.style.size * 2) / 2, line.style.weight] += len(line.text)
        distances += [(b.baseline - a.baseline, b.style.size) for a, b in pairwise(lines) if b.baseline > a.baseline]
    if not sizes:
        return Habits(Style(16.0), 28.0)
    size = sizes.most_common(1)[0][0]
    weight = max((key for key in weights if key[0] == size), key=lambda key: weights[key])[1]
    near = [distance for distance, other in distances if distance < 3 * size and abs(other - size) < 1]
    return Habits(Style(size, weight), median(near) if near else 1.5 * size, _first_indent(columns))


def _first_indent(columns: Sequence[Sequence[TextLine]]) -> float:
    """The usual indent of lines that fill their column and go on at its left edge."""
    indents = Counter(
        round(first.indent * 2) / 2
        for lines in columns
        for first, second in pairwise(lines)
        if first.margins == second.margins and second.baseline > first.baseline
        if _INDENTED <= first.indent <= _DEEPEST_FIRST and abs(second.indent) < _ALIGNED and is_full(first, second)
    )
    return max(indents, key=lambda indent: (indents[indent], -indent)) if indents else 0.0


def continues(paragraph: Sequence[TextLine], line: TextLine, habits: Habits, *, is_below: bool) -> bool:
    """Whether ``line`` goes on with ``paragraph``; ``is_below`` says that it stands in the same column."""
    previous = paragraph[-1]
    if _looks_other(previous, line) or not is_full(previous, line) or _LINE_ALONE.search(previous.text):
        return False
    if is_below and _is_gap(previous, line, habits):
        return False
    if _ends_title(previous, line, habits):
        return True
    if stands_apart(previous, habits) or stands_apart(line, habits):
        return False
    return _fits(paragraph, line, habits)


def is_full(previous: TextLine, line: TextLine) -> bool:
    """Whether what ``line`` begins with had no room behind ``previous``."""
    unit = _UNIT.match(line.text)
    width = sum(1.0 if is_wide(char) else 0.5 for char in unit.group()) if unit else 1.0
    return previous.room < width + (_SLACK_OF_SCANS if line.is_scan else _SLACK)


def stands_apart(line: TextLine, habits: Habits) -> bool:
    """Whether a line is centred or set to the right: such lines are lines of their own (titles, signatures)."""
    measure = line.margins[1] - line.margins[0]
    if line.indent * line.style.size > _RIGHT_HALF * measure:
        return True
    is_even = abs(line.indent - line.room) <= _LOPSIDED
    is_large = line.style.size > habits.body.size * (_OTHER_SIZE_OF_SCANS if line.is_scan else _OTHER_SIZE)
    return is_even and (min(line.indent, line.room) >= _CENTRED_ROOM or (is_large and line.indent > _ALIGNED / 2))


def _ends_title(previous: TextLine, line: TextLine, habits: Habits) -> bool:
    """Whether a centred line goes on with one of its type that fills the column: a title that was broken for room."""
    is_title = previous.style.size > habits.body.size * _OTHER_SIZE and max(previous.indent, previous.room) < 1
    return is_title and abs(line.indent - line.room) <= _LOPSIDED and not has_ended(previous.text)


def join(first: str, second: str) -> str:
    """Join two lines of a paragraph: Chinese without a blank, Latin words with one, a hyphenated word whole."""
    if not first or not second:
        return first + second
    if _WORD_END.search(first) and second[0].islower():
        return first[:-1] + second
    before, after = first[-1], second[0]
    if is_wide(before) or is_wide(after) or (before.isdigit() and after.isdigit()):
        return first + second
    is_cut = before in "/-_([" or after in "/-_)],.;:%" or bool(_FIGURE.search(first[-2:]) and after.isdigit())
    return first + second if is_cut else f"{first} {second}"


def has_ended(text: str) -> bool:
    """Whether a sentence or a lead-in is complete at the end of ``text``."""
    return bool(_ENDED.search(text))


def _looks_other(previous: TextLine, line: TextLine) -> bool:
    limit = _OTHER_SIZE_OF_SCANS if line.is_scan else _OTHER_SIZE
    smaller, larger = sorted((previous.style.size, line.style.size))
    return larger > smaller * limit or previous.style.is_red != line.style.is_red


def _is_gap(previous: TextLine, line: TextLine, habits: Habits) -> bool:
    pitch = habits.pitch * max(1.0, line.style.size / habits.body.size)
    distance = line.baseline - previous.baseline
    return distance > pitch * (_GAP_AFTER_END if has_ended(previous.text) else _GAP)


def _fits(paragraph: Sequence[TextLine], line: TextLine, habits: Habits) -> bool:
    """Whether the indent of ``line``, and the mark that it may begin with, are those of a line within the paragraph."""
    first, previous = paragraph[0], paragraph[-1]
    marker = read_marker(line.text)
    is_marked = marker is not None and not marker.lost
    if _opens(first, previous, line, habits, is_marked=is_marked):
        return False
    step = line.indent - first.indent
    if len(paragraph) > 1:
        return _is_aligned(paragraph, line, may_begin=is_marked)
    if step <= -_INDENTED:
        return line.indent < _INDENTED
    if step >= _INDENTED:
        return not is_marked and step < _DEEPEST_HANGING and read_marker(first.text) is not None
    if line.indent >= _INDENTED:
        return not has_ended(previous.text) and not is_marked
    is_reference = marker is not None and (marker.system in _REFERENCES or bool(_REFERENCE.match(line.text)))
    return not is_marked or (not has_ended(previous.text) and is_reference)


def _opens(first: TextLine, previous: TextLine, line: TextLine, habits: Habits, *, is_marked: bool) -> bool:
    """Whether a line begins a paragraph whatever the line before it looks like: by its indent, mark or label."""
    is_first = abs(line.indent - habits.first_indent) < _ALIGNED and line.indent - first.indent < _INDENTED
    is_label = bool(_LABEL.match(line.text) or (read_label(line.text) and read_label(first.text)))
    return (is_first and habits.first_indent > 0) or is_label or (is_marked and has_ended(previous.text))


def _is_aligned(paragraph: Sequence[TextLine], line: TextLine, *, may_begin: bool) -> bool:
    """Whether a line stands under the second of its paragraph, and is none that begins the next of a list."""
    first, second = paragraph[0], paragraph[1]
    if abs(line.indent - second.indent) >= _ALIGNED:
        return False
    # Where first lines are indented, one that is not begins nothing, whatever mark it opens with.
    if first.indent - second.indent >= _INDENTED or not may_begin:
        return True
    return not has_ended(paragraph[-1].text) and second.indent < _INDENTED


def goes_on_in_cell(previous: TextLine, line: TextLine) -> bool:
    """Whether ``line`` goes on with ``previous`` in the same cell of a table, of which ``previous`` has the edges."""
    marker = read_marker(line.text)
    is_marked = marker is not None and not marker.lost and marker.system not in _REFERENCES
    left, right = previous.margins
    indent = (line.left - left) / line.style.size
    is_centred = abs(right - line.right - (line.left - left)) < line.style.size
    is_indented = line.left - previous.left >= _INDENTED * line.style.size and indent < 3 and not is_centred
    return is_full(previous, line) and not (is_marked or is_indented or _looks_other(previous, line))
