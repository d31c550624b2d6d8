"""PDF: text joined to paragraphs over lines and pages, running headers marked, tables; scans are recognised."""

from assistant.errors import DocumentError
from assistant.reading.formats.pdf.compose import compose
from assistant.reading.formats.pdf.layout import lay_out
from assistant.reading.formats.pdf.page import PageText
from assistant.reading.formats.pdf.reader import SourcePage
from assistant.reading.formats.pdf.source import PdfFile, open_pdf
from assistant.reading.formats.scan.extract import read_page
from assistant.reading.layout import Extracted

_SCAN_DOTS_PER_INCH = 200
# At some seconds each, more scanned pages than this would keep a machine busy for most of an hour.
_MOST_SCANNED_PAGES = 1_000
# Text of which so much is unknown characters is no text; below so many glyphs, a page that is a picture is a scan.
_UNREADABLE_SHARE = 0.3
_PICTURE_SHARE = 0.5
_FEW_GLYPHS = 50
# Type that was turned into outlines: many shapes and not one glyph.
_MANY_DRAWINGS = 100


def extract_pdf(data: bytes, name: str) -> Extracted:
    """Read a PDF; ``name`` is for messages. Pages without text of their own are recognised from their picture.

    Raises:
        DocumentError: the file is damaged, cut off, protected by a password, too large, or shows no text; or the
            recognition models are missing.
    """
    with open_pdf(data, name) as file:
        pages = _read_pages(file, name)
        attachments = file.attachments
    if not any(page.items for page in pages):
        raise DocumentError(_no_text(attachments, name))
    return compose(pages)


def _read_pages(file: PdfFile, name: str) -> list[PageText]:
    pages: list[PageText] = []
    scanned = 0
    for number in range(1, file.page_count + 1):
        source = file.page(number)
        if _is_scan(source):
            scanned += 1
            if scanned > _MOST_SCANNED_PAGES:
                raise DocumentError(
                    f"{name}：扫描页超过 {_MOST_SCANNED_PAGES} 页，请拆分后重试。 Too many scanned pages; split it."
                )
            pages.append(read_page(file.picture(number, _SCAN_DOTS_PER_INCH)))
        else:
            pages.append(lay_out(source))
    return pages


def _is_scan(page: SourcePage) -> bool:
    """Whether the page has to be read from its picture."""
    count = len(page.glyphs)
    if page.unreadable > _UNREADABLE_SHARE * max(1, count):
        return True
    if count < _FEW_GLYPHS and page.picture_share >= _PICTURE_SHARE:
        return True
    return count == 0 and page.drawings >= _MANY_DRAWINGS


def _no_text(attachments: int, name: str) -> str:
    if attachments:
        return (
            f"{name}：PDF 是文件包，正文在其附件中，请导出附件后重试。 "
            "The PDF is a portfolio; take its files out and use those."
        )
    return f"{name}：PDF 中没有辨认出文字，请换用更清晰的文件。 No text was found in the PDF; use a clearer file."
