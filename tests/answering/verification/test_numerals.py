import pytest

from assistant.answering.verification.numerals import han_value


@pytest.mark.parametrize(
    ("words", "value"),
    [("五十万", 500_000), ("一亿二千万", 120_000_000), ("一百二十三万四千五百", 1_234_500), ("两万两千", 22_000),
     ("二百零五", 205), ("十", 10), ("二十一点五", 21.5), ("二〇三五", 2035), ("一万亿", 10**12)],
)  # fmt: skip
def test_chinese_numerals(words, value):
    assert han_value(words) == value
