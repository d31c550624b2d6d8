import time

import pytest

from assistant.evaluation import concurrent
from assistant.evaluation.concurrent import Crowd, Served, serve_at_once, worded
from assistant.evaluation.questions import GoldQuestion
from assistant.ports import Waiting
from tests.fakes import ScriptedGenerator, make_assistant

FACT = GoldQuestion(id="q1", question="到2025年发明专利拥有量达到多少件？")
LIST = GoldQuestion(id="q2", question="发明专利有哪些措施？")
EMPTY = GoldQuestion(id="q4", question=" ")


@pytest.fixture
def assistant(tmp_path, monkeypatch):
    monkeypatch.setattr(concurrent, "_GAP_SECONDS", 0.05)
    (tmp_path / "corpus").mkdir()
    text = "甲县知识产权规划\n一、主要目标\n到2025年，发明专利拥有量达到100件。\n"
    (tmp_path / "corpus" / "jia.txt").write_text(text, "utf-8")
    return make_assistant(tmp_path / "corpus", tmp_path / "index")


def test_only_questions_that_the_model_is_asked_are_chosen_and_repeated(assistant):
    assert [question.id for question in worded(assistant, [LIST, FACT], 3)] == ["q1", "q1", "q1"]
    assert worded(assistant, [LIST], 3) == ()


def test_all_are_answered_and_their_order_is_told(assistant):
    class FirstIsSlow:
        def __init__(self):
            self.asked = 0

        def stream(self, system, user, grammar):
            self.asked += 1
            place = self.asked
            yield Waiting(place - 1)
            time.sleep(1.0 if place == 1 else 0.0)
            yield "发明专利拥有量达到100件[1]。"

    assistant.generator = FirstIsSlow()
    crowd = serve_at_once(assistant, [FACT, FACT, FACT])
    assert [(one.arrived, one.completed, one.ahead) for one in crowd.served] == [(1, 3, 0), (2, 1, 1), (3, 2, 2)]
    assert (crowd.answered, crowd.overtaken) == (3, 2)
    assert {one.answerer for one in crowd.served} == {"llm"}
    assert crowd.seconds >= max(one.seconds for one in crowd.served)


def test_a_stated_error_loses_no_other_answer(assistant):
    assistant.generator = ScriptedGenerator("发明专利拥有量达到100件[1]。")
    crowd = serve_at_once(assistant, [EMPTY, FACT])
    assert [bool(one.error) for one in crowd.served] == [True, False]
    assert (crowd.answered, crowd.overtaken) == (1, 0)


def test_every_pair_in_the_wrong_order_counts():
    served = tuple(Served("q", place, done, 0, None, 0.0, "llm", "", "") for place, done in ((1, 3), (2, 2), (3, 1)))
    assert Crowd(served, 1.0).overtaken == 3
