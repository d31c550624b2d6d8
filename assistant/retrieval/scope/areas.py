"""Which documents are about a place, and which hold there as well."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.reading.gazetteer import completed, divisions, mentions, resolve
from assistant.records import ClauseTree, Region
from assistant.retrieval.scope.places import PlaceNames, levels

# A text is about a place that it names in its first characters, or more than once.
_OPENING_CHARACTERS = 300
_MENTIONS = 2


@dataclass(frozen=True, slots=True)
class Tiers:
    """The documents about a place, those that hold there as well, nearest first, and of these those from ``above``."""

    own: tuple[str, ...]
    wider: tuple[str, ...]
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Areas:
    """Ids of documents, sorted: by their region, by the regions around it, and those without a region.

    ``partial`` are regions of documents that lack a level (a 鼓楼区 of a province that has two), by name.
    """

    about: dict[Region, tuple[str, ...]]
    inside: dict[Region, tuple[str, ...]]
    naming: dict[Region, tuple[str, ...]]
    placeless: tuple[str, ...]
    partial: dict[str, tuple[Region, ...]]

    @classmethod
    def of(cls, trees: Sequence[ClauseTree], regions: Mapping[str, Region], names: PlaceNames) -> "Areas":
        """Sort the documents by their regions, those without one by the places that they name."""
        about: dict[Region, list[str]] = defaultdict(list)
        inside: dict[Region, list[str]] = defaultdict(list)
        naming: dict[Region, list[str]] = defaultdict(list)
        for tree in trees:
            region = regions[tree.document.id]
            about[region].append(tree.document.id)
            for wider in levels(region)[:-1]:
                inside[wider].append(tree.document.id)
            for named in _named_regions(tree, names) if not region.names else ():
                naming[named].append(tree.document.id)
        placeless = _sorted(about.pop(Region(), ()))
        return cls(_frozen(about), _frozen(inside), _frozen(naming), placeless, _partial(about))

    def tiers(self, regions: Sequence[Region]) -> Tiers:
        """The tiers of a place that may mean any of ``regions``; without documents where none is known of it.

        Where no document is about the place itself, those about places inside it stand for it, else those of the
        city and the province around it.
        """
        regions = [*regions, *(known for region in regions for known in self._partial(region))]
        own = _sorted(document for region in regions for document in self._own(region))
        above = _sorted(document for region in regions for document in self._above(region))
        inside = _sorted(document for region in regions for document in self.inside.get(region, ()))
        own = own or above
        held = set(own)
        wider = dict.fromkeys(d for tier in (above, inside, self.placeless) for d in tier if d not in held)
        return Tiers(own, tuple(wider), (*above, *self.placeless))

    def _own(self, region: Region) -> tuple[str, ...]:
        about = self.about.get(region) or self.inside.get(region, ())
        return (*about, *self.naming.get(region, ()))

    def _partial(self, region: Region) -> Iterable[Region]:
        """Regions of documents that may be this one, as far as they are known."""
        for known in self.partial.get(region.name, ()):
            if set(known.names) < set(region.names):
                yield known

    def _above(self, region: Region) -> Iterable[str]:
        for wider in levels(region)[:-1]:
            yield from self.about.get(wider, ())


def known_regions(trees: Sequence[ClauseTree]) -> dict[str, Region]:
    """The region of each document with the levels that its metadata leave out."""
    return {tree.document.id: completed(tree.document.metadata.region) for tree in trees}


def _named_regions(tree: ClauseTree, names: PlaceNames) -> set[Region]:
    """The places that a document without a region names: in its title, at its beginning, or repeatedly."""
    title = names.find(tree.document.metadata.title)
    found = {region for place in (*title.places, *title.context) for region in place.regions}
    text = tree.document.text
    counts: Counter[str] = Counter()
    for mention in mentions(text):
        counts[mention.name] += _MENTIONS if mention.start < _OPENING_CHARACTERS else 1
    for name in names.invented:
        counts[name] += text.count(name) + (name in text[:_OPENING_CHARACTERS])
    often = [name for name, count in counts.items() if count >= _MENTIONS]
    return found.union(*(_regions_of(name, often, names) for name in often))


def _regions_of(name: str, context: Sequence[str], names: PlaceNames) -> tuple[Region, ...]:
    """The regions of a name; namesakes are told apart by the other names of the document."""
    if name in names.invented:
        return names.regions[name]
    region = resolve(name, "".join(context))
    return (region,) if region in divisions()[name] else divisions()[name]


def _partial(regions: Iterable[Region]) -> dict[str, tuple[Region, ...]]:
    """The regions that the gazetteer knows with more levels, by name."""
    found: dict[str, list[Region]] = defaultdict(list)
    for region in sorted(regions, key=lambda region: region.names):
        if any(set(region.names) < set(whole.names) for whole in divisions().get(region.name, ())):
            found[region.name].append(region)
    return {name: tuple(held) for name, held in found.items()}


def _sorted(documents: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(documents)))


def _frozen(documents: Mapping[Region, list[str]]) -> dict[Region, tuple[str, ...]]:
    return {region: _sorted(held) for region, held in documents.items()}
