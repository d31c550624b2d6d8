"""Index generations: ``index/<fingerprint>/`` built whole, checksummed, and swapped in by a pointer file.

The fingerprint names what the generation was built from: format, settings, corpus files and encoder. A crash at any
moment leaves the pointer on the old generation, and a half-built folder that the next build removes.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from filelock import FileLock
from pydantic import TypeAdapter, ValidationError

from assistant.errors import GenerationError, StaleIndexError
from assistant.indexing.dense import FaissIndex
from assistant.indexing.files import hash_file, write_atomically
from assistant.indexing.late import TokenIndex
from assistant.indexing.lexical import Bm25Index
from assistant.indexing.vectors import NOTHING_KNOWN, VECTORS, KnownVectors, write_vectors
from assistant.ports import Encoder, LexicalIndex, Progress, TokenMatcher, VectorIndex
from assistant.reading.load import CATALOGUE, CORRECTIONS, corpus_files
from assistant.records import Chunk, ClauseTree

FORMAT = 2
POINTER = "current"
MANIFEST = "manifest.json"
TREES = "trees.jsonl"
CHUNKS = "chunks.jsonl"
# How many generations stay on disk: the one in use and those that can be gone back to.
KEPT = 4
_BUILDING = ".building-"
_REBUILD = "请运行 python -m assistant index build --force 重建"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is made of; ``files`` maps names to SHA-256.

    ``vectors`` names what its vectors were made with (``vectors_key``); empty where that is not known.
    """

    format: int
    fingerprint: str
    encoder: str
    documents: int
    clauses: int
    chunks: int
    files: dict[str, str]
    vectors: str = ""


@dataclass(frozen=True, slots=True)
class Generation:
    """An index in memory: ``chunks[i]`` belongs to position ``i`` of each index."""

    manifest: Manifest
    trees: tuple[ClauseTree, ...]
    chunks: tuple[Chunk, ...]
    dense: VectorIndex
    tokens: TokenMatcher
    lexical: LexicalIndex


def fingerprint(corpus: Path, encoder_identity: str, clause_characters: int) -> str:
    """Name what an index of this corpus would be built from: 16 hexadecimal digits."""
    digest = hashlib.sha256(f"{FORMAT}\n{encoder_identity}\n{clause_characters}\n{_code_version()}\n".encode())
    for path in (corpus / CATALOGUE, corpus / CORRECTIONS, *corpus_files(corpus)):
        digest.update(f"{path.relative_to(corpus)}\n{_hash_or_mark(path)}\n".encode())
    return digest.hexdigest()[:16]


def vectors_key(encoder_identity: str) -> str:
    """Name what vectors are made with: indexes of the same name give the same text the same vectors."""
    digest = hashlib.sha256(f"{FORMAT}\n{encoder_identity}\n".encode())
    here = Path(__file__).resolve().parent
    for path in sorted([*here.glob("*.py"), *here.glob("*.txt")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _hash_or_mark(path: Path) -> str:
    """An unreadable file is skipped by the reader, not by the name: once it can be read the index is stale."""
    try:
        return hash_file(path)
    except OSError:
        return "unreadable"


@lru_cache(maxsize=1)
def _code_version() -> str:
    """A hash of the code that turns files into an index: an update of the reader makes old indexes stale by itself."""
    digest = hashlib.sha256()
    here = Path(__file__).resolve().parent
    for path in sorted([*(here.parent / "reading").rglob("*.py"), *here.glob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def build_generation(
    folder: Path,
    name: str,
    encoder_name: str,
    trees: Iterable[ClauseTree],
    chunks: tuple[Chunk, ...],
    encoder: Encoder,
    progress: Progress,
    vectors: str = "",
    *,
    reuse: bool = False,
) -> None:
    """Build the generation ``name`` beside the current one and swap it in.

    ``vectors`` is its ``vectors_key``. With ``reuse`` the texts that the generation in use holds with vectors of the
    same key are not encoded again.

    Raises:
        GenerationError: the folder cannot be written (rights, full disk); the old generation stays in use.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock"):
            _remove_half_built(folder)
            known = _known_vectors(folder, vectors) if reuse and vectors else NOTHING_KNOWN
            _write_and_swap(folder, name, encoder_name, tuple(trees), chunks, encoder, progress, vectors, known)
    except OSError as error:
        raise GenerationError(
            f"索引无法写入 {folder}：{error.strerror}。请检查磁盘空间和权限；原有索引仍然有效。"
            " The index cannot be written; the old one stays in use."
        ) from error


def load_generation(folder: Path, expected: str) -> Generation:
    """Load the current generation after checking it against ``expected`` and its checksums.

    Raises:
        StaleIndexError: there is none, or it was built from something else.
        GenerationError: a file is missing or changed.
    """
    name = current_name(folder)
    if fingerprint_of(name) != expected:
        raise StaleIndexError("索引不存在或已过期，请运行 python -m assistant index build。 The index is stale.")
    home = folder / name
    manifest = verify_generation(home)
    trees = _read_lines(home / TREES, TypeAdapter(ClauseTree))
    chunks = _read_lines(home / CHUNKS, TypeAdapter(Chunk))
    dense, tokens, lexical = FaissIndex.load(home / VECTORS), TokenIndex.load(home), Bm25Index.load(home / "bm25")
    if not len(chunks) == len(dense) == len(tokens) == manifest.chunks:
        raise GenerationError(f"索引各部分条数不一致：{home}。{_REBUILD}。 The parts of the index do not match.")
    return Generation(manifest, tuple(trees), tuple(chunks), dense, tokens, lexical)


def load_trees(folder: Path) -> tuple[Manifest, tuple[ClauseTree, ...]]:
    """Load the documents of the generation in use, and nothing that a search needs.

    Raises:
        StaleIndexError: there is none.
        GenerationError: the manifest or the documents are missing or changed.
    """
    name = current_name(folder)
    if not name:
        raise StaleIndexError("索引尚未建立，请运行 python -m assistant index build。 There is no index.")
    manifest = verify_generation(folder / name, (TREES,))
    return manifest, tuple(_read_lines(folder / name / TREES, TypeAdapter(ClauseTree)))


def fingerprint_of(name: str) -> str:
    """What a generation was built from: its name without the number that a rebuild of the same adds."""
    return name.split("-", 1)[0]


def current_name(folder: Path) -> str:
    """The name of the generation in use; empty when there is none."""
    pointer = folder / POINTER
    return pointer.read_text(encoding="utf-8", errors="replace").strip() if pointer.is_file() else ""


def written_at(home: Path) -> datetime:
    """When a generation was written, in UTC."""
    return datetime.fromtimestamp((home / MANIFEST).stat().st_mtime, UTC)


def generation_names(folder: Path) -> tuple[str, ...]:
    """The complete generations on disk in order of name."""
    if not folder.is_dir():
        return ()
    return tuple(sorted(p.name for p in folder.iterdir() if (p / MANIFEST).is_file() and not p.name.startswith(".")))


def switch_to(folder: Path, name: str) -> None:
    """Let another generation that is on disk be the one in use, once all its files have been checked.

    Raises:
        GenerationError: it is not there or damaged, or the folder cannot be written; the one in use stays.
    """
    try:
        with FileLock(folder / ".lock"):
            if name not in generation_names(folder):
                raise GenerationError(f"没有这一代索引：{name}，可能已被清理。 There is no such generation.")
            verify_generation(folder / name)
            write_atomically(folder / POINTER, f"{name}\n")
    except OSError as error:
        raise GenerationError(
            f"索引无法写入 {folder}：{error.strerror}。原有索引仍然有效。 The index cannot be written."
        ) from error


def verify_generation(home: Path, only: Collection[str] = ()) -> Manifest:
    """Check every file of a generation against its manifest, or those named in ``only``.

    Raises:
        GenerationError: the manifest or a file is missing, changed or of another format.
    """
    manifest = read_manifest(home)
    if manifest.format != FORMAT:
        raise GenerationError(f"索引格式 {manifest.format} 与程序不符。{_REBUILD}。 The index has another format.")
    wanted = {name: manifest.files.get(name, "") for name in only} or manifest.files
    for name, expected in wanted.items():
        path = home / name
        if not path.is_file() or hash_file(path) != expected:
            raise GenerationError(f"索引文件损坏：{path}。{_REBUILD}。 An index file is damaged.")
    return manifest


def read_manifest(home: Path) -> Manifest:
    """What a generation says of itself, of whatever format.

    Raises:
        GenerationError: the manifest is missing or damaged.
    """
    try:
        return TypeAdapter(Manifest).validate_json((home / MANIFEST).read_bytes())
    except (OSError, ValidationError) as error:
        raise GenerationError(f"索引清单缺失或损坏：{home}。{_REBUILD}。 The index manifest is damaged.") from error


def _write_and_swap(
    folder: Path,
    name: str,
    encoder_name: str,
    trees: tuple[ClauseTree, ...],
    chunks: tuple[Chunk, ...],
    encoder: Encoder,
    progress: Progress,
    vectors: str,
    known: KnownVectors,
) -> None:
    building = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=folder))
    try:
        _write_lines(building / TREES, trees)
        _write_lines(building / CHUNKS, chunks)
        write_vectors(building, [chunk.embed_text for chunk in chunks], encoder, progress, known)
        (building / "bm25").mkdir()
        Bm25Index.build([chunk.embed_text for chunk in chunks]).save(building / "bm25")
        files = {str(p.relative_to(building)): hash_file(p) for p in sorted(building.rglob("*")) if p.is_file()}
        clauses = sum(len(tree.clauses) for tree in trees)
        manifest = Manifest(FORMAT, name, encoder_name, len(trees), clauses, len(chunks), files, vectors)
        write_atomically(building / MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        _swap(folder, name, building)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _swap(folder: Path, name: str, building: Path) -> None:
    """Put the new generation under a name that is free, and only then point to it: the one rename that counts."""
    before = current_name(folder)
    # Those on disk, the youngest first.
    taken = sorted(generation_names(folder), key=lambda old: (-(folder / old / MANIFEST).stat().st_mtime_ns, old))
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    fresh = next(candidate for candidate in names if not (folder / candidate).exists())
    building.chmod(0o755)
    building.rename(folder / fresh)
    write_atomically(folder / POINTER, f"{fresh}\n")
    # The last ones stay for going back; readers hold theirs in memory.
    for old in [old for old in taken if old != before][KEPT - 2 :]:
        shutil.rmtree(folder / old, ignore_errors=True)


def _known_vectors(folder: Path, key: str) -> KnownVectors:
    """What the generation in use knows, if its vectors have this key; a damaged one knows nothing."""
    name = current_name(folder)
    home = folder / name
    try:
        if name not in generation_names(folder) or verify_generation(home).vectors != key:
            return NOTHING_KNOWN
        chunks = _read_lines(home / CHUNKS, TypeAdapter(Chunk))
        dense, tokens = FaissIndex.load(home / VECTORS), TokenIndex.load(home)
    except GenerationError:
        return NOTHING_KNOWN
    positions = {chunk.embed_text: position for position, chunk in enumerate(chunks)}
    return KnownVectors(positions, dense, tokens) if len(dense) == len(tokens) == len(chunks) else NOTHING_KNOWN


def _write_lines(path: Path, records: Iterable[Any]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(record), ensure_ascii=False) + "\n" for record in records)


def _read_lines(path: Path, adapter: TypeAdapter[Any]) -> list[Any]:
    try:
        with path.open("rb") as file:
            return [adapter.validate_json(line) for line in file]
    except (OSError, ValidationError) as error:
        raise GenerationError(f"索引文件无法读取：{path}。{_REBUILD}。 An index file cannot be read.") from error


def _remove_half_built(folder: Path) -> None:
    for path in folder.glob(f"{_BUILDING}*"):
        shutil.rmtree(path, ignore_errors=True)
