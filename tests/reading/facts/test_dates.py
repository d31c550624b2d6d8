import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.facts.dates import find_dates, han_number, read_date, restore, shift


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年3月1日", "2022-03-01"),
        ("2022年12月", "2022-12"),
        ("2022年3月1号", "2022-03-01"),
        ("２０２２年３月１日", "2022-03-01"),
        ("2022 年 1 2 月 3 1 日", "2022-12-31"),
        ("2 0 2 2 年 3 月 1 日", "2022-03-01"),
        ("二〇二二年三月一日", "2022-03-01"),
        ("二○一二年十二月三十一日", "2012-12-31"),
        ("二O二O年十月二十一日", "2020-10-21"),
        ("一九九二年九月三十日", "1992-09-30"),
        ("二〇二二年十一月廿八日", "2022-11-28"),
        ("二〇二二年元月", "2022-01"),
        ("2022-03-01", "2022-03-01"),
        ("2022.3.1", "2022-03-01"),
        ("2022/3/1", "2022-03-01"),
        ("2022-03", "2022-03"),
        ("2022.3", "2022-03"),
        ("（2022年3月5日）", "2022-03-05"),
        ("2021-11-20 10:14:00", "2021-11-20"),
        ("2019年12月3日星期二", "2019-12-03"),
        ("20221114", "2022-11-14"),
        ("2015730", "2015-07-30"),
        ("20223", "2022-03"),
        ("202203", "2022-03"),
        ("2022111", ""),
        ("202211", ""),
        ("20220", ""),
        ("2022年13月1日", ""),
        ("2022年2月30日", ""),
        ("1022年2月3日", ""),
        ("2021-2025", ""),
        ("2022年3月1日起", ""),
        ("", ""),
    ],
)
def test_a_text_that_is_a_date_alone(text: str, expected: str):
    date = read_date(text, 0, len(text))
    assert (date.value if date else "") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自2022年3月1日起，至2023.4.5止", [("2022-03-01", "2022年3月1日"), ("2023-04-05", "2023.4.5")]),
        ("增长2022.3，编号1.2022.3.1，2021—2025年", []),
        ("日期2022-03，号20223", [("2022-03", "2022-03")]),
        ("二〇二一年一月二日和2022年3月", [("2021-01-02", "二〇二一年一月二日"), ("2022-03", "2022年3月")]),
    ],
)
def test_dates_in_a_text(text: str, expected: list[tuple[str, str]]):
    assert [(date.value, text[date.start : date.end]) for date in find_dates(text)] == expected


def test_a_date_is_found_in_a_part_of_a_text():
    text = "2021年1月1日 2022年1月1日"
    assert [date.value for date in find_dates(text, 10)] == ["2022-01-01"]
    assert find_dates(text, 1, 10) == []


def test_only_lost_signs_are_damage():
    assert read_date("2015730", 0, 7).is_damaged
    assert not read_date("2015-7-30", 0, 9).is_damaged


@given(st.dates())
def test_what_is_restored_is_the_only_reading(day):
    """Digits without signs are read back to their date or not at all."""
    lost = f"{day.year:04d}{day.month}{day.day}"
    assert restore(lost) in {"", day.isoformat()}


@pytest.mark.parametrize(
    ("value", "move", "expected"),
    [
        ("2021-05-01", {"years": 5, "days": -1}, "2026-04-30"),
        ("2020-02-29", {"years": 1}, "2021-02-28"),
        ("2022-12-20", {"days": 30}, "2023-01-19"),
        ("2022-03", {"days": 1}, ""),
        ("2090-01-01", {"years": 50}, ""),
    ],
)
def test_shifted_dates(value: str, move: dict[str, int], expected: str):
    assert shift(value, **move) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", 5),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
        ("廿一", 21),
        ("两", 2),
        ("甲", 0),
        ("百", 0),
        ("", 0),
    ],
)
def test_numerals(text: str, expected: int):
    assert han_number(text) == expected
