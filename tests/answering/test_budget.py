import pytest

from assistant.answering.budget import fit, prompt_tokens
from assistant.answering.counting import UpperBound, is_loopback, upper_bound

COUNTER = UpperBound()


@pytest.mark.parametrize(
    ("texts", "tokens", "places"),
    [
        ((), 0, 0),
        (("一二三",), 4, 1),
        (("一二三",), 3, 0),
        (("一二三", "四五"), 7, 2),
        (("一二三", "四五"), 6, 1),
        (("一二三四五", "六"), 4, 0),
    ],
    ids=["none", "exactly", "too long", "both", "the first", "no leaping over"],
)
def test_texts_fit_from_the_first_on_with_a_token_for_each_line(texts, tokens, places):
    assert fit(texts, tokens, COUNTER) == places


def test_a_prompt_is_two_messages_and_the_template_around_them():
    assert prompt_tokens("一二", "三四五", COUNTER) == 2 + 3 + 32


@pytest.mark.parametrize(
    ("text", "tokens"),
    [("", 0), ("知识产权", 4), ("0.11件，", 6), ("〔2022〕1号：“甲”", 12), ("𠮷", 4), ("é", 2), ("ａ（）", 3)],
)
def test_the_upper_bound_is_a_token_a_character_and_a_byte_of_others(text, tokens):
    assert upper_bound(text) == tokens


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("http://localhost/v1", True),
        ("http://[::1]:5/v1", True),
        ("https://api.example.com/v1", False),
        ("http://10.0.0.3/v1", False),
        ("nowhere", False),
    ],
)
def test_this_machine_is_known_by_its_addresses(url, own):
    assert is_loopback(url) is own
