import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.interfaces.cli import ask
from tests.fakes import make_assistant
from tests.interfaces.cli.made import ANSWER_KEYS, QUESTION, QUOTED, stated
from tests.retrieval.made import write_corpus

Cli = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("answerer", ["llm", "extract"])
def test_ask_prints_the_answer_and_its_sources(cli: Cli, answerer: str) -> None:
    code, out, err = cli("ask", QUESTION, "--answerer", answerer)
    said = {"llm": "发明专利拥有量达到100件[1]。", "extract": QUOTED}[answerer]
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        said,
        "",
        "[1] 《甲县知识产权规划》 一、主要目标  jia/1",
        "    到2025年，发明专利拥有量达到100件。",
        "    引注：《甲县知识产权规划》第一部分",
    ]


def test_ask_gives_json_in_the_shape_of_the_contract(cli: Cli) -> None:
    code, out, _ = cli("ask", QUESTION, "--answerer", "extract", "--json")
    payload = json.loads(out)
    assert code == 0
    assert list(payload)[:8] == ANSWER_KEYS
    assert (payload["answer"], payload["citations"][0]["clause"]) == (QUOTED, "jia/1")


def test_ask_takes_the_answerer_of_the_settings(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_ANSWERER", "extract")
    assert json.loads(cli("ask", QUESTION, "--json")[1])["answerer"] == "extract"


def test_ask_completes_a_follow_up_from_the_history(cli: Cli) -> None:
    follow_up = ("ask", "那具体是多少呢？", "--answerer", "extract")
    assert "抱歉" in cli(*follow_up)[1]
    assert cli(*follow_up, "--history", "商标？", "--history", QUESTION)[1].startswith(QUOTED)


def test_a_declined_question_shows_the_nearest_clauses_and_is_no_error(cli: Cli) -> None:
    code, out, _ = cli("ask", "到2031年发明专利拥有量达到多少件？", "--answerer", "extract")
    assert code == 0
    assert out.startswith("抱歉，无法回答：")
    assert "2031年" in out
    assert "最接近的条款：\n 1. " in out


def test_search_prints_hits_and_gives_json(cli: Cli) -> None:
    code, out, _ = cli("search", QUESTION)
    assert code == 0
    assert out.startswith(" 1. ")
    assert "jia/1\n    " in out
    payload = json.loads(cli("search", QUESTION, "--json")[1])
    assert list(payload) == ["id", "reason", "hits", "seconds", "query"]
    assert payload["hits"][0]["clause"] == "jia/1"
    assert (payload["query"]["documents"], payload["query"]["years"]) == (None, ["2025"])


def test_a_search_that_declines_says_why_and_shows_the_nearest_clauses(cli: Cli) -> None:
    question = "到2031年发明专利拥有量达到多少件？"
    code, out, err = cli("search", question)
    assert (code, err) == (0, "")
    refusal, nearest, *others = out.split("\n\n")
    assert refusal == cli("ask", question, "--answerer", "extract")[1].split("\n\n")[0]
    assert "2031年" in refusal
    assert nearest.startswith("最接近的条款：\n 1. ")
    assert "jia/1\n    一、主要目标 到2025年" in nearest
    assert others == []


def test_more_than_three_clauses_of_a_declined_search_stand_below_the_nearest(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = make_assistant(write_corpus(tmp_path / "made"), tmp_path / "made_index")
    monkeypatch.setattr(ask, "open_assistant", lambda *_: (assistant, None))
    out = cli("search", "栖梧市到2031年发明专利拥有量达到多少件？")[1]
    refusal, nearest, others = out.rstrip().split("\n\n")
    assert "2031年" in refusal
    assert [line[:3] for line in nearest.splitlines()[1::2]] == [" 1.", " 2.", " 3."]
    assert others.startswith("其他条款：\n 4. ")


def test_a_search_without_anything_to_show_gives_the_reason_alone(cli: Cli) -> None:
    assert cli("search", "给我讲个笑话")[1].startswith("抱歉，无法回答：")
    assert "最接近的条款" not in cli("search", "给我讲个笑话")[1]


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(("question", "words"), [(" ", "问题为空"), ("甲" * 2001, "2001字")], ids=["empty", "too long"])
def test_a_question_that_cannot_be_used_is_a_stated_error(cli: Cli, command: str, question: str, words: str) -> None:
    assert words in stated(cli(command, question))
