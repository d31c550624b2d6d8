"""Which units are responsible for a clause: labels, brackets, sentences and table columns that name them.

``responsible`` holds the leading units, or all where none leads; ``supporting`` those that 配合 or 参与.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from assistant.reading.facts.confidence import INFERRED, LABELLED, PLACED
from assistant.reading.facts.organisations import is_unit, units
from assistant.reading.facts.sentences import Sentence, occurrences, sentence_at
from assistant.reading.facts.view import View, locate, unspaced
from assistant.records import Clause, ClauseKind, Fact

LEADING, SUPPORTING = "responsible", "supporting"
_GAP = r"[^\S\n]{0,3}"


def _spaced(words: str) -> str:
    return "|".join(_GAP.join(word) for word in words.split())


_BODIES = _spaced("单位 部门 机构 主体 处室 科室 机关")
_LEADS = "责任 牵头 负责 主办 主责 实施 承办 落实"
_SUPPORTS = "配合 参与 协办 协助 协同 协作 参加 支持"
# A branch of plain words first: the regular expression then runs through a text at the speed of a character set.
_ROLE = rf"(?P<role>{_spaced(f'{_LEADS} {_SUPPORTS}')}){_GAP}(?:{_spaced('责任 负责')})?{_GAP}(?:{_BODIES})"
_LABEL = re.compile(rf"{_ROLE}{_GAP}(?:[（(][^（()）\n]{{1,12}}[）)])?{_GAP}(?:[：:]|[】\]]|为(?=[市县区省各州]))")
_HEADER = re.compile(_ROLE)
# A label of another kind ends the units: 完成时限：2022年底.
_STOP = re.compile(rf"[。\n【\[]|{_ROLE}|[一-鿿]{{2,6}}\s?[：:]|(?:完成|时间|进度|办理)(?:时限|时间|安排|要求|节点)")
# How a unit's part is said behind its name: 市科技局牵头, 市财政局等按职责分工负责.
_PART = re.compile(
    r"(?:等(?:相关|有关)?(?:部门和单位|单位和部门|部门|单位)?)?"
    r"(?:按照?(?:各自)?职责(?:分工)?|根据(?:各自)?职责(?:分工)?|依(?:据)?职责(?:分工)?|分别|共同|联合|分工)*"
    r"(?:(?P<lead>牵头(?:负责|组织|实施|落实)*|(?:组织)?(?:负责|落实|实施)+)"
    r"|(?P<support>(?:配合|参与|协助|协同|协办|参加|支持)(?:落实|实施|推进|负责)*))$"
)
_OTHERS = re.compile(r"等(?:相关|有关)?(?:部门和单位|单位和部门|部门|单位)?$")
# Where a part is said inside brackets: at their end, or before a comma (…牵头，2024年6月底前完成).
_SAID = re.compile(r"(?:负责|牵头|配合|落实|参与|协助|实施)[。；;]?\s{0,2}(?=[，,；;）)])")
_LED_BY = re.compile(r"由(?P<units>[^由，,。；;\n（）()《》]{2,120})$")
_JOINED_BY = re.compile(
    r"[^，,。；;\n]{0,40}[，,]\s?(?P<units>[^，,。；;\n]{2,160}?)(?:予以|积极|共同|按职责)?(?:配合|参与|协助|协同)"
)
_PART_CHARACTERS = 30
_LONGEST_WHOLE = 200
_LONGEST = 400
_MOST = 5_000


def responsible_facts(view: View) -> list[Fact]:
    """The units of every clause that names them, in text order; no words are read twice."""
    found: dict[tuple[str, int, int, str], Fact] = {}
    for reader in (_columns, _labelled, _bracketed, _led):
        taken = {position for fact in found.values() for position in range(fact.start, fact.end)}
        fresh = [fact for fact in reader(view) if not taken & {fact.start, fact.end - 1}]
        found |= {(fact.field, fact.start, fact.end, fact.clause): fact for fact in fresh}
    return sorted(found.values(), key=lambda fact: (fact.start, fact.end, fact.clause))


def _labelled(view: View) -> Iterator[Fact]:
    """责任单位：市科技局、市财政局 on a line of its own or in brackets; also with the units on the next line."""
    for match in _LABEL.finditer(view.text):
        start, end = _value(view.text, match.end())
        yield from _parse(view, start, end, _field(match), LABELLED)


def _field(match: re.Match[str]) -> str:
    return SUPPORTING if re.sub(r"\s", "", match["role"]) in _SUPPORTS.split() else LEADING


def _value(text: str, start: int) -> tuple[int, int]:
    """The span of the units behind a label, up to a stop, another label, or a bracket that closes around both."""
    if text[start : start + 40].lstrip(" \t\u3000\xa0").startswith("\n"):
        start = text.index("\n", start) + 1
    end = min(len(text), start + _LONGEST)
    stop = _STOP.search(text, start, end)
    # A page may wrap a long list: a line that ends with 、 goes on.
    while stop and stop.group() == "\n" and text[start : stop.start()].rstrip().endswith(("、", "，", ",")):
        stop = _STOP.search(text, stop.end(), end)
    end = stop.start() if stop else end
    return start, _closing(text, start, end)


def _closing(text: str, start: int, end: int) -> int:
    depth = 0
    for position in range(start, end):
        depth += (text[position] in "（(") - (text[position] in "）)】]")
        if depth < 0:
            return position
    return end


def _bracketed(view: View) -> Iterator[Fact]:
    """（市发展改革委牵头，市财政局、市科技局按职责分工负责）."""
    position = 0
    for match in islice(_SAID.finditer(view.text), _MOST):
        start = _opening(view.text, match.end()) if match.start() >= position else 0
        if start:
            position = _closing(view.text, match.end(), min(len(view.text), match.end() + _LONGEST))
            yield from _parse(view, start, position, "", PLACED)


def _opening(text: str, end: int) -> int:
    """Where the bracket that closes at ``end`` begins; 0 where it does not in reach."""
    depth = 0
    for position in range(end - 1, max(0, end - _LONGEST), -1):
        depth += (text[position] in "）)") - (text[position] in "（(")
        if depth < 0:
            return position + 1
        if text[position] == "\n" and not text[position + 1 : end].strip():
            return 0
    return 0


def _led(view: View) -> Iterator[Fact]:
    """由市科技局牵头，市财政局、市教育局配合; or a sentence that begins with the units and says no more."""
    for position in occurrences(view.text, "牵头", _MOST):
        sentence = sentence_at(view.text, position)
        led = _LED_BY.search(view.text[sentence.start : position])
        if led:
            start = sentence.start + led.start("units")
            yield from _parse(view, start, position, LEADING, INFERRED, is_strict=True)
            joined = _JOINED_BY.match(view.text, position, sentence.end)
            if joined:
                yield from _parse(view, *joined.span("units"), SUPPORTING, INFERRED, is_strict=True)
        elif "（" not in sentence.text and "(" not in sentence.text:
            yield from _whole(view, sentence)


def _whole(view: View, sentence: Sentence) -> Iterator[Fact]:
    start = sentence.start + len(sentence.text) - len(sentence.text.lstrip())
    end = sentence.start + len(sentence.text.rstrip())
    if end - start <= _LONGEST_WHOLE and _PART.search(view.text, max(start, end - _PART_CHARACTERS), end):
        yield from _parse(view, start, end, "", INFERRED)


def _columns(view: View) -> Iterator[Fact]:
    """The cells of a table below a header that says 责任单位; a merged cell stands in a row above."""
    tables = {clause.id: clause for clause in view.tree.clauses if clause.kind is ClauseKind.TABLE}
    for clause in view.tree.clauses:
        position = clause.start
        for cell in clause.cells if clause.kind is ClauseKind.ROW else ():
            span = _cell(view.text, cell.value, position, clause, tables.get(clause.parent))
            position = span[1] if clause.start <= span[0] else position
            role = _HEADER.search(cell.header)
            if role and cell.value:
                yield from _parse(view, *span, _field(role), LABELLED, clause=clause.id)


def _cell(text: str, value: str, position: int, clause: Clause, table: Clause | None) -> tuple[int, int]:
    if len(value) <= _LONGEST:
        span = locate(text, value, position, clause.end)
        above = None if span or not table else _last(text, value, table.start, clause.start)
        if span or above:
            return span or above or (position, position)
    return position, position


def _last(text: str, value: str, start: int, end: int) -> tuple[int, int] | None:
    found = text.rfind(value, start, end)
    return (found, found + len(value)) if found >= 0 and value else None


def _parse(
    view: View, start: int, end: int, default: str, confidence: float, *, is_strict: bool = False, clause: str = ""
) -> Iterator[Fact]:
    """Read a list of units with what each does; ``default`` is the role of those of which nothing is said.

    Without a default every unit must look like one, or nothing is read; what has no role is none (持续推进).
    """
    groups = [(field, spans) for field, spans in _groups(view.text, start, end, default) if field]
    names = [name for _, spans in groups for name in _names(view.text, spans)]
    if (is_strict or not default) and not all(is_unit(name) for name in names):
        return
    for field, spans in groups:
        holder = view.clause_at(spans[0][0])
        key = clause or (holder.id if holder else "")
        if key:
            value = "、".join(_names(view.text, spans))
            yield Fact(field, value, spans[0][0], spans[-1][1], confidence, key)


def _names(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    return [unspaced(text[first:last]) for first, last in spans]


def _groups(text: str, start: int, end: int, default: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Units that share a role, with the role: the one that stands behind the last of them."""
    words = text[start:end].rstrip("。；;，, \n\t\u3000")
    pending: list[tuple[int, int]] = []
    for first, last in units(words):
        part = _PART.search(words, first, last)
        name = _OTHERS.sub("", words[first : part.start() if part else last])
        begin = first + (1 if name.startswith("由") else 0)
        pending += [
            (start + begin + a, start + begin + b) for a, b in units(name[begin - first :]) if _may_be_name(name)
        ]
        if part and pending:
            yield (LEADING if part["lead"] else SUPPORTING), pending
            pending = []
    if pending:
        yield default, pending


def _may_be_name(name: str) -> bool:
    return (
        2 <= len(name) <= 60 and bool(re.search("[一-鿿]{2}", name)) and not re.search("[。：:《》]|时限|日前|年", name)
    )
