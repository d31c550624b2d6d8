import pytest

from assistant.reading.lines import split_lines
from assistant.reading.tables import Table, find_tables, is_note

STACKED = """主要指标
序号
指标
单位
2020年
2025年
1
专利
件
1.85
3
2
商标
件
9
≧10
3
融资
万元
-
18000"""
MERGED = """主要指标 |
|||||
序号 |
类别 |
指标 |
基础值 |
规划值 |
2020年 |
2025年 |
||||
1 |
创造 |
专利 |
1.85 |
3.05 |
2 |
商标 |
9 |
≧10 |
|
3 |
保护 |
办案量 |
- |
≧5 |
4 |
满意度 |
80% |
83% |
|"""
BARRED = """主要指标
| 指标 | 单位 | 2025年 |
|---|:--:|---|
| 专利 | 件 | 100 |
|| 件 | 7 |
| --- | --- | --- |
| 融资 | 万元 | |"""


def _tables(text: str) -> list[Table]:
    return list(find_tables(split_lines(text)).values())


def _rows(table: Table) -> list[dict[str, str]]:
    return [{cell.header: cell.value for cell in row.cells} for row in table.rows]


def test_one_cell_a_line():
    [table] = _tables(STACKED)
    assert (table.first, table.last, table.caption) == (0, 20, "主要指标")
    assert [(row.first, row.last) for row in table.rows] == [(6, 10), (11, 15), (16, 20)]
    assert _rows(table) == [
        {"序号": "1", "指标": "专利", "单位": "件", "2020年": "1.85", "2025年": "3"},
        {"序号": "2", "指标": "商标", "单位": "件", "2020年": "9", "2025年": "≧10"},
        {"序号": "3", "指标": "融资", "单位": "万元", "2020年": "-", "2025年": "18000"},
    ]


def test_cells_merged_downwards_and_two_header_levels():
    [table] = _tables(MERGED)
    assert table.caption == "主要指标"
    assert _rows(table) == [
        {"序号": "1", "类别": "创造", "指标": "专利", "基础值2020年": "1.85", "规划值2025年": "3.05"},
        {"序号": "2", "类别": "创造", "指标": "商标", "基础值2020年": "9", "规划值2025年": "≧10"},
        {"序号": "3", "类别": "保护", "指标": "办案量", "基础值2020年": "-", "规划值2025年": "≧5"},
        {"序号": "4", "类别": "保护", "指标": "满意度", "基础值2020年": "80%", "规划值2025年": "83%"},
    ]


def test_one_row_a_line():
    [table] = _tables(BARRED)
    assert (table.first, table.last, table.caption) == (0, 6, "主要指标")
    assert _rows(table) == [
        {"指标": "专利", "单位": "件", "2025年": "100"},
        {"单位": "件", "2025年": "7"},
        {"指标": "融资", "单位": "万元"},
    ]


def test_lines_of_rules_stay_with_the_row_above():
    [table] = _tables(BARRED)
    assert [(row.first, row.last) for row in table.rows] == [(3, 3), (4, 5), (6, 6)]


def test_a_value_may_equal_the_number_of_the_next_row():
    [table] = _tables("序号\n指标\n目标\n1\n园区\n2\n2\n专利\n3\n3\n商标\n4")
    assert _rows(table) == [
        {"序号": "1", "指标": "园区", "目标": "2"},
        {"序号": "2", "指标": "专利", "目标": "3"},
        {"序号": "3", "指标": "商标", "目标": "4"},
    ]


def test_text_behind_a_table_is_not_taken_in():
    [table] = _tables(f"{STACKED}\n三、主要任务\n(一)加强保护")
    assert table.last == 20


@pytest.mark.parametrize(
    ("above", "first", "caption"),
    [
        ("主要指标", 0, "主要指标"),
        ("目标如下：", 1, ""),
        ("提出以下目标。", 1, ""),
        ("二、发展目标", 1, ""),
        ("（三）发展目标", 1, ""),
        ("2025", 1, ""),
        ("长" * 61, 1, ""),
    ],
    ids=["caption", "colon", "sentence", "section", "subsection", "number", "long"],
)
@pytest.mark.parametrize("table", [STACKED, BARRED], ids=["stacked", "barred"])
def test_captions(above: str, first: int, caption: str, table: str):
    [found] = _tables("\n".join([above, *table.split("\n")[1:]]))
    assert (found.first, found.caption) == (first, caption)


def test_a_table_directly_below_another_keeps_its_own_rows():
    one, two = _tables("序号\n指标\n值\n1\n专利\n7\n2\n商标\n8\n序号\n任务\n值\n1\n保护\n5\n2\n运用\n6")
    assert (one.first, one.last, two.first, two.last) == (0, 8, 9, 17)
    assert two.caption == ""
    assert _rows(two) == [
        {"序号": "1", "任务": "保护", "值": "5"},
        {"序号": "2", "任务": "运用", "值": "6"},
    ]


@pytest.mark.parametrize(
    "text",
    [
        "序号",
        "序号\n指标\n2\n专利",
        "序号\n1\n2\n3",
        "序号\n指标\n1\n本行是句子。",
        "甲|乙\n丙|丁",
        "|---|---|\n|---|---|\n|---|---|",
        "简体| 繁体",
        "正文提到序号\n1\n2",
    ],
    ids=["header only", "from 2", "numbers only", "sentence", "two rows", "rules only", "one bar", "inside a sentence"],
)
def test_what_is_no_table(text: str):
    assert _tables(text) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("注:〔〕为累计数据", True),
        ("注：1.说明", True),
        ("备注：略", True),
        ("注1：略", True),
        ("注意：略", False),
        ("注册商标", False),
    ],
)
def test_notes(line: str, expected: bool):
    assert is_note(line) is expected
