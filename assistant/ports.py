"""The seams: small protocols behind which models, indexes and their fakes stand."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Weights = NDArray[np.float64]
Occurrences = NDArray[np.bool_]


class Encoder(Protocol):
    """Turns texts into normalised vectors."""

    def encode(self, texts: Sequence[str], *, is_query: bool) -> Vectors:
        """Return one row a text, float32, of length 1; questions and passages may be encoded differently."""
        ...


class VectorIndex(Protocol):
    """Nearest vectors by inner product."""

    def search(self, vector: Vectors, count: int, allowed: Sequence[int] | None) -> list[tuple[int, float]]:
        """Return at most ``count`` (position, score), best first, among ``allowed`` positions (None: all)."""
        ...


class LexicalIndex(Protocol):
    """Best texts by shared words, and which words stand in which texts."""

    def search(self, words: Sequence[str], count: int, allowed: Sequence[int] | None) -> list[tuple[int, float]]:
        """Return at most ``count`` (position, score above zero), best first, among ``allowed`` (None: all)."""
        ...

    def holds(self, word: str) -> bool:
        """Return whether the word stands in any text."""
        ...

    def weights(self, words: Sequence[str]) -> Weights:
        """Return how telling each word is (inverse document frequency, highest for words that stand nowhere)."""
        ...

    def occurrences(self, words: Sequence[str], positions: Sequence[int]) -> Occurrences:
        """Return a table, one row a word and one column a position: whether the word stands in that text."""
        ...


class Generator(Protocol):
    """A language model."""

    def stream(self, system: str, user: str, grammar: str | None) -> Iterator[str]:
        """Yield the reply piece by piece; ``grammar`` (GBNF) binds it where the model can be bound.

        Raises:
            GeneratorError: the model cannot be reached or broke off.
        """
        ...


class Progress(Protocol):
    """Listens to long work."""

    def __call__(self, label: str, done: int, total: int) -> None:
        """Take note that ``done`` of ``total`` units (bytes, clauses) of ``label`` are finished."""
        ...
