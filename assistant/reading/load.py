"""A file becomes a SourceDocument: decoded text with line feeds as line ends, otherwise as it came."""

from dataclasses import dataclass
from pathlib import Path

from assistant.errors import DocumentError
from assistant.reading.catalogue import load_catalogue
from assistant.records import SourceDocument

SUFFIXES = (".txt", ".md")
ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file of the corpus that could not be read, with the message that says why."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The readable documents of a folder in order of id, and the files that were skipped."""

    documents: tuple[SourceDocument, ...]
    skipped: tuple[Skipped, ...]


def load_corpus(folder: Path) -> Corpus:
    """Read every text file of ``folder``; unreadable ones are listed, not raised.

    Raises:
        DocumentError: the folder is missing or its catalogue cannot be read.
    """
    if not folder.is_dir():
        raise DocumentError(f"文档目录不存在：{folder}。请检查 ASSISTANT_CORPUS。 The corpus folder does not exist.")
    catalogue = load_catalogue(folder / "catalogue.csv")
    documents: dict[str, SourceDocument] = {}
    skipped: list[Skipped] = []
    for path in sorted(p for p in folder.iterdir() if p.is_file() and p.suffix.lower() in SUFFIXES):
        if path.stem in documents:
            skipped.append(Skipped(path.name, f"{path.name}：与另一文件同名，请改名。 Two files share this name."))
            continue
        try:
            document = load_document(path)
        except DocumentError as error:
            skipped.append(Skipped(path.name, str(error)))
            continue
        metadata = catalogue.get(document.id, document.metadata)
        documents[document.id] = SourceDocument(document.id, document.text, metadata)
    return Corpus(tuple(documents[key] for key in sorted(documents)), tuple(skipped))


def load_document(path: Path) -> SourceDocument:
    """Read one text file in UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030.

    Raises:
        DocumentError: the file cannot be opened, is empty, or is not text in one of these encodings.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path.name}：无法读取（{error.strerror}）。 Cannot be read.") from error
    text = decode(data, path.name).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DocumentError(f"{path.name}：文件为空，已跳过。 The file is empty.")
    return SourceDocument(path.stem, text)


def decode(data: bytes, name: str) -> str:
    """Decode strictly; a wrong guess would put other characters than the file's under a quotation.

    Raises:
        DocumentError: no supported encoding fits, or the bytes are not text.
    """
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise DocumentError(f"{name}：不是 UTF-8 或 GB18030 文本，请另存为 UTF-8 后重试。 Not text in a known encoding.")
