import pytest

from assistant.answering.verification.plain import plain
from assistant.answering.verification.times import Side, meet, read_dates, read_frequencies, read_years


def years(text):
    return [(year.first, year.last) for year in read_years(plain(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2025年", [(2025, 2025)]),
        ("二〇三五年远景目标", [(2035, 2035)]),
        ("2021—2025年", [(2021, 2025)]),
        ("2021年至2025年", [(2021, 2025)]),
        ("“十四五”时期", [(2021, 2025)]),
        ("“十三五”期末", [(2020, 2020)]),
        ("第十四个五年规划", [(2021, 2025)]),
        ("规划值2025年1件", [(2025, 2025)]),
        ("十四五家企业", []),
        ("2023年5月1日", []),
        ("2025件", []),
    ],
)
def test_years_and_spans_of_years(text, expected):
    assert years(text) == expected


def test_a_year_lies_within_its_plan_period_and_in_no_other():
    (plan,), (inside,), (outside,) = (read_years(text) for text in ("十四五时期", "2025年", "2020年"))
    assert meet(inside, plan)
    assert meet(plan, inside)
    assert not meet(outside, plan)


def test_a_year_to_compare_with_is_a_base():
    assert [year.is_base for year in read_years("到2025年比2020年增长")] == [False, True]


def dates(text):
    return [(date.year, date.month, date.day, date.side) for date in read_dates(plain(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年5月1日", [(2023, 5, 1, Side.ON)]),
        ("2024-07-15", [(2024, 7, 15, Side.ON)]),
        ("二〇二三年九月十一日", [(2023, 9, 11, Side.ON)]),
        ("每年3月31日前", [(0, 3, 31, Side.UNTIL)]),
        ("6月底前", [(0, 6, 0, Side.UNTIL)]),
        ("4月10日截止", [(0, 4, 10, Side.UNTIL)]),
        ("自2023年5月1日起施行", [(2023, 5, 1, Side.FROM)]),
        ("至2027年12月31日", [(2027, 12, 31, Side.UNTIL)]),
        ("3个月", []),
        ("1.65", []),
    ],
)
def test_dates_with_their_side(text, expected):
    assert dates(text) == expected


@pytest.mark.parametrize(
    ("said", "held", "fits"),
    [
        ("5月1日", "2023年5月1日", True),
        ("2023年5月1日", "2023年5月", False),
        ("2023年5月1日施行", "自2023年5月1日起施行", True),
        ("3月31日前", "3月31日前", True),
        ("3月31日", "3月31日前", False),
        ("3月31日后", "3月31日前", False),
        ("2023年5月1日", "2022年5月1日", False),
    ],
)
def test_a_sentence_may_leave_out_parts_of_a_date_but_not_its_limit(said, held, fits):
    assert read_dates(said)[0].fits(read_dates(held)[0]) is fits


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("每年每人", ["每年"]),
        ("16000元/年", ["每年"]),
        ("每2年一次", ["每两年"]),
        ("按季拨付，一次性发放", ["每季度", "一次性"]),
        ("年度最高100万元", ["每年"]),
        ("2024年度", []),
        ("按年利率的2%", []),
        ("累计达到5亿元", ["累计"]),
    ],
)
def test_how_often(text, names):
    assert [frequency.name for frequency in read_frequencies(text)] == names
