import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx

from assistant.interfaces.chat.conversation import Wish, follow
from assistant.interfaces.chat.word_export import render_word
from assistant.records import Filters, Sentence, Verdict
from tests.fakes import make_assistant
from tests.interfaces.store.test_conversations import ANSWER, FIRST, SECOND

CORPUS = Path(__file__).parents[3] / "corpus"


def lines(*turns):
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(render_word(turns))).paragraphs]


def test_sentences_stand_with_verdicts_and_sources_with_path_and_words():
    doubt = Sentence("给予50万元", (1,), Verdict.PARTIAL, ("50万元",))
    answer = replace(ANSWER, sentences=(*ANSWER.sentences, doubt))
    assert lines(replace(FIRST, answer=answer, filters=Filters(("甲县",))))[2:] == [
        "1. 有奖励吗？", "筛选：甲县", "给予奖励[1]。（支持）", "给予50万元[1]。（部分支持，未获印证：50万元）",
        "来源", "[1] 《甲》第一部分", "一、", "“给予奖励。”", "摘录原文",
    ]  # fmt: skip


def test_a_refusal_an_error_and_a_stop_are_told():
    stopped = replace(FIRST, number=4, answer=None, is_stopped=True, streamed="给予")
    told = lines(SECOND, replace(FIRST, number=3, answer=None, error="问题太长。"), stopped)
    assert "未作答：没有找到相关条款。没有找到。" in told
    assert "问题太长。" in told
    assert told[-2:] == ["已停止，以下内容没有写完，也没有核对：", "给予"]


def test_nothing_hostile_breaks_the_file():
    hostile = "甲\x00\x08\x1b[31m\ud800\ufffe\u202e<img src=x onerror=alert(1)>]]></w:t>&amp;\n乙"
    quoted = replace(ANSWER.citations[0], quote=hostile, formal=hostile)
    answer = replace(ANSWER, sentences=(Sentence(hostile, (1,), Verdict.SUPPORTED),), citations=(quoted,))
    told = lines(replace(FIRST, question=hostile, answer=answer))
    assert "[1] 甲   [31m   <img src=x onerror=alert(1)>]]></w:t>&amp; 乙" in told
    assert sum("<img src=x onerror=alert(1)>" in line for line in told) == 4


def test_answerer_and_receipt_are_named(tmp_path):
    assistant = make_assistant(CORPUS, tmp_path)
    now = datetime(2026, 5, 1, tzinfo=UTC)
    *_, turn = follow(assistant, (), Wish("河源市的房价是多少？", "extract"), now)
    assert lines(turn)[-1].split("\u3000") == [
        "摘录原文", f"凭据编号：{turn.receipt.id}", "提问时间：2026-05-01T00:00:00Z",
    ]  # fmt: skip
