"""PDFs with text: what the reader makes of real layouts, and of files that are none."""

import re
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from assistant.errors import DocumentError
from assistant.reading.formats.pdf.extract import extract_pdf
from assistant.reading.formats.pdf.page import PageText
from assistant.reading.layout import Extracted, Mark, MarkKind
from tests.reading.formats import pdf_made
from tests.reading.formats.pdf_made import BEFORE_REFERENCE, REFERENCE, SECTIONS, SIZE, TITLE, Sheets


@pytest.fixture(scope="module")
def notice() -> Extracted:
    return extract_pdf(pdf_made.notice(), "notice.pdf")


def marked(extracted: Extracted, kind: MarkKind) -> list[tuple[str, int, str]]:
    """Text, level and detail of each mark of a kind."""
    return [(extracted.text[m.start : m.end], m.level, m.detail) for m in extracted.layout.marks if m.kind is kind]


def lines(extracted: Extracted) -> list[str]:
    return extracted.text.split("\n")


def test_a_notice_reads_in_paragraphs(notice: Extracted) -> None:
    texts = [text for heading, body in SECTIONS for text in (heading, body) if text]
    found = [line for line in lines(notice) if line in texts]
    assert found == texts
    assert lines(notice)[:6] == [
        "青岚市人民政府办公室文件", "青政办发〔2025〕18号", *TITLE, pdf_made.ADDRESSEE, pdf_made.OPENING,
    ]  # fmt: skip


def test_title_lines_stay_apart_and_the_letterhead_is_none(notice: Extracted) -> None:
    headings = marked(notice, MarkKind.HEADING)
    assert headings[:2] == [(TITLE[0], 0, ""), (TITLE[1], 0, "")]
    assert headings[2:] == [
        ("一、总体要求", 2, ""), ("二、主要任务", 2, ""), ("（一）加强源头保护", 2, ""), ("（二）完善服务体系", 2, ""),
        ("三、保障措施", 2, ""), ("重点任务分工表", 1, ""),
    ]  # fmt: skip


def test_signature_and_date_are_lines_of_their_own(notice: Extracted) -> None:
    start = lines(notice).index("附件：重点任务分工表")
    assert lines(notice)[start : start + 4] == [
        "附件：重点任务分工表", "青岚市人民政府办公室", "2025年3月18日", "（此件公开发布）",
    ]  # fmt: skip


def test_page_numbers_follow_what_runs_over_the_break(notice: Extracted) -> None:
    assert marked(notice, MarkKind.FURNITURE) == [(f"— {n} —", 0, "page number") for n in range(1, 5)]
    following = lines(notice)[lines(notice).index("— 1 —") - 1]
    assert following == SECTIONS[3][1]


def test_pages_begin_at_their_first_character(notice: Extracted) -> None:
    starts = [notice.text[offset : offset + 6] for offset in notice.layout.pages]
    assert starts == ["青岚市人民政", "询、托管代办", "附件\n重点任", "序号 | 任"]


def test_a_table_over_two_pages_is_one_with_spans_and_repeated_head(notice: Extracted) -> None:
    (grid,) = notice.layout.grids
    cells = {(cell.row, cell.column): cell for cell in grid.cells}
    spans = {key: (cell.rows, cell.columns) for key, cell in cells.items() if (cell.rows, cell.columns) != (1, 1)}
    head = {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2), (0, 4): (2, 1)}
    repeated = {(row + 13, column): span for (row, column), span in head.items()}
    assert spans == {**head, **repeated, (17, 0): (1, 2), (17, 2): (1, 3)}
    assert sorted({cell.row for cell in grid.cells if cell.header}) == [0, 1, 13, 14]
    assert text_of(notice, cells[2, 1]) == "建设第1个服务工作站并配备专职人员"
    assert [text_of(notice, cells[16, column]) for column in range(5)] == [
        "13", "建设第13个服务工作站并配备专职人员", "13个", "15个", "市知识产权局",
    ]  # fmt: skip
    assert text_of(notice, cells[17, 2]) == "按年度据实安排"


def text_of(extracted: Extracted, span: object) -> str:
    return extracted.text[span.start : span.end]


def test_a_reference_at_the_start_of_a_line_goes_on() -> None:
    # The made page has to break just before the reference.
    broken = pdf_made.broken(BEFORE_REFERENCE + REFERENCE, 28, 2)
    assert broken[-1] == REFERENCE
    assert lines(extract_pdf(pdf_made.regulation(), "r.pdf")) == [
        "青岚市专利资助办法",
        (BEFORE_REFERENCE + REFERENCE).replace("　", " "),
        "第三条 追回的资助上缴本级财政。",
        "",
    ]


def test_running_headers_and_bare_numbers_are_furniture() -> None:
    extracted = extract_pdf(pdf_made.plan(), "plan.pdf")
    furniture = marked(extracted, MarkKind.FURNITURE)
    assert [text for text, _, detail in furniture if detail == "header"] == [pdf_made.PLAN_HEADER] * 4
    assert [text for text, _, detail in furniture if detail == "page number"] == ["1", "2", "3", "4"]
    paragraph = max(lines(extracted), key=len)
    assert paragraph == "".join(pdf_made.line_of(page, line) for page in range(1, 5) for line in range(22))
    assert [extracted.text[offset : offset + 6] for offset in extracted.layout.pages[1:]] == [
        "02页00行", "03页00行", "04页00行",
    ]  # fmt: skip


def test_columns_are_read_one_after_the_other() -> None:
    found = lines(extract_pdf(pdf_made.newsletter(), "n.pdf"))
    left, right = ("".join(f"{word}栏第{n:02}句话讲保护。" for n in range(1, 22)) for word in ("左", "右"))
    assert found == ["知识产权工作简报", "2025年第3期", left, right, ""]


def test_small_type_under_a_rule_is_a_note_behind_its_paragraph() -> None:
    sheets = Sheets()
    text = "本办法所称资助是指财政性资金给予的事后补助，由市知识产权局会同市财政局核定并向社会公开，接受监督。"
    sheets.paragraph(text)
    sheets.put(LEFT_OF_MARK, pdf_made.TOP - 6, "①", 8)
    for _, body in SECTIONS:
        sheets.paragraph(body or "按照职责分工推进落实。")
    sheets.rule(79, 700, 220, 700)
    sheets.put(79, 715, "① 不含贷款贴息和风险补偿，二者另行规定，按照年度预算安排并由市财政局会同有", 10)
    sheets.put(79, 729, "关部门解释。", 10)
    sheets.put(79, 743, "② 数据截至2024年年底。", 10)
    extracted = extract_pdf(sheets.finish(), "note.pdf")
    assert marked(extracted, MarkKind.NOTE) == [
        ("① 不含贷款贴息和风险补偿，二者另行规定，按照年度预算安排并由市财政局会同有关部门解释。", 0, ""),
        ("② 数据截至2024年年底。", 0, ""),
    ]
    assert lines(extracted)[0].replace("①", "") == text


LEFT_OF_MARK = 79 + 10 * SIZE


def test_glyphs_printed_twice_count_once() -> None:
    sheets = Sheets(numbered=False)
    for shift in (0, 0.4):
        sheets.put(111 + shift, 119, "一、申报条件")
    sheets.line = 1
    sheets.paragraph("申报单位应当在本市登记注册，并且具有独立法人资格，近三年内没有违法违规记录。")
    extracted = extract_pdf(sheets.finish(), "bold.pdf")
    assert lines(extracted)[0] == "一、申报条件"


def test_columns_set_by_blanks_are_a_table() -> None:
    sheets = Sheets(numbered=False)
    rows = [("指标", "单位", "2025年"), ("发明专利拥有量", "件", "120"), ("商标有效注册量", "件", "3400")]
    sheets.centred("主要指标")
    for row in rows:
        for x, text in zip((90, 260, 380), row, strict=True):
            sheets.put(x, sheets.y, text, 14)
        sheets.next_line()
    extracted = extract_pdf(sheets.finish(), "t.pdf")
    (grid,) = extracted.layout.grids
    assert [text_of(extracted, cell) for cell in grid.cells] == [text for row in rows for text in row]


def test_a_page_on_its_side_and_a_watermark() -> None:
    sheets = Sheets(numbered=False)
    sheets.canvas.saveState()
    sheets.canvas.translate(300, 300)
    sheets.canvas.rotate(45)
    sheets.put(0, pdf_made.HEIGHT, "内部资料", 40)
    sheets.canvas.restoreState()
    sheets.canvas.translate(pdf_made.WIDTH, 0)
    sheets.canvas.rotate(90)
    sheets.put(100, pdf_made.HEIGHT - 400, "横排的表格说明。", 14)
    sheets.put(100, pdf_made.HEIGHT - 380, "写在它下面的一行。", 14)
    extracted = extract_pdf(sheets.finish(), "turned.pdf")
    assert lines(extracted)[:2] == ["横排的表格说明。", "写在它下面的一行。"]
    assert marked(extracted, MarkKind.FURNITURE) == [("内部资料", 0, "watermark")]


def test_pages_without_anything_count() -> None:
    sheets = Sheets(numbered=False)
    sheets.paragraph("第一页。")
    sheets.new_page()
    sheets.new_page()
    sheets.paragraph("第三页。")
    sheets.new_page()
    extracted = extract_pdf(sheets.finish(), "blank.pdf")
    assert extracted.text == "第一页。\n第三页。\n"
    assert extracted.layout.pages == (0, 5, 5, 10)


def encrypted(user: str) -> bytes:
    sheets = Sheets(encrypt=StandardEncryption(user, ownerPassword="owner", canCopy=0, strength=128))
    sheets.paragraph("限制复制的文件仍然可以阅读。")
    return sheets.finish()


def test_a_file_that_opens_without_a_password_is_read() -> None:
    assert extract_pdf(encrypted(""), "o.pdf").text.startswith("限制复制的文件仍然可以阅读。")


@pytest.mark.parametrize(
    "operators", [b"/F1 0 Tf", b"/F1 1e30 Tf", b"/F1 12 Tf 1e38 0 0 1e38 1e38 1e38 Tm", b"/F1 -9 Tf"]
)
def test_type_of_any_size_at_any_place_is_read_or_refused(operators: bytes) -> None:
    whole = pdf_made.regulation()
    data = re.sub(rb"/F\d 16 Tf", operators.replace(b"F1", b"F2"), whole)
    assert data != whole
    check_layout(extract_pdf(data, "odd.pdf"))


def no_pages() -> bytes:
    whole = pdf_made.regulation()
    return re.sub(rb"/Kids \[[^\]]*\]", b"/Kids [ ]", re.sub(rb"/Count \d+", b"/Count 0", whole))


def blank() -> bytes:
    sheets = Sheets(numbered=False)
    return sheets.finish()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (lambda: encrypted("secret"), "密码保护"),
        (lambda: pdf_made.notice()[:9000], "不完整|已损坏"),
        (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "已损坏"),
        (lambda: b"%PDF-", "已损坏"),
        (no_pages, "没有任何页面|已损坏"),
        (blank, "没有辨认出文字"),
    ],
    ids=["password", "truncated", "random", "header", "no pages", "blank"],
)
def test_what_cannot_be_read_is_said(data: object, message: str) -> None:
    with pytest.raises(DocumentError, match=f"^bad.pdf：.*({message}).*[A-Za-z]"):
        extract_pdf(data(), "bad.pdf")


def test_portfolios_say_so() -> None:
    sheets = Sheets(numbered=False)
    data = with_attachment(sheets.finish())
    with pytest.raises(DocumentError, match="文件包"):
        extract_pdf(data, "portfolio.pdf")


def with_attachment(data: bytes) -> bytes:
    """Pack a file into a PDF, by PDFium's own functions."""
    import io

    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    document.new_attachment("a.txt").set_data(b"hidden")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_too_many_pages_are_refused_without_reading_them() -> None:
    import io

    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(5001):
        canvas.showPage()
    canvas.save()
    with pytest.raises(DocumentError, match="超过 5000 页"):
        extract_pdf(out.getvalue(), "long.pdf")


SMALL = pdf_made.regulation()


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.binary(min_size=1, max_size=8)), min_size=1, max_size=12))
def test_damage_anywhere_gives_text_or_a_stated_error(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(SMALL)
    for place, replacement in changes:
        data[place : place + len(replacement)] = replacement
    try:
        # What looks like a scan would take seconds; recognition has its own tests.
        with patch("assistant.reading.formats.pdf.extract.read_page", return_value=PageText(595, 842, ())):
            extracted = extract_pdf(bytes(data), "m.pdf")
    except DocumentError:
        return
    check_layout(extracted)


@settings(max_examples=40)
@given(st.binary(max_size=400))
def test_any_bytes_behind_the_header_are_refused_or_read(tail: bytes) -> None:
    with pytest.raises(DocumentError):
        extract_pdf(b"%PDF-1.4\n" + tail, "x.pdf")


def check_layout(extracted: Extracted) -> None:
    """Spans lie within the text and in order."""
    length = len(extracted.text)
    assert all(0 <= m.start <= m.end <= length for m in extracted.layout.marks)
    assert list(extracted.layout.pages) == sorted(extracted.layout.pages)


def test_marks_and_grids_lie_on_whole_lines(notice: Extracted) -> None:
    check_layout(notice)
    for mark in notice.layout.marks:
        assert replace(mark, start=0, end=0) == Mark(mark.kind, 0, 0, mark.level, mark.detail)
        assert "\n" not in notice.text[mark.start : mark.end]
        assert mark.start == 0 or notice.text[mark.start - 1] == "\n"
        assert notice.text[mark.end] == "\n"
