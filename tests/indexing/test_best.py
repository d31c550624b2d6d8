import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.indexing.best import best

pairs = st.lists(st.tuples(st.integers(0, 99), st.integers(-3, 3)), max_size=30, unique_by=lambda pair: pair[0])


@given(pairs, st.integers(0, 35))
def test_the_best_are_those_of_a_whole_sort(given: list[tuple[int, int]], count: int) -> None:
    positions = np.array([position for position, _ in given], dtype=np.int64)
    scores = np.array([score / 4 for _, score in given], dtype=np.float32)
    expected = sorted(((p, s / 4) for p, s in given), key=lambda pair: (-pair[1], pair[0]))[:count]
    assert best(scores, positions, count) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, []), (1, [(2, 1.0)]), (3, [(2, 1.0), (5, 0.5), (7, 0.5)]), (9, [(2, 1.0), (5, 0.5), (7, 0.5), (9, 0.5)])],
    ids=["none", "one", "ties at the end", "more than there are"],
)
def test_ties_come_in_order_of_position(count: int, expected: list[tuple[int, float]]) -> None:
    found = best(np.array([0.5, 0.5, 1.0, 0.5]), np.array([9, 5, 2, 7]), count)
    assert found == expected
    assert all(type(position) is int and type(score) is float for position, score in found)
