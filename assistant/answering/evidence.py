"""Hits → numbered passages: few, short, and of one place where the question is on one place."""

from collections.abc import Sequence

from assistant.answering.choice import Ask, Chooser
from assistant.answering.sentences import is_responsible_line
from assistant.records import ClauseKind, Hit, Passage, QuestionKind, Retrieval
from assistant.retrieval.terms import topic_words

# A second passage is offered only where it scores near the first: each costs reading time on two cores.
_NEAR = 0.72
# Where no place or document is named, other documents speak too only where they come as near as this.
_NEAR_OF_OTHERS = 0.9
_TELLING_SHARE = 0.8
_PASSAGES = 3
_LIST_CHARACTERS, _FACT_CHARACTERS = 800, 170
ROWS = frozenset({ClauseKind.ROW, ClauseKind.TABLE, ClauseKind.METADATA})


def needs_wording(retrieval: Retrieval, passages: Sequence[Passage]) -> bool:
    """Whether a model should put the answer into words; lists, units, table rows and comparisons are quoted.

    Asked for these, the small model leaves items out, mixes places and takes the wrong column; the setting
    ``model_writes`` lets it all the same.
    """
    ask = Ask.of(retrieval.query.focus)
    compared = compares(retrieval, [passage.hit for passage in passages])
    from_table = bool(passages) and passages[0].hit.chunk.kind in ROWS
    return not (ask.listing or ask.unit or compared or from_table)


def is_comparison(retrieval: Retrieval) -> bool:
    """Whether a question sets places side by side: it is answered by a row for each."""
    return retrieval.query.kind is QuestionKind.COMPARISON or len(retrieval.query.scope.groups) > 1


def compares(retrieval: Retrieval, hits: Sequence[Hit]) -> bool:
    """Whether the hits speak for several places: those named, or several documents where none is named."""
    scope = retrieval.query.scope
    return len(scope.groups) > 1 or (scope.documents is None and len({hit.chunk.document for hit in hits}) > 1)


def gather(retrieval: Retrieval) -> tuple[Passage, ...]:
    """Choose the passages to answer from, numbered from 1, best first; one for each place of a comparison."""
    chooser = Chooser.of(retrieval)
    hits = _choose(retrieval, chooser)
    compared = compares(retrieval, hits)
    passages: list[Passage] = []
    for hit in hits:
        budget = _LIST_CHARACTERS if chooser.ask.listing and not compared and not passages else _FACT_CHARACTERS
        sentences = chooser.choose(hit.chunk, budget)
        passages.append(Passage(len(passages) + 1, hit, tuple(s.text for s in sentences)))
    return tuple(passages)


def is_complete(sentence: str, retrieval: Retrieval) -> bool:
    """Whether a written sentence names what it speaks of; a bare 11021件 may be any figure of the clause."""
    words = topic_words(retrieval.query.focus) or topic_words(retrieval.query.standalone)
    return any(word in sentence for word in words)


def _choose(retrieval: Retrieval, chooser: Chooser) -> Sequence[Hit]:
    hits = retrieval.hits
    if not hits:
        return ()
    groups = retrieval.query.scope.groups
    if len(groups) > 1:
        answering = [documents for documents in groups if documents not in retrieval.silent]
        return [hit for documents in answering for hit in _of(hits, documents)[:1]]
    near = [hit for hit in _alike(retrieval)[:_PASSAGES] if hit.score >= _NEAR * hits[0].score]
    # The units of a second clause would be read as those of the first.
    with_units = [hit for hit in near if is_responsible_line(hit.chunk.reading)]
    if chooser.ask.unit and with_units:
        return with_units[:1]
    return near if retrieval.query.kind is QuestionKind.COMPARISON else _telling(near, chooser)


def _telling(hits: Sequence[Hit], chooser: Chooser) -> list[Hit]:
    """The first hit, and those further ones of which one sentence says about as much on the question as one of it."""
    weights = [chooser.weight(chooser.best(hit.chunk).text) for hit in hits]
    least = _TELLING_SHARE * weights[0] if weights else 0.0
    return [hit for place, hit in enumerate(hits) if not place or weights[place] >= least]


def _alike(retrieval: Retrieval) -> list[Hit]:
    """The hits of the place asked about, or where the best is of another, of such: places are not mixed.

    Where no place or title is named, the documents that come about as near as the first.
    """
    own, best = retrieval.query.scope.documents, retrieval.hits[0]
    if own is None:
        least = _NEAR_OF_OTHERS * best.score
        return [hit for hit in retrieval.hits if hit.chunk.document == best.chunk.document or hit.score >= least]
    is_own = best.chunk.document in own
    return [hit for hit in retrieval.hits if (hit.chunk.document in own) == is_own]


def _of(hits: Sequence[Hit], documents: Sequence[str]) -> list[Hit]:
    return [hit for hit in hits if hit.chunk.document in documents]
