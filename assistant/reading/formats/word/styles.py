"""The styles of a Word document: which are headings or contents, which are numbered, which hide their text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

# Word itself allows about ten.
_LONGEST_CHAIN = 32
_HEADING = re.compile(r"(?:heading|标题|標題)([1-9])")
_TITLE = re.compile(r"title|标题|標題")
_SUBTITLE = re.compile(r"subtitle|副标题|副標題")
_CONTENTS = re.compile(r"(?:toc|目录|目錄)(?:[1-9]|heading|标题|標題)?|tableoffigures|图表目录|圖表目錄")
_OFF = frozenset({"0", "false", "off", "none"})
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says itself; None where it says nothing. ``outline`` counts from 0, 9 is body text.

    ``name`` is in lower case, without blanks: applications differ in both.
    """

    id: str
    name: str
    based_on: str = ""
    outline: int | None = None
    number: str | None = None
    number_level: int | None = None
    hidden: bool | None = None


class Styles:
    """The styles of a document, with what they inherit."""

    def __init__(self, styles: Mapping[str, Style], default: str = "") -> None:
        self._styles = styles
        self._default = default
        self._chains: dict[str, tuple[Style, ...]] = {}

    def chain(self, style: str) -> tuple[Style, ...]:
        """A style and those it is based on, nearest first; the default paragraph style for ``""``."""
        known = self._chains.get(style)
        if known is None:
            known = self._chains[style] = self._follow(style or self._default)
        return known

    def heading_level(self, style: str) -> int | None:
        """The level of a heading from 1, 0 for the document's title; None for other text."""
        for link in self.chain(style):
            if _SUBTITLE.fullmatch(link.name):
                return None
            if _TITLE.fullmatch(link.name):
                return 0
            if match := _HEADING.fullmatch(link.name):
                return int(match[1])
            if link.outline is not None:
                return link.outline + 1 if link.outline < _BODY_LEVEL else None
        return None

    def is_contents(self, style: str) -> bool:
        """Whether paragraphs of this style belong to a table of contents."""
        return any(_CONTENTS.fullmatch(link.name) for link in self.chain(style))

    def is_hidden(self, style: str) -> bool:
        """Whether the style hides its text."""
        return next((link.hidden for link in self.chain(style) if link.hidden is not None), False)

    def _follow(self, style: str) -> tuple[Style, ...]:
        links: list[Style] = []
        while style and len(links) < _LONGEST_CHAIN and all(link.id != style for link in links):
            # A style that is not defined still has a telling id (Heading1).
            links.append(self._styles.get(style) or Style(style, _plain(style)))
            style = links[-1].based_on
        return tuple(links)


def read_styles(root: Element | None) -> Styles:
    """Read the styles part; a document may come without one."""
    items = [] if root is None else root.findall("w_style")
    styles = {style.id: style for style in map(_style, items)}
    default = next(
        (i for i in items if i.get("w_type") == "paragraph" and i.get("w_default") not in {None, *_OFF}), None
    )
    return Styles(styles, "" if default is None else default.get("w_styleId", ""))


def value(parent: Element | None, path: str) -> str | None:
    """The ``w:val`` of a child; None where there is no such child, empty where it has no value."""
    child = None if parent is None else parent.find(path)
    return None if child is None else child.get("w_val", "")


def number(parent: Element | None, path: str) -> int | None:
    """The ``w:val`` of a child as a number; None where there is none."""
    text = value(parent, path)
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else None


def switch(parent: Element | None, path: str) -> bool | None:
    """A property that is on or off; None where it is not given."""
    text = value(parent, path)
    return None if text is None else text.lower() not in _OFF


def _style(item: Element) -> Style:
    properties = item.find("w_pPr")
    return Style(
        id=item.get("w_styleId", ""),
        name=_plain(value(item, "w_name") or item.get("w_styleId") or ""),
        based_on=value(item, "w_basedOn") or "",
        outline=number(properties, "w_outlineLvl"),
        number=value(properties, "w_numPr/w_numId"),
        number_level=number(properties, "w_numPr/w_ilvl"),
        hidden=switch(item, "w_rPr/w_vanish"),
    )


def _plain(name: str) -> str:
    return "".join(name.lower().split())
