import pytest

from assistant.answering.wording import OPENING, asking_for, needed, refusal
from assistant.records import Query, Reason, Scope


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_own_words_with_nothing_left_to_fill_in(reason):
    scope = Scope(unknown_places=("丙市",), years=("2030",))
    text = refusal(reason, scope, ("甲县",))
    assert text.startswith(OPENING)
    assert text.endswith("。")
    assert not set("{}") & set(text)
    assert [other for other in Reason if refusal(other, scope, ("甲县",)) == text] == [reason]


def test_a_place_outside_the_corpus_is_told_with_those_inside():
    text = refusal(Reason.NO_SUCH_PLACE, Scope(unknown_places=("丙市", "丁县")), ("甲县", "乙县"))
    assert text == f"{OPENING}文档库中没有丙市、丁县的文件。现有甲县、乙县的文件。"


def test_the_year_asked_for_is_told():
    text = refusal(Reason.OUTSIDE_PERIOD, Scope(years=("2030", "2031")))
    assert text == f"{OPENING}找到了相近的条款，但其中没有2030、2031年的规定。"


def test_braces_in_a_place_are_plain_text():
    assert "{held}" in refusal(Reason.NO_SUCH_PLACE, Scope(unknown_places=("{held}",)), ("甲县",))


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (Reason.NO_SUCH_PLACE, "丙县的相关政策文件"),
        (Reason.NO_SUCH_DOCUMENT, "《丁办法》的全文"),
        (Reason.NOT_FOUND, "甲县写明「贴息多少」的文件"),
        (Reason.OUTSIDE_PERIOD, "甲县适用于2031年的规划、计划或统计公报"),
        (Reason.OFF_TOPIC, ""),
        (Reason.TOO_BROAD, ""),
    ],
)
def test_what_document_would_be_needed(reason: Reason, expected: str) -> None:
    scope = Scope(places=("甲县",), unknown_places=("丙县",), unknown_titles=("《丁办法》",), years=("2031",))
    assert needed(reason, Query("", "甲县贴息多少？", "", scope, topic="贴息多少？")) == expected


def test_what_is_needed_is_asked_for_in_one_line() -> None:
    assert asking_for("丙县的相关政策文件") == "如需回答，请补充：丙县的相关政策文件。"
    assert asking_for("") == ""
