"""Texts → vectors on disk: one for each text, and the token vectors of each, in one pass of the encoder."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.indexing.dense import FaissIndex
from assistant.indexing.late import TokenSpace, TokenWriter
from assistant.ports import Encoder, Progress, Vectors

VECTORS = "vectors.faiss"
_BATCH = 32
# Lines of official Chinese on all sorts of matters. What their tokens share belongs to the encoder and not to a corpus:
# a document that is added or taken away moves no other's vectors and no score.
_ORDINARY_TEXT = Path(__file__).with_name("ordinary_text.txt")


def write_vectors(folder: Path, texts: Sequence[str], encoder: Encoder, progress: Progress) -> None:
    """Write ``vectors.faiss`` and the files of ``TokenIndex`` into ``folder``; every text is encoded once."""
    rows = [encoder.encode([], is_query=False).vectors]
    with TokenWriter(folder, token_space(encoder, rows[0].shape[1])) as writer:
        for vector, tokens in _encode(texts, encoder, progress):
            rows.append(vector[np.newaxis])
            writer.add(tokens)
    FaissIndex.build(np.concatenate(rows)).save(folder / VECTORS)


def token_space(encoder: Encoder, width: int) -> TokenSpace:
    """Where this encoder's token vectors, of so many numbers, are compared."""
    lines = _ORDINARY_TEXT.read_text(encoding="utf-8").splitlines()
    return TokenSpace.fit(encoder.encode(lines, is_query=False).tokens, width)


def _encode(texts: Sequence[str], encoder: Encoder, progress: Progress) -> Iterator[tuple[Vectors, Vectors]]:
    """The vector and the token vectors of each text."""
    for start in range(0, len(texts), _BATCH):
        encoding = encoder.encode(texts[start : start + _BATCH], is_query=False)
        progress("建立索引", min(start + _BATCH, len(texts)), len(texts))
        yield from zip(encoding.vectors, encoding.tokens, strict=True)
