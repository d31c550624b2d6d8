"""A run of Word text (the body, a cell, a text box, a note): its paragraphs with labels and marks, its tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from assistant.errors import DocumentError
from assistant.reading.formats.word.numbering import Counters, Numbering
from assistant.reading.formats.word.styles import Styles, number, switch, value
from assistant.reading.formats.word.tables import Block, Line, flatten, read_table
from assistant.reading.formats.word.text import Inline, Note, Notes, TextReader
from assistant.reading.layout import MarkKind

# An entry of a contents field ends in its page number.
_ENTRY = re.compile(r"[\t .…·]\d{1,4}$")
_DEEPEST_OUTLINE = 8


@dataclass(frozen=True, slots=True)
class Definitions:
    """What the parts of a document share; ``name`` is the file's, for messages."""

    name: str
    styles: Styles
    numbering: Numbering


class Story:
    """Reads one run of text; its counters and fields are its own."""

    def __init__(self, definitions: Definitions, notes: Notes | None = None, *, page_numbers: bool = True) -> None:
        self._definitions = definitions
        self._notes = notes
        self._reader = TextReader(definitions.styles, notes, page_numbers=page_numbers)
        self._counters = Counters()
        # What waits for the next line: a heading that shares it, text whose paragraph end was deleted, and what the
        # paragraphs so far refer to.
        self._lead = self._joined = ""
        self._pending_notes: list[Note] = []
        self._pending_boxes: list[Element] = []

    def blocks(self, container: Element) -> Iterator[Block]:
        """The paragraphs and tables of a container, with notes and text boxes behind what holds their anchor.

        Raises:
            DocumentError: the text holds another document, or a table beyond all measure.
        """
        for child, contents in flatten(container):
            if child.tag in {"w_p", "m_oMathPara"}:
                yield from self._paragraph(child, contents=contents)
            elif child.tag == "w_tbl":
                yield from self._flush()
                yield from read_table(child, lambda cell: tuple(self.blocks(cell)), self._definitions.name)
            elif child.tag == "w_altChunk":
                raise DocumentError(
                    f"{self._definitions.name}：含有尚未并入正文的文档，请用 Word/WPS 打开并另存为 DOCX 后重试。 "
                    "Open and save it in a word processor, so that its embedded documents become text."
                )
        yield from self._flush()

    def _paragraph(self, paragraph: Element, *, contents: bool) -> Iterator[Block]:
        properties = paragraph.find("w_pPr")
        mark = None if properties is None else properties.find("w_rPr")
        style = value(properties, "w_pStyle") or ""
        inline = self._reader.read(paragraph, style)
        self._pending_notes += inline.notes
        self._pending_boxes += inline.boxes
        if _is_removed(mark):
            self._joined += inline.text
            return
        if not self._is_shown(mark, style, inline):
            return
        text = self._lead + self._label(properties, style, inline) + self._joined + inline.text
        self._lead = self._joined = ""
        if switch(mark, "w_specVanish"):
            self._lead = text
            return
        if text or not inline.boxes:
            yield self._line(text, properties, style, listed=contents or (inline.listed and _is_entry(text)))
        yield from self._appended()

    def _line(self, text: str, properties: Element | None, style: str, *, listed: bool) -> Line:
        if not text.strip():
            return Line(text)
        if listed or self._definitions.styles.is_contents(style):
            return Line(text, MarkKind.FURNITURE, detail="contents")
        level = _heading_level(properties, self._definitions.styles.heading_level(style))
        return Line(text) if level is None else Line(text, MarkKind.HEADING, level)

    def _label(self, properties: Element | None, style: str, inline: Inline) -> str:
        """The number of a paragraph; one that only ends a section has none."""
        if not inline.text and properties is not None and properties.find("w_sectPr") is not None:
            return ""
        place = self._definitions.numbering.place(properties, style)
        label = self._counters.label(*place) if place else ""
        return label if inline.text else label.rstrip(" ")

    def _is_shown(self, mark: Element | None, style: str, inline: Inline) -> bool:
        if inline.text or inline.boxes or self._lead or self._joined:
            return True
        hidden = switch(mark, "w_vanish")
        return not (self._definitions.styles.is_hidden(style) if hidden is None else hidden)

    def _flush(self) -> Iterator[Block]:
        """Write what waited for a paragraph that did not come."""
        if self._lead or self._joined:
            yield Line(self._lead + self._joined)
            self._lead = self._joined = ""
        yield from self._appended()

    def _appended(self) -> Iterator[Block]:
        """The notes and text boxes of what was just written."""
        notes, self._pending_notes = self._pending_notes, []
        boxes, self._pending_boxes = self._pending_boxes, []
        for note in notes:
            text = "" if note.body is None else plain_text(Story(self._definitions).blocks(note.body))
            if text:
                yield Line(f"{note.label}：{text}", MarkKind.NOTE)
        for box in boxes:
            yield from Story(self._definitions, self._notes).blocks(box)


def plain_text(blocks: Iterator[Block]) -> str:
    """The text of blocks alone, a line for each paragraph and each cell."""
    lines: list[str] = []
    for block in blocks:
        lines += [block.text] if isinstance(block, Line) else [cell.text for row in block.rows for cell in row]
    return "\n".join(line.strip() for line in lines if line.strip())


def _is_removed(mark: Element | None) -> bool:
    """Whether the end of the paragraph was deleted, so that its text goes on in the next one."""
    return mark is not None and (mark.find("w_del") is not None or mark.find("w_moveFrom") is not None)


def _is_entry(text: str) -> bool:
    return _ENTRY.search(text.rstrip()) is not None


def _heading_level(properties: Element | None, by_style: int | None) -> int | None:
    outline = number(properties, "w_outlineLvl")
    if by_style == 0 or outline is None:
        return by_style
    return outline + 1 if 0 <= outline <= _DEEPEST_OUTLINE else None
