import pytest

from assistant.answering.verification.plain import plain
from assistant.measures.amounts import read_amounts
from assistant.records import Amount, Bound


def amounts(text: str) -> tuple[Amount, ...]:
    return read_amounts(plain(text))


def test_sums_in_other_words_are_one_value() -> None:
    values = [amounts(words)[0].value for words in ("五十万元", "50万元", "500,000元", "５０万元")]
    assert values == [500_000.0] * 4


def test_the_words_stay_as_they_are_written() -> None:
    assert amounts("补助五十万元") == (Amount(500_000.0, "元", Bound.NONE, "五十万元"),)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("最高50万元", Bound.AT_MOST),
        ("不超过五十万元", Bound.AT_MOST),
        ("最高不超过50万元", Bound.AT_MOST),
        ("不低于50万元", Bound.AT_LEAST),
        ("50万元以上", Bound.AT_LEAST),
        ("约50万元", Bound.ABOUT),
        ("50万元左右", Bound.ABOUT),
    ],
)
def test_bounds_are_kept_with_their_words(text: str, bound: Bound) -> None:
    assert amounts(text) == (Amount(500_000.0, "元", bound, text),)


def test_shares_and_multiples_come_in_text_order() -> None:
    assert amounts("按保费的60%补贴，年费的2倍，每年不超过8万元") == (
        Amount(60.0, "%", Bound.NONE, "60%"),
        Amount(2.0, "倍", Bound.NONE, "2倍"),
        Amount(80_000.0, "元", Bound.AT_MOST, "不超过8万元"),
    )


def test_a_sum_that_is_said_twice_is_one() -> None:
    assert len(amounts("甲奖5万元，乙奖5万元，丙奖6万元")) == 2


def test_counts_and_terms_are_no_amounts() -> None:
    assert amounts("扶持5家企业，2025年前受理30件，20日内办结") == ()
