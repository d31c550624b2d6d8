from assistant.answering.choice import Chooser
from assistant.answering.cite import Marked
from assistant.answering.extract import extract
from assistant.answering.library import Library
from assistant.records import ClauseKind, Passage
from tests.answering.made import make_chunk, make_hits, make_passages, make_search, make_tree

ONE = make_chunk("甲事达到100件。", clause="jia/1")
TWO = make_chunk("乙事达到200件。", clause="jia/2")
OTHER = make_chunk("甲事达到300件。", document="yi", clause="yi/1")
LIBRARY = Library.of([make_tree("jia", "甲县", ""), make_tree("yi", "乙县", "")])


def quote(*passages, compared=False, question="甲事？"):
    chooser = Chooser.of(make_search(question, *(passage.hit.chunk for passage in passages)))
    return extract(passages, LIBRARY, chooser, compared=compared)


def test_nothing_from_nothing():
    assert quote() == ()


def test_every_sentence_of_the_best_passage_cites_it():
    passage = Passage(1, make_hits(ONE)[0], ("甲事一。", "甲事二。"))
    assert quote(passage) == (Marked("甲事一。", (1,)), Marked("甲事二。", (1,)))


def test_a_second_passage_is_quoted_only_where_it_scores_nearly_the_same():
    assert [m.numbers for m in quote(*make_passages(ONE, TWO, scores=(1.0, 0.94)))] == [(1,), (2,)]
    assert [m.numbers for m in quote(*make_passages(ONE, TWO, scores=(1.0, 0.93)))] == [(1,)]


def test_a_third_passage_is_left_out():
    third = make_chunk("丙事。", clause="jia/3")
    assert [m.numbers for m in quote(*make_passages(ONE, TWO, third))] == [(1,), (2,)]


def test_a_comparison_quotes_every_place_and_leads_it_by_its_name():
    assert quote(*make_passages(ONE, OTHER, scores=(1.0, 0.1)), compared=True) == (
        Marked("甲县：甲事达到100件。", (1,)),
        Marked("乙县：甲事达到300件。", (2,)),
    )


def test_a_place_is_led_once_and_not_where_the_sentence_names_it():
    two = Passage(1, make_hits(ONE)[0], ("甲事一。", "甲事二。"))
    named = Passage(2, make_hits(OTHER)[0], ("乙县办理甲事。",))
    assert [m.text for m in quote(two, named, compared=True)] == ["甲县：甲事一。", "甲事二。", "乙县办理甲事。"]


def test_a_line_of_units_is_led_by_the_heading_it_belongs_to():
    chunk = make_chunk("加强保护。\n（责任单位：市财政局）", path=("三、任务", "（一）加强保护"))
    passage = Passage(1, make_hits(chunk)[0], ("（责任单位：市财政局）",))
    assert quote(passage) == (Marked("（一）加强保护：责任单位：市财政局", (1,)),)


def test_units_within_a_sentence_need_no_heading():
    chunk = make_chunk("各部门与责任单位分工落实。", path=("（一）加强保护",))
    passage = Passage(1, make_hits(chunk)[0], ("各项工作由各部门与责任单位分工落实。",))
    assert quote(passage) == (Marked("各项工作由各部门与责任单位分工落实。", (1,)),)


def test_a_plain_no_stands_before_the_words_that_say_it():
    chunk = make_chunk("全面取消专利申请资助。")
    assert quote(*make_passages(chunk), question="还给专利申请发资助吗？") == (
        Marked("没有，全面取消专利申请资助。", (1,)),
    )


def test_a_table_row_is_quoted_whole():
    row = make_chunk(
        "专利 9005 18000", kind=ClauseKind.ROW, reading="专利登记金额：2020年9005万元，2025年18000万元" + "，备注" * 20
    )
    assert quote(*make_passages(row), question="专利登记金额2025年多少万元？") == (Marked(row.reading, (1,)),)
