"""Late interaction: every token of a question meets the nearest token of a clause (ColBERT, Khattab and Zaharia 2020).

The token vectors are those of the embedding model as it is. What all tokens share, their mean, is taken off, and each
number of a clause's vectors is kept in 4 bits, in steps of its vector's own size: an eighth of the room. On questions
over laws that cost nothing, while principal components, pairs of neighbours or fewer bits cost ranks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import GenerationError
from assistant.ports import Positions, Vectors

# The token vectors of a text in 4 bits a number, and what a step of each is.
Packed = tuple[NDArray[np.uint8], Vectors]
# Whole steps from -7 to 7, kept as 1 to 15.
_MOST = 7
_ZERO = 8
_HALF, _MASK = 4, 15
# OpenBLAS spreads larger products over threads, which wait for one another longer than they work: one match took 23 ms
# on two free cores and 48 ms beside a busy process, and takes 3 in blocks (60 texts of 120 tokens, a question of 20).
_BLOCK_MULTIPLICATIONS = 2**19 - 1
_LEAST_BLOCK_ROWS = 16
_MEAN, _TOKENS, _STARTS, _STEPS = "token_mean.npy", "tokens.bin", "token_starts.npy", "token_steps.npy"


@dataclass(frozen=True, slots=True)
class TokenSpace:
    """Where token vectors are compared: ``mean`` (width,) is what all of them share."""

    mean: Vectors

    @classmethod
    def fit(cls, samples: Sequence[Vectors], width: int) -> "TokenSpace":
        """Take the mean of the rows of all samples; without any row it is zero, of ``width`` where nothing tells it."""
        rows = np.concatenate(samples) if samples else np.zeros((0, width), dtype=np.float32)
        return cls(rows.mean(axis=0) if len(rows) else np.zeros(rows.shape[1], dtype=np.float32))

    def place(self, tokens: Vectors) -> Vectors:
        """Return unit rows without what all tokens share, with a nought behind them where the width is odd."""
        return np.pad(_unit(tokens - self.mean), ((0, 0), (0, len(self.mean) % 2)))

    def pack(self, tokens: Vectors) -> Packed:
        """Return the placed rows, first half of the width in the low bits and second in the high, and their steps.

        A number is at most half a step off.
        """
        placed = self.place(tokens)
        steps = np.abs(placed).max(axis=1, keepdims=True, initial=1e-9) / _MOST
        whole = (np.rint(placed / steps) + _ZERO).astype(np.uint8)
        half = placed.shape[1] // 2
        return whole[:, :half] | (whole[:, half:] << _HALF), np.asarray(steps[:, 0], dtype=np.float32)


class TokenIndex:
    """A ``TokenMatcher`` over packed vectors: rows from ``starts[i]`` to ``starts[i + 1]`` are of position ``i``."""

    def __init__(self, space: TokenSpace, tokens: NDArray[np.uint8], steps: Vectors, starts: NDArray[np.int64]) -> None:
        self._space = space
        self._tokens = tokens
        self._steps = steps
        self._starts = starts

    @classmethod
    def build(cls, space: TokenSpace, texts: Sequence[Vectors]) -> "TokenIndex":
        """Index token vectors, one array a text, in memory."""
        width = len(space.mean)
        packed = [space.pack(tokens) for tokens in [np.zeros((0, width), dtype=np.float32), *texts]]
        starts = np.cumsum([len(rows) for rows, _ in packed]).astype(np.int64)
        return cls(space, np.concatenate([p[0] for p in packed]), np.concatenate([p[1] for p in packed]), starts)

    @classmethod
    def load(cls, folder: Path) -> "TokenIndex":
        """Read what ``TokenWriter`` wrote; the vectors stay on disk and are read as they are needed.

        Raises:
            GenerationError: a file is missing or does not fit the others.
        """
        try:
            mean, steps = _load(folder / _MEAN, np.float32), _load(folder / _STEPS, np.float32)
            starts = _load_starts(folder / _STARTS, len(steps))
            # Two numbers a byte.
            tokens = _map(folder / _TOKENS, (len(steps), (len(mean) + 1) // 2))
        except (OSError, ValueError, EOFError) as error:
            raise GenerationError(
                f"词元向量无法读取：{folder}。请运行 python -m assistant index build --force 重建。"
                " The token vectors cannot be read."
            ) from error
        return cls(TokenSpace(mean), tokens, steps, starts)

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self._starts) - 1

    def packed(self, position: int) -> Packed:
        """Return the token vectors of a text as they are kept."""
        start, end = self._starts[position : position + 2].tolist()
        return np.asarray(self._tokens[start:end]), self._steps[start:end]

    def shares(self, space: TokenSpace) -> bool:
        """Whether the token vectors lie in this very space, so that they may stand beside others of it."""
        return np.array_equal(self._space.mean, space.mean)

    def match(self, tokens: Vectors, positions: Positions) -> Vectors:
        """Return the cosine of each question token (columns) with the nearest token of each text (rows); 0 if empty."""
        wanted = np.asarray(positions, dtype=np.int64)
        found = np.zeros((len(wanted), len(tokens)), dtype=np.float32)
        spans = np.stack([self._starts[wanted], self._starts[wanted + 1]], axis=1)
        held = np.flatnonzero(spans[:, 1] > spans[:, 0])
        if not len(held) or not len(tokens):
            return found
        cosines = self._cosines(self._space.place(tokens), spans[held].tolist())
        edges = np.cumsum([0, *(end - start for start, end in spans[held[:-1]].tolist())])
        found[held] = np.maximum.reduceat(cosines, edges, axis=0)
        return found

    def _cosines(self, question: Vectors, spans: Sequence[tuple[int, int]]) -> Vectors:
        """The products of packed rows with a question's; the zero of the steps is taken off the sums, for speed."""
        rows = np.concatenate([self._tokens[start:end] for start, end in spans])
        steps = np.concatenate([self._steps[start:end] for start, end in spans])
        products = np.concatenate([_products(rows[block], question) for block in _blocks(len(rows), question)])
        products -= _ZERO * question.sum(axis=1)
        products *= steps[:, None]
        return products


class TokenWriter:
    """Packs token vectors into files as they come, so that a large corpus needs no memory for them."""

    def __init__(self, folder: Path, space: TokenSpace) -> None:
        self._folder = folder
        self._space = space
        self._lengths = [0]
        self._steps = [np.zeros(0, dtype=np.float32)]
        self._file = (folder / _TOKENS).open("wb")

    def __enter__(self) -> "TokenWriter":
        """Write on."""
        return self

    def add(self, tokens: Vectors) -> None:
        """Append the tokens of the next text."""
        self.add_packed(self._space.pack(tokens))

    def add_packed(self, text: Packed) -> None:
        """Append the tokens of the next text as ``TokenSpace.pack`` gave them."""
        packed, steps = text
        self._file.write(packed.tobytes())
        self._lengths.append(len(packed))
        self._steps.append(steps)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Write where each text begins, unless the writing broke off."""
        self._file.close()
        if error is not None:
            return
        np.save(self._folder / _STARTS, np.cumsum(self._lengths).astype(np.int64))
        np.save(self._folder / _STEPS, np.concatenate(self._steps))
        np.save(self._folder / _MEAN, self._space.mean)


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), dtype=np.float32)


def _products(packed: NDArray[np.uint8], question: Vectors) -> Vectors:
    """The inner products of packed rows, as numbers from 1 to 15, with the rows of a question."""
    half = packed.shape[1]
    products = (packed & _MASK).astype(np.float32) @ question[:, :half].T
    products += (packed >> _HALF).astype(np.float32) @ question[:, half:].T
    return np.asarray(products)


def _blocks(rows: int, question: Vectors) -> Iterator[slice]:
    """Slices of rows whose products with a question one thread computes."""
    size = max(_BLOCK_MULTIPLICATIONS * 2 // question.size, _LEAST_BLOCK_ROWS)
    return (slice(start, start + size) for start in range(0, rows, size))


def _load(path: Path, kind: type[np.generic]) -> NDArray[Any]:
    """Read a row of numbers.

    Raises:
        ValueError: it holds something else.
        EOFError: it is empty.
    """
    with path.open("rb") as file:
        array = np.lib.format.read_array(file, allow_pickle=False)
    if array.ndim != 1 or array.dtype != kind:
        raise ValueError(path)
    return array


def _load_starts(path: Path, rows: int) -> NDArray[np.int64]:
    """Read where each text begins, the texts one behind the other.

    Raises:
        ValueError: the texts do not share out so many rows.
        EOFError: it is empty.
    """
    starts = _load(path, np.int64)
    if not len(starts) or starts[0] != 0 or starts[-1] != rows or (np.diff(starts) < 0).any():
        raise ValueError(path)
    return starts


def _map(path: Path, shape: tuple[int, int]) -> NDArray[np.uint8]:
    """Open bytes on disk as a table.

    Raises:
        ValueError: there are more or fewer of them.
    """
    if path.stat().st_size != shape[0] * shape[1]:
        raise ValueError(path)
    # No bytes cannot be mapped.
    return np.memmap(path, np.uint8, "r", shape=shape) if shape[0] and shape[1] else np.zeros(shape, dtype=np.uint8)
