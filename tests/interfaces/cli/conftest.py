"""Commands run in this process, over a small corpus with the fake encoder: no model file is needed."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.interfaces.cli import ask, benchmark, evaluate, index
from assistant.interfaces.cli import main as cli_main
from assistant.reading.load import Skipped
from tests.fakes import ScriptedGenerator, make_assistant


@pytest.fixture(autouse=True)
def assistant(tmp_path, monkeypatch):
    """What every command opens: an assistant over one document, with a model that says little."""
    (tmp_path / "corpus").mkdir()
    text = "甲县知识产权规划\n一、主要目标\n到2025年，发明专利拥有量达到100件。\n"
    (tmp_path / "corpus" / "jia.txt").write_text(text, "utf-8")
    monkeypatch.setenv("ASSISTANT_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("ASSISTANT_MODELS", str(tmp_path / "models"))
    generator = ScriptedGenerator("发明专利拥有量达到100件[1]。")
    assistant = make_assistant(tmp_path / "corpus", tmp_path / "index", generator)
    for module in (ask, benchmark, evaluate):
        monkeypatch.setattr(module, "open_assistant", lambda settings, answerer, progress: (assistant, None))
    opened = lambda settings, progress, *, force=False: (assistant, (Skipped("x.txt", "x.txt：文件为空"),))  # noqa: E731
    monkeypatch.setattr(index.Assistant, "open", opened)
    return assistant


@pytest.fixture
def cli(monkeypatch, capsys) -> Callable[..., tuple[int, str, str]]:
    """Run a command; give its exit code, standard output and standard error."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["assistant", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli_main.run()
        captured = capsys.readouterr()
        return int(ended.value.code or 0), captured.out, captured.err

    return call


@pytest.fixture
def gold(tmp_path) -> Callable[..., Path]:
    """Write a file of questions."""

    def write(*rows: object) -> Path:
        path = tmp_path / "gold.jsonl"
        lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
        path.write_text("\n".join(lines), "utf-8")
        return path

    return write
