import pytest

from assistant.evaluation.bootstrap import Estimate
from assistant.evaluation.metrics import NAMES
from assistant.evaluation.outcomes import judge
from assistant.interfaces.report_page.words import (
    GROUPS,
    SCORES,
    failures,
    interval,
    kind_words,
    number,
    reason_words,
    seconds,
    signed,
    verdict_words,
)
from assistant.records import Reason
from tests.evaluation.made import GOAL, NONE, outcomes, prediction


def test_every_score_has_words_and_its_place():
    assert set(SCORES) == set(NAMES)
    assert sorted(name for _, names in GROUPS for name in names) == sorted(NAMES)
    assert all(words.chinese and words.english and words.meaning for words in SCORES.values())


def test_every_reason_has_words_and_what_is_unknown_is_shown_as_it_is():
    assert [reason for reason in Reason if reason_words(reason) == reason] == []
    assert (reason_words("new_reason"), kind_words("new_kind"), verdict_words("odd")) == (
        "new_reason",
        "new_kind",
        "odd",
    )
    assert (kind_words("fact"), kind_words(""), verdict_words("partial")) == ("事实", "未分类", "部分支持")


def test_failures_say_what_is_missing():
    assert [failures(outcome) for outcome in outcomes()] == [(), ("facts", "citation"), ()]
    refused = judge(outcomes_gold(), prediction(reason="not_found"))
    answered = judge(NONE, prediction("有", citations=(GOAL,)))
    assert (failures(refused), failures(answered)) == (("refused",), ("answered",))


def outcomes_gold():
    return NONE.model_copy(update={"answerable": True, "reason": ""})


def test_only_what_is_not_passed_has_failures():
    assert [bool(failures(outcome)) for outcome in outcomes()] == [o.scores["passed"] < 1 for o in outcomes()]


@pytest.mark.parametrize(
    ("name", "shown", "held", "risen", "fallen"),
    [("recall@1", "88.1%", "79.4–95.2%", "+1.5", "−1.5"), ("mrr", "0.881", "0.794–0.952", "+0.015", "−0.015")],
)
def test_shares_are_in_per_cent_and_the_others_to_three_places(name, shown, held, risen, fallen):
    assert number(name, 0.881) == shown
    assert interval(name, Estimate(0.881, 0.7938, 0.952, 63)) == held
    assert (signed(name, 0.015), signed(name, -0.015)) == (risen, fallen)
    assert (signed(name, 0.0), signed(name, -0.0001)) == ("0", "0")


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0, "0 ms"), (0.0456, "46 ms"), (0.9994, "999 ms"), (1.0, "1.0 s"), (12.34, "12.3 s")]
)
def test_short_times_are_in_milliseconds(value, shown):
    assert seconds(value) == shown
