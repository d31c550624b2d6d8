import pytest

from assistant.answering.verification.plain import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("５０ 万元", "50万元"),
        ("500,000元", "500000元"),
        ("1,200,000元，2025，12", "1200000元,2025,12"),
        ("“十四五”《规划》", "十四五《规划》"),
        ("2021－2025年", "2021—2025年"),
        ("4∶6、4：6与4:6", "4∶6、4∶6与4∶6"),
        ("90分（含）以上", "90分以上"),
        ("①甲；②乙", "(1)甲;(2)乙"),
        ("Ⅱ级和II级", "Ⅱ级和Ⅱ级"),
        ("| 硕士 | 35 |\n**1. 规模**", "硕士\n35\n1.规模"),
        ("", ""),
    ],
)
def test_one_form(text, expected):
    assert plain(text) == expected
