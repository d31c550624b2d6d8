"""Rows of indicator tables by the headers of their cells."""

import pytest

from assistant.measures.indicator_rows import is_indicator_row
from assistant.records import Bound, Cell, Clause, ClauseKind
from tests.measures.made import TABLE, indicators_of


def row(*cells: tuple[str, str]) -> Clause:
    return Clause("jia/1", "jia", ClauseKind.ROW, (), "", 0, 0, cells=tuple(Cell(*cell) for cell in cells))


def table(header: str, *rows: str) -> str:
    bars = "|".join("---" for _ in header.split("|"))
    return "甲规划\n一、发展目标\n" + "".join(f"|{line}|\n" for line in (header, bars, *rows))


def test_a_row_has_name_unit_base_target_nature_and_category() -> None:
    first = indicators_of(TABLE)[0]
    assert (first.document, first.clause, first.path) == ("jia", "jia/1.table1.r1", ("一、发展目标",))
    assert first.text == "|1|创造|每万人口发明专利拥有量|件|1.85|3.05|预期性|"
    assert (first.name, first.key, first.place) == ("每万人口发明专利拥有量", "每万人发明专利拥有量", "甲禾县")
    assert (first.base_year, first.base, first.base_words) == ("2020", 1.85, "1.85")
    assert (first.target_year, first.target, first.target_words) == ("2025", 3.05, "3.05")
    assert (first.unit, first.bound, first.nature, first.category) == ("件", Bound.NONE, "预期性", "创造")


def test_the_rows_of_a_table_come_in_its_order() -> None:
    assert [(one.name, one.base, one.target, one.unit, one.nature) for one in indicators_of(TABLE)] == [
        ("每万人口发明专利拥有量", 1.85, 3.05, "件", "预期性"),
        ("地理标志商标", None, 2.0, "件", "约束性"),
        ("质押融资金额（万元）", 9005.0, 18000.0, "万元", "预期性"),
        ("行政案件结案率", 90.0, 95.0, "%", "约束性"),
        ("服务网点", None, 3.0, "家", "预期性"),
    ]


def test_a_bound_of_the_target_is_kept_with_its_words() -> None:
    found = {one.name: (one.bound, one.target_words) for one in indicators_of(TABLE)}
    assert found["地理标志商标"] == (Bound.AT_LEAST, "≧2")
    assert found["行政案件结案率"] == (Bound.AT_LEAST, "〔≥95〕")


def test_a_dash_is_no_base_but_tells_its_year() -> None:
    found = {one.name: (one.base_year, one.base, one.base_words) for one in indicators_of(TABLE)}
    assert found["地理标志商标"] == found["服务网点"] == ("2020", None, "")


def test_a_header_without_a_year_leaves_the_year_of_the_plan() -> None:
    (one,) = indicators_of(table("指标名称|现状值|规划值", "发明专利拥有量|120|300"))
    assert (one.base_year, one.base, one.target_year, one.target, one.unit) == ("", 120.0, "2025", 300.0, "")


def test_the_latest_year_is_the_target_wherever_its_column_stands() -> None:
    (one,) = indicators_of(table("指标|2025年|2022年|2020年", "专利授权量|300|200|100"))
    assert (one.target_year, one.target) == ("2025", 300.0)


def test_a_table_without_units_takes_that_of_the_text() -> None:
    rows = table("指标|2020年|2025年目标", "有效商标注册量|12654|15000", "服务网点|1|3")
    text = f"{rows}二、主要任务\n（一）品牌培育。到2025年，全区商标有效注册量达到15000件。\n"
    found = [(one.name, one.unit) for one in indicators_of(text)]
    assert found == [("有效商标注册量", "件"), ("服务网点", ""), ("商标有效注册量", "件")]


@pytest.mark.parametrize(
    ("cells", "is_one"),
    [
        ([("主要指标", "专利"), ("2025年目标", "3")], True),
        ([("名称", "专利"), ("2025年目标", "3"), ("属性", "预期性")], True),
        ([("名称", "专利"), ("2020年", "1"), ("2025年", "3")], True),
        ([("名称", "专利"), ("2020年", "-"), ("2025年", "≧3")], True),
        ([("名称", "专利"), ("2025年", "3")], False),
        ([("主要指标", "专利"), ("2025年目标", "完成")], False),
        ([("项目", "专利金奖"), ("标准", "50万元")], False),
        ([], False),
    ],
    ids=["indicator", "nature", "two years", "none before", "one year", "no number", "sum", "no cells"],
)
def test_a_row_of_indicators_has_a_column_of_numbers_under_a_year_or_a_target(
    cells: list[tuple[str, str]], is_one: bool
) -> None:
    assert is_indicator_row(row(*cells)) is is_one
