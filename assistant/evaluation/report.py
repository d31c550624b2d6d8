"""The figures of a whole question set: means with intervals, overall and by kind, and how the answers came about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from assistant.errors import QuestionError
from assistant.evaluation.bootstrap import Estimate, estimate
from assistant.evaluation.comparison import Comparison, compare_scores, pair_outcomes
from assistant.evaluation.gold_check import GoldFault
from assistant.evaluation.metrics import NAMES
from assistant.evaluation.outcomes import Outcome

FORMAT = 1


@dataclass(frozen=True, slots=True)
class GoldFile:
    """The file of questions by name, without its folder; ``asked`` counts those that were put."""

    name: str
    sha256: str
    asked: int


@dataclass(frozen=True, slots=True)
class Searched:
    """The index that was searched; ``distractor_…`` counts what was added to the corpus only to be in the way."""

    fingerprint: str
    documents: int
    clauses: int
    chunks: int
    distractor_documents: int = 0
    distractor_clauses: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """What the figures were measured on; no folder and no key stands in it."""

    made: str
    answerer: str
    gold: GoldFile
    index: Searched
    settings: dict[str, str | int | float | bool]
    versions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Seconds:
    """Wall-clock seconds of a question: the middle one, and the one that 95 of 100 stay below (interpolated)."""

    retrieve_median: float
    retrieve_95: float
    total_median: float
    total_95: float


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of some of the questions: each score over those it applies to."""

    questions: int
    answerable: int
    scores: dict[str, Estimate]
    seconds: Seconds


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many questions were declined for a reason; an empty ``given`` means that they were answered."""

    answerable: bool
    expected: str
    given: str
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that is known of a run. ``written`` counts the answers that a language model wrote.

    ``written_seconds_median`` is over those (None without any); ``reasons`` has the declined questions and all
    unanswerable ones.
    """

    format: int
    run: Run
    overall: Part
    kinds: dict[str, Part]
    written: int
    written_seconds_median: float | None
    reasons: tuple[ReasonCount, ...]
    faults: tuple[GoldFault, ...]
    questions: tuple[Outcome, ...]
    comparison: Comparison | None = None


def make_report(
    run: Run, outcomes: Sequence[Outcome], faults: Sequence[GoldFault] = (), comparison: Comparison | None = None
) -> Report:
    """Sum up the outcomes of at least one question; kinds in order of name."""
    written = [outcome.total_seconds for outcome in outcomes if outcome.is_written]
    kinds = sorted({outcome.kind for outcome in outcomes})
    return Report(
        format=FORMAT,
        run=run,
        overall=_part(outcomes),
        kinds={kind: _part([outcome for outcome in outcomes if outcome.kind == kind]) for kind in kinds},
        written=len(written),
        written_seconds_median=median(written) if written else None,
        reasons=_reasons(outcomes),
        faults=tuple(faults),
        questions=tuple(outcomes),
        comparison=comparison,
    )


def _part(outcomes: Sequence[Outcome]) -> Part:
    held = {name: [o.scores[name] for o in outcomes if name in o.scores] for name in NAMES}
    scores = {name: estimate(values) for name, values in held.items() if values}
    return Part(len(outcomes), sum(outcome.answerable for outcome in outcomes), scores, _seconds(outcomes))


def _seconds(outcomes: Sequence[Outcome]) -> Seconds:
    pairs = [(outcome.retrieve_seconds, outcome.total_seconds) for outcome in outcomes]
    middle, high = np.percentile(np.asarray(pairs), (50, 95), axis=0).round(4).tolist()
    return Seconds(middle[0], high[0], middle[1], high[1])


def _reasons(outcomes: Sequence[Outcome]) -> tuple[ReasonCount, ...]:
    """Counted by what was expected; the answerable first, then the most frequent."""
    told = [o for o in outcomes if o.abstained or not o.answerable]
    counts = Counter((o.answerable, o.expected_reason, o.reason if o.abstained else "") for o in told)
    rows = (ReasonCount(*key, count) for key, count in counts.items())
    return tuple(sorted(rows, key=lambda row: (not row.answerable, row.expected, -row.count, row.given)))


def compare(outcomes: Sequence[Outcome], earlier: Report) -> Comparison:
    """Set the outcomes of this run beside an earlier one, question by question.

    Raises:
        QuestionError: the two have no question in common.
    """
    pairs = pair_outcomes(outcomes, earlier.questions)
    if not pairs:
        raise QuestionError("两次评测没有相同的问题，无法比较。 The two runs have no question in common.")
    paired = {now.id for now, _ in pairs}
    return Comparison(
        made=earlier.run.made,
        answerer=earlier.run.answerer,
        fingerprint=earlier.run.index.fingerprint,
        paired=len(pairs),
        only_now=tuple(outcome.id for outcome in outcomes if outcome.id not in paired),
        only_earlier=tuple(outcome.id for outcome in earlier.questions if outcome.id not in paired),
        scores=compare_scores(pairs),
    )
