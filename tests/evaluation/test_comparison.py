import pytest

from assistant.evaluation.bootstrap import estimate
from assistant.evaluation.comparison import compare_scores, pair_outcomes
from tests.evaluation.made import earlier_outcomes, outcomes


@pytest.fixture
def differences():
    return compare_scores(pair_outcomes(outcomes(), earlier_outcomes()))


def test_scores_of_both_runs_over_the_same_questions(differences):
    recall = differences["recall@5"]
    assert (recall.earlier, recall.now) == (0.5, 0.75)
    assert recall.change == estimate([1.0, -0.5])
    assert (recall.gained, recall.lost) == (("q1",), ("q2",))


def test_a_score_that_only_some_questions_have_in_both_runs_is_compared_over_those(differences):
    precision = differences["citation_precision"]
    assert (precision.earlier, precision.now, precision.change.count) == (1.0, 0.5, 1)


def test_of_a_score_that_is_better_when_low_a_rise_is_lost(differences):
    wrong = differences["wrong_document"]
    assert (wrong.earlier, wrong.now, wrong.gained, wrong.lost) == (0.0, 0.5, (), ("q2",))


def test_scores_are_in_their_usual_order_and_those_of_one_run_left_out(differences):
    assert list(differences)[:3] == ["passed", "recall@1", "recall@5"]
    assert "distractor_cited" not in differences


def test_a_change_is_certain_where_its_interval_leaves_out_zero():
    now, earlier = outcomes()[0], earlier_outcomes()[0]
    assert compare_scores([(now, earlier)] * 5)["recall@1"].is_certain
    assert compare_scores([(earlier, now)] * 5)["recall@1"].is_certain
    assert not compare_scores([(now, earlier), (earlier, now)])["recall@1"].is_certain
    assert not compare_scores([(now, now)] * 5)["recall@1"].is_certain


def test_only_questions_in_the_same_words_are_pairs():
    assert pair_outcomes(outcomes()[1:], earlier_outcomes()[:2]) == ((outcomes()[1], earlier_outcomes()[1]),)
