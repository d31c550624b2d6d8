"""Question → Query: which places, documents and clauses it is about, and what is left to search for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.records import ClauseTree, Filters, Query, Reference, Scope
from assistant.retrieval.scope.areas import Areas, known_regions
from assistant.retrieval.scope.choice import Choice, Chooser, common
from assistant.retrieval.scope.clause_lookup import Outline
from assistant.retrieval.scope.editions import Editions
from assistant.retrieval.scope.follow_up import bare, complete, without_pointing
from assistant.retrieval.scope.mentions import Mentions, Reader
from assistant.retrieval.scope.places import PlaceNames
from assistant.retrieval.scope.references import NamedReference
from assistant.retrieval.scope.titles import Titles
from assistant.retrieval.scope.validity import Validity
from assistant.retrieval.terms import topic_words

# Of so few documents each is looked through for a clause named by number.
_FEW = 3
_FEW_OF_TITLE = 5
# How far behind a title the number of its clause may stand: 《…》中的第三条.
_BEHIND_TITLE = 3
_OPENING_MARKS = "的，、,：:；;？? 　"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What questions over a loaded index may name; made once, never changed."""

    trees: dict[str, ClauseTree]
    reader: Reader
    chooser: Chooser
    validity: Validity

    @classmethod
    def of(cls, trees: Sequence[ClauseTree], holds: Callable[[str], bool]) -> "Lexicon":
        """Collect places, titles and numbers; ``holds`` says whether words stand in any text of the corpus."""
        regions = known_regions(trees)
        names = PlaceNames.of(regions.values())
        titles = Titles.of(trees, names.length_at_start)
        by_id = {tree.document.id: tree for tree in sorted(trees, key=lambda tree: tree.document.id)}
        chooser = Chooser(names, Areas.of(trees, regions, names), Editions(by_id), holds)
        return cls(by_id, Reader(names, titles), chooser, Validity.of(trees, titles.lookup))

    def understand(self, question: str, history: Sequence[str], filters: Filters) -> Query:
        """Complete a follow-up and read its scope; the kind of question is left to the caller."""
        standalone = complete(question, history, self.reader)
        mentions = self.reader.read(standalone)
        own = mentions if question == standalone else self.reader.read(question)
        choice = self.chooser.choose(mentions)
        return Query(
            question=question,
            standalone=standalone,
            focus=question if topic_words(without_pointing(bare(own))) else standalone,
            scope=self._scope(mentions, choice, filters),
            topic=_topic(mentions, choice),
            follows_up=standalone != question,
        )

    def documents(self, filters: Filters) -> frozenset[str] | None:
        """The documents that filters leave; None where they leave all."""
        return self._allowed(filters)

    def reaching(self, place: str, as_of: str = "") -> tuple[frozenset[str], frozenset[str]]:
        """The documents about a place by its name, and those of wider places that hold there as well."""
        named = self.reader.places.find(place).places
        tiers = [self.chooser.areas.tiers(one.regions) for one in named]
        own = {document for tier in tiers for document in tier.own}
        wider = {document for tier in tiers for document in tier.above} - own
        over = self.validity.not_in_force(as_of) if as_of else frozenset()
        return frozenset(own - over), frozenset(wider - over)

    def replaced(self) -> frozenset[str]:
        """The documents that another of the corpus has replaced."""
        return frozenset(self.validity.replaced_by)

    def _scope(self, mentions: Mentions, choice: Choice, filters: Filters) -> Scope:
        allowed = self._allowed(filters)
        documents = _within(choice.documents, allowed)
        references, unknown_clauses = self._references(mentions, choice, documents)
        groups = tuple(dict.fromkeys(common(tier.own, documents or ()) for _, tier in choice.places))
        years = (year for time in mentions.times if time not in choice.editions for year in time.years)
        return Scope(
            documents=documents,
            wider=_within(choice.wider, allowed) or (),
            groups=groups if len(groups := tuple(filter(None, groups))) > 1 else (),
            places=tuple(dict.fromkeys(place.name for place, _ in choice.places)),
            unknown_places=choice.unknown_places,
            titles=tuple(dict.fromkeys(title.words for title in choice.titles)),
            unknown_titles=choice.unknown_titles,
            references=references,
            unknown_clauses=unknown_clauses,
            years=tuple(dict.fromkeys(years)),
            as_of=filters.as_of,
        )

    def _allowed(self, filters: Filters) -> frozenset[str] | None:
        """The documents that the filters leave; None where they leave all."""
        if filters == Filters():
            return None
        allowed = set(self.trees)
        if filters.documents:
            allowed &= set(filters.documents)
        if filters.places:
            named = [place for name in filters.places for place in self.reader.places.find(name).places]
            allowed &= set(self.chooser.by_places(named).documents or ())
        if filters.as_of:
            allowed -= self.validity.not_in_force(filters.as_of)
        return frozenset(allowed)

    def _references(
        self, mentions: Mentions, choice: Choice, documents: tuple[str, ...] | None
    ) -> tuple[tuple[Reference, ...], tuple[str, ...]]:
        """The clauses named by number in the documents that the question is about, and those that these lack."""
        found: list[Reference] = []
        unknown: list[str] = []
        for named in mentions.references:
            searched = self._searched(named, mentions, choice, documents)
            clauses = [Reference(named.words, d, clause) for d in searched for clause in self._clauses(named, d)]
            found += clauses
            unknown += [named.words] if searched and not clauses else []
        return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(unknown))

    def _searched(
        self, named: NamedReference, mentions: Mentions, choice: Choice, documents: tuple[str, ...] | None
    ) -> tuple[str, ...]:
        """The documents to look for a clause in: those of the title before it, else all of the question if few."""
        behind = [title for title in mentions.titles if 0 <= named.start - title.end <= _BEHIND_TITLE]
        own = [title for title in choice.titles if any(title.start == other.start for other in behind)]
        if behind:
            held = [document for title in own for document in title.documents]
            return common(held, documents or ())[:_FEW_OF_TITLE]
        if documents is None:
            return tuple(self.trees) if len(self.trees) == 1 else ()
        return documents if len(documents) <= (_FEW_OF_TITLE if choice.titles else _FEW) else ()

    def _clauses(self, named: NamedReference, document: str) -> tuple[str, ...]:
        return Outline.of(self.trees[document]).resolve(named)


def _within(documents: tuple[str, ...] | None, allowed: frozenset[str] | None) -> tuple[str, ...] | None:
    if allowed is None:
        return documents
    return tuple(sorted(allowed)) if documents is None else common(documents, allowed)


def _topic(mentions: Mentions, choice: Choice) -> str:
    """What is asked, without what chose the scope and without what only points there."""
    chosen = {title.start for title in choice.titles}
    titles = tuple(title for title in mentions.titles if title.start in chosen or title.words in choice.unknown_titles)
    kept = replace(mentions, titles=titles, times=())
    return without_pointing(bare(kept)).lstrip(_OPENING_MARKS)
