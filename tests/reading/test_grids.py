"""Grids read as tables: headers, merged cells, section rows, boxes of metadata, layout."""

from collections.abc import Sequence

import pytest

from assistant.reading.clauses import build_tree
from assistant.reading.grids import GridTable, read_grid, with_repeated_headers
from assistant.reading.layout import CellText, Composer, Grid, GridCell
from assistant.records import Cell, ClauseKind, SourceDocument

Row = Sequence[str | CellText]


def head(text: str, rows: int = 1, columns: int = 1) -> CellText:
    """A cell that the format flags as a header."""
    return CellText(text, rows, columns, header=True)


def wide(text: str, columns: int) -> CellText:
    """A cell over several columns."""
    return CellText(text, columns=columns)


def tall(text: str, rows: int) -> CellText:
    """A cell over several rows."""
    return CellText(text, rows=rows)


def read(rows: Sequence[Row], caption: str = "") -> tuple[str, GridTable | None]:
    """Write a table between two lines and read it; returns the text, too."""
    composer = Composer()
    composer.line("上文。")
    composer.grid([[c if isinstance(c, CellText) else CellText(c) for c in row] for row in rows], caption)
    composer.line("下文。")
    extracted = composer.finish()
    return extracted.text, read_grid(extracted.text, extracted.layout.grids[0])


def table(rows: Sequence[Row], caption: str = "") -> GridTable:
    """The table, with its spans checked: head, rows and repeated headers hold every character of it, in order."""
    text, found = read(rows, caption)
    assert found
    assert (found.start, text[found.end : found.end + 1]) == (4, "\n")
    position = found.head_end
    for start, end in sorted([*((row.start, row.end) for row in found.rows), *found.repeated]):
        assert start >= position
        assert text[position:start].strip(" |\n") == ""
        position = end
    assert found.kind is ClauseKind.METADATA or text[position : found.end].strip(" |\n") == ""
    return found


def rows_of(found: GridTable) -> list[str]:
    """The cells of each row as ``header=value``."""
    return ["; ".join(f"{cell.header}={cell.value}" for cell in row.cells) for row in found.rows]


def test_flagged_header() -> None:
    rows = [[head("专业名称"), head("文史\n最高"), head("文史\n最低")], ["法学", "656", "652"], ["财政学类", "", "649"]]
    found = table(rows)
    assert (found.kind, found.caption) == (ClauseKind.TABLE, "")
    assert rows_of(found) == ["专业名称=法学; 文史最高=656; 文史最低=652", "专业名称=财政学类; 文史最低=649"]


def test_spans_of_head_and_rows() -> None:
    text, found = read([["指标", "数值"], ["专利", "12"], ["商标", "30"]])
    assert found
    assert text[found.start : found.head_end] == "指标 | 数值\n"
    assert [text[row.start : row.end] for row in found.rows] == ["专利 | 12", "商标 | 30"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["县区", "一季度"], ["甲县", "12"], ["乙县", "3.5%"]], ["县区=甲县; 一季度=12", "县区=乙县; 一季度=3.5%"]),
        ([["年份", "2020", "2021年"], ["专利", "1", "2"]], ["年份=专利; 2020=1; 2021年=2"]),
        (
            [["事项", "状态"], ["甲事项", "办结"], ["乙事项", "在办"]],
            ["事项=甲事项; 状态=办结", "事项=乙事项; 状态=在办"],
        ),
        ([["甲", "乙"], ["丙" * 20, "丁"], ["戊" * 30, "己"]], [f"甲={'丙' * 20}; 乙=丁", f"甲={'戊' * 30}; 乙=己"]),
        ([["一中", "甲地"], ["二中", "乙地"], ["三中", "丙地"]], ["=一中; =甲地", "=二中; =乙地", "=三中; =丙地"]),
        ([["12", "13"], ["14", "15"]], ["=12; =13", "=14; =15"]),
    ],
    ids=["numbers", "years", "words", "long text", "all alike", "numbers alone"],
)
def test_guessed_header(rows: list[Row], expected: list[str]) -> None:
    assert rows_of(table(rows)) == expected


def test_levels_of_header_and_merged_category() -> None:
    rows: list[Row] = [
        [wide("表1 主要指标", 5)],
        [tall("类别", 2), tall("指标", 2), wide("目标值", 2), tall("属性", 2)],
        ["2020年", "2025年"],
        [tall("创造", 2), "高价值专利", "1.2", "3", "预期性"],
        ["注册商标", "2.1", "3.5", "预期性"],
        ["运用", "质押金额", "1", "5", "预期性"],
    ]
    found = table(rows)
    assert found.caption == "表1 主要指标"
    assert rows_of(found) == [
        "类别=创造; 指标=高价值专利; 目标值2020年=1.2; 目标值2025年=3; 属性=预期性",
        "类别=创造; 指标=注册商标; 目标值2020年=2.1; 目标值2025年=3.5; 属性=预期性",
        "类别=运用; 指标=质押金额; 目标值2020年=1; 目标值2025年=5; 属性=预期性",
    ]


def test_three_levels() -> None:
    rows: list[Row] = [
        [tall("县区", 3), wide("专利", 4)],
        [wide("发明", 2), wide("实用新型", 2)],
        ["申请", "授权", "申请", "授权"],
        ["甲县", "1", "2", "3", "4"],
    ]
    assert rows_of(table(rows)) == ["县区=甲县; 专利发明申请=1; 专利发明授权=2; 专利实用新型申请=3; 专利实用新型授权=4"]


def test_level_above_some_columns_and_an_empty_corner() -> None:
    rows: list[Row] = [["", wide("一季度", 2)], ["地区", "产值", "增速"], ["甲县", "10", "5%"]]
    assert rows_of(table(rows)) == ["地区=甲县; 一季度产值=10; 一季度增速=5%"]


def test_rows_under_a_flagged_level_belong_to_the_header() -> None:
    rows: list[Row] = [["", head("合计", rows=2), head("甲省", rows=2)], ["专业"], ["新闻学", "30", "2"]]
    assert rows_of(table(rows)) == ["专业=新闻学; 合计=30; 甲省=2"]


def test_section_rows_are_rows_and_group_those_below() -> None:
    rows: list[Row] = [
        [head("序号"), head("任务")],
        [wide("一、保护", 2)],
        ["1", "立法"],
        [wide("（一）执法", 2)],
        ["2", "检查"],
        [wide("二、运用", 2)],
        ["3", "质押"],
        [wide("注：序号不分先后。", 2)],
    ]
    assert rows_of(table(rows)) == [
        "=一、保护",
        "序号=1; 任务=立法; 分组=一、保护",
        "=（一）执法",
        "序号=2; 任务=检查; 分组=一、保护; 分组=（一）执法",
        "=二、运用",
        "序号=3; 任务=质押; 分组=二、运用",
        "=注：序号不分先后。",
    ]


def test_numbered_row_over_rows_without_header_is_a_section() -> None:
    found = table([[wide("一、城区", 3)], ["一中", "甲地", "东"], ["二中", "乙地", "西"]])
    assert (found.caption, rows_of(found)[:2]) == ("", ["=一、城区", "=一中; =甲地; =东; 分组=一、城区"])


AGAIN: list[Row] = [["序号", "名称"], ["1", "甲"], [wide("（续表）", 2)], ["序号", "名 称"], ["2", "乙"]]


def test_header_again_is_in_no_row() -> None:
    text, found = read(AGAIN)
    assert found
    assert rows_of(table(AGAIN)) == ["序号=1; 名称=甲", "序号=2; 名称=乙"]
    assert [text[row.start : row.end] for row in found.rows] == ["1 | 甲", "2 | 乙"]
    assert [text[start:end] for start, end in found.repeated] == ["（续表）", "序号 | 名 称"]


def test_header_again_is_removed_from_the_tree() -> None:
    composer = Composer()
    composer.line("一、任务如下：")
    composer.grid([[c if isinstance(c, CellText) else CellText(c) for c in row] for row in AGAIN])
    extracted = composer.finish()
    tree = build_tree(SourceDocument("d", extracted.text), extracted.layout)
    assert [clause.text for clause in tree.clauses if clause.kind is ClauseKind.ROW] == ["1 | 甲", "2 | 乙"]
    spans = [(extracted.text[span.start : span.end], span.reason) for span in tree.removed if span.reason != "blank"]
    reason = "page furniture: repeated header"
    assert spans == [("（续表）", reason), ("序号 | 名 称", reason)]


def test_alike_rows_that_are_no_header_stay() -> None:
    rows: list[Row] = [[head("类别"), head("数量")], ["甲", "1"], ["甲", "1"], ["乙", "2"]]
    composer = Composer()
    composer.grid([[c if isinstance(c, CellText) else CellText(c) for c in row] for row in rows])
    extracted = composer.finish()
    assert with_repeated_headers(extracted.text, extracted.layout) == extracted.layout


def test_another_flagged_header_is_in_force_from_there() -> None:
    rows: list[Row] = [[head("名称"), head("数量")], ["甲", "1"], [head("单位"), head("金额")], ["乙", "2"]]
    assert rows_of(table(rows)) == ["名称=甲; 数量=1", "单位=乙; 金额=2"]


def test_title_and_unit_are_the_caption() -> None:
    rows: list[Row] = [[wide("资助标准", 2)], [wide("单位：万元", 2)], ["类型", "标准"], ["发明", "2"]]
    assert table(rows).caption == "资助标准 单位：万元"
    assert (
        table([[wide("表2 资助", 2), "单位：元"], ["县区", "发明", "商标"], ["甲县", "1", "2"]]).caption
        == "表2 资助 单位：元"
    )
    assert table([["类型", "标准"], ["发明", "2"]], "附表 标准").caption == "附表 标准"
    assert table([[wide("附表 标准", 2)], ["类型", "标准"], ["发明", "2"]], "附表 标准").caption == "附表 标准"


def test_cells_over_several_columns_stand_under_all_their_headers() -> None:
    rows: list[Row] = [["序号", "指标", "2020年"], ["1", "拥有量", "4"], [wide("合计", 2), "4"]]
    assert rows_of(table(rows))[1] == "序号、指标=合计; 2020年=4"


def test_records_side_by_side_are_rows_of_their_own() -> None:
    rows: list[Row] = [["序号", "姓名", "序号", "姓名"], ["1", "甲某", "2", "乙某"], ["3", "丙某", "", ""]]
    text, found = read(rows)
    assert found
    assert rows_of(table(rows)) == ["序号=1; 姓名=甲某", "序号=2; 姓名=乙某", "序号=3; 姓名=丙某"]
    assert [text[row.start : row.end] for row in found.rows] == ["1 | 甲某 |", "2 | 乙某", "3 | 丙某"]


def test_box_of_metadata() -> None:
    rows: list[Row] = [
        ["索 引 号：", "0001/2023", "主题分类：", "科技"],
        ["发文机关", "市政府", "成文日期", "2023年5月4日"],
        ["标　　题：", wide("关于印发办法的通知", 3)],
        ["发文字号：", "云政〔2023〕1号", "发布日期：", ""],
    ]
    found = table(rows)
    assert (found.kind, found.rows, found.head_end) == (ClauseKind.METADATA, (), found.end)
    assert found.cells == (
        Cell("索引号", "0001/2023"),
        Cell("主题分类", "科技"),
        Cell("发文机关", "市政府"),
        Cell("成文日期", "2023年5月4日"),
        Cell("标题", "关于印发办法的通知"),
        Cell("发文字号", "云政〔2023〕1号"),
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["联系人：", "张某"], ["电话：", "123"]], ["联系人=张某", "电话=123"]),
        ([["建设单位", "市水务局"], ["建设地点", "河滨路"]], ["建设单位=市水务局", "建设地点=河滨路"]),
        (
            [[head("受理机构"), "市局", head("时限"), "5日"], [head("收费"), "不收费", head("依据"), "无"]],
            ["受理机构=市局; 时限=5日", "收费=不收费; 依据=无"],
        ),
    ],
    ids=["colon", "names", "flagged"],
)
def test_labels_and_values(rows: list[Row], expected: list[str]) -> None:
    found = table(rows)
    assert (found.kind, rows_of(found)) == (ClauseKind.TABLE, expected)


def test_first_column_of_headers_under_a_header() -> None:
    rows: list[Row] = [["", head("2020年"), head("2021年")], [head("发明"), "12", "13"], [head("商标"), "22", "23"]]
    assert rows_of(table(rows)) == ["=发明; 2020年=12; 2021年=13", "=商标; 2020年=22; 2021年=23"]


def test_one_column_under_a_flagged_header_is_a_list() -> None:
    assert rows_of(table([[head("中学名称")], ["一中"], ["二中"]])) == ["中学名称=一中", "中学名称=二中"]


def test_long_text_in_a_column_is_a_table_all_the_same() -> None:
    rows: list[Row] = [
        ["序号", "政策措施", "责任单位"],
        ["1", "支持" * 300, "市科技局"],
        ["2", "加强" * 300, "市财政局"],
    ]
    assert rows_of(table(rows))[1] == f"序号=2; 政策措施={'加强' * 300}; 责任单位=市财政局"


def test_a_long_merged_cell_is_not_repeated() -> None:
    rows: list[Row] = [["类别", "数量"], [tall("说明" * 300, 2), "1"], ["2"]]
    assert rows_of(table(rows)) == [f"类别={'说明' * 300}; 数量=1", "数量=2"]


@pytest.mark.parametrize(
    "rows",
    [
        [["一段文字。"], ["又一段文字。"]],
        [["左栏", "右栏"]],
        [[head("名称"), head("数量")]],
        [["文字" * 250, "甲"], ["文字" * 250, "乙"]],
        [[wide("题", 2)], ["甲", "乙"]],
        [[head("说明")], ["文字" * 200]],
    ],
    ids=["one column", "one row", "header alone", "running text", "title over one row", "long list"],
)
def test_layout_is_no_table(rows: list[Row]) -> None:
    assert read(rows)[1] is None


def test_claims_of_merged_cells_are_bounded() -> None:
    cells = tuple(GridCell(row, 0, row, row + 1, 1000, 1000) for row in range(10))
    assert read_grid("甲" * 10, Grid(0, 10, cells)) is None


def test_empty_grid() -> None:
    assert read_grid("", Grid(0, 0, ())) is None
    assert read_grid(" ", Grid(0, 1, (GridCell(0, 0, 0, 1),))) is None
