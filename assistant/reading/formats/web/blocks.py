"""The elements of a web page in order → its lines and tables, and the regions (containers) that they stand in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.reading.formats.web.lines import Line, is_label, join_label
from assistant.reading.formats.web.lists import ListCounter, next_mark, open_list, with_mark
from assistant.reading.formats.web.tables import Block, TableFrame, close_table, open_cell

# What no browser shows as text, form controls included.
_SILENT = frozenset(
    "head title meta link script style template noscript noframes noembed iframe object embed applet audio video "
    "canvas select option optgroup datalist textarea button input progress meter desc metadata annotation "
    "annotation-xml rp".split()
)
_REGIONS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form header hgroup li main menu nav ol search section summary table td th ul".split()
)
_BLOCKS = _REGIONS | frozenset("p pre h1 h2 h3 h4 h5 h6 hr br legend listing caption tr tbody thead tfoot html".split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset(("b", "strong"))
_DISPLAY_NONE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_DISPLAY_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)\b", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_KEPT_BREAKS = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_FILE_LINK = re.compile(r"\.(?:docx?|xlsx?|pptx?|wps|et|pdf|ofd|zip|rar|7z|txt)(?:$|[?#&])", re.IGNORECASE)
_LABELLED = frozenset(("li", "div", "dd", "section", "dl"))
_LABEL_CHARACTERS = 30
# Lists within lists that begin on one line show their numbers one behind the other.
_MARK_CHARACTERS = 50


@dataclass(slots=True)
class Region:
    """A container: its blocks are ``first`` up to ``last`` (exclusive); ``names`` are its tag, role, id and classes."""

    tag: str
    names: str
    first: int
    last: int = 0


@dataclass(slots=True)
class _Frame:
    tag: str
    start: int
    regions: int
    is_block: bool = True
    is_link: bool = False
    is_bold: bool = False
    keeps_breaks: bool = False
    counter: ListCounter | None = None
    table: TableFrame | None = None


@dataclass(slots=True)
class Builder:
    """Takes elements as they open and close. ``shows_hidden`` reads what the page hides until a script shows it."""

    shows_hidden: bool = False
    blocks: list[Block] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    _frames: list[_Frame] = field(default_factory=list)
    _tags: list[str] = field(default_factory=list)
    _tables: list[TableFrame] = field(default_factory=list)
    _lists: list[ListCounter] = field(default_factory=list)
    _line: Line = field(default_factory=Line)
    _mark: str = ""
    _is_fresh: bool = False
    _heading: int = 0
    _links: int = 0
    _bold: int = 0
    _breaks: int = 0

    def open(self, tag: str, attributes: Mapping[str, str], items: int = 0) -> bool:
        """Open an element with ``items`` list items in it; False where nothing in it is text."""
        style = attributes.get("style", "")
        if tag in _SILENT or (not self.shows_hidden and _is_hidden(tag, attributes, style)):
            return False
        frame = _Frame(tag, len(self.blocks), len(self.regions), tag in _BLOCKS or bool(_DISPLAY_BLOCK.search(style)))
        if frame.is_block:
            self._flush()
            frame.start = len(self.blocks)
            self._tags.append(tag)
        frame.is_bold = tag in _BOLD or bool(_BOLD_STYLE.search(style))
        frame.keeps_breaks = tag in {"pre", "listing"} or bool(_KEPT_BREAKS.search(style))
        self._is_fresh = True
        self._bold += frame.is_bold
        self._breaks += frame.keeps_breaks
        self._frames.append(frame)
        if tag in _REGIONS:
            self.regions.append(Region(tag, _names(tag, attributes), frame.start))
        self._open_special(frame, attributes, items)
        return True

    def text(self, data: str) -> None:
        """Take a piece of text."""
        if self._is_fresh and self._line.ends_before(data):
            self._flush()
        self._is_fresh = self._is_fresh and not data.strip()
        if not self._breaks:
            self._line.add(data, linked=self._links > 0, bold=self._bold > 0)
            return
        for number, part in enumerate(data.replace("\r\n", "\n").split("\n")):
            if number:
                self._flush()
            self._line.add(part, linked=self._links > 0, bold=self._bold > 0)

    def close(self) -> None:
        """Close the innermost open element."""
        frame = self._frames.pop()
        self._bold -= frame.is_bold
        self._breaks -= frame.keeps_breaks
        self._links -= frame.is_link
        if not frame.is_block:
            self._line.end_element()
            return
        self._flush()
        self._tags.pop()
        self._close_special(frame)
        self._close_table(frame)
        self._close_labelled(frame)
        if frame.tag in _REGIONS:
            self.regions[frame.regions].last = len(self.blocks)

    def _open_special(self, frame: _Frame, attributes: Mapping[str, str], items: int) -> None:
        tag = frame.tag
        self._heading = _HEADINGS.get(tag, self._heading)
        if tag == "a":
            self._open_link(frame, attributes.get("href"))
        elif tag in {"ol", "ul", "menu", "dir"}:
            frame.counter = open_list(tag, attributes, items)
            self._lists.append(frame.counter)
        elif tag == "li" and self._lists:
            self._mark = (self._mark + next_mark(self._lists[-1], attributes))[-_MARK_CHARACTERS:]
        elif tag == "table":
            frame.table = TableFrame(frame.start, attributes.get("role") in {"presentation", "none"})
            self._tables.append(frame.table)
        elif self._tables:
            open_cell(self._tables[-1], tag, attributes, frame.start)

    def _open_link(self, frame: _Frame, target: str | None) -> None:
        """Links within the page are the document's own contents or notes, not a way out of it."""
        if target is None or target.strip().startswith("#"):
            return
        if _FILE_LINK.search(target.strip()):
            self._line.files += 1
            return
        frame.is_link = True
        self._links += 1
        self._line.links += 1

    def _flush(self) -> None:
        """End the line."""
        if not self._line.parts and not self._line.files:
            return
        line, self._line = self._line, Line()
        tag = self._tags[-1] if self._tags else ""
        text = line.text(is_running=tag == "p") if line.characters else ""
        if not text:
            self._line.files = line.files
            return
        text, self._mark = with_mark(self._mark, text), ""
        links = max(line.links, int(self._links > 0)) if line.linked else 0
        self.blocks.append(Block(text, links, line.linked, line.bold, line.files, self._heading, tag))

    def _close_special(self, frame: _Frame) -> None:
        if frame.tag in _HEADINGS:
            self._heading = 0
        elif frame.tag == "li":
            self._mark = ""
        elif frame.counter:
            self._lists.pop()

    def _close_table(self, frame: _Frame) -> None:
        if frame.table:
            self._tables.pop()
            close_table(frame.table, self.blocks)
            if frame.table.is_grid:
                del self.regions[frame.regions + 1 :]
            if self._tables and frame.table.filled > 1:
                self._tables[-1].holds_table = True
        elif self._tables and frame.tag in {"td", "th", "caption"}:
            self._tables[-1].close_cell(len(self.blocks))

    def _close_labelled(self, frame: _Frame) -> None:
        """Put a label of document metadata and its value on one line where an element holds these two lines alone."""
        start = frame.start - (frame.tag == "dd")
        if frame.tag not in _LABELLED or start < 0 or len(self.blocks) - start != 2:
            return
        label, value = self.blocks[start:]
        if label.rows or value.rows or not _labels(label, frame.tag) or is_label(value.text):
            return
        label.text = join_label(label.text, value.text)
        label.links, label.linked = label.links + value.links, label.linked + value.linked
        label.files += value.files
        del self.blocks[start + 1 :]
        if frame.tag == "dd":
            self.regions[frame.regions].first = start
        del self.regions[frame.regions + 1 :]


def _labels(block: Block, tag: str) -> bool:
    """Whether a line is the label of the next: a known one, or in a definition list any that ends like one."""
    if tag == "dd" and block.tag == "dt":
        return is_label(block.text) or (len(block.text) <= _LABEL_CHARACTERS and block.text.endswith(("：", ":")))
    return tag != "dd" and is_label(block.text)


def _is_hidden(tag: str, attributes: Mapping[str, str], style: str) -> bool:
    if tag in {"body", "html"}:
        return False
    return "hidden" in attributes or bool(_DISPLAY_NONE.search(style)) or (tag == "dialog" and "open" not in attributes)


def _names(tag: str, attributes: Mapping[str, str]) -> str:
    return " ".join((tag, attributes.get("role", ""), attributes.get("id", ""), attributes.get("class", "")))
