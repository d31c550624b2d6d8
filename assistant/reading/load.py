"""A file becomes a SourceDocument with the layout that its format knows of."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import DocumentError
from assistant.ports import Progress
from assistant.reading.catalogue import load_catalogue
from assistant.reading.formats.detect import FileKind, detect
from assistant.reading.formats.legacy import extract_legacy
from assistant.reading.formats.pdf.extract import extract_pdf
from assistant.reading.formats.plain import extract_plain
from assistant.reading.formats.scan.extract import extract_image
from assistant.reading.formats.web.extract import extract_html
from assistant.reading.formats.word.extract import extract_word
from assistant.reading.layout import Extracted, Layout
from assistant.records import SourceDocument

CATALOGUE = "catalogue.csv"
CORRECTIONS = "corrections.csv"
LARGEST_BYTES = 100_000_000
# What progress is told under.
READING = "读取文件"
_EXTRACTORS: dict[FileKind, Callable[[bytes, str], Extracted]] = {
    FileKind.TEXT: extract_plain,
    FileKind.HTML: extract_html,
    FileKind.ZIP: extract_word,
    FileKind.PDF: extract_pdf,
    FileKind.IMAGE: extract_image,
    FileKind.OLE: extract_legacy,
    FileKind.RTF: extract_legacy,
}


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file of the corpus that could not be read, with the message that says why."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document with the layout that its format gave it."""

    document: SourceDocument
    layout: Layout


@dataclass(frozen=True, slots=True)
class Corpus:
    """The readable documents of a folder in order of id, and the files that were skipped."""

    documents: tuple[Loaded, ...]
    skipped: tuple[Skipped, ...]


def load_corpus(folder: Path, progress: Progress | None = None, known: Collection[str] = ()) -> Corpus:
    """Read every file of ``folder`` and the folders in it; unreadable ones are listed, not raised.

    Files of the names ``known`` are left out; nobody else may have their ids.

    A scan takes seconds a page: ``progress`` is told of each file.

    Raises:
        DocumentError: the folder is missing or its catalogue cannot be read.
    """
    if not folder.is_dir():
        raise DocumentError(f"文档目录不存在：{folder}。请检查 ASSISTANT_CORPUS。 The corpus folder does not exist.")
    catalogue = load_catalogue(folder / CATALOGUE)
    documents: dict[str, Loaded] = {}
    skipped: list[Skipped] = []
    files = [path for path in corpus_files(folder) if path.relative_to(folder).as_posix() not in known]
    taken = {Path(name).stem for name in known}
    for number, path in enumerate(files):
        name = str(path.relative_to(folder))
        if progress:
            progress(READING, number, len(files))
        if path.stem in documents or path.stem in taken:
            skipped.append(Skipped(name, f"{name}：与另一文件同名，请改名。 Two files share this name."))
            continue
        try:
            loaded = load_document(path)
        except DocumentError as error:
            skipped.append(Skipped(name, str(error)))
            continue
        document = loaded.document
        metadata = catalogue.get(document.id, document.metadata)
        documents[document.id] = Loaded(SourceDocument(document.id, document.text, metadata), loaded.layout)
    if progress:
        progress(READING, len(files), len(files))
    return Corpus(tuple(documents[key] for key in sorted(documents)), tuple(skipped))


def corpus_files(folder: Path) -> tuple[Path, ...]:
    """The files of a folder that may be documents, in order of path.

    Hidden files, the curator's tables, a README and what browsers save beside a page are none.
    """
    return tuple(sorted(_walk(folder)))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith((".", "~$")) or path.name in {CATALOGUE, CORRECTIONS} or path.stem == "README":
            continue
        if path.is_dir() and not path.is_symlink() and not path.name.endswith(("_files", ".files")):
            yield from _walk(path)
        elif path.is_file():
            yield path


def load_document(path: Path) -> Loaded:
    """Read one file of any supported format; which one it is, its content tells.

    Raises:
        DocumentError: the file cannot be opened, is empty, too large, damaged or of no supported format.
    """
    try:
        if not path.is_file():
            raise DocumentError(f"{path.name}：无法读取，不是普通文件。 Cannot be read: not a regular file.")
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise DocumentError(f"{path.name}：文件过大（上限{LARGEST_BYTES // 10**6} MB）。 The file is too large.")
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path.name}：无法读取（{error.strerror}）。 Cannot be read.") from error
    extracted = extract(data, path.name)
    return Loaded(SourceDocument(path.stem, extracted.text), extracted.layout)


def extract(data: bytes, name: str) -> Extracted:
    """Return the text of a file's bytes with its layout.

    Raises:
        DocumentError: the file is empty, damaged, protected or of no supported format.
    """
    extracted = _EXTRACTORS[detect(data)](data, name)
    if not extracted.text.strip():
        raise DocumentError(f"{name}：文件为空，已跳过。 The file is empty.")
    return extracted
