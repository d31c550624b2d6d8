"""What there is to know of the running product: its version, when the index was built, and its models."""

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from assistant.errors import ModelError
from assistant.indexing.generation import MANIFEST, current_name, fingerprint_of, generation_names, written_at
from assistant.interfaces.status import ModelState, ModelStatus
from assistant.models import Model, load_manifest
from assistant.pipeline import model_store
from assistant.settings import ROOT, Settings

_QUANTISED = re.compile(r"[-.](q\d\w*|iq\d\w*|bf16|f16|f32)\.gguf$", re.IGNORECASE)


class Presence(StrEnum):
    """Whether a model can be used; the words are those of the page."""

    READY = "可用"
    FETCHING = "下载中"
    STARTING = "启动中"
    ABSENT = "尚未下载"
    FAILED = "不可用"
    UNUSED = "不使用"


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """A model by what it is ``used`` for; ``place`` is a folder, a file or the host that serves it."""

    used: str
    name: str
    precision: str
    place: str
    presence: Presence
    message: str = ""
    licence: str = ""


def version() -> str:
    """The version of the product."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def built_at(index: Path, fingerprint: str) -> datetime | None:
    """When the generation in use was written, on this machine's clock; None where it is no longer on disk."""
    names = [name for name in (current_name(index), *generation_names(index)) if fingerprint_of(name) == fingerprint]
    homes = (index / name for name in names)
    return next((written_at(home).astimezone() for home in homes if (home / MANIFEST).is_file()), None)


def model_facts(settings: Settings, status: ModelStatus) -> tuple[ModelFacts, ...]:
    """The models of the settings in the order of their work: search, order, write, check."""
    return (
        _file("检索", settings.encoder, settings, settings.encoder_precision),
        _optional("重排", settings.reranker, settings),
        _writer(settings, status),
        _optional("复核", settings.entailment, settings),
    )


def _optional(used: str, name: str, settings: Settings) -> ModelFacts:
    return _file(used, name, settings, "") if name else ModelFacts(used, "", "", "", Presence.UNUSED)


def _writer(settings: Settings, status: ModelStatus) -> ModelFacts:
    if settings.answerer != "llm":
        return ModelFacts("作答", "", "", "", Presence.UNUSED)
    state = _STATES[status.state]
    if settings.api_base_url:
        host = urlsplit(settings.api_base_url).hostname or ""
        return ModelFacts("作答", settings.api_model, "", host, state, status.message)
    known = load_manifest().find(settings.generator)
    quantised = _QUANTISED.search(known.target if known else settings.generator)
    precision = quantised[1].lower() if quantised else ""
    return _local("作答", settings.generator, precision, known, state, status.message)


_STATES = {
    ModelState.ABSENT: Presence.UNUSED,
    ModelState.FETCHING: Presence.FETCHING,
    ModelState.STARTING: Presence.STARTING,
    ModelState.READY: Presence.READY,
    ModelState.FAILED: Presence.FAILED,
}


def _file(used: str, name: str, settings: Settings, precision: str) -> ModelFacts:
    try:
        is_there = model_store(settings).locate(name) is not None
    except ModelError as error:
        return ModelFacts(used, name, precision, "", Presence.FAILED, str(error))
    presence = Presence.READY if is_there else Presence.ABSENT
    return _local(used, name, precision, load_manifest().find(name), presence, "")


def _local(used: str, name: str, precision: str, known: Model | None, presence: Presence, message: str) -> ModelFacts:
    """A model on this machine; one of a path of its own is called by its last part."""
    shown = name if known else Path(name).name
    return ModelFacts(used, shown, precision, "", presence, message, known.licence if known else "")
