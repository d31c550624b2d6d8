"""The questions over made-up documents keep the level of docs/results, with the real encoder.

After a change that is meant to stay, the kept results are written anew, here those of ``places`` (and ``made``, whose
documents are in tests/golden/documents)::

    ASSISTANT_CORPUS=tests/golden/places ASSISTANT_INDEX=/some/other/folder python -m assistant evaluate \\
        tests/gold/places.jsonl --answerer extract --summary docs/results/places.json
"""

import hashlib
from pathlib import Path

import pytest

from assistant.evaluation.outcomes import judge
from assistant.evaluation.provenance import describe_run, searched
from assistant.evaluation.questions import load_gold
from assistant.evaluation.report import make_report
from assistant.evaluation.report_file import Summary, fallen, load_summary, summarise
from assistant.interfaces.payload import answer_payload
from assistant.pipeline import Assistant
from assistant.settings import Settings
from tests.fakes import no_progress

ROOT = Path(__file__).resolve().parents[2]
# A file of questions, and the documents that they are about.
SETS = {"places": ROOT / "tests/golden/places", "made": ROOT / "tests/golden/documents"}
NAMES = ("recall@1", "recall@5", "answered", "declined")
TOLERANCE = 0.02
AGAIN = "see the top of tests/retrieval/test_gold.py for the command that writes docs/results anew"


def gold_of(name: str) -> Path:
    return ROOT / "tests" / "gold" / f"{name}.jsonl"


def kept_of(name: str) -> Summary:
    return load_summary(ROOT / "docs" / "results" / f"{name}.json")


@pytest.fixture(scope="session", params=SETS)
def measured(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Summary]:
    """The name of a set, and its means now, over an index built for it."""
    name: str = request.param
    settings = Settings(corpus=SETS[name], index=tmp_path_factory.mktemp(name) / "index")
    assistant, _ = Assistant.open(settings, no_progress)
    questions = load_gold(gold_of(name))
    answers = (assistant.ask(question.question, question.history, "extract") for question in questions)
    outcomes = [judge(gold, answer_payload(gold.id, answer)) for gold, answer in zip(questions, answers, strict=True)]
    index = searched(assistant.retriever.generation, frozenset())
    run = describe_run(gold_of(name), len(questions), settings, "extract", index)
    return name, summarise(make_report(run, outcomes))


@pytest.mark.parametrize("name", SETS)
def test_the_kept_results_are_of_these_questions(name: str) -> None:
    kept = kept_of(name)
    assert kept.gold.name == gold_of(name).name
    assert kept.gold.sha256 == hashlib.sha256(gold_of(name).read_bytes()).hexdigest(), AGAIN
    assert kept.gold.asked == len(load_gold(gold_of(name)))
    assert kept.answerer == "extract"
    assert set(NAMES) <= set(kept.means)


@pytest.mark.model
@pytest.mark.timeout(1200)
def test_search_and_decision_keep_the_level_of_the_kept_results(measured: tuple[str, Summary]) -> None:
    name, now = measured
    kept = {mean: value for mean, value in kept_of(name).means.items() if mean in NAMES}
    assert fallen(now.means, kept, TOLERANCE) == {}, AGAIN
