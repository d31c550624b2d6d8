import pytest

from assistant.evaluation.questions import GoldQuestion
from assistant.evaluation.report import Report, make_report

QUESTIONS = (
    GoldQuestion(id="q1", question="甲？", kind="fact", answer_all_of=(("100件",),)),
    GoldQuestion(id="q2", question="乙？", kind="fact", answer_all_of=(("200件",),)),
    GoldQuestion(id="q3", question="丙？", kind="unanswerable", answerable=False),
)


def prediction(answer, seconds, *, answerer="llm", abstained=False):
    return {
        "answer": answer,
        "abstained": abstained,
        "answerer": answerer,
        "sentences": [],
        "citations": [],
        "hits": [],
        "seconds": {"total": seconds},
    }


def test_means_over_all_and_by_kind_and_what_the_model_wrote():
    predictions = [
        prediction("100件", 4.0),
        prediction("100件", 0.5, answerer="extract"),
        prediction("抱歉。", 0.1, abstained=True),
    ]
    assert make_report(QUESTIONS, predictions, "llm") == Report(
        answerer="llm",
        questions=3,
        written=1,
        seconds_median=0.5,
        written_seconds_median=4.0,
        means={"answered": 1.0, "key_facts": 0.5, "declined": 1.0},
        kinds={"fact": {"answered": 1.0, "key_facts": 0.5}, "unanswerable": {"declined": 1.0}},
    )


def test_without_written_answers_there_is_no_time_of_writing():
    report = make_report(QUESTIONS[:1], [prediction("100件", 0.5, answerer="extract")], "extract")
    assert (report.written, report.written_seconds_median, report.seconds_median) == (0, None, 0.5)


def test_every_question_needs_its_prediction():
    with pytest.raises(ValueError, match="shorter"):
        make_report(QUESTIONS, [prediction("100件", 0.5)], "llm")
