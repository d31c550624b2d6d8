from itertools import product
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.bootstrap import RESAMPLES, Estimate, estimate


def test_the_interval_is_that_of_all_possible_resamples():
    """Three values have 27 resamples: their quantiles are known without drawing any."""
    means = sorted(fmean(drawn) for drawn in product((0.0, 0.0, 1.0), repeat=3))
    assert (means[0], means[26]) == (0.0, 1.0)
    # P(mean = 0) = 8/27 and P(mean = 1) = 1/27, both above 2.5 %.
    assert estimate([0.0, 0.0, 1.0]) == Estimate(0.3333, 0.0, 1.0, 3)


def test_many_values_have_the_interval_of_a_share():
    """A share of 0.8 over 100 has the standard error 0.04, so about 0.72 to 0.88."""
    found = estimate([1.0] * 80 + [0.0] * 20)
    assert found.mean == 0.8
    assert found.low == pytest.approx(0.8 - 1.96 * 0.04, abs=0.015)
    assert found.high == pytest.approx(0.8 + 1.96 * 0.04, abs=0.015)


def test_the_same_values_give_the_same_interval():
    values = [0.1 * (place % 7) for place in range(50)]
    assert estimate(values) == estimate(list(values))
    assert RESAMPLES >= 1000


@pytest.mark.parametrize("count", [1, 2, 40])
def test_equal_values_have_no_width(count):
    assert estimate([0.25] * count) == Estimate(0.25, 0.25, 0.25, count)


def test_no_values_have_no_mean():
    with pytest.raises(ValueError, match="at least one"):
        estimate([])


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=30))
def test_the_interval_lies_among_the_values(values):
    found = estimate(values)
    assert round(min(values), 4) <= found.low <= found.high <= round(max(values), 4)
    assert found.mean == pytest.approx(fmean(values), abs=6e-5)
    assert found.count == len(values)
