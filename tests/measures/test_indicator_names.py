import pytest

from tests.measures.made import TAXONOMY, indicators_of

NAMES = TAXONOMY.indicators


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("万人均发明专利拥有量", "每万人口有效发明专利拥有量"),
        ("每万人发明专利拥有量", "每万人口发明专利拥有量"),
        ("有效商标注册量", "商标有效注册量"),
        ("注册商标申请量", "商标注册申请量"),
        ("PCT专利申请量", "PCT国际专利申请量"),
        ("全市专利授权量", "专利授权量"),
        ("国家地理标志产品保护", "地理标志保护产品数量"),
        ("知识产权质押融资登记金额", "质押融资金额（万元）"),
        ("每万人口高价值发明专利拥有量", "每万人高价值有效发明专利拥有量"),
        ("知识产权贯标企业数量", "贯标企业"),
    ],
)
def test_synonyms_have_one_key(one: str, other: str) -> None:
    assert NAMES.key(one) == NAMES.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("每万人口高价值发明专利拥有量", "每万人口发明专利拥有量"),
        ("高价值发明专利拥有量", "有效发明专利拥有量"),
        ("每万人口发明专利拥有量", "发明专利拥有量"),
        ("发明专利授权量", "专利授权量"),
        ("新增贯标企业", "贯标企业数量"),
        ("PCT国际专利申请量", "专利申请量"),
    ],
)
def test_what_counts_something_else_is_kept_apart(one: str, other: str) -> None:
    assert NAMES.key(one) != NAMES.key(other)


def test_a_name_is_shown_without_place_remark_and_padding() -> None:
    assert NAMES.shown("全市万人均有效发明专利拥有量（件）") == "每万人发明专利拥有量"


def test_all_names_of_one_indicator_are_shown_by_the_first() -> None:
    text = "甲规划\n一、发展目标\n有效商标注册量达到100件。\n商标有效注册量达到200件。\n专利授权量达到5件。\n"
    found = [(one.name, one.key) for one in indicators_of(text)]
    assert found == [
        ("有效商标注册量", "有效商标注册量"),
        ("商标有效注册量", "有效商标注册量"),
        ("专利授权量", "专利授权量"),
    ]
