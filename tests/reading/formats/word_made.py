"""Word documents made for the tests: python-docx gives the package, raw XML what it cannot write."""

import io
import zipfile
from collections.abc import Mapping

from docx import Document

from assistant.reading.formats.word.extract import extract_word
from assistant.reading.layout import Extracted, MarkKind

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_TYPES}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a package by path."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip of these parts."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(zipfile.ZipInfo(path, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def docx(
    *body: str,
    styles: str = "",
    numbering: str = "",
    extra: Mapping[str, str] | None = None,
    replaced: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """A document with this body; ``extra`` holds parts by name (``header1``), which are related as ``rId-name``."""
    buffer = io.BytesIO()
    Document().save(buffer)
    parts: dict[str, bytes | str] = dict(parts_of(buffer.getvalue()))
    parts["word/document.xml"] = part("document", f"<w:body>{''.join(body)}</w:body>")
    parts["word/numbering.xml"] = part("numbering", numbering)
    text = parts["word/styles.xml"].decode()
    parts["word/styles.xml"] = text.replace("</w:styles>", f"{styles}</w:styles>")
    related = parts["word/_rels/document.xml.rels"].decode()
    for name, content in (extra or {}).items():
        kind = name.rstrip("0123456789")
        parts[f"word/{name}.xml"] = content
        entry = f'<Relationship Id="rId-{name}" Type="{_TYPES}/{kind}" Target="{name}.xml"/>'
        related = related.replace("</Relationships>", f"{entry}</Relationships>")
    parts["word/_rels/document.xml.rels"] = related
    return package(parts | dict(replaced or {}))


def part(root: str, content: str) -> str:
    """A part with its root element."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {_SPACES}>{content}</w:{root}>'


def relationship(kind: str, target: str, *, external: bool = True) -> str:
    """One entry of a list of relationships."""
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rIdX" Type="{_TYPES}/{kind}" Target="{target}"{mode}/>'


def relationships(*entries: str) -> str:
    """A list of relationships."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(entries)}</Relationships>'


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str = "", *, style: str = "", list_: int | None = None, level: int | None = None, more: str = "") -> str:
    """A paragraph; ``text`` is plain, or runs in XML; ``more`` adds to its properties."""
    numbered = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    numbered += "" if list_ is None else f'<w:numId w:val="{list_}"/>'
    properties = f'<w:pStyle w:val="{style}"/>' * bool(style) + f"<w:numPr>{numbered}</w:numPr>" * bool(numbered) + more
    content = text if text.startswith("<") else run(text) if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def style(
    key: str, name: str, *, based_on: str = "", paragraph: str = "", text: str = "", kind: str = "paragraph"
) -> str:
    """A style with properties of its paragraphs and of its text."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name}"/>'
        + f'<w:basedOn w:val="{based_on}"/>' * bool(based_on)
        + f"<w:pPr>{paragraph}</w:pPr><w:rPr>{text}</w:rPr></w:style>"
    )


def level(index: int, text: str, number_format: str = "decimal", *, start: int = 1, more: str = "") -> str:
    """A level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(key: int, *levels: str, more: str = "") -> str:
    """A list definition."""
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def numbered(key: int, definition_key: int, overrides: str = "") -> str:
    """A list of a definition."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{definition_key}"/>{overrides}</w:num>'


def starting(level_index: int, start: int) -> str:
    """An override that starts a level anew."""
    return f'<w:lvlOverride w:ilvl="{level_index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def cell(*content: str, properties: str = "") -> str:
    """A cell of a table; plain texts become paragraphs."""
    inner = "".join(item if item.startswith("<") else p(item) for item in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of a table; plain texts become cells."""
    inner = "".join(item if item.startswith("<w:tc>") else cell(item) for item in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str, properties: str = "") -> str:
    """A table."""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def field(code: str, result: str) -> str:
    """A field of several runs with its result (runs in XML)."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(*content: str) -> str:
    """A run with a text box, stored twice as Word does: as a shape, and for older versions as VML."""
    box = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def refer_note(key: int, kind: str = "footnote", more: str = "") -> str:
    """A run that refers to a note."""
    return f'<w:r><w:{kind}Reference w:id="{key}"{more}/></w:r>'


def read(*body: str, **parts: object) -> Extracted:
    """What is read from a document with this body."""
    return extract_word(docx(*body, **parts), "a.docx")


def text(*body: str, **parts: object) -> str:
    """The text that is read from a document with this body."""
    return read(*body, **parts).text


def marks(extracted: Extracted, kind: MarkKind | None = None) -> list[tuple[str, str, int, str]]:
    """Kind, text, level and detail of each mark."""
    return [
        (mark.kind.value, extracted.text[mark.start : mark.end], mark.level, mark.detail)
        for mark in extracted.layout.marks
        if kind in {None, mark.kind}
    ]


def cells(extracted: Extracted, grid: int = 0) -> list[tuple[int, int, int, int, str]]:
    """Row, column, height, width and text of each cell."""
    return [
        (item.row, item.column, item.rows, item.columns, extracted.text[item.start : item.end])
        for item in extracted.layout.grids[grid].cells
    ]
