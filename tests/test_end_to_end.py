"""The real models, end to end: what README promises, on the development questions. Fetches the models on first use."""

from pathlib import Path
from statistics import fmean

import pytest

from assistant.answering.generate import ChatGenerator
from assistant.answering.local_server import LocalServer
from assistant.evaluation.metrics import score
from assistant.evaluation.questions import load_questions
from assistant.interfaces.payload import answer_payload
from assistant.interfaces.start import connect_model
from assistant.pipeline import Assistant
from assistant.records import Reason, Verdict
from assistant.settings import Settings
from tests.fakes import no_progress

pytestmark = pytest.mark.model
GOLD = Path(__file__).parent / "gold" / "dev.jsonl"
PROBES = Path(__file__).parent / "gold" / "probes.jsonl"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    settings = Settings(index=tmp_path_factory.mktemp("index"))
    opened, skipped = Assistant.open(settings, no_progress)
    assert skipped == ()
    return opened


@pytest.fixture(scope="module")
def model(assistant: Assistant) -> tuple[ChatGenerator, LocalServer | None]:
    return connect_model(assistant.settings, no_progress)


@pytest.fixture(scope="module")
def written(assistant: Assistant, model: tuple[ChatGenerator, LocalServer | None]) -> Assistant:
    return Assistant(assistant.settings, assistant.retriever, model[0])


def test_quoted_answers_keep_the_level_of_the_readme(assistant: Assistant) -> None:
    rows = [
        score(q, answer_payload(q.id, assistant.ask(q.question, q.history, "extract"))) for q in load_questions(GOLD)
    ]
    names = {name for row in rows for name in row}
    means = {name: fmean(row[name] for row in rows if name in row) for name in names}
    assert means["recall@1"] >= 0.85
    assert means["recall@5"] >= 0.97
    assert means["key_facts"] >= 0.95
    assert means["citation_recall"] >= 0.95
    assert means["wrong_document"] == 0.0
    assert means["answered"] >= 0.98
    assert means["declined"] == 1.0


def test_questions_without_an_answer_are_declined(assistant: Assistant) -> None:
    questions = load_questions(PROBES)
    declined = {q.id: assistant.search(q.question).declined is not None for q in questions}
    assert sum(declined[q.id] for q in questions if not q.answerable) >= 59
    assert sum(not declined[q.id] for q in questions if q.answerable) >= 63


def test_the_model_writes_a_checked_and_cited_sentence(written: Assistant) -> None:
    answer = written.ask("到2025年民和县每万人口高价值发明专利拥有量的目标是多少件？")
    assert answer.answerer == "llm"
    assert "0.11件" in answer.text
    assert [c.chunk.clause for c in answer.citations] == ["minhe/2"]
    assert {s.verdict for s in answer.sentences} == {Verdict.SUPPORTED}
    assert answer.seconds.first_token is not None


def test_a_denial_is_answered_by_the_clause(written: Assistant) -> None:
    answer = written.ask("河源还给专利申请发补助吗？")
    assert "取消" in answer.text
    assert "heyuan/3.1.2" in [c.chunk.clause for c in answer.citations]


def test_nothing_found_is_declined_without_the_model(written: Assistant) -> None:
    answer = written.ask("成都市2025年有效注册商标量目标是多少？")
    assert (answer.abstained, answer.reason, answer.citations) == (True, Reason.NO_SUCH_PLACE, ())
    assert answer.seconds.first_token is None
