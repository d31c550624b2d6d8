from dataclasses import replace
from pathlib import Path

import pytest

from assistant.interfaces.chat.narrowing import Choices, Typed, read_typed, type_out, without
from assistant.interfaces.chat.talk import Chat, Talk
from assistant.interfaces.site.parts import Site
from assistant.interfaces.status import ModelState, ModelStatus
from assistant.interfaces.store.store import Store
from assistant.pipeline import Current
from assistant.records import Filters
from tests.fakes import make_assistant

CORPUS = Path(__file__).parents[3] / "corpus"
FIRST, SECOND = "维权援助有哪些规定？", "河源市的房价是多少？"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return make_assistant(CORPUS, tmp_path_factory.mktemp("index"))


@pytest.fixture
def store(tmp_path):
    held = Store.open(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    yield held
    held.close()


@pytest.fixture
def chat(assistant, store):
    return Chat(Site(Current(assistant), lambda: ModelStatus(ModelState.ABSENT), store))


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
    update = chat.restart(talk, name)
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
    chat = Chat(Site(Current(assistant), lambda: ModelStatus(ModelState.ABSENT)))
    talk, name = talked(chat, FIRST, SECOND)
    assert (name, asked(talk.turns)) == ("", [FIRST, SECOND])
    shown = last(chat.again(talk.turns[0].id, talk, name, "tab"))
    assert "data-mark" not in str(shown["live"])
    assert asked(chat.undo(shown["talk"], name).talk.turns) == [FIRST, SECOND]


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
