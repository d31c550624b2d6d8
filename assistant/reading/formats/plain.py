"""Plain text and Markdown: decoded strictly, otherwise as it came."""

import re

from assistant.errors import DocumentError
from assistant.reading.layout import Extracted

_ENCODINGS = ("utf-8-sig", "gb18030")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1a")
_CONTROLS_SHARE = 0.01
_SAMPLE_BYTES = 4096
_USUAL = re.compile(r"[\t\n\r -~　-〕一-鿿！-～]")
_USUAL_SHARE = 0.9


def extract_plain(data: bytes, name: str) -> Extracted:
    """Decode a text; line ends become line feeds.

    Raises:
        DocumentError: no supported encoding fits, or the bytes are not text.
    """
    return Extracted(decode(data, name).replace("\r\n", "\n").replace("\r", "\n"))


def decode(data: bytes, name: str) -> str:
    """Decode strictly; a wrong guess would put other characters than the file's under a quotation.

    Raises:
        DocumentError: no supported encoding fits, or the bytes are not text.
    """
    marked = _MARKS.get(data[:2]) or _utf16_without_mark(data)
    for encoding in (marked,) if marked else _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text
    raise DocumentError(f"{name}：不是 UTF-8 或 GB18030 文本，请另存为 UTF-8 后重试。 Not text in a known encoding.")


def _utf16_without_mark(data: bytes) -> str:
    """The byte order of UTF-16 without its mark: the one in which a text with zero bytes reads as Chinese or ASCII."""
    head = data[:_SAMPLE_BYTES]
    if b"\x00" not in head or len(data) % 2:
        return ""
    shares = {order: _share_of_usual(head.decode(order, "replace")) for order in ("utf-16-le", "utf-16-be")}
    best = max(shares, key=lambda order: (shares[order], order))
    return best if shares[best] >= _USUAL_SHARE else ""


def _share_of_usual(text: str) -> float:
    return len(_USUAL.findall(text)) / max(1, len(text))


def _is_text(text: str) -> bool:
    """Whether control characters are as rare as in text: other files decode too, into signs that nobody wrote."""
    if "\x00" in text:
        return False
    controls = sum(char < " " and char not in _TEXT_CONTROLS for char in text[:20000])
    return controls <= len(text[:20000]) * _CONTROLS_SHARE
