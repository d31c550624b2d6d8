"""Word packages: a zip of XML parts, opened within limits; nothing outside the file is ever looked up.

Python's own parser reads the parts: its tree grows under our count, so that limits hold before memory is spent, and a
part with a document type is refused unread, which leaves no entity to expand. Names are shortened to the usual
prefixes (``w_p``), the same for both editions of ISO/IEC 29500 (transitional and strict).
"""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from assistant.errors import DocumentError

_MOST_ENTRIES = 10_000
_LONGEST_NAME = 300
_LARGEST_PART_BYTES = 64_000_000
_LARGEST_PACKAGE_BYTES = 1_000_000_000
# Deflate reaches 1030:1 on zeros alone; the XML of real documents stays below 100:1.
_SUSPECT_BYTES = 4_000_000
_HIGHEST_RATIO = 250
_MOST_ELEMENTS = 2_000_000
_DEEPEST = 256
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, LookupError)

_OFFICE = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_PREFIXES = {
    f"{_OFFICE}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_OFFICE}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_OFFICE}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_OFFICE}package/2006/relationships": "rel",
    f"{_OFFICE}markup-compatibility/2006": "mc",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_OTHER_KINDS = {
    "xl/": "Excel 表格",
    "ppt/": "PowerPoint 演示文稿",
    "ofd.xml": "OFD 文件",
    "meta-inf/container.xml": "EPUB 文件",
    "meta-inf/manifest.xml": "OpenDocument（ODT、ODS）文件",
    "mimetype": "OpenDocument（ODT、ODS）文件",
}
_EXTERNAL_KINDS = {
    "attachedTemplate": "外部模板",
    "image": "外部图片",
    "oleObject": "外部对象",
    "frame": "外部框架",
    "subDocument": "外部子文档",
    "aFChunk": "外部文档",
}
_LOCAL_TEMPLATE = re.compile(r"(?:file:///)?[A-Za-z]:[/\\\\]|[^/\\\\:]+\.dot[xm]?$")
_MACROS = re.compile(r"vba(?:project|data)[^/]*$|(?:^|/)macros?/|attachedtoolbars\.bin$")


@dataclass(frozen=True, slots=True)
class Relationship:
    """A reference of a part: ``kind`` is the last word of its type, ``target`` a path in the package, or external."""

    id: str
    kind: str
    target: str
    external: bool = False


class Package:
    """The parts of a package; ``name`` is the file's, for messages."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.name = name
        self._archive = archive
        self._entries = {entry.filename.lower(): entry for entry in archive.infolist() if not entry.is_dir()}
        self._bytes_left = _LARGEST_PACKAGE_BYTES

    @property
    def paths(self) -> tuple[str, ...]:
        """All parts, in lower case: paths of a package do not tell cases apart."""
        return tuple(self._entries)

    def part(self, path: str) -> Element | None:
        """The root element of a part; None where there is none.

        Raises:
            DocumentError: the part is damaged, too large, too deep, or declares a document type.
        """
        entry = self._entries.get(path.lower())
        return parse_xml(self._read(entry), self.name) if entry else None

    def relationships(self, path: str) -> tuple[Relationship, ...]:
        """What a part refers to, in file order; the path ``""`` stands for the package itself.

        Raises:
            DocumentError: the list cannot be read.
        """
        folder, file = posixpath.split(path)
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        return () if root is None else tuple(_relationship(item, folder) for item in root.iter("rel_Relationship"))

    def contains(self, path: str, text: bytes) -> bool:
        """Whether the bytes of a part hold ``text``; no part holds none.

        Raises:
            DocumentError: the part is damaged or too large.
        """
        entry = self._entries.get(path.lower())
        return entry is not None and text in self._read(entry)

    def _read(self, entry: zipfile.ZipInfo) -> bytes:
        limit = min(_LARGEST_PART_BYTES, self._bytes_left)
        try:
            with self._archive.open(entry) as stream:
                data = stream.read(limit + 1)
        except _DAMAGE as error:
            raise damaged(self.name) from error
        if len(data) > limit:
            raise too_large(self.name)
        self._bytes_left -= len(data)
        return data


def open_package(data: bytes, name: str) -> Package:
    """Open a zip as a Word package; ``name`` is for messages.

    Raises:
        DocumentError: it is damaged, protected, no Word package, oversized, has macros, or relies on other files.
    """
    if data.count(b"PK\x01\x02") > _MOST_ENTRIES:
        raise too_large(name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise damaged(name) from error
    _check_entries(archive.infolist(), name)
    package = Package(archive, name)
    _check_kind(package)
    _check_macros(package)
    _check_references(package)
    return package


def parse_xml(data: bytes, name: str) -> Element:
    """Parse one part.

    Raises:
        DocumentError: it is damaged, too deep, too large, or declares a document type.
    """
    if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le")[:-1] in data:
        raise DocumentError(f"{name}：含有不允许的文档类型声明（DOCTYPE），已拒绝。 The file declares a document type.")
    builder = _Builder(name)
    parser = XMLParser(target=builder)  # noqa: S314 - no document type, hence no entities; depth and size are counted
    try:
        # In one piece: fed in pieces, expat scans a long token anew with each of them.
        parser.feed(data)
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise damaged(name) from error
    return root


class _Names(dict[str, str]):
    """Short names by full ones (``{space}local``); empty for what nobody asks for."""

    def __missing__(self, name: str) -> str:
        space, _, local = name.rpartition("}")
        prefix = _PREFIXES.get(space.removeprefix("{"), "other")
        # Marks of editing sessions stand on every paragraph and run.
        short = local if not space else "" if local.startswith("rsid") else f"{prefix}_{local}"
        self[name] = short
        return short


class _Builder(TreeBuilder):
    """Builds the tree under short names, and counts while it grows."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._depth = self._elements = 0
        self._names = _Names()

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self._elements += 1
        if self._depth > _DEEPEST or self._elements > _MOST_ELEMENTS:
            raise too_large(self._name)
        names = self._names
        if attrs:
            attrs = {short: text for name, text in attrs.items() if (short := names[name])}
        return super().start(names[tag], attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(self._names[tag])


def damaged(name: str) -> DocumentError:
    """The error of a file that cannot be read as what it claims to be."""
    return DocumentError(f"{name}：文件已损坏或不完整，请重新获取或另存后重试。 The file is damaged or incomplete.")


def too_large(name: str) -> DocumentError:
    """The error of a file whose content goes beyond every real document."""
    return DocumentError(
        f"{name}：内容过大、条目过多或嵌套过深，已拒绝。 The content is too large or nested too deeply."
    )


def protected(name: str) -> DocumentError:
    """The error of a file that opens with a password only."""
    return DocumentError(f"{name}：文件有密码保护，请去除密码后重试。 The file is password-protected.")


def has_macros(name: str) -> DocumentError:
    """The error of a file that carries program code."""
    return DocumentError(
        f"{name}：含有宏，不允许导入，请在 Word/WPS 中另存为不含宏的 DOCX 后重试。 The file contains macros."
    )


def _check_entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    names = [entry.filename.lower() for entry in entries]
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise protected(name)
    if len(names) != len(set(names)) or any(map(_is_odd, entries)):
        raise damaged(name)
    if sum(entry.file_size for entry in entries) > _LARGEST_PACKAGE_BYTES or any(map(_is_bomb, entries)):
        raise too_large(name)


def _is_odd(entry: zipfile.ZipInfo) -> bool:
    """Whether its path leaves the package, or it is packed in a way that packages are not."""
    path = entry.filename
    leaves = path.startswith("/") or not path or ".." in path.split("/") or any(sign in path for sign in "\\:\0")
    return leaves or len(path) > _LONGEST_NAME or entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > max(_SUSPECT_BYTES, entry.compress_size * _HIGHEST_RATIO)


def _check_kind(package: Package) -> None:
    paths = package.paths
    if "word/document.xml" in paths:
        return
    for start, kind in _OTHER_KINDS.items():
        if any(path.startswith(start) for path in paths):
            raise DocumentError(f"{package.name}：不支持 {kind}，请另存为 DOCX 或 PDF 后重试。 Save it as DOCX or PDF.")
    if "[content_types].xml" not in paths:
        raise DocumentError(
            f"{package.name}：不支持 ZIP 压缩包，请解压，并将其中的文件另存为 DOCX 或 PDF 后重试。 "
            "Unpack the archive, and save its files as DOCX or PDF."
        )


def _check_macros(package: Package) -> None:
    if any(_MACROS.search(path) for path in package.paths) or package.contains("[content_types].xml", b"macroEnabled"):
        raise has_macros(package.name)


def _check_references(package: Package) -> None:
    """Refuse what would be fetched on display; links that a reader may follow are harmless."""
    for path in package.paths:
        if not path.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(path))
        part = posixpath.join(folder, posixpath.basename(path).removesuffix(".rels"))
        for reference in package.relationships(part):
            if reference.external and not _is_harmless(reference):
                kind = _EXTERNAL_KINDS.get(reference.kind, "外部内容")
                raise DocumentError(
                    f"{package.name}：引用了文件之外的内容（{kind}），请断开链接并另存后重试。 "
                    f"The file relies on content outside it ({reference.kind})."
                )


def _relationship(item: Element, folder: str) -> Relationship:
    target = item.get("Target", "")
    external = item.get("TargetMode", "").lower() == "external"
    path = target if external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(item.get("Id", ""), item.get("Type", "").rpartition("/")[2], path, external)


def _is_harmless(reference: Relationship) -> bool:
    """Links are followed by readers alone; Word names the template on its author's own disk, which nobody fetches."""
    if reference.kind == "attachedTemplate":
        return bool(_LOCAL_TEMPLATE.match(reference.target))
    return reference.kind == "hyperlink"
