"""Where a mark belongs: which of the open clauses it closes.

Levels come from the document itself. A system met for the first time lies below the clause that is open; one met
again goes on where its number follows. Where a document is not consistent, the order in which its systems are mostly
nested decides (``Order``). Only 编, 章 and 节 have a rank of their own, by the rules for legislation.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.reading.nodes import Node
from assistant.reading.numbering import Marker, System, follows
from assistant.records import ClauseKind

RANKED = (System.ANNEX, System.PART, System.BRANCH, System.CHAPTER, System.DIVISION)
_OUTSIDE = (*RANKED, System.ARTICLE, System.HAN_COMMA, System.HAN_BRACKET)
_NESTING = {"*", "-", "+"}
_DEEPEST = 20
_BARRIERS = (System.BOX,)


class Order:
    """How often one level of numbering opens directly or further below another in a document."""

    def __init__(self, markers: Iterable[Marker | None]) -> None:
        """Count over the marks of a text; None stands where one document ends and another begins."""
        self._below: Counter[tuple[str, str]] = Counter()
        chain: list[Marker] = []
        in_box = False
        for marker in markers:
            if marker is None:
                chain, in_box = [], False
                continue
            # What a box numbers says nothing of the text around it.
            in_box = marker.system in _BARRIERS or (in_box and marker.system not in _OUTSIDE)
            if in_box:
                continue
            chain = _cut(chain, marker)
            self._below.update((above.level, marker.level) for above in chain)
            chain.append(marker)

    def encloses(self, outer: Marker, inner: Marker) -> bool:
        """Whether marks like ``outer`` mostly have those like ``inner`` below them."""
        return self._below[outer.level, inner.level] > self._below[inner.level, outer.level]


def _cut(chain: list[Marker], marker: Marker) -> list[Marker]:
    """What stays open in front of a mark: 编 and 章 end by rank, an article what is below the chapter."""
    if marker.system in RANKED or marker.system is System.ARTICLE:
        above = RANKED[: RANKED.index(marker.system)] if marker.system in RANKED else RANKED
        return [upper for upper in chain if upper.system in above]
    levels = [upper.level for upper in chain]
    return chain[: levels.index(marker.level)] if marker.level in levels else chain


def keep(
    open_nodes: Sequence[Node],
    marker: Marker,
    order: Order,
    *,
    runs_on: bool = False,
    indent: int = 0,
    level: int | None = None,
) -> int:
    """Return how many of the open nodes, root first, stay open in front of a mark; the last of them is its parent.

    ``runs_on`` says that text follows the mark's heading on its line; of two lists that could go on, the one with such
    lines does. A bullet of Markdown with a deeper ``indent`` (characters) lies below.
    ``level`` is that of the line as a heading by its format.
    """
    if marker.system in RANKED:
        return _keep_ranked(open_nodes, marker)
    if (
        marker.label in _NESTING
        and len(open_nodes) < _DEEPEST
        and open_nodes[-1].kind is ClauseKind.BULLET
        and indent > open_nodes[-1].indent
    ):
        return len(open_nodes)
    depth = _sibling(open_nodes, marker, runs_on=runs_on, indent=indent)
    if depth:
        return depth
    count = len(open_nodes)
    while count > 1 and _ends_before(open_nodes[count - 1], marker, order, level):
        count -= 1
    return count


def keep_for_heading(open_nodes: Sequence[Node], level: int) -> int:
    """The same for a heading without number that the format gives a level."""
    for depth, node in enumerate(open_nodes):
        if depth and (node.level is None or node.level >= level):
            return depth
    return len(open_nodes)


def _keep_ranked(open_nodes: Sequence[Node], marker: Marker) -> int:
    """编, 章 and 节 lie in this order whatever is open between them, and an annex closes everything."""
    above = RANKED[: RANKED.index(marker.system)]
    count = len(open_nodes)
    while count > 1 and not _is_of(open_nodes[count - 1], above):
        count -= 1
    return count


def _is_of(node: Node, systems: Sequence[System]) -> bool:
    return node.marker is not None and node.marker.system in systems


def _sibling(open_nodes: Sequence[Node], marker: Marker, *, runs_on: bool, indent: int) -> int:
    """The depth of the open clause that the mark stands beside: the innermost whose number it follows.

    Else the innermost of its level, but for a first number inside a box or behind a stem, which begins anew there. 0:
    there is none.
    """
    like = [d for d in range(len(open_nodes) - 1, 0, -1) if _level(open_nodes[d]) == marker.level]
    fitting = [depth for depth in like if _fits(marker, open_nodes[depth], indent)]
    if fitting:
        return next((depth for depth in fitting if open_nodes[depth].runs_on is runs_on), fitting[0])
    if marker.system in _BARRIERS or marker.system is System.ARTICLE or len(open_nodes) >= _DEEPEST:
        return like[0] if like else 0
    barrier = max((d for d, node in enumerate(open_nodes) if _is_barrier(node)), default=0)
    inside = [depth for depth in like if depth > barrier]
    if inside or not like:
        return inside[0] if inside else 0
    # Behind a box the list outside it goes on, perhaps with a gap; a number that is not greater begins in the box.
    outer = open_nodes[like[0]].marker
    return like[0] if outer and not marker.is_first and _is_greater(marker.number, outer.number) else 0


def _is_barrier(node: Node) -> bool:
    """Whether numbering begins anew inside: a box, a paragraph that holds a list."""
    return _is_of(node, _BARRIERS) or node.kind is ClauseKind.PARAGRAPH


def _fits(marker: Marker, node: Node, indent: int) -> bool:
    if marker.system is System.DASH:
        return marker.label not in _NESTING or node.indent <= indent
    return node.marker is not None and follows(marker.number, node.marker.number)


def _is_greater(number: str, other: str) -> bool:
    return _parts(number) > _parts(other)


def _parts(number: str) -> list[int]:
    return [int(part) if part.isdecimal() else ord(part) for part in re.split(r"[.-]", number) if part]


def _level(node: Node) -> str:
    return node.marker.level if node.marker else ""


def _ends_before(node: Node, marker: Marker, order: Order, level: int | None) -> bool:
    """Whether an open clause ends where a new system begins: one that the document nests below that system.

    A heading without number ends too, unless its format gave it a level; a paragraph of an article holds its items.
    """
    if node.marker is None and node.level is not None:
        return level is not None and node.level >= level
    if node.marker is None:
        return node.kind is not ClauseKind.PARAGRAPH
    if node.kind is ClauseKind.BULLET and marker.system in {System.HAN_COMMA, System.HAN_BRACKET}:
        return True
    return node.marker.system not in {*RANKED, *_BARRIERS} and order.encloses(marker, node.marker)
