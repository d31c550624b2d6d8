"""What a run was measured on, so that its figures can be traced: without folders, addresses or keys."""

import hashlib
import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import SecretStr

from assistant.evaluation.report import GoldFile, Run, Searched
from assistant.indexing.generation import Generation
from assistant.settings import Settings

_LIBRARIES = (
    "sentence-transformers", "torch", "faiss-cpu", "bm25s", "jieba", "langchain-openai", "xllamacpp", "numpy",
    "ir-measures", "pytrec-eval-terrier",
)  # fmt: skip
# Where things lie and how they are reached says nothing of what they are.
_LEFT_OUT = frozenset({"corpus", "index", "models", "models_source", "api_base_url", "api_key", "host", "port"})
_WRITER = frozenset(
    {
        "generator", "api_model", "api_grammar", "api_connect_seconds", "api_first_token_seconds", "api_token_seconds",
        "api_timeout_seconds", "api_retries", "api_retry_wait_seconds", "model_writes", "context_tokens",
        "answer_tokens", "evidence_tokens", "local_at_once", "local_cache_megabytes", "draft_tokens",
    }
)  # fmt: skip


def describe_run(gold: Path, asked: int, settings: Settings, answerer: str, index: Searched) -> Run:
    """Name what is measured. ``asked`` counts the questions that are put."""
    made = datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")
    file = GoldFile(gold.name, hashlib.sha256(gold.read_bytes()).hexdigest(), asked)
    return Run(made, answerer, file, index, shown_settings(settings, answerer), versions())


def searched(generation: Generation, distractors: frozenset[str]) -> Searched:
    """Count what is searched, and how much of it are distractors."""
    manifest = generation.manifest
    clauses = sum(len(tree.clauses) for tree in generation.trees if tree.document.id in distractors)
    return Searched(
        manifest.fingerprint, manifest.documents, manifest.clauses, manifest.chunks, len(distractors), clauses
    )


def shown_settings(settings: Settings, answerer: str) -> dict[str, str | int | float | bool]:
    """The settings that bear on the figures; of a model in a folder only the folder's name, of an API that it is one.

    Those of the language model are left out where it does not write.
    """
    hidden = _LEFT_OUT if answerer == "llm" else _LEFT_OUT | _WRITER
    values = {name: getattr(settings, name) for name in type(settings).model_fields if name not in hidden}
    shown = {name: _plain(value) for name, value in values.items() if not isinstance(value, SecretStr)}
    return (shown | {"api": bool(settings.api_base_url)} if answerer == "llm" else shown) | {"answerer": answerer}


def versions() -> dict[str, str]:
    """Versions of Python and of the libraries that bear on the figures, and the machine; absent ones are empty."""
    machine = {"python": platform.python_version(), "machine": f"{platform.system()} {platform.machine()}"}
    return machine | {"processors": str(os.cpu_count() or "")} | {name: _version(name) for name in _LIBRARIES}


def _plain(value: object) -> str | int | float | bool:
    if isinstance(value, bool | int | float):
        return value
    text = str(value)
    # A model of one's own is named by its path.
    return Path(text).name if Path(text).is_absolute() or text.startswith((".", "~")) else text


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
