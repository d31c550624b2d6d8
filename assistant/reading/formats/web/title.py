"""Which lines of a page are the title of its document."""

import re
from collections.abc import Sequence

from assistant.reading.formats.web.blocks import Region
from assistant.reading.formats.web.tables import Block

_SIGNS = re.compile(r"[\s\W_]+")
# Dashes part a title from its site only with blanks around them or before the name of a site (2021—2025年 is one part).
_PARTS = re.compile(r"\s*[_|｜]+\s*|\s+[-–—/]+\s+|[-–—]+(?=[^-–—]*(?:网|政府|局|委员会|门户|平台)[^-–—]*$)")
_SHORTEST = 5
_SITE = re.compile(r"(?:网|网站|门户|平台|政府|局|厅|委员会|办公室|首页)$")
_WHOLE_SHARE = 0.8
_TITLE_LINES = 6
_LONGEST = 150
_LONGEST_NAME = 300
# What the editors of Chinese government sites call the element of the title.
_TITLE_NAME = re.compile(
    r"(?<![a-z])(?:(?:art|arti|article|content|con|doc|file|text|detail|news|page|pages|wenzhang|wz|zw|zc|xl|xxgk|gk"
    r"|info|main)[-_]?(?:title|tit|bt|biaoti)|rich_media_title|biaoti|artitle|maintitle)(?![a-z])",
    re.IGNORECASE,
)


def find_title(blocks: Sequence[Block], regions: Sequence[Region], names: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that are the title: at most one title, which may run over several lines.

    In this order: lines that repeat what the head calls the page (``names``), the only h1, and the only element
    that is named as titles are.
    """
    plain = ["" if block.rows or block.linked * 2 > block.characters else _plain(block.text) for block in blocks]
    heads = _heads(blocks, plain)
    for name in names:
        parts = [part for part in _PARTS.split(name[:_LONGEST_NAME].strip()) if part]
        # A name of one part may be the site's: then an h1 is the better sign.
        if len(parts) > 1 or not heads or len(names) > 1:
            found = _repeats(plain, [_plain(part) for part in parts])
            if found:
                return found
    if len(heads) == 1:
        return heads[0]
    named = {(region.first, region.last) for region in regions if _is_title(region, plain)}
    return frozenset(range(*next(iter(named)))) if len(named) == 1 else frozenset()


def _heads(blocks: Sequence[Block], plain: Sequence[str]) -> list[frozenset[int]]:
    """The lines of each h1 that is no link."""
    found: list[list[int]] = []
    for number, block in enumerate(blocks):
        if block.heading == 1 and plain[number]:
            if found and found[-1][-1] == number - 1:
                found[-1].append(number)
            else:
                found.append([number])
    return [frozenset(lines) for lines in found]


def _repeats(plain: Sequence[str], parts: Sequence[str]) -> frozenset[int]:
    """The first lines that together are one of the parts of the page's name, or nearly all of it."""
    for part in parts:
        if len(part) < _SHORTEST or _SITE.search(part):
            continue
        for number, text in enumerate(plain):
            if text and part.startswith(text):
                lines = _run(plain, number, part)
                if lines:
                    return lines
    return frozenset()


def _run(plain: Sequence[str], first: int, name: str) -> frozenset[int]:
    rest, number = name, first
    while number < min(first + _TITLE_LINES, len(plain)) and plain[number] and rest.startswith(plain[number]):
        rest = rest[len(plain[number]) :]
        number += 1
    is_whole = len(name) - len(rest) >= max(_SHORTEST, len(name) * _WHOLE_SHARE)
    return frozenset(range(first, number)) if is_whole else frozenset()


def _is_title(region: Region, plain: Sequence[str]) -> bool:
    lines = plain[region.first : region.last]
    is_short = 0 < len(lines) <= _TITLE_LINES and all(lines) and sum(map(len, lines)) <= _LONGEST
    return is_short and bool(_TITLE_NAME.search(region.names)) and len(plain[region.first]) >= _SHORTEST


def _plain(text: str) -> str:
    return _SIGNS.sub("", text)
