"""HTML pages: the main text, with page furniture marked and tables kept as grids.

The tree is built as browsers build it (WHATWG HTML, by turbohtml) and walked without recursion.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.errors import DocumentError
from assistant.reading.formats.web.blocks import Builder
from assistant.reading.formats.web.decode import decode_page
from assistant.reading.formats.web.furniture import judge
from assistant.reading.formats.web.tables import Block
from assistant.reading.formats.web.title import find_title
from assistant.reading.layout import CELL_SEPARATOR, Composer, Extracted, MarkKind

if TYPE_CHECKING:
    import turbohtml

_LARGEST_CHARACTERS = 30_000_000
_MOST_TAGS = 3_000_000
_SCANNED_CHARACTERS = 20_000
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
# HTML, 13.2.4.3: these are opened again in every block that follows their unclosed tag.
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_FORMATTING_TAG = re.compile(r"</?(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])[^>]*>", re.I)
_SHOWN_CHARACTERS = 60
_HEADING_CHARACTERS = 150


def extract_html(data: bytes, name: str) -> Extracted:
    """Read a file; ``name`` is for messages.

    What a browser shows is all written, a block a line; what belongs to the site rather than to the document is marked
    as furniture. Where next to nothing shows, what the page hides until a script runs is read.

    Raises:
        DocumentError: the encoding is unknown, or the page is too large.
    """
    markup = _bounded(decode_page(data, name).replace("\x00", ""), name)
    builder, names = _read(markup, shows_hidden=False)
    if sum(block.characters for block in builder.blocks) < _SHOWN_CHARACTERS:
        hidden = _read(markup, shows_hidden=True)[0]
        builder = hidden if len(hidden.blocks) > len(builder.blocks) else builder
    titles = find_title(builder.blocks, builder.regions, names)
    return _compose(builder.blocks, judge(builder.blocks, builder.regions, titles), titles)


def _bounded(markup: str, name: str) -> str:
    """Refuse what no page is, and drop the bold and fonts of a page that would repeat them without end."""
    if len(markup) > _LARGEST_CHARACTERS or markup.count("<") > _MOST_TAGS:
        raise DocumentError(f"{name}：网页过大，请拆分后重试。 The page is too large.")
    if len(markup) < _SCANNED_CHARACTERS or not _multiplies(markup):
        return markup
    return _FORMATTING_TAG.sub("", markup)


def _multiplies(markup: str) -> bool:
    """Whether unclosed formatting would be copied into so many blocks that the tree outgrows the page."""
    unclosed = copies = 0
    for closing, tag in _TAG.findall(markup):
        if tag.lower() in _FORMATTING:
            unclosed = max(0, unclosed + (-1 if closing else 1))
        else:
            copies += unclosed
    return copies > _MOST_TAGS


def _read(markup: str, *, shows_hidden: bool) -> tuple[Builder, tuple[str, ...]]:
    """Walk the tree; returns what shows, and what the head calls the page, best first."""
    import turbohtml

    document = turbohtml.parse(markup, positions=False, scripting=True)
    builder = Builder(shows_hidden=shows_hidden)
    open_elements: list[Iterator[turbohtml.Node]] = [iter(document.children)]
    while open_elements:
        for node in open_elements[-1]:
            if isinstance(node, turbohtml.Text):
                builder.text(node.data)
            elif isinstance(node, turbohtml.Element):
                attributes = _attributes(node.attrs)
                items = len(node.select(":scope > li")) if "reversed" in attributes else 0
                if builder.open(node.tag, attributes, items):
                    open_elements.append(iter(node.children))
                    break
        else:
            open_elements.pop()
            if open_elements:
                builder.close()
    head = document.find("head")
    return builder, _titles(head) if head else ()


def _attributes(attributes: Mapping[str, str | Sequence[str] | None]) -> dict[str, str]:
    return {name: value if isinstance(value, str) else " ".join(value or ()) for name, value in attributes.items()}


def _titles(head: "turbohtml.Element") -> tuple[str, ...]:
    """The page's title as the conventions of Chinese government sites give it, then as the head has it."""
    metas = {
        str(meta.attrs.get("name", "")).lower(): str(meta.attrs.get("content") or "") for meta in head.find_all("meta")
    }
    title = head.find("title")
    return tuple(text for text in (metas.get("articletitle", ""), title.text if title else "") if text.strip())


def _compose(blocks: Sequence[Block], furniture: Sequence[str], titles: Collection[int]) -> Extracted:
    composer = Composer()
    for number, (block, detail) in enumerate(zip(blocks, furniture, strict=True)):
        if block.rows and not detail:
            composer.grid(block.rows, block.caption)
        elif detail:
            for line in _lines(block):
                composer.line(line, MarkKind.FURNITURE, detail=detail)
        elif number in titles or (block.heading and len(block.text) <= _HEADING_CHARACTERS):
            composer.line(block.text, MarkKind.HEADING, 0 if number in titles else block.heading)
        else:
            composer.line(block.text)
    return composer.finish()


def _lines(block: Block) -> list[str]:
    """The lines of furniture: a table of it (a calendar, a list of links) is no table to search."""
    if not block.rows:
        return [block.text]
    rows = (CELL_SEPARATOR.join(cell.text.replace("\n", " ") for cell in row if cell.text) for row in block.rows)
    return [row for row in rows if row]
