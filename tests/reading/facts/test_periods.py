import pytest

from assistant.reading.facts.periods import five_year_plan
from assistant.reading.metadata import describe
from tests.reading.made import read


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "1953—1957年"), (2, "1958—1962年"), (3, "1966—1970年"), (10, "2001—2005年"), (12, "2011—2015年"),
        (13, "2016—2020年"), (14, "2021—2025年"), (15, "2026—2030年"), (0, ""), (99, ""),
    ],
)  # fmt: skip
def test_years_of_five_year_plans(number: int, expected: str):
    assert five_year_plan(number) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("甲市规划（2021—2035年）", "2021—2035年"),
        ("甲市规划(2021-2025年)", "2021—2025年"),
        ("甲市行动计划（2015年—2020年）", "2015—2020年"),
        ("甲市行动计划（2022至2024年）", "2022—2024年"),
        ("甲市行动计划（2022~2024）", "2022—2024年"),
        ("甲市“十四五”规划", "2021—2025年"),
        ("甲市十四五规划", "2021—2025年"),
        ("甲市“十五”规划", "2001—2005年"),
        ("甲市“九五”计划", "1996—2000年"),
        ("甲市国民经济和社会发展第十三个五年规划纲要", "2016—2020年"),
        ("甲市国民经济和社会发展第十四个五年规划和2035年远景目标纲要", "2021—2025年"),
        ("甲市2023年工作要点", "2023年"),
        ("甲市2023年度重点任务（第一批）", "2023年"),
        ("甲市九五折优惠方案", ""),
        ("甲市2022年预算执行情况的报告", ""),
        ("甲市规划（2025—2021年）", ""),
        ("甲市办法", ""),
    ],
)
def test_periods_in_titles(title: str, expected: str):
    assert describe(read(f"{title}\n一、目标\n提高。")).document.metadata.period == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲市某某规划\n一、总则\n规划期为2021年至2035年，近期到2025年。", "2021—2035年"),
        ("甲市某某方案\n为落实《乙省“十三五”规划》，制定本方案。\n一、目标", "2016—2020年"),
        ("为落实《乙省规划（2021-2025年）》，制定本实施方案。\n一、目标", "2021—2025年"),
        ("甲市某某意见\n一、目标\n到2025年翻番，到2035年建成。\n甲市人民政府\n2022年1月5日", "2022—2025年"),
        ("甲市某某办法\n一、目标\n到2025年翻番。\n甲市人民政府\n2022年1月5日", ""),
        ("甲市某某意见\n一、目标\n到2025年翻番。", ""),
        ("甲市关于某某的通知\n根据《乙省“十三五”规划》，通知如下。\n一、目标", ""),
    ],
    ids=["said", "of the plan above", "without title", "goals", "no plan", "no day of issue", "a notice"],
)
def test_periods_in_the_text(text: str, expected: str):
    assert describe(read(text)).document.metadata.period == expected


def test_a_curator_s_title_gives_the_period_too():
    found = describe(read("一、目标\n提高。", title="甲市“十二五”规划"))
    assert found.document.metadata.period == "2011—2015年"
    assert [(fact.start, fact.end) for fact in found.facts if fact.field == "period"] == [(0, 0)]
