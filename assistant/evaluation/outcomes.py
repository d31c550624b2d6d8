"""What became of one question: scores, and which hits and citations satisfy which evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.evaluation.metrics import Prediction, satisfied_items, says, score
from assistant.evaluation.questions import Evidence, GoldQuestion


@dataclass(frozen=True, slots=True)
class FoundClause:
    """A clause among the hits or citations; ``satisfies`` holds the numbers of the evidence it meets, from 1.

    ``place`` is the rank of a hit, or the number of a citation.
    """

    place: int
    document: str
    clause: str
    path: tuple[str, ...]
    satisfies: tuple[int, ...]
    is_distractor: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """A piece of gold evidence: the rank of the first hit that satisfies it (None: no hit), and whether it is cited."""

    document: str
    all_of: tuple[str, ...]
    rank: int | None
    is_cited: bool


@dataclass(frozen=True, slots=True)
class WantedFact:
    """What an answer must say in one of several ways, and whether it does; a refusal says nothing."""

    options: tuple[str, ...]
    is_said: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question with its answer; ``scores`` holds those that apply, ``first_rank`` the first hit on any evidence.

    ``expected_reason`` is empty where the gold question names none; ``verdicts`` has one for each sentence.
    """

    id: str
    kind: str
    question: str
    history: tuple[str, ...]
    answerable: bool
    scores: dict[str, float]
    first_rank: int | None
    wanted: tuple[Wanted, ...]
    facts: tuple[WantedFact, ...]
    hits: tuple[FoundClause, ...]
    answer: str
    abstained: bool
    reason: str
    expected_reason: str
    answerer: str
    verdicts: tuple[str, ...]
    citations: tuple[FoundClause, ...]
    retrieve_seconds: float
    total_seconds: float

    @property
    def is_written(self) -> bool:
        """Whether a language model wrote the answer."""
        return self.answerer == "llm" and not self.abstained


def judge(gold: GoldQuestion, prediction: Prediction, distractors: frozenset[str] = frozenset()) -> Outcome:
    """Score one prediction (the JSON shape of an answer) against its gold question."""
    hits = _found(prediction["hits"], "rank", gold, distractors)
    citations = _found(prediction["citations"], "number", gold, distractors)
    return Outcome(
        id=gold.id,
        kind=gold.kind,
        question=gold.question,
        history=gold.history,
        answerable=gold.answerable,
        scores=score(gold, prediction, distractors),
        first_rank=next((hit.place for hit in hits if hit.satisfies), None),
        wanted=tuple(_wanted(number, item, hits, citations) for number, item in enumerate(gold.evidence, start=1)),
        facts=tuple(WantedFact(options, _is_said(prediction, options)) for options in gold.answer_all_of),
        hits=hits,
        answer=prediction["answer"],
        abstained=bool(prediction["abstained"]),
        reason=str(prediction["reason"] or ""),
        expected_reason=gold.reason,
        answerer=prediction["answerer"],
        verdicts=tuple(str(sentence["verdict"]) for sentence in prediction["sentences"]),
        citations=citations,
        retrieve_seconds=prediction["seconds"]["retrieve"],
        total_seconds=prediction["seconds"]["total"],
    )


def _is_said(prediction: Prediction, options: tuple[str, ...]) -> bool:
    return not prediction["abstained"] and says(prediction["answer"], options)


def _found(
    clauses: tuple[Mapping[str, Any], ...], place: str, gold: GoldQuestion, distractors: frozenset[str]
) -> tuple[FoundClause, ...]:
    return tuple(
        FoundClause(
            clause[place],
            clause["document"],
            clause["clause"],
            tuple(clause["path"]),
            satisfied_items(clause, gold.evidence),
            clause["document"] in distractors,
        )
        for clause in clauses
    )


def _wanted(number: int, item: Evidence, hits: tuple[FoundClause, ...], citations: tuple[FoundClause, ...]) -> Wanted:
    rank = next((hit.place for hit in hits if number in hit.satisfies), None)
    return Wanted(item.document, item.all_of, rank, any(number in cited.satisfies for cited in citations))
