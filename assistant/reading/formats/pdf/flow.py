"""Pages → blocks in reading order: paragraphs and tables go on over page breaks, what stands beside comes behind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.formats.pdf.furniture import PageParts
from assistant.reading.formats.pdf.notes import Aside, split_notes
from assistant.reading.formats.pdf.page import PageText, RuledTable, TextLine
from assistant.reading.formats.pdf.paragraphs import Habits, continues

_SAME_EDGE_POINTS = 4.0
# A table that goes on over the page ends in the lower part of the one and begins in the upper part of the other.
_LOWER_PART = 0.6
_UPPER_PART = 0.4


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of one paragraph with the page (from 0) that each stands on."""

    lines: tuple[TextLine, ...]
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Parts of one table with the page (from 0) that each stands on."""

    parts: tuple[RuledTable, ...]
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the text of a page (from 0)."""

    aside: Aside
    page: int


Block = Paragraph | Table | Beside


class _Open:
    """The paragraph or table that may go on, and what stands beside it and has to wait for its end."""

    def __init__(self) -> None:
        self.items: list[TextLine | RuledTable] = []
        self.pages: list[int] = []
        self.pending: list[Beside] = []

    def start(self, item: TextLine | RuledTable, page: int) -> Iterator[Block]:
        """Begin with ``item``; what was open is yielded."""
        yield from self.close()
        self.items, self.pages = [item], [page]

    def close(self) -> Iterator[Block]:
        """Yield what is open and what waits for it."""
        if self.items and isinstance(self.items[0], TextLine):
            yield Paragraph(tuple(item for item in self.items if isinstance(item, TextLine)), tuple(self.pages))
        elif self.items:
            yield Table(tuple(item for item in self.items if isinstance(item, RuledTable)), tuple(self.pages))
        yield from self.pending
        self.items, self.pages, self.pending = [], [], []


def flow(pages: Sequence[PageText], parts: Sequence[PageParts], habits: Habits) -> Iterator[Block]:
    """Yield the blocks of all pages; furniture and notes that part a paragraph or table follow it.

    ``pages`` hold the text in reading order, without the headers and footers that ``parts`` tell.
    """
    block = _Open()
    for number, (page, part) in enumerate(zip(pages, parts, strict=True)):
        items, notes = split_notes(page, habits)
        block.pending += [Beside(aside, number) for aside in part.headers]
        for position, item in enumerate(items):
            if _goes_on(block, item, number, pages, habits, is_first=position == 0):
                block.items.append(item)
                block.pages.append(number)
            else:
                yield from block.start(item, number)
        block.pending += [Beside(aside, number) for aside in (*notes, *part.footers)]
    yield from block.close()


def _goes_on(
    block: _Open, item: TextLine | RuledTable, page: int, pages: Sequence[PageText], habits: Habits, *, is_first: bool
) -> bool:
    """Whether ``item`` goes on with what is open; ``is_first`` says that it is the first of its page."""
    if not block.items:
        return False
    last, last_page = block.items[-1], block.pages[-1]
    if isinstance(last, TextLine) and isinstance(item, TextLine):
        is_below = last_page == page and last.margins == item.margins and item.baseline > last.baseline
        head = [line for line in block.items[:2] if isinstance(line, TextLine)]
        return continues([*head, last] if len(block.items) > 2 else head, item, habits, is_below=is_below)
    if isinstance(last, RuledTable) and isinstance(item, RuledTable) and is_first and last_page == page - 1:
        return _is_same_table(last, item, (pages[page - 1].height, pages[page].height))
    return False


def _is_same_table(above: RuledTable, below: RuledTable, heights: tuple[float, float]) -> bool:
    if above.bottom < _LOWER_PART * heights[0] or below.top > _UPPER_PART * heights[1]:
        return False
    return len(above.edges) == len(below.edges) and all(
        abs(first - second) <= _SAME_EDGE_POINTS for first, second in zip(above.edges, below.edges, strict=True)
    )
