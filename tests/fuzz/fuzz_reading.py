"""Coverage-guided fuzzing of the reader: bytes become a file, a text or a layout, that a clause tree, that chunks.

Run with libFuzzer's options, as ``python -m tests.fuzz.fuzz_reading FOLDER -max_total_time=300``: new inputs go to the
folder, which ``--seeds`` fills first; an input that fails is written beside it, and given again as the only argument.
"""

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["assistant.reading"]):
    from assistant.errors import DocumentError
    from assistant.reading.audit import audit
    from assistant.reading.chunks import make_chunks
    from assistant.reading.corpus import read_document
    from assistant.reading.corrections import Action, Correction
    from assistant.reading.formats.detect import FileKind, detect
    from assistant.reading.layout import CellText, Composer, Extracted, MarkKind
    from assistant.reading.load import Loaded, extract
    from assistant.records import SourceDocument
    from tests.reading.checks import check_tree
    from tests.reading.texts import LAYOUT_LINES

DOCUMENTS = Path(__file__).parent.parent / "golden" / "documents"
_LARGEST_SEED = 20_000
_KINDS = (None, *MarkKind)
_PART = "word/document.xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/{_PART}" ContentType="{_MAIN}"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Target="{_PART}" Type="{_OFFICE}"/></Relationships>'
)


def from_file(data: bytes) -> Extracted:
    """The bytes are a file; text recognition is too slow to be fuzzed."""
    if detect(data) is FileKind.IMAGE:
        raise DocumentError("x：图片。 An image.")
    return extract(data, "x")


def from_word(data: bytes) -> Extracted:
    """The bytes are the body of a Word file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        package.writestr(_PART, data)
    return extract(file.getvalue(), "x")


def from_lines(data: bytes) -> Extracted:
    """Each byte is a line, or goes on the line before it."""
    text = "".join(f"{LAYOUT_LINES[byte % len(LAYOUT_LINES)]}{'' if byte > 200 else chr(10)}" for byte in data)
    return Extracted(text)


def from_parts(data: bytes) -> Extracted:
    """Three bytes are a line with a mark, or a cell of the table that is being written."""
    composer = Composer()
    rows: list[list[CellText]] = []
    for kind, number, more in zip(data[::3], data[1::3], data[2::3], strict=False):
        text = LAYOUT_LINES[number % len(LAYOUT_LINES)]
        if kind >= 128:
            rows = rows if rows and kind < 192 else [*rows, []]
            rows[-1].append(CellText(text, 1 + more % 3, 1 + more // 3 % 3, header=more > 200))
            continue
        if rows:
            composer.grid(rows)
            rows = []
        composer.line(text, _KINDS[kind % len(_KINDS)], more % 7)
    composer.grid(rows)
    return composer.finish()


FORMS: tuple[Callable[[bytes], Extracted], ...] = (from_file, from_word, from_lines, from_parts)


def read_one(data: bytes) -> None:
    """The first byte says what the others are; the second corrects lines of what is read."""
    if len(data) < 3:
        return
    try:
        extracted = FORMS[data[0] % len(FORMS)](data[2:])
    except DocumentError:
        return
    corrections = _corrections(extracted.text, data[1])
    tree = read_document(Loaded(SourceDocument("d", extracted.text), extracted.layout), corrections)
    check_tree(tree)
    assert all(tree.document.text[c.start : c.end] == c.text for c in make_chunks(tree, 100))
    audit(tree, corrections, extracted.layout)


def _corrections(text: str, byte: int) -> tuple[Correction, ...]:
    """Corrections of one line or none."""
    lines = [line for line in text.split("\n") if line.strip()]
    if byte < 64 or not lines:
        return ()
    line = lines[byte % len(lines)]
    action = list(Action)[byte % len(Action)]
    return (Correction(action, line, at=line.strip()[len(line.strip()) // 2 :] if action is Action.SPLIT else ""),)


def write_seeds(folder: Path) -> None:
    """Write small documents of every format as inputs."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(DOCUMENTS.iterdir()):
        data, form = path.read_bytes(), 0
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as package:
                data, form = package.read(_PART), 1
        if len(data) <= _LARGEST_SEED and detect(data) is not FileKind.IMAGE:
            (folder / path.name).write_bytes(bytes([form, 0]) + data)
    # Lines and marks in many orders.
    for form in (2, 3):
        for factor in range(3, 90, 6):
            mixed = bytes(number * number * factor // 7 % 256 for number in range(240))
            (folder / f"form{form}_{factor}").write_bytes(bytes([form, 0]) + mixed)


def main() -> None:
    """Fuzz until libFuzzer's options say stop."""
    if "--seeds" in sys.argv:
        sys.argv.remove("--seeds")
        write_seeds(Path(sys.argv[1]))
    atheris.Setup(sys.argv, read_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
