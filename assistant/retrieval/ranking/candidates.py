"""Candidates of a question: what the dense and the lexical search find, measured alike and ranked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np

from assistant.indexing.generation import Generation
from assistant.ports import LexicalIndex, Positions, Vectors, Weights

FETCHED = 40
_NEAR_COVERAGE, _NEAR_LENGTH = 0.16, 0.20


@dataclass(frozen=True, slots=True)
class Mix:
    """What each measure counts in a score; ``benchmark ranking`` prints what each is worth.

    ``late`` weighs the mean cosine of the question's tokens, ``dense`` that of the whole, ``lexical`` BM25 as a share
    of the best, ``coverage`` the share of the question's telling words.
    """

    late: float = 1.0
    dense: float = 0.0
    lexical: float = 0.02
    coverage: float = 0.1


DEFAULT_MIX = Mix()


@dataclass(frozen=True, slots=True)
class Probe:
    """What a question is searched with: its telling words, its vector, those of its tokens."""

    words: tuple[str, ...]
    vector: Vectors
    tokens: Vectors


@dataclass(frozen=True, slots=True)
class Candidate:
    """A position with its measures (0 to 1) and ranks from 1 in either search (0: not found by it).

    ``score`` is what the mix makes of them; ``remarks`` say what was added or taken off for other reasons.
    """

    position: int
    score: float
    late: float
    dense: float
    lexical: float
    coverage: float
    dense_rank: int = 0
    lexical_rank: int = 0
    remarks: tuple[str, ...] = ()

    def moved(self, amount: float, remarks: tuple[str, ...]) -> "Candidate":
        """The candidate with ``amount`` added to its score."""
        return replace(self, score=self.score + amount, remarks=(*self.remarks, *remarks))

    def nearness(self, tokens: int) -> float:
        """How surely it is about a question of so many tokens: short questions are near to much by chance.

        The weights are those of a logistic regression on the questions of ``tests/gold``.
        """
        return self.late + _NEAR_COVERAGE * self.coverage + _NEAR_LENGTH * log(max(tokens, 1))


def find_candidates(
    probe: Probe, index: Generation, allowed: Positions | None, mix: Mix, extra: Sequence[int] = ()
) -> list[Candidate]:
    """Search among ``allowed`` positions (None: all) and rank what is found, and ``extra`` positions, by the mix."""
    dense = dict(index.dense.search(probe.vector, FETCHED, allowed))
    lexical = dict(index.lexical.search(probe.words, FETCHED, allowed))
    positions = list(dict.fromkeys([*dense, *lexical, *extra]))
    late = _mean(index.tokens.match(probe.tokens, positions)).tolist()
    covered = coverage(probe.words, positions, index.lexical).tolist()
    best = max(lexical.values(), default=0.0) or 1.0
    ranks = [{position: rank for rank, position in enumerate(found, start=1)} for found in (dense, lexical)]
    return [
        _candidate(mix, position, nearness, dense.get(position, 0.0), lexical.get(position, 0.0) / best, share,
                   (ranks[0].get(position, 0), ranks[1].get(position, 0)))
        for position, nearness, share in zip(positions, late, covered, strict=True)
    ]  # fmt: skip


def coverage(words: Sequence[str], positions: Positions, lexical: LexicalIndex) -> Weights:
    """The share of the words, weighted by how telling they are, that stands in each text; 0 without words."""
    weights = lexical.weights(words)
    if not len(weights) or weights.sum() == 0:
        return np.zeros(len(positions))
    return np.asarray(weights @ lexical.occurrences(words, positions) / weights.sum())


def _mean(cosines: Vectors) -> Vectors:
    return cosines.mean(axis=1) if cosines.shape[1] else np.zeros(len(cosines), dtype=np.float32)


def _candidate(
    mix: Mix, position: int, late: float, dense: float, lexical: float, share: float, ranks: tuple[int, int]
) -> Candidate:
    score = mix.late * late + mix.dense * dense + mix.lexical * lexical + mix.coverage * share
    return Candidate(position, score, late, dense, lexical, share, *ranks)
