"""Files that long work ends in: sure to be writable before it begins, and written all or none."""

import os
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import QuestionError


@contextmanager
def promised(paths: Collection[Path], documents: Collection[Path] = ()) -> Iterator[None]:
    """Make the folders of ``paths`` and try to write in them; folders made for it go again if the work fails.

    Raises:
        QuestionError: one cannot be written, or lies in one of the folders of ``documents``, where it would be read.
    """
    made: list[Path] = []
    try:
        for path in paths:
            _refuse(path, documents)
            made += _make(path.parent)
            _try_to_write(path)
        yield
    except BaseException:
        for folder in reversed(made):
            if not any(folder.iterdir()):
                folder.rmdir()
        raise


@contextmanager
def promised_new(path: Path | None, *documents: Path) -> Iterator[None]:
    """The same for one file that must not be there yet; nothing is promised for None.

    Raises:
        QuestionError: the file is there, cannot be written, or lies in one of the folders of ``documents``.
    """
    if path is None:
        yield
        return
    _refuse_existing(path)
    with promised([path], documents):
        yield


def write_new(path: Path, text: str | bytes) -> None:
    """Write a file whole that was not there before.

    Raises:
        QuestionError: it has come to be meanwhile, or cannot be written.
    """
    _refuse_existing(path)
    write_together({path: text})


def write_together(texts: Mapping[Path, str | bytes]) -> None:
    """Write every text beside its file, and rename them only when all are there.

    Raises:
        QuestionError: one cannot be written; the files are as before.
    """
    partial = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in texts}
    try:
        for path, text in texts.items():
            _write(partial[path], text)
        for path, temporary in partial.items():
            temporary.replace(path)
    except OSError as error:
        raise _failure(next(iter(texts)), error) from error
    finally:
        for temporary in partial.values():
            temporary.unlink(missing_ok=True)


def _refuse_existing(path: Path) -> None:
    if (path.exists() or path.is_symlink()) and not path.is_dir():
        raise QuestionError(f"{path} 已存在，不会覆盖，请换一个文件名。 The file exists and is not overwritten.")


def _refuse(path: Path, documents: Collection[Path]) -> None:
    if any(path.resolve().is_relative_to(folder.resolve()) for folder in documents):
        raise QuestionError(f"不能写入 {path}：会混入文档目录，请换一个位置。 It would be read as a document.")
    if path.is_dir():
        raise QuestionError(f"无法写入 {path}：它是文件夹。 It is a folder.")


def _make(folder: Path) -> list[Path]:
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()][::-1]
    made = []
    try:
        for parent in missing:
            parent.mkdir()
            made.append(parent)
    except OSError as error:
        raise _failure(folder, error) from error
    return made


def _try_to_write(path: Path) -> None:
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}."):
            pass
    except OSError as error:
        raise _failure(path, error) from error


def _write(path: Path, text: str | bytes) -> None:
    with path.open("wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())


def _failure(path: Path, error: OSError) -> QuestionError:
    reason = error.strerror or "未知原因"
    return QuestionError(f"无法写入 {path}：{reason}。请检查目录和权限。 The result cannot be written.")
