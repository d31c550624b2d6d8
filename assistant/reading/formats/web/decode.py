"""Bytes of a web page → text: byte-order mark, what the bytes themselves say, then what the page declares."""

import re

from assistant.errors import DocumentError

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_DECLARED_WITHIN_BYTES = 8192
# GB2312 and GBK are parts of GB 18030; other declarations are not trusted over UTF-8 and GB 18030.
_ENCODINGS = {
    "utf-8": "utf-8", "utf8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030",
    "gb_2312-80": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
}  # fmt: skip
_HAN = re.compile(r"[㐀-鿿]")
# A page with more broken characters than these (a share of all that are not ASCII) was read in the wrong encoding.
_BROKEN_SHARE = 0.02
_FEW_BROKEN = 3
_BROKEN = "\ufffd"


def decode_page(data: bytes, name: str) -> str:
    """Decode a page, strictly where that is possible; a few broken bytes become U+FFFD.

    Valid UTF-8 goes before the declaration: browsers save pages as UTF-8 and leave the old declaration standing.

    Raises:
        DocumentError: no supported encoding fits.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "") or _utf16_without_mark(data)
    if marked:
        return _least_broken(data, (marked,), name)
    declared = _declared(data)
    texts = {encoding: text for encoding in ("utf-8", declared, "gb18030") if (text := _strict(data, encoding))}
    first = next(iter(texts), "")
    if not first:
        return _least_broken(data, tuple(dict.fromkeys((declared, "utf-8", "gb18030"))), name)
    # Two bytes of GBK may happen to be one of UTF-8: then the declared reading has Chinese and the other none.
    is_chance = declared in texts and not _HAN.search(texts[first]) and _HAN.search(texts[declared])
    return texts[declared if is_chance else first]


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data[:_DECLARED_WITHIN_BYTES])
    return _ENCODINGS.get(match.group(1).decode("ascii").lower(), "utf-8") if match else "utf-8"


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _least_broken(data: bytes, encodings: tuple[str, ...], name: str) -> str:
    texts = [data.decode(encoding, "replace") for encoding in encodings]
    text = min(texts, key=lambda each: each.count(_BROKEN))
    broken, foreign = text.count(_BROKEN), sum(char > "\x7f" for char in text)
    if broken > max(_FEW_BROKEN, foreign * _BROKEN_SHARE) or broken * 2 > len(text):
        raise DocumentError(
            f"{name}：无法识别网页的编码，请另存为 UTF-8 后重试。 The page's encoding is not recognised."
        )
    return text


def _utf16_without_mark(data: bytes) -> str:
    """The byte order of UTF-16 without its mark: the ASCII of the tags leaves zero bytes on one side alone."""
    head = data[:2048]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 8 < len(head) or min(even, odd) * 8 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"
