"""All measures and indicators of a corpus, and the questions that are put to them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answering.formal import FormalCitations
from assistant.errors import QuestionError
from assistant.measures.conflicts import Conflict, find_conflicts
from assistant.measures.lookup import Wanted, find_measures
from assistant.measures.matrix import Matrix, make_matrix
from assistant.measures.profile import Profile, Suggestion, suggest
from assistant.measures.taxonomy import Taxonomy
from assistant.measures.together import Found, extract_together
from assistant.records import ClauseTree, Filters, Firmness, Indicator, Measure
from assistant.retrieval.scope.lexicon import Lexicon

_ALL = Filters()
_REMARKS = re.compile(r"[(（][^)）]*[)）]|(?:19|20)\d\d年?度?|\s")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked up: names of the taxonomy, a unit, free words; ``filters`` narrow the documents."""

    filters: Filters = _ALL
    types: tuple[str, ...] = ()
    firmness: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    unit: str = ""
    words: str = ""


class MeasureDesk:
    """Answers what support there is; measures are read from the trees when they are first asked for."""

    def __init__(self, trees: Sequence[ClauseTree], taxonomy: Taxonomy, lexicon: Lexicon) -> None:
        self.taxonomy = taxonomy
        self._trees = {tree.document.id: tree for tree in trees}
        self._lexicon = lexicon
        self._formal = FormalCitations(self._trees)

    @cached_property
    def _found(self) -> Found:
        return extract_together(tuple(self._trees.values()), self.taxonomy)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Every measure of the corpus."""
        return self._found[0]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator of the corpus."""
        return self._found[1]

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The places that documents are about, in the order of the documents."""
        return tuple(dict.fromkeys(filter(None, (self.place(document) for document in self._trees))))

    @property
    def titles(self) -> dict[str, str]:
        """The title of each document, empty where it has none."""
        return {document: tree.document.metadata.title for document, tree in self._trees.items()}

    def place(self, document: str) -> str:
        """The place that a document is about; empty where it tells none."""
        return self._trees[document].document.metadata.region.name

    def title(self, document: str) -> str:
        """The title of a document."""
        return self._trees[document].document.metadata.title or document

    def cite(self, one: Measure | Indicator) -> str:
        """The formal citation of a measure or an indicator."""
        return self._formal.of_quote(one.document, one.clause, one.start, one.end)

    def find(self, asked: Asked) -> tuple[Measure, ...]:
        """The measures that are asked for, the firmest first.

        Raises:
            QuestionError: a type, a firmness or a beneficiary is none of the taxonomy, or a place is unknown.
        """
        self._check("类型", asked.types, self.taxonomy.type_names)
        self._check("力度", asked.firmness, tuple(Firmness))
        self._check("对象", asked.beneficiaries, tuple(one.name for one in self.taxonomy.beneficiaries))
        firmness = tuple(Firmness(name) for name in asked.firmness)
        documents = self._documents(asked.filters)
        return find_measures(
            self.measures,
            Wanted(documents, asked.types, firmness, asked.beneficiaries, asked.unit, asked.words),
        )

    def matrix(self, places: Sequence[str] = (), types: Sequence[str] = (), as_of: str = "") -> Matrix:
        """What each place (all of them where none is named) offers of each type.

        Raises:
            QuestionError: a type is none of the taxonomy.
        """
        self._check("类型", types, self.taxonomy.type_names)
        held = {
            place: self._lexicon.documents(Filters((place,), (), as_of)) or frozenset()
            for place in places or self.places
        }
        return make_matrix(self.measures, held, types or self.taxonomy.type_names)

    def suggest(
        self, place: str, kinds: Sequence[str] = (), needs: Sequence[str] = (), traits: Sequence[str] = (),
        lacks: Sequence[str] = (), as_of: str = "",
    ) -> tuple[Suggestion, ...]:  # fmt: skip
        """The measures that may apply to who is at a place, of some kinds, with needs and traits.

        Raises:
            QuestionError: a name is none of the taxonomy, or no document is about the place.
        """
        names = tuple(one.name for one in self.taxonomy.traits)
        self._check("对象", kinds, tuple(one.name for one in self.taxonomy.beneficiaries))
        self._check("需求", needs, self.taxonomy.type_names)
        self._check("特征", (*traits, *lacks), names)
        own, wider = self._lexicon.reaching(place, as_of)
        if not own:
            raise self._unknown_place(place)
        issuers = {document: tree.document.metadata.issuer for document, tree in self._trees.items()}
        profile = Profile(own, wider, tuple(kinds), tuple(needs), tuple(traits), tuple(lacks))
        return suggest(self.measures, profile, self.taxonomy, issuers)

    def conflicts(self, filters: Filters = _ALL, *, across: bool = False) -> tuple[Conflict, ...]:
        """The same measure in two documents of a place, or of places one around the other; ``across``: of any places.

        Raises:
            QuestionError: a place is unknown.
        """
        documents = self._documents(filters)
        chosen = [one for one in self.measures if documents is None or one.document in documents]
        return find_conflicts(chosen, self._related(across=across))

    def find_indicators(self, filters: Filters = _ALL, words: str = "") -> tuple[Indicator, ...]:
        """The indicators of the filters' documents whose name has every one of the words.

        Raises:
            QuestionError: a place is unknown.
        """
        documents = self._documents(filters)
        keys = [self.taxonomy.indicators.shown(word) for word in words.split()]
        return tuple(
            one
            for one in self.indicators
            if (documents is None or one.document in documents) and all(key in one.key for key in keys)
        )

    def _related(self, *, across: bool) -> Mapping[str, frozenset[str]]:
        """For each document those that it is compared with: of its place or around it, of its issuer, of its title."""
        if across:
            return dict.fromkeys(self._trees, frozenset(self._trees))
        reach = {place: frozenset[str]().union(*self._lexicon.reaching(place)) for place in self.places}
        alike: dict[str, set[str]] = defaultdict(set)
        signs = {document: self._signs(document) for document in self._trees}
        for document, held in signs.items():
            for sign in held:
                alike[sign].add(document)
        return {
            document: reach.get(self.place(document), frozenset()).union(*(alike[sign] for sign in held))
            for document, held in signs.items()
        }

    def _signs(self, document: str) -> tuple[str, ...]:
        """What editions of one document have in common: who issued it, and its title without remarks and years."""
        metadata = self._trees[document].document.metadata
        return tuple(filter(None, (metadata.issuer, _REMARKS.sub("", metadata.title))))

    def _documents(self, filters: Filters) -> frozenset[str] | None:
        for place in filters.places:
            if not self._lexicon.documents(Filters((place,))):
                raise self._unknown_place(place)
        return self._lexicon.documents(filters)

    def _unknown_place(self, place: str) -> QuestionError:
        known = "、".join(self.places[:10])
        return QuestionError(f"没有“{place}”的文件。现有：{known}。 No document is about this place.")

    @staticmethod
    def _check(what: str, names: Iterable[str], known: Sequence[str]) -> None:
        for name in names:
            if name not in known:
                raise QuestionError(f"没有名为“{name}”的{what}。可选：{'、'.join(known)}。 No such name.")
