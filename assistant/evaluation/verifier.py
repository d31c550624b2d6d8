"""How far the check of sentences can be trusted: sentences with their clauses, true or with one thing changed."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answering.verification import verify
from assistant.errors import QuestionError
from assistant.records import Chunk, ClauseKind, Verdict

TRUE = "true"
Verify = Callable[[str, Sequence[Chunk], Sequence[str]], tuple[Verdict, tuple[str, ...]]]
Changed = Literal[
    "", "amount", "unit", "percentage", "count", "year", "period", "place", "organisation", "negation", "bound",
    "subject", "number",
]  # fmt: skip


class PairClause(BaseModel):
    """A cited clause: its headings, its words, and how it reads where that differs (a table row)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: tuple[str, ...] = ()
    text: str
    reading: str = ""


class Pair(BaseModel):
    """A sentence with the clauses that it cites; ``changed`` names what makes it false, empty where it is true."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    set: str = ""
    sentence: str
    clauses: tuple[PairClause, ...]
    title: str = ""
    changed: Changed
    expected: Literal["supported", "not_supported"]

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """The clauses as chunks of one document."""
        return tuple(_chunk(f"{self.id}/{place}", clause) for place, clause in enumerate(self.clauses, start=1))


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with its verdict, what was said to be missing, and how long it took."""

    pair: Pair
    verdict: Verdict
    missing: tuple[str, ...]
    seconds: float

    @property
    def is_right(self) -> bool:
        """Whether a true sentence was supported, and a changed one not."""
        return (self.verdict is Verdict.SUPPORTED) == (self.pair.expected == "supported")


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the pairs of a sort were judged right."""

    right: int
    pairs: int

    @property
    def share(self) -> float:
        """Between 0 and 1."""
        return self.right / self.pairs


@dataclass(frozen=True, slots=True)
class VerifierReport:
    """Shares of right verdicts: of the changed sentences, of the true ones, by kind of change, and by set."""

    changed: Share
    true: Share
    by_kind: dict[str, Share]
    by_set: dict[str, dict[str, Share]]
    median_milliseconds: float
    failures: tuple[Judged, ...]


def load_pairs(path: Path) -> tuple[Pair, ...]:
    """Read a file of pairs, one JSON object a line, in order.

    Raises:
        QuestionError: the file cannot be read, a line is not such a pair (its number is given), or sorts are missing.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(f"核验用例文件无法读取：{path}。应为 UTF-8 的 JSON Lines 文件。 Cannot be read.") from error
    pairs = tuple(_parse(path, number, line) for number, line in enumerate(lines, start=1) if line.strip())
    if {bool(pair.changed) for pair in pairs} != {True, False}:
        raise QuestionError(f"{path} 应同时含有属实和改动过的句子。 True and changed sentences are needed.")
    return pairs


def measure_verifier(pairs: Sequence[Pair], judge: Verify = verify) -> VerifierReport:
    """Judge every pair in order and count what was judged right."""
    judged = [_judge(pair, judge) for pair in pairs]
    kinds = dict.fromkeys(pair.changed or TRUE for pair in pairs)
    sets = dict.fromkeys(pair.set for pair in pairs)
    return VerifierReport(
        changed=_share([one for one in judged if one.pair.changed]),
        true=_share([one for one in judged if not one.pair.changed]),
        by_kind={kind: _share([one for one in judged if (one.pair.changed or TRUE) == kind]) for kind in kinds},
        by_set={name: _by_truth([one for one in judged if one.pair.set == name]) for name in sets if name},
        median_milliseconds=median(one.seconds for one in judged) * 1000,
        failures=tuple(one for one in judged if not one.is_right),
    )


def _parse(path: Path, number: int, line: str) -> Pair:
    try:
        return Pair.model_validate_json(line)
    except ValidationError as error:
        detail = error.errors()[0]["msg"]
        raise QuestionError(f"{path} 第{number}行不是有效的核验用例：{detail}。 Bad line.") from error


def _chunk(clause_id: str, clause: PairClause) -> Chunk:
    reading = clause.reading or clause.text
    end = len(clause.text)
    return Chunk(clause_id, clause_id, ClauseKind.ITEM, clause.path, clause.text, 0, end, reading, reading)


def _judge(pair: Pair, judge: Verify) -> Judged:
    chunks = pair.chunks
    started = time.perf_counter()
    verdict, missing = judge(pair.sentence, chunks, [pair.title] * len(chunks))
    return Judged(pair, verdict, missing, time.perf_counter() - started)


def _share(judged: Sequence[Judged]) -> Share:
    return Share(sum(one.is_right for one in judged), len(judged))


def _by_truth(judged: Sequence[Judged]) -> dict[str, Share]:
    sorts = {
        "changed": [one for one in judged if one.pair.changed],
        TRUE: [one for one in judged if not one.pair.changed],
    }
    return {name: _share(ones) for name, ones in sorts.items() if ones}
