"""Whom a document goes to (主送机关): the line above its text that ends with a colon."""

import re
from collections.abc import Iterator, Sequence

from assistant.reading.facts.confidence import INFERRED, LABELLED, PLACED
from assistant.reading.facts.dates import find_dates
from assistant.reading.facts.labels import Label, is_label
from assistant.reading.facts.organisations import is_body, is_unit, units
from assistant.reading.facts.view import Line, View, unspaced
from assistant.records import ClauseKind, Fact

_FIELD = "addressees"
_SALUTATION = re.compile(
    r"(?:各位|广大).{1,12}|.{0,12}(?:群众|市民|公民|业主|居民|考生|代表|委员|人员|用户|同志们|朋友们)$"
)
_NOT = re.compile(
    r"如下|[。；;！？《》]|为了|根据|[一二三四五六七八九十]、|附件|第.{1,3}条"
    r"|(?:责任|牵头|配合|主管|承办|联系|主办|参与|印发|发布|抄送)(?:单位|部门|机关|处室)?[:：]$"
)
_GOES_ON = re.compile(r"^(?:各|有关|市|县|区|省|自治|国务院)|[、，,]$")
_LONGEST = 400
_MOST_LINES = 4


def addressee_facts(view: View, labels: Sequence[Label]) -> list[Fact]:
    """The addressees of the document, one fact each, in order."""
    for label in labels:
        if label.field == _FIELD:
            return list(_split(view.text, label.start, label.end, LABELLED))
    for number, line in enumerate(view.front):
        lines = _block(view.front[: number + 1])
        confidence = _confidence(view, lines)
        if confidence:
            return list(_split(view.text, lines[0].start, line.end, confidence))
    return []


def _block(lines: Sequence[Line]) -> Sequence[Line]:
    """The last line with those above it that it goes on from, as a page wraps a long list."""
    first = len(lines) - 1
    while first and len(lines) - first < _MOST_LINES and _is_open(lines[first - 1].text):
        first -= 1
    return lines[first:]


def _is_open(text: str) -> bool:
    return (
        bool(_GOES_ON.search(text))
        and not re.search(r"[。：:；;）》]$", text)
        and not is_label(text)
        and len(text) > 12
    )


def _confidence(view: View, lines: Sequence[Line]) -> float:
    """How far the lines are addressees; 0 for others: they end with a colon and name units all through."""
    text = "".join(line.text for line in lines)
    if not text.endswith(("：", ":")) or len(text) > _LONGEST or _NOT.search(text) or is_label(text):
        return 0
    if find_dates(text):
        return 0
    names = [text[start:end] for start, end in units(text[:-1])]
    if all(_is_addressee(name) for name in names):
        return PLACED
    return INFERRED if view.kind_at(lines[-1].start) is ClauseKind.ADDRESSEE else 0


def _is_addressee(name: str) -> bool:
    return is_unit(name) or is_body(name) or bool(_SALUTATION.fullmatch(name))


def _split(text: str, start: int, end: int, confidence: float) -> Iterator[Fact]:
    words = text[start:end].rstrip("：: ")
    for first, last in units(words):
        yield Fact(_FIELD, unspaced(words[first:last]), start + first, start + last, confidence)
