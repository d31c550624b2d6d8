import json

import pytest

from assistant.errors import ReviewError
from assistant.evaluation.review.pairs import CitedClause, Prediction, pairs_of, parse_predictions
from assistant.records import Verdict
from tests.evaluation.review.made import citation, lines, made_pairs, prediction, said


def test_a_sentence_has_a_pair_for_each_citation_and_one_without_clause_where_it_cites_nothing():
    sentences = [said("达到0.11件", (2, 1), "partial", ("0.11",)), said("总的来说", ()), said("建立制度", (1, 1))]
    pairs = made_pairs(prediction(sentences=sentences, citations=[citation(1), citation(2)]))
    assert [(p.sentence_number, p.sentence, p.cited and p.cited.number) for p in pairs] == [
        (1, "达到0.11件", 2), (1, "达到0.11件", 1), (2, "总的来说", None), (3, "建立制度", 1),
    ]  # fmt: skip
    assert (pairs[0].verdict, pairs[0].missing) == (Verdict.PARTIAL, ("0.11",))
    assert (pairs[0].question, pairs[0].answer, pairs[0].answer_id) == ("目标是多少？", "达到0.11件[1]。", "d1")
    assert len({pair.id for pair in pairs}) == 4


def test_the_id_comes_from_the_content():
    first, second = (made_pairs(prediction())[0] for _ in range(2))
    assert first.id == second.id
    assert len(first.id) == 16
    assert made_pairs(prediction(citations=[citation(1, start=101)]))[0].id != first.id
    assert made_pairs(prediction(answer="达到0.12件[1]。"))[0].id != first.id


def test_a_refusal_has_no_pair():
    assert made_pairs(prediction(abstained=True)) == ()


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({}, "目标是多少？"),
        ({"question": "", "receipt": {"question": "收据里的问题？", "id": "r"}}, "收据里的问题？"),
        ({"question": "", "receipt": None}, "d1"),
    ],
    ids=["line", "receipt", "nowhere"],
)
def test_the_question_stands_in_the_line_or_in_its_receipt(values, asked):
    assert made_pairs(prediction(**values))[0].question == asked


@pytest.mark.parametrize(
    ("quote", "values", "quoted"),
    [
        ("乙", {}, (1, 2)),
        ("乙", {"quote_start": 13, "quote_end": 14}, (3, 4)),
        ("乙", {"quote_start": 12, "quote_end": 13}, (1, 2)),
        ("乙", {"quote_start": 2, "quote_end": 3}, (1, 2)),
        ("甲", {}, (0, 1)),
        ("丁", {}, (0, 0)),
        ("", {"quote_start": 13}, (0, 0)),
    ],
    ids=["found", "told", "told wrong", "told before", "at the beginning", "not there", "none"],
)
def test_where_the_quote_stands(quote, values, quoted):
    held = {**citation(1, "甲乙丙乙", quote, start=10), **values}
    assert CitedClause.model_validate(held).quoted == quoted


def test_a_file_of_predictions_is_read_in_order_with_byte_order_mark_and_empty_lines():
    content = b"\xef\xbb\xbf" + lines(prediction("a")) + b"\n\n" + lines(prediction("b", abstained=True)) + b"\n"
    assert [one.id for one in parse_predictions(content, "x.jsonl")] == ["a", "b"]


def test_a_line_separator_inside_a_string_ends_no_line():
    (one,) = parse_predictions(lines(prediction(answer="甲\u2028乙")), "x.jsonl")
    assert one.answer == "甲\u2028乙"


def broken(**values):
    return lines(prediction("a"), {**prediction("b"), **values})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (lines(prediction()) + b"\n{not json", "第 2 行不是 batch 写出的回答"),
        (lines(prediction()) + b"\n[1]", "第 2 行不是 batch 写出的回答"),
        (broken(sentences=[{"text": "甲"}]), r"第 2 行.*sentences\.0\.citations"),
        (broken(sentences=[said("甲", (1,), "perhaps")]), r"第 2 行.*sentences\.0\.verdict"),
        (broken(sentences=[said("甲", (7,))]), "第 2 行.*citations 中没有编号 7"),
        (broken(citations=[citation(1), citation(1)]), "第 2 行.*编号重复"),
        (broken(id=""), "第 2 行.*id"),
        (lines(prediction("a"), prediction("b"), prediction("a")), "1 个 id 重复：a"),
        (lines(prediction()) + b"\n\xff\xfe", "第 2 行不是 UTF-8"),
        (lines(prediction(abstained=True)), "没有可核查的句子"),
        (b"", "没有可核查的句子"),
    ],
    ids=["no json", "no object", "field", "verdict", "dangling", "twice", "id", "ids", "bytes", "declined", "empty"],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_line_that_names_the_line(content, message):
    with pytest.raises(ReviewError, match=message) as caught:
        parse_predictions(content, "x.jsonl")
    assert str(caught.value).startswith("x.jsonl ")
    assert "\n" not in str(caught.value)


def test_what_batch_writes_beside_the_contract_is_ignored():
    held = json.loads(lines(prediction()))
    assert pairs_of(Prediction.model_validate({**held, "removed_marks": 0, "rows": []})) == made_pairs(prediction())
