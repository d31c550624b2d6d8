"""DOCX: paragraphs with the numbers that Word shows, headings, tables, notes; headers and footers at the end.

The parts are read with Python's own zip and XML modules under limits (``package.py``): python-docx opens packages
without limits, and knows neither automatic numbers nor changes, notes and text boxes, which are the work here.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from assistant.errors import DocumentError
from assistant.reading.formats.word.numbering import read_numbering
from assistant.reading.formats.word.package import Package, open_package, too_large
from assistant.reading.formats.word.story import Definitions, Story, plain_text
from assistant.reading.formats.word.styles import read_styles
from assistant.reading.formats.word.tables import Block, Line
from assistant.reading.formats.word.text import Notes
from assistant.reading.layout import Composer, Extracted, MarkKind

_MAIN_PART = "word/document.xml"
_ONLY_PAGE = re.compile(r"[\s\-—–－―·•.|/第页頁共of]*", re.IGNORECASE)
_SHARED = frozenset({"styles", "numbering", "footnotes", "endnotes"})
_EDGES = {"w_headerReference": "header", "w_footerReference": "footer"}


def extract_word(data: bytes, name: str) -> Extracted:
    """Read a DOCX; ``name`` is for messages.

    Raises:
        DocumentError: the file is damaged, protected, no Word document, or holds what is refused.
    """
    package = open_package(data, name)
    try:
        extracted = _extract(package)
    except RecursionError as error:
        raise too_large(name) from error
    if not extracted.text.strip() and any(path.startswith("word/media/") for path in package.paths):
        raise DocumentError(
            f"{name}：只有图片、没有文字，请另存为 PDF 后重试。 It holds pictures only: save it as PDF."
        )
    return extracted


def _extract(package: Package) -> Extracted:
    path = next((item.target for item in package.relationships("") if item.kind == "officeDocument"), _MAIN_PART)
    root = package.part(path)
    body = None if root is None or root.tag != "w_document" else root.find("w_body")
    if root is None or body is None:
        raise DocumentError(f"{package.name}：缺少正文，文件已损坏或不是 Word 文档。 The main text is missing.")
    related = package.relationships(path)
    parts = {item.kind: package.part(item.target) for item in related if item.kind in _SHARED}
    styles = read_styles(parts.get("styles"))
    definitions = Definitions(package.name, styles, read_numbering(parts.get("numbering"), styles))
    composer = Composer()
    for block in Story(definitions, Notes(parts.get("footnotes"), parts.get("endnotes"))).blocks(body):
        _write(composer, block)
    for line in _edges(package, root, {item.id: item.target for item in related}, definitions):
        _write(composer, line)
    return composer.finish()


def _write(composer: Composer, block: Block) -> None:
    if isinstance(block, Line):
        composer.line(block.text, block.kind, block.level, block.detail)
    else:
        composer.grid(block.rows, block.caption)


def _edges(package: Package, root: Element, targets: dict[str, str], definitions: Definitions) -> Iterator[Line]:
    """Headers and footers of all sections, each text once; page numbers are none."""
    seen: set[str] = set()
    for section in root.iter("w_sectPr"):
        for reference in section:
            target = targets.get(reference.get("r_id", ""), "")
            if reference.tag not in _EDGES or not target or target in seen:
                continue
            seen.add(target)
            part = package.part(target)
            text = "" if part is None else plain_text(Story(definitions, page_numbers=False).blocks(part))
            text = "\n".join(line for line in text.split("\n") if not _ONLY_PAGE.fullmatch(line))
            if text and text not in seen:
                seen.add(text)
                yield Line(text, MarkKind.FURNITURE, detail=_EDGES[reference.tag])
