"""What kind of file the bytes are: by their content, the name only tells Markdown from plain text."""

import re
from enum import StrEnum

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF87a", b"GIF89a")
_PDF_HEADER_BYTES = 1024
_SNIFFED_BYTES = 4096
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|table|p|meta|title)\b[^<>]*>", re.IGNORECASE)
_HTML_FIRST = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


class FileKind(StrEnum):
    """The kinds of file that the reader tells apart."""

    TEXT = "text"
    HTML = "html"
    ZIP = "zip"
    PDF = "pdf"
    IMAGE = "image"
    OLE = "ole"
    RTF = "rtf"


def detect(data: bytes) -> FileKind:
    """Return the kind of a file; what matches nothing else is taken for text and has to decode as such."""
    head = data[:_SNIFFED_BYTES]
    if data.startswith(_OLE):
        return FileKind.OLE
    if data.startswith(_ZIP):
        return FileKind.ZIP
    if b"%PDF-" in head[:_PDF_HEADER_BYTES]:
        return FileKind.PDF
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return FileKind.IMAGE
    if head.lstrip().startswith(b"{\\rtf"):
        return FileKind.RTF
    return FileKind.HTML if _is_html(head) else FileKind.TEXT


def _is_html(head: bytes) -> bool:
    """Whether it opens as a page, or holds several tags: a single one may stand in a plain text."""
    plain = head.replace(b"\x00", b"")
    return bool(_HTML_FIRST.match(plain.removeprefix(b"\xef\xbb\xbf")) or len(_HTML.findall(plain)) >= 5)
