"""The bodies that issue a document: from labels, letterhead, signature, history, or the opening of the title."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from assistant.reading.facts.confidence import INFERRED, LABELLED, PART, PLACED, WEAK
from assistant.reading.facts.history import Act, Event
from assistant.reading.facts.labels import Label
from assistant.reading.facts.organisations import split_bodies
from assistant.reading.facts.signatures import Signature
from assistant.reading.facts.sources import Sources
from assistant.reading.facts.view import Line, View
from assistant.records import Fact

_FIELD = "issuer"
# 国务院令 stands for the decree of the State Council whichever way it is written.
_STATE = re.compile(r"中华人民共和国(?=国务院|中央军事委员会)")
_LETTERHEAD = re.compile(
    r"(?P<body>[一-鿿、（）()\s]{3,60}?)\s*(?P<sort>文\s*件|令|公\s*告|通\s*告|命\s*令)"
    r"(?:\s*[（(]?(?:\d{4}\s*年\s*)?第.{1,9}号[）)]?)?"
)
_TITLE = re.compile(r"(?P<body>[一-鿿、（）()\s]{2,80}?)(?:等\S{1,3}(?:部门|单位))?\s*(?:关于|印发|转发|批转)")


def issuer_facts(view: View, sources: Sources, titles: Sequence[Fact]) -> list[Fact]:
    """Every reading of who issued the document, best first; several bodies are joined with 、."""
    found = [*_labelled(sources.labels), *_letterhead(view), *_signed(sources.signatures)]
    found += _historical(sources.history)
    # The notice stands before what it carries, and its body is the one that issues both.
    found += [fact for title in sorted(titles, key=lambda title: title.start) for fact in _title(view, title)]
    return sorted(found, key=lambda fact: -fact.confidence)


def _labelled(labels: Sequence[Label]) -> Iterator[Fact]:
    for label in labels:
        if label.field == _FIELD and re.search("[一-鿿]{2}", label.text):
            parts = split_bodies(label.text) or (re.sub(r"\s+", "、", label.text),)
            yield Fact(_FIELD, _joined(parts), label.start, label.end, LABELLED)


def _letterhead(view: View) -> Iterator[Fact]:
    """河源市人民政府文件; of several bodies each has its line and only one the word 文件. Or the head of a decree."""
    for number, line in enumerate(view.front):
        match = _LETTERHEAD.fullmatch(line.text)
        bodies = split_bodies(match["body"]) if match else ()
        if match and bodies and match["sort"].startswith("文"):
            above, below = view.front[:number], view.front[number + 1 :]
            before, after = list(_bodies(above[::-1]))[::-1], list(_bodies(below))
            start, end = [*before, line][0].start, after[-1].end if after else line.start + match.end("body")
            names = [split_bodies(other.text) for other in (*before, *after)]
            yield Fact(_FIELD, _joined(*names[: len(before)], bodies, *names[len(before) :]), start, end, PLACED)
            return
        if match and bodies:
            yield Fact(_FIELD, _joined(bodies), line.start, line.start + match.end("body"), PART)
            return


def _bodies(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines up to the first that is no body's name."""
    return takewhile(lambda line: bool(split_bodies(line.text)), lines)


def _joined(*groups: Sequence[str]) -> str:
    """The bodies of all groups, each once."""
    return "、".join(dict.fromkeys(_STATE.sub("", name) for group in groups for name in group))


def _signed(signatures: Sequence[Signature]) -> Iterator[Fact]:
    for signature in signatures:
        if signature.bodies:
            confidence = PLACED if signature.date else INFERRED
            yield Fact(_FIELD, _joined(signature.bodies), signature.start, signature.end, confidence)


def _historical(history: Sequence[Event]) -> Iterator[Fact]:
    """The body that passed the document first, or made it known; two courts may pass it in turn."""
    passed = [event for event in history if event.act is Act.PASSED]
    chosen = passed or [event for event in history if event.act is Act.PUBLISHED][:1]
    events = [event for event in chosen if int(event.date.value[:4]) - int(chosen[0].date.value[:4]) < 2]
    if events and events[0].bodies:
        last = next(event for event in reversed(events) if event.bodies)
        bodies = _joined(*(event.bodies for event in events))
        yield Fact(_FIELD, bodies, events[0].start, last.start + len(last.text), PART)


def _title(view: View, title: Fact) -> Iterator[Fact]:
    """河源市人民政府关于…: the bodies before the first word that says what the document does."""
    match = _TITLE.match(view.text[title.start : title.end])
    bodies = split_bodies(match["body"]) if match else ()
    if match and bodies:
        end = title.start + len(match["body"].rstrip())
        yield Fact(_FIELD, _joined(bodies), title.start, end, PART if title.confidence >= INFERRED else WEAK)
