"""A checked receipt in words: states, differences, verdicts, and no sign that a terminal would obey."""

from dataclasses import replace

import pytest

from assistant.answering.origin import ModelIdentity, prompt_hashes
from assistant.answering.receipt_check import ClauseState, ReceiptChecker
from assistant.answering.receipt_file import Held
from assistant.answering.receipts import hash_text
from assistant.interfaces.receipt_view import STATES, check_payload, check_text, summary
from assistant.retrieval.search import NO_FILTERS
from tests.answering.made_receipts import ASKED, LOANS, PLAN, answer_with_receipt, rebuilt
from tests.fakes import make_assistant

FORMAL = "《甲县知识产权规划》（甲政发〔2022〕3号）第二部分第（一）条"


@pytest.fixture
def receipt(tmp_path):
    return answer_with_receipt(rebuilt(tmp_path, PLAN), LOANS)


def checked(home, receipt, text=PLAN):
    return ReceiptChecker.open(rebuilt(home, text).settings).check(receipt)


def test_every_state_has_its_word():
    assert [STATES[state] for state in ClauseState] == [
        "未变", "文字有改动", "条款已移动", "条款已删除", "文件已不在库中",
    ]  # fmt: skip


def test_an_unchanged_receipt(tmp_path, receipt):
    check = checked(tmp_path, receipt)
    held = Held(0, receipt.id, receipt)
    assert check_text(held, check).splitlines() == [
        f"凭据 {receipt.id}　2024-05-01T08:30:15Z　{LOANS}",
        f"[1] 未变　{FORMAL}  jia/2.1",
        "索引：与当时相同；向量模型：与当时相同；未用语言模型",
    ]
    assert summary([], [check]) == ""
    payload = check_payload(held, check)
    assert (payload["unchanged"], payload["problem"], payload["receipt"]) == (True, "", receipt.id)
    assert payload["clauses"] == [
        {
            "number": 1, "document": "jia", "clause": "jia/2.1", "formal": FORMAL, "state": "unchanged",
            "now": {"clause": "jia/2.1", "start": receipt.citations[0].start, "formal": FORMAL}, "difference": [],
        },
    ]  # fmt: skip
    assert payload["same"] == {"index": True, "encoder": True, "language_model": None, "prompts": None}


def test_a_changed_text_is_shown_as_a_difference_with_the_changed_verdict(tmp_path, receipt):
    check = checked(tmp_path, receipt, PLAN.replace("最高50万元", "最高30万元"))
    lines = check_text(Held(3, "q7", receipt), check).splitlines()
    assert lines[0].startswith(f"q7：凭据 {receipt.id}")
    assert lines[1:5] == [
        f"[1] 文字有改动　{FORMAL}  jia/2.1", "    （一）促进质押融资", "    -对专利质押贷款给予最高50万元贴息。",
        "    +对专利质押贷款给予最高30万元贴息。",
    ]  # fmt: skip
    assert "核查结论改变：支持 → 不支持　“对专利质押贷款给予最高50万元贴息”（未获原文印证：最高50万元）" in lines
    assert lines[-1].startswith("索引：已更新（当时 ")
    assert summary([], [check]) == ("1份凭据的依据有变化：文字有改动1条、1句的核查结论改变。 Receipts no longer hold.")


def test_a_moved_clause_says_where_to(tmp_path, receipt):
    check = checked(tmp_path, receipt, f"（转载）\n{PLAN}")
    start = receipt.citations[0].start
    assert f"    现为 {FORMAL}  jia/2.1，第{start + 5}字起（原第{start}字起）" in check_text(
        Held(0, receipt.id, receipt), check
    )
    assert "条款已移动1条" in summary([], [check])


def test_a_document_that_is_gone_is_counted(tmp_path, receipt):
    (tmp_path / "corpus" / "jia.txt").rename(tmp_path / "corpus" / "yi.txt")
    check = ReceiptChecker.open(make_assistant(tmp_path / "corpus", tmp_path / "index").settings).check(receipt)
    text = check_text(Held(0, receipt.id, receipt), check)
    assert f"[1] 文件已不在库中　{FORMAL}  jia/2.1" in text
    assert check_payload(Held(0, "", receipt), check)["clauses"][0]["now"] is None
    assert "文件已不在库中1条" in summary([], [check])


def test_a_new_citation_of_an_unchanged_clause_is_told(tmp_path, receipt):
    check = checked(tmp_path, receipt, PLAN.replace("2022〕3号", "2023〕9号"))
    lines = check_text(Held(0, receipt.id, receipt), check).splitlines()
    assert lines[1].startswith("[1] 未变")
    assert lines[2] == "    引注现为 《甲县知识产权规划》（甲政发〔2023〕9号）第二部分第（一）条"
    assert summary([], [check]) == ""


def test_other_models_and_prompts_are_told(tmp_path, receipt):
    model = ModelIdentity("qwen-max", "", "api.example.com")
    origin = replace(receipt.origin, encoder=ModelIdentity("bge"), language_model=model, prompts={"a.txt": "0"})
    told = check_text(Held(0, "", None), checked(tmp_path, replace(receipt, origin=origin))).splitlines()[-1]
    assert "向量模型：已更换（当时 bge，现 multilingual-e5-small）" in told
    assert "语言模型：已更换（当时 qwen-max api.example.com，现 qwen2.5-coder-1.5b-instruct）" in told
    assert "提示词：已改动" in told


def test_a_prompt_that_answers_are_not_written_with_is_no_change(tmp_path, receipt):
    prompts = {**dict(prompt_hashes()), "other.txt": "0"}
    origin = replace(receipt.origin, language_model=ModelIdentity("qwen-max"), prompts=prompts)
    told = check_text(Held(0, "", None), checked(tmp_path, replace(receipt, origin=origin))).splitlines()[-1]
    assert "提示词：与当时相同" in told


def test_a_refusal_and_a_question_without_receipt(tmp_path):
    assistant = rebuilt(tmp_path, PLAN)
    answer = assistant.ask("世界杯冠军是哪个队？")
    receipt = assistant.receipt(answer, (), NO_FILTERS, ASKED)
    assert "当时未作答，没有引用条款。" in check_text(Held(0, "", receipt), checked(tmp_path, receipt))
    assert check_text(Held(2, "q2", None), None) == "q2：问题无法使用，没有凭据"
    assert check_payload(Held(2, "q2", None), None) == {"id": "q2", "line": 2, "unchanged": True, "problem": ""}


def test_a_forged_receipt_is_told_and_counted(receipt):
    forged = Held(4, "q4", None, "凭据内容与校验和不符，凭据已被改动，不能采信。 …")
    assert check_text(forged, None).startswith("q4：凭据内容与校验和不符")
    assert check_payload(forged, None)["unchanged"] is False
    assert summary([forged], []) == "1份凭据内容与校验和不符。 Receipts no longer hold."


def test_long_differences_are_cut_and_signs_of_the_terminal_removed(tmp_path, receipt):
    cited = receipt.citations[0]
    text = cited.text + "".join(f"\x1b[31m第{n}句。" for n in range(40))
    hostile = replace(cited, text=text, sha256=hash_text(text), formal="《\x1b[2J甲》", clause="jia/2.1")
    check = checked(tmp_path, replace(receipt, question="\x1b]0;x\x07问", citations=(hostile,)))
    shown = check_text(Held(0, "\x1b[5m", receipt), check)
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "（--json 列出全部）" in shown
    assert len(check_payload(Held(0, "", receipt), check)["clauses"][0]["difference"]) > 40
