"""The seams: small protocols behind which models, indexes and their fakes stand."""

from collections.abc import Generator as Generating
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Weights = NDArray[np.float64]
Occurrences = NDArray[np.bool_]
# Numbers of texts in an index; an array spares turning a long sequence into one.
Positions = NDArray[np.int64] | Sequence[int]


@dataclass(frozen=True, slots=True)
class Encoding:
    """Texts as vectors: ``vectors`` one row a text, of length 1; ``tokens`` one array a text, one row a token of it.

    Rows of tokens have any length; those of the model's own prompt and its special signs are left out.
    """

    vectors: Vectors
    tokens: tuple[Vectors, ...]


class Encoder(Protocol):
    """Turns texts into vectors."""

    def encode(self, texts: Sequence[str], *, is_query: bool) -> Encoding:
        """Return the texts' vectors in their order, float32; questions and passages may be encoded differently."""
        ...


class VectorIndex(Protocol):
    """Nearest vectors by inner product."""

    def search(self, vector: Vectors, count: int, allowed: Positions | None) -> list[tuple[int, float]]:
        """Return at most ``count`` (position, score), best first, among ``allowed`` positions (None: all)."""
        ...


class TokenMatcher(Protocol):
    """How near the tokens of a question come to those of given texts."""

    def match(self, tokens: Vectors, positions: Positions) -> Vectors:
        """Return a table, one row a position and one column a token: its cosine with the nearest token of the text."""
        ...


class Reranker(Protocol):
    """Reads a question and a text together."""

    def score(self, question: str, texts: Sequence[str]) -> Weights:
        """Return the relevance of each text on a scale of its own, higher is better."""
        ...


@dataclass(frozen=True, slots=True)
class Inference:
    """The probabilities that one text follows from another, and that both cannot be true; what is left is neither."""

    entailment: float
    contradiction: float


class Entailment(Protocol):
    """Tells whether one text follows from another."""

    def score(self, premise: str, hypothesis: str) -> Inference:
        """Return how far the hypothesis follows from the premise, and how far it contradicts it."""
        ...


class LexicalIndex(Protocol):
    """Best texts by shared words, and which words stand in which texts."""

    def search(self, words: Sequence[str], count: int, allowed: Positions | None) -> list[tuple[int, float]]:
        """Return at most ``count`` (position, score above zero), best first, among ``allowed`` (None: all)."""
        ...

    def scores(self, words: Sequence[str], positions: Positions) -> Weights:
        """Return the score of each position, as ``search`` gives it; 0 where no word stands in the text."""
        ...

    def holds(self, word: str) -> bool:
        """Return whether the word stands in any text."""
        ...

    def weights(self, words: Sequence[str]) -> Weights:
        """Return how telling each word is (inverse document frequency, highest for words that stand nowhere)."""
        ...

    def occurrences(self, words: Sequence[str], positions: Positions) -> Occurrences:
        """Return a table, one row a word and one column a position: whether the word stands in that text."""
        ...


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing new has come: ``ahead`` questions are served first, or the model is reading (0)."""

    ahead: int


@dataclass(frozen=True, slots=True)
class StartOver:
    """What was said so far was a thought, not the reply, which begins only now."""


@dataclass(frozen=True, slots=True)
class CutOff:
    """The reply reached its longest length: its last sentence may lack its end."""


# What a language model says, and what there is to know of it in between.
Reply = str | Waiting | StartOver | CutOff


class Generator(Protocol):
    """A language model."""

    def stream(self, system: str, user: str, grammar: str | None) -> Generating[Reply, None, None]:
        """Yield the reply piece by piece; ``grammar`` (GBNF) binds it where the model can be bound.

        Closing it ends the request.

        Raises:
            GeneratorError: the model cannot be reached or broke off.
        """
        ...


@runtime_checkable
class TokenCounter(Protocol):
    """Measures texts as a language model reads them."""

    def count(self, text: str) -> int:
        """Return the number of tokens of the text, or more: never fewer."""
        ...


class Progress(Protocol):
    """Listens to long work."""

    def __call__(self, label: str, done: int, total: int) -> None:
        """Take note that ``done`` of ``total`` units (bytes, clauses) of ``label`` are finished."""
        ...
