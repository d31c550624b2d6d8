"""Exact nearest neighbours over normalised vectors. The only file that knows FAISS."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from assistant.errors import GenerationError
from assistant.indexing.best import best
from assistant.ports import Positions, Vectors

# From here on copies of half the size are gone through first, in half the time (``benchmark scale``).
SCREENED_FROM = 20_000
# How many candidates are fetched for each result, and how many times as many where these do not settle it.
_WIDER = 4
# Half precision moves an inner product by at most 2^-11 of the product of the lengths, and summing in single precision
# by less than that again; both of two scores that are compared may be off.
_MARGIN = 2.0**-9
_BATCH = 8192


class FaissIndex:
    """A ``VectorIndex`` over inner products, exact: results do not depend on training or on chance.

    A large index first goes through copies of its vectors in half precision. These are off by no more than a known
    margin, so that all vectors that may be among the best are found, and they are compared as they are.
    """

    def __init__(self, vectors: faiss.IndexFlat) -> None:
        self._vectors = vectors
        self._screen = _half_precision(vectors) if len(self) >= SCREENED_FROM else vectors
        self._longest = max((float(np.linalg.norm(rows, axis=1).max()) for rows in _batches(vectors)), default=0.0)

    @classmethod
    def build(cls, vectors: Vectors) -> "FaissIndex":
        """Index the rows of ``vectors`` under their row numbers."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> "FaissIndex":
        """Map an index file, which must stay as it is; FAISS's format holds numbers, no code.

        Raises:
            GenerationError: the file is no FAISS index, or one of another kind.
        """
        message = f"向量索引无法读取：{path}。请重建索引。 The vector index cannot be read."
        try:
            index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise GenerationError(message) from error
        if not isinstance(index, faiss.IndexFlat):
            raise GenerationError(message)
        return cls(index)

    def save(self, path: Path) -> None:
        """Write the index to ``path``; FAISS's own writer would not tell that the disk is full."""
        path.write_bytes(faiss.serialize_index(self._vectors).tobytes())

    def vector(self, position: int) -> Vectors:
        """Return the vector at a position, as it was given."""
        return np.asarray(self._vectors.reconstruct(position), dtype=np.float32)

    def __len__(self) -> int:
        """Return the number of vectors."""
        return int(self._vectors.ntotal)

    def search(self, vector: Vectors, count: int, allowed: Positions | None) -> list[tuple[int, float]]:
        """Return at most ``count`` (position, inner product) among ``allowed`` positions (None: all).

        Best first, ties by position: FAISS leaves their order open.
        """
        query = np.ascontiguousarray(vector.reshape(-1), dtype=np.float32)
        mask = None if allowed is None else _mask(allowed, len(self))
        available = len(self) if mask is None else int(mask.sum())
        wanted = min(count, available)
        if wanted == 0:
            return []
        positions = self._candidates(query, wanted, available, mask)
        # Row by row, so that equal vectors score the same wherever they stand; a product of matrices may differ.
        scores = np.einsum("ij,j->i", self._vectors.reconstruct_batch(positions), query)
        return best(scores, positions, wanted)

    def _candidates(
        self, query: Vectors, wanted: int, available: int, mask: NDArray[np.bool_] | None
    ) -> NDArray[np.int64]:
        """The positions of all vectors that may be among the best ``wanted``, and of some others."""
        parameters = None if mask is None else _only(mask)
        margin = _MARGIN * self._longest * float(np.linalg.norm(query))
        asked = wanted
        while True:
            asked = min(asked * _WIDER, available)
            with _one_thread():
                scores, positions = self._screen.search(query.reshape(1, -1), asked, params=parameters)
            if asked == available or scores[0, -1] < scores[0, wanted - 1] - margin:
                # A question that could not be turned into numbers is near nothing: FAISS returns -1.
                return np.asarray(positions[0][positions[0] >= 0], dtype=np.int64)


def _half_precision(vectors: faiss.IndexFlat) -> faiss.Index:
    kind = faiss.ScalarQuantizer.QT_fp16
    screen = faiss.IndexScalarQuantizer(vectors.d, kind, faiss.METRIC_INNER_PRODUCT)
    for rows in _batches(vectors):
        screen.add(rows)
    return screen


def _batches(vectors: faiss.IndexFlat) -> Iterator[Vectors]:
    for start in range(0, vectors.ntotal, _BATCH):
        yield vectors.reconstruct_n(start, min(_BATCH, vectors.ntotal - start))


def _mask(positions: Positions, count: int) -> NDArray[np.bool_]:
    mask = np.zeros(count, dtype=np.bool_)
    mask[np.asarray(positions, dtype=np.int64)] = True
    return mask


def _only(mask: NDArray[np.bool_]) -> Any:
    selector = faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little"))  # type: ignore[call-arg, arg-type]
    return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]


@contextmanager
def _one_thread() -> Iterator[None]:
    """Search on this thread alone: a few milliseconds are too short to wait for a second, busy processor core."""
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)
