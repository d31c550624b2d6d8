import pytest

from assistant.errors import QuestionError
from assistant.evaluation.gold_check import Fault, GoldFault, check_gold
from assistant.evaluation.questions import Evidence, GoldQuestion
from assistant.records import Chunk, ClauseKind


def chunk(text, document="jia"):
    return Chunk(f"{document}/1", document, ClauseKind.ITEM, ("一、目标",), text, 0, len(text), text, text)


def gold(identifier, *evidence):
    items = tuple(Evidence(document=document, all_of=strings) for document, *strings in evidence)
    return GoldQuestion(id=identifier, question="甲？", evidence=items)


CHUNKS = [chunk("达到100件。"), chunk("商标5件。"), chunk("给予贴息。", "yi")]


def test_evidence_that_stands_in_a_clause_with_its_path_is_no_fault():
    questions = [gold("q1", ("jia", "目标", "100件")), gold("q2", ("yi", "贴息"), ("jia", "5 件")), gold("q3")]
    assert check_gold(questions, {"jia", "yi"}, CHUNKS) == ()


def test_faults_are_listed_in_the_order_of_the_questions():
    questions = [gold("q1", ("jia", "100件", "5件")), gold("q2", ("bing", "贴息"), ("yi", "贴息"), ("yi", "保险"))]
    assert check_gold(questions, {"jia", "yi"}, CHUNKS) == (
        GoldFault("q1", "jia", ("100件", "5件"), Fault.NO_CLAUSE),
        GoldFault("q2", "bing", ("贴息",), Fault.NO_DOCUMENT),
        GoldFault("q2", "yi", ("保险",), Fault.NO_CLAUSE),
    )


def test_a_distractor_gives_no_evidence():
    questions = [gold("q1", ("yi", "贴息")), gold("q2", ("jia", "100件"))]
    assert [fault.fault for fault in check_gold(questions, {"jia"}, CHUNKS)] == [Fault.NO_DOCUMENT]


def test_questions_of_another_corpus_are_refused():
    with pytest.raises(QuestionError, match="都不在文档库中：bing、ding。"):
        check_gold([gold("q1", ("ding", "甲")), gold("q2", ("bing", "乙"))], {"jia"}, CHUNKS)


def test_questions_without_evidence_need_no_document():
    assert check_gold([gold("q1")], set(), []) == ()
