import pytest

from assistant.answering.verification.belonging import as_words, lacking, words_from_elsewhere
from assistant.answering.verification.plain import plain
from assistant.answering.verification.source import read_source
from assistant.answering.verification.stretch import read_stretch
from assistant.answering.verification.words import signs
from tests.answering.made import make_chunk


def strangers(sentence, clause):
    return words_from_elsewhere(read_stretch(plain(sentence)), 0, [read_source(make_chunk(clause), "")])


@pytest.mark.parametrize(
    ("sentence", "clause", "expected"),
    [
        ("线上办理的，即时办结", "线上办理的，即时办结；线下办理的，当场受理。", []),
        ("线下办理的，即时办结", "线上办理的，即时办结；线下办理的，当场受理。", ["线下"]),
        ("多子女家庭租房上浮", "无房租房的，定额提取；多子女家庭上浮。", []),
        ("倾倒垃圾和占用河道", "禁止：\n（一）倾倒垃圾；\n（二）占用河道。", []),
        ("表扬有功人员", "对先进集体，给予表扬。奖励有功人员。", ["表扬"]),
        ("中小学生免费乘车", "中小学生享受优惠，残疾人免费乘车。", ["免费乘车"]),
        ("残疾人免费乘车", "中小学生享受优惠，残疾人免费乘车。", []),
    ],
)
def test_words_that_the_clause_says_elsewhere(sentence, clause, expected):
    assert strangers(sentence, clause) == expected


def test_denials_are_not_missing_words():
    assert lacking("不再补助专利", signs("取消资助专利")) == []
    assert lacking("补助商标", signs("资助专利")) == [(2, 4)]


def test_a_single_sign_is_shown_with_its_neighbour():
    assert as_words("银奖奖励", [(0, 1)]) == ["银奖"]
    assert as_words("奖励\0\0银", [(4, 5)]) == ["银"]
