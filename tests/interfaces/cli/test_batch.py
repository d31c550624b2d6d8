import json

import pytest

from assistant.errors import GeneratorError
from tests.interfaces.cli.made import ANSWER_KEYS, GOLD, QUESTION, QUOTED, UNANSWERABLE, stated, stated_last


def test_batch_writes_a_line_for_each_question_in_order(cli, gold, tmp_path):
    out_file = tmp_path / "out.jsonl"
    follow_up = {"id": "q3", "question": "那具体是多少呢？", "history": [QUESTION]}
    code, out, err = cli("batch", gold(UNANSWERABLE, GOLD, follow_up), out_file, "--answerer", "extract")
    rows = [json.loads(line) for line in out_file.read_text("utf-8").splitlines()]
    assert (code, out) == (0, "")
    assert f"已写入3行：{out_file}" in err
    assert [(row["id"], row["abstained"]) for row in rows] == [("q2", True), ("q1", False), ("q3", False)]
    assert [list(row)[:8] for row in rows] == [ANSWER_KEYS] * 3
    assert rows[2]["answer"] == QUOTED
    assert not (tmp_path / "out.jsonl.partial").exists()


@pytest.mark.parametrize(("limit", "count"), [("1", 1), ("2", 2), ("9", 3), ("0", 3)])
def test_batch_stops_at_the_limit(cli, gold, tmp_path, limit, count):
    path = gold(GOLD, {**GOLD, "id": "q2"}, {**GOLD, "id": "q3"})
    assert cli("batch", path, tmp_path / "out.jsonl", "--answerer", "extract", "--limit", limit)[0] == 0
    rows = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(row)["id"] for row in rows] == ["q1", "q2", "q3"][:count]


def test_batch_answers_with_the_language_model(cli, gold, tmp_path):
    assert cli("batch", gold(GOLD), tmp_path / "out.jsonl", "--answerer", "llm")[0] == 0
    (row,) = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert json.loads(row)["answerer"] == "llm"


def test_a_bad_line_is_named_by_its_number_before_anything_is_written(cli, gold, tmp_path):
    assert "第2行" in stated(cli("batch", gold(GOLD, "{oops"), tmp_path / "out.jsonl"))
    assert not list(tmp_path.glob("out*"))


@pytest.mark.parametrize("question", ["", "甲" * 100_000], ids=["empty", "too long"])
def test_one_question_that_cannot_be_used_does_not_lose_the_others(cli, gold, tmp_path, question):
    path = gold(GOLD, {"id": "bad", "question": question}, {**GOLD, "id": "q3"})
    assert cli("batch", path, tmp_path / "out.jsonl", "--answerer", "extract")[0] == 0
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [(row["id"], row["reason"]) for row in rows] == [("q1", None), ("bad", "bad_question"), ("q3", None)]
    assert rows[1]["abstained"] is True
    assert (rows[1]["citations"], rows[1]["hits"], rows[1]["receipt"]) == ([], [], None)


def test_every_line_carries_the_receipt_of_its_answer_and_the_id_of_its_question(cli, gold, tmp_path):
    path = gold(GOLD, {**GOLD, "id": "again"}, UNANSWERABLE)
    assert cli("batch", path, tmp_path / "out.jsonl", "--answerer", "extract")[0] == 0
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    receipts = [row["receipt"] for row in rows]
    assert [row["id"] for row in rows] == ["q1", "again", "q2"]
    assert receipts[0]["id"] == receipts[1]["id"] != receipts[2]["id"]
    assert [receipt["answer"] for receipt in receipts] == [row["answer"] for row in rows]
    assert [receipt["abstained"] for receipt in receipts] == [False, False, True]
    assert receipts[0]["citations"][0]["formal"] == rows[0]["citations"][0]["formal"] == "《甲县知识产权规划》第一部分"


def test_an_output_that_cannot_be_replaced_leaves_the_lines_in_a_partial_file(cli, gold, tmp_path):
    (tmp_path / "out.jsonl").mkdir()
    message = stated_last(cli("batch", gold(GOLD), tmp_path / "out.jsonl", "--answerer", "extract"))
    assert "out.jsonl.partial" in message
    assert "1行" in message
    (row,) = (tmp_path / "out.jsonl.partial").read_text("utf-8").splitlines()
    assert json.loads(row)["answer"] == QUOTED


def test_an_output_in_a_folder_that_is_not_there_is_a_stated_error(cli, gold, tmp_path):
    assert "none/out.jsonl" in stated_last(cli("batch", gold(GOLD), tmp_path / "none" / "out.jsonl"))


def test_a_run_that_breaks_off_leaves_an_older_result_alone(cli, gold, tmp_path, assistant, monkeypatch):
    (tmp_path / "out.jsonl").write_text("older\n", "utf-8")

    def broken(*_):
        raise GeneratorError("断开")

    monkeypatch.setattr(assistant, "ask", broken)
    assert "断开" in stated_last(cli("batch", gold(GOLD), tmp_path / "out.jsonl"))
    assert (tmp_path / "out.jsonl").read_text("utf-8") == "older\n"
