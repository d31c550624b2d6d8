"""What one stretch of text states: figures, times, bodies and words, each with the words that it is said of."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from assistant.answering.verification.bodies import Body, read_bodies
from assistant.answering.verification.bounds import BOUND_WORDS
from assistant.answering.verification.figures import Figure, read_figures
from assistant.answering.verification.segments import phrases
from assistant.answering.verification.times import Date, Frequency, Years, read_dates, read_frequencies, read_years
from assistant.answering.verification.words import HIDDEN, hide, telling

_TITLES = re.compile(r"《[^《》]*》")
_BREAK = re.compile(r"[,;。:\n]")
_ITEMS = re.compile(r"[、]|以及|和|及|与")
_LEAD = re.compile(r".*[的对获得为]")
_YEAR_BEHIND = re.compile(r"\(((?:19|20)\d\d)年?[^()]{0,4}\)")
_LIST_OF_BODIES = re.compile(r"\(|(?:责任|牵头|配合|主办|承办|实施|参与)(?:单位|部门)")


class Spanned(Protocol):
    """Anything that stands somewhere in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """A text with what it states. ``masked`` has the same length, with a zero for every sign of those."""

    text: str
    masked: str
    figures: tuple[Figure, ...]
    bodies: tuple[Body, ...]
    years: tuple[Years, ...]
    dates: tuple[Date, ...]
    frequencies: tuple[Frequency, ...]


@lru_cache(maxsize=16384)
def read_stretch(text: str, names: tuple[tuple[int, int], ...] = ()) -> Stretch:
    """Read a text in its plain form; ``names`` are spans of places that are known by other means."""
    figures, bodies, years = read_figures(text), read_bodies(text), read_years(text)
    dates, frequencies = read_dates(text), read_frequencies(text)
    masked = _mask(text, [*figures, *bodies, *years, *dates, *frequencies])
    for first, last in names:
        masked = masked[:first] + HIDDEN * (last - first) + masked[last:]
    masked = BOUND_WORDS.sub(hide, masked)
    return Stretch(text, masked, figures, bodies, years, dates, frequencies)


@dataclass(frozen=True, slots=True)
class Own:
    """The pairs of the words that one of several mentions of a kind is said of.

    ``near`` are those of its phrase, or of its member of a list where several stand in one phrase; ``wide`` has also
    those of the phrases before it that hold no other mention, and the stem of a row (河口镇:…).
    """

    near: frozenset[str]
    wide: frozenset[str]


def own_words(stretch: Stretch, mentions: Sequence[Spanned], index: int, stem: str = "") -> Own:
    """The words that the mention at ``index`` is said of, among all of its kind in order."""
    text = _TITLES.sub(hide, _around(stretch, mentions))
    opening, colon, _ = text.partition(":")
    is_row = bool(colon) and not any(mention.start < len(opening) for mention in mentions)
    head = f"{stem}{HIDDEN}{opening}" if is_row else stem
    near, before = _own(text, mentions, index)
    return Own(telling(f"{head if is_row else ''}{HIDDEN}{near}"), telling(f"{head}{HIDDEN}{before}{HIDDEN}{near}"))


@lru_cache(maxsize=4096)
def figure_words(text: str, stem: str) -> tuple[Own, ...]:
    """The words that each figure of a text is said of, among those of its unit; kept, since many are compared."""
    stretch = read_stretch(text)
    found = []
    for figure in stretch.figures:
        alike = [other for other in stretch.figures if other.unit == figure.unit]
        found.append(own_words(stretch, alike, alike.index(figure), stem))
    return tuple(found)


@lru_cache(maxsize=4096)
def date_words(text: str) -> tuple[Own, ...]:
    """The words that each date of a text is said of."""
    stretch = read_stretch(text)
    return tuple(own_words(stretch, stretch.dates, index) for index in range(len(stretch.dates)))


@lru_cache(maxsize=4096)
def duties(text: str, around: str) -> tuple[frozenset[str], ...]:
    """The words that say what each body of a text does."""
    stretch = read_stretch(text)
    return tuple(duty_of(stretch, index, around) for index in range(len(stretch.bodies)))


def _around(stretch: Stretch, mentions: Sequence[Spanned]) -> str:
    """The text without the mentions, times and bounds; figures of another kind stay, since they tell them apart."""
    text = _mask(stretch.text, [*mentions, *stretch.years, *stretch.dates, *stretch.frequencies, *stretch.bodies])
    return BOUND_WORDS.sub(hide, text)


def duty_of(stretch: Stretch, index: int, around: str = "") -> frozenset[str]:
    """The pairs of the words that say what a body does: those behind it, else behind the bodies it is listed with.

    A line of responsible units and one in brackets speak of all that stands beside and above them.
    """
    body, text = stretch.bodies[index], stretch.masked
    spans = phrases(text)
    first, last = next(((first, last) for first, last in spans if first <= body.start < last), (0, len(text)))
    if text[last : last + 1] == ":" and not telling(text[first:last]):
        return telling(text[last:])
    listed = [other for other in stretch.bodies if first <= other.start < last]
    stops = [other.start for other in listed if other.start > body.start] + [last]
    does = next((words for stop in stops if (words := telling(text[body.end : stop]))), frozenset())
    duty = does | telling(text[first : listed[0].start])
    if _LIST_OF_BODIES.match(stretch.text):
        return duty | telling(around)
    return duty or telling(text[:first]) or telling(around)


def last_years(text: str) -> tuple[Years, ...]:
    """The last year or span of years that a text names, if any."""
    return tuple(year for year in read_years(text) if not year.is_base)[-1:]


def years_of(stretch: Stretch, mention: Spanned) -> tuple[Years, ...]:
    """The years that a figure holds for: in brackets behind it, the last before it, the first behind it."""
    behind = _YEAR_BEHIND.match(stretch.text, mention.end)
    if behind:
        year = int(behind[1])
        return (Years(year, year, f"{year}年", *behind.span(1)),)
    years = [year for year in stretch.years if not year.is_base]
    before = [year for year in years if year.start < mention.start]
    near = before[-1:] or [year for year in years if not _BREAK.search(stretch.text[mention.end : year.start])][:1]
    return tuple(near)


def _own(text: str, mentions: Sequence[Spanned], index: int) -> tuple[str, str]:
    """The phrase or member of a mention, and the phrases before it without another one."""
    spans = phrases(text)
    starts = [mention.start for mention in mentions]
    place = bisect_right(spans, (starts[index], len(text))) - 1
    if place < 0:
        return text, ""
    before = place
    while before > 0 and not _inside(starts, spans[before - 1]):
        before -= 1
    earlier = text[spans[before][0] : spans[place][0]]
    inside = _inside(starts, spans[place])
    if len(inside) < 2:
        return text[slice(*spans[place])], earlier
    member = _respective(text, spans[place], mentions, inside, index, earlier)
    if member:
        return member, ""
    return _member(text, spans[place], mentions, inside, index), earlier if inside[0] == index else ""


def _inside(starts: Sequence[int], span: tuple[int, int]) -> range:
    """The mentions that begin within a span; ``starts`` are in order."""
    return range(bisect_left(starts, span[0]), bisect_left(starts, span[1]))


def _respective(
    text: str, span: tuple[int, int], mentions: Sequence[Spanned], inside: Sequence[int], index: int, earlier: str
) -> str:
    """The subject of a figure in 甲、乙分别奖励30万元、15万元; empty where the numbers of both differ.

    Where 分别 opens its phrase, the subjects end what stands ``earlier``.
    """
    said, respectively, _ = text[slice(*span)].partition("分别")
    counted = [number for number in inside if mentions[number].start >= span[0] + len(said)]
    subjects = _subjects(said if said or not earlier else earlier[slice(*phrases(earlier)[-1])])
    if not respectively or len(subjects) != len(counted) or index not in counted:
        return ""
    return subjects[counted.index(index)]


def _subjects(text: str) -> list[str]:
    """The members of a list, each with what they share: 新获的金奖、银奖单位 are 新获的金奖单位 and 新获的银奖单位."""
    members = [member for member in _ITEMS.split(text) if member]
    if len(members) < 2:
        return members
    first, *between, last = members
    shared = last[last.find(first[-1]) + 1 :] if first[-1] in last else ""
    lead = opening.group() if (opening := _LEAD.match(first)) else ""
    return [f"{first}{shared}", *(f"{lead}{member}{shared}" for member in between), f"{lead}{last}"]


def _member(text: str, span: tuple[int, int], mentions: Sequence[Spanned], inside: Sequence[int], index: int) -> str:
    """The member of a list that holds the mention: from the first 、 behind the one before it to the next 、."""
    order = list(inside).index(index)
    begin = mentions[inside[order - 1]].end if order else span[0]
    parted = _ITEMS.search(text, begin, mentions[index].start) if order else None
    limit = mentions[inside[order + 1]].start if order + 1 < len(inside) else span[1]
    cut = _ITEMS.search(text, mentions[index].end, limit)
    return text[parted.end() if parted else begin : cut.start() if cut else limit]


def _mask(text: str, spans: Sequence[Spanned]) -> str:
    signs = list(text)
    for span in spans:
        signs[span.start : span.end] = HIDDEN * (span.end - span.start)
    return "".join(signs)
