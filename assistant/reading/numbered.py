"""Numbered lines → clauses: which marks count, what kind of clause each opens, and what its heading is."""

import re
from collections.abc import Iterator, Sequence

from assistant.reading import furniture
from assistant.reading.levels import RANKED, Order, keep
from assistant.reading.lines import SENTENCE_ENDS, Line
from assistant.reading.nodes import heading_of
from assistant.reading.numbering import Marker, System, read_marker
from assistant.reading.outline import Outline
from assistant.reading.tables import Table
from assistant.reading.witnesses import is_believed, quoted_lines
from assistant.records import ClauseKind

_KINDS = {System.DASH: ClauseKind.BULLET, System.BOX: ClauseKind.BOX, System.ARTICLE: ClauseKind.ARTICLE}
_SECTIONS = {System.PART, System.BRANCH, System.CHAPTER, System.DIVISION, System.HAN_COMMA, System.ANNEX}
_HEADING_CHARACTERS = 60


class NumberedOutline(Outline):
    """An outline over lines, with their numbering marks."""

    def __init__(self, text: str, lines: list[Line], tables: dict[int, Table]) -> None:
        super().__init__(text)
        self.lines = lines
        self.tables = tables
        self._article_marker: Marker | None = None
        quoted = quoted_lines(lines)
        self.markers = [
            read_marker(line.content) if line.corrected is not False and number not in quoted else None
            for number, line in enumerate(lines)
        ]
        self.order = Order(_marks(lines, self.markers))

    def numbered(self, position: int) -> int:
        """Place a numbered line; returns how many lines it took, 0 where it has no mark that counts."""
        line, marker = self.lines[position], self.markers[position]
        if not marker or not (
            line.corrected or is_believed(self.lines, self.markers, position, self._previous(marker))
        ):
            return 0
        runs_on = "。" in line.content[:-1]
        del self.open[keep(self.open, marker, self.order, runs_on=runs_on, indent=line.indent, level=line.level) :]
        self._open(position, marker, runs_on=runs_on)
        return 1 + self._annex_title(position)

    def _previous(self, marker: Marker) -> Marker | None:
        """The mark before this one on its level; articles run on from chapter to chapter."""
        return self.last_marker(marker) or (self._article_marker if marker.system is System.ARTICLE else None)

    def _open(self, position: int, marker: Marker, *, runs_on: bool) -> None:
        """Add a numbered clause below the innermost open one, and open it."""
        line, parent = self.lines[position], self.open[-1]
        last = self.lines[position + self._annex_title(position)]
        elder = parent.items[-1] if parent.items else None
        behind_stem = elder.behind_stem if elder else bool(self.nodes) and self.enumerates(self.nodes[-1])
        kind = self._kind(position, marker)
        heading = self._heading_text(position, marker, kind)
        node = self.add(kind, line.start, last.end, heading=heading, marker=marker)
        node.level, node.runs_on, node.behind_stem, node.indent = line.level, runs_on, behind_stem, line.indent
        parent.items.append(node)
        self._article_marker = marker if marker.system is System.ARTICLE else self._article_marker
        self.open.append(node)

    def _kind(self, position: int, marker: Marker) -> ClauseKind:
        if marker.system in _KINDS:
            return _KINDS[marker.system]
        is_bracket_section = marker.system is System.HAN_BRACKET and self._is_section(position, marker)
        return ClauseKind.SECTION if marker.system in _SECTIONS or is_bracket_section else ClauseKind.ITEM

    def _heading_text(self, position: int, marker: Marker, kind: ClauseKind) -> str:
        """The heading of a numbered line; one sentence in an enumeration has none but its mark."""
        content = self.lines[position].content
        is_listed = kind is ClauseKind.ITEM and self.enumerates(self.open[-1]) and "。" not in content[:-1]
        own = marker.label if is_listed and content[-1] in SENTENCE_ENDS else heading_of(content, marker)
        named = self.lines[position + 1 : position + 1 + self._annex_title(position)]
        return " ".join([own, *(line.content for line in named)])

    def _annex_title(self, position: int) -> int:
        """How many lines behind a bare 附件1 are its title: one short line, if it is neither marked nor a sentence."""
        marker = self.markers[position]
        if not marker or marker.system is not System.ANNEX:
            return 0
        line, following = self.lines[position], self.lines[position + 1 : position + 2]
        bare = re.fullmatch(r"附件\s*\S{0,3}", line.content.rstrip(":：.．、 "))
        if not bare or not following or self.markers[position + 1] or position + 1 in self.tables:
            return 0
        return int(bool(following[0].content) and furniture.is_title_part(following[0].content))

    def _is_section(self, position: int, marker: Marker) -> bool:
        """Whether （一） opens a section: a heading alone on its line with text below it, or marks below it."""
        following = self.markers[position + 1 : position + 2]
        rest = self.lines[position].content[marker.length :]
        is_alone = (
            "\n" not in self.lines[position].text
            and len(rest) <= _HEADING_CHARACTERS
            and "。" not in rest[:-1]
            and rest[-1:] not in "；;，,"
        )
        is_listed = self.enumerates(self.open[-1])
        if following and following[0] and not following[0].lost and following[0].system not in {System.BOX, *RANKED}:
            is_deeper = following[0].level not in {marker.level, *(n.marker.level for n in self.open if n.marker)}
            return is_deeper and (not is_listed or (is_alone and rest[-1:] not in {"：", ":"}))
        elder = self.open[-1].items[-1] if self.open[-1].items else None
        return bool(following) and is_alone and not is_listed and (not elder or elder.kind is ClauseKind.SECTION)


def _marks(lines: Sequence[Line], markers: Sequence[Marker | None]) -> Iterator[Marker | None]:
    """Yield the marks that tell how a document nests its numbering; a date alone ends a document."""
    for line, marker in zip(lines, markers, strict=True):
        if marker and not marker.lost and marker.system is not System.DASH:
            yield marker
        elif not marker and furniture.is_date(line.text):
            yield None
