"""Questions over a folder of real pages that each one table cell answers: the cell stands in a row of its own.

The folder holds ``*.html`` and ``questions.jsonl`` with ``page``, ``question`` and ``answer`` (accepted values);
whoever has such pages names it in ``TEST_PAGES``.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from assistant.reading.grids import read_grid
from assistant.reading.load import extract
from assistant.records import Cell

FOLDER = os.environ.get("TEST_PAGES", "")
QUESTIONS = "questions.jsonl"


def load_questions() -> list[dict[str, Any]]:
    """The questions of the folder; none where none is named."""
    path = Path(FOLDER) / QUESTIONS
    if not FOLDER or not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def rows_of(path: Path) -> list[tuple[Cell, ...]]:
    """The cells of every table row of a page."""
    extracted = extract(path.read_bytes(), path.name)
    tables = [read_grid(extracted.text, grid) for grid in extracted.layout.grids]
    return [row.cells for table in tables if table for row in table.rows]


def answering(rows: list[tuple[Cell, ...]], question: str, accepted: list[str]) -> set[tuple[Cell, ...]]:
    """The rows with an accepted value; where they have names, those whose name is the longest that is asked for."""
    holding = [row for row in rows if any(cell.value in accepted for cell in row)]
    named = [max((len(c.value) for c in row if len(c.value) > 1 and c.value in question), default=0) for row in holding]
    return {row for row, length in zip(holding, named, strict=True) if length == max(named)}


@pytest.mark.skipif(not load_questions(), reason="TEST_PAGES names no folder of pages with questions.jsonl")
@pytest.mark.parametrize("item", load_questions(), ids=lambda item: item["page"])
def test_one_row_holds_an_accepted_answer(item: dict[str, Any]) -> None:
    rows = rows_of(Path(FOLDER) / item["page"])
    assert len(answering(rows, item["question"], item["answer"])) == 1, item["question"]
