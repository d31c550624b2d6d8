"""What a question is about, and the hits that are held against it."""

from collections.abc import Set
from dataclasses import dataclass

from assistant.indexing.tokens import normalise
from assistant.records import Chunk


@dataclass(frozen=True, slots=True)
class Judged:
    """A hit to be judged: the share of the question's words that it covers, and how near its tokens are (cosine).

    ``duties`` are the texts of the clauses, with their headings, that the units named in it are responsible for.
    """

    chunk: Chunk
    coverage: float
    nearness: float
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """The telling words of a question that stand in the corpus with their weights, and their share of all."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    known: float

    def share(self, text: str) -> float:
        """The share of the words, by weight, that stands in ``text``; 1 where there are none to look for."""
        total = sum(self.weights)
        plain = normalise(text)
        held = sum(weight for word, weight in zip(self.words, self.weights, strict=True) if word in plain)
        return held / total if total else 1.0

    def without(self, words: Set[str]) -> "Topic":
        """The topic but for some words."""
        kept = [(word, weight) for word, weight in zip(self.words, self.weights, strict=True) if word not in words]
        return Topic(tuple(word for word, _ in kept), tuple(weight for _, weight in kept), self.known)
