"""SourceDocument → clause tree. Every character ends in exactly one clause or one removed span.

Levels come from the order in which a document opens its numbering systems: a system met for the first time lies
below the clause that is open, one met again closes everything opened since.
"""

from bisect import bisect_left
from dataclasses import dataclass, field

from assistant.reading import furniture
from assistant.reading.lines import Line, split_lines
from assistant.reading.numbering import Marker, System, continues, read_marker
from assistant.reading.tables import Table, find_tables, is_note
from assistant.records import Cell, Clause, ClauseKind, ClauseTree, Removed, SourceDocument

_KINDS = {System.DASH: ClauseKind.BULLET, System.BOX: ClauseKind.BOX, System.ARTICLE: ClauseKind.ARTICLE}
_SECTIONS = {System.PART, System.CHAPTER, System.DIVISION, System.HAN_COMMA, System.ANNEX}
_RANKED = (System.ANNEX, System.PART, System.CHAPTER, System.DIVISION)
_PREFIXES = {
    ClauseKind.TITLE: "title", ClauseKind.METADATA: "info", ClauseKind.ADDRESSEE: "to",
    ClauseKind.PREAMBLE: "preamble", ClauseKind.SIGNATURE: "sign", ClauseKind.TABLE: "table", ClauseKind.ROW: "r",
    ClauseKind.NOTE: "note", ClauseKind.PARAGRAPH: "p", ClauseKind.SECTION: "s",
}  # fmt: skip
_HEADING_CHARACTERS = 60
_RUN_IN_CHARACTERS = 40
_ISSUERS = 20


@dataclass(slots=True)
class _Node:
    """A clause in the making; ``key`` is its part of the id."""

    kind: ClauseKind
    key: str
    start: int
    end: int
    heading: str = ""
    marker: Marker | None = None
    parent: "_Node | None" = None
    cells: tuple[Cell, ...] = ()
    keys: dict[str, int] = field(default_factory=dict)

    @property
    def path(self) -> tuple[str, ...]:
        above = self.parent.path if self.parent else ()
        return (*above, self.heading) if self.heading else above

    @property
    def id(self) -> str:
        above = self.parent.id if self.parent else ""
        return f"{above}.{self.key}" if above else self.key


def build_tree(document: SourceDocument) -> ClauseTree:
    """Read the numbering, tables and edges of a document into its clause tree."""
    builder = _Builder(document.text, split_lines(document.text))
    builder.run()
    clauses = tuple(_freeze(document, node) for node in builder.nodes)
    return ClauseTree(document, clauses, _removed(document.text, clauses, builder.furniture))


def _freeze(document: SourceDocument, node: _Node) -> Clause:
    parent = f"{document.id}/{node.parent.id}" if node.parent and node.parent.id else ""
    text = document.text[node.start : node.end]
    clause_id = f"{document.id}/{node.id}"
    return Clause(clause_id, document.id, node.kind, node.path, text, node.start, node.end, parent, node.cells)


def _removed(text: str, clauses: tuple[Clause, ...], page: list[Line]) -> tuple[Removed, ...]:
    """List what lies between the clauses: page furniture by line, and the blanks around everything.

    Furniture inside a clause of several lines (a title, a table row) stays a part of it: a clause is one span.
    """
    taken = sorted([(c.start, c.end, "") for c in clauses] + [(x.start, x.end, "page furniture") for x in page])
    removed, position = [], 0
    for start, end, reason in [*taken, (len(text), len(text), "")]:
        if start < position:
            continue
        if start > position:
            removed.append(Removed(position, start, "blank"))
        if reason:
            removed.append(Removed(start, end, reason))
        position = end
    return tuple(removed)


class _Builder:
    """Walks the lines once; ``open`` is the chain of clauses that the next line may belong to, root first."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.furniture = [line for line in lines if furniture.is_furniture(line.text)]
        self.lines = [line for line in lines if not furniture.is_furniture(line.text)]
        self.tables = find_tables(self.lines)
        self.nodes: list[_Node] = []
        self.root = _Node(ClauseKind.SECTION, "", 0, 0)
        self.open = [self.root]

    def run(self) -> None:
        """Place every line; each rule returns the number of lines it took."""
        position = 0
        while position < len(self.lines):
            for rule in (self._table, self._signature, self._numbered, self._front, self._plain):
                taken = rule(position)
                if taken:
                    break
            position += taken

    def _table(self, position: int) -> int:
        table = self.tables.get(position)
        if not table:
            return 0
        self._close_bullets()
        head_end = self.lines[table.rows[0].first - 1].end
        node = self._add(ClauseKind.TABLE, self.lines[position].start, head_end, heading=table.caption)
        self.open.append(node)
        for row in table.rows:
            self._add(ClauseKind.ROW, self.lines[row.first].start, self.lines[row.last].end, cells=row.cells)
        taken = table.last - table.first + 1 + self._notes(table)
        self.open.pop()
        return taken

    def _notes(self, table: Table) -> int:
        """Keep the notes under a table with it."""
        taken = 0
        while table.last + 1 + taken < len(self.lines) and is_note(self.lines[table.last + 1 + taken].content):
            line = self.lines[table.last + 1 + taken]
            self._add(ClauseKind.NOTE, line.start, line.end)
            taken += 1
        return taken

    def _signature(self, position: int) -> int:
        """Take issuing bodies with the date below them; what follows is a new front (an annexed document)."""
        end = position
        while end < min(position + _ISSUERS, len(self.lines)) and furniture.is_organisation(self.lines[end].text):
            end += 1
        if end == position or end == len(self.lines) or not furniture.is_date(self.lines[end].text):
            return 0
        self.open = [self.root]
        self._add(ClauseKind.SIGNATURE, self.lines[position].start, self.lines[end].end)
        return end - position + 1

    def _numbered(self, position: int) -> int:
        line = self.lines[position]
        marker = read_marker(line.content)
        if not marker or not continues(marker, self._last_number(marker.system)):
            return 0
        self._make_room(marker.system)
        parent = self.open[-1]
        kind = _KINDS.get(marker.system) or (ClauseKind.SECTION if marker.system in _SECTIONS else ClauseKind.ITEM)
        enumerated = self.text[parent.end - 1 : parent.end] in {"：", ":"}
        if marker.system is System.HAN_BRACKET and not enumerated and self._is_heading(position, marker):
            kind = ClauseKind.SECTION
        heading = _heading(line.content, marker)
        node = self._add(kind, line.start, line.end, heading=heading, marker=marker, parent=parent)
        self.open.append(node)
        return 1

    def _front(self, position: int) -> int:
        """Title, metadata, addressee and preamble: only where no numbered clause is open."""
        if len(self.open) > 1:
            return 0
        line = self.lines[position]
        taken = self._metadata(position) or self._title(position)
        if taken:
            return taken
        if furniture.is_addressee(line.text):
            self._add(ClauseKind.ADDRESSEE, line.start, line.end)
        elif furniture.is_plain_heading(line.content):
            self.open.append(self._add(ClauseKind.SECTION, line.start, line.end, heading=line.content))
        elif furniture.is_remark(line.text):
            self._add(ClauseKind.NOTE, line.start, line.end)
        elif self.nodes and self.nodes[-1].kind is ClauseKind.PREAMBLE and self._adjacent(line):
            self.nodes[-1].end = line.end
        else:
            self._add(ClauseKind.PREAMBLE, line.start, line.end)
        return 1

    def _plain(self, position: int) -> int:
        """Add a line to the open clause, or as a paragraph of its own where a child or a bullet came before."""
        line = self.lines[position]
        self._close_bullets()
        last, current = self.nodes[-1], self.open[-1]
        own = last is current or (last.kind is ClauseKind.PARAGRAPH and last.parent is current)
        if own and self._adjacent(line):
            last.end = line.end
        else:
            self._add(ClauseKind.PARAGRAPH, line.start, line.end)
        return 1

    def _metadata(self, position: int) -> int:
        """Take a block of labels with their values on the same or the next line, or a date alone."""
        cells: list[Cell] = []
        end = position
        while end < len(self.lines) and (label := furniture.read_label(self.lines[end].text)):
            name, value = label
            following = self.lines[end + 1].text if end + 1 < len(self.lines) else ""
            end += 1
            if not value and following and not furniture.read_label(following):
                value, end = following, end + 1
            cells.append(Cell(name, value))
        if not cells and furniture.is_date(self.lines[position].text):
            cells, end = [Cell("日期", self.lines[position].text)], position + 1
        if cells:
            self._add(ClauseKind.METADATA, self.lines[position].start, self.lines[end - 1].end, cells=tuple(cells))
        return end - position

    def _title(self, position: int) -> int:
        """Take up to four short lines of which the last ends like a title (…规划, …的通知)."""
        for count in range(1, min(4, len(self.lines) - position) + 1):
            text = self.lines[position + count - 1].content
            if not furniture.is_title_part(text) or read_marker(text) or furniture.read_label(text):
                return 0
            if furniture.is_remark(text):
                return 0
            if furniture.is_title_end(text):
                first, last = self.lines[position], self.lines[position + count - 1]
                self._add(ClauseKind.TITLE, first.start, last.end)
                return count
        return 0

    def _make_room(self, system: System) -> None:
        """Close the open clause of the same system with all below it, and headings without number.

        编, 章 and 节 lie in this order whatever is open between them, and an annex closes everything.
        """
        if system in _RANKED:
            above = _RANKED[: _RANKED.index(system)]
            while len(self.open) > 1 and not (self.open[-1].marker and self.open[-1].marker.system in above):
                self.open.pop()
            return
        for depth in range(len(self.open) - 1, 0, -1):
            node = self.open[depth]
            if node.marker and node.marker.system is system:
                del self.open[depth:]
                return
        while len(self.open) > 1 and self.open[-1].marker is None:
            self.open.pop()

    def _adjacent(self, line: Line) -> bool:
        """Whether no page furniture lies between the last clause and the line."""
        index = bisect_left(self.furniture, line.start, key=lambda taken: taken.start)
        return index == 0 or self.furniture[index - 1].start < self.nodes[-1].end

    def _close_bullets(self) -> None:
        while self.open[-1].kind is ClauseKind.BULLET:
            self.open.pop()

    def _last_number(self, system: System) -> str | None:
        return next((n.marker.number for n in reversed(self.open) if n.marker and n.marker.system is system), None)

    def _is_heading(self, position: int, marker: Marker) -> bool:
        """Whether a bracketed number opens a section: a heading alone on its line, or items below it."""
        rest = self.lines[position].content[marker.length :]
        following = self.lines[position + 1] if position + 1 < len(self.lines) else None
        return len(rest) <= _HEADING_CHARACTERS and rest[-1:] not in "；;，," and following is not None

    def _add(
        self,
        kind: ClauseKind,
        start: int,
        end: int,
        *,
        heading: str = "",
        marker: Marker | None = None,
        parent: _Node | None = None,
        cells: tuple[Cell, ...] = (),
    ) -> _Node:
        above = parent or self.open[-1]
        key = _unique(above, kind, marker)
        node = _Node(kind, key, start, end, heading, marker, above, cells)
        self.nodes.append(node)
        return node


def _unique(above: _Node, kind: ClauseKind, marker: Marker | None) -> str:
    """Name a clause by its number, or by its kind and place among its like; a repeated number gets ~2 and so on."""
    if marker and marker.system is not System.DASH:
        plain = {System.HAN_COMMA, System.HAN_BRACKET, System.ARABIC, System.DECIMAL}
        prefix = "" if marker.system in plain else marker.system.value
        key = f"{prefix}{marker.number.replace('.', '-')}"
        count = above.keys[key] = above.keys.get(key, 0) + 1
        return key if count == 1 else f"{key}~{count}"
    prefix = marker.system.value if marker else _PREFIXES[kind]
    count = above.keys[prefix] = above.keys.get(prefix, 0) + 1
    return f"{prefix}{count}"


def _heading(content: str, marker: Marker) -> str:
    """The heading of a numbered line: all of it when short and no sentence, else a short first sentence, else the mark.

    A bullet (——) without such words has none.
    """
    if marker.system is System.ARTICLE:
        return marker.label
    rest = content[marker.length :]
    stripped = rest.rstrip("。.:： ")
    is_phrase = len(stripped) <= _HEADING_CHARACTERS and not any(mark in stripped for mark in "。；;")
    if is_phrase and (len(stripped) <= _RUN_IN_CHARACTERS or not rest.endswith(("；", ";", "。"))):
        return content.rstrip("。 ")
    first = rest.split("。", 1)[0]
    if "。" in rest and len(first) <= _RUN_IN_CHARACTERS:
        return content[: marker.length] + first
    return "" if marker.system is System.DASH else marker.label
