"""Invented places with their documents, and a search over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from assistant.indexing.generation import Generation, Manifest
from assistant.indexing.lexical import Bm25Index
from assistant.ports import Occurrences, Positions, Vectors, Weights
from assistant.reading.catalogue import COLUMNS
from assistant.records import Chunk, ClauseKind, Region
from assistant.retrieval.ranking.candidates import Candidate
from assistant.retrieval.search import Retriever
from tests.fakes import make_assistant

# Pairs of characters are alike or not: what is on the subject lies above, and what is not far below.
LEAST_NEARNESS = 0.75
REGIONS = {
    "qiwu": Region("云岭省", "栖梧市"),
    "langke": Region("云岭省", "琅珂市"),
    "songhe": Region("云岭省", "琅珂市", "松禾县"),
    "linjiang": Region("临江省"),
}
DOCUMENTS = {
    "qiwu": """栖梧市知识产权规划
一、发展目标
到2025年,有效发明专利拥有量达到300件,注册商标达到900件。
二、主要任务
(一)加强知识产权保护。开展行政执法专项行动,打击侵权假冒。
责任单位:市市场监管局、市公安局
(二)促进质押融资。对知识产权质押贷款给予最高50万元的贴息补助。
责任单位:市金融办
(三)支持绿色通道。设立快速审查窗口。
""",
    "langke": """琅珂市知识产权意见
一、发展目标
到2025年,有效发明专利拥有量达到120件。
二、主要任务
(一)加强知识产权保护。建立维权援助工作站。
(二)培育优势企业。对优势企业给予奖励。
""",
    "songhe": """松禾县实施方案
一、工作目标
培育地理标志产品,打造茶叶品牌。
""",
    "linjiang": """临江省知识产权条例
第一条 为了加强知识产权保护,制定本条例。
第二条 省人民政府设立知识产权奖。
""",
}


def write_corpus(folder: Path) -> Path:
    """Write the documents with a catalogue of their places."""
    folder.mkdir()
    rows = [",".join(COLUMNS)]
    for name, text in DOCUMENTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        region = REGIONS[name]
        values = {"id": name, "province": region.province, "city": region.city, "county": region.county}
        rows.append(",".join(values.get(column, "") for column in COLUMNS))
    (folder / "catalogue.csv").write_text("\n".join(rows), encoding="utf-8")
    return folder


def make_retriever(corpus: Path, index: Path) -> Retriever:
    """A search over a folder, with vectors of character pairs."""
    return replace(make_assistant(corpus, index).retriever, least_nearness=LEAST_NEARNESS)


def make_chunk(clause: str, text: str, start: int = 0, kind: ClauseKind = ClauseKind.ITEM) -> Chunk:
    """A chunk of document ``d`` (or the one before the slash) that says ``text``."""
    document = clause.split("/", maxsplit=1)[0]
    return Chunk(clause, document, kind, (), text, start, start + len(text), text, text)


def lexical_over(chunks: Sequence[Chunk]) -> Bm25Index:
    """The word index of some chunks."""
    return Bm25Index.build([chunk.embed_text for chunk in chunks])


def make_candidate(position: int, score: float, late: float = 0.5, coverage: float = 0.5) -> Candidate:
    """A candidate with a score as it is; what else was measured counts no more."""
    return Candidate(position, score, late, 0.0, 0.0, coverage)


def best_first(scores: Mapping[int, float], count: int, allowed: Positions | None) -> list[tuple[int, float]]:
    """The best positions with their scores, ties by position."""
    held = [(position, score) for position, score in scores.items() if allowed is None or position in list(allowed)]
    return sorted(held, key=lambda entry: (-entry[1], entry[0]))[:count]


@dataclass(frozen=True)
class StatedVectors:
    """A ``VectorIndex`` that finds what it is told, whatever is asked."""

    scores: Mapping[int, float]

    def search(self, vector: Vectors, count: int, allowed: Positions | None) -> list[tuple[int, float]]:
        return best_first(self.scores, count, allowed)


@dataclass(frozen=True)
class StatedTokens:
    """A ``TokenMatcher`` with the cosines that it is told; further tokens of a question have none."""

    cosines: Mapping[int, Sequence[float]]

    def match(self, tokens: Vectors, positions: Positions) -> Vectors:
        rows = [list(self.cosines[int(position)])[: len(tokens)] for position in positions]
        return np.array(rows, dtype=np.float32).reshape(len(rows), len(tokens))


@dataclass(frozen=True)
class StatedWords:
    """A ``LexicalIndex``: each word with its weight and the positions that hold it; scores are sums of weights."""

    words: Mapping[str, tuple[float, frozenset[int]]]

    def search(self, words: Sequence[str], count: int, allowed: Positions | None) -> list[tuple[int, float]]:
        held = {position for word in words if word in self.words for position in self.words[word][1]}
        positions = sorted(held)
        scores = dict(zip(positions, self.scores(words, positions).tolist(), strict=True))
        return best_first(scores, count, allowed)

    def scores(self, words: Sequence[str], positions: Positions) -> Weights:
        return self.weights(words) @ self.occurrences(words, positions)

    def holds(self, word: str) -> bool:
        return word in self.words

    def weights(self, words: Sequence[str]) -> Weights:
        return np.array([self.words[word][0] if word in self.words else 9.0 for word in words], dtype=np.float64)

    def occurrences(self, words: Sequence[str], positions: Positions) -> Occurrences:
        rows = [[int(p) in self.words[word][1] if word in self.words else False for p in positions] for word in words]
        return np.array(rows, dtype=np.bool_).reshape(len(words), len(positions))


def make_index(chunks: Sequence[Chunk], dense: StatedVectors, tokens: StatedTokens, words: StatedWords) -> Generation:
    """A generation that measures as it is told."""
    manifest = Manifest(0, "stated", "stated", 0, 0, len(chunks), {})
    return Generation(manifest, (), tuple(chunks), dense, tokens, words)
