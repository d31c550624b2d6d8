"""catalogue.csv: what a curator knows of each document, by id (the file's stem)."""

import csv
import re
from pathlib import Path
from typing import Any

from assistant.errors import DocumentError
from assistant.records import DocumentMetadata, Region

COLUMNS = (
    "id", "title", "province", "city", "county", "issuer", "document_number", "issued", "published", "period",
    "status", "source_note",
)  # fmt: skip
# A catalogue may lack these; the last three hold several values, separated by semicolons.
OPTIONAL = ("printed", "effective", "expires", "replaces", "addressees", "basis")
_LISTS = frozenset({"replaces", "addressees", "basis"})
_PLACE = frozenset({"province", "city", "county"})


def load_catalogue(path: Path) -> dict[str, DocumentMetadata]:
    """Read the catalogue, id → metadata; a missing file is an empty catalogue.

    Raises:
        DocumentError: not UTF-8 CSV, a column is missing or unknown, or an id stands twice.
    """
    if not path.exists():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DocumentError(f"{path.name} 无法读取：{error}。请存为 UTF-8 的 CSV。 Cannot be read.") from error
    entries: dict[str, DocumentMetadata] = {}
    for number, row in enumerate(rows, start=2):
        if not set(COLUMNS) <= set(row) <= {*COLUMNS, *OPTIONAL} or None in row.values():
            wanted = f"{','.join(COLUMNS)}（另可有 {','.join(OPTIONAL)}）"
            raise DocumentError(f"{path.name} 第{number}行的列不对，应为 {wanted}。 Wrong columns.")
        values = {key: value.strip() for key, value in row.items()}
        if values["id"] in entries:
            raise DocumentError(f"{path.name} 第{number}行：id {values['id']} 重复。 An id stands twice.")
        entries[values["id"]] = _metadata(values)
    return entries


def _metadata(row: dict[str, str]) -> DocumentMetadata:
    region = Region(row["province"], row["city"], row["county"])
    # The names of the columns were checked against the fields of the record.
    values: dict[str, Any] = {key: value for key, value in row.items() if key not in _PLACE | _LISTS | {"id"}}
    values |= {key: _split(value) for key, value in row.items() if key in _LISTS}
    return DocumentMetadata(region=region, **values)


def _split(value: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in re.split("[；;]", value))))
