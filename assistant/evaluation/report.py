"""Scores of a whole question set: means, by kind, and how the answers came about."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from assistant.evaluation.metrics import Prediction, mean_scores, score
from assistant.evaluation.questions import GoldQuestion


@dataclass(frozen=True, slots=True)
class Report:
    """Mean scores over all questions and by kind; ``written`` counts the answers that a language model wrote.

    ``seconds_median`` is over all questions, ``written_seconds_median`` over the written answers (None without any).
    """

    answerer: str
    questions: int
    written: int
    seconds_median: float
    written_seconds_median: float | None
    means: dict[str, float]
    kinds: dict[str, dict[str, float]]


def make_report(questions: Sequence[GoldQuestion], predictions: Sequence[Prediction], answerer: str) -> Report:
    """Score predictions, one for each question in the same order."""
    rows = [score(question, prediction) for question, prediction in zip(questions, predictions, strict=True)]
    seconds = [prediction["seconds"]["total"] for prediction in predictions]
    written = [p["seconds"]["total"] for p in predictions if p["answerer"] == "llm" and not p["abstained"]]
    kinds = {
        kind: mean_scores([row for row, question in zip(rows, questions, strict=True) if question.kind == kind])
        for kind in sorted({question.kind for question in questions})
    }
    middle = median(written) if written else None
    return Report(answerer, len(questions), len(written), median(seconds), middle, mean_scores(rows), kinds)
