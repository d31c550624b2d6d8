"""Where a document is signed: issuing bodies (or the head of one, by name) with the date below or behind them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.reading.facts.confidence import INFERRED, PLACED, WEAK
from assistant.reading.facts.dates import Date, find_dates, read_date
from assistant.reading.facts.organisations import split_bodies
from assistant.reading.facts.view import Line, View
from assistant.records import ClauseKind

# How a line ends that may hold the date of a signature.
_ENDING = re.compile(r"(?P<end>[日月号\d][）)]?)[^\S\n]{0,80}$", re.MULTILINE)
_DIGITS = re.compile(r"(?<!\d)(?:19|20)\d{3,6}[）)]?$|[-./／]\d{1,2}[）)]?$")
_NOT_BEFORE = re.compile("[，。；：《》“”]")
# Without blanks: 市长李某某.
_HEAD = re.compile(
    r"(?:中华人民共和国|国务院|代)?(?:总理|主席|省长|市长|县长|区长|州长|盟长|旗长|部长|局长|厅长|主任|署长|行长|院长|检察长|会长)"
    r"[:：]?[一-鿿·]{2,9}"
)
_ON_BEHALF = re.compile(r"[（(].{4,40}代章?[）)]")
_NAME = re.compile(r"(?![市县区省州旗各])[一-鿿（）()·\s]{4,60}")
_LONGEST_LINE = 200
_UNREAD = re.compile(r"(?:19|20)\d{3,6}")
_LOST_CHARACTERS = 20
_MOST_BODIES = 20
_MOST_DATES = 300


@dataclass(frozen=True, slots=True)
class Signature:
    """Bodies and date under a text; the span of the bodies is empty where a person signs.

    ``confidence`` is that of the date, or of the bodies where there is no date.
    """

    bodies: tuple[str, ...]
    start: int
    end: int
    date: Date | None
    confidence: float


def find_signatures(view: View) -> list[Signature]:
    """The signatures in order; a body that stands alone at the very end is one without date."""
    matches = list(_dated_lines(view))
    # A document signs at its front or its end; hundreds of dates between are a table of deadlines.
    some = matches if len(matches) <= 2 * _MOST_DATES else matches[:_MOST_DATES] + matches[-_MOST_DATES:]
    found = [signature for match in some if (signature := _read(view, match))]
    return found or [*_undated(view)]


def _dated_lines(view: View) -> Iterator[Date]:
    """The dates that end a line."""
    for ending in _ENDING.finditer(view.text):
        end = ending.end("end")
        low = max(0, end - _LONGEST_LINE)
        date = _last_date(view.text, max(low, view.text.rfind("\n", low, end) + 1), end)
        if date:
            yield date


def _last_date(text: str, start: int, end: int) -> Date | None:
    if text[end - 1].isdigit() and not _DIGITS.search(text, max(start, end - 12), end):
        return None
    dates = find_dates(text, start, end)
    if dates and not text[dates[-1].end : end].strip("）) \u3000"):
        return dates[-1]
    return read_date(text, start, end) if end - start < 2 * _LOST_CHARACTERS else None


def _read(view: View, date: Date) -> Signature | None:
    line = view.line_at(date.start)
    if not line or view.kind_at(date.start) in {ClauseKind.ROW, ClauseKind.TABLE} or view.is_removed(date.start):
        return None
    confidence = WEAK if date.is_damaged else PLACED
    before = view.text[line.start : max(line.start, date.start)].rstrip().rstrip("（(").rstrip()
    if not before.strip():
        return _under_bodies(view, date, confidence)
    bodies = () if _NOT_BEFORE.search(before) else split_bodies(before)
    return Signature(bodies, line.start, line.start + len(before), date, confidence) if bodies else None


def _under_bodies(view: View, date: Date, confidence: float) -> Signature | None:
    """The signature whose date stands on a line of its own: bodies above it, or a person."""
    above: list[Line] = []
    bodies: list[str] = []
    line = view.line_at(date.start)
    while line and len(above) < _MOST_BODIES and (line := view.line_above(line)):
        if _ON_BEHALF.fullmatch(line.text):
            continue
        names = split_bodies(line.text) or _signed(view, line)
        if not names:
            break
        above.insert(0, line)
        bodies[:0] = names
    if above:
        return Signature(tuple(bodies), above[0].start, above[-1].end, date, confidence)
    is_person = line is not None and bool(_HEAD.fullmatch(re.sub(r"\s", "", line.text)))
    return Signature((), date.start, date.start, date, confidence) if is_person and not date.is_damaged else None


def _signed(view: View, line: Line) -> tuple[str, ...]:
    """A line that the reader of clauses holds for a part of a signature, whatever its last word."""
    clause = view.clause_at(line.start)
    if not clause or clause.kind is not ClauseKind.SIGNATURE or not _NAME.fullmatch(line.text):
        return ()
    return tuple(re.split(r"\s{2,}", line.text))


def _undated(view: View) -> Iterator[Signature]:
    """A body's name as the last line, or above digits that may be a date in two ways (2022111)."""
    is_unread = bool(view.tail) and bool(_UNREAD.fullmatch(view.tail[-1].text))
    for line in view.tail[-2:-1] if is_unread else view.tail[-1:]:
        bodies = split_bodies(line.text)
        if bodies and line.start > view.body and view.kind_at(line.start) is not ClauseKind.ROW:
            yield Signature(bodies, line.start, line.end, None, INFERRED)
