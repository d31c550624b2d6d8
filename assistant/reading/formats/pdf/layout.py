"""A page as drawn → its lines and tables, and the order that they are read in."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.formats.pdf.cells import fill, with_aligned_tables
from assistant.reading.formats.pdf.columns import in_reading_order
from assistant.reading.formats.pdf.lines import clean, read_lines
from assistant.reading.formats.pdf.page import PageText, RuledTable, TextLine
from assistant.reading.formats.pdf.reader import SourcePage
from assistant.reading.formats.pdf.tables import find_grids


def lay_out(source: SourcePage) -> PageText:
    """Find the tables and lines of a page, top down; lines side by side are one with several pieces."""
    glyphs = list(source.glyphs)
    tables: list[RuledTable] = []
    for grid in find_grids(source.rules):
        table, glyphs = fill(grid, glyphs)
        tables += [table] if table else []
    items = top_down(read_lines(glyphs), tables)
    return PageText(source.width, source.height, items, tuple(clean(text) for text in source.asides), source.rules)


def top_down(lines: Sequence[TextLine], tables: Sequence[RuledTable]) -> tuple[TextLine | RuledTable, ...]:
    """Put lines and tables in the order of their places."""
    return tuple(sorted((*lines, *tables), key=lambda item: item.baseline if isinstance(item, TextLine) else item.top))


def arrange(page: PageText) -> PageText:
    """Put what stands top down in reading order: what stands above a table is read before it."""
    items: list[TextLine | RuledTable] = []
    rest = [item for item in page.items if isinstance(item, TextLine)]
    for table in (item for item in page.items if isinstance(item, RuledTable)):
        above = [line for line in rest if line.baseline <= table.top]
        rest = [line for line in rest if line.baseline > table.top]
        items += [*with_aligned_tables(in_reading_order(above)), table]
    return replace(page, items=(*items, *with_aligned_tables(in_reading_order(rest))))
