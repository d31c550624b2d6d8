"""From what a question names to the documents that it is about."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.retrieval.scope.areas import Areas, Tiers
from assistant.retrieval.scope.editions import Editions, is_edition
from assistant.retrieval.scope.mentions import Mentions, masked
from assistant.retrieval.scope.places import Place, PlaceNames
from assistant.retrieval.scope.times import NamedTime
from assistant.retrieval.scope.titles import NamedTitle

# Among more documents of one place no short name is looked for.
_FEW_ENOUGH = 300


@dataclass(frozen=True, slots=True)
class Choice:
    """The documents of a question before any filter; ``titles`` are those that chose them, with their documents.

    ``places`` are those that documents are known of, each with its own. ``editions`` are times that told documents
    apart, and no years that are asked about.
    """

    documents: tuple[str, ...] | None
    wider: tuple[str, ...] = ()
    places: tuple[tuple[Place, Tiers], ...] = ()
    unknown_places: tuple[str, ...] = ()
    titles: tuple[NamedTitle, ...] = ()
    unknown_titles: tuple[str, ...] = ()
    editions: frozenset[NamedTime] = frozenset()


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses among the documents of a corpus; ``holds`` says whether words stand in any of their texts."""

    names: PlaceNames
    areas: Areas
    editions: Editions
    holds: Callable[[str], bool]

    def choose(self, mentions: Mentions) -> Choice:
        """Documents by places and titles; where both are named, those that they have in common."""
        by_place = self.by_places(mentions.places)
        times = tuple(time for time in mentions.times if is_edition(mentions.text, time))
        named = [title for title in mentions.titles if not (by_place.places and title.is_cited)]
        borne = [(title, self._bearers(title)) for title in named]
        unknown = tuple(dict.fromkeys(title.words for title, held in borne if not held and self._is_unknown(title)))
        known = [(title, self._of_times(held, times)) for title, held in borne if held]
        if known:
            editions = frozenset(time for _, (_, used) in known for time in used)
            titles = tuple(replace(title, documents=documents) for title, (documents, _) in known)
            return _joined(replace(by_place, unknown_titles=unknown, editions=editions), titles)
        if unknown:
            return replace(by_place, documents=(), wider=(), unknown_titles=unknown)
        return self._narrowed(by_place, mentions, times)

    def _narrowed(self, choice: Choice, mentions: Mentions, times: Sequence[NamedTime]) -> Choice:
        """Of the documents of each place those meant by their year or short name; the others stand behind."""
        places: list[tuple[Place, Tiers]] = []
        used: set[NamedTime] = set()
        rest = masked(mentions.text, (*mentions.places, *mentions.context), "　")
        for place, tier in choice.places:
            own, editions = self._of_times(tier.own, times)
            own = self.editions.called(own, rest) or own if 1 < len(own) <= _FEW_ENOUGH else own
            places.append((place, replace(tier, own=own)))
            used.update(editions)
        if tuple(places) == choice.places:
            return replace(choice, editions=frozenset(used))
        documents = _union(tier.own for _, tier in places)
        behind = [document for document in choice.documents or () if document not in documents]
        return replace(
            choice, documents=documents, wider=(*behind, *choice.wider), places=tuple(places), editions=frozenset(used)
        )

    def by_places(self, places: Sequence[Place]) -> Choice:
        """The documents of the places; where none of them is known, only those that hold anywhere."""
        tiers = [(place, self.areas.tiers(place.regions)) for place in places]
        if not tiers:
            return Choice(None)
        known = tuple(entry for entry in tiers if entry[1].own)
        own = _union(tier.own for _, tier in tiers)
        wider = dict.fromkeys(document for _, tier in (known or tiers) for document in tier.wider)
        held = set(own)
        return Choice(
            own,
            tuple(document for document in wider if document not in held),
            known,
            tuple(dict.fromkeys(place.name for place, tier in tiers if not tier.own)),
        )

    def _bearers(self, title: NamedTitle) -> tuple[str, ...]:
        """The documents of a title; where its place had to be left out, those of that place only."""
        place = self.names.starting(title.place) if title.place else None
        if not place:
            return title.documents
        return common(title.documents, self.areas.tiers(place.regions).own)

    def _is_unknown(self, title: NamedTitle) -> bool:
        """Whether neither a document nor any text of the corpus knows the title."""
        return title.is_sure and not any(self.holds(words) for words in title.spellings)

    def _of_times(
        self, documents: tuple[str, ...], times: Sequence[NamedTime]
    ) -> tuple[tuple[str, ...], tuple[NamedTime, ...]]:
        """Of several documents those that the times tell apart from the others, and the times that do."""
        if len(documents) < 2:
            return documents, ()
        told = {time: fitting for time in times if (fitting := self.editions.fitting(documents, time))}
        return _union(told.values()) or documents, tuple(told)


def _joined(by_place: Choice, titles: tuple[NamedTitle, ...]) -> Choice:
    """The documents of titles at the places named; where these have none of them, a sure title decides."""
    borne = _union(title.documents for title in titles)
    wanted = by_place.documents
    fitting = borne if wanted is None else common(borne, wanted) or common(borne, by_place.wider)
    sure = _union(title.documents for title in titles if title.is_sure)
    if not fitting and not sure:
        return replace(by_place, editions=frozenset())
    return replace(by_place, documents=fitting or sure, wider=(), unknown_places=(), titles=titles)


def common(documents: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """The documents that are among the others."""
    held = set(others)
    return tuple(document for document in documents if document in held)


def _union(groups: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(sorted({document for group in groups for document in group}))
