"""FAISS against ten lines of brute force: an index that looks at its vectors, and one that screens them first."""

from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import GenerationError
from assistant.indexing import dense
from assistant.indexing.dense import SCREENED_FROM, FaissIndex
from assistant.ports import Vectors

# Multiples of 2^-14 around two values: single precision holds them and their sums, half precision takes many for one.
components = st.lists(
    st.builds(lambda near, offset: near + offset / 2**14, st.sampled_from([-0.5, 0.75]), st.integers(-8, 8)),
    min_size=3,
    max_size=3,
)
queries = st.lists(st.integers(-4, 4).map(lambda value: value / 4), min_size=3, max_size=3)
rows = st.lists(components, min_size=1, max_size=60)
screened = pytest.mark.parametrize("least", [SCREENED_FROM, 1], ids=["plain", "screened"])


def _build(vectors: list[list[float]], least: int) -> FaissIndex:
    """An index that screens its vectors from ``least`` on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dense, "SCREENED_FROM", least)
        return FaissIndex.build(_array(vectors))


def _brute_force(
    vectors: list[list[float]], query: list[float], count: int, allowed: list[int] | None
) -> list[tuple[int, float]]:
    positions = range(len(vectors)) if allowed is None else set(allowed)
    scores = {p: sum(a * b for a, b in zip(vectors[p], query, strict=True)) for p in positions}
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:count]


def _array(rows: list[list[float]]) -> Vectors:
    return np.array(rows, dtype=np.float32).reshape(-1, 3)


@screened
@given(rows, queries, st.integers(0, 25))
def test_search_is_brute_force(least: int, vectors: list[list[float]], query: list[float], count: int) -> None:
    found = _build(vectors, least).search(_array([query])[0], count, None)
    assert found == _brute_force(vectors, query, count, None)


@screened
@given(rows, queries, st.integers(0, 25), st.data())
def test_a_filtered_search_is_brute_force_over_the_rest(
    least: int, vectors: list[list[float]], query: list[float], count: int, data: st.DataObject
) -> None:
    allowed = data.draw(st.lists(st.integers(0, len(vectors) - 1)))
    index, expected = _build(vectors, least), _brute_force(vectors, query, count, allowed)
    assert index.search(_array([query])[0], count, allowed) == expected
    assert index.search(_array([query])[0], count, np.array(allowed, dtype=np.int64)) == expected


@pytest.mark.parametrize("count", [1, 2, 3, 10, 75])
@screened
def test_what_half_precision_cannot_tell_apart_is_told_apart(least: int, count: int) -> None:
    offsets = np.random.default_rng(count).integers(-8, 9, (300, 3)) / 2**14
    vectors = (0.75 + offsets).tolist()
    index = _build(vectors, least)
    for query in ([1.0, 0.0, 0.0], [0.25, 0.5, 0.75], [-1.0, 0.25, 1.0], [1.0, 1.0, 1.0]):
        assert index.search(_array([query])[0], count, None) == _brute_force(vectors, query, count, None)


@pytest.mark.parametrize("size", [1, 2, 385, 1000])
@screened
def test_equal_vectors_come_in_order_of_position_wherever_they_stand(least: int, size: int) -> None:
    random = np.random.default_rng(size)
    different = random.standard_normal((5, 384), dtype=np.float32)
    numbers = random.integers(0, 5, size)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dense, "SCREENED_FROM", least)
        index = FaissIndex.build(different[numbers])
    found = index.search(random.standard_normal(384, dtype=np.float32), size, None)
    assert found == sorted(found, key=lambda pair: (-pair[1], pair[0]))
    assert len({(numbers[position], score) for position, score in found}) == len(set(numbers))


@screened
def test_of_many_equal_texts_the_first_are_found(least: int) -> None:
    index = _build([[0.0, 1.0, 0.0]] * 50 + [[1.0, 0.0, 0.0]] * 500, least)
    assert index.search(_array([[1, 0, 0]])[0], 3, None) == [(50, 1.0), (51, 1.0), (52, 1.0)]
    assert index.search(_array([[1, 0, 0]])[0], 2, range(549, 100, -1)) == [(101, 1.0), (102, 1.0)]


@pytest.mark.parametrize(("count", "allowed"), [(0, None), (3, [])], ids=["none wanted", "none allowed"])
def test_nothing_to_find(count: int, allowed: list[int] | None) -> None:
    assert FaissIndex.build(_array([[1, 0, 0]])).search(_array([[1, 0, 0]])[0], count, allowed) == []


def test_an_empty_index_finds_nothing() -> None:
    index = FaissIndex.build(_array([]))
    assert (len(index), index.search(_array([[1, 0, 0]])[0], 5, None)) == (0, [])


def test_a_question_that_is_no_numbers_finds_nothing() -> None:
    assert FaissIndex.build(_array([[1, 0, 0]] * 9)).search(_array([[np.nan, 0, 0]])[0], 9, None) == []


def test_a_search_leaves_the_number_of_threads_as_it_was() -> None:
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(3)
    try:
        FaissIndex.build(_array([[1, 0, 0]])).search(_array([[1, 0, 0]])[0], 1, None)
        assert faiss.omp_get_max_threads() == 3
    finally:
        faiss.omp_set_num_threads(before)


@screened
def test_save_and_load(least: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dense, "SCREENED_FROM", least)
    FaissIndex.build(_array([[1, 0, 0], [0, 1, 0], [0.5, 0.5, 0]])).save(tmp_path / "vectors.faiss")
    loaded = FaissIndex.load(tmp_path / "vectors.faiss")
    assert len(loaded) == 3
    assert loaded.search(_array([[0, 1, 0]])[0], 2, None) == [(1, 1.0), (2, 0.5)]


@pytest.mark.parametrize(
    "content",
    [None, b"", b"no index", b"IxFI" + b"\x00" * 8, faiss.serialize_index(faiss.IndexLSH(3, 8)).tobytes()],
    ids=["missing", "empty", "text", "cut", "another kind"],
)
def test_what_is_no_index_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "vectors.faiss"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(GenerationError, match=r"vectors\.faiss"):
        FaissIndex.load(path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_told() -> None:
    with pytest.raises(OSError, match="No space left"):
        FaissIndex.build(_array([[1, 0, 0]])).save(Path("/dev/full"))
