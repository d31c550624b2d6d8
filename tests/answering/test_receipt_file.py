"""Files of receipts: all forms that commands write, and all that may be wrong with a file."""

import json

import pytest

from assistant.answering import receipt_file
from assistant.answering.receipt_file import read_receipts
from assistant.answering.receipts import receipt_to_json
from assistant.errors import ReceiptError
from tests.answering.made_receipts import GOALS, LOANS, answer_with_receipt, write_plan
from tests.fakes import make_assistant


@pytest.fixture(scope="module")
def receipts(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    assistant = make_assistant(write_plan(home / "corpus"), home / "index", answerer="extract")
    return [answer_with_receipt(assistant, question) for question in (LOANS, GOALS)]


def held(path):
    return [(one.line, one.name, one.receipt, one.problem) for one in read_receipts(path)]


@pytest.mark.parametrize("indent", [None, 2], ids=["one line", "many lines"])
@pytest.mark.parametrize("begin", ["", "\ufeff", "\n \n"], ids=["plain", "mark", "blank lines"])
def test_a_receipt_alone(tmp_path, receipts, indent, begin):
    path = tmp_path / "receipt.json"
    path.write_text(begin + json.dumps(receipt_to_json(receipts[0]), ensure_ascii=False, indent=indent), "utf-8")
    ((_, name, receipt, problem),) = held(path)
    assert (name, receipt, problem) == (receipts[0].id, receipts[0], "")


def test_an_answer_that_holds_its_receipt(tmp_path, receipts):
    path = tmp_path / "answer.json"
    path.write_text(
        json.dumps({"id": "a1", "answer": "……", "receipt": receipt_to_json(receipts[0])}, indent=2), "utf-8"
    )
    assert held(path) == [(0, "a1", receipts[0], "")]


def test_answers_one_a_line_some_without_receipt(tmp_path, receipts):
    rows = [{"id": f"q{n}", "receipt": receipt_to_json(one)} for n, one in enumerate(receipts)]
    rows.insert(1, {"id": "bad", "receipt": None})
    path = tmp_path / "answers.jsonl"
    path.write_text("\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", "utf-8")
    assert held(path) == [(1, "q0", receipts[0], ""), (3, "bad", None, ""), (5, "q1", receipts[1], "")]


def test_a_changed_receipt_is_told_and_the_others_are_read(tmp_path, receipts):
    forged = receipt_to_json(receipts[0]) | {"answer": "给予最高500万元贴息[1]。"}
    path = tmp_path / "answers.jsonl"
    path.write_text("\n".join(json.dumps({"id": "q", "receipt": r}) for r in (forged, receipt_to_json(receipts[1]))))
    first, second = held(path)
    assert first[2] is None
    assert first[3].startswith("凭据内容与校验和不符")
    assert second[2] == receipts[1]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "是空的"),
        (b" \n\n", "是空的"),
        (b"{oops", "不是 JSON"),
        ("发明专利".encode(), "不是 JSON"),
        (b"[]", "内容不是凭据"),
        (b"7\n", "内容不是凭据"),
        (b"{}", "缺少 format"),
        (b'{"format": 9}', "凭据格式 9 与程序不符"),
        (b'{"receipt": 3}', "内容不是凭据"),
        (b'{"id": "q1", "receipt": null}\n{"id": "q2"', "第2行：不是 JSON"),
        (b'{"id": "q1", "receipt": null}\n{"id": "q2"}', "第2行：内容不是凭据"),
        (b"[" * 100_000, "不是 JSON"),
        (b'{"a":' * 100_000, "不是 JSON"),
        ("凭据".encode("gb18030"), "不是 UTF-8"),
        (b"\x00\xff\xfe\x81", "不是 UTF-8"),
    ],
    ids=lambda value: repr(value[:20]) if isinstance(value, bytes) else None,
)
def test_a_bad_file_is_one_clear_error(tmp_path, content, words):
    path = tmp_path / "receipt.json"
    path.write_bytes(content)
    with pytest.raises(ReceiptError, match=words) as refused:
        held(path)
    assert "\n" not in str(refused.value)


def test_a_folder_and_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ReceiptError, match="是文件夹"):
        held(tmp_path)
    with pytest.raises(ReceiptError, match="无法读取凭据"):
        held(tmp_path / "none.json")


def test_a_huge_file_is_refused_without_being_read_whole(tmp_path, monkeypatch, receipts):
    monkeypatch.setattr(receipt_file, "LONGEST_CHARACTERS", 20_000)
    path = tmp_path / "receipt.json"
    for content in ("{" + " " * 60_000 + "}", "{\n" + "\n" * 60_000 + "}", "x" * 60_000):
        path.write_text(content, "utf-8")
        with pytest.raises(ReceiptError, match="太大"):
            held(path)
    rows = [json.dumps({"id": "q", "receipt": receipt_to_json(receipts[0])})] * 20
    path.write_text("\n".join(rows), "utf-8")
    assert path.stat().st_size > 20_000
    assert len(held(path)) == 20
