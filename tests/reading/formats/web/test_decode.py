"""Bytes of web pages: what they are encoded in, whatever they declare."""

import pytest

from assistant.errors import DocumentError
from assistant.reading.formats.web.extract import extract_html

CHINESE = "<html><head>{}</head><body><p>知识产权保护规定，自发布之日起施行。</p></body></html>"
EXPECTED = "知识产权保护规定，自发布之日起施行。\n"


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ("<meta charset=gb2312>", "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gb18030"),
        ("", "gb18030"),
        ("<meta charset=utf-8>", "gb18030"),
        ("<meta charset=gb2312>", "utf-8"),
        ("<meta charset=big5>", "utf-8"),
        ("", "utf-8-sig"),
        ("<meta charset=utf-8>", "utf-16"),
        ("<meta charset=utf-8>", "utf-16-le"),
        ("<meta charset=utf-8>", "utf-16-be"),
        ("<meta charset=rot13>", "utf-8"),
    ],
)
def test_encodings(declaration: str, encoding: str) -> None:
    assert extract_html(CHINESE.format(declaration).encode(encoding), "页.html").text == EXPECTED


def test_traditional_characters_as_declared() -> None:
    text = "<meta charset=big5><p>知識產權保護條例</p>"
    assert extract_html(text.encode("big5"), "頁.html").text == "知識產權保護條例\n"


def test_two_bytes_that_are_a_chance_of_utf8_are_read_as_declared() -> None:
    assert extract_html("<meta charset=gbk><p>联通</p>".encode("gbk"), "页.html").text == "联通\n"


def test_a_few_broken_bytes_do_not_lose_the_page() -> None:
    data = CHINESE.format("<meta charset=gbk>").encode("gb18030").replace(b"<p>", b"<p>\xff\xff")
    assert extract_html(data, "页.html").text == f"\ufffd\ufffd{EXPECTED}"


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(DocumentError, match=r"乱.html：无法识别网页的编码"):
        extract_html(b"<html><body><p>" + b"\xff\xfd\xff" * 50, "乱.html")
