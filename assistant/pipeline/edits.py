"""What each change does to a copy of the corpus: a file is read before it is taken, and refused if it cannot be."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from assistant.errors import DocumentError
from assistant.pipeline.changes import Figures, Outcome, Shelved, Upload
from assistant.pipeline.shelf_names import safe_name
from assistant.ports import Progress
from assistant.reading.corpus import read_audited
from assistant.reading.corrections import Correction, add_correction, remove_correction
from assistant.reading.load import CORRECTIONS, LARGEST_BYTES, READING, corpus_files


@dataclass(frozen=True, slots=True)
class Desk:
    """A copy of the corpus to work on, and a folder for files on their way in."""

    folder: Path
    incoming: Path
    retired: tuple[Shelved, ...]
    figures: Callable[[str], Figures | None]
    progress: Progress

    def add(self, uploads: Sequence[Upload]) -> tuple[Outcome, ...]:
        """Take files in, each under its own name."""
        found = []
        for number, upload in enumerate(uploads):
            self.progress(READING, number, len(uploads))
            found.append(self._refusable(upload.name, partial(self._add, upload)))
        self.progress(READING, len(uploads), len(uploads))
        return tuple(found)

    def replace(self, name: str, upload: Upload) -> tuple[Outcome, ...]:
        """Let a file take the place of another one, under the same id."""

        def take() -> Outcome:
            fresh = str(PurePosixPath(name).with_suffix(PurePosixPath(safe_name(upload.name)).suffix))
            outcome = self._take(upload.path, fresh, upload.name)
            if fresh != name:
                (self.folder / name).unlink()
            return outcome

        return (self._refusable(upload.name, take),)

    def retire(self, name: str) -> tuple[Outcome, ...]:
        """Take a document away."""
        (self.folder / name).unlink()
        document = PurePosixPath(name).stem
        return (Outcome(name, document, before=self.figures(document)),)

    def restore(self, name: str, source: Path) -> tuple[Outcome, ...]:
        """Bring a document back that was taken away."""

        def take() -> Outcome:
            self._refuse_twins(name, but_retired=True)
            return self._take(source, name, name)

        return (self._refusable(name, take),)

    def reread(self, name: str) -> tuple[Outcome, ...]:
        """Read a document again."""
        return (self._refusable(name, lambda: self._read(self.folder / name, name)),)

    def correct(self, name: str, correction: Correction) -> tuple[Outcome, ...]:
        """Correct a line of a document."""
        add_correction(self.folder / CORRECTIONS, PurePosixPath(name).stem, correction)
        return self.reread(name)

    def uncorrect(self, name: str, correction: Correction) -> tuple[Outcome, ...]:
        """Take back what was corrected of a line."""
        remove_correction(self.folder / CORRECTIONS, PurePosixPath(name).stem, correction.line, correction.before)
        return self.reread(name)

    def _refusable(self, name: str, take: Callable[[], Outcome]) -> Outcome:
        try:
            return take()
        except DocumentError as error:
            return Outcome(name, error=str(error))

    def _add(self, upload: Upload) -> Outcome:
        name = safe_name(upload.name)
        self._refuse_twins(name)
        return self._take(upload.path, name, name)

    def _refuse_twins(self, name: str, *, but_retired: bool = False) -> None:
        """Two documents never share an id, which is the file's name without its ending."""
        stem = PurePosixPath(name).stem
        if any(path.stem == stem for path in corpus_files(self.folder)):
            raise DocumentError(f"{name}：已有同名文件“{stem}”；要更新请用“替换”，否则请改名。 The name is taken.")
        if not but_retired and any(file.document == stem for file in self.retired):
            raise DocumentError(f"{name}：停用的文件中有同名的“{stem}”；请先恢复再替换，或改名。 The name is taken.")

    def _take(self, source: Path, name: str, shown: str) -> Outcome:
        """Read a file under its new name, and put it into the copy of the corpus."""
        if source.is_file() and source.stat().st_size > LARGEST_BYTES:
            raise DocumentError(f"{shown}：文件过大（上限{LARGEST_BYTES // 10**6} MB）。 The file is too large.")
        arrived = self.incoming / PurePosixPath(name).name
        shutil.copyfile(source, arrived)
        outcome = self._read(arrived, shown)
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(arrived, self.folder / name)
        return outcome

    def _read(self, path: Path, shown: str) -> Outcome:
        found = read_audited(self.folder, path)
        document = found.tree.document
        now = Figures(len(found.tree.clauses), len(found.alarms))
        return Outcome(shown, document.id, document.metadata.title, now, self.figures(document.id))


Edit = Callable[[Desk], tuple[Outcome, ...]]
