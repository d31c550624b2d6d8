"""The contract of the command line: which commands and options there are, their help, and exit codes."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import AssistantError, ModelError, QuestionError, StaleIndexError
from assistant.interfaces import launch
from tests.interfaces.cli.made import GOLD, QUESTION, stated

ROOT = Path(__file__).resolve().parents[3]
OPTIONS = {
    "models list": {"--json"},
    "models fetch": {"--json"},
    "models verify": {"--json"},
    "index build": {"--json", "--force"},
    "index status": {"--json"},
    "index verify": {"--json"},
    "ask": {"--json", "--history", "--answerer", "--receipt"},
    "search": {"--json", "--history"},
    "batch": {"--answerer", "--limit"},
    "verify": {"--json"},
    "evaluate": {"--json", "--answerer", "--report", "--compare", "--with-distractors", "--summary", "--limit"},
    "benchmark retrieval": {"--json"},
    "benchmark ranking": {"--json"},
    "benchmark encoder": {"--json"},
    "serve": {"--host", "--port"},
}


@pytest.fixture(autouse=True)
def wide_screen(monkeypatch):
    """Help is laid out for the width of the terminal; a wide one keeps names whole."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TERMINAL_WIDTH", "200")


@pytest.mark.parametrize("command", OPTIONS)
def test_every_command_of_the_contract_has_help_with_its_options(cli, command):
    code, out, err = cli(*command.split(), "--help")
    assert (code, err) == (0, "")
    assert re.search(rf"Usage: .*assistant {command} \[OPTIONS\]", out)
    assert {option for option in OPTIONS[command] if f" {option} " not in out} == set()


@pytest.mark.parametrize("group", ["", "models", "index", "benchmark"])
def test_groups_list_their_commands(cli, group):
    code, out, _ = cli(*group.split(), "--help")
    wanted = {c.removeprefix(group).split()[0] for c in OPTIONS if c.startswith(group)}
    assert code == 0
    assert {name for name in wanted if f"│ {name} " not in out} == set()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("models",),
        ("index",),
        ("nothing",),
        ("index", "nothing"),
        ("ask",),
        ("ask", QUESTION, "--nothing"),
        ("ask", QUESTION, "--answerer", "gpt"),
        ("batch", "gold.jsonl"),
        ("batch", "gold.jsonl", "out.jsonl", "--limit", "-1"),
        ("batch", "gold.jsonl", "out.jsonl", "--limit", "many"),
        ("batch", "gold.jsonl", "out.jsonl", "--answerer", "gpt"),
        ("evaluate", "gold.jsonl", "--answerer", "gpt"),
        ("serve", "--port", "65536"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_exit_code_two(cli, arguments):
    code, out, err = cli(*arguments)
    assert code == 2
    assert "Usage: " in out + err
    assert "Traceback" not in err


@pytest.mark.parametrize("error", [AssistantError, ModelError, QuestionError, StaleIndexError])
def test_a_stated_error_is_exit_code_one_and_one_line(cli, monkeypatch, error):
    def fails(settings):
        raise error("出错了，请重试。 Failed.")

    monkeypatch.setattr(launch, "launch", fails)
    assert stated(cli("serve")) == "错误：出错了，请重试。 Failed.\n"


def test_a_bug_keeps_its_traceback(cli, monkeypatch):
    def fails(settings):
        raise ZeroDivisionError

    monkeypatch.setattr(launch, "launch", fails)
    with pytest.raises(ZeroDivisionError):
        cli("serve")


def test_an_unknown_setting_is_a_stated_error(cli, monkeypatch):
    monkeypatch.setenv("ASSISTANT_CORPSE", "x")
    for command in (("models", "list"), ("ask", QUESTION), ("index", "status")):
        assert "ASSISTANT_CORPSE" in stated(cli(*command))


def test_a_missing_corpus_is_a_stated_error_that_names_it(cli, monkeypatch, tmp_path):
    monkeypatch.setenv("ASSISTANT_CORPUS", str(tmp_path / "none"))
    assert str(tmp_path / "none") in stated(cli("index", "status"))


def run_module(*arguments: object) -> tuple[int, str, str]:
    """Run ``python -m assistant`` as a user does."""
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_the_module_runs_and_gives_its_exit_codes(tmp_path, gold):
    code, out, err = run_module("models", "list", "--json")
    assert (code, err) == (0, "")
    assert out.startswith("[")
    assert run_module("ask")[0] == 2
    assert "第2行" in stated(run_module("batch", gold(GOLD, "[]"), tmp_path / "out.jsonl"))
