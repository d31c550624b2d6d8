"""The results of the last evaluation as the page 关于 shows them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.settings import ROOT

RESULTS = ROOT / "docs" / "results" / "dev.json"
SHOWN = (
    "passed", "recall@1", "recall@5", "key_facts", "citation_recall", "citation_precision", "supported", "declined",
    "wrong_document",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Results:
    """The means of an evaluation by name, how many questions were asked, by whom and over which index."""

    asked: int
    answerer: str
    fingerprint: str
    means: tuple[tuple[str, float], ...]


def load_results(path: Path = RESULTS) -> Results | None:
    """The figures that the tests hold the product to; None where the file is not there or is another."""
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        means = tuple((name, float(data["means"][name])) for name in SHOWN if name in data["means"])
        return Results(int(data["gold"]["asked"]), str(data["answerer"]), str(data["fingerprint"]), means)
    except (OSError, ValueError, KeyError, TypeError):
        return None
