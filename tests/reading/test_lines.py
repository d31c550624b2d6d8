"""Lines with their offsets, what a layout says of them, and their text without the signs of Markdown and tables."""

import pytest

from assistant.reading.layout import Composer, Layout, Mark, MarkKind
from assistant.reading.lines import Line, split_lines


def told(lines: list[Line]) -> list[tuple[str, int | None, bool]]:
    """Text, heading level and whether it is a note, of each line."""
    return [(line.text, line.level, line.is_note) for line in lines]


def test_blanks_around_a_line_are_left_out_and_those_in_front_counted() -> None:
    text = "　　甲 乙 \n\n \t\n丙\n 𠮷"
    lines = split_lines(text)
    assert [(line.start, line.end, line.text, line.indent) for line in lines] == [
        (2, 5, "甲 乙", 2), (11, 12, "丙", 0), (14, 15, "𠮷", 1),
    ]  # fmt: skip
    assert [text[line.start : line.end] for line in lines] == ["甲 乙", "丙", "𠮷"]


@pytest.mark.parametrize("text", ["", "\n\n", " \t\n　\xa0\n"], ids=["empty", "line feeds", "blanks"])
def test_blanks_alone_are_no_lines(text: str) -> None:
    assert split_lines(text) == []


@pytest.mark.parametrize(
    "sign", ["\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"], ids=["LF", "VT", "FF", "NEL", "LS", "PS"]
)
def test_every_sign_for_a_line_end_ends_a_line(sign: str) -> None:
    lines = split_lines(f"甲{sign}{sign} 乙")
    assert [(line.start, line.end, line.text) for line in lines] == [(0, 1, "甲"), (4, 5, "乙")]


def test_signs_without_width_count_as_blanks() -> None:
    [line] = split_lines("\ufeff\u200b\u200d一、甲\xad\u200b")
    assert (line.start, line.end, line.text, line.indent) == (3, 6, "一、甲", 3)


@pytest.mark.parametrize(
    ("line", "level", "content"),
    [
        ("# 甲市规划", 1, "甲市规划"),
        ("###### 一、目标", 6, "一、目标"),
        ("##　二、任务", 2, "二、任务"),
        ("## 一、目标 ##", 2, "一、目标"),
        ("####### 七级", None, "####### 七级"),
        ("#标签", None, "#标签"),
        ("#标签 # 乙", None, "#标签 # 乙"),
        ("#", None, "#"),
        ("一、C# 语言", None, "一、C# 语言"),
        ("# C#", 1, "C#"),
    ],
)
def test_markdown_headings(line: str, level: int | None, content: str) -> None:
    [found] = split_lines(line)
    assert (found.level, found.is_heading, found.content) == (level, level is not None, content)


@pytest.mark.parametrize(
    ("line", "content"),
    [
        ("**一、总体要求**", "一、总体要求"),
        ("__一、总体要求__", "一、总体要求"),
        ("**1.目标**：到2025年", "1.目标：到2025年"),
        ("**甲**和**乙**", "**甲**和**乙**"),
        ("2**10", "2**10"),
        ("专栏1 工程 |", "专栏1 工程"),
        ("指标 ｜│|", "指标"),
        ("| 指标 | 单位 |", "| 指标 | 单位"),
        ("|", ""),
        ("| |", ""),
        ("| # |", "| #"),
    ],
)
def test_content_is_free_of_emphasis_and_of_bars_behind(line: str, content: str) -> None:
    [found] = split_lines(line)
    assert (found.content, found.text) == (content, line)


def test_a_layout_tells_headings_and_notes() -> None:
    composer = Composer()
    composer.line("甲市规划", MarkKind.HEADING, 0)
    composer.line("  一、目标", MarkKind.HEADING, 2)
    composer.line("")
    composer.line("正文")
    composer.line("①出处", MarkKind.NOTE)
    composer.line("- 1 -", MarkKind.FURNITURE)
    composer.line("看不清", MarkKind.DOUBTFUL, detail="0.4")
    extracted = composer.finish()
    assert told(split_lines(extracted.text, extracted.layout)) == [
        ("甲市规划", 0, False), ("一、目标", 2, False), ("正文", None, False), ("①出处", None, True),
        ("- 1 -", None, False), ("看不清", None, False),
    ]  # fmt: skip


def test_a_mark_goes_for_every_line_that_it_touches_and_for_no_other() -> None:
    text = "甲\n乙\n丙\n丁"
    marks = (Mark(MarkKind.HEADING, 2, 5, 3), Mark(MarkKind.NOTE, 6, 6), Mark(MarkKind.NOTE, 1, 2))
    assert told(split_lines(text, Layout(marks))) == [
        ("甲", None, False), ("乙", 3, False), ("丙", 3, False), ("丁", None, False),
    ]  # fmt: skip


def test_where_a_layout_has_marks_a_number_sign_makes_no_heading() -> None:
    marks = (Mark(MarkKind.HEADING, 0, 1, 1),)
    assert told(split_lines("甲\n# 乙", Layout(marks))) == [("甲", 1, False), ("# 乙", None, False)]


def test_a_line_is_cut_into_parts_without_blanks_that_know_their_place() -> None:
    text = "上\n一、甲。 二、乙。二、乙。"
    line = split_lines(text)[1]
    parts = list(line.cut([5, 9]))
    assert [(part.start, part.end, part.text) for part in parts] == [
        (2, 6, "一、甲。"), (7, 11, "二、乙。"), (11, 15, "二、乙。"),
    ]  # fmt: skip
    assert [text[part.start : part.end] for part in parts] == [part.text for part in parts]


def test_cut_parts_keep_what_the_format_said_and_blanks_alone_are_no_part() -> None:
    line = Line(0, 6, "甲 　 乙丙", indent=2, level=1)
    assert list(line.cut([1, 4])) == [
        Line(0, 1, "甲", indent=2, level=1),
        Line(4, 6, "乙丙", indent=2, level=1),
    ]
    assert list(line.cut([])) == [line]
