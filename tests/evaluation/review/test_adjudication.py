import pytest

from assistant.evaluation.review.adjudication import Standing, settle
from assistant.evaluation.review.judgement import ErrorType, HumanVerdict, Role
from tests.evaluation.review.made import judged

ADJUDICATOR = Role.ADJUDICATOR
CASES = {
    "open": ([], Standing.OPEN, None, None),
    "single": ([judged("p", "甲", "1")], Standing.SINGLE, HumanVerdict.SUPPORTED, None),
    "agreed": ([judged("p", "甲", "3"), judged("p", "乙", "3")], Standing.AGREED, HumanVerdict.UNSUPPORTED, None),
    "verdicts differ": ([judged("p", "甲", "1"), judged("p", "乙", "2")], Standing.DISPUTED, None, None),
    "errors differ": (
        [judged("p", "甲", "3", "wrong_clause"), judged("p", "乙", "3", "wrong_number")],
        Standing.DISPUTED, None, None,
    ),
    "latest counts": (
        [judged("p", "甲", "1"), judged("p", "乙", "2"), judged("p", "甲", "2")],
        Standing.AGREED, HumanVerdict.PARTIAL, None,
    ),
    "taken back": ([judged("p", "甲", "1"), judged("p", "乙", "2"), judged("p", "甲", "")], Standing.SINGLE,
                   HumanVerdict.PARTIAL, None),
    "settled": (
        [judged("p", "甲", "1"), judged("p", "乙", "3"), judged("p", "丙", "2", "wrong_number", ADJUDICATOR)],
        Standing.SETTLED, HumanVerdict.PARTIAL, ErrorType.WRONG_NUMBER,
    ),
    "last adjudication": (
        [judged("p", "甲", "1"), judged("p", "乙", "3"), judged("p", "丙", "2", role=ADJUDICATOR),
         judged("p", "丁", "1", role=ADJUDICATOR)],
        Standing.SETTLED, HumanVerdict.SUPPORTED, None,
    ),
    "adjudication taken back": (
        [judged("p", "甲", "1"), judged("p", "乙", "3"), judged("p", "丙", "2", role=ADJUDICATOR),
         judged("p", "丙", "", role=ADJUDICATOR)],
        Standing.DISPUTED, None, None,
    ),
    "other pair": ([judged("q", "甲", "1")], Standing.OPEN, None, None),
}  # fmt: skip


@pytest.mark.parametrize(("judgements", "standing", "verdict", "error"), CASES.values(), ids=CASES)
def test_what_holds_of_a_pair(judgements, standing, verdict, error):
    (ruling,) = settle(["p"], judgements)
    assert (ruling.standing, ruling.verdict, ruling.error) == (standing, verdict, error)


def test_judgements_stand_in_the_order_of_names_and_a_settled_pair_tells_that_it_was_disputed():
    said = [judged("p", "乙", "3"), judged("p", "甲", "1"), judged("p", "丙", "1", role=ADJUDICATOR)]
    (ruling,) = settle(["p"], said)
    assert [one.annotator for one in ruling.judgements] == sorted(["甲", "乙"])
    assert ruling.adjudication == said[2]
    assert ruling.was_disputed


def test_rulings_come_in_the_order_of_the_pairs():
    assert [ruling.pair for ruling in settle(["b", "a"], [judged("a", "甲", "1")])] == ["b", "a"]
