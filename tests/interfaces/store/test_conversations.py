import threading
from dataclasses import replace

from assistant.errors import RecordsError
from assistant.interfaces.chat.conversation import Turn
from assistant.interfaces.store.store import Store
from assistant.pipeline import Found
from assistant.records import (
    Answer,
    Chunk,
    Citation,
    ClauseKind,
    Hit,
    Passage,
    Query,
    Reason,
    Retrieval,
    Scope,
    Sentence,
    Timing,
    Verdict,
)

CHUNK = Chunk("甲/1", "甲", ClauseKind.ITEM, ("一、",), "给予奖励。", 3, 8, "给予奖励。", "给予奖励。")
ANSWER = Answer(
    "给予奖励[1]。", False, None, "extract", (Sentence("给予奖励", (1,), Verdict.SUPPORTED),),
    (Citation(1, CHUNK, "给予奖励。", "《甲》第一部分"),), (), Timing(0.1, None, 0.2),
)  # fmt: skip
DECLINED = replace(ANSWER, text="没有找到。", abstained=True, reason=Reason.NOT_FOUND, sentences=(), citations=())
FIRST, SECOND = Turn("有奖励吗？", 1, answer=ANSWER, id="一"), Turn("房价呢？", 2, answer=DECLINED, id="二")


def test_turns_come_back_as_they_were_in_order_also_to_another_process(store, database):
    store.conversations.append("a", FIRST)
    store.conversations.append("b", replace(FIRST, question="别人问的"))
    store.conversations.append("a", SECOND)
    assert store.conversations.turns("a") == (FIRST, SECOND)
    other = Store.open(database)
    assert other.conversations.turns("a") == (FIRST, SECOND)
    assert other.conversations.turns("c") == ()
    other.close()


def test_a_forgotten_conversation_is_gone_and_the_others_stay(store, sql):
    store.conversations.append("a", FIRST)
    store.conversations.append("b", SECOND)
    store.conversations.forget("a")
    assert store.conversations.turns("a") == ()
    assert store.conversations.turns("b") == (SECOND,)
    assert sql("select count(*) from turns") == [(1,)]
    assert sql("select id from conversations") == [("b",)]


def test_several_writers_lose_nothing(store, database):
    failed = []

    def write(name):
        own = Store.open(database)
        try:
            for _ in range(10):
                own.conversations.append(name, FIRST)
                own.conversations.append("shared", SECOND)
        except RecordsError as error:
            failed.append(error)
        own.close()

    threads = [threading.Thread(target=write, args=(f"t{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failed == []
    assert [len(store.conversations.turns(f"t{number}")) for number in range(4)] == [10] * 4
    assert len(store.conversations.turns("shared")) == 40


def test_a_turn_of_another_version_is_left_out(store, sql):
    store.conversations.append("a", FIRST)
    sql("insert into turns (conversation, asked, body) values ('a', '2026-01-01 00:00:00', :body)", body='{"x": 1}')
    assert store.conversations.turns("a") == (FIRST,)


def test_signs_that_a_database_does_not_keep_do_no_harm(store):
    asked = replace(FIRST, question="甲\0乙")
    name = "\0号\ud800" + "长" * 500
    store.conversations.append(name, asked)
    store.conversations.append("\ufffd号?" + "长" * 500, SECOND)
    # In the turn it is written as an escape and comes back; in a key it gives way to a sign that can be kept.
    assert store.conversations.turns(name) == (asked, SECOND)


def test_turns_from_one_on_are_replaced_and_the_others_stay(store):
    one, two, three = (replace(FIRST, id=name, question=name) for name in ("一", "二", "三"))
    for turn in (one, two, three):
        store.conversations.append("a", turn)
    store.conversations.append("b", two)
    store.conversations.replace_from("a", "二", (replace(two, id="四"),))
    assert [turn.id for turn in store.conversations.turns("a")] == ["一", "四"]
    store.conversations.replace_from("a", "四", (two, three))
    assert store.conversations.turns("a") == (one, two, three)
    store.conversations.replace_from("a", "nobody", (replace(one, id="五"),))
    assert [turn.id for turn in store.conversations.turns("a")] == ["一", "二", "三", "五"]
    assert store.conversations.turns("b") == (two,)


def test_a_question_is_kept_while_it_is_answered_and_its_answer_takes_its_place(store):
    asked, other = replace(FIRST, answer=None), replace(SECOND, answer=None)
    store.conversations.settle("a", asked)
    store.conversations.settle("a", other)
    assert store.conversations.turns("a") == (asked, other)
    store.conversations.settle("a", FIRST)
    assert store.conversations.turns("a") == (FIRST, other)
    store.conversations.settle("b", SECOND)
    store.conversations.settle("a", SECOND)
    assert (store.conversations.turns("a"), store.conversations.turns("b")) == ((FIRST, SECOND), (SECOND,))


def test_an_answer_that_ends_takes_the_place_of_others_and_of_its_question(store):
    one, two, three = (replace(FIRST, id=name, question=name) for name in ("一", "二", "三"))
    for turn in (one, two, replace(three, answer=None)):
        store.conversations.settle("a", turn)
    store.conversations.settle("a", three, "二")
    assert store.conversations.turns("a") == (one, three)
    store.conversations.settle("a", replace(two, id="四"), "nobody")
    assert [turn.id for turn in store.conversations.turns("a")] == ["一", "三", "四"]


def test_a_stopped_turn_comes_back_with_its_evidence(store):
    hit = Hit(1, CHUNK, 0.5)
    found = Found(Retrieval(Query("问", "问", "问", Scope()), (hit,)), (Passage(1, hit, ("给予奖励。",)),))
    stopped = Turn("问", 1, found, "给", id="一", is_stopped=True)
    store.conversations.append("a", stopped)
    assert store.conversations.turns("a") == (stopped,)
