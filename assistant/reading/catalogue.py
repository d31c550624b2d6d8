"""catalogue.csv: what a curator knows of each document, by id (the file's stem)."""

import csv
from pathlib import Path

from assistant.errors import DocumentError
from assistant.records import DocumentMetadata, Region

COLUMNS = (
    "id", "title", "province", "city", "county", "issuer", "document_number", "issued", "published", "period",
    "status", "source_note",
)  # fmt: skip


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
        if set(row) != set(COLUMNS) or None in row.values():
            raise DocumentError(f"{path.name} 第{number}行的列不对，应为 {','.join(COLUMNS)}。 Wrong columns.")
        values = {key: value.strip() for key, value in row.items()}
        if values["id"] in entries:
            raise DocumentError(f"{path.name} 第{number}行：id {values['id']} 重复。 An id stands twice.")
        entries[values["id"]] = _metadata(values)
    return entries


def _metadata(row: dict[str, str]) -> DocumentMetadata:
    region = Region(row["province"], row["city"], row["county"])
    plain = {key: row[key] for key in COLUMNS if key not in {"id", "province", "city", "county"}}
    return DocumentMetadata(region=region, **plain)
