"""The corpus as a shelf that can be changed while the assistant answers: one change at a time, whole or not at all.

A change is made on a copy of the corpus. Its files are read first; then the new generation is built beside the one in
use and swapped, the corpus follows, and last another assistant, with the models of the present one, takes its place.
"""

import tempfile
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import AssistantError, DocumentError, GenerationError
from assistant.indexing.generation import (
    Generation,
    current_name,
    fingerprint,
    fingerprint_of,
    generation_names,
    load_generation,
    switch_to,
)
from assistant.indexing.vectors import EMBEDDING
from assistant.pipeline.building import build
from assistant.pipeline.changes import Change, Kind, Step, Upload
from assistant.pipeline.current import Current
from assistant.pipeline.edits import Desk, Edit
from assistant.pipeline.history import Files, History, Holding, Pending, holding_after, stem_of
from assistant.pipeline.inventory import Inventory, find_name
from assistant.reading.corrections import Correction
from assistant.reading.load import CATALOGUE, CORRECTIONS
from assistant.records import ClauseTree

_BUSY = "另一项更改正在进行，请等它完成后再试。 Another change is under way."
_FAULT = "程序出错，文档和索引没有改动，请查看日志。 An internal fault; nothing was changed."


@dataclass(frozen=True, slots=True)
class _Work:
    """A change as it was asked for; ``generation`` is the one to go back to.

    ``uploads`` are removed when it is over; ``corrected`` are the documents whose corrections it changes.
    """

    kind: Kind
    edit: Edit | None = None
    generation: str = ""
    uploads: tuple[Upload, ...] = ()
    corrected: frozenset[str] = frozenset()


class Shelf:
    """The corpus of the assistant in use; safe to share between threads."""

    def __init__(self, current: Current, encoder_identity: str) -> None:
        self._current = current
        self._identity = encoder_identity
        self._settings = current().settings
        self._history = History(self._settings.corpus)
        self.inventory = Inventory(current)
        self._busy = threading.Lock()
        self._thread: threading.Thread | None = None
        self._change: Change | None = None

    def change(self) -> Change | None:
        """The change under way, else the last one since the start."""
        return self._change

    # ---- what can be done ----

    def add(self, uploads: Sequence[Upload]) -> None:
        """Begin to take files in. Those that cannot be read or named are refused, the others come in together.

        Raises:
            DocumentError: there is no file, or another change is under way.
        """
        if not uploads:
            raise DocumentError("请先选择文件。 Choose files first.")
        self._start(_Work(Kind.ADD, lambda desk: desk.add(uploads), uploads=tuple(uploads)))

    def replace(self, document: str, upload: Upload) -> None:
        """Begin to let a newer file take the place of a document's; the document keeps its id.

        Raises:
            DocumentError: there is no such document, or another change is under way.
        """
        name = self.inventory.name_of(document)
        self._start(_Work(Kind.REPLACE, lambda desk: desk.replace(name, upload), uploads=(upload,)))

    def retire(self, document: str) -> None:
        """Begin to take a document out of use; its file is kept in the corpus' folder ``.retired``.

        Raises:
            DocumentError: there is no such document, or another change is under way.
        """
        name = self.inventory.name_of(document)
        self._start(_Work(Kind.RETIRE, lambda desk: desk.retire(name)))

    def restore(self, document: str) -> None:
        """Begin to bring a document that is out of use back.

        Raises:
            DocumentError: there is no such document, or another change is under way.
        """
        name = find_name(self.inventory.retired(), document)
        self._start(_Work(Kind.RESTORE, lambda desk: desk.restore(name, self._history.retired / name)))

    def reread(self, document: str) -> None:
        """Begin to read the documents again, this one first, and to build a new generation even if nothing changed.

        Raises:
            DocumentError: there is no such document, or another change is under way.
        """
        name = self.inventory.name_of(document)
        self._start(_Work(Kind.REREAD, lambda desk: desk.reread(name)))

    def correct(self, document: str, correction: Correction) -> None:
        """Begin to read a document with a correction more.

        Raises:
            DocumentError: there is no such document, or another change is under way.
        """
        name = self.inventory.name_of(document)
        only = frozenset({document})
        self._start(_Work(Kind.CORRECT, lambda desk: desk.correct(name, correction), corrected=only))

    def uncorrect(self, document: str, correction: Correction) -> None:
        """Begin to read a document without a correction.

        Raises:
            DocumentError: there is no such document, or another change is under way.
        """
        name = self.inventory.name_of(document)
        only = frozenset({document})
        self._start(_Work(Kind.UNCORRECT, lambda desk: desk.uncorrect(name, correction), corrected=only))

    def return_to(self, generation: str) -> None:
        """Begin to go back to a generation: the corpus becomes what it was made of, and answers come from it.

        Documents that are not in it are out of use afterwards; none is lost.

        Raises:
            DocumentError: its files are not kept, or another change is under way.
        """
        if self._history.recorded(fingerprint_of(generation)) is None:
            raise DocumentError("没有留存这一代索引当时的文件，不能退回。 Its files are not kept.")
        self._start(_Work(Kind.RETURN, generation=generation))

    def wait(self, seconds: float) -> bool:
        """Wait until no change is under way; tell whether that came true in time."""
        thread = self._thread
        if thread:
            thread.join(seconds)
        return not (thread and thread.is_alive())

    # ---- how it is done ----

    def _start(self, work: _Work) -> None:
        if not self._busy.acquire(blocking=False):
            raise DocumentError(_BUSY)
        self._change = Change(work.kind, Step.READING, datetime.now(UTC))
        self._thread = threading.Thread(target=self._run, args=(work,), name="shelf", daemon=True)
        self._thread.start()

    def _run(self, work: _Work) -> None:
        failure = _FAULT
        try:
            with self._history.held():
                self._carry_out(work)
            failure = ""
        except AssistantError as error:
            failure = str(error)
        finally:
            # A fault of the program itself goes on to the log, and is told as one.
            if failure:
                self._note(step=Step.FAILED, error=failure)
            for upload in work.uploads:
                upload.path.unlink(missing_ok=True)
            self._busy.release()

    def _carry_out(self, work: _Work) -> None:
        history, index = self._history, self._settings.index
        before_name, before = current_name(index), history.capture()
        self._note(before=before_name)
        if self._fingerprint(self._settings.corpus) == fingerprint_of(before_name):
            history.record(fingerprint_of(before_name), before.files)
        elif work.kind is Kind.RETURN:
            raise DocumentError(
                "文档目录在页面之外有改动，请先重新读取。 The corpus was changed by hand: re-read first."
            )
        with history.staged(self._wanted(work, before)) as folder:
            if not self._edit(work, folder):
                return
            files = history.keep(folder)
            if files == before.files and work.kind not in {Kind.REREAD, Kind.RETURN}:
                raise DocumentError("内容与现有的相同，没有更改。 Nothing is different.")
            name = self._fingerprint(folder)
            history.begin(Pending(str(index.resolve()), name, holding_after(before, files)))
            try:
                assistant = self._current().over(self._make(work, folder, name, self._unchanged(work, before, files)))
                self._note(step=Step.SWAPPING, done=0, total=0)
                history.put(holding_after(before, files))
                history.record(name, files)
            except BaseException:
                self._undo(before, before_name)
                raise
            history.end()
        self._current.replace(assistant)
        history.tidy(fingerprint_of(known) for known in generation_names(index))
        self._note(step=Step.DONE)

    def _wanted(self, work: _Work, before: Holding) -> Files:
        """The files to begin with: those that are there, or those of the generation to go back to."""
        if not work.generation:
            return before.files
        files = self._history.recorded(fingerprint_of(work.generation))
        if files is None:
            raise DocumentError("没有留存这一代索引当时的文件，不能退回。 Its files are not kept.")
        return files

    def _edit(self, work: _Work, folder: Path) -> bool:
        """Change the copy of the corpus; tell whether anything is left to do."""
        if work.edit is None:
            return True
        with tempfile.TemporaryDirectory(prefix="policy-assistant-") as incoming:
            desk = Desk(folder, Path(incoming), self.inventory.retired(), self.inventory.figures, self._hear)
            outcomes = work.edit(desk)
        self._note(outcomes=outcomes)
        if any(not outcome.error for outcome in outcomes):
            return True
        self._note(step=Step.FAILED, error="没有可收录的文件，文档库没有改动。 No file could be taken.")
        return False

    def _unchanged(self, work: _Work, before: Holding, files: Files) -> dict[str, ClauseTree]:
        """The documents that a change leaves as they are, if the index in use was made of what was there before."""
        trees = self._current().trees
        in_use = self._current().retriever.generation.manifest.fingerprint
        is_stale = self._fingerprint(self._settings.corpus) != in_use
        if work.kind is Kind.REREAD or is_stale or before.files.get(CATALOGUE) != files.get(CATALOGUE):
            return {}
        moved = {name for name in {*before.files, *files} if before.files.get(name) != files.get(name)}
        if CORRECTIONS in moved and not work.corrected:
            return {}
        touched = {stem_of(name) for name in moved} | work.corrected
        # Of two files of one name the first is read, and the other one is told of.
        touched |= {stem for stem, count in Counter(map(stem_of, files)).items() if count > 1}
        return {name: trees[stem_of(name)] for name in files if stem_of(name) in trees.keys() - touched}

    def _make(self, work: _Work, folder: Path, name: str, unchanged: dict[str, ClauseTree]) -> Generation:
        """The generation of this copy of the corpus, in use: one that is on disk, else a new one."""
        index, force = self._settings.index, work.kind is Kind.REREAD
        known = [known for known in generation_names(index) if fingerprint_of(known) == name]
        if known and not force:
            chosen = work.generation if work.generation in known else known[-1]
            try:
                switch_to(index, chosen)
                return load_generation(index, name)
            except GenerationError:
                # It is damaged: the documents are there to make it anew.
                force = True
        copied = self._settings.model_copy(update={"corpus": folder})
        encoder = self._current().retriever.encoder
        return build(copied, encoder, self._identity, self._hear_build, force=force, reuse=True, known=unchanged)[0]

    def _undo(self, before: Holding, before_name: str) -> None:
        """Files first: until the old index is in use again, a crash goes the way forward."""
        self._history.put(before)
        if before_name and current_name(self._settings.index) != before_name:
            switch_to(self._settings.index, before_name)
        self._history.end()

    def _hear(self, label: str, done: int, total: int) -> None:
        self._note(step=Step.EMBEDDING if label == EMBEDDING else Step.READING, done=done, total=total)

    def _hear_build(self, label: str, done: int, total: int) -> None:
        """The first texts take a while: they are begun once the last file is read."""
        if label != EMBEDDING and done >= total:
            label, done, total = EMBEDDING, 0, 0
        self._hear(label, done, total)

    def _note(self, **values: object) -> None:
        if self._change:
            self._change = replace(self._change, **values)  # type: ignore[arg-type]

    def _fingerprint(self, folder: Path) -> str:
        return fingerprint(folder, self._identity, self._settings.clause_characters)
