import pytest

from assistant.answering.wording import OPENING, refusal
from assistant.records import Reason, Scope


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
