from dataclasses import replace

from assistant.interfaces.store.feedback import Feedback, Mark, Opinion

GIVEN = Feedback("c", "t1", 1, "有奖励吗？", "有[1]。", Mark.UP, "好", "2026-05-01T08:00:00Z", "f1", "r1")


def test_an_opinion_is_given_changed_and_taken_back(store):
    store.feedback.give(GIVEN)
    store.feedback.give(replace(GIVEN, turn="t2", given="2026-04-01T08:00:00Z"))
    assert [one.turn for one in store.feedback.all()] == ["t2", "t1"]
    changed = replace(GIVEN, mark=Mark.DOWN, note="")
    store.feedback.give(changed)
    assert store.feedback.all()[1] == changed
    assert store.feedback.of(["t1", "t3"]) == {"t1": Opinion(Mark.DOWN)}
    store.feedback.take_back("t1")
    store.feedback.take_back("t3")
    assert [one.turn for one in store.feedback.all()] == ["t2"]


def test_an_opinion_stays_when_its_conversation_is_forgotten(store):
    store.feedback.give(GIVEN)
    store.conversations.forget("c")
    assert store.feedback.all() == (GIVEN,)
