"""From a reference (第十二条第二款) to the clause of a tree that has the number."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.records import ClauseTree
from assistant.retrieval.scope.references import NamedReference, Step, Unit

# Keys of clause ids (see assistant.reading.nodes) by what a number may count, the likeliest first; a document without
# articles calls its items 条, one without chapters its sections 章.
_PLAIN = ("", "nb", "np", "c", "h", "hb", "n")
_KEYS: dict[Unit, tuple[tuple[str, ...], ...]] = {
    Unit.ANNEX: (("annex",),),
    Unit.BOX: (("box",),),
    Unit.PART: (("part",), _PLAIN, ("chapter",)),
    Unit.BRANCH: (("branch",),),
    Unit.CHAPTER: (("chapter",), ("part",), _PLAIN),
    Unit.DIVISION: (("division",), _PLAIN),
    Unit.ARTICLE: (("art",), _PLAIN),
    Unit.PARAGRAPH: (("p",), _PLAIN),
    Unit.POINT: (_PLAIN,),
    Unit.SUBPOINT: (_PLAIN,),
    Unit.ITEM: (_PLAIN,),
}
_BRACKETS = tuple("（(㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩")
_ROOT = ""
_MOST = 3


@dataclass(frozen=True, slots=True)
class Outline:
    """The ids of the clauses below each clause (below the empty id: the outermost) with their keys.

    ``bracketed`` are those that （一） numbers and not 1.: their keys look alike.
    """

    below: dict[str, tuple[tuple[str, str], ...]]
    bracketed: frozenset[str]

    @classmethod
    def of(cls, tree: ClauseTree) -> "Outline":
        """Read the outline of a tree from its ids."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for clause in tree.clauses:
            key = clause.id[len(clause.parent or tree.document.id) + 1 :].partition("~")[0]
            found[clause.parent].append((clause.id, key))
        bracketed = frozenset(clause.id for clause in tree.clauses if clause.text.startswith(_BRACKETS))
        return cls({parent: tuple(entries) for parent, entries in found.items()}, bracketed)

    def resolve(self, reference: NamedReference) -> tuple[str, ...]:
        """The ids of the clauses with these numbers in text order, at most three; empty where one does not exist."""
        nodes: tuple[str, ...] = (_ROOT,)
        for step in reference.steps:
            nodes = tuple(dict.fromkeys(found for node in nodes for found in self._step(node, step)))
        return nodes[:_MOST] if reference.steps else ()

    def _step(self, node: str, step: Step) -> Sequence[str]:
        if step.unit is Unit.PARAGRAPH and _key_of(node).startswith("art"):
            return self._paragraph(node, step.number)
        if step.unit is Unit.ANNEX:
            return self._annex(node, step.number)
        for prefixes in self._kinds(node, step.unit):
            found = self._nearest(
                node, {f"{prefix}{step.number}" for prefix in prefixes}, in_brackets=step.is_bracketed
            )
            if found or self._has(node, prefixes):
                return found
        return ()

    def _kinds(self, node: str, unit: Unit) -> Sequence[tuple[str, ...]]:
        """What the number may count below the node: where there are articles, no part is an item of one."""
        kinds = _KEYS[unit]
        is_wide = unit in {Unit.PART, Unit.CHAPTER, Unit.DIVISION} and self._has(node, ("art",))
        return [prefixes for prefixes in kinds if prefixes != _PLAIN] if is_wide else kinds

    def _paragraph(self, article: str, number: str) -> Sequence[str]:
        """The first paragraph of an article is the article's own clause."""
        return (article,) if number == "1" else self._nearest(article, {f"p{number}"})

    def _annex(self, node: str, number: str) -> Sequence[str]:
        found = self._nearest(node, {f"annex{number}"})
        every = self._nearest(node, {"annex", "annex1"})
        return found or (every if number in {"", "1"} else ())

    def _nearest(self, node: str, keys: set[str], *, in_brackets: bool = False) -> tuple[str, ...]:
        """The clauses with one of the keys that lie least deep below the node; in brackets where these are used."""
        for level in self._levels(node):
            are_used = in_brackets and any(clause in self.bracketed for clause, _ in level)
            found = tuple(clause for clause, key in level if key in keys and (not are_used or clause in self.bracketed))
            if found or are_used:
                return found
        return ()

    def _has(self, node: str, prefixes: Sequence[str]) -> bool:
        """Whether the node is numbered in this way at all; plain numbers stand everywhere and decide nothing."""
        return "" not in prefixes and any(
            key.rstrip("0123456789-") in prefixes for level in self._levels(node) for _, key in level
        )

    def _levels(self, node: str) -> Iterator[list[tuple[str, str]]]:
        level = list(self.below.get(node, ()))
        while level:
            yield level
            level = [entry for clause, _ in level for entry in self.below.get(clause, ())]


def _key_of(clause: str) -> str:
    return clause.rpartition("/")[2].rpartition(".")[2]
