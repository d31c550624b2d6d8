"""What the judgements of a set say: agreement, human against automatic verdict, precision and recall of citations."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from assistant.evaluation.review.adjudication import Ruling, Standing, settle
from assistant.evaluation.review.agreement import Kappa, Proportion, cohen_kappa, wilson
from assistant.evaluation.review.judgement import ErrorType, HumanVerdict, Judgement
from assistant.evaluation.review.pairs import ReviewPair
from assistant.records import Verdict

_Name = TypeVar("_Name")
Row = tuple[ReviewPair, Ruling]
_CARRIES = frozenset({HumanVerdict.SUPPORTED, HumanVerdict.PARTIAL})


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two annotators and how far they agree on the pairs that both judged, by verdict."""

    first: str
    second: str
    kappa: Kappa


@dataclass(frozen=True, slots=True)
class Results:
    """The figures of a set. Every share is of what has a final verdict other than 无法判断.

    ``precision``: of the citations, those whose clause supports the sentence; ``loose_precision`` counts 部分 too.
    ``recall``: of the sentences that need a citation and are judged with every citation, those that one of them
    supports. ``automatic_precision`` and ``automatic_recall`` hold the automatic "supported" against the human one,
    citation by citation. ``confusion`` counts cited pairs by human and automatic verdict.
    """

    rows: tuple[Row, ...]
    agreements: tuple[Agreement, ...]
    standings: dict[Standing, int]
    verdicts: dict[HumanVerdict, int]
    errors: dict[ErrorType, int]
    confusion: dict[tuple[HumanVerdict, Verdict], int]
    precision: Proportion
    loose_precision: Proportion
    recall: Proportion
    automatic_precision: Proportion
    automatic_recall: Proportion


def summarise(pairs: Sequence[ReviewPair], judgements: Iterable[Judgement]) -> Results:
    """The figures of a set of pairs; ``judgements`` come in the order in which they were made."""
    rulings = settle([pair.id for pair in pairs], judgements)
    rows = tuple(zip(pairs, rulings, strict=True))
    cited = [(pair, ruling) for pair, ruling in rows if pair.cited is not None and _is_clear(ruling)]
    judged = [(pair.verdict is Verdict.SUPPORTED, ruling.verdict is HumanVerdict.SUPPORTED) for pair, ruling in cited]
    both = sum(automatic and human for automatic, human in judged)
    return Results(
        rows,
        _agreements(rulings),
        _counted(Standing, [ruling.standing for ruling in rulings]),
        _counted(HumanVerdict, [ruling.verdict for ruling in rulings]),
        _counted(ErrorType, [ruling.error for ruling in rulings]),
        dict(Counter((r.verdict, p.verdict) for p, r in rows if p.cited is not None and r.verdict is not None)),
        wilson(sum(human for _, human in judged), len(judged)),
        wilson(sum(ruling.verdict in _CARRIES for _, ruling in cited), len(cited)),
        _recall(rows),
        wilson(both, sum(automatic for automatic, _ in judged)),
        wilson(both, sum(human for _, human in judged)),
    )


def _is_clear(ruling: Ruling) -> bool:
    return ruling.verdict not in {None, HumanVerdict.UNCLEAR}


def _counted(names: Iterable[_Name], found: Sequence[_Name | None]) -> dict[_Name, int]:
    """How often each name was found, in the order of the names."""
    counts = Counter(found)
    return {name: counts[name] for name in names}


def _agreements(rulings: Sequence[Ruling]) -> tuple[Agreement, ...]:
    said: dict[str, dict[str, HumanVerdict | None]] = defaultdict(dict)
    for ruling in rulings:
        for judgement in ruling.judgements:
            said[judgement.annotator][ruling.pair] = judgement.verdict
    return tuple(
        Agreement(
            first, second, cohen_kappa([(said[first][p], said[second][p]) for p in said[first] if p in said[second]])
        )
        for first, second in combinations(sorted(said), 2)
    )


def _recall(rows: Sequence[Row]) -> Proportion:
    """Sentences are told apart by their answer and number. One that needs no citation is not counted."""
    sentences: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for pair, ruling in rows:
        sentences[pair.answer_id, pair.sentence_number].append((pair, ruling))
    carried = [found for held in sentences.values() if (found := _is_carried(held)) is not None]
    return wilson(sum(carried), len(carried))


def _is_carried(held: Sequence[Row]) -> bool | None:
    """Whether one of its citations supports a sentence; None where that cannot be told, or it needs no citation."""
    if any(ruling.verdict is None for _, ruling in held):
        return None
    if any(pair.cited and ruling.verdict is HumanVerdict.SUPPORTED for pair, ruling in held):
        return True
    needs_none = any(pair.cited is None and ruling.verdict is HumanVerdict.SUPPORTED for pair, ruling in held)
    return None if needs_none or not all(_is_clear(ruling) for _, ruling in held) else False
