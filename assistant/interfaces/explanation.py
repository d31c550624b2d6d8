"""What a search understood, weighed and decided, as plain JSON data, and which clause it was judged by."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.interfaces.payload import reference_payload
from assistant.pipeline import Explanation
from assistant.records import Filters, Hit, Scope
from assistant.retrieval.decision import is_direct, unanswerable
from assistant.retrieval.ranking.candidates import Candidate
from assistant.retrieval.topic import Judged, Topic

# So many documents of a scope are named; of more, their number tells enough.
SHOWN_DOCUMENTS = 10
# So many clauses stand for what was found where nothing fits.
NEAREST = 3
_DECIMALS = 4


def explanation_payload(explanation: Explanation, titles: Mapping[str, str], message: str) -> dict[str, Any]:
    """What a search understood, weighed and decided; ``message`` is the refusal, empty where it did not decline."""
    retrieval = explanation.weighed.retrieval
    query = retrieval.query
    entries = zip(retrieval.hits, explanation.weighed.candidates, explanation.nearness, strict=True)
    return {
        "question": {
            "asked": query.question,
            "standalone": query.standalone,
            "topic": query.topic,
            "kind": query.kind,
            "follows_up": query.follows_up,
        },
        "filters": _filters(explanation.filters),
        "scope": _scope(query.scope, titles),
        "words": _words(explanation),
        "candidates": [_candidate(hit, candidate, nearness, titles) for hit, candidate, nearness in entries],
        "decision": _decision(explanation, message),
    }


def judged_by(explanation: Explanation) -> Judged | None:
    """The clause that the decision rests on: the nearest of those that were judged.

    None where nothing was judged by its nearness: no candidate, a clause that the question names, or a question that
    is declined for itself.
    """
    retrieval = explanation.weighed.retrieval
    is_of_question = retrieval.declined is not None and retrieval.declined is unanswerable(retrieval.query)
    if is_of_question or is_direct(retrieval.query):
        return None
    return max(explanation.judged, key=lambda judged: judged.nearness, default=None)


def topic_of(explanation: Explanation) -> Topic:
    """The telling words of the question that stand in the corpus; none where nothing was searched for."""
    asked = explanation.weighed.asked
    return asked.topic if asked else Topic((), (), 0.0)


def _filters(filters: Filters) -> dict[str, Any]:
    return {"places": list(filters.places), "documents": list(filters.documents), "as_of": filters.as_of}


def _scope(scope: Scope, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "places": list(scope.places),
        "documents": None if scope.documents is None else _documents(scope.documents, titles),
        "wider": _documents(scope.wider, titles),
        "titles": list(scope.titles),
        "references": [reference_payload(reference) for reference in scope.references],
        "years": list(scope.years),
        "unknown_places": list(scope.unknown_places),
        "unknown_titles": list(scope.unknown_titles),
        "unknown_clauses": list(scope.unknown_clauses),
    }


def _documents(documents: Sequence[str], titles: Mapping[str, str]) -> dict[str, Any]:
    """How many they are, and the first of them."""
    first = documents[:SHOWN_DOCUMENTS]
    return {"count": len(documents), "first": [{"document": name, "title": titles[name]} for name in first]}


def _words(explanation: Explanation) -> list[dict[str, Any]]:
    """The telling words of the question; one that stands nowhere has no weight."""
    topic = topic_of(explanation)
    known = zip(topic.words, topic.weights, strict=True)
    return [
        *({"word": word, "weight": round(weight, _DECIMALS)} for word, weight in known),
        *({"word": word, "weight": None} for word in explanation.unknown_words),
    ]


def _candidate(hit: Hit, candidate: Candidate, nearness: float, titles: Mapping[str, str]) -> dict[str, Any]:
    """A rank is null where that search did not find the clause."""
    chunk = hit.chunk
    return {
        "rank": hit.rank,
        "document": chunk.document,
        "title": titles[chunk.document],
        "clause": chunk.clause,
        "path": list(chunk.path),
        "score": hit.score,
        "nearness": round(nearness, _DECIMALS),
        "late": round(candidate.late, _DECIMALS),
        "dense": round(candidate.dense, _DECIMALS),
        "dense_rank": candidate.dense_rank or None,
        "lexical": round(candidate.lexical, _DECIMALS),
        "lexical_rank": candidate.lexical_rank or None,
        "coverage": round(candidate.coverage, _DECIMALS),
        "remarks": list(candidate.remarks),
    }


def _decision(explanation: Explanation, message: str) -> dict[str, Any]:
    retrieval = explanation.weighed.retrieval
    judged = judged_by(explanation)
    nearest = retrieval.hits[:NEAREST] if retrieval.declined else ()
    return {
        "reason": retrieval.declined,
        "message": message or None,
        "best": judged and {"document": judged.chunk.document, "clause": judged.chunk.clause},
        "nearness": judged and round(judged.nearness, _DECIMALS),
        "least_nearness": explanation.least_nearness,
        "nearest": [hit.chunk.clause for hit in nearest],
        "silent": [list(group) for group in retrieval.silent],
    }
