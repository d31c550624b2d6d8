"""The same measure in two documents, and in what the two differ."""

import pytest

from assistant.measures.conflicts import Difference, find_conflicts
from assistant.measures.desk import MeasureDesk
from assistant.records import Bound, Filters, Firmness, Measure, Region
from tests.measures.made import CITY, JIA, ids, make_desk, make_measure, make_tree, yuan

BOTH = {"a": frozenset({"a", "b"}), "b": frozenset({"a", "b"})}
LOANS = "对专利质押贷款给予贴息。"


def loan(document: str, text: str = LOANS, **values: object) -> Measure:
    return make_measure(text, document=document, types=("贷款贴息",), **values)


@pytest.mark.parametrize(
    ("second", "difference"),
    [
        (loan("b", amounts=(yuan(300_000.0),)), Difference.AMOUNT),
        (loan("b", amounts=(yuan(500_000.0, Bound.AT_MOST),)), Difference.AMOUNT),
        (loan("b", amounts=(yuan(500_000.0),)), Difference.NONE),
        (loan("b"), Difference.NONE),
        (loan("b", firmness=Firmness.SUPPORTED), Difference.FIRMNESS),
        (loan("b", "停止对专利质押贷款给予贴息。", firmness=Firmness.WITHDRAWN), Difference.WITHDRAWN),
    ],
    ids=["amount", "bound", "same amount", "no amount", "firmness", "withdrawn"],
)
def test_two_on_the_same_thing_with_the_gravest_difference(second: Measure, difference: Difference) -> None:
    first = loan("a", amounts=(yuan(500_000.0),))
    (conflict,) = find_conflicts((second, first), BOTH)
    assert (conflict.difference, conflict.first, conflict.second) == (difference, first, second)
    assert conflict.shared == ("专利", "质押", "贴息", "贷款")


def test_figures_are_no_part_of_what_a_measure_is_on() -> None:
    first, second = loan("a", "给予五十万元贴息，三十亩。"), loan("b", "给予五十万元贴息，三十亩。")
    assert find_conflicts((first, second), BOTH) == ()


def test_measures_on_other_things_of_another_type_or_of_one_document_are_no_pair() -> None:
    other = loan("b", "对农户购买种子的借款利息给予补贴。")
    prize = make_measure(LOANS, document="b", types=("奖励",))
    again = loan("a", start=50)
    assert find_conflicts((loan("a"), other, prize, again), BOTH) == ()


def test_documents_that_are_not_related_are_not_compared() -> None:
    assert find_conflicts((loan("a"), loan("b")), {}) == ()
    for related in ({"a": frozenset({"b"})}, {"b": frozenset({"a"})}):
        assert len(find_conflicts((loan("a"), loan("b")), related)) == 1


def test_the_gravest_differences_come_first() -> None:
    insured = "支持企业投保专利保险产品。"
    found = find_conflicts(
        (
            loan("a"), loan("b"),
            make_measure(insured, document="a", start=50, types=("保险",)),
            make_measure(insured, document="b", start=50, types=("保险",), firmness=Firmness.SUPPORTED),
            make_measure(LOANS, document="a", start=90, types=("担保",), amounts=(yuan(1.0),)),
            make_measure(LOANS, document="b", start=90, types=("担保",), amounts=(yuan(2.0),)),
        ),
        BOTH,
    )  # fmt: skip
    assert [(one.difference, one.first.types[0]) for one in found] == [
        (Difference.AMOUNT, "担保"),
        (Difference.FIRMNESS, "保险"),
        (Difference.NONE, "贷款贴息"),
    ]


def pairs(desk: MeasureDesk, **asked: object) -> list[tuple[str, str]]:
    return [(one.first.id, one.second.id) for one in desk.conflicts(**asked)]


def test_a_county_is_compared_with_its_city_and_with_another_county_only_if_asked() -> None:
    desk = make_desk()
    around = [("city/art1#1", "plan/2.1#1"), ("city/art1#1", "rules/art3#1")]
    assert pairs(desk) == around
    assert pairs(desk, across=True) == [*around, ("plan/2.1#1", "rules/art3#1")]


def test_only_the_documents_that_are_asked_for_are_compared() -> None:
    desk = make_desk()
    assert pairs(desk, filters=Filters(documents=("plan", "city"))) == [("city/art1#1", "plan/2.1#1")]
    assert pairs(desk, filters=Filters(("甲禾县",))) == []


def test_editions_of_one_title_are_compared_also_where_no_place_is_known() -> None:
    old = make_tree("扶持办法\n第一条　对专利质押贷款给予最高30万元的贴息。\n", "y2020", title="专利扶持办法（2020年）")
    new = make_tree("扶持办法\n第一条　对专利质押贷款给予最高50万元的贴息。\n", "y2023", title="专利扶持办法（修订）")
    other = make_tree("奖励办法\n第一条　对专利质押贷款给予最高90万元的贴息。\n", "z", title="奖励办法")
    desk = make_desk(old, new, other)
    assert ids(desk.measures) == ["y2020/art1#1", "y2023/art1#1", "z/art1#1"]
    assert [(one.first.id, one.second.id, one.difference) for one in desk.conflicts()] == [
        ("y2020/art1#1", "y2023/art1#1", Difference.AMOUNT)
    ]


def test_documents_of_one_issuer_are_compared() -> None:
    texts = ("对专利质押贷款给予贴息，最高30万元。", "不再对专利质押贷款给予贴息。")
    trees = [
        make_tree(f"办法\n第一条　{text}\n", f"d{n}", title=f"办法{'甲乙'[n]}", issuer="县金融局", region=region)
        for n, (text, region) in enumerate(zip(texts, (JIA, Region("远山省")), strict=True))
    ]
    assert [one.difference for one in make_desk(*trees).conflicts()] == [Difference.WITHDRAWN]
    strangers = make_tree("办法\n第一条　对专利质押贷款给予贴息。\n", "e", title="规定", issuer="别局", region=CITY)
    assert make_desk(trees[1], strangers).conflicts() == ()
