import sqlite3
import threading
from dataclasses import replace

import pytest

from assistant.errors import RecordsError
from assistant.interfaces.chat.conversation import Turn
from assistant.interfaces.store.store import Store, open_store
from assistant.records import Answer, Chunk, Citation, ClauseKind, Reason, Sentence, Timing, Verdict

CHUNK = Chunk("甲/1", "甲", ClauseKind.ITEM, ("一、",), "给予奖励。", 3, 8, "给予奖励。", "给予奖励。")
ANSWER = Answer(
    "给予奖励[1]。", False, None, "extract", (Sentence("给予奖励", (1,), Verdict.SUPPORTED),),
    (Citation(1, CHUNK, "给予奖励。", "《甲》第一部分"),), (), Timing(0.1, None, 0.2),
)  # fmt: skip
DECLINED = replace(ANSWER, text="没有找到。", abstained=True, reason=Reason.NOT_FOUND, sentences=(), citations=())
FIRST, SECOND = Turn("有奖励吗？", 1, answer=ANSWER), Turn("房价呢？", 2, answer=DECLINED)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "数据" / "records.sqlite3"


@pytest.fixture
def store(file):
    held = Store.open(f"sqlite:///{file}")
    yield held
    held.close()


def test_turns_come_back_as_they_were_in_order_also_to_another_process(store, file):
    store.conversations.append("a", FIRST)
    store.conversations.append("b", replace(FIRST, question="别人问的"))
    store.conversations.append("a", SECOND)
    assert store.conversations.turns("a") == (FIRST, SECOND)
    other = Store.open(f"sqlite:///{file}")
    assert other.conversations.turns("a") == (FIRST, SECOND)
    assert other.conversations.turns("c") == ()
    other.close()


def test_a_forgotten_conversation_is_gone_and_the_others_stay(store, file):
    store.conversations.append("a", FIRST)
    store.conversations.append("b", SECOND)
    store.conversations.forget("a")
    assert store.conversations.turns("a") == ()
    assert store.conversations.turns("b") == (SECOND,)
    store.close()
    with sqlite3.connect(file) as database:
        assert database.execute("select count(*) from turns").fetchone() == (1,)
    database.close()


def test_several_writers_lose_nothing(store, file):
    def write(name):
        own = Store.open(f"sqlite:///{file}")
        for _ in range(10):
            own.conversations.append(name, FIRST)
            own.conversations.append("shared", SECOND)
        own.close()

    threads = [threading.Thread(target=write, args=(f"t{number}",)) for number in range(4)]
    store.conversations.append("shared", FIRST)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert [len(store.conversations.turns(f"t{number}")) for number in range(4)] == [10] * 4
    assert len(store.conversations.turns("shared")) == 41


def test_a_turn_of_another_version_is_left_out(store, file):
    store.conversations.append("a", FIRST)
    with sqlite3.connect(file) as database:
        database.execute(
            "insert into turns (conversation, asked, body) values ('a', '2026-01-01 00:00:00', '{\"x\": 1}')"
        )
    database.close()
    assert store.conversations.turns("a") == (FIRST,)


@pytest.mark.parametrize(
    "address", ["", "什么", "nosuch://x/y", "sqlite:////proc/none/x.sqlite3", "postgresql+nodriver://x/y"]
)
def test_an_address_that_cannot_be_used_is_one_clear_line(address):
    with pytest.raises(RecordsError, match=r"ASSISTANT_RECORDS|无法读写") as caught:
        Store.open(address)
    assert "\n" not in str(caught.value)


def test_a_damaged_file_is_one_clear_line(file):
    file.parent.mkdir()
    file.write_text("这不是数据库" * 100)
    with pytest.raises(RecordsError, match="记录无法读写") as caught:
        Store.open(f"sqlite:///{file}")
    assert "\n" not in str(caught.value)


def test_nothing_is_kept_where_the_setting_says_so():
    assert open_store("none") is None
