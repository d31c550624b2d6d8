from itertools import pairwise

import pytest

from assistant.answering.thinking import without_thoughts


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("答复", "答复"),
        ("", ""),
        ("<think>想</think>\n\n答复", "答复"),
        ("<think></think>答复", "答复"),
        ("<think>想\n再想", ""),
        ("<think>想</think>答<think>又想</think>复", "答复"),
        ("想了想</think>\n答复", "答复"),
        ("<think>想</think>答</think>复", "复"),
        ("答<thi", "答"),
        ("答复</", "答复"),
        ("a<b", "a<b"),
        ("a<", "a"),
    ],
)
def test_thoughts_are_left_out_and_half_marks_held_back(text, reply):
    assert without_thoughts(text) == reply


def test_a_reply_only_grows_while_it_comes():
    text = "<think>想</think>\n\n甲 <b> 乙。"
    shown = [without_thoughts(text[:end]) for end in range(len(text) + 1)]
    assert all(later.startswith(earlier) for earlier, later in pairwise(shown))
    assert shown[-1] == "甲 <b> 乙。"
