"""Which lines of a web page are its document and which are page furniture.

Losing the document's words is worse than keeping a menu: furniture needs a sign (the name of its container, links,
the words of site footers), and a container that holds text, a fact about the document or its title is kept.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import accumulate

from assistant.reading import furniture
from assistant.reading.formats.web.blocks import Region
from assistant.reading.formats.web.lines import is_label
from assistant.reading.formats.web.names import hint_of, is_footer, is_main_name, is_related_heading, is_tool
from assistant.reading.formats.web.tables import Block
from assistant.reading.numbering import read_marker

_PROSE = re.compile(r"[。；]")
_LONG_PROSE = re.compile(r"[，、：]")
_NUMBER = re.compile(r"[〔［\[（(](?:19|20)\d{2}[〕］\])）]\s*(?:第\s*)?\d+\s*号")
_STRONG_LABEL = re.compile(
    r"^(?:信息)?(?:索引号|文号|(?:发文|发布|制发|公开)(?:字号|机[关构]|单位|主体|日期)|(?:成文|印发|生成|施行|生效)日期"
    r"|有效性|效力状态|主题分类|公文种类)[:：]"
)
# Of the prose of a page: where the main text is, and how much a container of other things may hold at most.
_MAIN_SHARE = 0.8
_NAMED_MAIN_SHARE = 0.5
_FOREIGN_SHARE = 0.4
_STRAY_CHARACTERS = 60
# Names that say it all; others (head, side, hot, place, tool) are given to parts of documents as well.
_PLAIN = frozenset(("navigation", "footer", "comments", "search", "pagination"))
_WORDY = frozenset(("related", "sidebar"))
_LINK_SHARE = 0.5
_ALL_LINKED = 0.8
_FEW_LINKS = 3
_MENU_CHARACTERS = 8
_CRUMB_CHARACTERS = 14
_LEFT_CHARACTERS = 20
# One in so many lines of a foot names rights, licences or the site's operator.
_FEW_FEET = 4


class _Sums:
    """Sums of a count over any range of blocks."""

    def __init__(self, counts: Iterable[int]) -> None:
        self._sums = [0, *accumulate(counts)]

    def of(self, first: int, last: int) -> int:
        return self._sums[last] - self._sums[first]


def judge(blocks: Sequence[Block], regions: Sequence[Region], titles: Collection[int]) -> list[str]:
    """Return for each block what kind of furniture it is; nothing where it belongs to the document.

    Regions come in the order in which they open. Where hardly anything would be left, everything is kept.
    """
    judged = _Judge(blocks, regions, titles)
    judged.named()
    judged.linked()
    judged.lines()
    left = [block for number, block in enumerate(blocks) if not judged.details[number] and number not in titles]
    if not any(block.rows or _prose(block) for block in left) and sum(b.characters for b in left) < _LEFT_CHARACTERS:
        return [""] * len(blocks)
    return judged.details


class _Judge:
    """Judges the blocks of one page; ``details`` is the verdict so far, ``first`` to ``last`` the main text."""

    def __init__(self, blocks: Sequence[Block], regions: Sequence[Region], titles: Collection[int]) -> None:
        self.blocks, self.regions, self.titles = blocks, regions, titles
        self.details = [""] * len(blocks)
        self.characters = _Sums(block.characters for block in blocks)
        self.linked_characters = _Sums(block.linked for block in blocks)
        self.links = _Sums(block.links for block in blocks)
        self.prose = _Sums(_prose(block) for block in blocks)
        self.facts = _Sums(self._fact(number, block) for number, block in enumerate(blocks))
        self.tools = _Sums(is_tool(block.text) for block in blocks)
        self.numbered = _Sums(read_marker(block.text) is not None for block in blocks)
        self.feet = _Sums(is_footer(block.text) for block in blocks)
        self.suspects = self._suspects()
        self.unsuspected = _Sums(not hint for hint in self.suspects)
        self.first, self.last = self._core()

    def named(self) -> None:
        """Mark containers by their names."""
        self._mark(self._named)

    def linked(self) -> None:
        """Mark containers of links outside the main text, and those that end like the foot of a site."""
        self._mark(self._outside)

    def lines(self) -> None:
        """Mark single lines, and runs of links."""
        for number, block in enumerate(self.blocks):
            if not self.details[number] and number not in self.titles and not block.rows:
                self.details[number] = self._line(number, block)
        self._runs()

    def _core(self) -> tuple[int, int]:
        """The blocks of the main text: of the innermost container that has most prose, with title and facts."""
        own = _Sums(0 if hint else _prose(block) for block, hint in zip(self.blocks, self.suspects, strict=True))
        total = own.of(0, len(self.blocks))
        first, last = 0, len(self.blocks)
        if not total:
            return first, last
        for region in self.regions:
            share = own.of(region.first, region.last) / total
            if share >= _MAIN_SHARE or (share >= _NAMED_MAIN_SHARE and is_main_name(region.names)):
                first, last = region.first, region.last
        core = [i for i in range(first, last) if own.of(i, i + 1)]
        core += [i for i in range(len(self.blocks)) if self.facts.of(i, i + 1)]
        return min(core), max(core) + 1

    def _suspects(self) -> list[str]:
        """What containers that are named like furniture, and hold neither facts nor most of the text, are named."""
        suspects = [""] * len(self.blocks)
        for region in self.regions:
            first, last = region.first, region.last
            if last <= first or suspects[first] or self.facts.of(first, last):
                continue
            hint = hint_of(region.names)
            if hint and self._may_be_foreign(first, last, hint):
                suspects[first:last] = [hint] * (last - first)
        return suspects

    def _may_be_foreign(self, first: int, last: int, hint: str) -> bool:
        """Whether a container can be furniture for the text that is in it: little, and of the kind its name says."""
        prose, total = self.prose.of(first, last), self.prose.of(0, len(self.blocks))
        if hint not in _PLAIN and not (self.links.of(first, last) or self.tools.of(first, last)):
            return False
        if not prose:
            return True
        if self.numbered.of(first, last):
            return False
        if hint == "footer" and self.feet.of(first, last):
            return prose <= total * _FOREIGN_SHARE or (first > 0 and last == len(self.blocks))
        is_told = hint == "comments" or (hint in _WORDY and self.links.of(first, last) > 0)
        return prose <= total * _FOREIGN_SHARE and (is_told or prose <= _STRAY_CHARACTERS)

    def _fact(self, number: int, block: Block) -> int:
        """Whether a block is surely the document's: title, number, signature, annexes, labels of metadata."""
        if number in self.titles:
            return 1
        if block.rows:
            return int(sum(is_label(cell.text) for row in block.rows for cell in row) > 1)
        above = self.blocks[number - 1].text if number else ""
        text = block.text
        return int(
            bool(_STRONG_LABEL.match(text.replace(" ", "")))
            or furniture.is_remark(text)
            or (bool(_NUMBER.search(text)) and not block.linked)
            or (furniture.is_date(text) and furniture.is_organisation(above))
            or (block.files > 0 and not block.linked)
            or text.startswith("附件")
        )

    def _named(self, region: Region) -> str:
        """Within the main text a name is believed only of links."""
        first, last = region.first, region.last
        hint = self.suspects[first]
        if self.unsuspected.of(first, last):
            return ""
        if first < self.last and last > self.first:
            is_links = not self.prose.of(first, last) and self._is_linked(first, last, _LINK_SHARE)
            return hint if is_links else ""
        return hint

    def _outside(self, region: Region) -> str:
        first, last = region.first, region.last
        if (first < self.last and last > self.first) or self.facts.of(first, last) or self.prose.of(first, last):
            return ""
        if first >= self.last and self.feet.of(first, last) * _FEW_FEET >= last - first:
            return "footer"
        is_links = self.links.of(first, last) >= _FEW_LINKS and self._is_linked(first, last, _LINK_SHARE)
        if is_links and not self._is_announced(first):
            return "navigation" if first < self.first else "related"
        return ""

    def _is_announced(self, number: int) -> bool:
        """Whether the line above calls what follows the document's (…目录公布如下：)."""
        above = self.blocks[number - 1].text if number else ""
        return above.endswith(("：", ":")) and not self.details[number - 1] and not is_related_heading(above)

    def _is_linked(self, first: int, last: int, share: float) -> bool:
        return self.linked_characters.of(first, last) >= self.characters.of(first, last) * share

    def _mark(self, detail_of: Callable[[Region], str]) -> None:
        """Mark the outermost containers that ``detail_of`` names."""
        done = 0
        for region in self.regions:
            if region.last <= max(region.first, done) or self.details[region.first]:
                continue
            detail = detail_of(region)
            if detail:
                done = region.last
                self.details[region.first : done] = [detail] * (done - region.first)

    def _line(self, number: int, block: Block) -> str:
        if is_tool(block.text):
            return "page tool"
        if block.heading and not self.first <= number < self.last and self._is_linked(number, number + 1, _ALL_LINKED):
            return "header" if number < self.first else "related"
        is_bar = block.links > 1 and block.linked >= block.characters * _ALL_LINKED and "《" not in block.text
        return "navigation" if is_bar and block.linked <= block.links * _CRUMB_CHARACTERS else ""

    def _runs(self) -> None:
        """Mark runs of lines that are links alone: menus, and what follows a heading such as 相关阅读."""
        number = 0
        while number < len(self.blocks):
            end = number
            while end < len(self.blocks) and self._is_link(end):
                end += 1
            if end > number:
                self._run(number, end)
            number = max(end, number + 1)

    def _is_link(self, number: int) -> bool:
        block = self.blocks[number]
        is_text = block.rows or block.heading or self.prose.of(number, number + 1)
        return block.links > 0 and not is_text and self._is_linked(number, number + 1, _LINK_SHARE)

    def _run(self, first: int, last: int) -> None:
        is_headed = first > 0 and is_related_heading(self.blocks[first - 1].text)
        is_short = self.linked_characters.of(first, last) <= (last - first) * _MENU_CHARACTERS
        is_menu = is_short and last - first > _FEW_LINKS and self._is_linked(first, last, _ALL_LINKED)
        is_outside = last - first >= _FEW_LINKS and (last <= self.first or first >= self.last)
        is_kept = self._is_announced(first) or self.facts.of(first, last)
        if is_kept or not (is_headed or is_menu or is_outside):
            return
        detail = "related" if is_headed or first >= self.first else "navigation"
        start = first - 1 if is_headed and first - 1 not in self.titles else first
        self.details[start:last] = [known or detail for known in self.details[start:last]]


def _prose(block: Block) -> int:
    """Characters of a block that reads as text of a document."""
    text, is_sentence = block.text, not block.rows and bool(_PROSE.search(block.text))
    if block.linked >= block.characters * (_ALL_LINKED if is_sentence else _LINK_SHARE):
        return 0
    if block.rows:
        return block.characters
    is_text = (
        is_sentence
        or len(text) >= 40
        or (len(text) >= 25 and _LONG_PROSE.search(text))
        or read_marker(text) is not None
    )
    return block.characters if is_text and not is_tool(text) else 0
