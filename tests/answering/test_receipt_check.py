"""Receipts against a corpus that was edited and read anew: every kind of change, and the verdicts."""

from dataclasses import replace

import pytest

from assistant.answering.receipt_check import ClauseState, ReceiptChecker
from assistant.answering.receipts import hash_text, receipt_from_json, receipt_to_json
from assistant.records import Sentence, Verdict
from assistant.retrieval.search import NO_FILTERS
from tests.answering.made_receipts import (
    ASKED,
    GOALS,
    LOANS,
    MARKS,
    PLAN,
    STATIONS,
    answer_with_receipt,
    rebuilt,
    write_plan,
)
from tests.fakes import make_assistant

NUMBERED = "《甲县知识产权规划》（甲政发〔2022〕3号）"

TRADES = (
    "纺织 食品 家具 造纸 印刷 皮革 医药 化纤 橡胶 塑料 玻璃 水泥 钢铁 有色 五金 机械 电子 仪表 汽车 船舶 "
    "陶瓷 茶叶 粮油 肉类 水产 果蔬 酒类 饲料 种业 农药"
).split()


@pytest.fixture
def home(tmp_path):
    return tmp_path


@pytest.fixture
def ask(home):
    """The receipt of an answer over the plan as it is first."""
    assistant = make_assistant(write_plan(home / "corpus"), home / "index", answerer="extract")
    return lambda question: answer_with_receipt(assistant, question)


def check_now(home, receipt, text=PLAN):
    """Check a receipt after the plan has become ``text``, from its JSON and with nothing but the index."""
    settings = rebuilt(home, text).settings
    return ReceiptChecker.open(settings).check(receipt_from_json(receipt_to_json(receipt)))


def only(check):
    (clause,) = check.clauses
    return clause


@pytest.mark.parametrize("question", [GOALS, LOANS, STATIONS, MARKS])
def test_over_the_same_documents_nothing_has_changed(home, ask, question):
    receipt = ask(question)
    check = check_now(home, receipt)
    assert [clause.state for clause in check.clauses] == [ClauseState.UNCHANGED] * len(receipt.citations)
    assert [(c.clause, c.start, c.formal) for c in check.clauses] == [
        (c.clause, c.start, c.formal) for c in receipt.citations
    ]
    assert [clause.difference for clause in check.clauses] == [()] * len(receipt.citations)
    assert [(s.verdict, s.missing) for s in check.sentences] == [(s.verdict, s.missing) for s in receipt.sentences]
    assert check.is_unchanged
    assert check.origin.index == receipt.origin.index


def test_a_sentence_may_rest_on_the_title_of_its_document_as_it_did_when_it_was_answered(home, ask):
    said = Sentence("甲县知识产权规划对专利质押贷款给予最高50万元贴息", (1,), Verdict.SUPPORTED)
    check = check_now(home, replace(ask(LOANS), sentences=(said,)))
    assert [(sentence.verdict, sentence.missing) for sentence in check.sentences] == [(Verdict.SUPPORTED, ())]


def test_another_figure_is_a_changed_text_with_a_changed_verdict(home, ask):
    receipt = ask(LOANS)
    check = check_now(home, receipt, PLAN.replace("最高50万元", "最高30万元"))
    clause = only(check)
    assert (clause.state, clause.clause) == (ClauseState.CHANGED, "jia/2.1")
    assert clause.difference == (
        " （一）促进质押融资", "-对专利质押贷款给予最高50万元贴息。", "+对专利质押贷款给予最高30万元贴息。",
        " 贴息比例为贷款利息的百分之四十。",
    )  # fmt: skip
    (sentence,) = [sentence for sentence in check.sentences if sentence.is_changed]
    assert (sentence.sentence.verdict, sentence.verdict) == (Verdict.SUPPORTED, Verdict.UNSUPPORTED)
    assert sentence.missing == ("最高50万元",)
    assert not check.is_unchanged
    assert check.origin.index != receipt.origin.index


def test_a_sentence_put_in_is_a_changed_text_though_the_verdicts_stay(home, ask):
    check = check_now(home, ask(STATIONS), PLAN.replace("覆盖全部乡镇。", "覆盖全部乡镇。经费由县财政安排。"))
    assert only(check).state is ClauseState.CHANGED
    assert only(check).difference == (" 设立维权援助工作站8个，覆盖全部乡镇。", "+经费由县财政安排。")
    assert not any(sentence.is_changed for sentence in check.sentences)
    assert not check.is_unchanged


def test_only_a_line_end_is_a_changed_text_and_said_to_be_no_more(home, ask):
    check = check_now(home, ask(STATIONS), PLAN.replace("8个，覆盖", "8个，\n覆盖"))
    assert only(check).state is ClauseState.CHANGED
    assert any("设立维权援助工作站8个" in line for line in only(check).difference)
    blank = check_now(home, ask(STATIONS), PLAN.replace("（二）加强维权援助\n", "（二）加强维权援助\n\n"))
    assert (only(blank).state, only(blank).difference) == (ClauseState.CHANGED, ("（只有空白或换行不同）",))


def test_text_put_in_before_moves_a_clause_on(home, ask):
    receipt = ask(STATIONS)
    clause = only(
        check_now(home, receipt, PLAN.replace("一、主要目标", "为推进知识产权工作，制定本规划。\n一、主要目标"))
    )
    moved = len("为推进知识产权工作，制定本规划。\n")
    assert (clause.state, clause.clause) == (ClauseState.MOVED, "jia/2.2")
    assert clause.start == receipt.citations[0].start + moved
    assert clause.formal == receipt.citations[0].formal
    assert clause.difference == ()


def test_a_clause_under_another_number_has_moved(home, ask):
    put_in = "（一）促进转化运用\n建设转化平台。\n（二）促进质押融资"
    text = PLAN.replace("（一）促进质押融资", put_in).replace("（二）加强维权援助", "（三）加强维权援助")
    clause = only(check_now(home, ask(STATIONS), text))
    assert (clause.state, clause.clause) == (ClauseState.MOVED, "jia/2.3")
    assert clause.formal == f"{NUMBERED}第二部分第（三）条"


def test_a_clause_with_another_number_and_another_word_has_changed(home, ask):
    put_in = "（一）促进转化运用\n建设转化平台，引进服务机构。\n（二）促进质押融资"
    text = PLAN.replace("（一）促进质押融资", put_in).replace("（二）加强维权援助", "（三）加强维权援助")
    clause = only(check_now(home, ask(STATIONS), text.replace("工作站8个", "工作站9个")))
    assert (clause.state, clause.clause) == (ClauseState.CHANGED, "jia/2.3")
    assert "+设立维权援助工作站9个，覆盖全部乡镇。" in clause.difference


def test_a_clause_that_is_gone_is_deleted(home, ask):
    text = PLAN.replace("（二）加强维权援助\n设立维权援助工作站8个，覆盖全部乡镇。\n", "")
    check = check_now(home, ask(STATIONS), text)
    clause = only(check)
    assert (clause.state, clause.clause, clause.start, clause.formal) == (ClauseState.DELETED, "", -1, "")
    assert [sentence.verdict for sentence in check.sentences] == [Verdict.UNSUPPORTED]


def test_a_document_that_is_gone_is_told(home, ask):
    receipt = ask(STATIONS)
    (home / "corpus" / "jia.txt").rename(home / "corpus" / "yi.txt")
    settings = make_assistant(home / "corpus", home / "index").settings
    check = ReceiptChecker.open(settings).check(receipt)
    assert only(check).state is ClauseState.DOCUMENT_GONE
    assert not check.is_unchanged


def test_a_row_whose_table_head_was_changed_has_changed(home, ask):
    check = check_now(home, ask(MARKS), PLAN.replace("2020年\t2025年", "2021年\t2026年"))
    clause = only(check)
    assert (clause.state, clause.clause) == (ClauseState.CHANGED, "jia/3.table1.r2")
    assert clause.difference == ("-指标 2020年 2025年", "+指标 2021年 2026年")


def test_a_twin_elsewhere_does_not_hide_a_change(home):
    twin = "四、附\n（一）促进质押融资\n对专利质押贷款给予最高50万元贴息。贴息比例为贷款利息的百分之四十。\n"
    text = PLAN + twin
    receipt = answer_with_receipt(rebuilt(home, text), LOANS)
    cited = receipt.citations[0]
    assert cited.copies == 2
    changed = cited.text.replace("最高50万元", "最高60万元")
    check = check_now(home, receipt, text[: cited.start] + changed + text[cited.end :])
    assert check.clauses[0].state is ClauseState.CHANGED
    assert check.clauses[0].clause == cited.clause


def test_a_new_title_or_number_changes_the_citation_but_no_clause(home, ask):
    receipt = ask(STATIONS)
    text = PLAN.replace("〔2022〕3号", "〔2023〕9号")
    clause = only(check_now(home, receipt, text))
    assert clause.state is ClauseState.UNCHANGED
    assert clause.formal == "《甲县知识产权规划》（甲政发〔2023〕9号）第二部分第（二）条"


def test_a_part_of_a_long_clause_is_found_by_the_length_that_held_then(home):
    body = "".join(f"{name}行业由县市场监督管理局牵头，每年组织抽查{n}次。" for n, name in enumerate(TRADES, start=101))
    text = PLAN.replace("设立维权援助工作站8个，覆盖全部乡镇。", body)
    write_plan(home / "corpus", text)
    assistant = make_assistant(home / "corpus", home / "index", answerer="extract", clause_characters=400)
    receipt = answer_with_receipt(assistant, "甲县陶瓷行业每年组织抽查几次？")
    assert len(receipt.citations[0].text) <= 400
    settings = make_assistant(home / "corpus", home / "index").settings
    assert settings.clause_characters == 800
    assert ReceiptChecker.open(settings).check(receipt).is_unchanged


def test_a_receipt_of_a_refusal_always_holds(home):
    assistant = rebuilt(home, PLAN)
    answer = assistant.ask("世界杯冠军是哪个队？")
    receipt = assistant.receipt(answer, (), NO_FILTERS, ASKED)
    check = ReceiptChecker.open(assistant.settings).check(receipt)
    assert (check.clauses, check.sentences, check.is_unchanged) == ((), (), True)


def test_hashes_differ_where_a_text_was_changed(home, ask):
    receipt = ask(LOANS)
    clause = only(check_now(home, receipt, PLAN.replace("百分之四十", "百分之五十")))
    now = rebuilt(home, PLAN.replace("百分之四十", "百分之五十")).trees["jia"].document.text
    assert hash_text(now[clause.start : clause.start + len(clause.cited.text)]) != clause.cited.sha256
    assert replace(receipt, asked="x") != receipt
