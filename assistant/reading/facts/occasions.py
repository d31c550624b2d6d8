"""The days on which a document was issued (成文), printed (印发), published (发布) and amended."""

import re
from collections.abc import Iterator, Sequence

from assistant.reading.facts.confidence import INFERRED, LABELLED, PART, PLACED, WEAK
from assistant.reading.facts.dates import find_dates, read_date
from assistant.reading.facts.history import Act, Event
from assistant.reading.facts.labels import Label
from assistant.reading.facts.sentences import occurrences
from assistant.reading.facts.signatures import Signature
from assistant.reading.facts.sources import Sources
from assistant.reading.facts.view import View
from assistant.records import ClauseKind, Fact

_LABELLED = ("issued", "printed", "published", "effective")
# Laws are dated by the session that passed them, other documents by their signature.
_LEGISLATURE = re.compile("人民代表大会|人大常委会|审判委员会|检察委员会")
_MADE_KNOWN = re.compile(r"现(?:将《[^》\n]{0,80}》)?(?:予以?)?(?:公布|发布|颁布)(?!如下)")
_PRINTED = re.compile(r"\s{0,4}印\s?[发制]\s*(?:[（(]?共印.{0,12})?[）)]?$")
_PAGE_DATE = re.compile(r"\d{1,2}\s?[:：]\s?\d{2}|^\d{4}\s?[-/.]")
_LAST_LINES = 3
_MOST = 200


def occasion_facts(view: View, sources: Sources) -> list[Fact]:
    """Every reading of these days; of each field the best first."""
    found = [*_labelled(sources.labels), *_historical(sources.history), *_signed(view, sources.signatures)]
    found += [*_printed(view), *_alone(view, sources)]
    # A stamp of printing gives the issue a day where nothing better does.
    found += [Fact("issued", f.value, f.start, f.end, WEAK) for f in found if f.field == "printed"]
    return sorted(found, key=lambda fact: -fact.confidence)


def _labelled(labels: Sequence[Label]) -> Iterator[Fact]:
    for label in labels:
        if label.field not in _LABELLED:
            continue
        date = read_date(label.text, 0, len(label.text)) or next(iter(find_dates(label.text)), None)
        if date:
            confidence = WEAK if date.is_damaged else LABELLED
            yield Fact(label.field, date.value, label.start + date.start, label.start + date.end, confidence)


def _historical(history: Sequence[Event]) -> Iterator[Fact]:
    passed = [event for event in history if event.act is Act.PASSED]
    # A congress approves a plan as it passes a law.
    passed = passed or [e for e in history if e.act is Act.APPROVED and _LEGISLATURE.search(e.text)][:1]
    published = [event for event in history if event.act is Act.PUBLISHED]
    for event in passed[:1]:
        confidence = PLACED if _LEGISLATURE.search(event.text) else PART
        yield _event("issued", event, confidence)
    yield from (_event("published", event, PLACED) for event in published[:1])
    if not passed:
        yield from (_event("issued", event, PART) for event in published[:1])
    yield from (_event("amended", event, PLACED) for event in history if event.act is Act.AMENDED)
    # The same body passing it anew has revised it.
    anew = [event for event in passed[1:] if event.bodies == passed[0].bodies and event.date != passed[0].date]
    yield from (_event("amended", event, PART) for event in anew)
    yield from (_event("effective", event, PLACED) for event in history if event.act is Act.EFFECTIVE)


def _event(field: str, event: Event, confidence: float) -> Fact:
    return Fact(field, event.date.value, event.date.start, event.date.end, confidence)


def _signed(view: View, signatures: Sequence[Signature]) -> Iterator[Fact]:
    """The date of a signature; where it signs an order that makes a law known, that is the day of publication too."""
    for signature in signatures:
        if not signature.date:
            continue
        date = signature.date
        yield Fact("issued", date.value, date.start, date.end, signature.confidence)
        if _MADE_KNOWN.search(view.text, max(0, date.start - 400), date.start) and not date.is_damaged:
            yield Fact("published", date.value, date.start, date.end, INFERRED)


def _printed(view: View) -> Iterator[Fact]:
    """The line that an office prints under a document: 甲市人民政府办公室 2022年3月5日印发."""
    for position in occurrences(view.text, "印发", _MOST):
        line = view.line_at(position)
        date = next(iter(find_dates(line.text)[-1:]), None) if line and len(line.text) <= 120 else None
        if line and date and _PRINTED.fullmatch(line.text, date.end):
            yield Fact("printed", date.value, line.start + date.start, line.start + date.end, PLACED)


def _alone(view: View, sources: Sources) -> Iterator[Fact]:
    """A date alone on a line of the front or at the end: of the page where it has a time or the form 2022-03-01."""
    signed = {signature.date.start for signature in sources.signatures if signature.date}
    labelled = {label.start for label in sources.labels}
    for line in (*view.front, *view.tail[-_LAST_LINES:]):
        date = read_date(line.text, 0, len(line.text))
        start = line.start + date.start if date else 0
        if not date or date.is_damaged or start in signed or line.start in labelled:
            continue
        if view.kind_at(start) not in {ClauseKind.ROW, ClauseKind.TABLE}:
            field = "published" if _PAGE_DATE.search(line.text) else "issued"
            yield Fact(field, date.value, start, line.start + date.end, INFERRED)
