"""FAISS against ten lines of brute force."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import GenerationError
from assistant.indexing.dense import FaissIndex
from assistant.ports import Vectors

# Quarters are exact in float32, and so are their products: equal scores are equal.
components = st.lists(st.integers(-4, 4), min_size=3, max_size=3).map(lambda row: [value / 4 for value in row])


def _brute_force(
    vectors: list[list[float]], query: list[float], count: int, allowed: list[int] | None
) -> list[tuple[int, float]]:
    positions = range(len(vectors)) if allowed is None else set(allowed)
    scores = {p: sum(a * b for a, b in zip(vectors[p], query, strict=True)) for p in positions}
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:count]


def _array(rows: list[list[float]]) -> Vectors:
    return np.array(rows, dtype=np.float32).reshape(-1, 3)


@given(st.lists(components, min_size=1, max_size=20), components, st.data())
def test_search_is_brute_force(vectors: list[list[float]], query: list[float], data: st.DataObject):
    allowed = data.draw(st.none() | st.lists(st.integers(0, len(vectors) - 1), unique=True))
    found = FaissIndex.build(_array(vectors)).search(_array([query])[0], len(vectors), allowed)
    assert found == _brute_force(vectors, query, len(vectors), allowed)


@given(st.lists(components, min_size=1, max_size=20), components, st.integers(1, 25))
def test_the_best_scores_come_back(vectors: list[list[float]], query: list[float], count: int):
    found = FaissIndex.build(_array(vectors)).search(_array([query])[0], count, None)
    assert [score for _, score in found] == [score for _, score in _brute_force(vectors, query, count, None)]


def test_equal_texts_come_in_order_of_position():
    index = FaissIndex.build(_array([[1, 0, 0]] * 4))
    assert index.search(_array([[1, 0, 0]])[0], 4, None) == [(0, 1.0), (1, 1.0), (2, 1.0), (3, 1.0)]


@pytest.mark.parametrize(("count", "allowed"), [(0, None), (3, [])], ids=["none wanted", "none allowed"])
def test_nothing_to_find(count: int, allowed: list[int] | None):
    assert FaissIndex.build(_array([[1, 0, 0]])).search(_array([[1, 0, 0]])[0], count, allowed) == []


def test_an_empty_index_finds_nothing():
    index = FaissIndex.build(_array([]))
    assert (len(index), index.search(_array([[1, 0, 0]])[0], 5, None)) == (0, [])


def test_save_and_load(tmp_path: Path):
    rows = _array([[1, 0, 0], [0, 1, 0], [0.5, 0.5, 0]])
    FaissIndex.build(rows).save(tmp_path / "vectors.faiss")
    loaded = FaissIndex.load(tmp_path / "vectors.faiss")
    assert len(loaded) == 3
    assert loaded.search(_array([[0, 1, 0]])[0], 2, None) == [(1, 1.0), (2, 0.5)]


@pytest.mark.parametrize(
    "content", [None, b"", b"no index", b"IxFI" + b"\x00" * 8], ids=["missing", "empty", "text", "cut"]
)
def test_what_is_no_index_is_refused(tmp_path: Path, content: bytes | None):
    path = tmp_path / "vectors.faiss"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(GenerationError, match=r"vectors\.faiss"):
        FaissIndex.load(path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_told():
    with pytest.raises(OSError, match="No space left"):
        FaissIndex.build(_array([[1, 0, 0]])).save(Path("/dev/full"))
