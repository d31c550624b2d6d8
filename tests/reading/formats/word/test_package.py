"""Packages as they come, and as an attacker makes them: refused with one line, in little time and memory."""

import io
import random
import struct
import zipfile

import pytest

from assistant.errors import DocumentError
from assistant.reading.formats.word.extract import extract_word
from assistant.reading.formats.word.package import open_package, parse_xml
from tests.reading.formats.word_made import (
    docx,
    p,
    package,
    part,
    parts_of,
    relationship,
    relationships,
)

GOOD = docx(p("甲"))


def refusal(data: bytes) -> str:
    with pytest.raises(DocumentError) as error:
        extract_word(data, "a.docx")
    message = str(error.value)
    assert message.startswith("a.docx：")
    assert "\n" not in message
    return message


def with_parts(**parts: bytes | str) -> bytes:
    """A good document with other parts; ``__`` stands for a slash, names end in .xml."""
    return docx(p("甲"), replaced={path.replace("__", "/") + ".xml": content for path, content in parts.items()})


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}, "Excel 表格"),
        ({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}, "PowerPoint 演示文稿"),
        (
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"},
            "OpenDocument（ODT、ODS）文件",
        ),
        ({"OFD.xml": "<ofd/>", "Doc_0/Document.xml": "<d/>"}, "OFD 文件"),
        ({"mimetype": "application/epub+zip", "META-INF/container.xml": "<c/>"}, "EPUB 文件"),
        ({"通知.docx": "x", "附件.pdf": "y"}, "ZIP 压缩包"),
    ],
)
def test_other_packages_are_named(parts: dict[str, str], kind: str):
    message = refusal(package(parts))
    assert message.startswith(f"a.docx：不支持 {kind}，请")
    assert "另存为 DOCX 或 PDF 后重试" in message


def test_what_is_damaged_says_so():
    whole = parts_of(GOOD)
    cut = {path: content for path, content in whole.items() if path != "word/document.xml"}
    other_root = whole | {"word/document.xml": "<workbook/>"}
    assert "缺少正文" in refusal(package(cut))
    assert "缺少正文" in refusal(package(other_root))
    assert "缺少正文" in refusal(package(whole | {"word/document.xml": part("document", "")}))
    for data in (
        GOOD[: len(GOOD) // 2],
        b"PK\x03\x04" + random.Random(1).randbytes(5000),
        b"PK\x05\x06",
        package(whole | {"word/document.xml": "<w:document"}),
        package(whole | {"word/document.xml": b"\xff\xfe\x00"}),
        package(whole | {"word/document.xml": '<?xml version="1.0" encoding="utf-7"?><a/>'}),
        package(whole | {"word/document.xml": "<a>&undefined;</a>"}),
    ):
        assert "文件已损坏或不完整" in refusal(data)


def test_a_part_with_a_wrong_checksum_is_damaged():
    data = bytearray(package(parts_of(GOOD)))
    for signature, offset in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        start = 0
        while (start := data.find(signature, start)) >= 0:
            data[start + offset] ^= 0xFF
            start += 4
    assert "文件已损坏或不完整" in refusal(bytes(data))


def test_macros_are_refused():
    assert "含有宏" in refusal(docx(p("甲"), replaced={"word/vbaProject.bin": b"x"}))
    types = parts_of(GOOD)["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert "含有宏" in refusal(docx(p("甲"), replaced={"[Content_Types].xml": types}))


@pytest.mark.parametrize(
    ("source", "kind", "named"),
    [
        ("settings", "attachedTemplate", "外部模板"),
        ("document", "image", "外部图片"),
        ("document", "oleObject", "外部对象"),
        ("webSettings", "frame", "外部框架"),
        ("document", "subDocument", "外部子文档"),
        ("header1", "aFChunk", "外部文档"),
        ("document", "somethingNew", "外部内容"),
    ],
)
def test_content_outside_the_file_is_refused(source: str, kind: str, named: str):
    entry = relationships(relationship(kind, "https://example.com/a"))
    message = refusal(docx(p("甲"), replaced={f"word/_rels/{source}.xml.rels": entry}))
    assert f"引用了文件之外的内容（{named}）" in message
    assert kind in message


def test_links_that_a_reader_may_follow_are_allowed():
    entry = relationships(
        relationship("hyperlink", "https://example.com/"), relationship("image", "a.png", external=False)
    )
    data = docx(p("甲"), replaced={"word/_rels/footnotes.xml.rels": entry})
    assert extract_word(data, "a.docx").text == "甲\n"


@pytest.mark.parametrize(
    "target", ["file:///C:\\Users\\a\\Templates\\公文.dotx", "D:/公文.dotm", "公文.dot"], ids=["file", "drive", "name"]
)
def test_the_template_on_the_authors_own_disk_is_harmless(target: str):
    entry = relationships(relationship("attachedTemplate", target))
    assert extract_word(docx(p("甲"), replaced={"word/_rels/settings.xml.rels": entry}), "a.docx").text == "甲\n"


@pytest.mark.parametrize(
    "target", ["file://server/share/a.dotm", "\\\\server\\a.dotm", "file:///etc/passwd", "http:a.dotm"]
)
def test_a_template_on_another_machine_is_refused(target: str):
    entry = relationships(relationship("attachedTemplate", target))
    assert "外部模板" in refusal(docx(p("甲"), replaced={"word/_rels/settings.xml.rels": entry}))


def test_encrypted_entries_are_named():
    data = bytearray(GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        data[start + offset] |= 0x01
    assert "文件有密码保护" in refusal(bytes(data))


@pytest.mark.parametrize(
    "path", ["../evil.xml", "/etc/passwd", "word\\document.xml", "C:evil.xml", "a/../../b", "x" * 301]
)
def test_paths_that_leave_the_package_are_refused(path: str):
    assert "文件已损坏或不完整" in refusal(docx(p("甲"), replaced={path: "x"}))


def test_an_entry_that_is_given_twice_is_refused():
    sink = io.BytesIO(GOOD)
    with zipfile.ZipFile(sink, "a") as archive:
        archive.writestr("WORD/document.xml", part("document", f"<w:body>{p('假')}</w:body>"))
    assert "文件已损坏或不完整" in refusal(sink.getvalue())


def test_a_packing_that_packages_do_not_have_is_refused():
    sink = io.BytesIO(GOOD)
    with zipfile.ZipFile(sink, "a") as archive:
        archive.writestr("word/a.xml", "x" * 100, zipfile.ZIP_BZIP2)
    assert "文件已损坏或不完整" in refusal(sink.getvalue())


@pytest.mark.parametrize("path", ["word/document.xml", "word/media/image1.bmp"])
def test_bombs_are_refused_by_what_they_declare(path: str):
    assert "内容过大" in refusal(docx(p("甲"), replaced={path: b"\x00" * 5_000_000}))


def test_a_bomb_that_lies_about_its_size_stays_small():
    data = bytearray(docx(p("甲"), replaced={"word/document.xml": b"<a>" + b" " * 5_000_000}))
    start = data.find(b"PK\x01\x02")
    while struct.unpack_from("<L", data, start + 24)[0] < 5_000_000:
        start = data.find(b"PK\x01\x02", start + 4)
    struct.pack_into("<L", data, start + 24, 1000)
    assert "文件已损坏或不完整" in refusal(bytes(data))


def test_too_many_entries_are_refused_before_they_are_listed():
    assert "条目过多" in refusal(b"PK\x03\x04" + b"PK\x01\x02" * 10_001)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_document_types_are_refused_before_they_are_read(encoding: str):
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 20))
    bomb = f'<!DOCTYPE w [<!ENTITY e0 "ha">{entities}]><w>&e19;</w>'
    assert "DOCTYPE" in refusal(with_parts(word__document=bomb.encode(encoding)))
    external = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]><w>&e;</w>'
    assert "DOCTYPE" in refusal(with_parts(word__styles=external.encode(encoding)))


def nested(opening: str, closing: str, times: int) -> bytes:
    return docx(opening * times + p("甲") + closing * times)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        ("<w:p><w:r>", "</w:r></w:p>"),
        ("<w:p><m:oMath>", "</m:oMath></w:p>"),
    ],
    ids=["controls", "tables", "text boxes", "runs", "formulas"],
)
def test_deep_nesting_is_read_or_refused(opening: str, closing: str):
    assert "嵌套过深" in refusal(nested(opening, closing, 100_000))
    tags = opening.count("<")
    just_allowed = nested(opening, closing, (256 - 6) // tags)
    assert isinstance(extract_word(just_allowed, "a.docx").text, str)


def test_deep_formulas_take_no_time():
    element = "<m:box><m:e>" * 120 + "<m:t>1</m:t>" + "</m:e></m:box>" * 120
    assert extract_word(docx(f"<w:p><m:oMath>{element}</m:oMath></w:p>"), "a.docx").text == "1\n"


def test_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("assistant.reading.formats.word.package._MOST_ELEMENTS", 1000)
    assert parse_xml(b"<a>" + b"<b/>" * 999 + b"</a>", "a.docx").tag == "a"
    with pytest.raises(DocumentError, match="内容过大"):
        parse_xml(b"<a>" + b"<b/>" * 1000 + b"</a>", "a.docx")


def test_parts_are_read_up_to_a_limit(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("assistant.reading.formats.word.package._LARGEST_PART_BYTES", 100_000)
    large = docx(p("甲"), replaced={"word/document.xml": part("document", "<w:body/>") + " " * 100_000})
    assert "内容过大" in refusal(large)


def test_the_main_part_is_the_one_that_the_package_names():
    parts = parts_of(GOOD)
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b'"word/document.xml"', b'"/word/document2.xml"')
    assert extract_word(package(parts), "a.docx").text == "甲\n"


def test_a_package_knows_its_parts_and_relationships():
    opened = open_package(GOOD, "a.docx")
    assert opened.part("word/none.xml") is None
    assert opened.part("WORD/Document.xml") is not None
    assert opened.relationships("word/none.xml") == ()
    kinds = {entry.kind: entry.target for entry in opened.relationships("word/document.xml")}
    assert (kinds["styles"], kinds["numbering"]) == ("word/styles.xml", "word/numbering.xml")
