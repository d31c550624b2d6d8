"""What makes a folder a sentence-transformers model."""

import json
from collections.abc import Mapping
from pathlib import Path

from assistant.errors import ModelError

CONFIGURATION = "config_sentence_transformers.json"


def is_model_folder(path: Path) -> bool:
    """Tell whether sentence-transformers can load the folder: its own list of modules, or a plain encoder."""
    return (path / "modules.json").is_file() or (path / "config.json").is_file()


def complete_prompts(folder: Path, prompts: Mapping[str, str]) -> None:
    """Write the prompts that the folder's own configuration does not state.

    Raises:
        ModelError: the configuration is not a JSON object.
    """
    path = folder / CONFIGURATION
    try:
        stored = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        own = {name: text for name, text in (stored.get("prompts") or {}).items() if text}
    except (ValueError, AttributeError) as error:
        raise ModelError(f"模型的 {path.name} 无法解析，请重新获取。 The file {path.name} cannot be read.") from error
    completed = {**prompts, **own}
    if completed != own:
        write_json(path, {**stored, "prompts": completed})


def write_json(path: Path, content: object) -> None:
    """Write a configuration file as the libraries write theirs."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")
