"""Hashing, copying and measuring files, and the free space that they need."""

import errno
import hashlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import ModelError

CHUNK_BYTES = 1 << 20
POLL_SECONDS = 0.25
SPARE_BYTES = 64 << 20
"""What is left free on the disk beside the model."""

OnBytes = Callable[[int], None]
"""Takes note of how many bytes are there by now."""


def ignore_bytes(_done: int) -> None:
    """Listen to nothing."""


def sha256_of(path: Path, on_bytes: OnBytes = ignore_bytes) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    digest = hashlib.sha256()
    done = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
            done += len(chunk)
            on_bytes(done)
    return digest.hexdigest()


def copy_file(source: Path, target: Path, on_bytes: OnBytes = ignore_bytes) -> None:
    """Copy the content of a file, and nothing else of it, to a new file."""
    done = 0
    with source.open("rb") as reader, target.open("xb") as writer:
        while chunk := reader.read(CHUNK_BYTES):
            writer.write(chunk)
            done += len(chunk)
            on_bytes(done)


def files_in(folder: Path) -> tuple[Path, ...]:
    """Return all files below a folder, sorted, without hidden ones (the hubs' own notes)."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return tuple(sorted(path for path in found if not _is_hidden(path.relative_to(folder))))


def _is_hidden(path: Path) -> bool:
    return any(name.startswith(".") for name in path.parts)


def folder_bytes(folder: Path) -> int:
    """Return the size of all files below a folder that may change meanwhile."""
    total = 0
    for parent, _folders, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(parent) / name).stat().st_size
            except FileNotFoundError:
                continue  # moved away since it was listed
    return total


@contextmanager
def watched(folder: Path, on_bytes: OnBytes) -> Iterator[None]:
    """Report the folder's size several times a second while a library fills it."""
    finished = threading.Event()

    def poll() -> None:
        while not finished.wait(POLL_SECONDS):
            on_bytes(folder_bytes(folder))

    thread = threading.Thread(target=poll, name="model download progress", daemon=True)
    thread.start()
    try:
        yield
    finally:
        finished.set()
        thread.join()


def remove(path: Path) -> None:
    """Remove a file or a whole folder; nothing happens where there is none."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def check_space(folder: Path, needed_bytes: int, name: str) -> None:
    """Refuse to begin what the disk cannot hold.

    Raises:
        ModelError: less is free than is needed.
    """
    free = shutil.disk_usage(folder).free
    if free < needed_bytes + SPARE_BYTES:
        raise disk_full(folder, name, f"需要约 {_megabytes(needed_bytes + SPARE_BYTES)}，剩余 {_megabytes(free)}")


def disk_full(folder: Path, name: str, detail: str) -> ModelError:
    """Return the error for a disk without room."""
    return ModelError(
        f"磁盘空间不足，无法保存模型 {name}（{folder}，{detail}）。"
        "请腾出空间，或用 ASSISTANT_MODELS 指定别的文件夹后重试，已完成的部分会保留。 "
        "The disk is full; free some space or set ASSISTANT_MODELS, then try again."
    )


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:,.0f} MB"


@contextmanager
def stated_errors(folder: Path, name: str) -> Iterator[None]:
    """Turn what the operating system refuses into one line.

    Raises:
        ModelError: the disk is full, or the folder cannot be read or written.
    """
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise disk_full(folder, name, error.strerror or "ENOSPC") from error
        raise ModelError(
            f"无法读写模型 {name} 的文件（{folder}）：{error}。请检查权限，或用 ASSISTANT_MODELS 指定别的文件夹。 "
            "The model files cannot be read or written."
        ) from error
