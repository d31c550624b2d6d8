from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.interfaces.chat.conversation import Wish, follow, history
from assistant.interfaces.chat.suggesting import suggest
from tests.fakes import make_assistant

CORPUS = Path(__file__).parents[3] / "corpus"
QUESTIONS = (
    "河源市对知识产权质押融资有哪些支持措施？",
    "民和县加强知识产权行政保护的责任单位有哪些？",
    "民和县怎样加强知识产权行政保护？",
    "什么是维权援助？",
    "静海区和玉溪市在维权援助方面的规定有什么不同？",
    "玉溪市有哪些奖励政策？",
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return make_assistant(CORPUS, tmp_path_factory.mktemp("index"))


def asked(assistant, question):
    *_, turn = follow(assistant, (), Wish(question, "extract"), datetime(2026, 5, 1, tzinfo=UTC))
    return (turn,)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_suggestion_is_another_question_and_is_answered(assistant, question):
    turns = asked(assistant, question)
    suggested = suggest(assistant, turns)
    assert 2 <= len(suggested) <= 3
    assert len({question, *suggested}) == len(suggested) + 1
    for one in suggested:
        assert not assistant.ask(one, history(turns), "extract").abstained


def test_the_same_is_offered_of_another_place_and_the_responsible_unit_of_its_clause(assistant):
    suggested = suggest(assistant, asked(assistant, QUESTIONS[0]))
    assert any(one.endswith("对知识产权质押融资有哪些支持措施？") for one in suggested)
    suggested = suggest(assistant, asked(assistant, QUESTIONS[2]))
    assert "民和回族土族自治县强化知识产权行政保护的责任单位有哪些？" in suggested


def test_small_talk_suggests_nothing(assistant):
    assert suggest(assistant, asked(assistant, "你好")) == ()
    assert suggest(assistant, ()) == ()
