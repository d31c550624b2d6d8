"""Prompts come from template files in ``prompts/``; no prompt text stands in the code."""

from functools import lru_cache
from pathlib import Path
from string import Template

from assistant.errors import SettingsError

FOLDER = Path(__file__).resolve().parent.parent.parent / "prompts"
# The prompts that answers are written with; the folder also holds those of measurements.
SYSTEM, USER = "answer.system", "answer.user"


@lru_cache(maxsize=16)
def load_prompt(name: str) -> Template:
    """Read ``prompts/<name>.txt``; its ``$words`` are filled in by the caller.

    Raises:
        SettingsError: the file is missing or not UTF-8.
    """
    path = FOLDER / f"{name}.txt"
    try:
        return Template(path.read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"提示词文件无法读取：{path}。请恢复该文件。 A prompt file cannot be read.") from error
