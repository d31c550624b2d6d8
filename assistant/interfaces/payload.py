"""The one JSON shape of an answer, for the command line, files and services alike."""

from typing import Any

from assistant.answering.receipts import Receipt, receipt_to_json
from assistant.records import Answer, Chunk, Citation, Hit, Query, Reference, Retrieval, Sentence


def answer_payload(identifier: str, answer: Answer, receipt: Receipt | None = None) -> dict[str, Any]:
    """An answer as plain JSON data, keys in the order of the contract, the receipt last where one is given."""
    proof = {"receipt": receipt_to_json(receipt)} if receipt else {}
    return {
        "id": identifier,
        "answer": answer.text,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "answerer": answer.answerer,
        "sentences": [_sentence(sentence) for sentence in answer.sentences],
        "citations": [_citation(citation) for citation in answer.citations],
        "hits": [_hit(hit) for hit in answer.hits],
        "dropped": [_sentence(sentence) for sentence in answer.dropped],
        "removed_marks": answer.removed_marks,
        "notice": answer.notice,
        "needed": answer.needed,
        "rows": [{"place": r.place, "state": r.state, "sentences": list(r.sentences)} for r in answer.rows],
        "seconds": {
            "retrieve": round(answer.seconds.retrieve, 4),
            "first_token": _rounded(answer.seconds.first_token),
            "total": round(answer.seconds.total, 4),
        },
        **proof,
    }


def search_payload(identifier: str, retrieval: Retrieval, seconds: float) -> dict[str, Any]:
    """A search without an answer, in the same shape."""
    return {
        "id": identifier,
        "reason": retrieval.declined,
        "hits": [_hit(hit) for hit in retrieval.hits],
        "seconds": {"retrieve": round(seconds, 4)},
        "query": _query(retrieval.query),
    }


def reference_payload(reference: Reference) -> dict[str, str]:
    """A clause that a question names by its number."""
    return {"words": reference.words, "document": reference.document, "clause": reference.clause}


def _query(query: Query) -> dict[str, Any]:
    scope = query.scope
    return {
        "standalone": query.standalone,
        "kind": query.kind,
        "places": list(scope.places),
        "documents": None if scope.documents is None else list(scope.documents),
        "years": list(scope.years),
        "references": [reference_payload(reference) for reference in scope.references],
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "citations": list(sentence.citations),
        "verdict": sentence.verdict,
        "missing": list(sentence.missing),
    }


def _clause(chunk: Chunk) -> dict[str, Any]:
    return {"document": chunk.document, "clause": chunk.clause, "path": list(chunk.path), "text": chunk.text}


def _citation(citation: Citation) -> dict[str, Any]:
    start, end = citation.quote_start, citation.quote_end
    chunk = citation.chunk
    return {
        "number": citation.number,
        **_clause(chunk),
        "start": chunk.start,
        "end": chunk.end,
        "quote": chunk.text[start - chunk.start : end - chunk.start],
        "quote_start": start,
        "quote_end": end,
        "formal": citation.formal,
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {"rank": hit.rank, **_clause(hit.chunk), "score": hit.score}


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 4)
