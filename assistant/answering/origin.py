"""What an answer is made with: the index, the models by name and hash, and the prompts. Never a key."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field

from assistant.answering.prompts import FOLDER, SYSTEM, USER
from assistant.errors import SettingsError
from assistant.indexing.encoder import model_identity
from assistant.models import load_manifest
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """A model by its name and what tells its content: a SHA-256, or the host of the address that serves it.

    The hash is that of the manifest; of a folder of one's own that of its files, of a GGUF file of one's own empty.
    """

    name: str
    sha256: str = ""
    host: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What an answer was made with.

    ``index`` is the fingerprint of the generation, ``clause_characters`` the longest clause that was cited whole.
    ``language_model`` is None where none could write; ``prompts`` maps files to their SHA-256, empty without a model.
    """

    index: str
    clause_characters: Annotated[int, Field(ge=200, le=4000)]
    encoder: ModelIdentity
    language_model: ModelIdentity | None
    prompts: dict[str, str]


def origin_of(settings: Settings, index: str, *, with_model: bool) -> Origin:
    """What answers are made with under these settings over the index of that fingerprint.

    Raises:
        ModelError: the manifest cannot be read.
        SettingsError: a prompt file cannot be read.
    """
    return Origin(
        index,
        settings.clause_characters,
        encoder_identity(settings),
        language_model_identity(settings) if with_model else None,
        dict(prompt_hashes()) if with_model else {},
    )


def encoder_identity(settings: Settings) -> ModelIdentity:
    """The embedding model of the settings; one of a path is named by its folder."""
    return _identify(settings.encoder)


def language_model_identity(settings: Settings) -> ModelIdentity:
    """The language model of the settings: local, or behind an address, of which only the host is told."""
    if settings.api_base_url:
        address = urlsplit(settings.api_base_url)
        host = address.hostname or ""
        return ModelIdentity(settings.api_model, host=f"{host}:{address.port}" if address.port else host)
    return _identify(settings.generator)


@lru_cache(maxsize=8)
def _identify(name: str) -> ModelIdentity:
    known = load_manifest().find(name)
    if known:
        return ModelIdentity(name, known.sha256 or known.fingerprint)
    path = Path(name).expanduser()
    return ModelIdentity(path.name if path.exists() else name, model_identity(path) if path.is_dir() else "")


@lru_cache(maxsize=1)
def prompt_hashes() -> tuple[tuple[str, str], ...]:
    """The files of the prompts that answers are written with, and the SHA-256 of each; read once, as the prompts are.

    Raises:
        SettingsError: a file cannot be read.
    """
    paths = [FOLDER / f"{name}.txt" for name in (SYSTEM, USER)]
    try:
        return tuple((path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in paths)
    except OSError as error:
        raise SettingsError(f"提示词文件无法读取：{FOLDER}。请恢复该目录。 A prompt file cannot be read.") from error
