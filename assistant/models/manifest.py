"""The model manifest: which models are known by name, and what their files must be."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TypeVar

from assistant.errors import ModelError

FORMAT = 1
MANIFEST = Path(__file__).resolve().parent.parent.parent / "models.toml"

Table = Mapping[str, object]
Choice = TypeVar("Choice", bound=StrEnum)


class ModelKind(StrEnum):
    """What a finished model is on disk."""

    SENTENCE_TRANSFORMERS = "sentence-transformers"
    GGUF = "gguf"


class Recipe(StrEnum):
    """How the parts from the package registry become the model; ``download`` has no parts, only hubs hold it."""

    JOIN = "join"
    E5_Q4 = "e5-q4"
    DOWNLOAD = "download"


@dataclass(frozen=True, slots=True)
class Part:
    """One file inside a wheel. ``platform`` is empty for a wheel that fits every machine; sizes are in bytes."""

    package: str
    version: str
    member: str
    bytes: int
    sha256: str
    wheel_bytes: int
    platform: str = ""

    @property
    def requirement(self) -> str:
        """The exact version as pip takes it."""
        return f"{self.package}=={self.version}"

    @property
    def file(self) -> str:
        """The member's own name."""
        return PurePosixPath(self.member).name


@dataclass(frozen=True, slots=True)
class Hub:
    """Repository names (``organisation/name``) on the hubs; empty where there is none."""

    huggingface: str = ""
    modelscope: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """One model.

    ``prompts`` pairs a use (query, passage) with the text put before it. ``file`` and ``sha256`` are those of the GGUF
    file; a converted folder has none beforehand.
    """

    name: str
    kind: ModelKind
    recipe: Recipe
    licence: str
    bytes: int
    parts: tuple[Part, ...]
    hub: Hub = Hub()
    prompts: tuple[tuple[str, str], ...] = ()
    file: str = ""
    sha256: str = ""

    @property
    def target(self) -> str:
        """The name of the finished file or folder in the cache."""
        return self.file or self.name

    @property
    def download_bytes(self) -> int:
        """What the parts amount to."""
        return sum(part.bytes for part in self.parts)

    @property
    def fingerprint(self) -> str:
        """Changes when the manifest asks for other content, so that an older finished model is made anew."""
        content = (self.name, self.kind, self.recipe, self.target, self.sha256, *(part.sha256 for part in self.parts))
        return hashlib.sha256("\n".join(content).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Manifest:
    """All models, in the file's order."""

    models: tuple[Model, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names that can be asked for."""
        return tuple(model.name for model in self.models)

    def find(self, name: str) -> Model | None:
        """Return the model of that name, or None where the manifest has no such name."""
        return next((model for model in self.models if model.name == name), None)


def load_manifest(path: Path = MANIFEST) -> Manifest:
    """Read the manifest.

    Raises:
        ModelError: the file is missing, is not TOML, or states something that cannot be.
    """
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise ModelError(f"找不到模型清单 {path}，请恢复该文件。 The model manifest is missing.") from error
    except (OSError, ValueError) as error:
        raise _broken(path, f"{error}") from error
    try:
        return _manifest(content)
    except _FaultError as error:
        raise _broken(path, f"{error}") from error


class _FaultError(ValueError):
    """What is wrong with the content, before the file's name is added."""


def _broken(path: Path, what: str) -> ModelError:
    return ModelError(f"模型清单 {path} 有误：{what}。请改正该文件。 The model manifest is broken.")


def _manifest(content: Table) -> Manifest:
    _refuse_unknown(content, {"format", "model"}, "top level")
    if content.get("format") != FORMAT:
        raise _FaultError(f"format must be {FORMAT}")
    models = tuple(_model(table) for table in _tables(content, "model", "top level"))
    for key in ("name", "target"):
        values = [getattr(model, key) for model in models]
        if len(set(values)) != len(values):
            raise _FaultError(f"two models have the same {key}")
    return Manifest(models)


def _model(table: Table) -> Model:
    where = f"model {table.get('name', '?')}"
    _refuse_unknown(table, {field.name for field in fields(Model)} - {"parts"} | {"part"}, where)
    model = Model(
        name=_plain_name(table, "name", where),
        kind=_choice(ModelKind, table, "kind", where),
        recipe=_choice(Recipe, table, "recipe", where),
        licence=_text(table, "licence", where),
        bytes=_count(table, "bytes", where),
        parts=tuple(_part(part, where) for part in _tables(table, "part", where)) if "part" in table else (),
        hub=_hub(table.get("hub", {}), where),
        prompts=_prompts(table.get("prompts", {}), where),
        file=_plain_name(table, "file", where) if "file" in table else "",
        sha256=_sha256(table, where) if "sha256" in table else "",
    )
    _check_model(model, where)
    return model


def _check_model(model: Model, where: str) -> None:
    is_file = model.kind is ModelKind.GGUF
    if is_file != bool(model.file) or is_file != bool(model.sha256):
        raise _FaultError(f"{where}: file and sha256 belong to gguf models, and both must be given")
    if model.recipe is Recipe.JOIN and not is_file:
        raise _FaultError(f"{where}: recipe join makes a gguf model")
    if model.recipe is Recipe.JOIN and model.download_bytes != model.bytes:
        raise _FaultError(f"{where}: the parts have {model.download_bytes} bytes, the file {model.bytes}")
    if model.recipe is Recipe.E5_Q4 and (is_file or len(model.parts) != 2):
        raise _FaultError(f"{where}: recipe e5-q4 makes a folder from two parts, weights and tokenizer")
    if model.recipe is Recipe.DOWNLOAD and model.parts:
        raise _FaultError(f"{where}: recipe download takes no parts")


def _part(table: Table, model: str) -> Part:
    where = f"{model}, part {table.get('package', '?')}"
    _refuse_unknown(table, {field.name for field in fields(Part)}, where)
    return Part(
        package=_matching(table, "package", r"[A-Za-z0-9][A-Za-z0-9._-]*", where),
        version=_matching(table, "version", r"[0-9][A-Za-z0-9.!+]*", where),
        member=_text(table, "member", where),
        bytes=_count(table, "bytes", where),
        sha256=_sha256(table, where),
        wheel_bytes=_count(table, "wheel_bytes", where),
        platform=_matching(table, "platform", r"[a-z0-9_]+", where) if "platform" in table else "",
    )


def _hub(table: object, where: str) -> Hub:
    if not isinstance(table, dict):
        raise _FaultError(f"{where}: hub must be a table")
    _refuse_unknown(table, {field.name for field in fields(Hub)}, f"{where}, hub")
    return Hub(**{key: _matching(table, key, r"[\w.-]+/[\w.-]+", f"{where}, hub") for key in table})


def _prompts(table: object, where: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise _FaultError(f"{where}: prompts must be a table of texts")
    return tuple(table.items())


def _tables(table: Table, key: str, where: str) -> list[Table]:
    value = table.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
        raise _FaultError(f"{where}: at least one [[{key}]] is needed")
    return value


def _refuse_unknown(table: Table, known: set[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise _FaultError(f"{where}: unknown key {key}")


def _text(table: Table, key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise _FaultError(f"{where}: {key} must be a text")
    return value


def _matching(table: Table, key: str, pattern: str, where: str) -> str:
    value = _text(table, key, where)
    if not re.fullmatch(pattern, value, re.ASCII):
        raise _FaultError(f"{where}: {key} cannot be {value!r}")
    return value


def _plain_name(table: Table, key: str, where: str) -> str:
    # It becomes a file name in the cache, so it must not lead out of that folder.
    return _matching(table, key, r"[A-Za-z0-9][A-Za-z0-9._-]*", where)


def _sha256(table: Table, where: str) -> str:
    return _matching(table, "sha256", r"[0-9a-f]{64}", where)


def _count(table: Table, key: str, where: str) -> int:
    value = table.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
        raise _FaultError(f"{where}: {key} must be a positive number")
    return value


def _choice(choices: type[Choice], table: Table, key: str, where: str) -> Choice:
    value = _text(table, key, where)
    if value not in tuple(choices):
        raise _FaultError(f"{where}: {key} must be one of {', '.join(choices)}")
    return choices(value)
