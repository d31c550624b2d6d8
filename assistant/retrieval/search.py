"""Question → Retrieval: scope, dense and lexical search side by side, fusion, and the decision to go on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.indexing.generation import Generation
from assistant.ports import Encoder, Vectors
from assistant.records import Chunk, Hit, Query, Reason, Retrieval, Scope
from assistant.retrieval.decision import Candidate, Topic, decide, has_value, holds_years
from assistant.retrieval.follow_up import complete
from assistant.retrieval.places import Places, find_places
from assistant.retrieval.ranking import DEFAULT_MIX, Mix, Ranked, rank, settle
from assistant.retrieval.terms import topic_words, years

HITS = 10
_CANDIDATES = 50
_DECISIVE = 5
# What a hit loses for lacking the year, or the kind of value, that the question asks for; scores go up to 2.
_LACKING = 0.3


@dataclass(frozen=True, slots=True)
class _Probe:
    """What a question is searched with, made once for all the places it names."""

    words: tuple[str, ...]
    vector: Vectors
    topic: Topic


@dataclass(frozen=True, slots=True)
class Retriever:
    """Loaded resources of a search; ``positions`` lists the chunks of each document."""

    generation: Generation
    encoder: Encoder
    places: Places
    positions: dict[str, tuple[int, ...]]
    periods: dict[str, str]
    least_similarity: float
    mix: Mix = DEFAULT_MIX

    @classmethod
    def over(cls, generation: Generation, encoder: Encoder, least_similarity: float) -> "Retriever":
        """Prepare a search over a loaded generation."""
        places = Places.of((tree.document.id, tree.document.metadata.region) for tree in generation.trees)
        positions: dict[str, list[int]] = {tree.document.id: [] for tree in generation.trees}
        for position, chunk in enumerate(generation.chunks):
            positions[chunk.document].append(position)
        held = {key: tuple(value) for key, value in positions.items()}
        periods = {tree.document.id: tree.document.metadata.period for tree in generation.trees}
        return cls(generation, encoder, places, held, periods, least_similarity)

    def search(self, question: str, history: Sequence[str] = ()) -> Retrieval:
        """Return the ten best chunks and the reason to decline, if any."""
        query = self.understand(question, history)
        if not self.generation.chunks:
            return Retrieval(query, (), Reason.EMPTY_CORPUS)
        if query.scope.unknown_places and not query.scope.places:
            return Retrieval(query, (), Reason.NO_SUCH_PLACE)
        return self._balanced(query) if len(query.scope.groups) > 1 else self._single(query)

    def understand(self, question: str, history: Sequence[str]) -> Query:
        """Complete a follow-up and read places and years; the last place named in the history stays in force."""
        standalone = complete(question, history, self.places)
        named = find_places(standalone, self.places)
        groups = tuple(dict.fromkeys(tuple(sorted(held)) for _, held in named.known))
        documents = sorted({document for group in groups for document in group})
        scope = Scope(
            documents=tuple(documents) or None,
            groups=groups,
            places=tuple(a for a, _ in named.known),
            unknown_places=named.unknown,
            years=years(standalone),
        )
        focus = question if topic_words(_without(question, scope.places)) else standalone
        return Query(question, standalone, focus, scope)

    def _single(self, query: Query) -> Retrieval:
        probe = self._probe(query)
        ranked = self._ranked(query, probe, query.scope.documents)
        reason = self._decide(query, probe, ranked)
        return Retrieval(query, self._hits(ranked), reason)

    def _balanced(self, query: Query) -> Retrieval:
        """Several places: one search for each; scores are shares of the place's best, so none crowds out others."""
        probe = self._probe(query)
        lists = [self._ranked(query, probe, documents) for documents in query.scope.groups]
        reasons = [self._decide(query, probe, ranked) for ranked in lists]
        shares = [
            replace(r, score=r.score / ranked[0].score) for ranked in lists for r in ranked if ranked[0].score > 0
        ]
        silent = tuple(group for group, reason in zip(query.scope.groups, reasons, strict=True) if reason)
        declined = reasons[0] if all(reasons) else None
        return Retrieval(query, self._hits(self._in_order(shares)[:HITS]), declined, silent)

    def _probe(self, query: Query) -> _Probe:
        """Read the question without its places: they chose the documents, and say nothing of the clause."""
        bare = _without(query.standalone, query.scope.places)
        words = topic_words(bare)
        lexical = self.generation.lexical
        known = tuple(word for word in words if lexical.holds(word))
        share = len(known) / len(words) if words else 0.0
        topic = Topic(known, tuple(lexical.weights(known).tolist()), share)
        return _Probe(words, self.encoder.encode([bare], is_query=True)[0], topic)

    def _ranked(self, query: Query, probe: _Probe, documents: tuple[str, ...] | None) -> list[Ranked]:
        allowed = [p for document in documents for p in self.positions[document]] if documents is not None else None
        index = self.generation
        dense = index.dense.search(probe.vector, _CANDIDATES, allowed)
        lexical = index.lexical.search(probe.words, _CANDIDATES, allowed)
        ranked = rank(dense, lexical, probe.words, index.chunks, index.lexical, self.mix)
        return self._prefer(query, settle(ranked, index.chunks, HITS))

    def _prefer(self, query: Query, ranked: Sequence[Ranked]) -> list[Ranked]:
        """Move back hits that lack the year or the kind of value asked for."""

        def adjusted(candidate: Ranked) -> Ranked:
            chunk = self._chunk(candidate)
            lacks_year = not holds_years(query.scope.years, chunk.embed_text)
            lacks_value = not has_value(query.standalone, chunk.reading)
            return replace(candidate, score=candidate.score - _LACKING * lacks_year - _LACKING * lacks_value)

        return self._in_order([adjusted(candidate) for candidate in ranked])

    def _in_order(self, ranked: Sequence[Ranked]) -> list[Ranked]:
        """By the score that is shown, then clause id, then place in the text."""
        rounded = [replace(r, score=round(r.score, 4)) for r in ranked]
        return sorted(rounded, key=lambda r: (-r.score, self._chunk(r).clause, self._chunk(r).start))

    def _decide(self, query: Query, probe: _Probe, ranked: Sequence[Ranked]) -> Reason | None:
        best = [Candidate(self._chunk(r), r.coverage, r.similarity) for r in ranked[:_DECISIVE]]
        return decide(query.standalone, query.scope, probe.topic, best, self.least_similarity, self.periods)

    def _chunk(self, ranked: Ranked) -> Chunk:
        return self.generation.chunks[ranked.position]

    def _hits(self, ranked: Sequence[Ranked]) -> tuple[Hit, ...]:
        return tuple(Hit(n, self._chunk(r), r.score) for n, r in enumerate(ranked, start=1))


def _without(text: str, places: Sequence[str]) -> str:
    for alias in places:
        text = text.replace(alias, "")
    return text
