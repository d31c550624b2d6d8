import pytest

from assistant.answering.verification.plain import plain
from assistant.answering.verification.quotes import is_quoted
from assistant.answering.verification.source import read_source
from tests.answering.made import make_chunk

CLAUSE = (
    "第四条 企业不得收取押金，给予补助5万元；逾期不办的，取消资格。\n禁止下列行为：\n（一）倾倒垃圾；\n（二）占用河道。"
)


def quoted(sentence, clause=CLAUSE, title="甲县办法"):
    return is_quoted(plain(sentence), [read_source(make_chunk(clause, path=("二、要求",)), title)])


@pytest.mark.parametrize(
    "sentence",
    [
        "企业不得收取押金，给予补助5万元",
        "第四条 企业不得收取押金",
        "逾期不办的，取消资格",
        "甲县：逾期不办的，取消资格",
        "二、要求：逾期不办的，取消资格",
        "禁止下列行为：（一）倾倒垃圾；（二）占用河道",
    ],
)
def test_words_of_the_clause_from_the_beginning_of_a_sentence(sentence):
    assert quoted(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["收取押金", "给予补助5万", "企业不得收取", "乙县：逾期不办的，取消资格", "倾倒垃圾", "占用河道", ""],
)
def test_cut_off_or_torn_out_words_are_no_quotation(sentence):
    assert not quoted(sentence)


def test_a_number_is_not_cut_at_its_point():
    assert quoted("达到0.39", "达到0.39，增长。")
    assert not quoted("达到0", "达到0.39，增长。")
