"""Texts → vectors on disk: one for each text, and the token vectors of each, in one pass of the encoder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from assistant.indexing.dense import FaissIndex
from assistant.indexing.late import Packed, TokenIndex, TokenSpace, TokenWriter
from assistant.ports import Encoder, Progress, Vectors

VECTORS = "vectors.faiss"
# What progress is told under.
EMBEDDING = "建立索引"
_BATCH = 32
# Lines of official Chinese on all sorts of matters. What their tokens share belongs to the encoder and not to a corpus:
# a document that is added or taken away moves no other's vectors and no score.
_ORDINARY_TEXT = Path(__file__).with_name("ordinary_text.txt")


@dataclass(frozen=True)
class KnownVectors:
    """The vectors of texts that an earlier index of the same encoder holds, as they stand there.

    ``positions`` tells where each text stands in both parts.
    """

    positions: dict[str, int] = field(default_factory=dict)
    dense: FaissIndex | None = None
    tokens: TokenIndex | None = None

    def within(self, space: TokenSpace) -> "KnownVectors":
        """Return these vectors where they can stand beside new ones of this space, else none."""
        return self if self.tokens and self.tokens.shares(space) else NOTHING_KNOWN

    def take(self, text: str) -> tuple[Vectors, Packed] | None:
        """Return the vector and the packed token vectors of a text; None for a new one."""
        position = self.positions.get(text)
        if position is None or self.dense is None or self.tokens is None:
            return None
        return self.dense.vector(position), self.tokens.packed(position)


NOTHING_KNOWN = KnownVectors()


def write_vectors(
    folder: Path, texts: Sequence[str], encoder: Encoder, progress: Progress, known: KnownVectors = NOTHING_KNOWN
) -> None:
    """Write ``vectors.faiss`` and the files of ``TokenIndex`` into ``folder``.

    Every text is encoded once; those that are known are not encoded but copied, bit for bit.
    """
    rows = [encoder.encode([], is_query=False).vectors]
    space = token_space(encoder, rows[0].shape[1])
    with TokenWriter(folder, space) as writer:
        for vector, packed in _vectors(texts, encoder, progress, space, known.within(space)):
            rows.append(vector[np.newaxis])
            writer.add_packed(packed)
    FaissIndex.build(np.concatenate(rows)).save(folder / VECTORS)


def token_space(encoder: Encoder, width: int) -> TokenSpace:
    """Where this encoder's token vectors, of so many numbers, are compared."""
    lines = _ORDINARY_TEXT.read_text(encoding="utf-8").splitlines()
    return TokenSpace.fit(encoder.encode(lines, is_query=False).tokens, width)


def _vectors(
    texts: Sequence[str], encoder: Encoder, progress: Progress, space: TokenSpace, known: KnownVectors
) -> Iterator[tuple[Vectors, Packed]]:
    """The vector and the packed token vectors of each text, in order."""
    new = _encode([text for text in texts if text not in known.positions], encoder, progress)
    for text in texts:
        held = known.take(text)
        if held is None:
            vector, tokens = next(new)
            held = vector, space.pack(tokens)
        yield held


def _encode(texts: Sequence[str], encoder: Encoder, progress: Progress) -> Iterator[tuple[Vectors, Vectors]]:
    """The vector and the token vectors of each text."""
    for start in range(0, len(texts), _BATCH):
        encoding = encoder.encode(texts[start : start + _BATCH], is_query=False)
        progress(EMBEDDING, min(start + _BATCH, len(texts)), len(texts))
        yield from zip(encoding.vectors, encoding.tokens, strict=True)
