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
from assistant.evaluation.ranking import rank_scores

Prediction = Mapping[str, Any]
NAMES = (
    "passed", "recall@1", "recall@5", "recall@10", "mrr", "ndcg@10", "answered", "key_facts", "citation_recall",
    "citation_precision", "wrong_document", "supported", "declined", "reason_right", "distractor_first",
    "distractor_cited",
)  # fmt: skip
LOWER_IS_BETTER = frozenset({"wrong_document", "distractor_first", "distractor_cited"})
# What an answer must reach in full, where it applies, to count as right.
_REQUIRED = ("answered", "key_facts", "citation_recall", "declined")
# Points inside numbers stay: 0.11 is not 011.
_DROPPED = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w.]|_")


def normalise(text: str) -> str:
    """NFKC without punctuation and white space."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text))


def satisfies(clause: Mapping[str, Any], evidence: Evidence) -> bool:
    """Whether a clause, with its path, comes from the right document and holds every gold string."""
    text = normalise(" ".join([*clause["path"], clause["text"]]))
    return clause["document"] == evidence.document and all(normalise(part) in text for part in evidence.all_of)


def satisfied_items(clause: Mapping[str, Any], evidence: Sequence[Evidence]) -> tuple[int, ...]:
    """The numbers, from 1, of the evidence that a clause satisfies."""
    return tuple(number for number, item in enumerate(evidence, start=1) if satisfies(clause, item))


def found_share(clauses: Sequence[Mapping[str, Any]], evidence: Sequence[Evidence]) -> float:
    """The share of the evidence that at least one clause satisfies."""
    return sum(any(satisfies(clause, item) for clause in clauses) for item in evidence) / len(evidence)


def says(answer: str, options: Sequence[str]) -> bool:
    """Whether an answer holds one of the strings."""
    text = normalise(answer)
    return any(normalise(option) in text for option in options)


def score(gold: GoldQuestion, prediction: Prediction, distractors: frozenset[str] = frozenset()) -> dict[str, float]:
    """The scores of one question by name, each from 0 to 1; those that do not apply are left out.

    ``distractors`` are the documents that were put beside the corpus only to be in the way.
    """
    scores = _answerable(gold, prediction) if gold.answerable else _unanswerable(gold, prediction)
    if distractors:
        scores |= _distraction(gold, prediction, distractors)
    return {"passed": float(all(scores[name] == 1 for name in _REQUIRED if name in scores)), **scores}


def _unanswerable(gold: GoldQuestion, prediction: Prediction) -> dict[str, float]:
    declined = bool(prediction["abstained"])
    if not gold.reason:
        return {"declined": float(declined)}
    return {"declined": float(declined), "reason_right": float(declined and prediction["reason"] == gold.reason)}


def _answerable(gold: GoldQuestion, prediction: Prediction) -> dict[str, float]:
    hits, answered = prediction["hits"], not prediction["abstained"]
    scores = {"answered": float(answered)}
    if gold.answer_all_of:
        scores["key_facts"] = float(answered and _holds_facts(prediction["answer"], gold.answer_all_of))
    if not gold.evidence:
        return scores
    scores |= {f"recall@{count}": found_share(hits[:count], gold.evidence) for count in (1, 5, 10)}
    scores |= rank_scores([satisfied_items(hit, gold.evidence) for hit in hits], len(gold.evidence))
    return scores | _citation_scores(gold, prediction if answered else {"citations": [], "sentences": []})


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


def _distraction(gold: GoldQuestion, prediction: Prediction, distractors: frozenset[str]) -> dict[str, float]:
    """Whether a distractor is cited, and (where a clause is wanted) whether one comes first."""
    cited = {"distractor_cited": float(any(c["document"] in distractors for c in prediction["citations"]))}
    if not gold.evidence:
        return cited
    return cited | {"distractor_first": float(any(h["document"] in distractors for h in prediction["hits"][:1]))}


def _holds_facts(answer: str, wanted: Sequence[Sequence[str]]) -> bool:
    return all(says(answer, options) for options in wanted)
