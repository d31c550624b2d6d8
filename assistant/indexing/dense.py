"""Exact nearest neighbours over normalised vectors. The only file that knows FAISS."""

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np

from assistant.errors import GenerationError
from assistant.ports import Vectors


class FaissIndex:
    """A ``VectorIndex`` over inner products, exact: results do not depend on training or on chance."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> "FaissIndex":
        """Index the rows of ``vectors`` under their row numbers."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> "FaissIndex":
        """Read an index file; FAISS's format holds numbers, no code.

        Raises:
            GenerationError: the file is no FAISS index.
        """
        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            raise GenerationError(f"向量索引无法读取：{path}。请重建索引。 The vector index cannot be read.") from error

    def save(self, path: Path) -> None:
        """Write the index to ``path``; FAISS's own writer would not tell that the disk is full."""
        path.write_bytes(faiss.serialize_index(self._index).tobytes())

    def __len__(self) -> int:
        """Return the number of vectors."""
        return int(self._index.ntotal)

    def search(self, vector: Vectors, count: int, allowed: Sequence[int] | None) -> list[tuple[int, float]]:
        """Return at most ``count`` (position, inner product) among ``allowed`` positions (None: all).

        Best first, ties by position: FAISS leaves their order open.
        """
        query = np.ascontiguousarray(vector.reshape(1, -1), dtype=np.float32)
        count = min(count, len(self) if allowed is None else len(allowed))
        if count == 0:
            return []
        parameters = None
        if allowed is not None:
            selector = faiss.IDSelectorBatch(np.asarray(allowed, dtype=np.int64))
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        scores, positions = self._index.search(query, count, params=parameters)
        found = [(int(p), float(s)) for p, s in zip(positions[0], scores[0], strict=True) if p >= 0]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))
