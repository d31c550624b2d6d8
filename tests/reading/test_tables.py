import pytest

from assistant.reading.layout import CellText, Composer, Extracted
from assistant.reading.lines import split_lines
from assistant.reading.tables import Table, find_tables, is_note
from assistant.records import ClauseKind

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
    return list(find_tables(split_lines(text), text).values())


def _rows(table: Table) -> list[dict[str, str]]:
    return [{cell.header: cell.value for cell in row.cells} for row in table.rows]


def test_one_cell_a_line():
    [table] = _tables(STACKED)
    assert (table.first, table.last, table.caption) == (0, 20, "主要指标")
    assert [STACKED[row.start : row.end].split("\n") for row in table.rows] == [
        ["1", "专利", "件", "1.85", "3"],
        ["2", "商标", "件", "9", "≧10"],
        ["3", "融资", "万元", "-", "18000"],
    ]
    assert STACKED[: table.head_end].rsplit("\n", maxsplit=1)[-1] == "2025年"
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
        {"指标": "专利", "单位": "件", "2025年": "7"},
        {"指标": "融资", "单位": "万元"},
    ]


def test_lines_of_rules_stay_with_the_row_above():
    [table] = _tables(BARRED)
    assert [BARRED[row.start : row.end].split("\n") for row in table.rows] == [
        ["| 专利 | 件 | 100 |"],
        ["|| 件 | 7 |", "| --- | --- | --- |"],
        ["| 融资 | 万元 | |"],
    ]


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


def spans(text: str, table: Table) -> list[str]:
    """The head of a table (from its first line on) and its rows, as they stand in the text."""
    start = split_lines(text)[table.first].start
    return [text[start : table.head_end], *(text[row.start : row.end] for row in table.rows)]


def test_columns_divided_by_tabs():
    text = "表1 指标\n指标\t单位\t2025年\n专利\t件\t100\n商标\t\t9\n正文。"
    [table] = _tables(text)
    assert (table.first, table.last, table.caption) == (0, 3, "表1 指标")
    assert spans(text, table) == ["表1 指标\n指标\t单位\t2025年", "专利\t件\t100", "商标\t\t9"]
    assert _rows(table) == [{"指标": "专利", "单位": "件", "2025年": "100"}, {"指标": "商标", "2025年": "9"}]


@pytest.mark.parametrize("bar", ["|", "｜", "│", "┃", "\t"], ids=["bar", "wide", "box", "heavy", "tab"])
@pytest.mark.parametrize("edge", [True, False], ids=["edges", "none"])
def test_every_sort_of_bar(bar: str, edge: bool):
    lines = [bar.join(row.split()) for row in ("指标 目标", "专利 100", "商标 9")]
    text = "\n".join(f"{bar}{line}{bar}" if edge else line for line in lines)
    [table] = _tables(text)
    assert _rows(table) == [{"指标": "专利", "目标": "100"}, {"指标": "商标", "目标": "9"}]
    stripped = [part.strip(" \t") for part in spans(text, table)]
    assert stripped == [line.strip(" \t") for line in text.split("\n")]


def test_a_table_drawn_with_lines():
    text = "┌──┬──┐\n│指标│目标│\n├──┼──┤\n│专利│100│\n├──┼──┤\n│商标│9│\n└──┴──┘\n正文。"
    [table] = _tables(text)
    assert (table.first, table.last) == (0, 6)
    assert _rows(table) == [{"指标": "专利", "目标": "100"}, {"指标": "商标", "目标": "9"}]
    assert spans(text, table) == [
        "┌──┬──┐\n│指标│目标│\n├──┼──┤", "│专利│100│\n├──┼──┤", "│商标│9│\n└──┴──┘",
    ]  # fmt: skip


@pytest.mark.parametrize("rule", ["|---|---|", "---|---", "| :-- | --: |", "|:-:|:-:|", "+---+---+", "|===|===|"])
def test_the_row_above_the_first_rule_is_the_header(rule: str):
    [table] = _tables(f"|甲|乙|\n{rule}\n|丙|丁|\n|戊|己|")
    assert _rows(table) == [{"甲": "丙", "乙": "丁"}, {"甲": "戊", "乙": "己"}]


def test_rows_that_look_alike_have_no_header():
    text = "甲|乙\n丙|丁\n戊|己"
    [table] = _tables(text)
    assert [[(cell.header, cell.value) for cell in row.cells] for row in table.rows] == [
        [("", "甲"), ("", "乙")], [("", "丙"), ("", "丁")], [("", "戊"), ("", "己")],
    ]  # fmt: skip
    assert spans(text, table) == ["", "甲|乙", "丙|丁", "戊|己"]


def test_blank_cells_in_front_are_merged_with_the_row_above():
    text = "|类别|指标|目标|\n|---|---|---|\n|创造|专利|100|\n||商标|9|\n|||7|\n|运用|转让|5|"
    [table] = _tables(text)
    assert _rows(table) == [
        {"类别": "创造", "指标": "专利", "目标": "100"},
        {"类别": "创造", "指标": "商标", "目标": "9"},
        {"类别": "创造", "指标": "商标", "目标": "7"},
        {"类别": "运用", "指标": "转让", "目标": "5"},
    ]


@pytest.mark.parametrize(
    ("above", "first", "caption", "unit"),
    [
        ("表1 指标\n单位：万元", 0, "表1 指标", "万元"),
        ("表1 指标\n（单位：万元）", 0, "表1 指标", "万元"),
        ("表1 指标\n计量单位: 件", 0, "表1 指标", "件"),
        ("资金如下：\n单位：万元", 1, "", "万元"),
        ("表1 指标\n|", 0, "表1 指标", ""),
        ("单位：万元，按年度安排。", 1, "", ""),
    ],
)
def test_the_unit_above_a_table_goes_with_every_row(above: str, first: int, caption: str, unit: str):
    [table] = _tables(f"{above}\n|项目|金额|\n|---|---|\n|补贴|10|\n|奖励|20|")
    assert (table.first, table.caption) == (first, caption)
    units = {"单位": unit} if unit else {}
    assert _rows(table) == [{"项目": "补贴", "金额": "10"} | units, {"项目": "奖励", "金额": "20"} | units]


def test_a_column_of_units_goes_before_the_unit_above():
    [table] = _tables("单位：万元\n|项目|单位|数量|\n|---|---|---|\n|补贴|元|10|\n|奖励|个|20|")
    assert _rows(table) == [
        {"项目": "补贴", "单位": "元", "数量": "10"}, {"项目": "奖励", "单位": "个", "数量": "20"},
    ]  # fmt: skip


def _composed(*parts: str | list[str]) -> Extracted:
    """Lines, and tables as lists of rows with a bar between the cells."""
    composer = Composer()
    for part in parts:
        if isinstance(part, str):
            composer.line(part)
        else:
            composer.grid([[CellText(cell) for cell in row.split("|")] for row in part])
    return composer.finish()


def _of_grids(extracted: Extracted) -> list[Table]:
    lines = split_lines(extracted.text, extracted.layout)
    return list(find_tables(lines, extracted.text, extracted.layout.grids).values())


def test_a_grid_of_the_format_is_read_with_its_caption_and_unit():
    extracted = _composed("一、资金。", "表1 安排", "单位：万元", ["项目|金额", "补贴|10", "奖励|20"], "注：略")
    [table] = _of_grids(extracted)
    assert (table.first, table.last, table.caption, table.kind) == (1, 5, "表1 安排", ClauseKind.TABLE)
    assert _rows(table) == [
        {"项目": "补贴", "金额": "10", "单位": "万元"}, {"项目": "奖励", "金额": "20", "单位": "万元"},
    ]  # fmt: skip
    assert spans(extracted.text, table) == ["表1 安排\n单位：万元\n项目 | 金额\n", "补贴 | 10", "奖励 | 20"]


def test_grids_and_remains_of_tables_are_found_in_order():
    extracted = _composed(
        ["项目|金额", "补贴|10", "奖励|20"], ["甲|乙", "丙|丁", "戊|己"], "正文。", "|甲|乙|\n|-|-|\n|1|2|"
    )
    tables = _of_grids(extracted)
    assert [(table.first, table.last, len(table.rows)) for table in tables] == [(0, 2, 2), (3, 5, 3), (7, 9, 1)]


def test_a_grid_that_lays_out_the_page_is_text():
    extracted = _composed(["正文甲。"], ["序号|指标|目标", "1|专利|100", "2|商标|9"])
    assert [(table.first, table.last) for table in _of_grids(extracted)] == [(1, 3)]


def test_text_in_a_grid_that_lays_out_the_page_is_not_read_as_the_remains_of_a_table():
    extracted = _composed(["序号\n指标\n1\n专利\n2\n商标"], "下文。")
    assert _of_grids(extracted) == []


def test_a_box_of_labels_is_metadata():
    extracted = _composed("页眉", ["索引号：|11-22", "发文机关：|甲市人民政府"], "正文。")
    [table] = _of_grids(extracted)
    assert (table.first, table.last, table.kind, table.rows, table.caption) == (1, 2, ClauseKind.METADATA, (), "")
    assert [(cell.header, cell.value) for cell in table.cells] == [("索引号", "11-22"), ("发文机关", "甲市人民政府")]


def test_what_stands_above_a_table_is_the_caption_of_one_table_only():
    extracted = _composed("表1", ["项目|金额", "补贴|10", "奖励|20"], ["任务|单位", "保护|市局", "运用|县局"])
    assert [(table.first, table.caption) for table in _of_grids(extracted)] == [(0, "表1"), (4, "")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [("1.甲", True), ("（2）乙", True), ("3、丙", True), ("甲", False), ("100件", False), ("资料来源：统计局", True)],
)
def test_further_numbers_of_a_note(line: str, expected: bool):
    assert is_note(line, behind_note=True) is expected
