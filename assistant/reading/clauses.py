"""SourceDocument → clause tree. Every character ends in exactly one clause or one removed span."""

from bisect import bisect_left
from collections.abc import Sequence

from assistant.reading import front, furniture
from assistant.reading.breaks import break_lines
from assistant.reading.corrections import Correction
from assistant.reading.corrections_applied import correct_lines
from assistant.reading.grids import with_repeated_headers
from assistant.reading.layout import NO_LAYOUT, Layout
from assistant.reading.levels import keep_for_heading
from assistant.reading.lines import Line, split_lines
from assistant.reading.nodes import freeze
from assistant.reading.numbered import NumberedOutline
from assistant.reading.numbering import to_han
from assistant.reading.page import grid_offsets, page_furniture, removed_spans
from assistant.reading.tables import Table, barred_offsets, find_tables, is_note
from assistant.reading.witnesses import UNFINISHED, next_marker
from assistant.reading.wraps import join_wrapped
from assistant.records import ClauseKind, ClauseTree, SourceDocument

_SMALL = {ClauseKind.BULLET, ClauseKind.ITEM, ClauseKind.PARAGRAPH}


def build_tree(
    document: SourceDocument, layout: Layout = NO_LAYOUT, corrections: Sequence[Correction] = ()
) -> ClauseTree:
    """Read the numbering, tables and edges of a document into its clause tree; a person's corrections win."""
    layout = with_repeated_headers(document.text, layout)
    everything = split_lines(document.text, layout)
    grid_lines = grid_offsets(everything, layout.grids)
    removed = page_furniture(everything, layout, grid_lines)
    lines = [line for line in everything if line.start not in removed]
    lines = correct_lines(document.text, lines, corrections)
    fixed = grid_lines | barred_offsets(lines) | {line.start for line in lines if line.corrected is not None}
    lines = break_lines(join_wrapped(document.text, lines, frozenset(fixed)), frozenset(fixed))
    builder = _Builder(document.text, lines, find_tables(lines, document.text, layout.grids), sorted(removed))
    builder.run()
    clauses = tuple(freeze(document, builder.nodes))
    return ClauseTree(document, clauses, removed_spans(document.text, clauses, removed))


class _Builder(NumberedOutline):
    """Walks the lines once: each rule places as many lines as it knows, or none."""

    def __init__(self, text: str, lines: list[Line], tables: dict[int, Table], removed: list[int]) -> None:
        super().__init__(text, lines, tables)
        self.removed = removed
        self.has_format_title = False

    def run(self) -> None:
        """Place every line; each rule returns the number of lines it took."""
        position = 0
        rules = (
            self._table,
            self._note,
            self._annexes,
            self._signature,
            self.numbered,
            self._heading,
            self._front,
            self._plain,
        )
        while position < len(self.lines):
            position += next(taken for rule in rules if (taken := rule(position)))

    def _table(self, position: int) -> int:
        table = self.tables.get(position)
        if not table:
            return 0
        start, end = self.lines[position].start, self.lines[table.last].end
        if table.kind is ClauseKind.METADATA:
            self.add(table.kind, start, end, cells=table.cells)
            return table.last - table.first + 1
        self.close(ClauseKind.BULLET)
        # A table without header and caption has nothing to say but its rows.
        has_head = table.head_end > start
        if has_head:
            self.open.append(self.add(ClauseKind.TABLE, start, table.head_end, heading=table.caption))
        for row in table.rows:
            self.add(ClauseKind.ROW, row.start, row.end, cells=row.cells)
        taken = table.last - table.first + 1 + self._notes(table)
        if has_head:
            self.open.pop()
        return taken

    def _notes(self, table: Table) -> int:
        """Keep the notes under a table with it."""
        position = table.last + 1
        while position < len(self.lines) and is_note(
            self.lines[position].content, behind_note=position > table.last + 1
        ):
            self.add(ClauseKind.NOTE, self.lines[position].start, self.lines[position].end)
            position += 1
        return position - table.last - 1

    def _note(self, position: int) -> int:
        line = self.lines[position]
        if line.is_note:
            self.add(ClauseKind.NOTE, line.start, line.end)
        return int(line.is_note)

    def _annexes(self, position: int) -> int:
        """Take the list of annexes above the signature: it names them, and is none."""
        count = front.annex_list(self.lines, position)
        if count:
            self.open = [self.root]
            self.add(ClauseKind.NOTE, self.lines[position].start, self.lines[position + count - 1].end)
        return count

    def _signature(self, position: int) -> int:
        """Take issuing bodies with their date; what follows is a new front (an annexed document)."""
        is_behind = not self.seen <= {ClauseKind.METADATA}
        count = front.signature(self.lines, position) if is_behind else 0
        cells = () if count else front.imprint(self.lines, position)
        if not count and not cells:
            return 0
        self.open = [self.root]
        kind = ClauseKind.METADATA if cells else ClauseKind.SIGNATURE
        taken = count or len(cells)
        self.add(kind, self.lines[position].start, self.lines[position + taken - 1].end, cells=cells)
        return taken

    def _heading(self, position: int) -> int:
        """Take a heading without number: by its format, by a person's word, or one that documents leave unnumbered."""
        line = self.lines[position]
        if line.corrected:
            self.close(*_SMALL)
            if not self.open[-1].marker:
                self.close(ClauseKind.SECTION)
        elif line.corrected is False or (not line.level and not furniture.is_plain_heading(line.content)):
            return 0
        elif line.level:
            if self._opens_document(position):
                return 0
            del self.open[keep_for_heading(self.open, line.level) :]
        elif furniture.opens_appendix(line.content):
            del self.open[1:]
        elif len(self.open) > 1:
            return 0
        node = self.add(ClauseKind.SECTION, line.start, line.end, heading=line.content.rstrip("：:"))
        # What stands in an appendix is numbered anew below its heading.
        node.level = 1 if furniture.opens_appendix(line.content) else line.level
        self.open.append(node)
        return 1

    def _opens_document(self, position: int) -> bool:
        """Whether a heading of the highest level is the title: nothing but other titles and metadata came before."""
        before = {ClauseKind.TITLE, ClauseKind.METADATA, ClauseKind.ADDRESSEE}
        return self.lines[position].level == 1 and self.seen <= before and not self.has_format_title

    def _front(self, position: int) -> int:
        """Title, metadata, addressee and preamble: only where no numbered clause is open."""
        line = self.lines[position]
        if len(self.open) > 1:
            return 0
        if line.corrected is False:
            self._running_text(line)
            return 1
        taken, cells = front.metadata(self.lines, position)
        if taken:
            self.add(ClauseKind.METADATA, line.start, self.lines[position + taken - 1].end, cells=cells)
            return taken
        is_first = self.seen <= {ClauseKind.METADATA}
        taken = front.title(self.lines, self.markers, position, most=self._most(position), is_first=is_first)
        taken = taken or int(bool(line.level) and self._opens_document(position))
        if taken:
            self.has_format_title = self.has_format_title or line.level == 0
            self.add(ClauseKind.TITLE, line.start, self.lines[position + taken - 1].end)
            return taken
        behind_title = self.nodes and self.nodes[-1].kind in {ClauseKind.TITLE, ClauseKind.METADATA}
        if furniture.is_addressee(line.text) or (behind_title and furniture.is_salutation(line.text)):
            self.add(ClauseKind.ADDRESSEE, line.start, line.end)
        elif furniture.is_remark(line.text):
            self.add(ClauseKind.NOTE, line.start, line.end)
        else:
            self._running_text(line)
        return 1

    def _running_text(self, line: Line) -> None:
        """Text outside all numbering: before the first section of a document its preamble, behind it a paragraph."""
        before_text = {ClauseKind.TITLE, ClauseKind.SIGNATURE, ClauseKind.PREAMBLE}
        is_front = not self.latest or self.latest.kind in before_text
        kind = ClauseKind.PREAMBLE if is_front else ClauseKind.PARAGRAPH
        last = self.nodes[-1] if self.nodes else None
        if last and last.kind is kind and last.parent is self.root and self._adjacent(line):
            last.end = line.end
        else:
            self.add(kind, line.start, line.end)

    def _plain(self, position: int) -> int:
        """Add a line to the open clause, or as a paragraph of its own where a child or a bullet came before."""
        line = self.lines[position]
        if not (self.nodes[-1] is self.open[-1] and self.text.endswith(UNFINISHED, 0, self.nodes[-1].end)):
            self.close(ClauseKind.BULLET)
        self._close_document(line)
        if not furniture.is_rider(line.text):
            self.close_enumeration(next_marker(self.markers, position))
        if not self.article(self.open[-1]):
            self.close(ClauseKind.PARAGRAPH)
        last, current = self.last_text(), self.open[-1]
        own = last is current or (last.kind is ClauseKind.PARAGRAPH and last.parent is current)
        article = self.article(current)
        if article and (self.ends_sentence(last) or self.enumerates(last)):
            del self.open[self.open.index(article) + 1 :]
            name = f"第{to_han(article.keys.get('p', 1) + 1)}款"
            self.open.append(self.add(ClauseKind.PARAGRAPH, line.start, line.end, heading=name))
        elif own and last is self.nodes[-1] and (self._adjacent(line) or self.is_broken(last)):
            last.end = line.end
            last.lines += 1
        else:
            self._paragraph(position)
        return 1

    def _paragraph(self, position: int) -> None:
        """Add a paragraph of its own; one with a colon holds the list behind it, if that goes on its sentence."""
        line, following = self.lines[position], self.markers[position + 1 : position + 2]
        node = self.add(ClauseKind.PARAGRAPH, line.start, line.end)
        is_list = bool(following and following[0]) and self.lines[position + 1].text.endswith(("；", ";"))
        if is_list and self.enumerates(node) and following[0] and following[0].is_first:
            self.open.append(node)

    def _close_document(self, line: Line) -> None:
        """From when a document is in force concerns all of it, unless an article or a heading of its own says so."""
        last = self.nodes[-1]
        # A heading alone holds the line; not so one that says something itself (六、监督电话　12345).
        has_body = self.ends_sentence(last) or sum(char.isdecimal() for char in last.heading) > 4
        in_article = any(node.kind is ClauseKind.ARTICLE for node in self.open)
        if has_body and furniture.is_closing(line.text) and (not in_article or line.text.startswith("特此")):
            del self.open[1:]

    def _most(self, position: int) -> int:
        """How many lines from a position on stand together, without page furniture between them."""
        index = bisect_left(self.removed, self.lines[position].start)
        end = self.removed[index] if index < len(self.removed) else len(self.text)
        return sum(line.start < end for line in self.lines[position : position + 8])

    def _adjacent(self, line: Line) -> bool:
        """Whether no page furniture lies between the last clause and the line."""
        index = bisect_left(self.removed, line.start)
        return index == 0 or self.removed[index - 1] < self.nodes[-1].end
