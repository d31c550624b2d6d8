"""Numeric targets of running text: what is counted, up to what, by when."""

import pytest

from assistant.records import Bound, Indicator
from tests.measures.made import indicators_of


def goals(sentence: str) -> tuple[Indicator, ...]:
    return indicators_of(f"甲禾县规划\n一、发展目标\n{sentence}\n")


def told(sentence: str) -> list[tuple[str, float | None, str, str]]:
    return [(one.name, one.target, one.unit, one.target_year) for one in goals(sentence)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("到2025年，全县有效发明专利拥有量达到300件。", ("有效发明专利拥有量", 300.0, "件", "2025")),
        ("到2024年，中国地理标志保护产品数量31项。", ("中国地理标志保护产品数量", 31.0, "项", "2024")),
        ("有效注册商标量3.2万件。", ("有效注册商标量", 3.2, "万件", "2025")),
        ("质押融资登记金额累计达到5亿元。", ("质押融资登记金额", 5.0, "亿元", "2025")),
        ("新增贯标企业16家。", ("新增贯标企业", 16.0, "家", "2025")),
        ("新增专利授权量达到12000件。", ("新增专利授权量", 12000.0, "件", "2025")),
        ("万人均发明专利拥有量达到6，完成各项任务。", ("万人均发明专利拥有量", 6.0, "", "2025")),
        ("成功申报1件地理标志保护产品。", ("地理标志保护产品", 1.0, "件", "2025")),
        ("培育2家市级试点单位。", ("市级试点单位", 2.0, "家", "2025")),
        ("建成六个示范基地。", ("示范基地", 6.0, "个", "2025")),
        ("培育1家综合实力较好，具有影响力的示范企业。", ("示范企业", 1.0, "家", "2025")),
        ("每年引进服务机构3家。", ("服务机构", 3.0, "家", "每年")),
        ("商标注册量增长20%。", ("商标注册量增长", 20.0, "%", "2025")),
        ("有效发明专利拥有量达到3,000件。", ("有效发明专利拥有量", 3000.0, "件", "2025")),
        ("质押融资不少于10笔。", ("质押融资", 10.0, "笔", "2025")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_counted_up_to_what_and_by_when(sentence: str, found: tuple[str, float, str, str]) -> None:
    assert told(sentence) == [found]


def test_several_targets_come_in_text_order_each_by_the_last_year_before_it() -> None:
    assert told("到2023年，专利授权量达到100件，商标注册量达到200件；到2025年，专利授权量达到300件。") == [
        ("专利授权量", 100.0, "件", "2023"),
        ("商标注册量", 200.0, "件", "2023"),
        ("专利授权量", 300.0, "件", "2025"),
    ]


def test_a_change_has_its_base_and_the_year_of_it() -> None:
    (one,) = goals("到2025年，每万人口发明专利拥有量由2020年的1.85件提高到3.05件。")
    assert (one.name, one.target, one.target_words) == ("每万人口发明专利拥有量", 3.05, "3.05件")
    assert (one.base_year, one.base, one.base_words) == ("2020", 1.85, "1.85件")
    (other,) = goals("商标注册量从1.5万件增加到3万件。")
    assert (other.name, other.base, other.target, other.unit) == ("商标注册量", 1.5, 3.0, "万件")
    assert other.base_year == ""


def test_figures_told_respectively_go_to_their_names() -> None:
    assert told("到2025年，专利申请量、商标注册量和地理标志分别达到100件、200件、3件。") == [
        ("专利申请量", 100.0, "件", "2025"),
        ("商标注册量", 200.0, "件", "2025"),
        ("地理标志", 3.0, "件", "2025"),
    ]


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("达到300件左右", Bound.ABOUT),
        ("达到300件以上", Bound.AT_LEAST),
        ("不低于300件", Bound.AT_LEAST),
        ("突破300件", Bound.AT_LEAST),
        ("达到300件", Bound.NONE),
    ],
)
def test_bounds_are_kept(words: str, bound: Bound) -> None:
    (one,) = goals(f"到2025年，专利授权量{words}。")
    assert (one.name, one.target, one.bound) == ("专利授权量", 300.0, bound)
    assert one.target_words in words


@pytest.mark.parametrize(
    "sentence",
    [
        "每年发放资助资金500万元。",
        "到2025年，安排专项经费100万元。",
        "对企业给予50万元奖励，补助3家。",
        "单个项目最高20万元。",
    ],
)
def test_money_that_is_handed_out_is_no_target(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "“十三五”时期，专利授权量12724件。",
        "至2020年底，有效发明专利573件。",
        "2019年以来，培训企业2000家。",
        "到2020年，专利授权量达到100件。",
        "现有优势企业16家。",
        "已建成窗口3个，取得了明显成效。",
    ],
)
def test_what_was_reached_before_is_no_target(sentence: str) -> None:
    assert told(sentence) == []


def test_a_hope_for_success_does_not_make_a_target_one_of_the_past() -> None:
    sentence = "到2025年，商标有效注册量达到1400件，建设工作取得明显成效。"
    assert told(sentence) == [("商标有效注册量", 1400.0, "件", "2025")]


@pytest.mark.parametrize(
    "sentence",
    ["支撑六个静海建设，推进三大行动。", "开展第3批试点，推广前3项经验。", "依托上述5个中心服务产业。"],
)
def test_numbers_that_count_no_aim_are_none(sentence: str) -> None:
    assert told(sentence) == []


def test_outside_the_goals_a_sentence_must_name_a_year_or_a_period() -> None:
    text = "甲禾县规划\n一、主要任务\n（一）培育企业。{}\n"
    assert indicators_of(text.format("培育试点单位2家。")) == ()
    for aimed in ("到2024年，培育试点单位2家。", "“十四五”期间，培育试点单位2家。", "力争培育试点单位2家。"):
        assert [(one.name, one.target) for one in indicators_of(text.format(aimed))] == [("试点单位", 2.0)]


def test_parts_on_what_was_tell_no_target() -> None:
    text = "甲禾县规划\n一、{}\n到2025年，专利授权量达到100件。\n"
    assert len(indicators_of(text.format("发展目标"))) == 1
    assert indicators_of(text.format("发展基础")) == ()
