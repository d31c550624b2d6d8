import json

import pytest

from tests.interfaces.cli.made import ANSWER_KEYS, QUESTION, QUOTED, stated


@pytest.mark.parametrize("answerer", ["llm", "extract"])
def test_ask_prints_the_answer_and_its_sources(cli, answerer):
    code, out, err = cli("ask", QUESTION, "--answerer", answerer)
    said = {"llm": "发明专利拥有量达到100件[1]。", "extract": QUOTED}[answerer]
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        said,
        "",
        "[1] 《甲县知识产权规划》 一、主要目标  jia/1",
        "    到2025年，发明专利拥有量达到100件。",
    ]


def test_ask_gives_json_in_the_shape_of_the_contract(cli):
    code, out, _ = cli("ask", QUESTION, "--answerer", "extract", "--json")
    payload = json.loads(out)
    assert code == 0
    assert list(payload)[:8] == ANSWER_KEYS
    assert (payload["answer"], payload["citations"][0]["clause"]) == (QUOTED, "jia/1")


def test_ask_takes_the_answerer_of_the_settings(cli, monkeypatch):
    monkeypatch.setenv("ASSISTANT_ANSWERER", "extract")
    assert json.loads(cli("ask", QUESTION, "--json")[1])["answerer"] == "extract"


def test_ask_completes_a_follow_up_from_the_history(cli):
    follow_up = ("ask", "那具体是多少呢？", "--answerer", "extract")
    assert "抱歉" in cli(*follow_up)[1]
    assert cli(*follow_up, "--history", "商标？", "--history", QUESTION)[1].startswith(QUOTED)


def test_a_declined_question_shows_the_nearest_clauses_and_is_no_error(cli):
    code, out, _ = cli("ask", "到2031年发明专利拥有量达到多少件？", "--answerer", "extract")
    assert code == 0
    assert out.startswith("抱歉，无法回答：")
    assert "2031年" in out
    assert "最接近的条款：\n 1. " in out


def test_search_prints_hits_and_gives_json(cli):
    code, out, _ = cli("search", QUESTION)
    assert code == 0
    assert out.startswith(" 1. ")
    assert "jia/1\n    " in out
    payload = json.loads(cli("search", QUESTION, "--json")[1])
    assert list(payload) == ["id", "reason", "hits", "seconds"]
    assert payload["hits"][0]["clause"] == "jia/1"


def test_search_says_on_standard_error_that_it_would_decline(cli):
    code, out, err = cli("search", "到2031年发明专利拥有量达到多少件？")
    assert (code, err) == (0, "判断为无法回答：outside_period\n")
    assert out.startswith(" 1. ")


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(("question", "words"), [(" ", "问题为空"), ("甲" * 2001, "2001字")], ids=["empty", "too long"])
def test_a_question_that_cannot_be_used_is_a_stated_error(cli, command, question, words):
    assert words in stated(cli(command, question))
