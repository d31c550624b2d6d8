"""The statements of a sentence, and the segments of its clauses that each of them rests on."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.verification.bodies import Body, same_body
from assistant.answering.verification.contrast import OF_OTHER
from assistant.answering.verification.figures import Figure, same_figure
from assistant.answering.verification.segments import phrases
from assistant.answering.verification.source import Place, Source, places_of
from assistant.answering.verification.stretch import Stretch, read_stretch
from assistant.answering.verification.words import telling

# What only goes on what stands before the comma: 投资额1亿元以上的项目,报县人民政府研究.
GOES_ON = re.compile(
    r"报|由|按|给予|予以|应当|应|可以|可|不得|不予|处|责令|奖励|补助|免|须|方可|享受|暂停|取消|即时|自|优先|纳入|实行|执行|限期|没收|予"
)
_ITEM = re.compile(r"[、;。\n]|以及|和|及|与")
_OPEN_END = ("的", "者")
_TOPIC = ("对", "凡")
_SAME, _MOST_OF = 0.8, 0.6


def statements(text: str, sources: Sequence[Source], start: int = 0) -> list[tuple[int, int]]:
    """The spans of statements from ``start`` on: phrases, each condition or topic with what follows from it."""
    joined: list[tuple[int, int]] = []
    is_open = False
    for first, last in ((first + start, last + start) for first, last in phrases(text[start:])):
        begin = joined.pop()[0] if is_open else first
        joined.append((begin, last))
        is_open = text[last : last + 1] == "," and _is_open(text[first:last], sources)
    return joined


def resting_places(said: Stretch, first: int, last: int, sources: Sequence[Source]) -> list[Place]:
    """The segments that hold most of the figures and bodies of a statement; nothing where it has none."""
    figures = [figure for figure in said.figures if first <= figure.start < last and not figure.is_article]
    bodies = [body for body in said.bodies if first <= body.start < last]
    places = places_of(sources)
    counts = [_count_figures(figures, place) + _count_bodies(bodies, place) for place in places]
    best = max(counts, default=0)
    return [place for place, count in zip(places, counts, strict=True) if best and count == best]


def _count_figures(figures: Sequence[Figure], place: Place) -> int:
    return sum(any(same_figure(figure, held) for held in place.stretch.figures) for figure in figures)


def _count_bodies(bodies: Sequence[Body], place: Place) -> int:
    held = (*place.stretch.bodies, *place.around.bodies)
    return sum(any(same_body(body, other) for other in held) for body in bodies)


def scattered_figures(said: Stretch, sources: Sequence[Source]) -> list[str]:
    """Figures of one statement that stand in several segments and together in none: of two members of a series."""
    found = []
    for first, last in statements(said.masked, sources):
        inside = [figure for figure in said.figures if first <= figure.start < last and not figure.is_article]
        if len(inside) > 1 and not _ITEM.search(said.masked, inside[0].end, inside[-1].start):
            found += _apart(inside, places_of(sources))
    return found


def _apart(figures: Sequence[Figure], places: Sequence[Place]) -> list[str]:
    held = [[any(same_figure(figure, other) for other in _near(place)) for figure in figures] for place in places]
    best = max(held, key=sum, default=[])
    return [f"{figure.words}{OF_OTHER}" for figure, is_held in zip(figures, best, strict=False) if not is_held]


def _near(place: Place) -> tuple[Figure, ...]:
    return (*place.stretch.figures, *read_stretch(place.segment.near).figures)


def _is_open(phrase: str, sources: Sequence[Source]) -> bool:
    if phrase.endswith(_OPEN_END) or phrase.startswith(_TOPIC):
        return True
    words = telling(phrase)
    return bool(words) and any(_leads_on(words, place) for place in places_of(sources))


def _leads_on(words: frozenset[str], place: Place) -> bool:
    """Whether the words are those of a phrase that the segment does not end with."""
    text = place.stretch.text
    spans = phrases(place.stretch.masked)
    for (first, last), (after, _) in pairwise(spans):
        own = telling(place.stretch.masked[first:last])
        shared = len(words & own)
        is_lead = text[last] == "," and bool(GOES_ON.match(text, after))
        if is_lead and shared >= _SAME * len(words) and shared >= _MOST_OF * len(own):
            return True
    return False
