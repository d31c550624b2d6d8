"""An index of the settings' corpus: built anew where it is missing or stale, otherwise the one in use."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from assistant.errors import DocumentError, GenerationError
from assistant.indexing.encoder import model_identity
from assistant.indexing.generation import (
    Generation,
    build_generation,
    current_name,
    fingerprint,
    fingerprint_of,
    load_generation,
    load_trees,
    vectors_key,
)
from assistant.measures.desk import MeasureDesk
from assistant.measures.taxonomy import load_taxonomy
from assistant.models import ModelStore, load_manifest
from assistant.pipeline.history import History
from assistant.ports import Encoder, Progress
from assistant.reading.corpus import NOTHING, read_corpus, read_together
from assistant.reading.load import Skipped
from assistant.records import ClauseTree
from assistant.retrieval.scope.lexicon import Lexicon
from assistant.settings import Settings

# An index of the corpus with other documents lies apart, below the folder of the one in use.
_TOGETHER = "together"


def model_store(settings: Settings) -> ModelStore:
    """The model files of these settings.

    Raises:
        ModelError: the manifest cannot be read.
    """
    return ModelStore(settings.models, load_manifest(), settings.models_source)


def build(
    settings: Settings,
    encoder: Encoder,
    encoder_identity: str,
    progress: Progress,
    *,
    force: bool = False,
    reuse: bool = False,
    known: Mapping[str, ClauseTree] = NOTHING,
) -> tuple[Generation, tuple[Skipped, ...]]:
    """Return the index of the settings' corpus, built anew where it is missing, stale, or ``force`` says so.

    ``known`` are documents by the names of files that need not be read again. Texts that the index in use knows keep
    their vectors, by force only with ``reuse``. A change of the corpus that a crash broke off is finished first.

    Raises:
        DocumentError: the corpus cannot be read.
        GenerationError: the index is damaged (rebuild it by force) or cannot be written.
    """
    in_use = fingerprint_of(current_name(settings.index))
    History(settings.corpus).recover(settings.index, in_use)
    name = _fingerprint(settings, encoder_identity)
    if not force and in_use == name:
        return load_generation(settings.index, name), ()
    reading = read_corpus(settings.corpus, settings.clause_characters, progress, known)
    build_generation(
        settings.index, name, settings.encoder, reading.trees, reading.chunks, encoder, progress,
        vectors_key(encoder_identity), reuse=reuse or not force,
    )  # fmt: skip
    return load_generation(settings.index, name), reading.skipped


def build_together(
    settings: Settings, others: Path, encoder: Encoder, encoder_identity: str, progress: Progress
) -> tuple[Generation, tuple[Skipped, ...]]:
    """Return an index of the settings' corpus and the documents of another folder; the one in use stays as it is.

    It is kept for the next time, and built anew where it is stale or damaged.

    Raises:
        DocumentError: a folder cannot be read, or both hold a document of the same name.
        GenerationError: the index cannot be written.
    """
    if not others.is_dir():
        raise DocumentError(f"文档目录不存在：{others}。 The folder of other documents does not exist.")
    names = (
        _fingerprint(settings, encoder_identity),
        fingerprint(others, encoder_identity, settings.clause_characters),
    )
    name = hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]
    home = settings.index / _TOGETHER
    try:
        return load_generation(home, name), ()
    except GenerationError:
        reading = read_together(settings.corpus, others, settings.clause_characters, progress)
    build_generation(home, name, settings.encoder, reading.trees, reading.chunks, encoder, progress)
    return load_generation(home, name), reading.skipped


def encoder_identity(settings: Settings) -> str:
    """What the vectors of the settings' embedding model depend on; empty while it is not on disk.

    Raises:
        ModelError: the manifest cannot be read.
    """
    folder = model_store(settings).locate(settings.encoder)
    return model_identity(folder) if folder else ""


def expected_fingerprint(settings: Settings) -> str:
    """The name of the generation that these settings want; empty while the embedding model is not on disk.

    Raises:
        GenerationError: the corpus folder is missing.
    """
    identity = encoder_identity(settings)
    name = _fingerprint(settings, identity)
    return name if identity else ""


def open_desk(settings: Settings, progress: Progress) -> MeasureDesk:
    """The measures and indicators of the settings' corpus, without any model: from the index in use, if it is current.

    Raises:
        DocumentError: the corpus cannot be read.
        GenerationError: the corpus folder is missing, or the index in use is damaged.
        SettingsError: the taxonomy cannot be used.
    """
    taxonomy = load_taxonomy(settings.taxonomy)
    expected = expected_fingerprint(settings)
    if expected and fingerprint_of(current_name(settings.index)) == expected:
        _, trees = load_trees(settings.index)
    else:
        trees = read_corpus(settings.corpus, settings.clause_characters, progress).trees
    return MeasureDesk(trees, taxonomy, Lexicon.of(trees, lambda words: any(words in t.document.text for t in trees)))


def _fingerprint(settings: Settings, encoder_identity: str) -> str:
    if not settings.corpus.is_dir():
        raise GenerationError(f"文档目录不存在：{settings.corpus}。请检查 ASSISTANT_CORPUS。 No such corpus folder.")
    return fingerprint(settings.corpus, encoder_identity, settings.clause_characters)
