"""The completion record: written last, beside a finished model, with the size and hash of each of its files."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.models.files import files_in, sha256_of
from assistant.models.manifest import ModelKind

FORMAT = 1
SUFFIX = ".complete.json"


@dataclass(frozen=True, slots=True)
class RecordedFile:
    """One file of a finished model; ``path`` is relative to the cache folder, with slashes."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    """What a finished model consisted of, and (``fingerprint``) which state of the manifest it was made for."""

    name: str
    kind: ModelKind
    target: str
    source: str
    fingerprint: str
    files: tuple[RecordedFile, ...]

    @property
    def bytes(self) -> int:
        """The size of all files."""
        return sum(file.bytes for file in self.files)

    def is_on_disk(self, folder: Path) -> bool:
        """Tell whether each file is there with its size; nothing is hashed."""
        return bool(self.files) and all(_has_size(folder / file.path, file.bytes) for file in self.files)


def _has_size(path: Path, size_bytes: int) -> bool:
    return path.is_file() and path.stat().st_size == size_bytes


def record_path(folder: Path, name: str) -> Path:
    """Return where the record of a model lies."""
    return folder / f"{name}{SUFFIX}"


def recorded_files(finished: Path, target: str) -> tuple[RecordedFile, ...]:
    """Hash the files of a finished folder that will be known as ``target``."""
    return tuple(
        RecordedFile(f"{target}/{path.relative_to(finished).as_posix()}", path.stat().st_size, sha256_of(path))
        for path in files_in(finished)
    )


def write_record(folder: Path, record: Record) -> None:
    """Write the record whole, or not at all."""
    path = record_path(folder, record.name)
    temporary = path.with_name(path.name + ".new")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump({"format": FORMAT, **asdict(record)}, file, ensure_ascii=False, indent=2)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def read_record(path: Path) -> Record | None:
    """Return the record, or None where there is none that can be read: the model then counts as not complete."""
    try:
        content = json.loads(path.read_text("utf-8"))
        if content.pop("format") != FORMAT:
            return None
        files = tuple(RecordedFile(**file) for file in content.pop("files"))
        return Record(kind=ModelKind(content.pop("kind")), files=files, **content)
    except (FileNotFoundError, ValueError, TypeError, KeyError, AttributeError):
        return None
