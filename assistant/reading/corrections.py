"""corrections.csv: what staff corrected of a document's lines, by content, so that it holds when line numbers move.

One row a correction, a file beside the catalogue for the whole corpus. Files are written whole or not at all.
"""

import csv
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from filelock import FileLock

from assistant.errors import DocumentError

COLUMNS = ("document", "action", "line", "before", "at")
# What makes a spreadsheet take a cell for a formula; an apostrophe in front makes it text.
_FORMULA = ("=", "+", "-", "@")
_LOCK_SECONDS = 10.0


class Action(StrEnum):
    """What a correction says of its line."""

    HEADING = "heading"
    NOT_HEADING = "not_heading"
    JOIN = "join"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Correction:
    """A line is a heading, is none, goes on the line above, or is two lines of which the second begins with ``at``.

    ``line`` and ``before`` (the line above) are contents with white space folded. Every line with this content is
    meant, unless ``before`` narrows it.
    """

    action: Action
    line: str
    before: str = ""
    at: str = ""

    def __post_init__(self) -> None:
        """Fold white space once, so that corrections compare by content."""
        for name in ("line", "before", "at"):
            object.__setattr__(self, name, fold(getattr(self, name)))

    @property
    def place(self) -> tuple[str, str]:
        """The lines that are meant; two corrections of one place contradict each other."""
        return self.line, self.before


_Row = tuple[str, Correction]


def fold(text: str) -> str:
    """Make every run of white space one blank, and none at the ends; characters stay as they are."""
    return " ".join(text.split())


def find(corrections: Sequence[Correction], line: str, before: str) -> Correction | None:
    """Return the correction of a line below the line ``before``; one that names the line above goes first."""
    if not corrections:
        return None
    content = fold(line)
    meant = [correction for correction in corrections if correction.line == content]
    if not meant:
        return None
    above = fold(before)
    narrow = (correction for correction in meant if correction.before and correction.before == above)
    wide = (correction for correction in meant if not correction.before)
    return next(narrow, None) or next(wide, None)


def split_position(line: str, at: str) -> int:
    """Where in a line as it stands the folded text ``at`` begins, behind the line's beginning; -1: nowhere."""
    found = re.compile(r"\s+".join(re.escape(word) for word in fold(at).split(" "))).search(line, 1) if at else None
    return found.start() if found else -1


def unmatched(corrections: Sequence[Correction], lines: Sequence[str]) -> tuple[Correction, ...]:
    """Return the corrections that no line of a document (contents, in order) is meant by any more."""
    used: set[Correction] = set()
    for line, before in zip(lines, ("", *lines), strict=False) if corrections else ():
        correction = find(corrections, line, before)
        if correction and (correction.action is not Action.SPLIT or split_position(line, correction.at) > 0):
            used.add(correction)
    return tuple(correction for correction in corrections if correction not in used)


def load_corrections(path: Path) -> dict[str, tuple[Correction, ...]]:
    """Read the corrections, document id → its corrections in order of the file; a missing file holds none.

    Raises:
        DocumentError: not UTF-8 CSV, wrong columns, an unknown action, a split without ``at``, or a contradiction.
    """
    found: dict[str, list[Correction]] = {}
    for document, correction in _read(path):
        found.setdefault(document, []).append(correction)
    return {document: tuple(corrections) for document, corrections in found.items()}


def add_correction(path: Path, document: str, correction: Correction) -> None:
    """Add a correction at the end, or in place of the one that the same line has; all other rows stay as they are.

    Raises:
        DocumentError: the file cannot be read or written; the old one stays.
    """
    with _held(path):
        rows = _read(path)
        new = (document, correction)
        at = next((n for n, (name, old) in enumerate(rows) if name == document and old.place == correction.place), None)
        if at is None:
            rows.append(new)
        elif rows[at] == new:
            return
        else:
            rows[at] = new
        _write(path, rows)


def remove_correction(path: Path, document: str, line: str, before: str = "") -> tuple[Correction, ...]:
    """Take back what was corrected of a line (with ``before``: only below that line); return what was taken back.

    Raises:
        DocumentError: the file cannot be read or written; the old one stays.
    """
    content, above = fold(line), fold(before)
    with _held(path):
        rows = _read(path)
        meant = [
            (name, old) for name, old in rows
            if name == document and old.line == content and (not above or old.before == above)
        ]  # fmt: skip
        if meant:
            _write(path, [row for row in rows if row not in meant])
    return tuple(correction for _, correction in meant)


def _read(path: Path) -> list[_Row]:
    """The rows in order of the file; empty ones and repetitions are left out."""
    if not path.exists():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            # Spreadsheets leave out the separators of empty columns at the end of a row.
            reader = csv.DictReader(file, strict=True, restval="")
            raw = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DocumentError(f"{path.name} 无法读取：{error}。请存为 UTF-8 的 CSV。 Cannot be read.") from error
    if raw or reader.fieldnames:
        _check_columns(path, reader.fieldnames or ())
    rows: dict[tuple[str, str, str], _Row] = {}
    for number, values in enumerate(raw, start=2):
        if None in values:
            raise DocumentError(f"{path.name} 第{number}行的列不对，应为 {','.join(COLUMNS)}。 Wrong columns.")
        if any(value.strip() for value in values.values()):
            document, correction = _row(values, f"{path.name} 第{number}行")
            known = rows.setdefault((document, *correction.place), (document, correction))
            if known[1] != correction:
                raise DocumentError(
                    f"{path.name} 第{number}行与前面的更正矛盾，请删去其一。 The row contradicts one above it."
                )
    return list(rows.values())


def _check_columns(path: Path, names: Sequence[str]) -> None:
    if set(names) != set(COLUMNS):
        raise DocumentError(f"{path.name} 的表头不对，应为 {','.join(COLUMNS)}。 Wrong columns.")


def _row(values: dict[str, str], place: str) -> _Row:
    plain = {name: _without_apostrophe(value.strip()) for name, value in values.items()}
    if not plain["document"] or not plain["line"]:
        raise DocumentError(f"{place}缺少 document 或 line。 A row needs a document and a line.")
    if plain["action"] not in set(Action):
        raise DocumentError(f"{place}的 action 应为 {'、'.join(Action)}，不是“{plain['action']}”。 Unknown action.")
    correction = Correction(Action(plain["action"]), plain["line"], plain["before"], plain["at"])
    if correction.action is Action.SPLIT and split_position(correction.line, correction.at) < 0:
        raise DocumentError(f"{place}是 split，须在 at 列写明从行内哪里断开。 A split needs a text inside its line.")
    return plain["document"], correction


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Keep the file for one writer: others wait, and a fault of the disk becomes a stated error."""
    try:
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=_LOCK_SECONDS):
            yield
    except OSError as error:
        reason = error.strerror or "另一程序正在写入"
        raise DocumentError(f"{path} 无法写入：{reason}。请检查权限后重试。 Cannot be written.") from error


def _write(path: Path, rows: Sequence[_Row]) -> None:
    """Write beside the file and rename; the byte order mark and line ends are those that spreadsheets expect."""
    partial = path.with_name(f".{path.name}.partial")
    with partial.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for document, correction in rows:
            cells = (document, correction.action, correction.line, correction.before, correction.at)
            writer.writerow([_with_apostrophe(cell) for cell in cells])
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _with_apostrophe(value: str) -> str:
    return f"'{value}" if value.lstrip("'").startswith(_FORMULA) else value


def _without_apostrophe(value: str) -> str:
    return value[1:] if value.startswith("'") and value.lstrip("'").startswith(_FORMULA) else value
