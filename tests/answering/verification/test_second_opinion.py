import pytest

from assistant.answering.verification import reconsider
from assistant.ports import Inference
from assistant.records import Verdict
from tests.answering.made import make_chunk

SUPPORTED, PARTIAL, UNSUPPORTED = Verdict.SUPPORTED, Verdict.PARTIAL, Verdict.UNSUPPORTED


class Opinion:
    """Says the same of every pair, and keeps the pairs."""

    def __init__(self, entailment, contradiction):
        self.inference = Inference(entailment, contradiction)
        self.asked = []

    def score(self, premise, hypothesis):
        self.asked.append((premise, hypothesis))
        return self.inference


@pytest.mark.parametrize(
    ("judgement", "entailment", "contradiction", "expected"),
    [
        ((SUPPORTED, ()), 0.05, 0.94, (PARTIAL, ())),
        ((SUPPORTED, ()), 0.05, 0.5, (SUPPORTED, ())),
        ((PARTIAL, ("未来",)), 0.95, 0.01, (SUPPORTED, ())),
        ((PARTIAL, ("未来",)), 0.5, 0.01, (PARTIAL, ("未来",))),
        ((PARTIAL, ("未来",)), 0.0, 0.99, (PARTIAL, ("未来",))),
        ((UNSUPPORTED, ("20万元",)), 0.99, 0.0, (UNSUPPORTED, ("20万元",))),
    ],
)
def test_a_model_that_is_sure_moves_a_verdict_by_one_step(judgement, entailment, contradiction, expected):
    assert reconsider(judgement, "甲", [make_chunk("乙")], Opinion(entailment, contradiction)) == expected


def test_the_model_reads_the_clauses_with_their_headings_and_is_not_asked_about_missing_facts():
    opinion = Opinion(0.5, 0.1)
    chunks = [make_chunk("乙", path=("一、目标",)), make_chunk("丙", path=())]
    reconsider((SUPPORTED, ()), "甲", chunks, opinion)
    reconsider((UNSUPPORTED, ("20万元",)), "甲", chunks, opinion)
    assert opinion.asked == [("一、目标\n乙\n\n丙", "甲")]
