"""Stand-ins for models: deterministic, by hand, and quick."""

import hashlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.errors import Failure, GeneratorError
from assistant.indexing.tokens import normalise
from assistant.pipeline import Assistant, build
from assistant.ports import Encoding, Reply, Vectors
from assistant.retrieval.search import Retriever
from assistant.settings import Settings

DIMENSIONS = 256


class PairEncoder:
    """Encodes a text as its character pairs, hashed: texts with shared words are near each other, pair by pair."""

    def __init__(self) -> None:
        self.encoded = 0

    def encode(self, texts: Sequence[str], *, is_query: bool) -> Encoding:
        self.encoded += len(texts)
        tokens = tuple(_pairs(normalise(text)) for text in texts)
        rows = np.array([held.sum(axis=0) for held in tokens], dtype=np.float32).reshape(len(texts), DIMENSIONS)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return Encoding(rows / np.where(norms == 0, 1, norms), tokens)


def _pairs(text: str) -> Vectors:
    """A row for each pair of characters: the bits of its hash as signs, which are nearly upright to those of others."""
    pairs = [text[start : start + 2] for start in range(max(1, len(text) - 1))]
    bits = [np.unpackbits(np.frombuffer(hashlib.sha256(pair.encode()).digest(), dtype=np.uint8)) for pair in pairs]
    return (np.array(bits, dtype=np.float32) * 2 - 1) / np.float32(DIMENSIONS**0.5)


class ScriptedGenerator:
    """Replies with the given pieces and notes, waiting ``seconds`` before each, and keeps the prompts it was given."""

    def __init__(self, *pieces: Reply, seconds: float = 0.0) -> None:
        self.pieces = pieces
        self.seconds = seconds
        self.prompts: list[tuple[str, str, str | None]] = []

    def stream(self, system: str, user: str, grammar: str | None) -> Iterator[Reply]:
        self.prompts.append((system, user, grammar))
        for piece in self.pieces:
            time.sleep(self.seconds)
            yield piece


class BrokenGenerator:
    """Writes a few pieces and then breaks off."""

    def __init__(self, *pieces: str, failure: Failure = Failure.UNKNOWN) -> None:
        self.pieces = pieces
        self.failure = failure

    def stream(self, system: str, user: str, grammar: str | None) -> Iterator[str]:
        yield from self.pieces
        raise GeneratorError("语言模型没有回答：测试。 The language model did not answer.", self.failure)


def no_progress(label: str, done: int, total: int) -> None:
    """Listen to nothing."""


def make_settings(corpus: Path, index: Path, **values: object) -> Settings:
    """Settings over the given folders; likeness thresholds do not apply to hashed pairs."""
    return Settings(corpus=corpus, index=index, **{"least_nearness": 0.9, "records": "none", **values})


def make_assistant(corpus: Path, index: Path, generator: object = None, **values: object) -> Assistant:
    """An assistant over a corpus folder, with the fake encoder and without any model file."""
    settings = make_settings(corpus, index, **values)
    encoder = PairEncoder()
    generation, _ = build(settings, encoder, "pairs", no_progress)
    return Assistant(settings, Retriever.over(generation, encoder, settings.least_nearness), generator)
