import pytest

from assistant.errors import QuestionError
from assistant.evaluation.bootstrap import Estimate
from assistant.evaluation.outcomes import judge
from assistant.evaluation.report import ReasonCount, Seconds, compare, make_report
from tests.evaluation.made import (
    FACT,
    GOAL,
    NONE,
    RUN,
    TWO,
    earlier_outcomes,
    made_report,
    outcomes,
    prediction,
)


def test_means_over_all_and_by_kind_and_what_the_model_wrote():
    report = make_report(RUN, outcomes())
    means = {name: (found.mean, found.count) for name, found in report.overall.scores.items()}
    assert means == {
        "passed": (0.6667, 3),
        "recall@1": (0.5, 2),
        "recall@5": (0.75, 2),
        "recall@10": (0.75, 2),
        "mrr": (0.75, 2),
        # 1, and the gain at rank 2 over gains at ranks 1 and 2.
        "ndcg@10": (0.6934, 2),
        "answered": (1.0, 2),
        "key_facts": (0.5, 2),
        "citation_recall": (0.75, 2),
        "citation_precision": (0.75, 2),
        "wrong_document": (0.25, 2),
        "supported": (0.75, 2),
        "declined": (1.0, 1),
        "reason_right": (0.0, 1),
    }
    assert list(report.kinds) == ["fact", "list", "unanswerable"]
    assert report.kinds["list"].scores["recall@5"] == Estimate(0.5, 0.5, 0.5, 1)
    assert (report.kinds["list"].questions, report.kinds["unanswerable"].answerable) == (1, 0)
    assert (report.overall.questions, report.overall.answerable) == (3, 2)
    assert (report.written, report.written_seconds_median) == (1, 4.0)
    assert report.questions == outcomes()


def test_every_mean_has_its_interval():
    found = make_report(RUN, outcomes()).overall.scores["recall@1"]
    assert (found.low, found.mean, found.high) == (0.0, 0.5, 1.0)


def test_times_are_medians_and_the_ninety_fifth_of_a_hundred():
    rows = [judge(FACT, prediction(seconds=(0.01 * n, 0.02 * n))) for n in range(1, 102)]
    assert make_report(RUN, rows).overall.seconds == Seconds(0.51, 0.96, 1.02, 1.92)


def test_without_written_answers_there_is_no_time_of_writing():
    report = make_report(RUN, outcomes()[:1])
    assert (report.written, report.written_seconds_median) == (0, None)


def test_reasons_are_counted_by_what_was_expected():
    plain = NONE.model_copy(update={"reason": ""})
    rows = [
        judge(FACT, prediction(reason="not_found")),
        judge(FACT, prediction("100件", citations=(GOAL,))),
        judge(NONE, prediction(reason="not_found")),
        judge(NONE, prediction(reason="no_such_place")),
        judge(NONE, prediction(reason="no_such_place")),
        judge(NONE, prediction("有", citations=(GOAL,))),
        judge(plain, prediction(reason="not_stated")),
    ]
    assert make_report(RUN, rows).reasons == (
        ReasonCount(True, "", "not_found", 1),
        ReasonCount(False, "", "not_stated", 1),
        ReasonCount(False, "no_such_place", "no_such_place", 2),
        ReasonCount(False, "no_such_place", "", 1),
        ReasonCount(False, "no_such_place", "not_found", 1),
    )


def test_an_earlier_run_is_named_and_paired():
    comparison = made_report().comparison
    assert comparison is not None
    assert (comparison.made, comparison.answerer) == ("2026-01-02T03:04Z", "extract")
    assert (comparison.fingerprint, comparison.paired) == ("0123456789abcdef", 3)
    assert (comparison.scores["passed"].gained, comparison.scores["passed"].lost) == (("q1",), ("q2",))


def test_questions_of_one_run_alone_are_named_and_left_out():
    reworded = judge(TWO.model_copy(update={"question": "甲县怎样支持贷款？"}), prediction(reason="not_found"))
    comparison = compare([outcomes()[0], reworded], make_report(RUN, earlier_outcomes()))
    assert (comparison.paired, comparison.only_now, comparison.only_earlier) == (1, ("q2",), ("q2", "q3"))


def test_runs_without_a_common_question_are_not_compared():
    with pytest.raises(QuestionError, match="没有相同的问题"):
        compare(outcomes()[:1], make_report(RUN, earlier_outcomes()[1:]))
