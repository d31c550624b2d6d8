import pytest

from assistant.answering.verification.numerals import han_value, in_common_numerals


@pytest.mark.parametrize(
    ("words", "value"),
    [("五十万", 500_000), ("一亿二千万", 120_000_000), ("一百二十三万四千五百", 1_234_500), ("两万两千", 22_000),
     ("二百零五", 205), ("十", 10), ("二十一点五", 21.5), ("二〇三五", 2035), ("一万亿", 10**12)],
)  # fmt: skip
def test_chinese_numerals(words, value):
    assert han_value(words) == value


@pytest.mark.parametrize(
    ("text", "common"),
    [
        ("贰拾万元整", "二十万元整"),
        ("壹佰万圆", "一百万元"),
        ("拾万元", "十万元"),
        ("叁仟零伍拾元", "三千零五十元"),
        ("伍元、陆万元", "五元、六万元"),
        ("一式叁份", "一式三份"),
        ("退伍人员、队伍建设、大陆居民、收拾", "退伍人员、队伍建设、大陆居民、收拾"),
    ],
)
def test_formal_numerals_are_told_from_the_same_signs_in_words(text, common):
    assert in_common_numerals(text) == common
