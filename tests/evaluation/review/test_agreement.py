"""The expected figures were computed by hand from the published formulas."""

import math

import pytest

from assistant.evaluation.review.agreement import Kappa, KappaState, cohen_kappa, wilson


def table(*cells):
    return [(first, second) for first, second, count in cells for _ in range(count)]


def test_kappa_of_a_table_of_two_classes():
    # 45 15 / 25 15: observed 0.6, expected 0.6*0.7 + 0.4*0.3 = 0.54, κ = 0.06 / 0.46; the variance of Fleiss and
    # others: (0.030624 + 0.290359 - 0.115009) / (100 * 0.2116) = 0.009734, its root 0.098662.
    found = cohen_kappa(table(("a", "a", 45), ("a", "b", 15), ("b", "a", 25), ("b", "b", 15)))
    assert (found.state, found.count) == (KappaState.KNOWN, 100)
    assert (found.observed, found.expected) == pytest.approx((0.6, 0.54))
    assert found.value == pytest.approx(0.130435, abs=1e-6)
    assert (found.low, found.high) == pytest.approx((0.130435 - 0.193374, 0.130435 + 0.193374), abs=2e-5)


def test_the_order_of_the_two_makes_no_difference():
    cells = table(("a", "a", 4), ("a", "b", 2), ("b", "c", 3), ("c", "c", 5))
    one, other = cohen_kappa(cells), cohen_kappa([(second, first) for first, second in cells])
    assert (one.value, one.low, one.high) == pytest.approx((other.value, other.low, other.high))


def test_agreement_by_chance_alone_is_zero_and_full_disagreement_lies_below():
    assert cohen_kappa(table(("a", "a", 1), ("a", "b", 1), ("b", "a", 1), ("b", "b", 1))).value == pytest.approx(0)
    # Observed 0, expected 0.5: κ = -0.5 / 0.5.
    apart = cohen_kappa(table(("a", "b", 5), ("b", "a", 5)))
    assert (apart.value, apart.low) == pytest.approx((-1, -1))


@pytest.mark.parametrize(
    ("judged", "expected"),
    [
        ([], Kappa(KappaState.NO_OVERLAP, 0, 0, 0, 0, 0, 0)),
        (table(("a", "a", 7)), Kappa(KappaState.ONE_CLASS, 0, 0, 0, 1, 1, 7)),
        (table(("a", "a", 6), ("b", "b", 4)), Kappa(KappaState.KNOWN, 1, 1, 1, 1, pytest.approx(0.52), 10)),
        (table(("a", "b", 3)), Kappa(KappaState.KNOWN, 0, 0, 0, 0, 0, 3)),
    ],
    ids=["no overlap", "one class", "perfect", "each his own class"],
)
def test_kappa_at_its_edges(judged, expected):
    assert cohen_kappa(judged) == expected


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (1, 1, 0.2065, 1.0), (0, 0, 0.0, 1.0)],
)
def test_the_interval_of_wilson(hits, count, low, high):
    found = wilson(hits, count)
    assert (found.hits, found.count) == (hits, count)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)
    assert math.isclose(found.share, hits / count if count else 0.0)


@pytest.mark.parametrize(("hits", "count"), [(2, 1), (-1, 3)])
def test_more_hits_than_there_are_make_no_share(hits, count):
    with pytest.raises(ValueError, match="between 0 and count"):
        wilson(hits, count)
