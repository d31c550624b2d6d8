"""Two runs side by side, question by question: what was gained, what was lost, and whether it is more than chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluation.bootstrap import Estimate, estimate
from assistant.evaluation.metrics import LOWER_IS_BETTER, NAMES
from assistant.evaluation.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Difference:
    """A score over the questions that have it in both runs; ``change`` is now less then, paired by question.

    ``gained`` and ``lost`` name the questions that became better or worse, whichever way the score runs.
    """

    earlier: float
    now: float
    change: Estimate
    gained: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def is_certain(self) -> bool:
        """Whether the interval of the change leaves out zero."""
        return self.change.low > 0 or self.change.high < 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """An earlier run of the same questions; those that only one run has, or that were reworded, are left out.

    The earlier run is named by when it was made, its answerer and the fingerprint of its index.
    """

    made: str
    answerer: str
    fingerprint: str
    paired: int
    only_now: tuple[str, ...]
    only_earlier: tuple[str, ...]
    scores: dict[str, Difference]


def pair_outcomes(now: Sequence[Outcome], earlier: Sequence[Outcome]) -> tuple[tuple[Outcome, Outcome], ...]:
    """The questions that both runs put in the same words, in the order of this run."""
    before = {outcome.id: outcome for outcome in earlier}
    pairs = ((outcome, before[outcome.id]) for outcome in now if outcome.id in before)
    return tuple(pair for pair in pairs if _words(pair[0]) == _words(pair[1]))


def compare_scores(pairs: Sequence[tuple[Outcome, Outcome]]) -> dict[str, Difference]:
    """The difference of every score that both runs have, in the order of ``NAMES``."""
    rows = [(now.id, now.scores, earlier.scores) for now, earlier in pairs]
    differences = ((name, _difference(name, rows)) for name in NAMES)
    return {name: difference for name, difference in differences if difference}


def _difference(name: str, rows: Sequence[tuple[str, Mapping[str, float], Mapping[str, float]]]) -> Difference | None:
    held = [(key, now[name], earlier[name]) for key, now, earlier in rows if name in now and name in earlier]
    if not held:
        return None
    sign = -1 if name in LOWER_IS_BETTER else 1
    changes = [now - earlier for _, now, earlier in held]
    return Difference(
        earlier=estimate([earlier for *_, earlier in held]).mean,
        now=estimate([now for _, now, _ in held]).mean,
        change=estimate(changes),
        gained=tuple(key for (key, *_), change in zip(held, changes, strict=True) if sign * change > 0),
        lost=tuple(key for (key, *_), change in zip(held, changes, strict=True) if sign * change < 0),
    )


def _words(outcome: Outcome) -> tuple[str, tuple[str, ...]]:
    return outcome.question, outcome.history
