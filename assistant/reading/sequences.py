"""Whether the numbers of a clause tree follow each other: where one is missing, comes twice, or opens too late."""

import re
import unicodedata
from dataclasses import dataclass, replace

from assistant.reading.lines import split_lines
from assistant.reading.numbering import Marker, System, follows, read_marker, to_han
from assistant.records import Clause, ClauseKind, ClauseTree

_NUMBERED = frozenset({ClauseKind.SECTION, ClauseKind.ARTICLE, ClauseKind.ITEM, ClauseKind.BOX})
_NUMERAL = re.compile(r"[〇零一二三四五六七八九十百千]+|\d+")
# Articles taken out together: 第三条至第五条.
_RANGE = re.compile(r"[至到](?=第)")
_ANNEX = "附件"


@dataclass(frozen=True, slots=True)
class Break:
    """A clause whose number ``label`` does not follow ``before`` (empty: it is the first of its sequence).

    ``missing`` names the numbers between them, ``is_inline`` says that they stand inside the text before the clause,
    ``again`` that the sequence begins anew where nothing tells why.
    """

    clause: Clause
    label: str
    before: str = ""
    missing: str = ""
    again: bool = False
    is_inline: bool = False


@dataclass(frozen=True, slots=True)
class _Numbered:
    clause: Clause
    marker: Marker


def find_breaks(tree: ClauseTree) -> tuple[Break, ...]:
    """Return the clauses that break their sequence, in text order.

    A sequence is that of the siblings of one level, or runs through the document: articles through chapters, （一）
    through 一、 and 二、.
    """
    walk = _Walk(tree)
    return tuple(found for clause in tree.clauses if (found := walk.take(clause)))


def read_number(clause: Clause) -> Marker | None:
    """Return the mark that numbers a clause: the one that it begins with, if its id was made from that."""
    if clause.kind not in _NUMBERED:
        return None
    lines = split_lines(clause.text.split("\n", 1)[0])
    marker = read_marker(lines[0].content) if lines else None
    if not marker or not marker.number:
        return None
    key = clause.id[len(clause.parent or clause.document) + 1 :].split("~", 1)[0]
    number = marker.number.replace(".", "-")
    return marker if key in {number, f"{marker.system}{number}"} else None


class _Walk:
    """Goes through the clauses once; keeps the last number of every sequence."""

    def __init__(self, tree: ClauseTree) -> None:
        self._tree = tree
        self._siblings: dict[tuple[str, str], _Numbered] = {}
        self._running: dict[str, _Numbered] = {}
        self._restarted: set[str] = set()
        self._youngest: dict[str, Clause] = {}
        self._by_id: dict[str, Clause] = {}
        self._previous: Clause | None = None

    def take(self, clause: Clause) -> Break | None:
        """Look at the next clause; return it if it breaks its sequence."""
        marker = read_number(clause)
        found = self._look(_Numbered(clause, marker)) if marker else None
        self._youngest[clause.parent] = self._previous = self._by_id[clause.id] = clause
        return found

    def _look(self, new: _Numbered) -> Break | None:
        level = _sequence(new.marker)
        sibling, running = self._siblings.get((new.clause.parent, level)), self._running.get(level)
        self._siblings[new.clause.parent, level] = self._running[level] = replace(new, marker=_last_of(new.marker))
        if new.marker.is_first:
            self._restarted |= {level} if running else set()
            if sibling and self._youngest[new.clause.parent] is sibling.clause and not self._leads_in():
                return Break(new.clause, _bare(new.marker.label), _bare(sibling.marker.label), again=True)
            return None
        before = sibling or running
        if before and _goes_on(new.marker, before.marker):
            return None
        before = sibling or (None if level in self._restarted else running)
        # Annexes are often files of their own.
        return self._break(new, before) if before or new.marker.system is not System.ANNEX else None

    def _leads_in(self) -> bool:
        """Whether the text above may open a new list: it ends with a colon, or goes on below its own first line."""
        above = self._previous.text.strip() if self._previous else ""
        return above.endswith(("：", ":")) or "\n" in above

    def _break(self, new: _Numbered, before: _Numbered | None) -> Break | None:
        numbers = _between(new.marker, before.marker if before else None)
        labels = [_label(new.marker, number) for number in dict.fromkeys((numbers[0], numbers[-1]))] if numbers else []
        above = before.clause if before else self._by_id.get(new.clause.parent)
        is_inline = bool(above and labels) and self._is_inside(labels[-1], above.start if above else 0, new)
        if is_inline and not before and above and above.text.startswith(_ANNEX):
            return None
        label = _bare(before.marker.label) if before else ""
        missing = "至".join(_bare(label) for label in labels)
        return Break(new.clause, _bare(new.marker.label), label, missing, is_inline=is_inline)

    def _is_inside(self, label: str, start: int, new: _Numbered) -> bool:
        """Whether a missing mark stands in the text between, not at the end of a longer number."""
        text = self._tree.document.text[start : new.clause.start]
        return not new.marker.lost and bool(re.search(rf"(?<!\d){re.escape(label)}", text))


def _sequence(marker: Marker) -> str:
    """What marks of one sequence share; 附件 and 附表 are counted apart."""
    return f"{marker.level}{marker.label[:2]}" if marker.system is System.ANNEX else marker.level


def _last_of(marker: Marker) -> Marker:
    """The mark that the next one has to follow: of a range of articles the last."""
    *_, last = _RANGE.split(marker.label)
    end = read_marker(f"{last} ") if last != marker.label else None
    return replace(marker, number=end.number) if end else marker


def _goes_on(marker: Marker, previous: Marker) -> bool:
    """Whether a number follows; the first article put in behind another (第六条之一) does as well."""
    main, _, added = marker.number.partition("-")
    return follows(marker.number, previous.number) or (added == "1" and previous.number == main)


def _between(marker: Marker, previous: Marker | None) -> range:
    """The numbers that are missing, of the last place in decimals; none where that cannot be told."""
    *head, last = marker.number.split(".")
    *previous_head, previous_last = previous.number.split(".") if previous else [*head, "0"]
    if head != previous_head or not (last.isdecimal() and previous_last.isdecimal()):
        return range(0)
    return range(int(previous_last) + 1, int(last))


def _label(marker: Marker, number: int) -> str:
    """The mark as it would look with another number: of a range its first, of a decimal its last place."""
    label = _RANGE.split(marker.label, maxsplit=1)[0]
    numerals = list(_NUMERAL.finditer(label))
    if not numerals:
        # ③, ⒊, ㈢ and (c) stand in rows of characters.
        shift = number - int(marker.number.rpartition(".")[2])
        return "".join(chr(ord(char) + shift) if _counts(char) else char for char in label)
    last = numerals[-1]
    numeral = str(number) if last.group().isdecimal() else to_han(number)
    return f"{label[: last.start()]}{numeral}{label[last.end() :]}"


def _counts(char: str) -> bool:
    return unicodedata.category(char) == "No" or (char.isascii() and char.isalpha())


def _bare(label: str) -> str:
    """A mark without the sign that divides it from its text: 3. → 3, but （三） as it is."""
    return label.rstrip(".．、：:")
