"""Headings by their type: lines larger or heavier than the running text, ranked by size."""

from collections.abc import Sequence

from assistant.reading.formats.pdf.page import Style, TextLine
from assistant.reading.formats.pdf.paragraphs import Habits, has_ended, stands_apart
from assistant.reading.furniture import is_organisation

_LARGER = 1.1
_LARGER_IN_SCANS = 1.2
_LONGEST = 60
_DEEPEST = 6
# A line so long, or one that ends as a sentence does, is text: the title stands before it.
_TEXT_CHARACTERS = 40


def heading_levels(paragraphs: Sequence[Sequence[TextLine]], habits: Habits) -> list[int | None]:
    """Return the level of each paragraph that is a heading (0: the document's title, 1 the largest of the others)."""
    is_heading = [_is_heading(lines, habits) for lines in paragraphs]
    first = _first_headings(paragraphs, is_heading, habits)
    for n in first:
        is_heading[n] = not _is_letterhead(n, first, paragraphs)
    titles = _title(paragraphs, [n for n in first if is_heading[n]]) or _title_at_left(paragraphs, is_heading)
    others = [n for n, found in enumerate(is_heading) if found and n not in titles]
    ranks = sorted({_rank(paragraphs[n][0].style) for n in others}, reverse=True)
    levels = {rank: min(level, _DEEPEST) for level, rank in enumerate(ranks, start=1)}
    return [
        0 if n in titles else levels[_rank(lines[0].style)] if is_heading[n] else None
        for n, lines in enumerate(paragraphs)
    ]


def _rank(style: Style) -> tuple[float, int]:
    return round(style.size), style.weight


def _is_heading(lines: Sequence[TextLine], habits: Habits) -> bool:
    style, body = lines[0].style, habits.body
    text = "".join(line.text for line in lines)
    if (
        style.is_red
        or len(text) > _LONGEST
        or text.endswith(("。", "；", ";", "，"))
        or not any(map(str.isalpha, text))
    ):
        return False
    if lines[0].is_scan:
        return style.size >= _LARGER_IN_SCANS * body.size and stands_apart(lines[0], habits)
    is_heavier = style.weight > body.weight and all(line.style.weight >= style.weight for line in lines)
    return style.size >= _LARGER * body.size or (is_heavier and style.size >= body.size * 0.95)


def _first_headings(paragraphs: Sequence[Sequence[TextLine]], is_heading: Sequence[bool], habits: Habits) -> list[int]:
    """The numbers of the centred headings before the text begins."""
    first: list[int] = []
    for number, lines in enumerate(paragraphs):
        text = "".join(line.text for line in lines)
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) and is_heading[number + 1] else lines
        # The first line of a title may fill the column; its last stands apart.
        is_title = _is_like(following[0], lines[0]) and stands_apart(following[-1], habits)
        if is_heading[number] and (is_title or stands_apart(lines[0], habits) or stands_apart(lines[-1], habits)):
            first.append(number)
        elif len(text) > _TEXT_CHARACTERS or (first and has_ended(text)):
            break
    return first


def _title(paragraphs: Sequence[Sequence[TextLine]], first: Sequence[int]) -> set[int]:
    """The largest of the first headings, with those of its type right below."""
    if not first:
        return set()
    largest = max(first, key=lambda n: (paragraphs[n][0].style.size, -n))
    title, last = {largest}, largest
    for number in first[first.index(largest) + 1 :]:
        if number != last + 1 or not _is_like(paragraphs[number][0], paragraphs[largest][0]):
            break
        title.add(number)
        last = number
    return title


def _title_at_left(paragraphs: Sequence[Sequence[TextLine]], is_heading: Sequence[bool]) -> set[int]:
    """The first paragraph, where it is larger than every other heading."""
    sizes = [lines[0].style.size for lines, found in zip(paragraphs, is_heading, strict=True) if found]
    is_title = bool(sizes) and is_heading[0] and sizes[0] > max(sizes[1:], default=0.0)
    return {0} if is_title else set()


def _is_letterhead(number: int, first: Sequence[int], paragraphs: Sequence[Sequence[TextLine]]) -> bool:
    line = paragraphs[number][0]
    position = first.index(number)
    is_alone = position + 1 < len(first) and not _is_like(paragraphs[first[position + 1]][0], line)
    return line.text.endswith("文件") or (is_alone and is_organisation(line.text))


def _is_like(first: TextLine, second: TextLine) -> bool:
    smaller, larger = sorted((first.style.size, second.style.size))
    return larger <= smaller * (_LARGER_IN_SCANS if first.is_scan else 1.03)
