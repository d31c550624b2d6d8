"""All pages of a document → its text with the layout."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.formats.pdf.columns import with_shared_margins
from assistant.reading.formats.pdf.flow import Paragraph, flow
from assistant.reading.formats.pdf.furniture import inner_items, take_apart
from assistant.reading.formats.pdf.headings import heading_levels
from assistant.reading.formats.pdf.layout import arrange
from assistant.reading.formats.pdf.page import PageText, TextLine
from assistant.reading.formats.pdf.paragraphs import Habits, habits_of
from assistant.reading.formats.pdf.writer import PageWriter
from assistant.reading.layout import Extracted


def compose(pages: Sequence[PageText]) -> Extracted:
    """Join the lines of all pages to paragraphs, tell headings and furniture, and write them in order.

    The items of a page have to stand top down.
    """
    habits = _habits([replace(page, items=tuple(inner_items(page))) for page in pages])
    parts = list(take_apart(pages, habits))
    # What stands in the margins would blur where the columns of the text begin and end.
    text = [arrange(replace(page, items=part.items)) for page, part in zip(pages, parts, strict=True)]
    text = with_shared_margins(text, habits.body.size)
    habits = _habits(text)
    blocks = list(flow(text, parts, habits))
    levels = iter(heading_levels([block.lines for block in blocks if isinstance(block, Paragraph)], habits))
    writer = PageWriter()
    for block in blocks:
        writer.write(block, next(levels) if isinstance(block, Paragraph) else None)
    return writer.finish(len(pages))


def _habits(pages: Sequence[PageText]) -> Habits:
    return habits_of([[item for item in page.items if isinstance(item, TextLine)] for page in pages])
