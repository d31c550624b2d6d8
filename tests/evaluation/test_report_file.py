import json

import pytest

from assistant.errors import QuestionError
from assistant.evaluation.report import FORMAT, make_report
from assistant.evaluation.report_file import dump, fallen, load_report, load_summary, summarise
from tests.evaluation.made import RUN, made_report, outcomes


@pytest.fixture
def file(tmp_path):
    """Write a text into a file and give its path."""

    def write(text):
        path = tmp_path / "report.json"
        path.write_text(text, "utf-8")
        return path

    return write


def test_a_report_comes_back_as_it_was_written(file):
    assert load_report(file(dump(made_report()))) == made_report()


def test_the_shape_of_a_report_is_fixed():
    written = json.loads(dump(made_report()))
    assert list(written) == [
        "format", "run", "overall", "kinds", "written", "written_seconds_median", "reasons", "faults", "questions",
        "comparison",
    ]  # fmt: skip
    assert list(written["run"]) == ["made", "answerer", "gold", "index", "settings", "versions"]
    assert written["overall"]["scores"]["answered"] == {"mean": 1.0, "low": 1.0, "high": 1.0, "count": 2}
    assert list(written["questions"][1]) == [
        "id", "kind", "question", "history", "answerable", "scores", "first_rank", "wanted", "facts", "hits", "answer",
        "abstained", "reason", "expected_reason", "answerer", "verdicts", "citations", "retrieve_seconds",
        "total_seconds",
    ]  # fmt: skip
    assert written["questions"][1]["hits"][1] == {
        "place": 2, "document": "jia", "clause": "jia/2.1", "path": ["二、任务", "(一)融资"], "satisfies": [1],
        "is_distractor": False,
    }  # fmt: skip


def test_a_summary_holds_the_means_and_no_text(file):
    summary = summarise(make_report(RUN, outcomes()))
    assert summary.means["recall@5"] == 0.75
    assert summary.kinds["fact"]["recall@5"] == 1.0
    assert (summary.answerer, summary.gold, summary.fingerprint) == ("extract", RUN.gold, "0123456789abcdef")
    assert load_summary(file(dump(summary))) == summary
    assert not any(outcome.question in dump(summary) or outcome.answer in dump(summary) for outcome in outcomes())


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 1}', '{"format": "x"}', "\0"])
def test_a_file_that_is_no_report_is_named(file, text):
    for load in (load_report, load_summary):
        with pytest.raises(QuestionError, match=r"report\.json 无法读取"):
            load(file(text))


def test_a_missing_file_is_named(tmp_path):
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(QuestionError, match=path.name):
            load_report(path)


def test_a_report_of_another_format_is_told_apart(file):
    with pytest.raises(QuestionError, match="另一版本"):
        load_report(file(dump(made_report()).replace(f'"format": {FORMAT}', '"format": 0', 1)))


@pytest.mark.parametrize(
    ("now", "before", "found"),
    [
        ({"mrr": 0.5}, {"mrr": 0.504}, {}),
        ({"mrr": 0.5}, {"mrr": 0.506}, {"mrr": (0.5, 0.506)}),
        ({"mrr": 0.9, "new": 0.0}, {"mrr": 0.5}, {}),
        ({"wrong_document": 0.1}, {"wrong_document": 0.0}, {"wrong_document": (0.1, 0.0)}),
        ({"wrong_document": 0.0}, {"wrong_document": 0.1}, {}),
        ({}, {"mrr": 0.0}, {"mrr": (float("-inf"), 0.0)}),
        ({}, {"wrong_document": 1.0}, {"wrong_document": (float("inf"), 1.0)}),
    ],
    ids=["within", "fallen", "risen", "more of what is bad", "less of what is bad", "gone", "gone, of what is bad"],
)
def test_means_that_fell_are_found(now, before, found):
    assert fallen(now, before, 0.005) == found
