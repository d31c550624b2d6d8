import pytest

from assistant.answering.sentences import ChunkSentence, full_stop, is_responsible_line, split_sentences
from assistant.records import ClauseKind
from tests.answering.made import make_chunk


def texts(text):
    return [sentence.text for sentence in split_sentences(make_chunk(text))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲事。乙事！丙事？丁事", ["甲事。", "乙事！", "丙事？", "丁事"]),
        ("（一）标题\n正文一。正文二。", ["（一）标题", "正文一。", "正文二。"]),
        ("（甲事。）乙事。", ["（甲事。）", "乙事。"]),
        ("称“甲事。”乙事。", ["称“甲事。”", "乙事。"]),
        ("甲事；乙事，丙事。", ["甲事；乙事，丙事。"]),
        ("用于：\n（一）甲；\n（二）乙。\n另有丙。", ["用于：（一）甲；（二）乙。", "另有丙。"]),
        ("达到0.11件，增长3.5%。", ["达到0.11件，增长3.5%。"]),
        ("\n\n甲事。\n\n", ["甲事。"]),
    ],
)
def test_sentences_in_order(text, sentences):
    assert texts(text) == sentences


def test_quotes_are_slices_of_the_text_even_where_reading_folds_white_space():
    chunk = make_chunk("甲　事 业\n发展。乙事 |\n 完成。", reading="甲事业发展。乙事完成。")
    assert split_sentences(chunk) == (
        ChunkSentence("甲事业发展。", "甲　事 业\n发展。"),
        ChunkSentence("乙事完成。", "乙事 |\n 完成。"),
    )
    assert all(sentence.quote in chunk.text for sentence in split_sentences(chunk))


def test_a_sentence_made_of_cells_is_quoted_by_the_whole_row():
    row = make_chunk("| 商标 | 件 | 500 |", kind=ClauseKind.ROW, reading="商标：2025年500件。")
    assert split_sentences(row) == (ChunkSentence("商标：2025年500件。", "| 商标 | 件 | 500 |"),)


def test_signs_that_mean_something_to_a_pattern_are_quoted_too():
    chunk = make_chunk("达到(预期)*指标 [注]+。", reading="达到(预期)*指标[注]+。")
    assert split_sentences(chunk)[0].quote == "达到(预期)*指标 [注]+。"


@pytest.mark.parametrize("text", ["责任单位：市财政局", "（牵头单位：甲局；配合单位：乙局）", "责任部门:丙局"])
def test_lines_on_units(text):
    assert is_responsible_line(text)


@pytest.mark.parametrize("text", ["各单位要高度重视", "落实主体责任", ""])
def test_other_lines(text):
    assert not is_responsible_line(text)


@pytest.mark.parametrize(
    ("text", "stop"),
    [
        ("甲事", "。"),
        ("甲事！", ""),
        ("甲事？", ""),
        ("甲事?", ""),
        ("称“甲事。”", ""),
        ("（甲事！）", ""),
        ("称“甲事”", "。"),
        ("如下：", "。"),
    ],
)
def test_what_has_a_stop_gets_no_other(text, stop):
    assert full_stop(text) == stop
