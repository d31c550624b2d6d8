import pytest

from assistant.answering import prompts
from assistant.answering.library import Library
from assistant.answering.write import citing_grammar, render_passage, write
from assistant.records import Passage, Query, Scope
from tests.answering.made import make_chunk, make_hits, make_passages, make_tree
from tests.fakes import ScriptedGenerator

FIRST = make_chunk("甲事达到100件。", path=("二、目标", "（一）甲事"))
SECOND = make_chunk("乙事$passages达到200件。", document="yi", path=())
LIBRARY = Library.of([make_tree("jia", "甲县", "甲县规划")])


def written(query, *chunks):
    """What a generator is given for a question."""
    generator = ScriptedGenerator("答", "复")
    assert list(write(query, make_passages(*chunks), LIBRARY, generator)) == ["答", "复"]
    return generator.prompts[0]


def simple(question):
    return Query(question, question, question, Scope())


def test_a_passage_shows_number_place_own_heading_and_chosen_sentences():
    passage = Passage(3, make_hits(FIRST)[0], ("甲事一。", "甲事二。"))
    assert render_passage(passage, LIBRARY) == "[3] 甲县 （一）甲事：甲事一。甲事二。"


def test_passages_stand_in_order_before_the_question():
    system, user, _ = written(simple("目标是多少？"), FIRST, SECOND)
    assert "[1] 甲县 （一）甲事：甲事达到100件。\n[2] ：乙事$passages达到200件。\n" in user
    assert user.index("[2] ") < user.index("目标是多少？")
    assert "甲事达到100件" not in system


def test_a_follow_up_is_asked_with_what_came_before():
    _, user, _ = written(Query("那商标呢", "甲县专利有多少？那商标呢", "那商标呢", Scope()), FIRST)
    assert "那商标呢（接上文：甲县专利有多少？）" in user


def test_a_question_complete_in_itself_has_no_before():
    assert "接上文" not in written(simple("目标是多少？"), FIRST)[1]


def test_prompts_come_from_the_files(tmp_path, monkeypatch):
    (tmp_path / "answer.system.txt").write_text("系统 $5 原样\n", "utf-8")
    (tmp_path / "answer.user.txt").write_text("问 $question 料 $passages", "utf-8")
    monkeypatch.setattr(prompts, "FOLDER", tmp_path)
    prompts.load_prompt.cache_clear()
    try:
        system, user, _ = written(simple("多少？"), FIRST)
    finally:
        prompts.load_prompt.cache_clear()
    assert system == "系统 $5 原样"
    assert user == "问 多少？ 料 [1] 甲县 （一）甲事：甲事达到100件。"


@pytest.mark.parametrize(("offered", "sources"), [(1, '"1"'), (3, '"1" | "2" | "3"')])
def test_the_grammar_knows_the_offered_sources_and_no_others(offered, sources):
    lines = dict(line.split(" ::= ", 1) for line in citing_grammar(offered).splitlines())
    assert lines["source"] == sources
    assert lines["sentence"] == 'text "[" source "]。"'
    assert lines["root"] == "sentence{1,3}"
    assert set(lines) == {"root", "sentence", "text", "source"}


def test_the_grammar_goes_with_the_prompt():
    assert written(simple("多少？"), FIRST, SECOND)[2] == citing_grammar(2)
