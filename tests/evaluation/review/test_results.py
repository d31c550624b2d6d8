from assistant.evaluation.review.adjudication import Standing
from assistant.evaluation.review.agreement import KappaState
from assistant.evaluation.review.judgement import ErrorType, HumanVerdict, Role
from assistant.evaluation.review.results import summarise
from assistant.records import Verdict
from tests.evaluation.review.made import citation, judged, made_pairs, prediction, said

# d1: a sentence with two citations, one without citation; d2: a sentence each with one citation.
PAIRS = made_pairs(
    prediction("d1", [said("甲", (1, 2)), said("乙", (), "unsupported")], [citation(1), citation(2)]),
    prediction("d2", [said("丙"), said("丁", (1,), "partial"), said("戊", (1,), "unsupported")]),
)
A1, A2, B, C, D, E = (pair.id for pair in PAIRS)


def counts(share):
    return share.hits, share.count


def test_figures_of_a_set_that_two_have_judged():
    found = summarise(
        PAIRS,
        [
            *(judged(pair, "甲", key) for pair, key in zip((A1, A2, B, C, D, E), "132134", strict=True)),
            *(judged(pair, "乙", key) for pair, key in zip((A1, A2, B, C, D), "13233", strict=True)),
            judged(C, "丙", "2", "wrong_number", Role.ADJUDICATOR),
        ],
    )
    # Final: A1 1, A2 3, B (cites nothing) 2, C settled as 2, D 3, E 4.
    assert found.standings == {
        Standing.OPEN: 0, Standing.SINGLE: 1, Standing.AGREED: 4, Standing.DISPUTED: 0, Standing.SETTLED: 1,
    }  # fmt: skip
    assert list(found.verdicts.values()) == [1, 2, 2, 1]
    assert found.errors[ErrorType.WRONG_NUMBER] == 1
    assert found.confusion == {
        (HumanVerdict.SUPPORTED, Verdict.SUPPORTED): 1,
        (HumanVerdict.UNSUPPORTED, Verdict.SUPPORTED): 1,
        (HumanVerdict.PARTIAL, Verdict.SUPPORTED): 1,
        (HumanVerdict.UNSUPPORTED, Verdict.PARTIAL): 1,
        (HumanVerdict.UNCLEAR, Verdict.UNSUPPORTED): 1,
    }
    assert counts(found.precision) == (1, 4)
    assert counts(found.loose_precision) == (2, 4)
    # 甲 is carried by its first citation; 乙 cites nothing, 丙 and 丁 are not carried; 戊 cannot be told.
    assert counts(found.recall) == (1, 4)
    assert counts(found.automatic_precision) == (1, 3)
    assert counts(found.automatic_recall) == (1, 1)


def test_two_agree_over_the_pairs_that_both_judged():
    # 1 1, 3 3, 1 2: observed 2/3; expected (2*1 + 1*1 + 0*1) / 9 = 1/3; κ = (1/3) / (2/3).
    (one,) = summarise(
        PAIRS,
        [
            *(judged(pair, "b", key) for pair, key in zip((A1, A2, C, D), "1322", strict=True)),
            *(judged(pair, "a", key) for pair, key in zip((A1, A2, C, E), "1312", strict=True)),
        ],
    ).agreements
    assert (one.first, one.second, one.kappa.count) == ("a", "b", 3)
    assert (round(one.kappa.observed, 6), round(one.kappa.value, 6)) == (0.666667, 0.5)


def test_three_annotators_are_compared_two_by_two():
    said_by = [judged(A1, "a", "1"), judged(A1, "b", "1"), judged(C, "c", "2")]
    found = summarise(PAIRS, said_by).agreements
    assert [(one.first, one.second, one.kappa.state) for one in found] == [
        ("a", "b", KappaState.ONE_CLASS), ("a", "c", KappaState.NO_OVERLAP), ("b", "c", KappaState.NO_OVERLAP),
    ]  # fmt: skip


def test_a_sentence_that_needs_no_citation_is_not_counted_and_one_half_judged_neither():
    found = summarise(PAIRS, [judged(B, "a", "1"), judged(A1, "a", "1")])
    assert counts(found.recall) == (0, 0)
    assert counts(found.precision) == (1, 1)
    assert counts(summarise(PAIRS, [judged(A1, "a", "1"), judged(A2, "a", "4")]).recall) == (1, 1)


def test_nothing_judged_gives_no_figure():
    found = summarise(PAIRS, [])
    assert (counts(found.precision), found.agreements, found.confusion) == ((0, 0), (), {})
    assert (found.recall.low, found.recall.high) == (0.0, 1.0)
    assert summarise((), []).rows == ()
