"""Line breaks that were lost in copying: marks in the middle of a line that go on with the numbering begin a line.

A mark inside a line counts only where a sentence, a heading or a blank ends before it and its number follows the last
one of its system, or is the first of several. So a cross-reference (依照第三条…) never does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.reading import furniture
from assistant.reading.lines import Line
from assistant.reading.numbering import ORDINALS, Marker, System, follows, read_marker

_HAN = "[〇零一二三四五六七八九十百千]"
_MARK = re.compile(
    rf"第\s?(?:{_HAN}{{1,7}}|\d{{1,3}})\s?(?:编|篇|分编|章|节|条|部分)|[（(]\s?(?:{_HAN}{{1,3}}|\d{{1,2}})\s?[）)]|{_HAN}{{1,3}}、"
    r"|(?<![\d.])\d{1,2}[.．、](?!\d)|(?<![A-Za-z])[a-z][)）]|(?<![\d.（(])\d{1,2}[)）]|[①-⑳]|专栏\s?(?:\d{1,2}|{_HAN}{{1,3}})|(?<![—–-])——(?=[^—–\s-])"
)
_ENDS = frozenset("。；;！？!?：:”")
_CLOSERS = frozenset("）)》】")
_ACROSS_LINES = ORDINALS | {System.HAN_COMMA, System.BOX}
_HEADING_CHARACTERS = 30
_LEAST_CHARACTERS = 12
_LEAST_HEAD_CHARACTERS = 4
_MARK_CHARACTERS = 24
_LONG_LINE_CHARACTERS = 100
_FRONT_CHARACTERS = 300
_NO_HEADING = re.compile(r"[。；;，,]")
_REFERRING = re.compile(r"[、第]")
_ADDRESSEE = re.compile(r"(?<=[知见定法案划函告])\s*(?=各[^。；;]{2,80}[:：])")
_RIDER_CHARACTERS = 80
# Who is responsible and by when often ends without a full stop.
_RIDER = re.compile(r"(?:责任|牵头|配合|主办|协办|参与)[一-鿿]{0,3}[:：][^。；;]{2,60}$|完成时限[:：][^。；;]{2,20}$")
_CLOSING = re.compile(
    r"(?<=[。）)])\s*(?P<body>[一-鿿A-Z×]{2,30}(?:人民政府|办公室|办公厅|委员会|局|厅|部))\s*"
    r"(?P<date>(?:\d{4}|[二〇○零一三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日)$"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A mark at ``position`` of a line, and how the text before it ends."""

    position: int
    marker: Marker
    after: str
    is_end: bool


def break_lines(lines: Sequence[Line], fixed: frozenset[int]) -> list[Line]:
    """Cut lines at the marks inside them; those that start at an offset in ``fixed`` (tables) stay whole."""
    last: dict[str, str] = {}
    broken: list[Line] = []
    for number, line in enumerate(lines):
        if line.start in fixed or furniture.opens_annex_list(line.text) or len(line.text) < _LEAST_CHARACTERS:
            _note_mark(line, last)
            broken.append(line)
            continue
        positions = list(_breaks(line, last))
        if len(line.text) > _LONG_LINE_CHARACTERS:
            positions = _with_edges(line, positions, is_last=number == len(lines) - 1)
        broken += line.cut(positions) if positions else [line]
    return broken


def _note_mark(line: Line, last: dict[str, str]) -> None:
    marker = read_marker(line.content)
    if marker and not marker.lost:
        last[marker.level] = marker.number


def _breaks(line: Line, last: dict[str, str]) -> Iterator[int]:
    """Yield where the line is to be cut, and keep the last number of each system."""
    _note_mark(line, last)
    candidates = list(_candidates(line.text))
    inside = {m.marker.level for m in candidates if m.position == 0}
    # Where the last mark of each number stands behind the end of a sentence: so it is known at once what is followed.
    latest = {(c.marker.level, c.marker.number): c.position for c in candidates if c.is_end or c.after in _CLOSERS}
    heading = 0 if inside else None
    before = next(iter(inside), "")
    for candidate in candidates:
        marker = candidate.marker
        if not candidate.position:
            continue
        unseen = marker.system in ORDINALS and marker.level not in last
        followed = latest.get((marker.level, _next(marker.number)), -1) > candidate.position
        goes_on = marker.level in last and (
            follows(marker.number, last[marker.level]) or (followed and _skips(marker, last[marker.level]))
        )
        chained = goes_on and (marker.system in _ACROSS_LINES or marker.level in inside)
        opens = (marker.is_first or unseen) and followed
        between = line.text[heading : candidate.position]
        at_heading = (
            heading is not None and _is_heading(between) and (marker.level != before or not _REFERRING.search(between))
        )
        if candidate.position < _LEAST_HEAD_CHARACTERS:
            continue
        at_title = unseen and marker.is_first
        if (chained or opens) and _is_boundary(candidate, at_heading=at_heading, at_title=at_title):
            yield candidate.position
            last[marker.level] = marker.number
            inside.add(marker.level)
            heading, before = candidate.position, marker.level


def _candidates(text: str) -> Iterator[_Candidate]:
    for match in _MARK.finditer(text):
        marker = read_marker(text[match.start() : match.start() + _MARK_CHARACTERS])
        if marker and not marker.lost:
            before = text[max(0, match.start() - _RIDER_CHARACTERS) : match.start()]
            yield _Candidate(match.start(), marker, before[-1:], _is_end(before[-1:]) or bool(_RIDER.search(before)))


def _skips(marker: Marker, previous: str) -> bool:
    """Whether an article or chapter is the next but one: the mark between them was not found."""
    if marker.system not in ORDINALS:
        return False
    number, last = int(marker.number.partition("-")[0]), int(previous.partition("-")[0])
    return last < number <= last + 2


def _next(number: str) -> str:
    """The number that follows: 4 for 3, 7 for 6-2, 1.2 for 1.1."""
    head, dot, last = number.rpartition(".")
    main = last.partition("-")[0]
    return f"{head}{dot}{int(main) + 1}" if main else number


def _is_boundary(candidate: _Candidate, *, at_heading: bool, at_title: bool) -> bool:
    if candidate.is_end or at_heading:
        return True
    if candidate.after in _CLOSERS:
        # 《…办法》第三条 names an article.
        is_named = candidate.after == "》" and candidate.marker.system in ORDINALS
        return candidate.marker.system is not System.ARABIC_BRACKET and not is_named
    return at_title


def _is_end(after: str) -> bool:
    """Whether a sentence or a word ends: private-use characters stand for signs that a font of the source had."""
    return after in _ENDS or after.isspace() or "\ue000" <= after <= "\uf8ff"


def _is_heading(text: str) -> bool:
    """Whether what lies between two marks is a heading: short and no sentence."""
    return 0 < len(text) <= _HEADING_CHARACTERS and not _NO_HEADING.search(text)


def _with_edges(line: Line, positions: list[int], *, is_last: bool) -> list[int]:
    """Cut a long line also in front of its addressee, and before signature and date at the end of the document."""
    found = set(positions)
    addressee = _ADDRESSEE.search(line.text, 0, _FRONT_CHARACTERS)
    if addressee:
        colon = re.search("[:：]", line.text[addressee.start() :])
        found |= {addressee.end(), addressee.start() + colon.end()} if colon else set()
    closing = _CLOSING.search(line.text, len(line.text) - 80) if is_last else None
    if closing:
        found |= {closing.start("body"), closing.start("date")}
    return sorted(found)
