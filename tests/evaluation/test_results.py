"""The results kept in docs/results belong to the questions beside them, and the program keeps their level."""

import hashlib
from pathlib import Path

import pytest

from assistant.evaluation.outcomes import judge
from assistant.evaluation.provenance import describe_run, searched
from assistant.evaluation.questions import load_gold
from assistant.evaluation.report import make_report
from assistant.evaluation.report_file import fallen, load_summary, summarise
from assistant.interfaces.payload import answer_payload
from assistant.pipeline import Assistant
from assistant.settings import Settings
from tests.fakes import no_progress

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold" / "dev.jsonl"
KEPT = ROOT / "docs" / "results" / "dev.json"
TOLERANCE = 0.005
AGAIN = "see docs/evaluation.md for the command that writes docs/results/dev.json anew"


def test_the_kept_results_are_of_these_questions():
    kept = load_summary(KEPT)
    assert kept.gold.name == GOLD.name
    assert kept.gold.sha256 == hashlib.sha256(GOLD.read_bytes()).hexdigest(), AGAIN
    assert kept.gold.asked == len(load_gold(GOLD))
    assert kept.answerer == "extract"


@pytest.mark.model
@pytest.mark.timeout(1200)
def test_no_mean_falls_below_the_kept_results(tmp_path):
    settings = Settings(index=tmp_path / "index")
    assistant, _ = Assistant.open(settings, no_progress)
    questions = load_gold(GOLD)
    answers = (assistant.ask(question.question, question.history, "extract") for question in questions)
    outcomes = [judge(gold, answer_payload(gold.id, answer)) for gold, answer in zip(questions, answers, strict=True)]
    index = searched(assistant.retriever.generation, frozenset())
    run = describe_run(GOLD, len(questions), settings, "extract", index)
    now, kept = summarise(make_report(run, outcomes)), load_summary(KEPT)
    assert fallen(now.means, kept.means, TOLERANCE) == {}, AGAIN
    assert set(now.kinds) == set(kept.kinds)
