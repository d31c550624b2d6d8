"""What a corpus is and was made of: contents by hash, the files of each generation, and a change that is under way.

It lies in the corpus itself, in two hidden folders that no reader of documents looks into, so that it goes where the
documents go and outlives an index that is removed:

    .retired/                       files out of use, by their own names
    .history/contents/<SHA-256>     what files hold or held
    .history/<fingerprint>.json     the files that a generation was made of
    .history/pending.json           what the corpus is to hold once the index is swapped

A change first writes down what it wants. Then the index is swapped, and only then are the files moved. After a crash
the index in use tells how far it came: the files follow it, or nothing has happened.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from assistant.errors import DocumentError
from assistant.indexing.files import hash_file, write_atomically
from assistant.reading.load import CATALOGUE, CORRECTIONS, corpus_files

RETIRED = ".retired"
HISTORY = ".history"
_TABLES = (CATALOGUE, CORRECTIONS)
_STAGING = ".staging-"
# Name below the folder, with "/" between its parts → SHA-256 of what the file holds.
Files = dict[str, str]


@dataclass(frozen=True, slots=True)
class Holding:
    """The files of a corpus, tables included, and those out of use."""

    files: Files
    retired: Files


@dataclass(frozen=True, slots=True)
class Pending:
    """A change under way: what the corpus is to hold once ``index`` uses the generation ``fingerprint``."""

    index: str
    fingerprint: str
    holding: Holding


class History:
    """The memory of one corpus folder. Whoever changes anything holds its lock."""

    def __init__(self, corpus: Path) -> None:
        self.corpus = corpus
        self.retired = corpus / RETIRED
        self._home = corpus / HISTORY
        self._contents = self._home / "contents"
        self._pending = self._home / "pending.json"

    @contextmanager
    def held(self, seconds: float = 0.0) -> Iterator[None]:
        """Keep the corpus for one writer.

        Raises:
            DocumentError: another process is changing it, or its folder cannot be written.
        """
        try:
            self._contents.mkdir(parents=True, exist_ok=True)
            with FileLock(self._home / ".lock", timeout=seconds):
                yield
        except Timeout as error:
            raise DocumentError(
                "另一个程序正在更改文档，请稍后再试。 Another process changes the documents."
            ) from error
        except OSError as error:
            raise DocumentError(
                f"文档目录无法写入 {self.corpus}：{error.strerror}。请检查磁盘空间和权限；文档没有改动。"
                " The corpus folder cannot be written."
            ) from error

    def capture(self) -> Holding:
        """Tell what the corpus holds now, with all of it kept."""
        return Holding(self.keep(self.corpus), self.keep(self.retired))

    def keep(self, folder: Path) -> Files:
        """Keep what the files of a folder hold; return it by their names."""
        return {str(path.relative_to(folder).as_posix()): self._kept(path) for path in _present(folder)}

    @contextmanager
    def staged(self, files: Files) -> Iterator[Path]:
        """A folder with these files for as long as they are needed; the corpus stays as it is."""
        folder = Path(tempfile.mkdtemp(prefix=_STAGING, dir=self._home))
        try:
            self._write_all(folder, files)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def record(self, fingerprint: str, files: Files) -> None:
        """Remember the files that a generation was made of."""
        write_atomically(self._record(fingerprint), json.dumps(files, ensure_ascii=False, indent=1))

    def recorded(self, fingerprint: str) -> Files | None:
        """The files that a generation was made of; None where that is not remembered, or not all of them are kept."""
        try:
            files = TypeAdapter(Files).validate_json(self._record(fingerprint).read_bytes())
        except (OSError, ValidationError):
            return None
        return files if all((self._contents / digest).is_file() for digest in files.values()) else None

    def begin(self, pending: Pending) -> None:
        """Write down what is wanted, before the index is swapped."""
        write_atomically(self._pending, json.dumps(asdict(pending), ensure_ascii=False))

    def end(self) -> None:
        """Forget what was wanted: it is done, or undone."""
        self._pending.unlink(missing_ok=True)

    def put(self, wanted: Holding) -> None:
        """Make the corpus hold this and nothing else; what is new comes first, what is over goes last.

        It can be broken off at any moment and done again.
        """
        for folder, files in ((self.corpus, wanted.files), (self.retired, wanted.retired)):
            self._write_all(folder, {name: digest for name, digest in files.items() if not _is(folder / name, digest)})
        for folder, files in ((self.corpus, wanted.files), (self.retired, wanted.retired)):
            for path in _present(folder):
                if path.relative_to(folder).as_posix() not in files:
                    path.unlink()

    def recover(self, index: Path, in_use: str) -> None:
        """Finish what a crash broke off; ``in_use`` is the fingerprint of the generation that ``index`` uses.

        Raises:
            DocumentError: the corpus cannot be written, or its notes are damaged.
        """
        if not self._pending.is_file():
            return
        try:
            with FileLock(self._home / ".lock", timeout=0):
                self._finish(str(index.resolve()), in_use)
        except Timeout:
            # Nothing was broken off: another process is at it.
            return
        except (OSError, ValidationError) as error:
            raise DocumentError(
                f"上次更改文档中断，未能恢复：{self._pending}。请检查磁盘和权限。 A broken change cannot be finished."
            ) from error

    def _finish(self, index: str, in_use: str) -> None:
        if not self._pending.is_file():
            return
        pending = TypeAdapter(Pending).validate_json(self._pending.read_bytes())
        if pending.index != index:
            return
        if pending.fingerprint == in_use:
            self.put(pending.holding)
        self.end()

    def tidy(self, fingerprints: Iterable[str]) -> None:
        """Drop what belongs to none of these generations, nor to the corpus as it is, and what a crash left behind."""
        kept = set(fingerprints)
        for path in self._home.glob("*.json"):
            if path != self._pending and path.stem not in kept:
                path.unlink()
        for path in self._home.glob(f"{_STAGING}*"):
            shutil.rmtree(path, ignore_errors=True)
        holding = self.capture()
        used = {*holding.files.values(), *holding.retired.values()}
        used |= {digest for name in kept for digest in (self.recorded(name) or {}).values()}
        for path in self._contents.iterdir():
            if path.name not in used:
                path.unlink()

    def _record(self, fingerprint: str) -> Path:
        return self._home / f"{fingerprint}.json"

    def _kept(self, path: Path) -> str:
        digest = hash_file(path)
        if not (self._contents / digest).is_file():
            _copy(path, self._contents / digest)
        return digest

    def _write_all(self, folder: Path, files: Files) -> None:
        for name, digest in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            _copy(self._contents / digest, folder / name)


def holding_after(before: Holding, files: Files) -> Holding:
    """What a corpus holds once its files are these: a document that is gone is out of use, one that is back is not."""
    live = {stem_of(name) for name in files if name not in _TABLES}
    gone = {name: digest for name, digest in before.files.items() if name not in {*files, *_TABLES}}
    out = {**before.retired, **gone}
    return Holding(files, {name: digest for name, digest in out.items() if stem_of(name) not in live})


def stem_of(name: str) -> str:
    """The id of the document in a file of this name."""
    return Path(name).stem


def _present(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (folder / name for name in _TABLES if (folder / name).is_file())
        yield from corpus_files(folder)


def _is(path: Path, digest: str) -> bool:
    return path.is_file() and hash_file(path) == digest


def _copy(source: Path, target: Path) -> None:
    """Write a copy beside its place and rename it: it is whole or not there."""
    partial = target.with_name(f".{target.name}.partial")
    try:
        with source.open("rb") as original, partial.open("wb") as copy:
            shutil.copyfileobj(original, copy)
            copy.flush()
            os.fsync(copy.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
