"""From all that was said of a pair to what holds of it: adjudicated, else agreed, else the only judgement."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.evaluation.review.judgement import ErrorType, HumanVerdict, Judgement, Role


class Standing(StrEnum):
    """How far a pair is: nobody has judged it, one has, all agree, they differ, or that is settled."""

    OPEN = "open"
    SINGLE = "single"
    AGREED = "agreed"
    DISPUTED = "disputed"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A pair's judgements, one a person in the order of names, and what holds; ``verdict`` is None while open."""

    pair: str
    standing: Standing
    judgements: tuple[Judgement, ...]
    adjudication: Judgement | None
    verdict: HumanVerdict | None
    error: ErrorType | None

    @property
    def was_disputed(self) -> bool:
        """Whether two people judged it differently, settled or not."""
        return len({judgement.label for judgement in self.judgements}) > 1


def settle(pairs: Sequence[str], judgements: Iterable[Judgement]) -> tuple[Ruling, ...]:
    """What holds of each pair, in their order; ``judgements`` come in the order in which they were made.

    The last word of a person on a pair counts, of adjudications the last at all. Judgements that differ in verdict or
    in error are disputed until they are settled. A settled pair stays settled also when an annotator says anew.
    """
    annotated: dict[str, dict[str, Judgement]] = defaultdict(dict)
    adjudicated: dict[str, Judgement] = {}
    for judgement in judgements:
        if judgement.role is Role.ADJUDICATOR:
            adjudicated[judgement.pair] = judgement
        else:
            annotated[judgement.pair][judgement.annotator] = judgement
    return tuple(_rule(pair, annotated[pair], adjudicated.get(pair)) for pair in pairs)


def _rule(pair: str, by_name: dict[str, Judgement], last: Judgement | None) -> Ruling:
    held = tuple(by_name[name] for name in sorted(by_name) if by_name[name].verdict is not None)
    adjudication = last if last and last.verdict is not None else None
    if adjudication and held:
        return Ruling(pair, Standing.SETTLED, held, adjudication, *adjudication.label)
    labels = {judgement.label for judgement in held}
    if len(labels) > 1:
        return Ruling(pair, Standing.DISPUTED, held, None, None, None)
    standing = Standing.OPEN if not held else Standing.SINGLE if len(held) == 1 else Standing.AGREED
    verdict, error = next(iter(labels), (None, None))
    return Ruling(pair, standing, held, None, verdict, error)
