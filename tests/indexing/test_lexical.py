"""bm25s against BM25 as Lucene computes it, written out by hand."""

from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import GenerationError
from assistant.indexing.lexical import Bm25Index
from assistant.indexing.tokens import segment

K1, B = 1.2, 0.75
TEXTS = (
    "知识产权质押融资贷款贴息",
    "知识产权保护与行政执法",
    "商标注册，商标保护，商标品牌",
    "，。！",
    "知识产权质押融资质押登记质押",
)
WORDS = ("知识产权", "质押", "商标", "保护", "融资", "执法", "没有这个词")


def _idf(count: int, frequency: int) -> float:
    return log(1 + (count - frequency + 0.5) / (frequency + 0.5))


def _brute_force(texts: tuple[str, ...], query: list[str]) -> list[float]:
    """Lucene's BM25 (Kamphuis et al. 2020): a text without words counts as one word that nobody asks for."""
    documents = [segment(text) or ["∅"] for text in texts]
    average = sum(map(len, documents)) / len(documents)
    scores = []
    for document in documents:
        norm = K1 * (1 - B + B * len(document) / average)
        terms = [(document.count(word), sum(word in other for other in documents)) for word in query]
        scores.append(sum(_idf(len(documents), held) * tf / (tf + norm) for tf, held in terms))
    return scores


@pytest.mark.parametrize(
    "query",
    [["知识产权"], ["质押", "融资"], ["商标", "保护", "执法"], ["质押", "质押"], ["没有这个词", "商标"]],
    ids=["one", "two", "three", "twice", "unknown"],
)
def test_scores_are_those_of_lucene(query: list[str]) -> None:
    expected = _brute_force(TEXTS, query)
    order = sorted((p for p in range(len(TEXTS)) if expected[p] > 0), key=lambda p: (-expected[p], p))
    found = Bm25Index.build(TEXTS).search(query, 10, None)
    assert [position for position, _ in found] == order
    assert [score for _, score in found] == pytest.approx([expected[p] for p in order], rel=1e-5)


@given(
    st.lists(st.text("质押融资商标保护，", max_size=12), min_size=1, max_size=8),
    st.text("质押融资商标保护", max_size=8),
)
def test_any_texts_are_scored_as_by_hand(texts: list[str], question: str) -> None:
    query = segment(question)
    expected = _brute_force(tuple(texts), query)
    found = dict(Bm25Index.build(texts).search(query, len(texts), None))
    assert [found.get(p, 0.0) for p in range(len(texts))] == pytest.approx(expected, rel=1e-5, abs=1e-7)


def test_ties_come_in_order_of_position_and_the_count_cuts() -> None:
    index = Bm25Index.build(["商标保护"] * 5)
    assert [position for position, _ in index.search(["商标"], 3, None)] == [0, 1, 2]
    assert [position for position, _ in index.search(["商标"], 3, (4, 2))] == [2, 4]


@given(
    st.lists(st.text("质押融资商标保护，", max_size=6), max_size=12),
    st.lists(st.sampled_from(WORDS), max_size=5),
    st.integers(0, 14),
    st.data(),
)
def test_a_filtered_search_sorts_the_scores_of_the_rest(
    texts: list[str], query: list[str], count: int, data: st.DataObject
) -> None:
    allowed = data.draw(st.lists(st.integers(0, max(len(texts) - 1, 0)), unique=True))
    index = Bm25Index.build(texts)
    scored = zip(allowed, index.scores(query, allowed).tolist(), strict=True)
    expected = sorted(((p, s) for p, s in scored if s > 0), key=lambda pair: (-pair[1], pair[0]))[:count]
    assert index.search(query, count, allowed) == expected
    assert index.search(query, count, np.array(allowed, dtype=np.int64)) == expected


@pytest.mark.parametrize(
    "query", [["质押"], ["质押", "质押", "商标"], ["没有这个词"], []], ids=["one", "twice", "unknown", "none"]
)
def test_scores_of_positions_are_those_of_lucene(query: list[str]) -> None:
    scores = Bm25Index.build(TEXTS).scores(query, (4, 0, 4, 2))
    expected = _brute_force(TEXTS, query)
    assert scores.tolist() == pytest.approx([expected[p] for p in (4, 0, 4, 2)], rel=1e-5)
    assert scores.dtype == np.float64


def test_scores_of_no_positions_are_none() -> None:
    assert Bm25Index.build(TEXTS).scores(["质押"], ()).shape == (0,)


@pytest.mark.parametrize(
    ("query", "allowed"),
    [([], None), (["没有这个词"], None), (["商标"], ()), (["商标"], (0, 1, 3))],
    ids=["no words", "unknown word", "nothing allowed", "not in the allowed texts"],
)
def test_nothing_is_found(query: list[str], allowed: tuple[int, ...] | None) -> None:
    assert Bm25Index.build(TEXTS).search(query, 10, allowed) == []


def test_weights_are_inverse_document_frequencies() -> None:
    held = [sum(word in segment(text) for text in TEXTS) for word in WORDS]
    assert held == [3, 2, 1, 2, 2, 1, 0]
    weights = Bm25Index.build(TEXTS).weights(WORDS)
    assert weights.tolist() == pytest.approx([_idf(len(TEXTS), frequency) for frequency in held])
    assert weights.argmax() == WORDS.index("没有这个词")


def test_occurrences_say_which_word_stands_in_which_text() -> None:
    table = Bm25Index.build(TEXTS).occurrences(WORDS, (4, 0, 2))
    assert table.tolist() == [[word in segment(TEXTS[p]) for p in (4, 0, 2)] for word in WORDS]
    assert table.dtype == np.bool_


@given(
    st.lists(st.text("质押融资商标保护，", max_size=6), min_size=1, max_size=12),
    st.lists(st.sampled_from(WORDS), max_size=5),
    st.data(),
)
def test_occurrences_are_those_of_the_words_in_any_texts(
    texts: list[str], words: list[str], data: st.DataObject
) -> None:
    positions = data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=15))
    expected = [[word in segment(texts[p]) for p in positions] for word in words]
    assert Bm25Index.build(texts).occurrences(words, positions).tolist() == expected


@pytest.mark.parametrize(("words", "positions"), [((), (0, 1)), (WORDS, ())], ids=["no words", "no texts"])
def test_empty_tables_keep_their_shape(words: tuple[str, ...], positions: tuple[int, ...]) -> None:
    index = Bm25Index.build(TEXTS)
    assert index.occurrences(words, positions).shape == (len(words), len(positions))
    assert index.weights(words).shape == (len(words),)


def test_holds() -> None:
    index = Bm25Index.build(TEXTS)
    assert [word for word in WORDS if index.holds(word)] == list(WORDS[:-1])


@pytest.mark.parametrize("texts", [[], ["，。"]], ids=["no texts", "no words"])
def test_an_index_of_nothing_finds_nothing(texts: list[str]) -> None:
    index = Bm25Index.build(texts)
    assert (index.search(["商标"], 5, None), index.holds("商标")) == ([], False)


def test_texts_cut_into_words_are_indexed_alike() -> None:
    cut = Bm25Index.of_words([segment(text) for text in TEXTS])
    built = Bm25Index.build(TEXTS)
    assert cut.search(WORDS, 5, None) == built.search(WORDS, 5, None)
    assert cut.weights(WORDS).tolist() == built.weights(WORDS).tolist()


def test_save_and_load(tmp_path: Path) -> None:
    built = Bm25Index.build(TEXTS)
    built.save(tmp_path)
    loaded = Bm25Index.load(tmp_path)
    assert loaded.search(["质押", "商标"], 5, None) == built.search(["质押", "商标"], 5, None)
    assert loaded.weights(WORDS).tolist() == built.weights(WORDS).tolist()
    assert loaded.occurrences(WORDS, range(5)).tolist() == built.occurrences(WORDS, range(5)).tolist()


class Trap:
    """Unpickling this runs code: it creates a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.path,)


def test_pickled_arrays_are_refused_and_not_run(tmp_path: Path) -> None:
    index, trap = tmp_path / "bm25", tmp_path / "sprung"
    index.mkdir()
    Bm25Index.build(TEXTS).save(index)
    arrays = sorted(index.glob("*.npy"))
    assert len(arrays) >= 3
    for path in arrays:
        kept = path.read_bytes()
        np.save(path, np.array([Trap(trap)], dtype=object), allow_pickle=True)
        with pytest.raises(GenerationError, match="词项索引无法读取"):
            Bm25Index.load(index)
        path.write_bytes(kept)
    assert not trap.exists()


@pytest.mark.parametrize("damage", ["remove", "cut"])
def test_damaged_files_are_refused(tmp_path: Path, damage: str) -> None:
    Bm25Index.build(TEXTS).save(tmp_path)
    for path in sorted(tmp_path.iterdir()):
        kept = path.read_bytes()
        path.unlink()
        if damage == "cut":
            path.write_bytes(kept[:3])
        with pytest.raises(GenerationError, match="词项索引无法读取"):
            Bm25Index.load(tmp_path)
        path.write_bytes(kept)
