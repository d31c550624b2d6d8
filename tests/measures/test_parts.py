import pytest

from assistant.measures.parts import is_among_goals, is_silent


@pytest.mark.parametrize(
    ("heading", "silent", "goals"),
    [
        ("一、发展基础", True, False),
        ("二、发展现状与形势", True, False),
        ("（一）指导思想", True, False),
        ("5.加强考核评估", False, False),
        ("第四章 组织领导", False, False),
        ("二、发展目标", False, True),
        ("（二）总体要求", False, True),
        ("三、主要任务", False, False),
        ("四、保障措施", False, False),
        ("（三）加强基础研究", False, False),
    ],
)
def test_parts_are_known_by_their_headings(heading: str, silent: bool, goals: bool) -> None:
    for path in ((heading,), ("甲", heading), (heading, "1.乙")):
        assert (is_silent(path), is_among_goals(path)) == (silent, goals)


def test_what_stands_under_no_heading_is_neither() -> None:
    assert (is_silent(()), is_among_goals(())) == (False, False)
