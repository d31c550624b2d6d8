"""Tables with one cell a line: found by 序号 and 1, 2, 3 …, or by figures that come again in the same columns."""

import pytest

from assistant.reading.lines import split_lines
from assistant.reading.stacked import Stack, find_stack, is_number


def find(cells: str, position: int = 0) -> Stack | None:
    """The table of a text in which each word stands on a line of its own."""
    return find_stack(split_lines(cells.replace(" ", "\n")), position)


def rows(stack: Stack | None) -> list[str]:
    """The lines and cells of each row."""
    assert stack
    return [
        f"{row.first}-{row.last} " + " ".join(f"{cell.header}={cell.value}" for cell in row.cells)
        for row in stack.rows
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    "3 0 1.85 1,000 -5 80% 80％ ≧10 ≥85% 约100 <5 12（2020年） 7(2021) - — / —— １２ ＞５ ３．５".split(),
)
def test_figures(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "2020年", "100件", "1.", "第1", "十", "1-2", "件/年", "%", "①", "10 20"])
def test_no_figures(text: str) -> None:
    assert not is_number(text)


def test_rows_are_numbered_from_one() -> None:
    stack = find("序号 指标 目标 1 专利 100 2 商标 9 三、任务")
    assert rows(stack) == ["3-5 序号=1 指标=专利 目标=100", "6-8 序号=2 指标=商标 目标=9"]
    assert stack
    assert (stack.first, stack.last) == (0, 8)


def test_another_word_and_full_width_figures_count_as_well() -> None:
    assert rows(find("编号 指标 目标 １ 专利 １００ ２ 商标 ９")) == [
        "3-5 编号=１ 指标=专利 目标=１００", "6-8 编号=２ 指标=商标 目标=９",
    ]  # fmt: skip


def test_a_table_is_read_where_its_header_stands() -> None:
    text = "主要指标 序号 指标 目标 1 专利 100 2 商标 9"
    assert find(text) is None
    assert rows(find(text, 1)) == ["4-6 序号=1 指标=专利 目标=100", "7-9 序号=2 指标=商标 目标=9"]


def test_cells_merged_downwards_are_repeated() -> None:
    text = "序号 类别 指标 目标 1 创造 专利 100 2 商标 9 3 运用 转让 12"
    assert rows(find(text)) == [
        "4-7 序号=1 类别=创造 指标=专利 目标=100",
        "8-10 序号=2 类别=创造 指标=商标 目标=9",
        "11-14 序号=3 类别=运用 指标=转让 目标=12",
    ]


def test_a_second_header_level_belongs_to_the_columns_of_figures() -> None:
    text = "序号 指标 现状 目标 2020年 2025年 1 专利 10 20 2 商标 30 40"
    assert rows(find(text)) == [
        "6-9 序号=1 指标=专利 现状2020年=10 目标2025年=20",
        "10-13 序号=2 指标=商标 现状2020年=30 目标2025年=40",
    ]


def test_the_last_row_is_as_wide_as_the_widest_above_it() -> None:
    stack = find("序号 任务 单位 1 保护 市局 2 运用 县局 附件 正文")
    assert rows(stack) == ["3-5 序号=1 任务=保护 单位=市局", "6-8 序号=2 任务=运用 单位=县局"]


def test_a_sentence_a_note_and_another_header_end_the_rows() -> None:
    for end in ("以上为目标。", "注：略", "说明：略", "序号", "长" * 81):
        stack = find(f"序号 任务 单位 1 保护 市局 2 运用 {end}")
        assert rows(stack) == ["3-5 序号=1 任务=保护 单位=市局", "6-7 序号=2 任务=保护 单位=运用"]


@pytest.mark.parametrize(
    "text",
    [
        "序号 指标 目标",
        "序号 指标 2 专利",
        "序号 1 2 3",
        "序号 " + "栏 " * 39 + "1 甲",
        "指标 目标 1 专利 100",
        "序号 指标 1",
    ],
    ids=["no rows", "not from 1", "no header", "header too long", "no serial header", "no cells"],
)
def test_what_has_no_serial_numbers_is_no_such_table(text: str) -> None:
    assert find(text) is None


def test_columns_of_figures_that_come_again() -> None:
    stack = find("指标 2020年 2025年 专利 10 20 商标 30 - 转让 约5 7%")
    assert rows(stack) == [
        "3-5 指标=专利 2020年=10 2025年=20",
        "6-8 指标=商标 2020年=30 2025年=-",
        "9-11 指标=转让 2020年=约5 2025年=7%",
    ]
    assert stack
    assert (stack.first, stack.last) == (0, 11)


def test_the_narrowest_period_is_the_table() -> None:
    cells = "县区 单位 数量 甲县 个 1 乙县 个 2 丙县 个 3 丁县 个 4"
    assert rows(find(cells))[:2] == ["3-5 县区=甲县 单位=个 数量=1", "6-8 县区=乙县 单位=个 数量=2"]


def test_short_lines_behind_the_last_row_are_no_part_of_it() -> None:
    stack = find("指标 2020年 2025年 专利 10 20 商标 30 40 组织实施 加强领导 一、任务")
    assert stack
    assert (stack.last, len(stack.rows)) == (8, 2)


@pytest.mark.parametrize(
    "text",
    [
        "指标 2020年 2025年 专利 10 20",
        "指标 2020年 2025年 专利 10 20 商标 万件 40",
        "指标 2020年 2025年 专利 10 20 商标 30 40 9",
        "指标 2020 2025年 专利 10 20 商标 30 40",
        "指标 县区 责任人 专利 甲县 张三 商标 乙县 李四",
        "数量 指标 责任人 1 专利 张三 2 商标 李四",
        "指标：2020年 2025年 专利 10 20 商标 30 40",
        "指标 目标 专利 10 商标 20 转让 30",
        "一、甲 2020年 2025年 专利 10 20 商标 30 40",
        "指标 2020年 2025年 专利 10 20 商标 30 40。 转让 1 2",
    ],
    ids=["one row", "mixed", "figure over", "figure in header", "words", "figures first", "label", "two columns",
         "numbered", "sentence"],
)  # fmt: skip
def test_what_does_not_repeat_is_no_table(text: str) -> None:
    if text.startswith("指标：2020年"):
        text = text.replace("指标：2020年", "指标：")
    assert find(text) is None


def test_in_the_middle_of_short_lines_no_table_begins() -> None:
    table = "指标 2020年 2025年 专利 10 20 商标 30 40"
    assert find(f"甲 乙 丙 {table}", 3) is not None
    assert find(f"甲 乙 丙 丁 {table}", 4) is None
