"""Answers under way, with turns that are told step by step."""

import queue
import threading
from contextlib import contextmanager
from dataclasses import replace

import pytest

from assistant.errors import QuestionError, RecordsError
from assistant.interfaces.chat.conversation import Turn
from assistant.interfaces.chat.keeping import Keeper
from assistant.interfaces.chat.underway import Ending, Task, Underway
from assistant.pipeline import Found
from assistant.records import Query, Retrieval, Scope
from tests.interfaces.store.test_conversations import ANSWER

FOUND = Found(Retrieval(Query("问", "问", "问", Scope()), ()), ())
ASKED = Turn("问", id="一")
SEARCHED = replace(ASKED, found=FOUND)
WRITTEN = replace(SEARCHED, streamed="给予")
ANSWERED = replace(WRITTEN, answer=ANSWER)
KEPT = replace(ANSWERED, found=None)
SECONDS = 10


class Told:
    """Steps of a turn as the test tells them; ``end`` lets them be over."""

    def __init__(self, asked=ASKED):
        self.asked, self.steps, self.closed = asked, queue.Queue(), threading.Event()

    def tell(self, *turns):
        for turn in turns:
            self.steps.put(turn)

    def __call__(self, is_stopped):
        last = self.asked
        try:
            yield last
            while last.is_writing:
                try:
                    last = self.steps.get(timeout=0.01)
                except queue.Empty:
                    last = replace(last, is_stopped=is_stopped())
                if isinstance(last, Exception):
                    raise last
                yield last
        finally:
            self.closed.set()


class BrokenRecords:
    """Conversations that cannot be written."""

    def __init__(self):
        self.tried = []

    def settle(self, conversation, turn, instead_of=""):
        self.tried.append(turn)
        raise RecordsError("磁盘已满。 The disk is full.")


@pytest.fixture
def underway():
    held = Underway()
    yield held
    held.close()
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("answer-")] == []


@contextmanager
def followed(underway, answering, tab="tab"):
    with underway.following(tab, answering) as turns:
        yield turns


def until(turns, wanted):
    return next(turn for turn in turns if turn == wanted)


def last(turns):
    *_, turn = turns
    return turn


def wait_for(condition):
    """Until a thread has come so far; a test that fails ends all the same."""
    never = threading.Event()
    for _ in range(SECONDS * 100):
        if condition():
            return
        never.wait(0.01)
    raise TimeoutError


def test_a_page_sees_the_turn_grow_to_its_end_and_it_is_kept(underway, store):
    told = Told()
    answering = underway.start(Task(told, Keeper(store), "a"))
    assert [one.turn for one in underway.of("a")] == [ASKED]
    with followed(underway, answering) as turns:
        for step in (SEARCHED, WRITTEN):
            told.tell(step)
            assert until(turns, step) == step
        told.tell(ANSWERED)
        assert last(turns) == ANSWERED
    assert store.conversations.turns("a") == (KEPT,)
    assert underway.of("a") == ()


def test_a_page_that_falls_behind_sees_the_newest_alone(underway, store):
    told = Told()
    answering = underway.start(Task(told, Keeper(store), "a"))
    with followed(underway, answering) as turns:
        assert next(turns) == ASKED
        told.tell(SEARCHED, WRITTEN, replace(WRITTEN, streamed="给予奖励"))
        wait_for(lambda: answering.turn.streamed == "给予奖励")
        assert next(turns).streamed == "给予奖励"
        assert next(turns).streamed == "给予奖励"  # nothing new came until the pulse
        told.tell(ANSWERED)
        assert last(turns) == ANSWERED


def test_the_question_is_kept_with_its_evidence_and_the_answer_behind_the_visitor(underway, store):
    told = Told()
    answering = underway.start(Task(told, Keeper(store), "a"))
    with followed(underway, answering) as turns:
        told.tell(SEARCHED)
        until(turns, SEARCHED)
    wait_for(lambda: store.conversations.turns("a") == (SEARCHED,))
    with followed(underway, answering, "another tab") as turns:
        assert next(turns) == SEARCHED
        told.tell(ANSWERED)
        assert last(turns) == ANSWERED
    assert store.conversations.turns("a") == (KEPT,)


def test_where_nothing_is_kept_the_work_ends_with_the_visitor(underway):
    told = Told()
    answering = underway.start(Task(told, Keeper(None)))
    assert underway.of("") == ()
    with followed(underway, answering) as turns:
        told.tell(SEARCHED)
        until(turns, SEARCHED)
        assert not told.closed.is_set()
    assert told.closed.wait(SECONDS)


def test_a_tab_stops_what_it_follows_and_one_that_follows_nothing_all_of_its_conversation(underway, store):
    first, second, other = (Told(Turn("问", id=name)) for name in ("一", "二", "三"))
    answers = [
        underway.start(Task(told, Keeper(store), name)) for told, name in ((first, "a"), (second, "a"), (other, "b"))
    ]
    with followed(underway, answers[0], "x") as turns:
        underway.stop("x", "a")
        assert last(turns).is_stopped
    assert [one.asked.id for one in underway.of("a")] == ["二"]
    underway.stop("y", "a")
    assert second.closed.wait(SECONDS)
    underway.stop("y", "")
    assert not other.closed.is_set()
    wait_for(lambda: len(store.conversations.turns("a")) == 2)
    assert [(turn.id, turn.is_stopped) for turn in store.conversations.turns("a")] == [("一", True), ("二", True)]


def test_what_is_dropped_is_not_kept_and_the_tab_hears_no_more(underway, store):
    told = Told()
    answering = underway.start(Task(told, Keeper(store), "a"))
    with followed(underway, answering) as turns, followed(underway, answering, "other") as others:
        told.tell(WRITTEN)
        until(turns, WRITTEN)
        wait_for(lambda: store.conversations.turns("a") == (WRITTEN,))
        assert underway.drop("tab", "a") == (replace(WRITTEN, is_interrupted=True),)
        store.conversations.forget("a")
        assert list(turns) == []
        assert last(others) == replace(WRITTEN, is_interrupted=True)
    wait_for(lambda: underway.of("a") == ())
    assert store.conversations.turns("a") == ()


def test_the_server_ends_and_what_was_written_stays_as_interrupted(store):
    underway, told = Underway(), Told()
    answering = underway.start(Task(told, Keeper(store), "a"))
    with followed(underway, answering) as turns:
        told.tell(WRITTEN)
        until(turns, WRITTEN)
        underway.close()
        assert last(turns) == replace(WRITTEN, is_interrupted=True)
    assert told.closed.is_set()
    assert store.conversations.turns("a") == (replace(WRITTEN, is_interrupted=True),)
    with pytest.raises(QuestionError, match="No more questions"):
        underway.start(Task(Told(), Keeper(store), "a"))


def test_an_answer_that_was_stopped_before_the_server_ends_stays_stopped(underway, store):
    answering = underway.start(Task(Told(), Keeper(store), "a"))
    answering.end(Ending.STOPPED)
    answering.end(Ending.INTERRUPTED)
    assert last(answering.turns()) == replace(ASKED, is_stopped=True)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_the_program_interrupts_the_answer_and_is_reported(underway, store):
    told = Told()
    answering = underway.start(Task(told, Keeper(store), "a"))
    told.tell(SEARCHED, ZeroDivisionError())
    assert last(answering.turns()) == replace(SEARCHED, is_interrupted=True)
    assert store.conversations.turns("a") == (replace(SEARCHED, is_interrupted=True),)


def test_a_failing_database_is_told_with_the_answer(underway, store, monkeypatch):
    told, keeper, broken = Told(), Keeper(store), BrokenRecords()
    monkeypatch.setattr(keeper, "_conversations", broken)
    answering = underway.start(Task(told, keeper, "a"))
    told.tell(SEARCHED)
    wait_for(lambda: broken.tried == [SEARCHED])
    told.tell(ANSWERED)
    assert last(answering.turns()) == ANSWERED
    assert "磁盘已满。" in str(answering.said)
    assert broken.tried == [SEARCHED, KEPT]


def test_what_is_answered_at_once_is_written_once(underway, store, monkeypatch):
    told, keeper, broken = Told(), Keeper(store), BrokenRecords()
    monkeypatch.setattr(keeper, "_conversations", broken)
    told.tell(SEARCHED, ANSWERED)
    assert last(underway.start(Task(told, keeper, "a")).turns()) == ANSWERED
    assert broken.tried == [KEPT]


def test_an_unusable_question_is_never_kept(underway, store):
    told = Told()
    answering = underway.start(Task(told, Keeper(store), "a"))
    told.tell(replace(ASKED, error="问题为空。"))
    assert last(answering.turns()).error == "问题为空。"
    assert store.conversations.turns("a") == ()


def test_an_answer_takes_the_place_of_others_only_when_it_is_there(underway, store):
    old, behind = replace(KEPT, id="旧"), replace(KEPT, id="后")
    for turn in (old, behind):
        store.conversations.append("a", turn)
    told = Told()
    answering = underway.start(Task(told, Keeper(store), "a", "旧"))
    told.tell(SEARCHED)
    wait_for(lambda: len(store.conversations.turns("a")) == 3)
    assert store.conversations.turns("a") == (old, behind, SEARCHED)
    told.tell(ANSWERED)
    assert last(answering.turns()) == ANSWERED
    assert store.conversations.turns("a") == (KEPT,)


def test_there_is_an_end_to_how_many_are_answered(underway, store, monkeypatch):
    monkeypatch.setattr(underway, "_most", 1)
    told = Told()
    first = underway.start(Task(told, Keeper(store), "a"))
    with pytest.raises(QuestionError, match="服务器现在不能接受更多问题"):
        underway.start(Task(Told(), Keeper(store), "b"))
    told.tell(ANSWERED)
    last(first.turns())
    wait_for(lambda: underway.of("a") == ())
    second = underway.start(Task(Told(ANSWERED), Keeper(store), "b"))
    assert last(second.turns()) == ANSWERED
