"""Everything that a text names of places, documents, clauses and years, with where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.retrieval.scope.places import Place, PlaceNames
from assistant.retrieval.scope.references import NamedReference, find_references
from assistant.retrieval.scope.times import NamedTime, find_times
from assistant.retrieval.scope.titles import NamedTitle, Titles


@dataclass(frozen=True, slots=True)
class Mentions:
    """What ``text`` names; what stands inside a title is named by that title alone."""

    text: str
    places: tuple[Place, ...]
    context: tuple[Place, ...]
    titles: tuple[NamedTitle, ...]
    references: tuple[NamedReference, ...]
    times: tuple[NamedTime, ...]

    @property
    def names_scope(self) -> bool:
        """Whether the text says itself where to look."""
        return bool(self.places or self.titles)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads what questions over one corpus name."""

    places: PlaceNames
    titles: Titles

    def read(self, text: str) -> Mentions:
        """Find the titles, then places, clauses and years outside them."""
        titles = self.titles.find(text)
        # Blanks of the same length keep the places in the text.
        rest = masked(text, titles, "　")
        named = self.places.find(rest)
        return Mentions(text, named.places, named.context, titles, find_references(rest), find_times(rest))


def masked(text: str, spans: Sequence[NamedTitle | Place], by: str) -> str:
    """The text with each span replaced, character by character."""
    for span in spans:
        text = text[: span.start] + by * (span.end - span.start) + text[span.end :]
    return text
