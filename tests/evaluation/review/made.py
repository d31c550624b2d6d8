"""Lines of predictions, pairs and judgements that the tests of the review share."""

import json
from datetime import UTC, datetime

from assistant.evaluation.review.judgement import ErrorType, HumanVerdict, Judgement, Role
from assistant.evaluation.review.pairs import Prediction, ReviewPair, pairs_of

WHEN = datetime(2025, 1, 2, 3, 4, tzinfo=UTC)
CLAUSE = "到2025年，每万人口专利拥有量达到0.11件。建立奖励制度。"
SAYS = {
    "1": HumanVerdict.SUPPORTED,
    "2": HumanVerdict.PARTIAL,
    "3": HumanVerdict.UNSUPPORTED,
    "4": HumanVerdict.UNCLEAR,
}


def citation(number, text=CLAUSE, quote="建立奖励制度。", start=100):
    return {
        "number": number, "document": "甲县规划", "clause": f"甲县规划/{number}", "path": ["二、目标"], "text": text,
        "start": start, "end": start + len(text), "quote": quote,
    }  # fmt: skip


def said(text, citations=(1,), verdict="supported", missing=()):
    return {"text": text, "citations": list(citations), "verdict": verdict, "missing": list(missing)}


def prediction(identifier="d1", sentences=None, citations=None, **values):
    return {
        "id": identifier, "question": "目标是多少？", "answer": "达到0.11件[1]。", "abstained": False, "reason": None,
        "answerer": "llm", "sentences": [said("达到0.11件")] if sentences is None else sentences,
        "citations": [citation(1)] if citations is None else citations, "hits": [], **values,
    }  # fmt: skip


def lines(*predictions):
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in predictions).encode()


def made_pairs(*predictions) -> tuple[ReviewPair, ...]:
    return tuple(pair for one in predictions for pair in pairs_of(Prediction.model_validate(one)))


def judged(pair, annotator, key, error=None, role=Role.ANNOTATOR, note=""):
    """A judgement by the key of its verdict; "" takes one back."""
    return Judgement(pair, annotator, role, SAYS.get(key), ErrorType(error) if error else None, note, WHEN)
