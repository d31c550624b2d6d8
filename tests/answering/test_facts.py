import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.facts import Figure, matches, read_figures, read_plan_periods


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("50万元", 500_000, "元"),
        ("五十万元", 500_000, "元"),
        ("500,000元", 500_000, "元"),
        ("５０万元", 500_000, "元"),
        ("50 万元", 500_000, "元"),
        ("1.5亿元", 150_000_000, "元"),
        ("一亿二千万元", 120_000_000, "元"),
        ("一万亿元", 1_000_000_000_000, "元"),
        ("一百二十三万四千五百元", 1_234_500, "元"),
        ("两万两千元", 22_000, "元"),
        ("5百万元", 5_000_000, "元"),
        ("3千元", 3_000, "元"),
        ("十万元", 100_000, "元"),
        ("1500万美元", 15_000_000, "美元"),
        ("0.11件", 0.11, "件"),
        ("1,200件", 1_200, "件"),
        ("二百零五件", 205, "件"),
        ("50%", 50, "%"),
        ("50％", 50, "%"),
        ("百分之五十", 50, "%"),
        ("百分之二十一点五", 21.5, "%"),
        ("百分之百", 100, "%"),
        ("3.5‰", 3.5, "‰"),
        ("10个百分点", 10, "百分点"),
        ("3百分点", 3, "百分点"),
        ("81名", 81, "人"),
        ("81人", 81, "人"),
        ("14所", 14, "家"),
        ("三十天", 30, "日"),
        ("六个月", 6, "个月"),
        ("5个工作日", 5, "工作日"),
        ("二〇三五年", 2035, "年"),
        ("2035年", 2035, "年"),
        ("50万", 500_000, ""),
        ("0.39", 0.39, ""),
    ],
)
def test_value_and_unit_in_one_form(text, value, unit):
    assert [(figure.value, figure.unit) for figure in read_figures(text)] == [(value, unit)]


@pytest.mark.parametrize("text", ["一方面", "进一步", "第三方", "一万", "三、目标", "万元", "没有数字", ""])
def test_chinese_numerals_without_a_unit_are_words(text):
    assert read_figures(text) == ()


@pytest.mark.parametrize("text", ["“十四五”时期", "十四五规划", "到十四五末", "纳入“十四五”", "十四五"])
def test_a_plan_period_is_no_number(text):
    assert read_figures(text) == ()
    assert read_plan_periods(text) == ("十四五",)


def test_fourteen_or_fifteen_firms_are_no_plan_period():
    assert read_plan_periods("十四五家企业") == ()


def test_plan_periods_are_named_once_and_in_order():
    assert read_plan_periods("“十四五”时期，衔接“十五五”规划，“十四五”期间") == ("十四五", "十五五")


def test_figures_keep_their_words_and_a_date_has_three():
    assert read_figures("2022年11月14日") == (
        Figure(2022, "年", "2022年"),
        Figure(11, "月", "11月"),
        Figure(14, "日", "14日"),
    )


def test_a_comma_that_parts_two_numbers_does_not_join_them():
    assert [figure.value for figure in read_figures("达到2025，其中12，5件，1,200,000元")] == [2025, 12, 5, 1_200_000]


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("五十万元", "给予50万元奖励"),
        ("50万元", "不超过500,000元"),
        ("81人", "聘请专家81名"),
        ("14家", "14所学校"),
        ("百分之八十", "占80%"),
        ("2035年", "二〇三五年远景目标"),
        ("0.39件", "指标 0.39 1"),
        ("50万", "50万元"),
    ],
)
def test_same_figure(said, held):
    (figure,) = read_figures(said)
    assert matches(figure, read_figures(held))


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("50万元", "50%"),
        ("50万", "50元"),
        ("50%", "50元"),
        ("50元", "50%"),
        ("20万元", "50万元"),
        ("0.11件", "0.12件"),
        ("0.11件", "11件"),
        ("81人", "81件"),
        ("2025年", "2035年"),
        ("3个月", "3家"),
        ("5个工作日", "5日"),
        ("50万元", "50万美元"),
        ("10%", "10个百分点"),
        ("30家", ""),
    ],
)
def test_other_figure(said, held):
    (figure,) = read_figures(said)
    assert not matches(figure, read_figures(held))


@given(st.text("0123456789,.，．万亿千百十零〇一二两五点分之%％元件年个月日时期“” \n", max_size=30))
def test_any_text_holds_its_own_figures(text):
    figures = read_figures(text)
    assert all(matches(figure, figures) for figure in figures)
    assert all(figure.words for figure in figures)
