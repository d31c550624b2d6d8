import math
import sys

import pytest

from assistant.evaluation.ranking import is_available, rank_scores


def discounted(*ranks: int) -> float:
    """The gain of relevant documents at these ranks, by the textbook."""
    return sum(1 / math.log2(rank + 1) for rank in ranks)


@pytest.mark.parametrize(
    ("satisfied", "items", "reciprocal", "gain"),
    [
        ([(1,), ()], 1, 1.0, 1.0),
        ([(), (1,)], 1, 0.5, discounted(2)),
        ([(1,), (2,)], 2, 1.0, 1.0),
        ([(2,), (), (1,)], 2, 1.0, discounted(1, 3) / discounted(1, 2)),
        ([(1,), (1,), (2,)], 2, 1.0, discounted(1, 3) / discounted(1, 2)),
        ([(1, 2), ()], 2, 1.0, 1.0),
        ([(), (1, 2)], 2, 0.5, discounted(2, 3) / discounted(1, 2)),
        ([(1,), (1, 2)], 2, 1.0, 1.0),
        ([(), ()], 2, 0.0, 0.0),
        ([], 1, 0.0, 0.0),
        ([()] * 9 + [(1,)], 1, 0.1, discounted(10)),
        ([()] * 10 + [(1,)], 1, 0.0, 0.0),
        ([(1,), *[()] * 8, (2,), (3,)], 3, 1.0, discounted(1, 10) / discounted(1, 2, 3)),
    ],
    ids=["first", "second", "both in any order", "one later", "found again gains nothing", "one hit for two",
         "one hit for two at the second rank", "the rest of a second hit", "none", "no hits", "tenth",
         "beyond the tenth", "one at the tenth"],
)  # fmt: skip
def test_reciprocal_rank_and_gain(satisfied, items, reciprocal, gain):
    assert rank_scores(satisfied, items) == pytest.approx({"mrr": reciprocal, "ndcg@10": gain}, abs=1e-7)


def test_without_the_library_the_two_are_left_out(monkeypatch):
    monkeypatch.setattr("assistant.evaluation.ranking.find_spec", lambda name: None)
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    assert not is_available()
    assert rank_scores([(1,)], 1) == {}
