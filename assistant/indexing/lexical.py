"""BM25 over jieba's words. The only file that knows bm25s."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
from numpy.typing import NDArray

from assistant.errors import GenerationError
from assistant.indexing.best import best
from assistant.indexing.tokens import segment
from assistant.ports import Occurrences, Positions, Weights

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
        return cls.of_words([segment(text) for text in texts])

    @classmethod
    def of_words(cls, texts: Sequence[Sequence[str]]) -> "Bm25Index":
        """Index texts that are cut into words already, as ``segment`` cuts them."""
        model = bm25s.BM25(method="lucene", k1=_K1, b=_B)
        # The library cannot index nothing; no word of a question is ever the sign for the empty set.
        model.index([list(words) or ["∅"] for words in texts or [()]], show_progress=False)
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

    def search(self, words: Sequence[str], count: int, allowed: Positions | None) -> list[tuple[int, float]]:
        """Return at most ``count`` (position, score above zero), best first, ties by position."""
        scores = self._all_scores(words)
        if allowed is None:
            found = np.flatnonzero(scores > 0)
            return best(scores[found], found, count)
        positions = np.asarray(allowed, dtype=np.int64)
        scores = scores[positions]
        found = np.flatnonzero(scores > 0)
        return best(scores[found], positions[found], count)

    def scores(self, words: Sequence[str], positions: Positions) -> Weights:
        """Return the score of each position, as ``search`` gives it; 0 where no word stands in the text."""
        return self._all_scores(words)[np.asarray(positions, dtype=np.int64)].astype(np.float64)

    def holds(self, word: str) -> bool:
        """Return whether the word stands in any text."""
        return word in self._vocabulary

    def weights(self, words: Sequence[str]) -> Weights:
        """Return Lucene's inverse document frequency of each word; a word that stands nowhere weighs most."""
        frequencies = np.array([len(self._postings(word)) for word in words], dtype=np.float64)
        return np.asarray(np.log1p((self._count - frequencies + 0.5) / (frequencies + 0.5)))

    def occurrences(self, words: Sequence[str], positions: Positions) -> Occurrences:
        """Return a table, one row a word and one column a position: whether the word stands in that text."""
        table = np.zeros((len(words), len(positions)), dtype=np.bool_)
        for row, postings in zip(table, map(self._postings, words), strict=True):
            if len(postings):
                # In the postings' own type: another would have them copied, all of a common word's.
                wanted = np.asarray(positions, dtype=postings.dtype)
                row[:] = postings.take(np.searchsorted(postings, wanted), mode="clip") == wanted
        return table

    def _all_scores(self, words: Sequence[str]) -> NDArray[np.float32]:
        known = [word for word in words if word in self._vocabulary]
        return self._model.get_scores(known) if known else np.zeros(self._count, dtype=np.float32)

    def _postings(self, word: str) -> NDArray[np.int32]:
        """The positions of the texts that hold the word, in order: bm25s sorts them when it builds."""
        number = self._vocabulary.get(word)
        if number is None:
            return np.empty(0, dtype=np.int32)
        starts = self._model.scores["indptr"]
        return np.asarray(self._model.scores["indices"][starts[number] : starts[number + 1]])
