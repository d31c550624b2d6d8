"""Reports as JSON: whole ones for machines and for comparing later, and small summaries to keep beside the code."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from assistant.errors import QuestionError
from assistant.evaluation.metrics import LOWER_IS_BETTER
from assistant.evaluation.report import FORMAT, GoldFile, Part, Report

_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class _Format:
    format: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The means of a run by name, over all questions and by kind, without any text."""

    format: int
    answerer: str
    gold: GoldFile
    fingerprint: str
    settings: dict[str, str | int | float | bool]
    means: dict[str, float]
    kinds: dict[str, dict[str, float]]


def summarise(report: Report) -> Summary:
    """Reduce a report to its means."""
    run = report.run
    kinds = {kind: _means(part) for kind, part in report.kinds.items()}
    means = _means(report.overall)
    return Summary(FORMAT, run.answerer, run.gold, run.index.fingerprint, run.settings, means, kinds)


def fallen(now: Mapping[str, float], before: Mapping[str, float], tolerance: float) -> dict[str, tuple[float, float]]:
    """The means that became worse by more than ``tolerance``, or are gone: name → (now, before)."""
    signs = {name: -1 if name in LOWER_IS_BETTER else 1 for name in before}
    worst = {name: -sign * float("inf") for name, sign in signs.items()}
    pairs = {name: (now.get(name, worst[name]), value) for name, value in before.items()}
    return {name: pair for name, pair in pairs.items() if signs[name] * (pair[0] - pair[1]) < -tolerance}


def dump(record: Report | Summary) -> str:
    """Return the JSON text of a report or a summary, keys in the order of the records."""
    return f"{TypeAdapter(type(record)).dump_json(record, indent=1).decode()}\n"


def load_report(path: Path) -> Report:
    """Read a report that ``dump`` wrote.

    Raises:
        QuestionError: the file cannot be read, or is no report of this format.
    """
    return _load(path, TypeAdapter(Report), "evaluate --report")


def load_summary(path: Path) -> Summary:
    """Read a summary that ``dump`` wrote.

    Raises:
        QuestionError: the file cannot be read, or is no summary of this format.
    """
    return _load(path, TypeAdapter(Summary), "evaluate --summary")


def _load(path: Path, adapter: TypeAdapter[_Record], command: str) -> _Record:
    try:
        text = path.read_bytes()
        other = TypeAdapter(_Format).validate_json(text).format != FORMAT
        record = None if other else adapter.validate_json(text)
    except (OSError, ValidationError) as error:
        raise QuestionError(f"{path} 无法读取，应为 {command} 写出的文件。 It is no such report.") from error
    if record is None:
        raise QuestionError(f"{path} 由另一版本的程序写出，请重新评测。 The report has another format.")
    return record


def _means(part: Part) -> dict[str, float]:
    return {name: found.mean for name, found in part.scores.items()}
