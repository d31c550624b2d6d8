import pytest

from assistant.answering.cite import Marked
from assistant.answering.compose import check, compose
from assistant.ports import Inference
from assistant.records import ClauseKind, Sentence, Verdict
from tests.answering.made import make_chunk, make_passages

PATENTS = make_chunk("到2025年，发明专利拥有量达到100件。", clause="jia/2.1")
MARKS = make_chunk("完善商标服务。到2025年，注册商标达到200件。", clause="jia/2.2")
LOANS = make_chunk("对质押贷款给予最高50万元贴息。", clause="jia/3")
PASSAGES = make_passages(PATENTS, MARKS, LOANS)
SUPPORTED, UNSUPPORTED = Verdict.SUPPORTED, Verdict.UNSUPPORTED


@pytest.mark.parametrize("mark", [2, 1, 3])
def test_a_right_mark_stays_and_a_wrong_one_gives_way_to_the_passage_that_carries_the_sentence(mark):
    said = Marked("注册商标达到200件。", (mark,))
    assert check([said], PASSAGES, {}) == (Sentence("注册商标达到200件", (2,), SUPPORTED),)


def test_a_sentence_without_a_mark_gets_the_passage_that_carries_it():
    assert check([Marked("质押贷款给予最高五十万元贴息", ())], PASSAGES, {}) == (
        Sentence("质押贷款给予最高五十万元贴息", (3,), SUPPORTED),
    )


def test_two_marks_stay_where_only_both_carry_the_sentence():
    said = "发明专利拥有量达到100件，注册商标达到200件"
    assert check([Marked(said, (1, 2))], PASSAGES, {}) == (Sentence(said, (1, 2), SUPPORTED),)


def test_what_no_passage_carries_stays_without_a_citation_and_tells_why():
    assert check([Marked("质押贷款给予最高20万元贴息。", (3,))], PASSAGES, {}) == (
        Sentence("质押贷款给予最高20万元贴息", (), UNSUPPORTED, ("最高20万元",)),
    )


def test_a_sentence_said_twice_counts_once():
    twice = [Marked("注册商标达到200件。", (2,)), Marked("注册商标达到200件；", (2,)), Marked("。", (1,))]
    assert [sentence.text for sentence in check(twice, PASSAGES, {})] == ["注册商标达到200件"]


def test_the_title_of_the_document_counts_as_source():
    said = Marked("甲县规划提出，注册商标达到200件", (2,))
    assert check([said], PASSAGES, {})[0].verdict is not SUPPORTED
    assert check([said], PASSAGES, {"jia": "甲县规划提出"})[0].verdict is SUPPORTED


def test_clauses_are_numbered_in_order_of_use_and_only_those_used_are_listed():
    composed = compose(
        [
            Sentence("给予最高50万元贴息", (3,), SUPPORTED),
            Sentence("达到300件", (), UNSUPPORTED, ("300件",)),
            Sentence("发明专利拥有量达到100件", (1,), SUPPORTED),
            Sentence("贷款贴息，专利100件", (1, 3), Verdict.PARTIAL),
        ],
        PASSAGES,
    )
    assert composed.text == "给予最高50万元贴息[1]。发明专利拥有量达到100件[2]。贷款贴息，专利100件[2][1]。"
    assert [sentence.citations for sentence in composed.sentences] == [(1,), (2,), (2, 1)]
    assert [(citation.number, citation.chunk.clause) for citation in composed.citations] == [
        (1, "jia/3"),
        (2, "jia/2.1"),
    ]


def test_a_sentence_with_a_stop_of_its_own_gets_no_other():
    said = ["坚决打赢攻坚战！", "达到多少件？", "达到100件"]
    composed = compose([Sentence(text, (1,), SUPPORTED) for text in said], PASSAGES)
    assert composed.text == "坚决打赢攻坚战！[1]达到多少件？[1]达到100件[1]。"


def test_nothing_carried_composes_to_nothing():
    composed = compose([Sentence("达到300件", (), UNSUPPORTED, ("300件",))], PASSAGES)
    assert (composed.text, composed.sentences, composed.citations) == ("", (), ())


def test_the_quote_is_the_sentence_of_the_clause_that_was_relied_on():
    (citation,) = compose([Sentence("注册商标达到200件", (2,), SUPPORTED)], PASSAGES).citations
    assert citation.quote == "到2025年，注册商标达到200件。"
    assert citation.quote in citation.chunk.text


def test_a_table_row_is_quoted_whole_and_verbatim():
    row = make_chunk(
        "| 发明专利拥有量 | 件 | 0.39 | 1 |", kind=ClauseKind.ROW, reading="发明专利拥有量：2020年0.39件，2025年1件。"
    )
    (citation,) = compose([Sentence("发明专利拥有量2025年1件", (1,), SUPPORTED)], make_passages(row)).citations
    assert citation.quote == row.text


class Doubter:
    """Finds that everything contradicts everything, and keeps what it was asked."""

    def __init__(self):
        self.asked = []

    def score(self, premise, hypothesis):
        self.asked.append((premise, hypothesis))
        return Inference(entailment=0.0, contradiction=1.0)


def test_an_entailment_model_is_asked_once_about_the_best_passage():
    doubter = Doubter()
    said = [Marked("注册商标达到200件。", (1,)), Marked("质押贷款给予最高20万元贴息。", (3,))]
    assert check(said, PASSAGES, {}, doubter) == (
        Sentence("注册商标达到200件", (2,), Verdict.PARTIAL),
        Sentence("质押贷款给予最高20万元贴息", (), UNSUPPORTED, ("最高20万元",)),
    )
    assert doubter.asked == [(f"二、主要目标\n{MARKS.reading}", "注册商标达到200件")]
