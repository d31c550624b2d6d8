"""What answers are worth, by the definitions of the gold questions: pure functions over the JSON shape of answers.

Every question counts: what was not found or not answered scores zero. ALCE (Gao et al. 2023) names citation recall and
precision; here a citation counts when its clause holds the gold strings, so no judge is needed.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from assistant.evaluation.questions import Evidence, GoldQuestion

Prediction = Mapping[str, Any]
NAMES = (
    "recall@1", "recall@5", "recall@10", "mrr", "answered", "key_facts", "citation_recall", "citation_precision",
    "wrong_document", "supported", "declined",
)  # fmt: skip
# Points inside numbers stay: 0.11 is not 011.
_DROPPED = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w.]|_")


def normalise(text: str) -> str:
    """NFKC without punctuation and white space."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text))


def satisfies(clause: Mapping[str, Any], evidence: Evidence) -> bool:
    """Whether a clause, with its path, comes from the right document and holds every gold string."""
    text = normalise(" ".join([*clause["path"], clause["text"]]))
    return clause["document"] == evidence.document and all(normalise(part) in text for part in evidence.all_of)


def found_share(clauses: Sequence[Mapping[str, Any]], evidence: Sequence[Evidence]) -> float:
    """The share of the evidence that at least one clause satisfies."""
    return sum(any(satisfies(clause, item) for clause in clauses) for item in evidence) / len(evidence)


def score(gold: GoldQuestion, prediction: Prediction) -> dict[str, float]:
    """The scores of one question by name, each from 0 to 1; those that do not apply are left out."""
    declined = bool(prediction["abstained"])
    if not gold.answerable:
        return {"declined": float(declined)}
    hits, answered = prediction["hits"], not declined
    scores = {"answered": float(answered)}
    if gold.answer_all_of:
        scores["key_facts"] = float(answered and _holds_facts(prediction["answer"], gold.answer_all_of))
    if not gold.evidence:
        return scores
    scores |= {f"recall@{count}": found_share(hits[:count], gold.evidence) for count in (1, 5, 10)}
    scores["mrr"] = _reciprocal_rank(hits, gold.evidence)
    return scores | _citation_scores(gold, prediction if answered else {"citations": [], "sentences": []})


def mean_scores(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The mean of each score over the questions it applies to, in the order of ``NAMES``."""
    return {name: fmean(held) for name in NAMES if (held := [row[name] for row in rows if name in row])}


def _citation_scores(gold: GoldQuestion, prediction: Prediction) -> dict[str, float]:
    cited, sentences = prediction["citations"], prediction["sentences"]
    if not cited:
        return {"citation_recall": 0.0}
    documents = {item.document for item in gold.evidence}
    return {
        "citation_recall": found_share(cited, gold.evidence),
        "citation_precision": fmean(any(satisfies(c, item) for item in gold.evidence) for c in cited),
        "wrong_document": fmean(c["document"] not in documents for c in cited),
        "supported": fmean(s["verdict"] == "supported" for s in sentences),
    }


def _reciprocal_rank(hits: Sequence[Mapping[str, Any]], evidence: Sequence[Evidence]) -> float:
    ranks = (rank for rank, hit in enumerate(hits[:10], start=1) if any(satisfies(hit, item) for item in evidence))
    return 1 / next(ranks, float("inf"))


def _holds_facts(answer: str, wanted: Sequence[Sequence[str]]) -> bool:
    text = normalise(answer)
    return all(any(normalise(option) in text for option in options) for options in wanted)
