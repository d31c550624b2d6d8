"""A cited clause as it is compared with a sentence: its segments, and all that is said above them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.verification.figures import Figure, units_behind
from assistant.answering.verification.plain import plain
from assistant.answering.verification.segments import Segment, cut
from assistant.answering.verification.stretch import Stretch, last_years, read_stretch, years_of
from assistant.answering.verification.times import Years
from assistant.answering.verification.words import joined, signs
from assistant.records import Chunk


@dataclass(frozen=True, slots=True)
class Place:
    """A segment as it is read, with the pairs of what it says with its headings, and with the sentences beside it."""

    segment: Segment
    stretch: Stretch
    around: Stretch
    said: frozenset[str]
    wide: frozenset[str]

    def years(self, figure: Figure, above: str) -> tuple[Years, ...]:
        """The years that a figure of this segment holds for, as it, what stands before it or a heading says."""
        own = years_of(self.stretch, figure)
        return own or last_years(self.segment.before) or last_years(self.segment.around) or last_years(above)


@dataclass(frozen=True, slots=True)
class Source:
    """A clause with the headings above it and the title of its document.

    ``body`` is what the clause itself says, ``above`` the headings, ``title`` place and title.
    """

    body: str
    above: str
    title: str
    places: tuple[Place, ...]
    whole: frozenset[str]
    own: frozenset[str]
    named: frozenset[str]

    @property
    def everything(self) -> str:
        """All that a sentence may rest on."""
        return f"{self.body}\n{self.above}\n{self.title}"


def places_of(sources: Sequence[Source]) -> list[Place]:
    """The segments of all clauses, in order."""
    return [place for source in sources for place in source.places]


def read_source(chunk: Chunk, title: str) -> Source:
    """Read a clause; what was read of a text is kept for the next sentence."""
    return _read(chunk.reading, chunk.text, chunk.path, title)


@lru_cache(maxsize=1024)
def _read(reading: str, text: str, path: tuple[str, ...], title: str) -> Source:
    body, above, named = units_behind(plain(reading)), plain("\n".join(path)), plain(title)
    raw = plain(text)
    around = joined((signs(above), signs(named)))
    places = tuple(_place(segment, around) for segment in cut(body))
    own = signs(body) | signs(raw)
    return Source(f"{body}\n{raw}", above, named, places, own | around, own, around)


def _place(segment: Segment, around: frozenset[str]) -> Place:
    said = joined((signs(segment.text), signs(segment.near), around))
    stretch, beside = read_stretch(segment.text), read_stretch(segment.around)
    return Place(segment, stretch, beside, said, said | signs(segment.around))
