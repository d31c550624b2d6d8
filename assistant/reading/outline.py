"""The clause tree in the making: the clauses so far, and the chain of those that the next line may belong to."""

from assistant.reading.levels import RANKED
from assistant.reading.lines import SENTENCE_ENDS
from assistant.reading.nodes import Node
from assistant.reading.numbering import Marker, System, follows
from assistant.records import Cell, ClauseKind

_MOST_NOTES = 10
_ASIDE = {ClauseKind.METADATA, ClauseKind.ADDRESSEE, ClauseKind.NOTE}
_BROKEN_CHARACTERS = 12


class Outline:
    """``nodes`` in text order; ``open`` is the chain of clauses that may go on, root first.

    ``seen`` holds the kinds so far; ``latest`` is the last clause of the highest level that is no metadata, addressee
    or note.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.nodes: list[Node] = []
        self.root = Node(ClauseKind.SECTION, "", 0, 0)
        self.open = [self.root]
        self.seen: set[ClauseKind] = set()
        self.latest: Node | None = None

    def enumerates(self, node: Node) -> bool:
        """Whether a clause ends with the colon of a stem."""
        return self.text[max(0, node.end - 4) : node.end].rstrip("*_ ").endswith(("：", ":"))

    def ends_sentence(self, node: Node) -> bool:
        """Whether a clause ends with a sentence, quotation marks and brackets behind it left aside."""
        return self.text[max(0, node.end - 2) : node.end].rstrip("”’』」）)")[-1:] in SENTENCE_ENDS

    def is_broken(self, node: Node) -> bool:
        """Whether a text breaks off in the middle of a sentence: it goes on behind the foot of the page."""
        last_line = self.text[node.start : node.end].rsplit("\n", 1)[-1]
        return len(last_line) >= _BROKEN_CHARACTERS and not self.ends_sentence(node) and not self.enumerates(node)

    def close(self, *kinds: ClauseKind) -> None:
        """Close the innermost clauses as long as they are of these kinds."""
        while len(self.open) > 1 and self.open[-1].kind in kinds:
            self.open.pop()

    def last_marker(self, marker: Marker) -> Marker | None:
        """The mark of the innermost open clause on the level of another mark."""
        return next((n.marker for n in reversed(self.open) if n.marker and n.marker.level == marker.level), None)

    def add(
        self,
        kind: ClauseKind,
        start: int,
        end: int,
        *,
        heading: str = "",
        marker: Marker | None = None,
        cells: tuple[Cell, ...] = (),
    ) -> Node:
        """Add a clause below the innermost open one, and return it."""
        above = self.open[-1]
        above.children += 1
        node = Node(kind, above.name(kind, marker), start, end, heading, marker, above, cells)
        self.nodes.append(node)
        self.seen.add(kind)
        if above is self.root and kind not in _ASIDE:
            self.latest = node
        return node

    def last_text(self) -> Node:
        """The last clause that is no note."""
        return next(
            (node for node in self.nodes[-1:-_MOST_NOTES:-1] if node.kind is not ClauseKind.NOTE), self.nodes[-1]
        )

    def article(self, current: Node) -> Node | None:
        """The article whose paragraphs (款) are being read: it, or one of its paragraphs, is the open clause."""
        if current.kind is ClauseKind.PARAGRAPH and current.parent and current.parent.kind is ClauseKind.ARTICLE:
            return current.parent
        return current if current.kind is ClauseKind.ARTICLE else None

    def close_enumeration(self, following: Marker | None) -> None:
        """Close a list of which the last item is as long as the others: a line without mark behind it goes on above.

        ``following`` is the next mark of the text. Of a first item nobody knows yet how long the items are, unless a
        stem with a colon holds them as one sentence.
        """
        while len(self.open) > 1 and _is_listed(self.open[-1]) and not _goes_on(following, self.open[-1]):
            item, parent = self.open[-1], self.open[-2]
            others = [len(other.items) + other.lines for other in parent.items[:-1]]
            is_stem = (
                item.kind is ClauseKind.ITEM
                and item.behind_stem
                and item.lines == 1
                and self.text[item.end - 1] not in "；;，,"
            )
            is_full = len(others) >= min(item.lines, 2) and set(others) == {item.lines}
            if item.children or not self.ends_sentence(item) or not (is_stem or is_full):
                return
            self.open.pop()


def _is_listed(node: Node) -> bool:
    return node.marker is not None and node.marker.system not in {System.ARTICLE, System.BOX, *RANKED}


def _goes_on(following: Marker | None, item: Node) -> bool:
    """Whether the next mark in the text is that of the item behind this one."""
    if not following or not item.marker or following.level != item.marker.level:
        return False
    return follows(following.number, item.marker.number)
