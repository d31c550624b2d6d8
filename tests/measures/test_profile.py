"""Measures for somebody, each condition held against what is known of them."""

from assistant.measures.profile import Check, Fit, Profile, Suggestion, suggest
from assistant.records import Condition, Firmness, Measure
from tests.measures.made import TAXONOMY, make_measure

NEW = Condition("首次通过贯标认证的企业", ("通过贯标认证", "首次"))
VAGUE = Condition("符合规定条件的", ())
ISSUERS = {"own": "甲县人民政府", "wide": "乙市人民政府", "other": "丙县人民政府"}


def suggested(*measures: Measure, **profile: object) -> tuple[Suggestion, ...]:
    held = Profile(frozenset({"own"}), frozenset({"wide"}), **profile)
    return suggest(measures, held, TAXONOMY, ISSUERS)


def measure(document: str = "own", **values: object) -> Measure:
    return make_measure(document=document, **values)


def checks(one: Suggestion) -> list[tuple[str, Fit]]:
    return [(check.condition, check.fit) for check in one.checks]


def test_each_condition_is_held_against_the_profile() -> None:
    offer = measure(beneficiaries=("企业",), conditions=(NEW, VAGUE))
    told = {"kinds": ("企业",), "traits": ("通过贯标认证", "首次")}
    (met,) = suggested(offer, **told)
    assert checks(met) == [
        ("适用地区", Fit.MET),
        ("对象：企业", Fit.MET),
        ("首次通过贯标认证的企业", Fit.MET),
        ("符合规定条件的", Fit.UNCLEAR),
    ]
    (untold,) = suggested(offer, kinds=("企业",), traits=("首次",))
    assert untold.checks[2] == Check("首次通过贯标认证的企业", Fit.UNTOLD)
    (unmet,) = suggested(offer, kinds=("企业",), traits=("首次",), lacks=("通过贯标认证",))
    assert unmet.checks[2] == Check("首次通过贯标认证的企业", Fit.UNMET)


def test_the_worst_of_the_checks_is_that_of_the_measure() -> None:
    plain, new = measure(beneficiaries=("企业",)), measure(beneficiaries=("企业",), conditions=(NEW,))
    vague, both = measure(conditions=(VAGUE,)), measure(conditions=(VAGUE, NEW))
    assert [one.fit for one in suggested(plain, kinds=("企业",))] == [Fit.MET]
    assert [one.fit for one in suggested(new, kinds=("企业",))] == [Fit.UNTOLD]
    assert [one.fit for one in suggested(vague)] == [Fit.UNCLEAR]
    assert [one.fit for one in suggested(both)] == [Fit.UNTOLD]
    assert [one.fit for one in suggested(both, lacks=("首次",))] == [Fit.UNMET]


def test_a_measure_that_names_nobody_is_not_clear_and_one_for_others_is_left_out() -> None:
    open_to_all, banks = measure(start=0), measure(start=10, beneficiaries=("金融机构",))
    assert [checks(one) for one in suggested(open_to_all, banks, kinds=("企业",))] == [
        [("适用地区", Fit.MET), ("对象", Fit.UNCLEAR)]
    ]
    assert [one.measure for one in suggested(open_to_all, banks)] == [open_to_all, banks]


def test_a_small_enterprise_is_an_enterprise_and_not_the_other_way() -> None:
    all_of_them, small = measure(start=0, beneficiaries=("企业",)), measure(start=10, beneficiaries=("中小微企业",))
    assert [one.measure for one in suggested(all_of_them, small, kinds=("中小微企业",))] == [all_of_them, small]
    assert [one.measure for one in suggested(all_of_them, small, kinds=("企业",))] == [all_of_them]


def test_what_a_kind_implies_is_a_trait_that_is_held() -> None:
    small = measure(conditions=(Condition("小微企业", ("中小微企业",)),))
    (one,) = suggested(small, kinds=("中小微企业",))
    assert one.checks[-1] == Check("小微企业", Fit.MET)


def test_only_needs_are_answered() -> None:
    prize, insurance = measure(types=("奖励", "保险")), measure(start=10, types=("担保",))
    assert [one.measure for one in suggested(prize, insurance, needs=("保险",))] == [prize]


def test_documents_of_wider_places_count_and_are_not_clear_and_others_do_not() -> None:
    wide, other = measure("wide"), measure("other")
    (one,) = suggested(wide, other)
    assert (one.measure, one.checks, one.fit) == (wide, (Check("适用地区", Fit.UNCLEAR),), Fit.UNCLEAR)


def test_the_firmest_come_first_then_the_fewest_not_met_then_the_most_met_and_withdrawals_last() -> None:
    ended = measure(start=0, firmness=Firmness.WITHDRAWN)
    weak = measure(start=10, firmness=Firmness.SUPPORTED)
    unmet = measure(start=20, conditions=(Condition("投保的", ("投保知识产权保险",)),))
    met = measure(start=30, conditions=(Condition("首次", ("首次",)),))
    bare, later = measure(start=40), measure("wide", start=0)
    found = suggested(
        ended, weak, unmet, met, later, bare, traits=("首次",), lacks=("投保知识产权保险",)
    )  # fmt: skip
    assert [one.measure for one in found] == [met, bare, later, unmet, weak, ended]


def test_whom_to_ask_is_the_first_unit_else_who_issued_the_document() -> None:
    found = suggested(measure(start=0, units=("县科技局", "县财政局")), measure(start=10), measure("wide", start=20))
    assert [one.ask for one in found] == ["县科技局", "甲县人民政府", "乙市人民政府"]
