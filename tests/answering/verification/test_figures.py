import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.verification.figures import Turn, read_figures, same_amount, same_figure, units_behind
from assistant.answering.verification.plain import plain


def read(text):
    return read_figures(plain(text))


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
        ("贰拾万元", 200_000, "元"),
        ("壹佰万圆整", 1_000_000, "元"),
        ("不超过伍拾万元", 500_000, "元"),
        ("5百万元", 5_000_000, "元"),
        ("3千元", 3_000, "元"),
        ("1500万美元", 15_000_000, "美元"),
        ("0.11件", 0.11, "件"),
        ("二百零五件", 205, "件"),
        ("50%", 50, "%"),
        ("50％", 50, "%"),
        ("百分之五十", 50, "%"),
        ("百分之二十一点五", 21.5, "%"),
        ("七成", 70, "%"),
        ("六折", 60, "%"),
        ("85折", 85, "%"),
        ("半价", 50, "%"),
        ("三分之一", 1 / 3, "分之"),
        ("4∶6", 2 / 3, "比"),
        ("3.5‰", 3.5, "‰"),
        ("10个百分点", 10, "百分点"),
        ("81名", 81, "人"),
        ("81人", 81, "人"),
        ("14所", 14, "家"),
        ("三十天", 30, "日"),
        ("六个月", 6, "个月"),
        ("两年", 24, "个月"),
        ("半年", 6, "个月"),
        ("5个工作日", 5, "工作日"),
        ("50万", 500_000, ""),
        ("0.39", 0.39, ""),
    ],
)
def test_value_and_unit_in_one_form(text, value, unit):
    assert [(figure.value, figure.unit) for figure in read(text)] == [(pytest.approx(value), unit)]


@pytest.mark.parametrize(
    "text",
    ["一方面", "进一步", "第三方", "一万", "三、目标", "万元", "“十四五”时期", "2025年", "2023年5月1日", "九月十一日",
     "国发〔2021〕20号", "第四十一条", "三合一", "成立", ""],
)  # fmt: skip
def test_what_is_no_figure(text):
    assert read(text) == ()


def test_an_article_is_told_from_a_count():
    assert [(f.words, f.is_article) for f in read("一项奖励每年一次，三项合一")] == [
        ("一项", True),
        ("一次", False),
        ("三项", False),
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("护理型床位占比(%):2020年37,2025年65", [(37, "%"), (65, "%")]),
        ("家庭养老床位(万张):2020年1.1,2025年3", [(11_000, "张"), (30_000, "张")]),
        ("隐患整改率:2023年96(计量单位:%)", [(96, "%")]),
        ("硕士:年龄上限35周岁,补贴标准(元/年)16000", [(35, "岁"), (16_000, "元")]),
    ],
)
def test_a_table_gives_its_bare_numbers_their_unit(row, expected):
    assert [(f.value, f.unit) for f in read_figures(units_behind(row))] == expected


def test_units_stand_behind_the_numbers_of_their_header():
    assert units_behind("补贴标准(元/年)16000") == "补贴标准16000元/年"
    assert units_behind("标准(元)1000元") == "标准(元)1000元"


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("五十万元", "给予50万元奖励"),
        ("20万元", "给予贰拾万元奖励"),
        ("壹佰万元", "给予100万元奖励"),
        ("不超过50万元", "最高500,000元"),
        ("81人", "聘请专家81名"),
        ("百分之八十", "占80%"),
        ("24个月", "两年"),
        ("0.39件", "指标 0.39"),
        ("50万", "50万元"),
        ("5日", "5日内"),
        ("由25家", "原有的25家"),
    ],
)
def test_same_figure(said, held):
    assert same_figure(read(said)[0], read(held)[0])


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("50万元", "50%"),
        ("50万", "50元"),
        ("20万元", "50万元"),
        ("0.11件", "11件"),
        ("81人", "81件"),
        ("3个月", "3家"),
        ("5个工作日", "5日"),
        ("50万元", "50万美元"),
        ("10%", "10个百分点"),
        ("2%", "2‰"),
        ("50万元", "最高50万元"),
        ("最高50万元", "50万元"),
        ("50万元以上", "不超过50万元"),
        ("300件", "300件左右"),
        ("调整为25家", "由25家调整为22家"),
    ],
)
def test_other_figure(said, held):
    assert not same_figure(read(said)[0], read(held)[0])


def test_a_change_has_a_beginning_and_an_end():
    assert [f.turn for f in read("由2023年的96%提高到2025年的100%")] == [Turn.FROM, Turn.TO]
    assert [f.turn for f in read("达到100%")] == [Turn.NONE]


@given(st.text("0123456789,.，．万亿千百十零〇一二两五点分之%％元件年个月日时期折成至—∶“” \n", max_size=30))
def test_any_text_holds_its_own_figures(text):
    figures = read(text)
    assert all(same_figure(figure, figure) and same_amount(figure, figure) for figure in figures)
    assert [figure.start for figure in figures] == sorted(figure.start for figure in figures)
    assert all(plain(text)[figure.start : figure.end] == figure.words != "" for figure in figures)
