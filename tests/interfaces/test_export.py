from dataclasses import replace

from assistant.interfaces.chat.conversation import Turn
from assistant.interfaces.chat.export import export_links, render_markdown
from assistant.pipeline import Found
from assistant.records import Filters, Query, Retrieval, Scope, Sentence, Verdict
from tests.interfaces.store.test_conversations import ANSWER, FIRST, SECOND

FOUND = Found(Retrieval(Query("问", "问", "问", Scope()), ()), ())


def test_answers_stand_with_their_marks_and_sources():
    assert render_markdown([FIRST]) == (
        "## 1. 有奖励吗？\n\n给予奖励[1]。\n\n\n来源：\n\n[1] 《甲》第一部分：“给予奖励。”\n"
    )


def test_a_refusal_an_error_and_a_doubt_are_told():
    doubt = Sentence("给予50万元", (1,), Verdict.PARTIAL, ("50万元",))
    turns = [SECOND, replace(FIRST, number=3, answer=replace(ANSWER, sentences=(doubt,), notice="规划期已经结束。"))]
    told = render_markdown([*turns, replace(FIRST, number=4, answer=None, error="问题太长。")])
    assert "## 2. 房价呢？\n\n没有找到。\n" in told
    assert "> 规划期已经结束。\n\n给予50万元[1]。（部分支持，未获印证：50万元）" in told
    assert told.endswith("## 4. 有奖励吗？\n\n问题太长。\n")


def test_nothing_that_is_said_becomes_markup():
    told = render_markdown([replace(FIRST, question="# <img src=x>\n[点我](http://x) | *重*", answer=None)])
    assert told == "## 1. \\# &lt;img src=x&gt; \\[点我\\](http://x) \\| \\*重\\*\n"


def test_a_link_stands_where_a_conversation_is_kept():
    assert str(export_links("")) == ""
    assert 'href="export/conversation.md?id=a+b%26c"' in str(export_links("a b&c"))
    assert 'href="export/conversation.docx?id=a+b%26c"' in str(export_links("a b&c"))


def test_a_stopped_turn_and_its_filters_are_told():
    narrowed = Filters(("甲县",), ("a_1",), "2024-05-01")
    told = render_markdown([replace(FIRST, answer=None, is_stopped=True, streamed="给予*", filters=narrowed)])
    assert told == (
        "## 1. 有奖励吗？\n\n筛选：甲县、a\\_1、2024-05-01 有效\n\n"
        "已停止，以下内容没有写完，也没有核对：\n\n> 给予\\*\n"
    )


def test_what_was_not_written_to_its_end_is_told_as_such():
    said = "回答中断或还在作答，以下内容没有写完，也没有核对："
    for turn in (Turn("问", is_interrupted=True, streamed="给予"), Turn("问", found=FOUND, streamed="给予")):
        assert render_markdown([turn]) == f"## 1. 问\n\n{said}\n\n> 给予\n"
