import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.interfaces.chat.narrowing import Choices, Typed, read_typed, type_out, without
from assistant.interfaces.chat.tab import Talk
from assistant.interfaces.chat.talk import Chat
from assistant.interfaces.site.parts import Site
from assistant.interfaces.status import ModelState, ModelStatus
from assistant.pipeline import Current
from assistant.ports import Waiting
from assistant.records import Filters
from tests.fakes import make_assistant

CORPUS = Path(__file__).parents[3] / "corpus"
FIRST, SECOND = "维权援助有哪些规定？", "河源市的房价是多少？"
NUMBER = "到2025年河源市每万人口高价值发明专利拥有量达到多少件？"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return make_assistant(CORPUS, tmp_path_factory.mktemp("index"))


def site_of(assistant, store=None):
    return Site(Current(assistant), lambda: ModelStatus(ModelState.ABSENT), store)


@pytest.fixture
def chat(assistant, store):
    return Chat(site_of(assistant, store))


def last(updates):
    """What the page shows in the end: of each field the last value."""
    shown = {}
    for update in updates:
        shown |= {name: value for name in update.__slots__ if (value := getattr(update, name)) is not None}
    return shown


def talked(chat, *questions):
    talk, name = Talk(), ""
    for question in questions:
        shown = last(chat.send(Typed(question), talk, name, "tab"))
        talk, name = shown["talk"], shown["conversation"]
    return talk, name


def asked(turns):
    return [turn.question for turn in turns]


def test_asking_again_replaces_a_turn_and_what_is_behind_and_an_undo_brings_it_back(chat, store):
    talk, name = talked(chat, FIRST, SECOND)
    shown = last(chat.again(talk.turns[0].id, talk, name, "tab"))
    assert "其后的 1 问已移除" in str(shown["notice"])
    assert asked(store.conversations.turns(name)) == [FIRST]
    assert shown["talk"].removed == talk.turns
    undone = chat.undo(shown["talk"], name)
    assert undone.talk.turns == talk.turns
    assert [turn.id for turn in store.conversations.turns(name)] == [turn.id for turn in talk.turns]
    assert chat.undo(undone.talk, name).talk is None


def test_what_was_said_before_is_not_sent_again_with_a_question_but_settled_with_its_answer(chat):
    talk, name = talked(chat, FIRST, SECOND)
    assert talk.settled == 1
    updates = list(chat.send(Typed(FIRST), talk, name, "tab"))
    before = [update for update in updates if update.live and update.talk is None]
    assert before
    for update in before:
        assert update.past is None
        assert str(update.live).count('class="turn"') == 2
    end = next(update for update in updates if update.talk)
    assert (str(end.past).count('class="turn"'), str(end.live).count('class="turn"')) == (2, 1)
    assert end.talk.settled == 2
    restored = chat.restore(name).talk
    update = next(u for u in chat.send(Typed(FIRST), restored, name, "tab") if u.live)
    assert (update.past, str(update.live).count('class="turn"')) == (None, 1)


def test_an_edited_question_takes_the_place_of_its_turn(chat, store):
    talk, name = talked(chat, FIRST, SECOND)
    update = chat.edit(talk.turns[1].id, talk)
    assert (update.wish.question, update.talk.editing) == (SECOND, talk.turns[1].id)
    shown = last(chat.send(Typed("玉溪市的房价是多少？"), update.talk, name, "tab"))
    assert asked(shown["talk"].turns) == asked(store.conversations.turns(name)) == [FIRST, "玉溪市的房价是多少？"]
    assert shown["talk"].turns[1].number == 2
    assert chat.leave(update.talk).talk == replace(update.talk, editing="")
    assert chat.edit("nobody", talk).talk is None


def test_an_unusable_edit_leaves_all_as_it_was(chat, store):
    talk, name = talked(chat, FIRST)
    editing = chat.edit(talk.turns[0].id, talk).talk
    shown = last(chat.send(Typed("好" * 2500), editing, name, "tab"))
    assert shown["box"] == "好" * 2500
    assert "超过上限" in str(shown["notice"])
    assert FIRST in str(shown["past"])
    assert shown["talk"] == replace(editing, settled=1)
    assert asked(store.conversations.turns(name)) == [FIRST]


def test_a_new_conversation_can_be_undone(chat, store):
    talk, name = talked(chat, FIRST)
    update = chat.restart(talk, name, "tab")
    assert (store.conversations.turns(name), update.conversation, update.talk.turns) == ((), "", ())
    undone = chat.undo(update.talk, "")
    assert asked(store.conversations.turns(undone.conversation)) == [FIRST]


def test_a_reload_knows_the_filters_of_the_last_question(chat):
    typed = Typed(FIRST, "extract", ["玉溪市"], ["yuxi"], "2023年1月1日")
    shown = last(chat.send(typed, Talk(), "", "tab"))
    restored = chat.restore(shown["conversation"])
    assert type_out(restored.wish) == Typed("", "extract", ("玉溪市",), ("yuxi",), "2023-01-01")
    assert "玉溪市强化知识产权保护的实施意见" in str(restored.chips)
    assert asked(restored.talk.turns) == [FIRST]


def test_where_nothing_is_kept_all_goes_on(assistant):
    chat = Chat(site_of(assistant))
    talk, name = talked(chat, FIRST, SECOND)
    assert (name, asked(talk.turns)) == ("", [FIRST, SECOND])
    shown = last(chat.again(talk.turns[0].id, talk, name, "tab"))
    assert "data-mark" not in str(shown["live"])
    assert asked(chat.undo(shown["talk"], name).talk.turns) == [FIRST, SECOND]


class HeldGenerator:
    """Writes a beginning, then nothing until it is let go; ``closed`` when nobody wants more of it."""

    def __init__(self):
        self.go, self.closed = threading.Event(), threading.Event()

    def stream(self, system, user, grammar):
        try:
            yield "到2025年，河源市"
            while not self.go.wait(0.01):
                yield Waiting(0)
            yield "每万人口高价值发明专利拥有量达到1件[1]。"
        finally:
            self.closed.set()


@pytest.fixture
def model(assistant, monkeypatch):
    held = HeldGenerator()
    monkeypatch.setattr(assistant, "generator", held)
    return held


def until_written(updates):
    """Follows until the first words are shown; gives what the page shows then."""
    shown = {}
    for update in updates:
        shown |= last([update])
        if "到2025年，河源市" in str(shown.get("live", "")):
            return shown
    raise AssertionError(shown)


def left_while_written(chat, talk, name, send=None):
    """A question whose tab leaves while the model writes; gives the conversation's name, which the browser has."""
    updates = send or chat.send(Typed(NUMBER), talk, name, "tab")
    shown = until_written(updates)
    updates.close()
    return shown["conversation"]


def test_a_reload_finds_the_question_and_the_answer_goes_on_into_the_new_page(chat, store, model):
    talk, name = talked(chat, FIRST)
    name = left_while_written(chat, talk, name)
    found = chat.restore(name)
    assert (asked(found.talk.turns), found.is_busy) == ([FIRST], True)
    assert FIRST in str(found.past)
    assert NUMBER in str(found.live)
    assert "data-underway" in str(found.live)
    resumed = chat.resume(found.talk, name, "new tab")
    shown = until_written(resumed)
    assert not model.closed.is_set()
    model.go.set()
    shown |= last(resumed)
    assert "data-underway" not in str(shown["live"])
    assert [(turn.question, turn.number) for turn in shown["talk"].turns] == [(FIRST, 1), (NUMBER, 2)]
    assert shown["talk"].turns[-1].answer
    assert shown["is_busy"] is False
    assert [turn.id for turn in store.conversations.turns(name)] == [turn.id for turn in shown["talk"].turns]


def test_an_answer_that_ends_before_the_new_page_follows_is_shown(chat, model):
    name = left_while_written(chat, Talk(), "")
    found = chat.restore(name)
    assert found.talk == Talk()
    model.go.set()
    wait_until_answered(chat, name)
    shown = last(chat.resume(found.talk, name, "new tab"))
    assert asked(shown["talk"].turns) == [NUMBER]
    assert NUMBER in str(shown["past"])
    assert (str(shown["live"]), shown["is_busy"]) == ("", False)


def wait_until_answered(chat, name):
    while chat.restore(name).is_busy:
        time.sleep(0.01)


def test_a_stop_from_the_new_page_keeps_what_was_written(chat, store, model):
    name = left_while_written(chat, Talk(), "")
    found = chat.restore(name)
    resumed = chat.resume(found.talk, name, "new tab")
    until_written(resumed)
    chat.stop(name, "new tab")
    shown = last(resumed)
    assert model.closed.is_set()
    (turn,) = shown["talk"].turns
    assert (turn.is_stopped, turn.streamed) == (True, "到2025年，河源市")
    assert [(turn.is_stopped, turn.streamed) for turn in store.conversations.turns(name)] == [
        (True, "到2025年，河源市")
    ]


def test_what_a_server_did_not_finish_is_shown_as_interrupted_and_asked_again(assistant, store, model):
    before = Chat(site_of(assistant, store))
    name = left_while_written(before, *talked(before, FIRST))
    while len(kept := store.conversations.turns(name)) < 2:
        time.sleep(0.01)
    assert kept[-1].is_writing
    # Another process, which knows the records alone.
    chat = Chat(site_of(assistant, store))
    found = chat.restore(name)
    assert [(turn.question, turn.is_interrupted) for turn in found.talk.turns] == [(FIRST, False), (NUMBER, True)]
    assert "回答中断，没有作答；问题已保留" in str(found.past)
    assert found.is_busy is False
    model.go.set()
    wait_until_answered(before, name)
    shown = last(chat.again(found.talk.turns[-1].id, found.talk, name, "tab"))
    assert [(turn.question, turn.is_interrupted) for turn in shown["talk"].turns] == [(FIRST, False), (NUMBER, False)]
    assert asked(store.conversations.turns(name)) == [FIRST, NUMBER]


def test_a_new_answer_under_way_hides_what_it_replaces_and_an_undo_on_the_new_page_brings_it_back(chat, store, model):
    model.go.set()
    talk, name = talked(chat, NUMBER, FIRST)
    model.go.clear()
    left_while_written(chat, talk, name, chat.again(talk.turns[0].id, talk, name, "tab"))
    found = chat.restore(name)
    assert (str(found.past), str(found.live).count('class="turn"')) == ("", 1)
    resumed = chat.resume(found.talk, name, "new tab")
    until_written(resumed)
    model.go.set()
    shown = last(resumed)
    assert "其后的 1 问已移除" in str(shown["notice"])
    assert [turn.number for turn in shown["talk"].turns] == [1]
    assert asked(store.conversations.turns(name)) == [NUMBER]
    assert asked(chat.undo(shown["talk"], name).talk.turns) == [NUMBER, FIRST]


def test_a_new_conversation_ends_what_is_under_way_and_an_undo_brings_its_question_back(chat, store, model):
    talk, name = talked(chat, FIRST)
    updates = chat.send(Typed(NUMBER), talk, name, "tab")
    until_written(updates)
    update = chat.restart(talk, name, "tab")
    assert last(updates) == {}
    assert model.closed.wait(10)
    assert store.conversations.turns(name) == ()
    undone = chat.undo(update.talk, "")
    assert [(turn.question, turn.is_interrupted) for turn in undone.talk.turns] == [(FIRST, False), (NUMBER, True)]


def test_two_answers_under_way_are_followed_one_after_the_other(chat, store, model):
    name = left_while_written(chat, Talk(), "")
    while not store.conversations.turns(name):
        time.sleep(0.01)
    other = chat.send(Typed(SECOND, "extract"), Talk(), name, "other tab")
    last(other)
    left_while_written(chat, Talk(), name)
    found = chat.restore(name)
    assert asked(found.talk.turns) == [SECOND]
    resumed = chat.resume(found.talk, name, "new tab")
    until_written(resumed)
    model.go.set()
    shown = last(resumed)
    assert asked(shown["talk"].turns) == [SECOND, NUMBER, NUMBER]
    assert asked(chat.restore(name).talk.turns) == [NUMBER, SECOND, NUMBER]


def test_the_visitor_who_cannot_come_back_ends_the_work(assistant, model):
    chat = Chat(site_of(assistant))
    assert left_while_written(chat, Talk(), "") == ""
    assert model.closed.wait(10)


def test_choices_are_those_of_the_documents(assistant):
    choices = Choices.of(assistant.trees)
    assert choices.places == ("河源市", "静海区", "民和回族土族自治县", "忻州市", "玉溪市")
    assert choices.documents[-1] == ("玉溪市强化知识产权保护的实施意见", "yuxi")


@pytest.mark.parametrize(
    ("at", "left"),
    [
        (0, Filters(("乙",), ("d",), "2024-05-01")),
        (2, Filters(("甲", "乙"), (), "2024-05-01")),
        (3, Filters(("甲", "乙"), ("d",))),
    ],
    ids=["place", "document", "day"],
)
def test_a_chip_takes_its_own_filter_away(at, left):
    assert read_typed(without(Typed("", "auto", ["甲", "乙"], ["d"], "2024-05-01"), at)).filters == left
