"""A made-up corpus of any size, the same on every run: to see how the search grows with it.

Words follow Zipf's law over a vocabulary that no one speaks. Vectors lie as those of multilingual E5 do: close to one
another (cosines about 0.8), those of a document closer. Places are counties of the gazetteer. Token vectors are shared:
see ``SharedTokens``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import cycle, islice

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.dense import FaissIndex
from assistant.indexing.generation import FORMAT, Generation, Manifest
from assistant.indexing.late import TokenIndex, TokenSpace
from assistant.indexing.lexical import Bm25Index
from assistant.indexing.tokens import segment
from assistant.ports import Encoding, Positions, Vectors
from assistant.reading.gazetteer import divisions
from assistant.records import Chunk, Clause, ClauseKind, ClauseTree, DocumentMetadata, Region, SourceDocument

CLAUSES_OF_A_DOCUMENT = 50
WORDS_OF_A_CLAUSE = 80
# Token vectors of a clause (as many as policies have on average, and how far they are from it), and of a question.
TOKENS_OF_A_CLAUSE, SPREAD_OF_TOKENS = 120, 80
TOKENS_OF_A_QUESTION = 20
SHARED_TEXTS = 256
WORDS_OF_A_QUESTION = 6
DIMENSIONS = 384
_PAIRS = 30_000
# Shares of a vector's squared length: what all have in common, what its document adds, and its own.
_COMMON, _SHARED, _OWN = 0.8, 0.1, 0.1


@dataclass(frozen=True, slots=True)
class MadeCorpus:
    """An index in memory, and vectors of questions on its documents."""

    generation: Generation
    queries: Vectors


class MadeEncoder:
    """Hands out prepared vectors in turn, and twenty token vectors for each, in no time."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = cycle(vectors)
        self._tokens = cycle(_token_rows(np.random.default_rng(0), [TOKENS_OF_A_QUESTION] * len(vectors)))

    def encode(self, texts: Sequence[str], *, is_query: bool) -> Encoding:  # noqa: ARG002
        """Return the next vectors, whatever the texts say."""
        vectors = list(islice(self._vectors, len(texts)))
        return Encoding(np.stack(vectors), tuple(islice(self._tokens, len(texts))))


class SharedTokens:
    """A ``TokenMatcher`` in which 256 texts stand for all: text ``n`` has the token vectors of text ``n`` modulo 256.

    Token vectors of their own would fill 3.5 GB at 150,000 clauses, which a real index leaves on disk. A match does the
    same work over as many rows; it shows neither the first read from a disk nor that the processor's cache holds less.
    """

    def __init__(self, index: TokenIndex, texts: int) -> None:
        self._index = index
        self._texts = texts

    def __len__(self) -> int:
        """Return the number of texts that are stood for."""
        return self._texts

    def match(self, tokens: Vectors, positions: Positions) -> Vectors:
        """Return the cosines with the texts that stand for those at the positions."""
        return self._index.match(tokens, np.asarray(positions, dtype=np.int64) % len(self._index))


def make_corpus(clauses: int, queries: int) -> MadeCorpus:
    """Make documents with ``clauses`` clauses in all, their index, and the vectors of ``queries`` questions."""
    random = np.random.default_rng(clauses)
    documents = -(-clauses // CLAUSES_OF_A_DOCUMENT)
    owners = np.arange(clauses) // CLAUSES_OF_A_DOCUMENT
    words = [_words(random, WORDS_OF_A_CLAUSE) for _ in range(clauses)]
    trees = tuple(
        _tree(number, words[number * CLAUSES_OF_A_DOCUMENT :][:CLAUSES_OF_A_DOCUMENT]) for number in range(documents)
    )
    chunks = tuple(_chunk(clause) for tree in trees for clause in tree.clauses)
    common, shared = random.standard_normal(DIMENSIONS), random.standard_normal((documents, DIMENSIONS))
    vectors = _vectors(random, common, shared, owners)
    asked = _vectors(random, common, shared, random.integers(0, documents, queries))
    manifest = Manifest(FORMAT, "made", "made", len(trees), clauses, len(chunks), {})
    dense, tokens, lexical = FaissIndex.build(vectors), _tokens(random, clauses), Bm25Index.of_words(words)
    generation = Generation(manifest, trees, chunks, dense=dense, tokens=tokens, lexical=lexical)
    return MadeCorpus(generation, asked)


def make_questions(count: int, place: str = "") -> tuple[str, ...]:
    """Questions of six words, common and rare ones, on a place or on none."""
    random = np.random.default_rng(count)
    opening = f"{place}：" if place else ""
    return tuple(f"{opening}{'、'.join(_asked_words(random))}，有哪些要求？" for _ in range(count))


@lru_cache(maxsize=1)
def vocabulary() -> tuple[str, ...]:
    """Words of two common characters that are one word for ``segment``, the most frequent one first."""
    rows = [bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)]
    characters = [character for row in rows if (character := row.decode("gb2312", "ignore"))]
    pairs = np.random.default_rng(0).integers(0, len(characters), (_PAIRS, 2)).tolist()
    made = dict.fromkeys(characters[first] + characters[second] for first, second in pairs)
    return tuple(word for word in made if segment(word) == [word])


@lru_cache(maxsize=1)
def counties() -> tuple[Region, ...]:
    """The counties with a name of their own, in an order of no meaning."""
    found = [regions[0] for alias, regions in divisions().items() if len(regions) == 1 and alias == regions[0].county]
    order = np.random.default_rng(0).permutation(len(found))
    return tuple(found[number] for number in order)


def _tree(number: int, words: Sequence[Sequence[str]]) -> ClauseTree:
    name = f"made{number:05d}"
    region = counties()[number % len(counties())]
    title = f"{region.name}{words[0][0]}{words[0][1]}规划"
    metadata = DocumentMetadata(title=title, region=region, issued="2023-01-01", published="2023-01-01")
    texts = ["、".join(row) for row in words]
    starts = np.cumsum([0, *(len(text) + 1 for text in texts)]).tolist()
    clauses = tuple(
        Clause(f"{name}/{place}", name, ClauseKind.ARTICLE, (title, f"{place}."), text, start, start + len(text))
        for place, (text, start) in enumerate(zip(texts, starts, strict=False), start=1)
    )
    return ClauseTree(SourceDocument(name, "\n".join(texts), metadata), clauses, ())


def _chunk(clause: Clause) -> Chunk:
    text = clause.text
    return Chunk(clause.id, clause.document, clause.kind, clause.path, text, clause.start, clause.end, text, text)


def _words(random: np.random.Generator, count: int) -> list[str]:
    """Words with a frequency that falls as one over their rank."""
    known = vocabulary()
    return [known[rank] for rank in np.searchsorted(_zipf(), random.random(count)).tolist()]


def _asked_words(random: np.random.Generator) -> list[str]:
    """Words of which as many stand among the first hundred as among the thousands behind: a question has both."""
    known = vocabulary()
    ranks = np.exp(random.uniform(np.log(10), np.log(len(known)), WORDS_OF_A_QUESTION))
    return [known[int(rank)] for rank in ranks]


@lru_cache(maxsize=1)
def _zipf() -> NDArray[np.float64]:
    shares = 1 / np.arange(1, len(vocabulary()) + 1)
    return np.asarray(np.cumsum(shares) / shares.sum())


def _tokens(random: np.random.Generator, clauses: int) -> SharedTokens:
    """Token vectors of clauses that are shorter and longer than a policy's on average."""
    least, most = TOKENS_OF_A_CLAUSE - SPREAD_OF_TOKENS, TOKENS_OF_A_CLAUSE + SPREAD_OF_TOKENS
    texts = _token_rows(random, random.integers(least, most + 1, SHARED_TEXTS).tolist())
    return SharedTokens(TokenIndex.build(TokenSpace.fit(texts, DIMENSIONS), texts), clauses)


def _token_rows(random: np.random.Generator, counts: Sequence[int]) -> list[Vectors]:
    """Token vectors, so many for each text."""
    return [random.standard_normal((count, DIMENSIONS), dtype=np.float32) for count in counts]


def _vectors(
    random: np.random.Generator, common: NDArray[np.float64], shared: NDArray[np.float64], owners: NDArray[np.int64]
) -> Vectors:
    """Unit vectors, one for each owner: the number of the document that it belongs to."""
    rows = random.standard_normal((len(owners), DIMENSIONS), dtype=np.float32) * np.float32(_OWN**0.5)
    rows += (shared * _SHARED**0.5).astype(np.float32)[owners]
    rows += (common * _COMMON**0.5).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows
