"""Question → Retrieval: understood, ranked for each set of documents it is about, and judged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.indexing.generation import Generation
from assistant.indexing.tokens import normalise
from assistant.ports import Encoder, Reranker
from assistant.records import Chunk, Filters, Hit, Query, QuestionKind, Reason, Retrieval, Term
from assistant.retrieval.asked import Asked
from assistant.retrieval.decision import decide, unanswerable
from assistant.retrieval.joining import Joined, balance, widen
from assistant.retrieval.kinds.kind import compares_places, kind_of
from assistant.retrieval.ranking.candidates import DEFAULT_MIX, Candidate, Mix, find_candidates
from assistant.retrieval.ranking.merging import DECIMALS, in_order
from assistant.retrieval.ranking.preferences import holds_quoted, quoted_words
from assistant.retrieval.ranking.ranker import Ranker
from assistant.retrieval.ranking.shelves import Shelves
from assistant.retrieval.scope.lexicon import Lexicon
from assistant.retrieval.terms import topic_words
from assistant.retrieval.topic import Judged

NO_FILTERS = Filters()
# The decision rests on so many of the best hits.
DECISIVE = 5
# So many places are told apart in one answer.
_MOST_PLACES = 10
# Where no place is named, those count whose best clause comes so near to the best of all.
_LEAST_SHARE = 0.75
# So many clauses are looked through for words in quotation marks.
_QUOTED_FETCHED = 500


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave, with what it weighed: for explaining it.

    ``candidates`` belong to the hits; ``judged`` are those that the decision rests on, best first; ``asked`` is None
    where nothing was searched for.
    """

    retrieval: Retrieval
    candidates: tuple[Candidate, ...] = ()
    judged: tuple[Candidate, ...] = ()
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class Retriever:
    """Loaded resources of a search; safe to share between threads."""

    generation: Generation
    encoder: Encoder
    lexicon: Lexicon
    shelves: Shelves
    least_nearness: float
    mix: Mix = DEFAULT_MIX
    reranker: Reranker | None = None

    @classmethod
    def over(
        cls, generation: Generation, encoder: Encoder, least_nearness: float, reranker: Reranker | None = None
    ) -> "Retriever":
        """Prepare a search over a loaded generation."""
        lexicon = Lexicon.of(generation.trees, _holder(generation))
        shelves = Shelves.of(generation.trees, generation.chunks)
        return cls(generation, encoder, lexicon, shelves, least_nearness, reranker=reranker)

    def search(self, question: str, history: Sequence[str] = (), filters: Filters = NO_FILTERS) -> Retrieval:
        """Return the ten best chunks and the reason to decline, if any."""
        return self.find(question, history, filters).retrieval

    def find(self, question: str, history: Sequence[str] = (), filters: Filters = NO_FILTERS) -> Found:
        """Search, and keep what was weighed."""
        query = self.understand(question, history, filters)
        if reason := self._refused(query):
            return Found(Retrieval(query, (), reason))
        asked = Asked.of(query, self.encoder, self.generation)
        joined = self._joined(asked)
        hits = tuple(
            Hit(rank, self._chunk(c), round(c.score, DECIMALS)) for rank, c in enumerate(joined.candidates, start=1)
        )
        terms = tuple(Term(word, weight) for word, weight in zip(asked.topic.words, asked.topic.weights, strict=True))
        retrieval = Retrieval(query, hits, joined.reason, joined.silent, terms)
        return Found(retrieval, tuple(joined.candidates), tuple(joined.judged[:DECISIVE]), asked)

    def understand(self, question: str, history: Sequence[str], filters: Filters = NO_FILTERS) -> Query:
        """Complete a follow-up, read its scope, and tell its kind."""
        query = self.lexicon.understand(question, history, filters)
        scope = query.scope
        return replace(query, kind=kind_of(query.focus, places=len(scope.places), references=len(scope.references)))

    def _refused(self, query: Query) -> Reason | None:
        """Why nothing is searched for at all."""
        if not self.generation.chunks:
            return Reason.EMPTY_CORPUS
        if query.kind in (QuestionKind.SMALL_TALK, QuestionKind.OFF_TOPIC):
            return Reason.OFF_TOPIC
        if query.scope.documents != () or query.scope.wider:
            return None
        return unanswerable(query) or Reason.EMPTY_SCOPE

    def _joined(self, asked: Asked) -> Joined:
        """The hits of the documents in scope, or of each place that is compared."""
        ranker = Ranker(self.generation, self.shelves, self.lexicon.replaced(), self.mix, self.reranker)
        query, groups = asked.query, self._groups(asked)
        if len(groups) > 1:
            lists = [ranker.rank(asked, documents) for documents in groups]
            return balance(groups, lists, [self._decide(asked, ranked) for ranked in lists], self.generation.chunks)
        own = ranker.rank(asked, query.scope.documents)
        reason = unanswerable(query) or self._decide(asked, own)
        if not query.scope.wider:
            return Joined(own, reason, own)
        wider = ranker.rank(asked, query.scope.wider)
        return widen(query, own, wider, reason, lambda ranked: self._decide(asked, ranked), self.shelves)

    def _groups(self, asked: Asked) -> tuple[tuple[str, ...], ...]:
        """The documents of each place that is compared; where all places are, of those that come near."""
        query = asked.query
        if query.kind is not QuestionKind.COMPARISON:
            return ()
        if query.scope.groups or query.scope.documents is not None or not compares_places(query.focus):
            return query.scope.groups
        found: dict[str, dict[str, None]] = {}
        for document in self._speaking(asked):
            if place := self.shelves.region_of(document).name:
                found.setdefault(place, {})[document] = None
        return tuple(tuple(documents) for documents in list(found.values())[:_MOST_PLACES])

    def _speaking(self, asked: Asked) -> Sequence[str]:
        """The documents that speak of what is asked, best first: those that hold the words it quotes, or come near."""
        if quoted := quoted_words(asked.query.standalone):
            words = topic_words("".join(quoted))
            positions = [position for position, _ in self.generation.lexical.search(words, _QUOTED_FETCHED, None)]
            holding = [self.generation.chunks[position] for position in positions]
            return [c.document for c in holding if holds_quoted(quoted, normalise(c.embed_text))]
        candidates = in_order(find_candidates(asked.probe, self.generation, None, self.mix), self.generation.chunks)
        least = _LEAST_SHARE * candidates[0].score if candidates else 0.0
        return [self._chunk(candidate).document for candidate in candidates if candidate.score >= least]

    def _decide(self, asked: Asked, ranked: Sequence[Candidate]) -> Reason | None:
        best = self.judged(asked, ranked[:DECISIVE])
        periods = {judged.chunk.document: self.shelves.period_of(judged.chunk.document) for judged in best}
        return decide(asked.query, asked.topic, best, self.least_nearness, periods)

    def judged(self, asked: Asked, candidates: Sequence[Candidate]) -> tuple[Judged, ...]:
        """Candidates as the decision sees them."""
        return tuple(
            Judged(self._chunk(c), c.coverage, c.nearness(asked.tokens), self.shelves.duties.get(c.position, ()))
            for c in candidates
        )

    def _chunk(self, candidate: Candidate) -> Chunk:
        return self.generation.chunks[candidate.position]


def _holder(generation: Generation) -> Callable[[str], bool]:
    """Whether words stand in any document of the generation; asked seldom, for titles that nobody bears."""

    def holds(words: str) -> bool:
        plain = normalise(words)
        return any(plain in normalise(tree.document.text) for tree in generation.trees)

    return holds
