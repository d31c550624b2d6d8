"""Which names a file may have in the corpus: one folder, nothing hidden, nothing that means something else there."""

import unicodedata
from pathlib import Path

from assistant.errors import DocumentError
from assistant.reading.load import CATALOGUE, CORRECTIONS

# File systems take 255 bytes; a copy that is under way has a longer name.
_MOST_BYTES = 200
_REFUSED = frozenset('/\\<>:"|?*')
_TAKEN = frozenset({CATALOGUE, CORRECTIONS})
_NO_DOCUMENT = "README"


def safe_name(given: str) -> str:
    """The name under which a file that a user sent can be kept.

    Raises:
        DocumentError: it leads elsewhere, is hidden, empty, too long or not printable, or is one that has a meaning.
    """
    name = unicodedata.normalize("NFC", given).strip()
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)[:60]
    if not name or not Path(name).stem.strip(". "):
        raise DocumentError(f"“{shown}”：文件没有名称。 The file has no name.")
    if any(char in _REFUSED or not char.isprintable() for char in name):
        raise DocumentError(f"“{shown}”：文件名含有不能用的字符（如 / \\ : * ?），请改名。 The name cannot be used.")
    if name.startswith((".", "~$")) or name.endswith("."):
        raise DocumentError(f"“{shown}”：隐藏文件或临时文件不能收录，请改名。 Hidden files are no documents.")
    if len(name.encode()) > _MOST_BYTES:
        raise DocumentError(f"“{shown}…”：文件名过长（上限约{_MOST_BYTES // 3}个汉字），请改名。 The name is too long.")
    if name.lower() in _TAKEN or Path(name).stem == _NO_DOCUMENT:
        raise DocumentError(f"“{shown}”：这个名称另有用途，不能作文件名。 The name has another meaning here.")
    return name
