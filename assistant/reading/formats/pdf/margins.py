"""Running heads and feet that their place tells on a single page: small type in the margin, or what browsers print."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import takewhile

from assistant.reading.formats.pdf.page import PageText, Rule, RuledTable, TextLine
from assistant.reading.formats.pdf.paragraphs import Habits
from assistant.reading.furniture import unlabelled
from assistant.reading.numbering import read_marker

HEADER, FOOTER = "header", "footer"
# Heads and feet stand in these shares of the height of a page; the rule beside one is so wide a part of it.
_EDGE_ZONE = 0.14
_WIDE_RULE = 0.5
_SMALLER = 0.9
_MOST_LINES = 3
_LONGEST, _LONGEST_PRINTED = 60, 400
_LEAST_TITLE = 4
# So much more white than between two lines of the text parts a head from it (em of the text), a rule within so much.
_WHITE, _RULE_NEAR = 0.4, 1.2
_CLOCK = r"(?:[上下]午\s*)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?"
_STAMP = re.compile(rf"(?:\d{{4}}[/.\-]\d{{1,2}}[/.\-]\d{{1,2}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})\s*,?\s*{_CLOCK}(?=\s|$)")
_ADDRESS = re.compile(r"(?:https?|file)://\S+|about:blank")
_COUNT = re.compile(r"(?:^|\s)\d{1,4}\s*(?:/|of)\s*\d{1,4}$")
_NUMBER = re.compile(r"^[—–\-·\s]*\d{1,4}[—–\-·\s]+(?=\D)|(?<=\D)[—–\-·\s]+\d{1,4}[—–\-·\s]*$")
_SENTENCE = re.compile(r"[。；;！!？?：:，,]")
_OF_TEXT = re.compile(
    r"[（(【\[]|续?[表图]|单位|注|备注|说明|(?:资料|数据)?来源|抄[送报]|分送|主送|联系|校对|附|.{0,60}印发$"
)


def is_running(line: TextLine) -> bool:
    """Whether the words of a line may be those of a running head: no sentence, label, caption, number or note."""
    if len(line.text) > _LONGEST:
        return False
    text = _NUMBER.sub("", line.text)
    marker = read_marker(text)
    return (
        not _SENTENCE.search(text)
        and not _OF_TEXT.match(text)
        and not unlabelled(text)
        and (marker is None or marker.lost)
    )


def is_smaller(item: TextLine | RuledTable, habits: Habits) -> bool:
    """Whether a line is set in clearly smaller type than the text; on a scan that cannot be told."""
    return isinstance(item, TextLine) and not item.is_scan and item.style.size <= _SMALLER * habits.body.size


def marginal_lines(
    pages: Sequence[PageText], habits: Habits, known: Set[tuple[int, int]]
) -> Iterator[tuple[int, TextLine, str]]:
    """Yield running heads and feet with the number of their page (from 0) and ``HEADER`` or ``FOOTER``.

    They stand in the margin: beyond the text of every page, parted from it by white or a rule. ``known`` holds page
    and identity of lines that are furniture already; ``items`` of the pages have to stand top down.
    """
    left = [[item for item in page.items if (number, id(item)) not in known] for number, page in enumerate(pages)]
    text = [[item for item in items if not is_smaller(item, habits) and not _is_printed(item)] for items in left]
    area = (
        min((items[0].top for items in text if items), default=0.0),
        max((_bottom(items[-1]) for items in text if items), default=0.0),
    )
    titles = _Titles(line.text for items in text for line in items if isinstance(line, TextLine))
    for number, (page, items) in enumerate(zip(pages, left, strict=True)):
        margin = _Margin(page, habits, area, titles)
        yield from ((number, line, HEADER) for line in margin.lines(items, is_above=True))
        yield from ((number, line, FOOTER) for line in margin.lines(items[::-1], is_above=False))


class _Titles:
    """What the text of a document says, to find the words of running heads in it."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._text = "".join("".join(line.split()) for line in lines)
        self._found: dict[str, bool] = {}

    def hold(self, text: str) -> bool:
        """Whether the text of the document holds the words of a line."""
        words = "".join(_NUMBER.sub("", text).split()) if len(text) <= _LONGEST else ""
        if words not in self._found:
            self._found[words] = len(words) >= _LEAST_TITLE and words in self._text
        return self._found[words]


class _Margin:
    """One page, with the top and bottom of the text of the whole document."""

    def __init__(self, page: PageText, habits: Habits, area: tuple[float, float], titles: _Titles) -> None:
        self._page, self._habits, self._area, self._titles = page, habits, area, titles
        self._white = habits.pitch - (0.88 - _WHITE) * habits.body.size

    def lines(self, items: Sequence[TextLine | RuledTable], *, is_above: bool) -> list[TextLine]:
        """The lines that are heads or feet; ``items`` come from the edge of the page inwards."""
        run = [item for item in takewhile(self._may_be, items[:_MOST_LINES]) if isinstance(item, TextLine)]
        for count in range(len(run), 0, -1):
            inner = items[count] if count < len(items) else None
            if self._are_heads(run[:count], inner, is_above=is_above):
                return run[:count]
        return []

    def _may_be(self, item: TextLine | RuledTable) -> bool:
        if not isinstance(item, TextLine):
            return False
        zone = self._page.height * _EDGE_ZONE
        is_outside = item.baseline < zone or item.baseline > self._page.height - zone
        return is_outside and (is_smaller(item, self._habits) or _is_printed(item))

    def _are_heads(self, run: Sequence[TextLine], inner: TextLine | RuledTable | None, *, is_above: bool) -> bool:
        if all(_is_printed(line) and is_smaller(line, self._habits) for line in run):
            return True
        if inner is None or not self._is_beyond_text(run[-1], is_above=is_above):
            return False
        is_apart = self._is_apart(run[-1], inner, is_above=is_above)
        return all(
            self._titles.hold(line.text) or (is_apart and (_is_printed(line) or is_running(line))) for line in run
        )

    def _is_beyond_text(self, line: TextLine, *, is_above: bool) -> bool:
        return line.baseline <= self._area[0] if is_above else line.top >= self._area[1]

    def _is_apart(self, line: TextLine, inner: TextLine | RuledTable, *, is_above: bool) -> bool:
        """Whether more white than within the text, or a rule, parts a line from what stands further in."""
        start, end = (line.baseline, inner.top) if is_above else (_bottom(inner), line.top)
        return end - start > self._white or any(self._parts(rule.top, start, end, line) for rule in self._wide_rules())

    def _wide_rules(self) -> Iterator[Rule]:
        width = self._page.width * _WIDE_RULE
        return (rule for rule in self._page.rules if rule.is_level and rule.right - rule.left >= width)

    @staticmethod
    def _parts(place: float, start: float, end: float, line: TextLine) -> bool:
        near = _RULE_NEAR * line.style.size
        return start <= place <= end and min(abs(place - line.baseline), abs(place - line.top)) <= near


def _is_printed(item: TextLine | RuledTable) -> bool:
    """Whether a line is what browsers print on each page: date and time, title, address, number of pages."""
    if not isinstance(item, TextLine) or len(item.text) > _LONGEST_PRINTED:
        return False
    rest = _COUNT.sub("", _ADDRESS.sub("", item.text)).strip()
    has_sign = _STAMP.search(rest) or _ADDRESS.search(item.text)
    return bool(has_sign) and not _SENTENCE.search(_STAMP.sub("", rest))


def _bottom(item: TextLine | RuledTable) -> float:
    return item.baseline if isinstance(item, TextLine) else item.bottom
