import math

import pytest

from assistant.evaluation.metrics import (
    LOWER_IS_BETTER,
    NAMES,
    found_share,
    normalise,
    satisfied_items,
    satisfies,
    says,
    score,
)
from assistant.evaluation.questions import Evidence, GoldQuestion

ONE = Evidence(document="jia", all_of=("达到0.11件",))
TWO = Evidence(document="jia", all_of=("注册商标", "200件"))
GOLD = GoldQuestion(id="q1", question="甲？", evidence=(ONE, TWO), answer_all_of=(("0.11", "零点一一"), ("200件",)))
UNANSWERABLE = GoldQuestion(id="q2", question="乙？", answerable=False)


def clause(text, document="jia", path=()):
    return {"document": document, "path": list(path), "text": text}


RIGHT_ONE, RIGHT_TWO = clause("专利达到0.11件。"), clause("达到200 件。", path=["注册商标"])
OFF_TOPIC, ELSEWHERE = clause("其他。"), clause("专利达到0.11件。", document="yi")


def prediction(
    answer="达到0.11件，商标200件", *, hits=(), citations=(), verdicts=("supported",), abstained=False, reason=None
):
    return {
        "answer": answer,
        "abstained": abstained,
        "reason": reason,
        "hits": list(hits),
        "citations": list(citations),
        "sentences": [{"verdict": verdict} for verdict in verdicts],
    }


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("甲，乙。 丙\n“丁”", "甲乙丙丁"),
        ("0.11件", "0.11件"),
        ("第1.2节.", "第1.2节"),
        ("a. b_c", "abc"),
        ("５０％（甲）", "50甲"),
    ],
)
def test_punctuation_and_white_space_do_not_count_but_decimal_points_do(text, plain):
    assert normalise(text) == plain


@pytest.mark.parametrize(
    ("found", "evidence", "holds"),
    [
        (RIGHT_ONE, ONE, True),
        (RIGHT_TWO, TWO, True),
        (RIGHT_ONE, TWO, False),
        (ELSEWHERE, ONE, False),
        (clause("达到011件"), ONE, False),
        (clause("注册商标达到2 0 0 件"), TWO, True),
    ],
)
def test_a_clause_satisfies_with_its_path_in_the_right_document(found, evidence, holds):
    assert satisfies(found, evidence) is holds


def test_found_share():
    assert found_share([OFF_TOPIC, RIGHT_TWO], [ONE, TWO]) == 0.5
    assert found_share([], [ONE]) == 0.0


def test_the_evidence_that_a_clause_satisfies_is_numbered_from_one():
    assert satisfied_items(RIGHT_TWO, [ONE, TWO]) == (2,)
    assert satisfied_items(clause("注册商标200件，专利达到0.11件"), [ONE, TWO]) == (1, 2)
    assert satisfied_items(ELSEWHERE, [ONE, TWO]) == ()


def test_an_answer_says_one_of_several_strings():
    assert says("达到 0.11 件。", ["0.12件", "0.11件"])
    assert not says("达到0.11件。", ["011件"])
    assert not says("达到0.11件。", [])


def test_a_full_answer():
    hits = [OFF_TOPIC, RIGHT_ONE, RIGHT_TWO]
    cited = [RIGHT_ONE, RIGHT_TWO, OFF_TOPIC, ELSEWHERE]
    verdicts = ("supported", "partial", "supported", "supported")
    assert score(GOLD, prediction(hits=hits, citations=cited, verdicts=verdicts)) == {
        "passed": 1.0,
        "recall@1": 0.0,
        "recall@5": 1.0,
        "recall@10": 1.0,
        "mrr": 0.5,
        # Gains at ranks 2 and 3 over gains at ranks 1 and 2.
        "ndcg@10": pytest.approx((1 / math.log2(3) + 1 / math.log2(4)) / (1 + 1 / math.log2(3))),
        "answered": 1.0,
        "key_facts": 1.0,
        "citation_recall": 1.0,
        "citation_precision": 0.5,
        "wrong_document": 0.25,
        "supported": 0.75,
    }


def test_recall_counts_within_its_depth_and_rank_within_ten():
    late = score(GOLD, prediction(hits=[OFF_TOPIC] * 5 + [RIGHT_ONE] + [OFF_TOPIC] * 4 + [RIGHT_TWO]))
    assert (late["recall@1"], late["recall@5"], late["recall@10"]) == (0.0, 0.0, 0.5)
    assert late["mrr"] == pytest.approx(1 / 6)
    assert score(GOLD, prediction(hits=[OFF_TOPIC] * 10 + [RIGHT_ONE]))["mrr"] == 0.0


@pytest.mark.parametrize(
    ("answer", "worth"),
    [("0.11件和200件", 1.0), ("零点一一件和200件", 1.0), ("0.11件", 0.0), ("0.12件和200件", 0.0), ("", 0.0)],
)
def test_key_facts_need_one_string_of_every_list(answer, worth):
    assert score(GOLD, prediction(answer))["key_facts"] == worth


def test_a_declined_question_scores_zero_whatever_it_says_and_cites():
    declined = prediction(hits=[RIGHT_ONE, RIGHT_TWO], citations=[RIGHT_ONE], abstained=True)
    assert score(GOLD, declined) == {
        "passed": 0.0,
        "recall@1": 0.5,
        "recall@5": 1.0,
        "recall@10": 1.0,
        "mrr": 1.0,
        "ndcg@10": 1.0,
        "answered": 0.0,
        "key_facts": 0.0,
        "citation_recall": 0.0,
    }


@pytest.mark.parametrize(("abstained", "worth"), [(True, 1.0), (False, 0.0)])
def test_of_an_unanswerable_question_only_declining_counts(abstained, worth):
    found = score(UNANSWERABLE, prediction(citations=[RIGHT_ONE], abstained=abstained))
    assert found == {"passed": worth, "declined": worth}


@pytest.mark.parametrize(
    ("abstained", "reason", "scores"),
    [
        (True, "not_found", {"passed": 1.0, "declined": 1.0, "reason_right": 1.0}),
        (True, "no_such_place", {"passed": 1.0, "declined": 1.0, "reason_right": 0.0}),
        (False, None, {"passed": 0.0, "declined": 0.0, "reason_right": 0.0}),
    ],
)
def test_a_reason_counts_where_one_is_expected(abstained, reason, scores):
    gold = UNANSWERABLE.model_copy(update={"reason": "not_found"})
    assert score(gold, prediction(abstained=abstained, reason=reason)) == scores


def test_without_gold_evidence_only_what_applies_is_scored():
    plain = GoldQuestion(id="q3", question="丙？")
    assert score(plain, prediction(citations=[RIGHT_ONE])) == {"passed": 1.0, "answered": 1.0}
    facts = GoldQuestion(id="q4", question="丁？", answer_all_of=(("200",),))
    assert score(facts, prediction()) == {"passed": 1.0, "answered": 1.0, "key_facts": 1.0}


@pytest.mark.parametrize(
    ("answer", "cited", "worth"),
    [
        ("0.11件和200件", [RIGHT_ONE, RIGHT_TWO, ELSEWHERE], 1.0),
        ("0.11件和200件", [RIGHT_ONE], 0.0),
        ("0.11件", [RIGHT_ONE, RIGHT_TWO], 0.0),
    ],
    ids=["all", "a citation missing", "a fact missing"],
)
def test_a_question_is_passed_with_all_facts_and_citations(answer, cited, worth):
    assert score(GOLD, prediction(answer, citations=cited))["passed"] == worth


def test_distractors_count_at_the_first_rank_and_among_the_citations():
    others = frozenset({"yi"})
    both = score(GOLD, prediction(hits=[ELSEWHERE, RIGHT_ONE], citations=[RIGHT_ONE, ELSEWHERE]), others)
    assert (both["distractor_first"], both["distractor_cited"]) == (1.0, 1.0)
    neither = score(GOLD, prediction(hits=[RIGHT_ONE, ELSEWHERE], citations=[RIGHT_ONE]), others)
    assert (neither["distractor_first"], neither["distractor_cited"]) == (0.0, 0.0)
    unanswerable = score(UNANSWERABLE, prediction(hits=[ELSEWHERE], citations=[ELSEWHERE]), others)
    assert unanswerable == {"passed": 0.0, "declined": 0.0, "distractor_cited": 1.0}
    assert not {name for name in score(GOLD, prediction()) if name.startswith("distractor")}


def test_scores_that_fall_for_the_better_are_known():
    assert set(NAMES) > LOWER_IS_BETTER == {"wrong_document", "distractor_first", "distractor_cited"}
