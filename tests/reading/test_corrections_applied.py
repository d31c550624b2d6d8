"""What corrections do to lines, and to the clause tree that is made of them."""

import pytest

from assistant.reading.clauses import build_tree
from assistant.reading.corrections import Action, Correction
from assistant.reading.corrections_applied import correct_lines
from assistant.reading.lines import Line, split_lines
from assistant.records import SourceDocument
from tests.reading.made import outline


def corrected(text: str, *corrections: Correction) -> list[Line]:
    return correct_lines(text, split_lines(text), corrections)


def tree(text: str, *corrections: Correction) -> list[str]:
    """Key, heading and text of each clause; ``/`` for a line end."""
    found = build_tree(SourceDocument("d", text), corrections=corrections)
    headings = [clause.path[-1] if clause.path else "" for clause in found.clauses]
    return [
        f"{key} 【{heading}】 {own}".replace("\n", "/")
        for (key, own), heading in zip(outline(found), headings, strict=True)
    ]


def heading(line: str, before: str = "") -> Correction:
    return Correction(Action.HEADING, line, before)


def not_heading(line: str, before: str = "") -> Correction:
    return Correction(Action.NOT_HEADING, line, before)


def join(line: str, before: str = "") -> Correction:
    return Correction(Action.JOIN, line, before)


def split(line: str, at: str, before: str = "") -> Correction:
    return Correction(Action.SPLIT, line, before, at)


def test_without_corrections_the_lines_stay() -> None:
    lines = split_lines("甲\n乙")
    assert correct_lines("甲\n乙", lines, ()) is lines
    assert corrected("甲\n乙", heading("丙")) == lines


def test_a_line_is_joined_to_the_one_above_with_what_lies_between() -> None:
    text = "一、甲\n  加强\n\n保护。\n二、乙"
    lines = corrected(text, join("保护。"))
    assert [(line.start, line.end, line.text) for line in lines] == [
        (0, 3, "一、甲"), (6, 13, "加强\n\n保护。"), (14, 17, "二、乙"),
    ]  # fmt: skip


def test_several_lines_are_joined_to_one() -> None:
    text = "甲\n乙\n丙"
    assert [line.text for line in corrected(text, join("乙"), join("丙"))] == ["甲\n乙\n丙"]


def test_there_is_nothing_to_join_the_first_line_to() -> None:
    [first, second] = corrected("甲\n乙", join("甲"))
    assert (first.text, second.text) == ("甲", "乙")


def test_a_line_is_split_where_its_second_part_begins() -> None:
    text = "上\n　加强保护 二、重点任务"
    lines = corrected(text, split("加强保护 二、重点任务", "二、重点任务"))
    assert [(line.start, line.end, line.text) for line in lines] == [
        (0, 1, "上"), (3, 7, "加强保护"), (8, 14, "二、重点任务"),
    ]  # fmt: skip


def test_a_part_may_be_split_again() -> None:
    text = "甲。二、乙。三、丙。"
    lines = corrected(text, split(text, "二、乙。三、丙。"), split("二、乙。三、丙。", "三、丙。"))
    assert [line.text for line in lines] == ["甲。", "二、乙。", "三、丙。"]


def test_a_part_of_a_split_line_may_be_marked() -> None:
    first, second = corrected("甲。重点任务", split("甲。重点任务", "重点任务"), heading("重点任务"))
    assert (first.corrected, second.corrected) == (None, True)


def test_a_split_that_the_line_does_not_hold_changes_no_text() -> None:
    assert [line.text for line in corrected("加强保护", split("加强保护", "任务"))] == ["加强保护"]


def test_blanks_inside_a_line_do_not_matter() -> None:
    text = "加强　保护。 二、 任务"
    lines = corrected(text, split("加强 保护。 二、 任务", "二、　任务"))
    assert [line.text for line in lines] == ["加强　保护。", "二、 任务"]


def test_a_correction_for_the_line_below_another_leaves_its_likes() -> None:
    lines = corrected("甲\n附则\n乙\n附则", heading("附则", before="乙"))
    assert [line.corrected for line in lines] == [None, None, None, True]


@pytest.mark.parametrize(("correction", "expected"), [(heading("乙"), True), (not_heading("乙"), False)])
def test_a_line_is_marked(correction: Correction, expected: bool) -> None:
    assert [(line.text, line.corrected) for line in corrected("甲\n乙", correction)] == [("甲", None), ("乙", expected)]


def test_a_heading_without_number_opens_a_section() -> None:
    text = "一、甲\n1.乙。\n组织保障\n加强领导。\n二、丙"
    assert tree(text, heading("组织保障")) == [
        "1 【一、甲】 一、甲", "1.1 【1.乙】 1.乙。", "1.s1 【组织保障】 组织保障/加强领导。", "2 【二、丙】 二、丙",
    ]  # fmt: skip


def test_headings_without_number_stand_beside_each_other() -> None:
    assert tree("指导思想\n甲。\n基本原则\n乙。", heading("指导思想"), heading("基本原则")) == [
        "s1 【指导思想】 指导思想/甲。", "s2 【基本原则】 基本原则/乙。",
    ]  # fmt: skip


def test_a_numbered_line_that_is_doubted_becomes_a_heading() -> None:
    text = "一、甲\n说明。\n3加强保护\n落实。"
    assert tree(text) == ["1 【一、甲】 一、甲/说明。/3加强保护/落实。"]
    assert tree(text, heading("3加强保护")) == ["1 【一、甲】 一、甲/说明。", "1.3 【3加强保护】 3加强保护/落实。"]


def test_a_line_that_is_no_heading_belongs_to_the_text() -> None:
    text = "一、甲\n说明。\n二、三产业融合\n二、乙"
    assert tree(text, not_heading("二、三产业融合")) == [
        "1 【一、甲】 一、甲/说明。/二、三产业融合",
        "2 【二、乙】 二、乙",
    ]


def test_a_line_that_is_no_heading_is_no_title_either() -> None:
    assert tree("甲市规划\n一、甲", not_heading("甲市规划"))[0] == "preamble1 【】 甲市规划"


def test_joined_lines_are_one_clause_with_one_heading() -> None:
    text = "一、加强知识产\n权保护\n落实。\n二、乙"
    assert tree(text, join("权保护")) == [
        "1 【一、加强知识产权保护】 一、加强知识产/权保护/落实。",
        "2 【二、乙】 二、乙",
    ]


def test_a_split_line_opens_a_clause() -> None:
    text = "一、甲\n落实到位二、任务\n加强。"
    assert tree(text, split("落实到位二、任务", "二、任务")) == [
        "1 【一、甲】 一、甲/落实到位",
        "2 【二、任务】 二、任务/加强。",
    ]


def test_what_a_person_marked_is_not_broken_at_marks_inside() -> None:
    text = "资金用于：1.补贴企业；2.奖励个人。"
    assert tree(text, not_heading(text)) == [f"preamble1 【】 {text}"]
