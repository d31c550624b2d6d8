"""``verify``: exit codes, what it prints, and that it loads no model."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.answering.receipts import receipt_to_json
from assistant.retrieval.search import NO_FILTERS
from tests.fakes import make_assistant
from tests.interfaces.cli.made import GOLD, QUESTION, UNANSWERABLE, stated

ROOT = Path(__file__).resolve().parents[3]
HEAVY = {"torch", "sentence_transformers", "xllamacpp", "gradio", "langchain_openai", "openai"}


@pytest.fixture
def receipt(cli, tmp_path):
    """A receipt that ``ask`` has written."""
    path = tmp_path / "receipt.json"
    code, _, err = cli("ask", QUESTION, "--answerer", "extract", "--receipt", path)
    assert (code, err) == (0, "")
    return path


@pytest.fixture
def edit(tmp_path):
    """Change the document and build the index anew."""

    def change(old, new):
        path = tmp_path / "corpus" / "jia.txt"
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        make_assistant(tmp_path / "corpus", tmp_path / "index")

    return change


def test_a_receipt_that_holds_is_exit_code_zero(cli, receipt):
    code, out, err = cli("verify", receipt)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].endswith(QUESTION)
    assert lines[1] == "[1] 未变　《甲县知识产权规划》第一部分  jia/1"
    assert lines[2].startswith("索引：与当时相同；向量模型：与当时相同")


def test_a_changed_clause_is_exit_code_one_with_one_line(cli, receipt, edit):
    edit("100件", "120件")
    code, out, err = cli("verify", receipt)
    assert code == 1
    assert "[1] 文字有改动" in out
    assert "    -到2025年，发明专利拥有量达到100件。" in out
    assert "    +到2025年，发明专利拥有量达到120件。" in out
    assert "核查结论改变：支持 → 不支持" in out
    assert err == "错误：1份凭据的依据有变化：文字有改动1条、1句的核查结论改变。 Receipts no longer hold.\n"


def test_json_says_the_same(cli, receipt, edit):
    code, out, _ = cli("verify", receipt, "--json")
    assert code == 0
    (entry,) = json.loads(out)["receipts"]
    assert (json.loads(out)["unchanged"], entry["unchanged"], entry["clauses"][0]["state"]) == (True, True, "unchanged")
    edit("一、主要目标", "说明\n一、主要目标")
    code, out, err = cli("verify", receipt, "--json")
    (entry,) = json.loads(out)["receipts"]
    assert code == 1
    assert "条款已移动1条" in err
    assert entry["clauses"][0]["state"] == "moved"
    assert entry["clauses"][0]["now"]["start"] > 0
    assert entry["same"]["index"] is False


def test_the_json_of_an_answer_is_a_receipt_too(cli, tmp_path):
    path = tmp_path / "answer.json"
    payload = json.loads(cli("ask", QUESTION, "--answerer", "extract", "--json")[1])
    path.write_text(json.dumps(payload, ensure_ascii=False, indent=2), "utf-8")
    assert payload["id"] == payload["receipt"]["id"]
    code, out, _ = cli("verify", path)
    assert code == 0
    assert out.startswith(f"凭据 {payload['id']}")


def test_the_lines_of_a_batch_are_checked_each_under_its_own_id(cli, gold, tmp_path, edit):
    bad = {"id": "bad", "question": ""}
    answers = tmp_path / "answers.jsonl"
    assert cli("batch", gold(GOLD, UNANSWERABLE, bad), answers, "--answerer", "extract")[0] == 0
    code, out, err = cli("verify", answers)
    assert (code, err) == (0, "")
    first, second, third = out.strip().split("\n\n")
    assert first.startswith("q1：凭据 ")
    assert second.startswith("q2：凭据 ")
    assert "当时未作答" in second
    assert third == "bad：问题无法使用，没有凭据"
    edit("100件", "120件")
    code, _, err = cli("verify", answers)
    assert code == 1
    assert "1份凭据的依据有变化" in err


def test_a_changed_receipt_is_told_as_such(cli, receipt):
    data = json.loads(receipt.read_text("utf-8"))
    receipt.write_text(json.dumps(data | {"answer": "达到1000件[1]。"}, ensure_ascii=False), "utf-8")
    code, out, err = cli("verify", receipt)
    assert code == 1
    assert "凭据内容与校验和不符" in out
    assert err == "错误：1份凭据内容与校验和不符。 Receipts no longer hold.\n"
    assert json.loads(cli("verify", receipt, "--json")[1])["receipts"][0]["problem"].startswith("凭据内容与校验和不符")


@pytest.mark.parametrize(
    ("content", "words"),
    [("", "是空的"), ("{oops", "不是 JSON"), ('{"format": 2}', "凭据格式 2"), ("[]", "内容不是凭据")],
)
def test_a_bad_file_is_a_stated_error(cli, tmp_path, content, words):
    path = tmp_path / "bad.json"
    path.write_text(content, "utf-8")
    assert words in stated(cli("verify", path))


def test_a_folder_a_missing_file_and_a_missing_index_are_stated_errors(cli, tmp_path, receipt, monkeypatch):
    assert "是文件夹" in stated(cli("verify", tmp_path))
    assert "无法读取凭据" in stated(cli("verify", tmp_path / "none.json"))
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "no_index"))
    assert "索引尚未建立" in stated(cli("verify", receipt))


@pytest.mark.parametrize("arguments", [(), ("a", "b"), ("a", "--nothing")], ids=str)
def test_wrong_use_is_exit_code_two(cli, arguments):
    assert cli("verify", *arguments)[0] == 2


def test_neither_models_nor_the_network_are_needed(tmp_path, receipt):
    script = (
        "import socket, sys\n"
        "def refuse(*_): raise OSError('the network is blocked')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        f"sys.argv = ['assistant', 'verify', {str(receipt)!r}]\n"
        "from assistant.interfaces.cli.main import run\n"
        "try:\n    run()\nexcept SystemExit as end:\n"
        f"    sys.exit(end.code or (9 if {HEAVY!r} & set(sys.modules) else 0))\n"
    )
    environment = {**os.environ, "ASSISTANT_MODELS": str(tmp_path / "no_models")}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "[1] 未变" in done.stdout


def test_a_written_receipt_is_not_overwritten_and_asks_nothing(cli, receipt, assistant, monkeypatch):
    before = receipt.read_bytes()
    monkeypatch.setattr(assistant, "ask", lambda *_: pytest.fail("asked"))
    assert "已存在，不会覆盖" in stated(cli("ask", QUESTION, "--receipt", receipt))
    assert receipt.read_bytes() == before


def test_a_receipt_goes_neither_into_the_corpus_nor_over_a_folder(cli, tmp_path):
    assert "文档目录" in stated(cli("ask", QUESTION, "--receipt", tmp_path / "corpus" / "r.json"))
    assert "文件夹" in stated(cli("ask", QUESTION, "--receipt", tmp_path / "index"))
    assert not (tmp_path / "corpus" / "r.json").exists()


def test_a_question_that_cannot_be_used_leaves_no_receipt(cli, tmp_path):
    assert "问题为空" in stated(cli("ask", " ", "--receipt", tmp_path / "new" / "r.json"))
    assert not (tmp_path / "new").exists()


def test_json_and_receipt_go_together(cli, tmp_path, assistant):
    path = tmp_path / "new" / "r.json"
    payload = json.loads(cli("ask", QUESTION, "--json", "--receipt", path)[1])
    assert json.loads(path.read_text("utf-8")) == payload["receipt"]
    answer = assistant.ask(QUESTION)
    assert (
        payload["id"]
        == receipt_to_json(assistant.receipt(answer, (), NO_FILTERS, datetime(2024, 5, 1, tzinfo=UTC)))["id"]
    )
    assert list(tmp_path.glob("new/*")) == [path]
