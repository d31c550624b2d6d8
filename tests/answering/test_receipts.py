"""Receipts: what they hold, the id of an answer, the way to JSON and back, and what is refused."""

import copy
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering import receipts as receipts_module
from assistant.answering.receipts import (
    answer_id,
    hash_text,
    make_receipt,
    receipt_from_json,
    receipt_to_json,
    without_number,
)
from assistant.errors import ReceiptError, TamperedError
from assistant.records import Answer, Filters, Reason, Scope, Timing, Verdict
from tests.answering.made_receipts import (
    ASKED,
    GOALS,
    LOANS,
    MARKS,
    PLAN,
    answer_with_receipt,
    receipts,
    write_plan,
)
from tests.fakes import ScriptedGenerator, make_assistant


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    return make_assistant(write_plan(home / "corpus"), home / "index", answerer="extract")


@pytest.fixture(scope="module")
def receipt(assistant):
    return answer_with_receipt(assistant, LOANS)


def signed(data):
    """The same data with a checksum that fits, as a forger would have it."""
    rest = {key: value for key, value in data.items() if key != "sha256"}
    canonical = json.dumps(rest, sort_keys=True, separators=(",", ":"))
    return {**rest, "sha256": hash_text(canonical)}


def test_a_receipt_holds_what_was_asked_understood_answered_and_cited(assistant, receipt):
    text, answer = assistant.trees["jia"].document.text, assistant.ask(LOANS)
    assert text == PLAN
    assert (receipt.format, receipt.asked, receipt.as_of) == (1, "2024-05-01T08:30:15Z", "2024-05-01")
    assert (receipt.question, receipt.history, receipt.standalone, receipt.kind) == (LOANS, (), LOANS, "fact")
    assert (receipt.filters, receipt.scope) == (Filters(), answer.query.scope)
    assert (receipt.answerer, receipt.abstained, receipt.reason) == ("extract", False, None)
    assert (receipt.answer, receipt.sentences) == (answer.text, answer.sentences)
    (cited,) = receipt.citations
    assert (cited.number, cited.document, cited.title) == (1, "jia", "甲县知识产权规划")
    assert (cited.document_number, cited.clause, cited.path) == (
        "甲政发〔2022〕3号", "jia/2.1", ("二、重点任务", "（一）促进质押融资"),
    )  # fmt: skip
    assert text[cited.start : cited.end] == cited.text
    assert cited.sha256 == hash_text(cited.text)
    assert text[cited.quote_start : cited.quote_end] == cited.quote == "对专利质押贷款给予最高50万元贴息。"
    assert cited.formal == "《甲县知识产权规划》（甲政发〔2022〕3号）第二部分第（一）条"
    assert (cited.head, cited.copies) == ("", 1)


def test_a_table_row_is_kept_with_the_head_of_its_table(assistant):
    (cited,) = answer_with_receipt(assistant, MARKS).citations
    assert cited.clause == "jia/3.table1.r2"
    assert cited.head == "指标\t2020年\t2025年"
    assert cited.formal.endswith("第三部分表第2行（版权登记量（件））")


def test_a_receipt_says_what_the_answer_was_made_with(assistant, receipt):
    origin = receipt.origin
    assert (origin.index, origin.clause_characters) == (assistant.retriever.generation.manifest.fingerprint, 800)
    assert origin.encoder.name == "multilingual-e5-small"
    assert len(origin.encoder.sha256) == 64
    assert (origin.language_model, origin.prompts) == (None, {})


def test_where_a_model_wrote_it_and_its_prompts_are_named(tmp_path):
    generator = ScriptedGenerator("甲县对专利质押贷款给予最高50万元贴息[1]。")
    assistant = make_assistant(write_plan(tmp_path / "corpus"), tmp_path / "index", generator)
    receipt = answer_with_receipt(assistant, LOANS)
    assert receipt.answerer == "llm"
    assert receipt.origin.language_model.name == "qwen2.5-coder-1.5b-instruct"
    assert set(receipt.origin.prompts) == {"answer.system.txt", "answer.user.txt"}


def test_a_refusal_has_a_receipt_too(assistant):
    answer = assistant.ask("世界杯冠军是哪个队？")
    receipt = assistant.receipt(answer, (), Filters(), ASKED)
    assert (receipt.abstained, receipt.citations, receipt.sentences) == (True, (), ())
    assert receipt.reason is answer.reason
    assert receipt_from_json(receipt_to_json(receipt)) == receipt


def test_a_question_that_could_not_be_used_has_none(assistant):
    answer = Answer("问题为空", True, Reason.BAD_QUESTION, "extract", (), (), (), Timing(0.0, None, 0.0))
    with pytest.raises(ValueError, match="no receipt"):
        make_receipt(answer, (), Filters(), None, {}, ASKED)


def test_history_and_filters_are_kept_as_they_were_used(assistant):
    history, filters = ["", "商标\x00？", GOALS], Filters(documents=("jia",), as_of="2023-01-01")
    answer = assistant.ask("那贴息呢？", history, filters=filters)
    receipt = assistant.receipt(answer, history, filters, ASKED)
    assert receipt.history == ("商标 ？", GOALS)
    assert (receipt.filters, receipt.as_of) == (filters, "2023-01-01")
    assert receipt.standalone != receipt.question


def test_the_time_is_told_in_utc_and_the_day_is_that_of_the_asker(assistant):
    beijing = datetime(2024, 5, 1, 0, 30, tzinfo=timezone(timedelta(hours=8)))
    receipt = answer_with_receipt(assistant, LOANS, beijing)
    assert (receipt.asked, receipt.as_of) == ("2024-04-30T16:30:00Z", "2024-05-01")


def test_the_same_answer_has_the_same_id_at_any_time(assistant, receipt):
    later = answer_with_receipt(assistant, LOANS, datetime(2031, 1, 1, tzinfo=UTC))
    assert later.id == receipt.id == answer_id(LOANS, (), receipt.scope, receipt.origin.index, receipt.answer)
    assert len(receipt.id) == 16
    assert replace(later, asked=receipt.asked, as_of=receipt.as_of) == receipt


def test_anything_else_that_differs_gives_another_id():
    first = ("问", ("前",), Scope(), "f1", "答")
    others = [
        ("问？", *first[1:]), ("问", (), *first[2:]), (*first[:2], Scope(years=("2025",)), *first[3:]),
        (*first[:3], "f2", "答"), (*first[:4], "答。"), ("问前", (), *first[2:]),
    ]  # fmt: skip
    assert len({answer_id(*values) for values in [first, *others]}) == 1 + len(others)


@given(receipts)
@settings(max_examples=60)
def test_any_receipt_comes_back_equal_from_json(receipt):
    data = receipt_to_json(receipt)
    first, *_, last = data
    assert (first, last) == ("format", "sha256")
    for text in (json.dumps(data), json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True)):
        assert receipt_from_json(json.loads(text)) == receipt


def leaves(data, path=()):
    """The paths of every value that holds no other."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    below = [leaf for key, value in inner for leaf in leaves(value, (*path, key))]
    return below or [path]


def changed(data, path, value):
    """A copy of the data with another value at a path."""
    made = copy.deepcopy(data)
    *way, last = path
    place = made
    for key in way:
        place = place[key]
    place[last] = value
    return made


def test_a_change_of_any_value_is_told(receipt):
    data = receipt_to_json(receipt)
    paths = [path for path in leaves(data) if path != ("format",)]
    assert len(paths) > 40
    for path in paths:
        with pytest.raises(TamperedError, match="凭据内容与校验和不符"):
            receipt_from_json(changed(data, path, "改"))


@given(receipts, st.data())
@settings(max_examples=40)
def test_a_value_left_out_or_put_in_is_told(receipt, drawn):
    data = receipt_to_json(receipt)
    key = drawn.draw(st.sampled_from([key for key in data if key != "format"]))
    for forged in ({k: v for k, v in data.items() if k != key}, {**data, "more": 1}):
        with pytest.raises(TamperedError):
            receipt_from_json(forged)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "内容不是凭据"),
        ([], "内容不是凭据"),
        ({}, "内容不是凭据"),
        ({"format": 2}, "凭据格式 2 与程序不符"),
        ({"format": "1"}, "与程序不符"),
        ({"format": True}, "与程序不符"),
        ({"format": {"深": "x" * 100}}, "与程序不符"),
    ],
    ids=str,
)
def test_what_is_no_receipt_or_of_another_format_is_refused(data, words):
    with pytest.raises(ReceiptError, match=words) as refused:
        receipt_from_json(data)
    assert len(str(refused.value)) < 120


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("question",), 7, "question"),
        (("abstained",), 1, "abstained"),
        (("reason",), "no_reason", "reason"),
        (("asked",), "昨天", "asked"),
        (("kind",), None, "kind"),
        (("history",), "一句", "history"),
        (("scope", "years"), [2025], "scope.years.0"),
        (("origin", "clause_characters"), 0, "origin.clause_characters"),
        (("origin", "language_model"), "qwen", "origin.language_model"),
        (("sentences", 0, "verdict"), "true", "sentences.0.verdict"),
        (("citations", 0, "start"), "12", "citations.0.start"),
        (("citations", 0, "more"), "x", "citations.0.more"),
        (("more",), "x", "more"),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else None,
)
def test_a_field_of_a_wrong_kind_is_named_though_the_checksum_fits(receipt, path, value, field):
    forged = signed(changed(receipt_to_json(receipt), path, value))
    with pytest.raises(ReceiptError, match=f"凭据的字段 {field} ") as refused:
        receipt_from_json(forged)
    assert not isinstance(refused.value, TamperedError)


def test_every_field_must_be_there_though_the_checksum_fits(receipt):
    data = receipt_to_json(receipt)
    for holder in (data, data["scope"], data["filters"], data["origin"], data["sentences"][0], data["citations"][0]):
        for key in [key for key in holder if key not in {"sha256", "format"} or holder is not data]:
            value = holder.pop(key)
            with pytest.raises(ReceiptError, match="缺"):
                receipt_from_json(signed(data))
            holder[key] = value
    assert receipt_from_json(signed(data)) == receipt


def test_a_clause_that_does_not_fit_its_own_hash_is_told_though_the_checksum_fits(receipt):
    forged = signed(changed(receipt_to_json(receipt), ("citations", 0, "text"), "给予最高500万元贴息。"))
    with pytest.raises(TamperedError, match="凭据内容与校验和不符"):
        receipt_from_json(forged)


def test_a_lone_surrogate_is_refused_in_one_line(receipt):
    forged = signed(changed(receipt_to_json(receipt), ("question",), "\ud800"))
    with pytest.raises(ReceiptError, match="缺失或有误") as refused:
        receipt_from_json(forged)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.加强保护。", "加强保护。"),
        ("（一）加强保护。", "加强保护。"),
        ("第三条　加强保护。", "　加强保护。"),
        ("——加强保护。", "加强保护。"),
        ("加强保护。", "加强保护。"),
        ("2025年，达到3件。", "2025年，达到3件。"),
        ("", ""),
    ],
)
def test_the_words_of_a_clause_without_its_number(text, words):
    assert without_number(text) == words


def test_verdicts_are_kept(receipt):
    assert [sentence.verdict for sentence in receipt.sentences] == [Verdict.SUPPORTED] * len(receipt.sentences)
    assert receipts_module.FORMAT == 1
