"""Tables as files: CSV that spreadsheets open as UTF-8, and workbooks. The only file that knows XlsxWriter."""

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

_BYTE_ORDER_MARK = "\ufeff"
# A cell that begins so is a formula to a spreadsheet that opens a CSV file.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60
_LONGEST_CELL = 32_767


def to_csv(rows: Iterable[Sequence[str | float]]) -> str:
    """The rows as CSV with a byte order mark, by which spreadsheets know UTF-8; no cell is taken for a formula."""
    text = io.StringIO()
    csv.writer(text).writerows([[_harmless(cell) for cell in row] for row in rows])
    return _BYTE_ORDER_MARK + text.getvalue()


def to_workbook(sheets: Iterable[tuple[str, Iterable[Sequence[str | float]]]]) -> bytes:
    """Sheets by name, the first row of each its header: frozen, bold, with a filter; text wraps."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for name, rows in sheets:
            sheet, held = book.add_worksheet(name[:31]), [list(row) for row in rows]
            for at, row in enumerate(held):
                cells = [cell[:_LONGEST_CELL] if isinstance(cell, str) else cell for cell in row]
                sheet.write_row(at, 0, cells, plain if at else bold)
            for column, width in enumerate(_widths(held)):
                sheet.set_column(column, column, width)
            sheet.freeze_panes(1, 1)
            if held:
                sheet.autofilter(0, 0, len(held) - 1, len(held[0]) - 1)
    return data.getvalue()


def _harmless(cell: str | float) -> str | float:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_SIGNS) else cell


def _widths(rows: Sequence[Sequence[str | float]]) -> list[int]:
    """The width of each column in characters of half width; Chinese ones take two."""
    return [min(_WIDEST, 4 + 2 * max(len(str(cell)) for cell in column)) for column in zip(*rows, strict=True)]
