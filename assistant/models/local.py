"""A local folder as the source: finished models, or the wheels themselves."""

import re
from pathlib import Path

from assistant.errors import ChecksumError, ModelError
from assistant.models.completion import read_record, record_path
from assistant.models.files import OnBytes, copy_file, files_in, sha256_of
from assistant.models.folders import is_model_folder
from assistant.models.manifest import Model, ModelKind, Part


class LocalWheels:
    """Wheels that lie in a folder under the names that pip gives them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def wheel(self, part: Part, folder: Path, on_bytes: OnBytes) -> Path:  # noqa: ARG002 (nothing is downloaded)
        """Return the part's wheel where it lies.

        Raises:
            ModelError: the folder does not hold it.
        """
        start = f"{_plain(part.package)}-{part.version}-"
        found = [path for path in self._folder.glob("*.whl") if _plain(path.name).startswith(_plain(start))]
        if not found:
            raise ModelError(
                f"本地文件夹 {self._folder} 中没有完成的模型，也没有安装包 {part.requirement}。"
                "请放入其一，或更改 ASSISTANT_MODELS_SOURCE。 "
                f"The local folder holds neither the finished model nor the wheel {part.requirement}."
            )
        return min(found, key=lambda path: (part.platform not in path.name, path.name))


def _plain(name: str) -> str:
    # Wheel names write every run of these marks as one underscore; the rest of the name keeps its marks' places.
    return re.sub(r"[-_.]+", "_", name).lower()


def finished_model(folder: Path, model: Model) -> Path | None:
    """Return the finished model in ``folder`` under its published name, or None where there is none."""
    is_model = Path.is_file if model.kind is ModelKind.GGUF else is_model_folder
    # A folder copied from a hub is known by the last half of its name.
    names = (model.target, model.target.rpartition("--")[2])
    return next((folder / name for name in names if is_model(folder / name)), None)


def copy_finished(source: Path, model: Model, target: Path, on_bytes: OnBytes) -> None:
    """Copy a finished model to the new path ``target``, checked against the record beside it where there is one.

    Raises:
        ChecksumError: a file is not the one that was recorded.
    """
    files = (source,) if source.is_file() else files_in(source)
    done = 0
    for file in files:
        copy = target / file.relative_to(source) if source.is_dir() else target
        copy.parent.mkdir(parents=True, exist_ok=True)
        before = done
        copy_file(file, copy, lambda size, before=before: on_bytes(before + size))  # type: ignore[misc]
        done += copy.stat().st_size
    _check_copy(source, model, target)


def _check_copy(source: Path, model: Model, target: Path) -> None:
    record = read_record(record_path(source.parent, model.name))
    for file in record.files if record and source.is_dir() else ():
        copy = target / Path(file.path).relative_to(model.target)
        if not copy.is_file() or sha256_of(copy) != file.sha256:
            raise ChecksumError(
                f"本地文件夹中的 {source.parent / file.path} 缺失或与其记录不符，请重新复制。 "
                "A file of the local model is missing or differs from its record; copy it again."
            )
