"""BM25 over jieba's words. The only file that knows bm25s."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
from numpy.typing import NDArray

from assistant.errors import GenerationError
from assistant.indexing.tokens import segment
from assistant.ports import Occurrences, Weights

# Robertson's BM25 with the defaults of Lucene.
_K1, _B = 1.2, 0.75


class Bm25Index:
    """A ``LexicalIndex``; built once with the generation, never at query time."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._vocabulary: dict[str, int] = model.vocab_dict
        self._count = int(model.scores["num_docs"])

    @classmethod
    def build(cls, texts: Sequence[str]) -> "Bm25Index":
        """Index ``texts`` under their positions."""
        model = bm25s.BM25(method="lucene", k1=_K1, b=_B)
        # The library cannot index nothing; no word of a question is ever the sign for the empty set.
        model.index([segment(text) or ["∅"] for text in texts or [""]], show_progress=False)
        return cls(model)

    @classmethod
    def load(cls, folder: Path) -> "Bm25Index":
        """Read a saved index: arrays without pickle, and JSON.

        Raises:
            GenerationError: the files are missing or not such an index.
        """
        try:
            return cls(bm25s.BM25.load(folder, allow_pickle=False, show_progress=False))
        except (OSError, ValueError, KeyError) as error:
            raise GenerationError(f"词项索引无法读取：{folder}。请重建索引。 The BM25 index cannot be read.") from error

    def save(self, folder: Path) -> None:
        """Write the index into ``folder``."""
        self._model.save(folder, allow_pickle=False, show_progress=False)

    def search(self, words: Sequence[str], count: int, allowed: Sequence[int] | None) -> list[tuple[int, float]]:
        """Return at most ``count`` (position, score above zero), best first, ties by position."""
        known = [word for word in words if word in self._vocabulary]
        if not known or (allowed is not None and not len(allowed)):
            return []
        scores = self._model.get_scores(known)
        positions = np.arange(len(scores)) if allowed is None else np.asarray(allowed, dtype=np.int64)
        order = positions[np.lexsort((positions, -scores[positions]))][:count]
        return [(int(p), float(scores[p])) for p in order if scores[p] > 0]

    def holds(self, word: str) -> bool:
        """Return whether the word stands in any text."""
        return word in self._vocabulary

    def weights(self, words: Sequence[str]) -> Weights:
        """Return Lucene's inverse document frequency of each word; a word that stands nowhere weighs most."""
        frequencies = np.array([len(self._postings(word)) for word in words], dtype=np.float64)
        return np.asarray(np.log1p((self._count - frequencies + 0.5) / (frequencies + 0.5)))

    def occurrences(self, words: Sequence[str], positions: Sequence[int]) -> Occurrences:
        """Return a table, one row a word and one column a position: whether the word stands in that text."""
        wanted = np.asarray(positions, dtype=np.int64)
        rows = [np.isin(wanted, self._postings(word)) for word in words]
        return np.array(rows, dtype=np.bool_).reshape(len(words), len(positions))

    def _postings(self, word: str) -> NDArray[np.int64]:
        number = self._vocabulary.get(word)
        if number is None:
            return np.empty(0, dtype=np.int64)
        starts = self._model.scores["indptr"]
        return np.asarray(self._model.scores["indices"][starts[number] : starts[number + 1]])
