import pytest

from assistant.answering.verification import verify
from assistant.answering.verification.payers import read_payers, wrong_payers
from assistant.answering.verification.plain import plain
from assistant.answering.verification.source import places_of, read_source
from assistant.answering.verification.stretch import read_stretch
from assistant.records import Verdict
from tests.answering.made import make_chunk

RELIEF = "企业可以申请快速维权，费用由市财政全额承担。"
TWO = "鉴定费由申请人承担，检测费由检测机构承担。"
SHARED = "缴费由个人和单位共同负担，政府给予补贴。"
ADVANCED = "培训费用由企业先行垫付，经审核后由市财政支付。"
NOT_ALL = "企业应当为职工投保，所需费用由企业承担，职工不负担。"
OWN = "企业承担主体责任，费用由市财政承担。"
GOES_ON = "企业应当投保，并缴纳保险费；其余费用由市财政承担。"


def wrong(sentence, clause):
    places = places_of([read_source(make_chunk(clause), "")])
    return list(wrong_payers(read_stretch(plain(sentence)), places))


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("费用由市财政全额承担", [("市财政",)]),
        ("由市、县财政按6:4比例负担", [("市", "县财政")]),
        ("由个人和单位共同缴纳", [("个人", "单位")]),
        ("企业承担主体责任，费用由财政列支", [("企业",), ("财政",)]),
        ("职工不负担，自由支付", []),
        ("贷款贴息按实际支付利息的50%给予", []),
        ("减轻企业负担，企业负担明显减轻", []),
    ],
)
def test_who_bears(text, members):
    assert [payer.members for payer in read_payers(read_stretch(plain(text)))] == members


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("费用由市财政全额承担", RELIEF),
        ("市财政承担企业快速维权费用", RELIEF),
        ("鉴定费由申请人承担", TWO),
        ("检测费由检测机构承担", TWO),
        ("缴费由个人负担", SHARED),
        ("培训费用由市财政支付", ADVANCED),
        ("培训费用由企业先行垫付", ADVANCED),
        ("费用由企业承担", NOT_ALL),
        ("企业承担主体责任", OWN),
        ("保险费由企业缴纳", GOES_ON),
        ("20%由个人负担", "保费由单位负担80%，个人负担20%。"),
        ("费用由企业承担", "企业可以申请快速维权，费用由其承担。"),
        ("费用由企业承担", "企业可以申请快速维权。"),
    ],
)
def test_those_who_pay_may_be_said_to(sentence, clause):
    assert wrong(sentence, clause) == []


@pytest.mark.parametrize(
    ("sentence", "clause", "payer"),
    [
        ("费用由企业全额承担", RELIEF, "企业"),
        ("企业承担全部费用", RELIEF, "企业"),
        ("检测费由申请人承担", TWO, "申请人"),
        ("缴费由政府负担", SHARED, "政府"),
        ("费用由职工承担", NOT_ALL, "职工"),
        ("费用由企业承担", OWN, "企业"),
    ],
)
def test_of_whom_else_the_clause_speaks_does_not_pay(sentence, clause, payer):
    assert wrong(sentence, clause) == [f"{payer}（所指不同）"]


def test_a_wrong_payer_is_no_support():
    assert verify("费用由企业全额承担", [make_chunk(RELIEF)], [""]) == (Verdict.UNSUPPORTED, ("企业（所指不同）",))
    assert verify("费用由市财政全额承担", [make_chunk(RELIEF)], [""]) == (Verdict.SUPPORTED, ())
