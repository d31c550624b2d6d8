"""The numbers from the widest clause down to one, as printed: 第三部分第（四）条第1项, 第十二条第二款第（三）项."""

import re
from collections import Counter
from collections.abc import Sequence
from enum import IntEnum
from functools import cached_property

from assistant.answering.naming.marks import inner_quotes
from assistant.answering.naming.outline import Outline, key_of, place_of
from assistant.answering.naming.paragraphs import Span, name_paragraphs
from assistant.answering.naming.parts import Part
from assistant.answering.naming.tables import name_note, name_row, name_table
from assistant.reading.furniture import is_plain_heading
from assistant.reading.numbering import ORDINALS, Marker, System, to_han
from assistant.records import Clause, ClauseKind


class Unit(IntEnum):
    """What a number counts, widest first; ``WHOLE`` is the document, an annex or a box."""

    WHOLE = 0
    PART = 1
    ARTICLE = 2
    POINT = 3
    SUBPOINT = 4
    DETAIL = 5


_NAMES = {Unit.PART: "部分", Unit.ARTICLE: "条", Unit.POINT: "项", Unit.SUBPOINT: "目", Unit.DETAIL: "点"}
# The widest unit that a system stands for; below an article （一） is a 项, and 1. below that a 目.
_WIDEST = {System.HAN_COMMA: Unit.PART, System.HAN_BRACKET: Unit.ARTICLE}
_BRACKETED = {System.HAN_BRACKET, System.ARABIC_BRACKET}
_SIGNS = re.compile(r"[（）()、.．:：\s]")
# Articles run on through chapters, so a citation leaves these out.
_ABOVE_ARTICLES = {*ORDINALS, System.HAN_COMMA, System.HAN_BRACKET, None}


class Steps:
    """Names the clauses of one document, the title left aside."""

    def __init__(self, outline: Outline, parts: Sequence[Part]) -> None:
        """``parts`` are the documents within the file: numbers begin anew in each."""
        self._outline = outline
        self._part = {clause.id: number for number, part in enumerate(parts) for clause in part.clauses}

    def name(self, clause: Clause, span: Span) -> str:
        """The numbers of a clause, widest first; of a paragraph without number, those that ``span`` is in."""
        unit, words = Unit.WHOLE, []
        for step in self._told(self._outline.chain(clause)):
            word, unit = self._step(step, unit, span)
            words.append(word + self._again(step))
        return "".join(words)

    def has_paragraphs(self, clause: Clause) -> bool:
        """Whether a clause is an article of several paragraphs (款), so that its first one needs to be named."""
        below = self._outline.below(clause.id)
        return clause.kind is ClauseKind.ARTICLE and any(child.kind is ClauseKind.PARAGRAPH for child in below)

    def _told(self, chain: tuple[Clause, ...]) -> list[Clause]:
        """What of the chain is said: not the chapters above an article, nor 3 and 3.4 above 3.4.1."""
        article = max((n for n, clause in enumerate(chain) if clause.kind is ClauseKind.ARTICLE), default=-1)
        if article >= 0 and self._articles[self._article_key(chain[article])] == 1:
            above = [c for c in chain[:article] if self._outline.system(c) not in _ABOVE_ARTICLES]
            chain = (*above, *chain[article:])
        return [clause for n, clause in enumerate(chain) if not self._is_repeated(clause, chain[n + 1 :])]

    def _is_repeated(self, clause: Clause, below: tuple[Clause, ...]) -> bool:
        marker = self._outline.marker(clause)
        if not marker or marker.system not in {System.ARABIC, System.DECIMAL}:
            return False
        decimals = [m for c in below if (m := self._outline.marker(c)) and m.system is System.DECIMAL]
        return any(m.number.startswith(f"{marker.number}.") for m in decimals)

    @cached_property
    def _articles(self) -> Counter[tuple[int, str, str]]:
        articles = (clause for clause in self._outline.tree.clauses if clause.kind is ClauseKind.ARTICLE)
        return Counter(self._article_key(clause) for clause in articles)

    def _article_key(self, clause: Clause) -> tuple[int, str, str]:
        """What no other article shares where articles run on: document within the file, annex or box, number."""
        chain = self._outline.chain(clause)
        apart = [c.id for c in chain if self._outline.system(c) in {System.ANNEX, System.BOX}]
        return self._part[chain[0].id], "".join(apart[-1:]), key_of(clause).split("~")[0]

    def _step(self, clause: Clause, unit: Unit, span: Span) -> tuple[str, Unit]:
        parent = self._outline.parent(clause)
        if clause.kind is ClauseKind.PARAGRAPH and parent and parent.kind is ClauseKind.ARTICLE:
            return f"第{to_han(place_of(clause))}款", unit
        first = "第一款" if parent and self.has_paragraphs(parent) and self._is_numbered(clause) else ""
        marker = self._outline.marker(clause)
        word, unit = self._number(clause, marker, unit) if marker else (self._unnumbered(clause, span), Unit.WHOLE)
        return first + word, unit

    def _is_numbered(self, clause: Clause) -> bool:
        return clause.kind in {ClauseKind.ITEM, ClauseKind.SECTION}

    def _number(self, clause: Clause, marker: Marker, unit: Unit) -> tuple[str, Unit]:
        bare = _SIGNS.sub("", marker.label)
        match marker.system:
            case System.ARTICLE:
                return bare, Unit.ARTICLE
            case System.ANNEX | System.BOX:
                return self._titled(clause, bare), Unit.WHOLE
            case System.PART | System.BRANCH | System.CHAPTER | System.DIVISION:
                return bare, Unit.PART if bare.endswith("部分") else Unit.WHOLE
            case System.DECIMAL:
                return f"第{marker.number}条", Unit.ARTICLE
            case _:
                below = Unit(min(max(unit + 1, self._widest(clause, marker)), Unit.DETAIL))
                return f"第{_printed(marker)}{_NAMES[below]}", below

    def _widest(self, clause: Clause, marker: Marker) -> Unit:
        """The unit of a list: 1. that has （一） or 1.1 below it stands where others have （一）."""
        if marker.system is System.ARABIC and any(
            self._outline.system(below) in {System.HAN_BRACKET, System.DECIMAL}
            for other in self._outline.below(clause.parent)
            if self._outline.system(other) is System.ARABIC
            for below in self._outline.descendants(other)
        ):
            return Unit.ARTICLE
        return _WIDEST.get(marker.system, Unit.POINT)

    def _titled(self, clause: Clause, label: str) -> str:
        """附 alone says too little: its title goes with it."""
        title = clause.path[-1].removeprefix("附").lstrip("：: 　") if clause.path and label == "附" else ""
        return f"{label}“{inner_quotes(title)}”" if title else label

    def _unnumbered(self, clause: Clause, span: Span) -> str:
        match clause.kind:
            case ClauseKind.TABLE:
                return name_table(self._outline, clause)
            case ClauseKind.ROW:
                return name_row(self._outline, clause)
            case ClauseKind.NOTE:
                return name_note(self._outline, clause)
            case ClauseKind.PARAGRAPH:
                return name_paragraphs(self._outline, clause, span)
            case ClauseKind.BULLET:
                return self._bullet(clause)
            case _:
                return self._headed(clause)

    def _bullet(self, clause: Clause) -> str:
        """A dash by its heading, or by its place."""
        heading = self._own_heading(clause).lstrip("—–-•·●■◆▪○□◇★☆*+ 　")
        return f"“{inner_quotes(heading)}”" if heading else f"第{place_of(clause)}列项"

    def _headed(self, clause: Clause) -> str:
        heading = self._own_heading(clause)
        bare = re.sub(r"\s", "", heading)
        return bare if is_plain_heading(heading) else f"“{inner_quotes(heading)}”部分"

    def _own_heading(self, clause: Clause) -> str:
        parent = self._outline.parent(clause)
        return clause.path[-1] if len(clause.path) > (len(parent.path) if parent else 0) else ""

    def _again(self, clause: Clause) -> str:
        """A number that comes a second time in the same place is told from the first."""
        marker = self._outline.marker(clause)
        if not marker or "~" not in key_of(clause):
            return ""
        same = [
            other
            for other in self._outline.below(clause.parent)
            if (m := self._outline.marker(other))
            and (m.system, m.label) == (marker.system, marker.label)
            and self._part.get(other.id) == self._part.get(clause.id)
        ]
        place = same.index(clause) + 1
        return f"（第{place}处）" if place > 1 else ""


def _printed(marker: Marker) -> str:
    """The number as printed, in full-width brackets where it has both."""
    bare = _SIGNS.sub("", marker.label)
    if marker.system in {System.CIRCLED, System.LETTER, System.HAN_COMMA}:
        return f"（{bare}）" if marker.label.startswith(("（", "(")) else bare
    number = bare if bare.isascii() or not _is_sign(bare) else marker.number
    if marker.system is System.HAN_BRACKET and _is_sign(bare):
        number = to_han(int(marker.number))
    return f"（{number}）" if marker.system in _BRACKETED else number


def _is_sign(bare: str) -> bool:
    """Whether a number is one sign of a row of characters (⒈, ⑴, ㈠) or full-width."""
    return any(not char.isascii() and char not in "〇○零一二三四五六七八九十百千" for char in bare)
