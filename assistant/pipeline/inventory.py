"""What there is: the files of the corpus, those out of use, how each is read, and the generations on disk."""

from collections.abc import Sequence
from pathlib import Path

from assistant.errors import DocumentError, GenerationError
from assistant.indexing.generation import current_name, fingerprint_of, generation_names, read_manifest, written_at
from assistant.pipeline.changes import Figures, Kept, Shelved
from assistant.pipeline.current import Current
from assistant.pipeline.history import History, stem_of
from assistant.reading.audit import audit
from assistant.reading.corpus import Audited, read_audited
from assistant.reading.corrections import Correction, load_corrections
from assistant.reading.load import CORRECTIONS, corpus_files


class Inventory:
    """The corpus and the index of the assistant in use; it changes nothing."""

    def __init__(self, current: Current) -> None:
        self._current = current
        self._settings = current().settings
        self._history = History(self._settings.corpus)
        # How many alarms a document has, by its id and what was read of it.
        self._alarms: dict[tuple[str, int], int] = {}

    def documents(self) -> tuple[Shelved, ...]:
        """The files of the corpus in order of name."""
        return _shelved(self._settings.corpus)

    def retired(self) -> tuple[Shelved, ...]:
        """The files out of use in order of name."""
        return _shelved(self._history.retired)

    def corrections(self, document: str) -> tuple[Correction, ...]:
        """What staff corrected of a document.

        Raises:
            DocumentError: the corrections cannot be read.
        """
        return load_corrections(self._settings.corpus / CORRECTIONS).get(document, ())

    def read(self, document: str) -> Audited:
        """Read a document of the corpus as it is on disk now, with its alarms.

        Raises:
            DocumentError: there is none, or it cannot be read.
        """
        found = read_audited(self._settings.corpus, self._settings.corpus / self.name_of(document))
        self._alarms[document, hash(found.tree)] = len(found.alarms)
        return found

    def figures(self, document: str) -> Figures | None:
        """How a document was read for the index in use; None where it is not in it."""
        tree = self._current().trees.get(document)
        if tree is None:
            return None
        key = (document, hash(tree))
        if key not in self._alarms:
            # Without the layout of the file some rows and signs go unremarked, until the file itself is read.
            self._alarms[key] = len(audit(tree, self.corrections(document)))
        return Figures(len(tree.clauses), self._alarms[key])

    def generations(self) -> tuple[Kept, ...]:
        """The generations on disk, the youngest first; damaged ones are left out."""
        in_use = current_name(self._settings.index)
        found = []
        for name in generation_names(self._settings.index):
            home = self._settings.index / name
            try:
                manifest = read_manifest(home)
            except GenerationError:
                continue
            can_return = name != in_use and self._history.recorded(fingerprint_of(name)) is not None
            found.append(Kept(name, written_at(home), manifest.documents, manifest.clauses, name == in_use, can_return))
        return tuple(sorted(found, key=lambda kept: (kept.built, kept.name), reverse=True))

    def name_of(self, document: str) -> str:
        """The name of a document's file in the corpus.

        Raises:
            DocumentError: there is no such document.
        """
        return find_name(self.documents(), document)


def find_name(shelved: Sequence[Shelved], document: str) -> str:
    """The name of the file that holds a document.

    Raises:
        DocumentError: none does.
    """
    for file in shelved:
        if file.document == document:
            return file.name
    raise DocumentError(f"没有这份文件：{document[:60]}。请刷新页面。 There is no such document.")


def _shelved(folder: Path) -> tuple[Shelved, ...]:
    files = corpus_files(folder) if folder.is_dir() else ()
    names = (path.relative_to(folder).as_posix() for path in files)
    return tuple(Shelved(name, stem_of(name)) for name in names)
