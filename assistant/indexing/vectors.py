"""Texts → vectors on disk: one for each text, and the token vectors of each, in one pass of the encoder."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from assistant.indexing.dense import FaissIndex
from assistant.indexing.late import TokenSpace, TokenWriter
from assistant.ports import Encoder, Progress, Vectors

VECTORS = "vectors.faiss"
_BATCH = 32
# So many texts, spread over the corpus, show what all tokens share.
_SAMPLE = 256


def write_vectors(folder: Path, texts: Sequence[str], encoder: Encoder, progress: Progress) -> None:
    """Write ``vectors.faiss`` and the files of ``TokenIndex`` into ``folder``; every text is encoded once."""
    sampled = _spread(len(texts), _SAMPLE)
    others = sorted(set(range(len(texts))) - set(sampled))
    encoded = _encode([texts[position] for position in [*sampled, *others]], encoder, progress)
    # The sample waits in memory for its place among the others.
    early = dict(zip(sampled, islice(encoded, len(sampled)), strict=True))
    rows = [encoder.encode([], is_query=False).vectors]
    space = TokenSpace.fit([tokens for _, tokens in early.values()], rows[0].shape[1])
    with TokenWriter(folder, space) as writer:
        for position in range(len(texts)):
            vector, tokens = early.pop(position) if position in early else next(encoded)
            rows.append(vector[np.newaxis])
            writer.add(tokens)
    FaissIndex.build(np.concatenate(rows)).save(folder / VECTORS)


def _spread(count: int, most: int) -> list[int]:
    """At most so many numbers below ``count``, at even distances."""
    chosen = min(count, most)
    return [number * count // chosen for number in range(chosen)]


def _encode(texts: Sequence[str], encoder: Encoder, progress: Progress) -> Iterator[tuple[Vectors, Vectors]]:
    """The vector and the token vectors of each text."""
    for start in range(0, len(texts), _BATCH):
        encoding = encoder.encode(texts[start : start + _BATCH], is_query=False)
        progress("建立索引", min(start + _BATCH, len(texts)), len(texts))
        yield from zip(encoding.vectors, encoding.tokens, strict=True)
