"""The statements of a clause tree: each sentence or table row once, verbatim, without headings and unit lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.sentences import OPEN_ENDS, SENTENCE
from assistant.records import FORMAL_KINDS, Clause, ClauseKind, ClauseTree

_STEM = re.compile(r"[^。！？\n]*[：:]\s*$")
_UNIT_LINE = re.compile(r"^[【\[（(]?\s*(?:责任|牵头|配合|主办|承办|实施|参与)(?:单位|部门)")
_UNITS_BEHIND = re.compile(r"[（(]\s*(?:责任|牵头|配合|主办|承办)(?:单位|部门)[^（()）]*[)）]?\s*$")
_LEAST_CHARACTERS = 6
# The number of an item, which is no part of what it says; matches nothing where there is none.
_NUMBER = re.compile(
    r"\s*(?:[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十\d]+[、.．]|第[一二三四五六七八九十百\d]+条|—+)?\s*"
)
_SPEAKING = {ClauseKind.ARTICLE, ClauseKind.ITEM, ClauseKind.BULLET, ClauseKind.PARAGRAPH}
_SILENT = {*FORMAL_KINDS, ClauseKind.NOTE, ClauseKind.TABLE}


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or row of a clause at ``start:end`` of the document; ``number`` is its place in the clause, from 1.

    ``reading`` is what it says in full: cells with their headers, an item behind the stem that it completes.
    """

    clause: Clause
    number: int
    start: int
    end: int
    text: str
    reading: str


def statements(tree: ClauseTree) -> Iterator[Statement]:
    """The statements of a document in text order; its front, its end and its notes make none."""
    stems: dict[str, str] = {}
    parents = {clause.parent for clause in tree.clauses}
    for clause in tree.clauses:
        stem = stems.get(clause.parent, "")
        found = _STEM.search(clause.text)
        inherited = stem if clause.kind is ClauseKind.TABLE else ""
        stems[clause.id] = stem + found.group().strip() if found else inherited
        if clause.kind not in _SILENT:
            yield from (
                _row(clause, stem)
                if clause.kind is ClauseKind.ROW
                else _sentences(clause, stem, has_parts=clause.id in parents)
            )


def _row(clause: Clause, stem: str) -> Iterator[Statement]:
    reading = "、".join(f"{cell.header}：{cell.value}" if cell.header else cell.value for cell in clause.cells)
    yield Statement(clause, 1, clause.start, clause.end, clause.text, stem + (reading or clause.text))


def _sentences(clause: Clause, stem: str, *, has_parts: bool) -> Iterator[Statement]:
    body = _heading_end(clause)
    spans = list(_spans(clause.text, body))
    if not spans and not has_parts and (clause.kind in _SPEAKING or body < len(clause.text)):
        # A clause of one line that reads like its own heading, perhaps with its units behind: the line is what it says.
        numbered = _NUMBER.match(clause.text)
        spans = list(_spans(clause.text, numbered.end() if numbered else 0))
    for number, (start, end) in enumerate(spans, start=1):
        text = clause.text[start:end]
        yield Statement(clause, number, clause.start + start, clause.start + end, text, stem + text)


def _spans(text: str, begin: int) -> Iterator[tuple[int, int]]:
    """The spans of the sentences, blanks and unit lines left out; one that goes on in the next line is one."""
    start = None
    for match in SENTENCE.finditer(text, begin):
        piece = match.group().strip()
        if not piece or (start is None and _UNIT_LINE.match(piece)):
            continue
        first = match.start() + match.group().index(piece[0]) if start is None else start
        if piece.endswith(OPEN_ENDS):
            start = first
            continue
        end = first + len(_UNITS_BEHIND.sub("", text[first : match.end()]).rstrip())
        if end - first >= _LEAST_CHARACTERS:
            yield first, end
        start = None
    if start is not None and len(text[start:].strip()) >= _LEAST_CHARACTERS:
        yield start, len(text.rstrip())


def _heading_end(clause: Clause) -> int:
    """Where the body of a clause begins, behind the heading that its path ends with."""
    heading = clause.path[-1] if clause.path else ""
    shown = re.sub(r"\s", "", heading)
    place = 0
    for place, char in enumerate(clause.text):  # noqa: B007 - the place is what is wanted
        if not shown:
            break
        if char.isspace():
            continue
        if char != shown[0]:
            return 0
        shown = shown[1:]
    else:
        place += 1
    rest = clause.text[place:]
    return place + len(rest) - len(rest.lstrip("。.：: \t\u3000\n|"))
