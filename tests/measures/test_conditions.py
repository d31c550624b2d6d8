import pytest

from assistant.answering.verification.plain import plain
from assistant.measures.conditions import read_conditions
from assistant.records import Condition
from tests.measures.made import TAXONOMY


def conditions(text: str) -> tuple[Condition, ...]:
    return read_conditions(plain(text), TAXONOMY.traits)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "对首次通过贯标认证的企业，给予5万元奖励。",
            Condition("首次通过贯标认证的企业", ("通过贯标认证", "首次")),
        ),
        (
            "凡获得中国专利金奖的单位，一次性奖励10万元。",
            Condition("获得中国专利金奖的单位", ("获得专利奖", "有授权专利")),
        ),
        ("首次通过贯标认证的企业，给予5万元奖励。", Condition("首次通过贯标认证的企业", ("通过贯标认证", "首次"))),
        ("投保专利保险的，按保费的50%补助。", Condition("投保专利保险的", ("投保知识产权保险",))),
        ("支持有出口业务的企业参展。", Condition("有出口业务的", ("涉外或出口",))),
        ("符合规定条件的，给予奖励。", Condition("符合规定条件的", ())),
        ("企业注册地在本市，给予奖励。", Condition("注册地在本市", ("本地注册",))),
        ("近三年无失信记录，给予奖励。", Condition("近三年无失信记录", ("信用良好",))),
    ],
    ids=["whom", "who", "recipient", "act", "described", "fit", "placed", "clean"],
)
def test_a_condition_has_the_words_of_the_text_and_the_traits_that_it_names(text: str, found: Condition) -> None:
    assert conditions(text) == (found,)


def test_conditions_come_in_text_order() -> None:
    text = "注册地在甲县，近两年内无违法行为，对获得专利奖的企业给予奖励。"
    assert [one.words for one in conditions(text)] == ["注册地在甲县", "近两年内无违法行为", "获得专利奖的企业"]


def test_a_condition_that_is_said_twice_is_one() -> None:
    assert len(conditions("投保专利保险的，给予补助；投保专利保险的，优先支持。")) == 1


@pytest.mark.parametrize("text", ["设立专利快速审查窗口。", "对知识产权质押贷款给予贴息。", "鼓励企业投保专利保险。"])
def test_a_sentence_without_conditions_has_none(text: str) -> None:
    assert conditions(text) == ()
