"""Clauses in the making: their place in the tree, their headings and their ids."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.reading.numbering import Marker, System
from assistant.records import Cell, Clause, ClauseKind, SourceDocument

_PREFIXES = {
    ClauseKind.TITLE: "title", ClauseKind.METADATA: "info", ClauseKind.ADDRESSEE: "to",
    ClauseKind.PREAMBLE: "preamble", ClauseKind.SIGNATURE: "sign", ClauseKind.TABLE: "table", ClauseKind.ROW: "r",
    ClauseKind.NOTE: "note", ClauseKind.PARAGRAPH: "p", ClauseKind.SECTION: "s",
}  # fmt: skip
# Numbers of these systems stand in an id without the name of their system.
_PLAIN = {System.HAN_COMMA, System.HAN_BRACKET, System.ARABIC, System.DECIMAL}
_HEADING_CHARACTERS = 60
_RUN_IN_CHARACTERS = 40
_SHORT_HEADING_CHARACTERS = 20
_BODY_CHARACTERS = 10


@dataclass(slots=True)
class Node:
    """A clause in the making; ``key`` is its part of the id, ``level`` that of a heading by its format."""

    kind: ClauseKind
    key: str
    start: int
    end: int
    heading: str = ""
    marker: Marker | None = None
    parent: "Node | None" = None
    cells: tuple[Cell, ...] = ()
    level: int | None = None
    lines: int = 1
    runs_on: bool = False
    behind_stem: bool = False
    indent: int = 0
    children: int = 0
    items: list["Node"] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)

    def name(self, kind: ClauseKind, marker: Marker | None) -> str:
        """The next key below this node: its number, or its kind and place among its like; a second 3 is 3~2."""
        if marker and marker.system is not System.DASH:
            prefix = "" if marker.system in _PLAIN else marker.system.value
            key = f"{prefix}{marker.number.replace('.', '-')}"
            count = self.keys[key] = self.keys.get(key, 0) + 1
            return key if count == 1 else f"{key}~{count}"
        prefix = marker.system.value if marker else _PREFIXES[kind]
        # The first paragraph of an article (第一款) is the article's own clause.
        first = 1 if self.kind is ClauseKind.ARTICLE and kind is ClauseKind.PARAGRAPH else 0
        count = self.keys[prefix] = self.keys.get(prefix, first) + 1
        return f"{prefix}{count}"


def freeze(document: SourceDocument, nodes: list[Node]) -> Iterator[Clause]:
    """Yield the clauses of nodes that stand in text order, parents before their children."""
    places: dict[int, tuple[str, tuple[str, ...]]] = {}
    for node in nodes:
        above_id, above_path = places.get(id(node.parent), (document.id, ()))
        separator = "." if node.parent and id(node.parent) in places else "/"
        clause_id = f"{above_id}{separator}{node.key}"
        path = (*above_path, node.heading) if node.heading else above_path
        places[id(node)] = (clause_id, path)
        parent = above_id if separator == "." else ""
        text = document.text[node.start : node.end]
        yield Clause(clause_id, document.id, node.kind, path, text, node.start, node.end, parent, node.cells)


def heading_of(content: str, marker: Marker) -> str:
    """The heading of a numbered line: all of it when short and no sentence, else what ends like one, else the mark.

    A bullet (——) without such words has none.
    """
    if marker.system is System.ARTICLE:
        return marker.label
    rest = content[marker.length :]
    run_in = _run_in(rest)
    if run_in:
        return content[: marker.length + len(run_in)]
    stripped = rest.rstrip("。.:： ")
    is_phrase = len(stripped) <= _HEADING_CHARACTERS and not any(mark in stripped for mark in "。；;")
    if is_phrase and (len(stripped) <= _RUN_IN_CHARACTERS or not rest.endswith(("；", ";", "。"))):
        return content.rstrip("。:： ")
    first = rest.split("。", 1)[0]
    if "。" in rest and len(first) <= _RUN_IN_CHARACTERS and first.count("“") == first.count("”"):
        return content[: marker.length + len(first)]
    return "" if marker.system is System.DASH else marker.label


def _run_in(rest: str) -> str:
    """A heading that runs into its body after a blank or a colon close to the front."""
    for separator in ("　", " ", "：", ":"):
        head, _, body = rest.lstrip().partition(separator)
        is_body = len(body) >= _BODY_CHARACTERS and any(mark in body for mark in "，,。；;")
        if 3 < len(head) <= _SHORT_HEADING_CHARACTERS and is_body and _is_phrase(head):
            return rest[: rest.index(head) + len(head)]
    return ""


def _is_phrase(text: str) -> bool:
    return not any(mark in text for mark in "，,。；;、《")
