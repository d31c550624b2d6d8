import pytest

from assistant.measures.lookup import Wanted, find_measures, is_same_unit
from assistant.records import Firmness
from tests.measures.made import ids, make_measure

LOAN = make_measure(
    "对知识产权质押贷款给予贴息。",
    document="b",
    start=10,
    types=("贷款贴息", "质押融资"),
    units=("县金融局", "县财政局"),
)
BANK = make_measure(
    "鼓励银行开展质押贷款。", document="b", start=40, types=("质押融资",), firmness=Firmness.SUPPORTED,
    beneficiaries=("金融机构",),
)  # fmt: skip
PRIZE = make_measure("对企业给予奖励。", document="a", start=20, beneficiaries=("企业",), path=("二、促进质押融资",))
ENDED = make_measure("取消专利资助。", document="a", start=0, types=("资助补贴",), firmness=Firmness.WITHDRAWN)
STUDY = make_measure("探索专利保险。", document="c", start=0, types=("保险",), firmness=Firmness.EXPLORED)
ALL = (STUDY, ENDED, BANK, LOAN, PRIZE)


def found(**wanted: object) -> list[str]:
    return ids(find_measures(ALL, Wanted(**wanted)))


def test_without_filters_all_come_the_firmest_first_then_in_text_order() -> None:
    assert found() == ids((PRIZE, LOAN, BANK, STUDY, ENDED))


@pytest.mark.parametrize(
    ("wanted", "measures"),
    [
        ({"documents": frozenset({"a", "c"})}, (PRIZE, STUDY, ENDED)),
        ({"documents": frozenset()}, ()),
        ({"types": ("质押融资",)}, (LOAN, BANK)),
        ({"types": ("保险", "奖励")}, (PRIZE, STUDY)),
        ({"firmness": (Firmness.WITHDRAWN, Firmness.EXPLORED)}, (STUDY, ENDED)),
        ({"beneficiaries": ("企业",)}, (PRIZE,)),
        ({"beneficiaries": ("企业", "金融机构")}, (PRIZE, BANK)),
        ({"unit": "财政局"}, (LOAN,)),
        ({"unit": "县金融局"}, (LOAN,)),
        ({"unit": "公安局"}, ()),
        ({"types": ("质押融资",), "beneficiaries": ("金融机构",)}, (BANK,)),
        ({"types": ("质押融资",), "beneficiaries": ("企业",)}, ()),
    ],
)
def test_each_filter_and_all_of_them_together(wanted: dict[str, object], measures: tuple) -> None:
    assert found(**wanted) == ids(measures)


def test_a_word_is_looked_for_in_the_measure_its_headings_its_types_and_its_beneficiaries() -> None:
    assert found(words="贴息") == ids((LOAN,))
    assert found(words="质押") == ids((PRIZE, LOAN, BANK))
    assert found(words="保险") == ids((STUDY,))
    assert found(words="金融机构") == ids((BANK,))
    assert found(words="植物新品种") == []


def test_words_typed_apart_must_all_be_there() -> None:
    assert found(words="质押 银行") == ids((BANK,))
    assert found(words="质押 贴息") == ids((LOAN,))
    assert found(words="质押 贴息 银行") == []


def test_of_a_question_half_of_the_telling_words_are_enough_and_the_best_fit_comes_first() -> None:
    first = make_measure("对质押贷款给予补助。", document="z")
    second = make_measure("对专利导航给予贴息，支持质押贷款。", document="y")
    other = make_measure("对专利导航给予奖励。", document="x")
    asked = Wanted(words="质押贷款有哪些贴息？")
    assert ids(find_measures((first, second, other), asked)) == ids((second, first))


def test_width_and_case_do_not_matter() -> None:
    measure = make_measure("支持ＰＣＴ专利申请。")
    assert find_measures([measure], Wanted(words="pct")) == (measure,)


@pytest.mark.parametrize(
    ("asked", "unit", "same"),
    [
        ("市场监督管理局", "县市场监管局", True),
        ("市场监管局", "市市场监督管理局", True),
        ("发改委", "市发展和改革委员会", True),
        ("县发展和改革局", "县发改局", True),
        ("科技局", "县农业农村和科技局", True),
        ("财政局", "县财政局", True),
        ("财政局", "县司法局", False),
        ("市场监督管理局", "市文化局", False),
        ("税务局", "市商务局", False),
    ],
)
def test_a_unit_is_found_by_its_short_and_its_long_name(asked, unit, same):
    assert is_same_unit(asked, unit) is same
