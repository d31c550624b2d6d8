import json

import pytest

from assistant.answering.local_server import Usage
from assistant.interfaces.cli import benchmark_model
from tests.fakes import ScriptedGenerator
from tests.interfaces.cli.made import GOLD, stated

LIST = {"id": "q2", "question": "发明专利有哪些措施？"}
COMMANDS = ("answers", "concurrent", "serving")


class Server:
    def usage(self):
        return Usage(10.0, 2.0, 5.0, 1.0)


@pytest.fixture(autouse=True)
def connected(monkeypatch):
    """What was connected: a model that says little, with the options of its server."""
    made = []

    def connect(settings, *rest):
        made.append(rest[0] if len(rest) > 1 else None)
        return ScriptedGenerator("发明专利拥有量达到100件[1]。"), Server()

    for name in ("connect_apart", "connect_model", "serve_with"):
        monkeypatch.setattr(benchmark_model, name, connect)
    return made


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_without_questions_is_a_stated_error(cli, gold, command):
    assert "没有问题" in stated(cli("benchmark", command, gold()))


@pytest.mark.parametrize("command", ["concurrent", "serving"])
def test_questions_that_no_model_is_asked_are_a_stated_error(cli, gold, command):
    assert "没有需要语言模型作答的问题" in stated(cli("benchmark", command, gold(LIST)))


def test_answers_prints_both_ways_and_gives_every_pair_as_json(cli, gold, connected):
    code, out, _ = cli("benchmark", "answers", gold(GOLD, LIST))
    assert code == 0
    assert [line for line in out.splitlines() if not line.startswith(" ")] == [
        "语言模型作答的 written：答案 answers 1", "全部 all：答案 answers 2",
    ]  # fmt: skip
    assert out.count("，中位数之比 ratio of the medians ") == 4
    assert "  要点 key facts：本系统 ours 1.000，普通流程 plain 1.000" in out
    # Ours and the plain pipeline share no server.
    assert len(connected) == 2
    report = json.loads(cli("benchmark", "answers", gold(GOLD, LIST), "--limit", 1, "--runs", 2, "--json")[1])
    assert [pair["id"] for pair in report["pairs"]] == ["q1", "q1"]
    assert set(report["figures"]) == {"written", "all"}


def test_concurrent_prints_a_line_for_each_and_the_sum(cli, gold):
    code, out, _ = cli("benchmark", "concurrent", gold(GOLD, LIST), "--at-once", 2)
    assert code == 0
    first, second, last = out.splitlines()
    assert first.startswith("到达 arrived   1，完成 completed   1，排在前面 before it   0，")
    assert second.endswith("llm q1")
    assert last.startswith("已作答 answered 2/2，次序颠倒的对数 pairs overtaken 0，")
    report = json.loads(cli("benchmark", "concurrent", gold(GOLD), "--at-once", 1, "--json")[1])
    assert (report["answered"], report["overtaken"], len(report["served"])) == (1, 0, 1)


def test_serving_compares_options_with_the_same_prompts(cli, gold, connected):
    code, out, _ = cli("benchmark", "serving", gold(GOLD, LIST))
    assert code == 0
    names = [line.partition("：")[0] for line in out.splitlines()]
    assert names == [
        "按设置 as set", "预猜3个词元 3 tokens guessed ahead", "预猜8个词元 8 tokens guessed ahead",
        "一个线程 one thread", "不复用提示词的公共开头 without the prompt's shared beginning",
    ]  # fmt: skip
    assert [(options.draft_tokens, options.threads, options.cache_megabytes) for options in connected] == [
        (0, 0, 0), (3, 0, 0), (8, 0, 0), (0, 1, 0),
    ]  # fmt: skip
    report = json.loads(cli("benchmark", "serving", gold(GOLD), "--json")[1])
    assert {figure["replies"] for figure in report.values()} == {1}


def test_serving_is_for_the_local_model_alone(cli, gold, monkeypatch):
    monkeypatch.setenv("ASSISTANT_API_BASE_URL", "http://127.0.0.1:1/v1")
    assert "ASSISTANT_API_BASE_URL" in stated(cli("benchmark", "serving", gold(GOLD)))
