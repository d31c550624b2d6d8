"""Tables as files, read back with what comes with Python."""

import csv
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest

from assistant.interfaces.workbook import to_csv, to_workbook

_SPACE = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def part(data: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return ElementTree.fromstring(file.read(f"xl/{name}.xml"))


def cells(data: bytes, sheet: int = 1) -> list[list[str | float]]:
    """The cells of a sheet, row by row; text is looked up in the strings that all sheets share."""
    held = part(data, "sharedStrings").findall("s:si", _SPACE)
    strings = ["".join(text.text or "" for text in one.iter(f"{{{_SPACE['s']}}}t")) for one in held]
    rows = part(data, f"worksheets/sheet{sheet}").findall("s:sheetData/s:row", _SPACE)
    return [[_value(cell, strings) for cell in row.findall("s:c", _SPACE)] for row in rows]


def _value(cell: ElementTree.Element, strings: list[str]) -> str | float:
    assert cell.find("s:f", _SPACE) is None, "no cell is a formula"
    text = cell.findtext("s:v", "", _SPACE)
    return strings[int(text)] if cell.get("t") == "s" else float(text)


def test_csv_begins_with_the_mark_by_which_spreadsheets_know_utf8() -> None:
    text = to_csv([("地区", "值"), ("甲县", 3.5)])
    assert text == "\ufeff地区,值\r\n甲县,3.5\r\n"
    assert text.encode("utf-8").startswith(b"\xef\xbb\xbf")


def test_csv_keeps_commas_quotes_and_breaks() -> None:
    rows = [["甲,乙", '说"好"', "上\n下"]]
    assert list(csv.reader(io.StringIO(to_csv(rows).removeprefix("\ufeff"), newline=""))) == rows


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_makes_signs_of_formulas_harmless(cell: str) -> None:
    ((read, number),) = csv.reader(io.StringIO(to_csv([(cell, -1)]).removeprefix("\ufeff"), newline=""))
    assert read == f"'{cell}"
    assert number == "-1"


def test_a_workbook_is_read_back_as_it_was() -> None:
    rows = [("地区", "目标值"), ("甲县", 3.5), ("乙县\n第二行", 100)]
    data = to_workbook([("指标", rows), ("措施", [("原文",), ("对企业给予奖励。",)])])
    names = [sheet.get("name") for sheet in part(data, "workbook").findall("s:sheets/s:sheet", _SPACE)]
    assert names == ["指标", "措施"]
    assert cells(data) == [list(row) for row in rows]
    assert cells(data, 2) == [["原文"], ["对企业给予奖励。"]]


def test_a_workbook_takes_no_cell_for_a_formula_a_number_or_a_link() -> None:
    texts = ["=1+1", "-", "007", "https://example.org", "{=A1}"]
    data = to_workbook([("甲", [[text] for text in texts])])
    assert cells(data) == [[text] for text in texts]
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert not [name for name in file.namelist() if "_rels/sheet" in name]


def test_the_header_is_frozen_bold_and_has_a_filter() -> None:
    data = to_workbook([("甲", [("地区", "值"), ("甲县", 1), ("乙县", 2)])])
    sheet = part(data, "worksheets/sheet1")
    pane = sheet.find("s:sheetViews/s:sheetView/s:pane", _SPACE)
    assert pane is not None
    assert (pane.get("state"), pane.get("xSplit"), pane.get("ySplit")) == ("frozen", "1", "1")
    assert sheet.find("s:autoFilter", _SPACE).get("ref") == "A1:B3"
    styles = [row.find("s:c", _SPACE).get("s") for row in sheet.findall("s:sheetData/s:row", _SPACE)]
    assert styles[0] != styles[1] == styles[2]
    fonts = part(data, "styles").findall("s:fonts/s:font", _SPACE)
    formats = part(data, "styles").findall("s:cellXfs/s:xf", _SPACE)
    bold = [fonts[int(formats[int(style)].get("fontId"))].find("s:b", _SPACE) is not None for style in styles]
    assert bold == [True, False, False]


def test_columns_are_as_wide_as_their_text_up_to_a_limit() -> None:
    data = to_workbook([("甲", [("地区", "原文"), ("甲县", "长" * 90)])])
    widths = [float(one.get("width")) for one in part(data, "worksheets/sheet1").findall("s:cols/s:col", _SPACE)]
    assert [round(width) for width in widths] == [9, 61]


def test_long_names_and_cells_are_cut_to_what_a_workbook_holds() -> None:
    data = to_workbook([("名" * 40, [["长" * 40_000]])])
    (sheet,) = part(data, "workbook").findall("s:sheets/s:sheet", _SPACE)
    assert sheet.get("name") == "名" * 31
    assert cells(data) == [["长" * 32_767]]


def test_a_sheet_without_rows_is_empty() -> None:
    data = to_workbook([("甲", [])])
    sheet = part(data, "worksheets/sheet1")
    assert sheet.findall("s:sheetData/s:row", _SPACE) == []
    assert re.fullmatch(r"[A-Z0-9:]+", sheet.find("s:dimension", _SPACE).get("ref"))
