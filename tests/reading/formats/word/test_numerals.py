"""The numbers of automatic numbering, format by format."""

import pytest

from assistant.reading.formats.word.numerals import format_number, format_padded


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("decimal", {1: "1", 10: "10", 101: "101"}),
        ("decimalZero", {1: "01", 9: "09", 10: "10", 101: "101"}),
        ("decimalFullWidth", {1: "１", 12: "１２"}),
        ("upperRoman", {1: "I", 4: "IV", 9: "IX", 14: "XIV", 40: "XL", 99: "XCIX", 2024: "MMXXIV"}),
        ("lowerRoman", {1: "i", 3: "iii", 8: "viii", 90: "xc", 400: "cd"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB", 53: "AAA"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九", 100: "一○○"}),
        ("taiwaneseCounting", {1: "一", 10: "十", 19: "十九", 30: "三十", 105: "一○五"}),
        (
            "chineseCountingThousand",
            {1: "一", 10: "十", 15: "十五", 20: "二十", 100: "一百", 101: "一百〇一", 110: "一百一十",
             111: "一百一十一", 200: "二百", 1000: "一千", 1001: "一千〇一", 1010: "一千〇一十", 1100: "一千一百",
             12003: "一万二千〇三"},
        ),
        ("taiwaneseCountingThousand", {10: "十", 101: "一百零一", 120: "一百二十"}),
        ("japaneseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 100: "百", 101: "百一", 1234: "千二百三十四"}),
        ("ideographDigital", {1: "一", 10: "一〇", 11: "一一", 120: "一二〇"}),
        ("ideographTraditional", {1: "甲", 2: "乙", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
        ("chineseLegalSimplified", {1: "壹", 2: "贰", 10: "壹拾", 11: "壹拾壹", 20: "贰拾", 101: "壹佰零壹"}),
        ("decimalEnclosedCircle", {1: "①", 10: "⑩", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {1: "①", 10: "⑩", 11: "11"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
        ("ideographEnclosedCircle", {1: "㈠", 10: "㈩"}),
        ("none", {1: "", 5: ""}),
        ("bullet", {1: ""}),
        ("someFutureFormat", {7: "7"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_number_formats(number_format: str, expected: dict[int, str]):
    assert {value: format_number(value, number_format) for value in expected} == expected


@pytest.mark.parametrize(
    "number_format", ["upperRoman", "lowerLetter", "chineseCountingThousand", "decimalEnclosedCircle"]
)
@pytest.mark.parametrize("value", [0, -3, 999_999_999])
def test_numbers_beyond_a_format_are_decimals(number_format: str, value: int):
    assert format_number(value, number_format) == str(value)


def test_custom_formats_keep_their_zeros():
    assert [format_padded(value, "001, 002, 003, ...") for value in (1, 20, 3000)] == ["001", "020", "3000"]
    assert format_padded(7, "") == "7"
