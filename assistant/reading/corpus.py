"""A folder of files → trees and chunks: the parts of reading joined."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from assistant.errors import DocumentError
from assistant.ports import Progress
from assistant.reading.audit import Alarm, audit
from assistant.reading.catalogue import load_catalogue
from assistant.reading.chunks import make_chunks
from assistant.reading.clauses import build_tree
from assistant.reading.corrections import Correction, load_corrections
from assistant.reading.load import CATALOGUE, CORRECTIONS, Loaded, Skipped, corpus_files, load_corpus, load_document
from assistant.reading.metadata import describe
from assistant.records import Chunk, ClauseTree

NOTHING: Mapping[str, ClauseTree] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reading:
    """A corpus read into trees and chunks, and the files that could not be read."""

    trees: tuple[ClauseTree, ...]
    chunks: tuple[Chunk, ...]
    skipped: tuple[Skipped, ...]


def read_corpus(
    folder: Path, clause_characters: int, progress: Progress | None = None, known: Mapping[str, ClauseTree] = NOTHING
) -> Reading:
    """Read every document of a folder into trees and chunks.

    ``known`` holds documents by the names of files that need not be read again: neither they nor what the tables say
    of them has changed.

    Raises:
        DocumentError: the folder, its catalogue or its corrections cannot be read.
    """
    corpus = load_corpus(folder, progress, frozenset(known))
    corrections = load_corrections(folder / CORRECTIONS)
    read = [read_document(loaded, corrections.get(loaded.document.id, ())) for loaded in corpus.documents]
    trees = sorted([*read, *known.values()], key=lambda tree: tree.document.id)
    chunks = tuple(chunk for tree in trees for chunk in make_chunks(tree, clause_characters))
    return Reading(tuple(trees), chunks, corpus.skipped)


def read_together(corpus: Path, others: Path, clause_characters: int, progress: Progress | None = None) -> Reading:
    """Read two folders as if they were one.

    Raises:
        DocumentError: a folder cannot be read, the other one holds no document, or both hold one of the same name.
    """
    if shared := sorted({path.stem for path in corpus_files(corpus)} & {path.stem for path in corpus_files(others)}):
        some = "、".join(shared[:5])
        raise DocumentError(f"{others} 与文档库有{len(shared)}份同名文件：{some}。请改名或移走。 Names are shared.")
    first, second = (read_corpus(folder, clause_characters, progress) for folder in (corpus, others))
    if not second.trees:
        raise DocumentError(f"{others} 中没有可读的文件。 The folder holds no readable document.")
    return Reading(first.trees + second.trees, first.chunks + second.chunks, first.skipped + second.skipped)


@dataclass(frozen=True, slots=True)
class Audited:
    """One document as it is read, what staff corrected of it, and what deserves a second look."""

    tree: ClauseTree
    corrections: tuple[Correction, ...]
    alarms: tuple[Alarm, ...]


def read_audited(folder: Path, path: Path) -> Audited:
    """Read one file with what the catalogue and the corrections of a corpus folder say of it.

    Raises:
        DocumentError: the file, the catalogue or the corrections cannot be read.
    """
    loaded = load_document(path)
    given = load_catalogue(folder / CATALOGUE).get(loaded.document.id, loaded.document.metadata)
    loaded = replace(loaded, document=replace(loaded.document, metadata=given))
    corrections = load_corrections(folder / CORRECTIONS).get(loaded.document.id, ())
    tree = read_document(loaded, corrections)
    return Audited(tree, corrections, audit(tree, corrections, loaded.layout))


def read_document(loaded: Loaded, corrections: Sequence[Correction] = ()) -> ClauseTree:
    """Return the clause tree of a document, its metadata completed from the text; a person's corrections win."""
    return describe(build_tree(loaded.document, loaded.layout, corrections))
