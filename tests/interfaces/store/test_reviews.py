import threading
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text

from assistant.errors import RecordsError, ReviewError
from assistant.evaluation.questions import GoldQuestion
from assistant.evaluation.review.judgement import Role
from assistant.interfaces.store import reviews
from assistant.interfaces.store.reviews import SetState
from assistant.interfaces.store.store import Store
from tests.evaluation.review.made import judged, made_pairs, prediction, said

PAIRS = made_pairs(prediction("d1", [said("甲"), said("乙", ())]), prediction("d2"))
QUESTIONS = (
    GoldQuestion(id="q1", question="有奖励吗？"),
    GoldQuestion(id="q2", question="哪年？", history=("甲县呢？",)),
)


@pytest.fixture
def store(database):
    held = Store.open(database)
    yield held.reviews
    held.close()


@pytest.fixture
def made(store):
    return store.add("回答.jsonl", PAIRS, 2)


def test_pairs_come_back_as_they_were_in_order_also_to_another_process(store, made, database):
    other = Store.open(database)
    assert other.reviews.pairs(made) == store.pairs(made) == PAIRS
    assert other.reviews.pair(made, PAIRS[1].id) == PAIRS[1]
    other.close()
    (one,) = store.sets()
    assert (one.id, one.name, one.state, one.answered, one.questions, one.pairs, one.judged) == (
        made, "回答.jsonl", SetState.COMPLETE, 2, 2, 3, {},
    )  # fmt: skip
    assert one.made.tzinfo is not None


def test_judgements_come_back_in_the_order_in_which_they_were_made_and_earlier_ones_are_kept(store, made):
    first = [judged(PAIRS[0].id, "甲", "1"), judged(PAIRS[0].id, "甲", "3", "wrong_number", note="是0.11")]
    for number, judgement in enumerate(first):
        store.judge(made, judgement, f"token-{number}")
    assert store.judgements(made) == tuple(first)


def test_progress_counts_the_last_word_of_each_annotator(store, made):
    other = store.add("另一份", PAIRS, 2)
    a, b, c = (pair.id for pair in PAIRS)
    words = [
        judged(a, "甲", "1"), judged(a, "甲", "2"), judged(b, "甲", "1"), judged(b, "甲", ""), judged(c, "乙", "4"),
        judged(c, "丙", "1", role=Role.ADJUDICATOR),
    ]  # fmt: skip
    for number, judgement in enumerate(words):
        store.judge(made, judgement, f"token-{number}")
    assert store.get(made).judged == {"甲": 1, "乙": 1}
    assert store.get(other).judged == {}


def test_what_is_sent_again_is_kept_once(store, made):
    for _ in range(2):
        store.judge(made, judged(PAIRS[0].id, "甲", "1"), "the same token")
    assert len(store.judgements(made)) == 1


def test_no_judgement_of_a_pair_that_is_not_in_the_set(store, made):
    for set_id, pair in ((made, "none"), ("none", PAIRS[0].id)):
        with pytest.raises(ReviewError, match="没有这一对"):
            store.judge(set_id, judged(pair, "甲", "1"), "token-none")
    assert store.judgements(made) == ()


def test_two_who_judge_at_once_lose_nothing(made, database):
    words = 40

    def judge(name):
        own = Store.open(database)
        for number in range(words):
            own.reviews.judge(made, judged(PAIRS[number % 3].id, name, "1234"[number % 4]), f"{name}-token-{number}")
        own.close()

    threads = [threading.Thread(target=judge, args=(name,)) for name in "甲乙丙"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    held = Store.open(database)
    kept = held.reviews.judgements(made)
    held.close()
    for name in "甲乙丙":
        own = [one for one in kept if one.annotator == name]
        assert [(one.pair, one.verdict) for one in own] == [
            (PAIRS[n % 3].id, judged("", "", "1234"[n % 4]).verdict) for n in range(words)
        ]


def test_a_run_is_kept_answer_by_answer_and_each_once(store):
    made = store.begin("运行", QUESTIONS, "extract")
    assert store.questions(made) == QUESTIONS
    assert store.add_answer(made, 0, PAIRS[:2])
    assert not store.add_answer(made, 0, PAIRS[:2])
    assert not store.add_answer(made, 2, PAIRS[2:])
    one = store.get(made)
    assert (one.state, one.answered, one.questions, one.pairs, one.answerer) == (SetState.RUNNING, 1, 2, 2, "extract")
    assert store.add_answer(made, 1, ())
    store.mark(made, SetState.COMPLETE)
    assert (store.get(made).state, store.get(made).answered) == (SetState.COMPLETE, 2)


def test_a_removed_set_can_be_had_back_with_all_that_was_said(store, made):
    store.judge(made, judged(PAIRS[0].id, "甲", "1"), "token-1")
    store.remove(made)
    assert store.sets() == ()
    assert [one.id for one in store.sets(removed=True)] == [made]
    with pytest.raises(ReviewError, match="没有这个核查集"):
        store.get(made)
    store.restore(made)
    assert store.get(made).judged == {"甲": 1}
    assert store.sets(removed=True) == ()


def test_no_answer_comes_into_a_removed_set(store):
    made = store.begin("运行", QUESTIONS, "extract")
    store.remove(made)
    assert not store.add_answer(made, 0, PAIRS)


def test_what_was_removed_long_ago_goes_for_good_with_the_next_removal(store, made, monkeypatch):
    store.judge(made, judged(PAIRS[0].id, "甲", "1"), "token-1")
    other = store.add("另一份", PAIRS, 2)
    store.remove(made)
    monkeypatch.setattr(reviews, "KEPT", timedelta(seconds=-1))
    store.remove(other)
    assert store.sets(removed=True) == ()
    assert (store.pairs(made), store.judgements(made)) == ((), ())


def test_a_set_is_kept_whole_or_not_at_all(store):
    with pytest.raises(RecordsError):
        store.add("坏", (*PAIRS, PAIRS[0]), 2)
    assert store.sets() == ()


def test_a_damaged_database_is_told_in_one_line(store, made, database):
    other = create_engine(database)
    with other.begin() as connection:
        connection.execute(text("DROP TABLE review_judgements"))
    other.dispose()
    with pytest.raises(RecordsError, match="记录无法读写") as caught:
        store.judgements(made)
    assert "\n" not in str(caught.value)
