"""PDFium: the pages of a PDF as glyphs and ruling lines, and as pictures.

Scripts, attached files and launch actions of a PDF are never looked at, and nothing outside the file is fetched.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from assistant.errors import DocumentError
from assistant.reading.formats.pdf.reader import SourcePage, read_page

MOST_PAGES = 5_000
_MOST_PIXELS, _LONGEST_PIXELS = 25_000_000, 20_000
_TAIL_BYTES = 4096
# PDFium may be used by one thread at a time.
_LOCK = threading.RLock()


class PdfFile:
    """An open PDF."""

    def __init__(self, document: Any, name: str) -> None:
        self._document = document
        self._name = name
        self.page_count = len(document)

    @property
    def attachments(self) -> int:
        """How many files are packed into the PDF; they are not read."""
        import pypdfium2.raw as pdfium

        return int(pdfium.FPDFDoc_GetAttachmentCount(self._document.raw))

    def page(self, number: int) -> SourcePage:
        """Read page ``number``, counted from 1.

        Raises:
            DocumentError: the page is damaged or holds more than any page of text does.
        """
        import pypdfium2.raw as pdfium

        with self._opened(number) as page:
            text_page = page.get_textpage()
            try:
                return read_page(pdfium, page.raw, text_page.raw, (page.get_bbox(), page.get_rotation() // 90))
            except OverflowError as error:
                raise DocumentError(
                    f"{self._name}：第 {number} 页内容过多，已拒绝。 Page {number} holds too much; refused."
                ) from error
            finally:
                text_page.close()

    def picture(self, number: int, dots_per_inch: int) -> np.ndarray:
        """Return page ``number`` as rows × columns × RGB; a huge page is rendered smaller.

        Raises:
            DocumentError: the page is damaged.
        """
        with self._opened(number) as page:
            width, height = page.get_size()
            most = min((_MOST_PIXELS / max(1.0, width * height)) ** 0.5, _LONGEST_PIXELS / max(1.0, width, height))
            scale = min(dots_per_inch / 72, most)
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
            pixels: np.ndarray = np.array(bitmap.to_numpy()[:, :, :3])
            bitmap.close()
            return pixels

    @contextmanager
    def _opened(self, number: int) -> Iterator[Any]:
        import pypdfium2 as pdfium

        try:
            page = self._document[number - 1]
        except pdfium.PdfiumError as error:
            raise DocumentError(
                f"{self._name}：第 {number} 页已损坏，请重新获取文件。 Page {number} is damaged; get the file again."
            ) from error
        try:
            yield page
        except (pdfium.PdfiumError, MemoryError) as error:
            raise DocumentError(
                f"{self._name}：第 {number} 页无法读取，请重新获取文件。 Page {number} cannot be read."
            ) from error
        finally:
            page.close()


@contextmanager
def open_pdf(data: bytes, name: str) -> Iterator[PdfFile]:
    """Open a PDF; one that asks for no password to be read counts as open, whatever else its owner forbids.

    Raises:
        DocumentError: the file is damaged, cut off, protected by a password, or has no pages or too many.
    """
    import pypdfium2 as pdfium

    with _LOCK:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise DocumentError(_refusal(getattr(error, "err_code", None), name)) from error
        try:
            _check(len(document), data, name)
            yield PdfFile(document, name)
        finally:
            document.close()


def _refusal(code: int | None, name: str) -> str:
    import pypdfium2.raw as pdfium

    if code == pdfium.FPDF_ERR_PASSWORD:
        return f"{name}：文件有密码保护，请去除密码后重试。 The file is password-protected; remove the password."
    if code == pdfium.FPDF_ERR_SECURITY:
        return f"{name}：文件的加密方式不受支持，请去除加密后重试。 The file's encryption is not supported."
    return f"{name}：PDF 文件已损坏，请重新获取。 The PDF is damaged; get it again."


def _check(page_count: int, data: bytes, name: str) -> None:
    tail = data[-_TAIL_BYTES:]
    if b"%%EOF" not in tail and b"startxref" not in tail:
        # What is left would often open all the same, with pages or their ends missing and nobody told.
        raise DocumentError(f"{name}：PDF 文件不完整，请重新获取。 The PDF is cut off; get it again.")
    if page_count == 0:
        raise DocumentError(f"{name}：PDF 没有任何页面，请重新获取。 The PDF has no pages.")
    if page_count > MOST_PAGES:
        raise DocumentError(f"{name}：PDF 超过 {MOST_PAGES} 页，请拆分后重试。 The PDF has too many pages; split it.")
