"""A question and documents → their best candidates, in order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.indexing.generation import Generation
from assistant.ports import Reranker
from assistant.retrieval.asked import Asked
from assistant.retrieval.ranking.candidates import Candidate, Mix, find_candidates
from assistant.retrieval.ranking.direct import Direct, put_first
from assistant.retrieval.ranking.merging import in_order, settle
from assistant.retrieval.ranking.preferences import Preferences
from assistant.retrieval.ranking.shelves import Shelves

HITS = 10
# So many are looked at word by word; what is further behind comes no more to the front.
_CONSIDERED = 40
# A cross-encoder takes some ten milliseconds a text on two cores.
RERANKED = 20


@dataclass(frozen=True, slots=True)
class Ranker:
    """Ranks the chunks of an index; ``replaced`` are the documents that a newer one has replaced."""

    index: Generation
    shelves: Shelves
    replaced: frozenset[str]
    mix: Mix
    reranker: Reranker | None = None

    def rank(self, asked: Asked, documents: Sequence[str] | None) -> list[Candidate]:
        """The ten best among documents (None: all): what the question names directly before what is like it."""
        allowed = None if documents is None else self.shelves.of_documents(documents)
        replaced = frozenset() if asked.query.scope.as_of else self.replaced
        direct = Direct(asked, self.shelves, replaced)
        named = direct.clauses(documents)
        candidates = find_candidates(asked.probe, self.index, allowed, self.mix, named)
        if lines := direct.lines(candidates, documents):
            named += lines
            candidates += self._measured(asked, lines, candidates)
        best = in_order(candidates, self.index.chunks)[:_CONSIDERED]
        moved = Preferences(asked.query, asked.topic, asked.asks_outline, replaced).apply(best, self.index.chunks)
        ranked = self._reranked(asked, in_order(moved, self.index.chunks))
        items = direct.items(ranked)
        candidates += self._measured(asked, items, candidates)
        return settle(put_first(ranked, [*named, *items], candidates), self.index.chunks, HITS)

    def _measured(self, asked: Asked, positions: Sequence[int], known: Sequence[Candidate]) -> list[Candidate]:
        """Candidates for positions that the search did not find."""
        found = {candidate.position for candidate in known}
        wanted = [position for position in dict.fromkeys(positions) if position not in found]
        return find_candidates(asked.probe, self.index, [], self.mix, wanted) if wanted else []

    def _reranked(self, asked: Asked, ranked: list[Candidate]) -> list[Candidate]:
        """Let the reranker put the best candidates into its own order; they keep the scores of their places."""
        if self.reranker is None or not ranked:
            return ranked
        best, rest = ranked[:RERANKED], ranked[RERANKED:]
        relevance = self.reranker.score(
            asked.query.standalone, [self.index.chunks[c.position].embed_text for c in best]
        )
        order = sorted(range(len(best)), key=lambda place: (-relevance[place], place))
        return [replace(best[place], score=held.score) for place, held in zip(order, best, strict=True)] + rest
