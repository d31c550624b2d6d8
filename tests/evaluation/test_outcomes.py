from assistant.evaluation.outcomes import FoundClause, Wanted, WantedFact, judge
from tests.evaluation.made import FACT, GOAL, INTEREST, NONE, TWO, outcomes, prediction


def test_hits_and_citations_say_which_evidence_they_satisfy():
    outcome = outcomes()[1]
    assert outcome.hits == (
        FoundClause(1, "yi", "yi/3", ("三、保障",), (), False),
        FoundClause(2, "jia", "jia/2.1", ("二、任务", "(一)融资"), (1,), False),
        FoundClause(3, "jia", "jia/1", ("一、目标",), (), False),
    )
    assert [(cited.place, cited.clause, cited.satisfies) for cited in outcome.citations] == [
        (1, "jia/2.1", (1,)),
        (2, "yi/3", ()),
    ]
    assert outcome.first_rank == 2


def test_evidence_says_where_it_was_found_and_whether_it_is_cited():
    assert outcomes()[1].wanted == (Wanted("jia", ("贴息",), 2, True), Wanted("jia", ("保险",), None, False))


def test_facts_say_whether_they_are_said_and_a_refusal_says_none():
    assert outcomes()[1].facts == (WantedFact(("贴息",), True), WantedFact(("保险", "投保"), False))
    declined = judge(TWO, prediction("没有找到贴息。", reason="not_found"))
    assert [fact.is_said for fact in declined.facts] == [False, False]


def test_scores_times_and_the_rest_are_kept():
    outcome = outcomes()[1]
    assert outcome.scores["citation_recall"] == 0.5
    assert (outcome.verdicts, outcome.retrieve_seconds, outcome.total_seconds) == (("supported", "partial"), 0.3, 4.0)
    assert (outcome.id, outcome.kind, outcome.history) == ("q2", "list", ("甲县有哪些措施？",))
    assert [one.is_written for one in outcomes()] == [False, True, False]


def test_a_declined_question_keeps_both_reasons():
    outcome = outcomes()[2]
    assert (outcome.abstained, outcome.reason, outcome.expected_reason) == (True, "not_found", "no_such_place")
    assert (outcome.first_rank, outcome.wanted, outcome.facts) == (None, (), ())
    answered = judge(NONE, prediction("有补贴[1]。", citations=(GOAL,)))
    assert (answered.abstained, answered.reason) == (False, "")


def test_distractors_are_marked():
    outcome = judge(FACT, prediction("100件", hits=(GOAL, INTEREST), citations=(GOAL,)), frozenset({"jia"}))
    assert [hit.is_distractor for hit in (*outcome.hits, *outcome.citations)] == [True, True, True]
    assert outcome.scores["distractor_first"] == 1.0
