"""A clause cut into the stretches within which a statement holds: sentences, members of a series, table rows.

Each segment knows what is said around it: the stem of its enumeration, the headings above it, the sentences beside it,
the line of responsible units below it; but not the other members of its series, which speak of something else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_HAN = "[零〇一二三四五六七八九十百千]"
# From this rank on a mark is a bare number; an article's number is spoken of.
_FIRST_BARE_RANK = 3
# Marks that open a numbered part, with their ranks from the outermost in.
_MARKS = (
    (rf"第(?:{_HAN}{{1,6}}|\d{{1,4}})[编章]", 0),
    (rf"第(?:{_HAN}{{1,6}}|\d{{1,4}})节", 1),
    (rf"第(?:{_HAN}{{1,6}}|\d{{1,4}})条(?:之{_HAN})?", 2),
    (rf"{_HAN}{{1,3}}、", 3),
    (rf"\({_HAN}{{1,3}}\)", 4),
    (r"\d{1,2}[.、](?!\d)", 5),
    (r"\(\d{1,2}\)|\d{1,2}\)", 6),
    (r"[一二三四五六七八九十]是(?!否)", 7),
)
_MARK = re.compile("|".join(f"(?:{pattern})" for pattern, _ in _MARKS))
_RANKS = tuple((re.compile(pattern), rank) for pattern, rank in _MARKS)
_BARE_MARKS = "|".join(pattern for pattern, rank in _MARKS if rank >= _FIRST_BARE_RANK)
_BARE_MARK = re.compile(rf"(?m)(?:^|(?<=[。;:]))(?:{_BARE_MARKS})")
_CUT = re.compile(rf"\n|(?<=[。;:])(?={_MARK.pattern})|(?<=。)(?=[^,。;:\n]{{2,30}}:)")
_TAIL = re.compile(
    r"\(?(?:(?:责任|牵头|配合|主办|承办|实施|参与)(?:单位|部门)|完成时限|完成时间):"
    r"|\([^()]{2,}\)[。;]?$|\([^()]*(?:牵头|负责|配合)[^()]*\)"
)
# A semicolon in brackets (属性:预期性;单位:件) parts no series.
_SERIES = re.compile(r";(?![^()]*\))")
_QUESTION = re.compile(r"(?:问|问题\d*|q\d*)[:.]", re.IGNORECASE)
_PAIR = re.compile(r"[^:,。;]{2,12}:")
_HEADING = re.compile(r"[^,;:]{2,40}")
_HEAD_CHARACTERS = 40
_TITLE_RANK = -1
_LINE_RANK = 2.5


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a clause with what is said around it.

    ``stem`` opens its series (包括:甲;乙), ``list_stem`` the enumeration that it is an item of; ``before`` stands
    before it in its part; ``near`` holds what belongs to it in any case (headings, stems, responsible units),
    ``around`` also the sentences beside it.
    """

    text: str
    stem: str
    list_stem: str
    before: str
    near: str
    around: str


@dataclass(slots=True)
class _Group:
    """A numbered part, a line or a row: its sentences, and what it hangs on."""

    text: str
    above: tuple[str, ...]
    is_item: bool = False
    tail: str = ""


@lru_cache(maxsize=4096)
def cut(text: str) -> tuple[Segment, ...]:
    """The segments of a text in its plain form, in order."""
    groups = _groups(text)
    return tuple(segment for group in groups for segment in _segments(group))


def sentences(text: str) -> list[str]:
    """The sentences of a stretch, without their full stops."""
    return [sentence for sentence in re.split(r"[。!?\n]", text) if sentence]


def phrases(text: str) -> list[tuple[int, int]]:
    """The spans between commas and the like; a comma between digits parts nothing."""
    spans, start = [], 0
    for match in re.finditer(r"[,;。:!?\n]", text):
        spans.append((start, match.start()))
        start = match.end()
    return [(first, last) for first, last in [*spans, (start, len(text))] if last > first]


def unnumbered(text: str) -> str:
    """The text without the numbers of its parts, which are no figures; those of articles stay."""
    return _BARE_MARK.sub("", text)


def _groups(text: str) -> list[_Group]:
    groups: list[_Group] = []
    stack: list[tuple[float, str]] = []
    waiting = 0
    for number, line in enumerate(piece for piece in _CUT.split(text) if piece and piece.strip()):
        if _TAIL.match(line) and groups:
            _hang(groups[waiting:], line)
            groups.append(_Group(line, tuple(_head(group.text) for group in groups[waiting:])))
            waiting = len(groups)
            continue
        rank = _rank(line, is_first=not number)
        while stack and rank is not None and stack[-1][0] >= rank:
            stack.pop()
        is_item = rank is not None and rank >= _FIRST_BARE_RANK
        groups.append(_Group(unnumbered(line), tuple(said for _, said in stack), is_item))
        if rank is not None:
            stack.append((rank, f"{_head(line)}\n{_stem(line)}"))
    return groups


def _hang(groups: list[_Group], tail: str) -> None:
    """Responsible units and dates below a part are those of all that stands above them, up to the last such line."""
    for group in groups:
        group.tail = f"{group.tail}\n{tail}"


def _rank(line: str, *, is_first: bool) -> float | None:
    for pattern, rank in _RANKS:
        if pattern.match(line):
            return rank
    if is_first and "。" not in line.rstrip("。") and len(line) <= _HEAD_CHARACTERS:
        return _TITLE_RANK
    return _LINE_RANK if line.endswith(":") or _QUESTION.match(line) else None


def _head(text: str) -> str:
    for stops in (r"[。\n]", r"[。:\n]"):
        head = re.split(stops, text, maxsplit=1)[0]
        if len(head) <= _HEAD_CHARACTERS:
            return head
    return ""


def _stem(text: str) -> str:
    return re.split(r"[。;]", text)[-1] if text.endswith(":") else ""


def _segments(group: _Group) -> list[Segment]:
    above = "\n".join(group.above)
    list_stem = next((line for line in reversed(above.split("\n")) if line.endswith(":")), "") if group.is_item else ""
    found: list[Segment] = []
    said = sentences(group.text)
    for place, sentence in enumerate(said):
        members = [member for member in _SERIES.split(sentence) if member]
        beside = "\n".join(other for index, other in enumerate(said) if index != place and ";" not in other)
        stem = _opening(members) if len(members) > 1 else ""
        for index, member in enumerate(members):
            own_stem = stem if index else ""
            before = ";".join([*said[:place], *members[:index]])
            heading = said[0] if place and _HEADING.fullmatch(said[0]) else ""
            near = "\n".join((above, own_stem, heading, group.tail))
            found.append(Segment(member, own_stem, "" if place else list_stem, before, near, f"{near}\n{beside}"))
    return found


def _opening(members: Sequence[str]) -> str:
    """What opens a series in one sentence and holds for each member.

    It is a stem (包括:甲;乙), a subject before two conditions, or the first of several pairs (事项名称:甲;办结时限:乙).
    """
    if all(_PAIR.match(member) for member in members[:2]):
        return members[0]
    stem, colon, _ = members[0].partition(":")
    if colon:
        return stem
    spans = phrases(members[0])
    first = members[0][slice(*spans[0])]
    is_shared = len(spans) > max(len(phrases(member)) for member in members[1:]) and not first.endswith(("的", "者"))
    return first if is_shared else ""
