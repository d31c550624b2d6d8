import json

import pytest

from assistant.errors import QuestionError
from assistant.evaluation.questions import Evidence, GoldQuestion, load_gold, load_questions


@pytest.fixture
def file(tmp_path):
    """Write lines into a file and give its path."""
    path = tmp_path / "gold.jsonl"

    def write(*lines, end="\n", encoding="utf-8"):
        path.write_bytes("".join(f"{line}{end}" for line in lines).encode(encoding))
        return path

    return write


def line(identifier, question="甲？", **others):
    return json.dumps({"id": identifier, "question": question, **others}, ensure_ascii=False)


def test_only_id_and_question_are_needed(file):
    assert load_questions(file(line("q1"))) == (GoldQuestion(id="q1", question="甲？"),)


def test_every_field_is_read_and_others_are_ignored(file):
    row = line(
        "q1",
        kind="fact",
        history=["乙？"],
        answerable=False,
        evidence=[{"document": "jia", "all_of": ["甲", "乙"]}],
        answer_all_of=[["50万", "五十万"], ["元"]],
        reason="not_found",
        clause="jia/2",
        remark={"of": "no interest"},
    )
    assert load_questions(file(row)) == (
        GoldQuestion(
            id="q1",
            question="甲？",
            history=("乙？",),
            kind="fact",
            answerable=False,
            evidence=(Evidence(document="jia", all_of=("甲", "乙")),),
            answer_all_of=(("50万", "五十万"), ("元",)),
            reason="not_found",
        ),
    )


@pytest.mark.parametrize(
    ("lines", "options"),
    [
        ((line("q1"), line("q2")), {}),
        ((line("q1"), "", "   ", line("q2")), {}),
        ((line("q1"), line("q2")), {"end": "\r\n"}),
        ((line("q1"), line("q2")), {"encoding": "utf-8-sig"}),
    ],
    ids=["plain", "blank lines", "CR LF", "BOM"],
)
def test_lines_are_read_in_order(file, lines, options):
    assert [question.id for question in load_questions(file(*lines, **options))] == ["q1", "q2"]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_only_line_feeds_end_a_line(file, separator):
    (question,) = load_questions(file(line("q1", f"甲{separator}乙？")))
    assert question.question == f"甲{separator}乙？"


def test_an_empty_file_has_no_questions(file):
    assert load_questions(file()) == ()


@pytest.mark.parametrize(
    "bad",
    ["{oops", "[]", '"text"', '{"id": "q2"}', '{"question": "甲"}', '{"id": "q2", "question": 5}',
     '{"id": "q2", "question": "甲", "history": "乙"}', '{"id": "q2", "question": "甲", "evidence": [{"all_of": []}]}'],
)  # fmt: skip
def test_a_bad_line_is_named_by_its_number(file, bad):
    with pytest.raises(QuestionError, match="第3行") as raised:
        load_questions(file(line("q1"), "", bad, line("q4")))
    assert "\n" not in str(raised.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path, file):
    for path in (tmp_path / "none.jsonl", tmp_path, file("问题", encoding="gb18030")):
        with pytest.raises(QuestionError, match=path.name):
            load_questions(path)


def test_gold_questions_have_each_its_own_id(file):
    assert [question.id for question in load_gold(file(line("q1"), line("q2")))] == ["q1", "q2"]
    with pytest.raises(QuestionError, match="有2个 id 重复：q2、q1。"):
        load_gold(file(line("q2"), line("q1"), line("q2"), line("q3"), line("q1"), line("q1")))


def test_a_gold_file_without_questions_is_refused(file):
    with pytest.raises(QuestionError, match="没有问题"):
        load_gold(file("", " "))
