"""Tables of Word documents: merged cells, header rows, tables in cells, tables that only lay out a page."""

import pytest

from assistant.errors import DocumentError
from tests.reading.formats.word_made import cell, cells, marks, p, part, read, refer_note, row, run, style, table


def test_merged_cells_and_header_rows():
    wide, tall = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    header = "<w:tblHeader/>"
    extracted = read(
        p("表前"),
        table(
            row(cell("事项", properties=tall), cell("标准", properties=wide), properties=header),
            row(cell("", properties="<w:vMerge/>"), "省级", "市级", properties=header),
            row("专利", "5万元", cell("3万元", "一次性", properties='<w:vMerge w:val="restart"/>')),
            row("商标", "2万元", cell("", properties="<w:vMerge/>")),
            row("地理标志", cell("按规定", properties=wide), properties=header),
            properties='<w:tblCaption w:val="资助标准"/>',
        ),
        p("表后"),
    )
    assert (
        extracted.text
        == "表前\n事项 | 标准\n省级 | 市级\n专利 | 5万元 | 3万元\n一次性\n商标 | 2万元\n地理标志 | 按规定\n表后\n"
    )
    assert cells(extracted) == [
        (0, 0, 2, 1, "事项"), (0, 1, 1, 2, "标准"), (1, 1, 1, 1, "省级"), (1, 2, 1, 1, "市级"), (2, 0, 1, 1, "专利"),
        (2, 1, 1, 1, "5万元"), (2, 2, 2, 1, "3万元\n一次性"), (3, 0, 1, 1, "商标"), (3, 1, 1, 1, "2万元"),
        (4, 0, 1, 1, "地理标志"), (4, 1, 1, 2, "按规定"),
    ]  # fmt: skip
    grid = extracted.layout.grids[0]
    assert [item.header for item in grid.cells] == [True] * 4 + [False] * 7
    assert grid.caption == "资助标准"


def test_rows_that_begin_late_and_cells_merged_the_old_way():
    extracted = read(
        table(
            row("甲", "乙", "丙"),
            row("丁", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
            row(cell("戊", properties='<w:hMerge w:val="restart"/>'), cell("", properties="<w:hMerge/>"), "己"),
            row(cell("庚", properties="<w:vMerge/>"), "辛", f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{p('删')}</w:tc>"),
            f"<w:sdt><w:sdtContent>{row('壬', '癸')}</w:sdtContent></w:sdt>",
            row("删", "删", properties="<w:del/>"),
            row("隐", "隐", properties="<w:hidden/>"),
        )
    )
    assert cells(extracted) == [
        (0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (0, 2, 1, 1, "丙"), (1, 0, 1, 1, ""), (1, 1, 1, 1, "丁"),
        (1, 2, 1, 1, ""), (2, 0, 1, 2, "戊"), (2, 2, 1, 1, "己"), (3, 0, 1, 1, "庚"), (3, 1, 1, 1, "辛"),
        (4, 0, 1, 1, "壬"), (4, 1, 1, 1, "癸"),
    ]  # fmt: skip


def test_a_merge_of_another_width_begins_a_cell_of_its_own():
    wide, down = '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>', "<w:vMerge/>"
    extracted = read(table(row(cell("甲", properties=wide), "乙"), row(cell("丙", properties=down), "丁", "戊")))
    assert cells(extracted) == [
        (0, 0, 1, 2, "甲"), (0, 2, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁"), (1, 2, 1, 1, "戊"),
    ]  # fmt: skip


def test_a_table_in_a_cell_is_text_of_the_cell():
    inner = table(row("一月", "5件"), row("二月", cell("6件", "（暂定）")))
    extracted = read(table(row("事项", cell("明细", inner, "完"))))
    assert cells(extracted) == [(0, 0, 1, 1, "事项"), (0, 1, 1, 1, "明细\n一月 | 5件\n二月 | 6件 （暂定）\n完")]


def test_tables_that_lay_out_a_page_dissolve():
    inner = table(row("甲", "乙"), row("丙", "丁"))
    styles = style("1", "heading 1")
    extracted = read(
        table(row(cell(p("专栏1 重点工程", style="1"), inner))),
        table(row("上"), row("下", properties="<w:tblHeader/>")),
        styles=styles,
    )
    assert extracted.text == "专栏1 重点工程\n甲 | 乙\n丙 | 丁\n上\n下\n"
    assert marks(extracted) == [("heading", "专栏1 重点工程", 1, "")]
    assert len(extracted.layout.grids) == 1


def test_notes_of_a_table_follow_the_table():
    notes = part("footnotes", f'<w:footnote w:id="3">{p("以专利登记簿副本为准。")}</w:footnote>')
    extracted = read(
        table(row("项目", cell(p(run("金额") + refer_note(3)))), row("资助", "5万元")),
        p("后"),
        extra={"footnotes": notes},
    )
    assert extracted.text == "项目 | 金额〔注1〕\n资助 | 5万元\n注1：以专利登记簿副本为准。\n后\n"
    assert extracted.layout.grids[0].end == extracted.text.index("注1：") - 1


def test_a_table_beyond_measure_is_refused():
    with pytest.raises(DocumentError, match="内容过大"):
        read(table(row(*["甲"] * 501)))
