"""Documents → measures with all that the text says of them."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.measures.extract import extract_measures
from assistant.measures.indicators import extract_indicators
from assistant.records import Amount, Bound, Condition, Firmness, Measure
from tests.golden.render import corpus_trees
from tests.measures.made import JIA, PLAN, RULES, TABLE, TAXONOMY, ids, make_tree, measures_of


def test_a_measure_has_all_that_its_document_says_of_it() -> None:
    text = (
        "甲禾县办法\n一、支持融资\n（一）贷款贴息。对首次质押专利的企业，2023年按利息的50%给予贴息，最高20万元。\n"
        "责任单位：县市场监管局、县财政局\n"
    )
    (measure,) = measures_of(text, region=JIA, period="2021—2025年")
    said = "对首次质押专利的企业，2023年按利息的50%给予贴息，最高20万元。"
    start = text.index(said)
    assert measure == Measure(
        id="jia/1.1#1",
        document="jia",
        clause="jia/1.1",
        path=("一、支持融资", "（一）贷款贴息"),
        text=said,
        start=start,
        end=start + len(said),
        types=("贷款贴息",),
        firmness=Firmness.GIVEN,
        beneficiaries=("企业",),
        amounts=(Amount(50.0, "%", Bound.NONE, "50%"), Amount(200_000.0, "元", Bound.AT_MOST, "最高20万元")),
        conditions=(),
        units=("县市场监管局", "县财政局"),
        place="甲禾县",
        period="2021—2025年",
        years=("2023",),
    )


def test_measures_come_in_text_order_without_goals_and_silent_parts() -> None:
    found = measures_of(PLAN)
    assert [(one.id, one.types[0], one.firmness) for one in found] == [
        ("jia/2.1#1", "贷款贴息", Firmness.GIVEN),
        ("jia/2.1#2", "质押融资", Firmness.SUPPORTED),
        ("jia/2.2#1", "资助补贴", Firmness.WITHDRAWN),
        ("jia/2.3#1", "保险", Firmness.EXPLORED),
        ("jia/2.4#1", "维权援助", Firmness.GIVEN),
    ]


def test_articles_give_measures_with_their_conditions() -> None:
    found = measures_of(RULES)
    assert ids(found) == ["jia/art1#1", "jia/art2#1", "jia/art3#1"]
    assert found[0].conditions == (Condition("首次通过贯标认证的企业", ("通过贯标认证", "首次")),)
    assert found[2].amounts == (Amount(300_000.0, "元", Bound.AT_MOST, "最高30万元"),)


def test_an_item_is_judged_behind_its_stem_and_keeps_its_own_words() -> None:
    items = "（一）通过贯标认证的，最高10万元；\n（二）投保专利保险的，最高5万元。\n"
    text = f"甲办法\n第一条　县财政对下列企业给予资助：\n{items}"
    found = measures_of(text)
    assert [(one.text, one.firmness, one.amounts[0].value) for one in found[1:]] == [
        ("通过贯标认证的，最高10万元；", Firmness.GIVEN, 100_000.0),
        ("投保专利保险的，最高5万元。", Firmness.GIVEN, 50_000.0),
    ]
    assert [one.amounts for one in found[:1]] == [()]


def test_units_are_those_of_the_clause_else_of_the_part_around_it() -> None:
    text = (
        "甲意见\n一、工作重点\n（一）培育企业\n责任单位：县科技局\n1.鼓励企业开展贯标。\n2.支持企业投保专利保险。\n"
        "责任单位：县金融办\n（二）鼓励企业维权。\n"
    )
    assert [(one.text, one.units) for one in measures_of(text)] == [
        ("鼓励企业开展贯标。", ("县科技局",)),
        ("支持企业投保专利保险。", ("县金融办",)),
        ("鼓励企业维权。", ()),
    ]


def test_a_unit_that_the_sentence_names_comes_before_those_of_its_clause() -> None:
    text = "甲意见\n一、工作重点\n（一）扩大融资。由县金融局牵头，对企业质押贷款给予贴息。\n责任单位：县财政局\n"
    assert [one.units for one in measures_of(text)] == [("县金融局", "县财政局")]


def test_rows_under_a_heading_that_gives_are_measures() -> None:
    text = "甲办法\n一、奖励标准\n|序号|项目|标准|\n|---|---|---|\n|1|专利金奖|50万元|\n|2|专利银奖|最高20万元|\n"
    assert [(one.text, one.types, one.amounts[0].value) for one in measures_of(text)] == [
        ("|1|专利金奖|50万元|", ("奖励", "资助补贴"), 500_000.0),
        ("|2|专利银奖|最高20万元|", ("奖励", "资助补贴"), 200_000.0),
    ]


def test_rows_of_indicators_are_no_measures() -> None:
    assert measures_of(TABLE) == []


def test_every_measure_and_indicator_of_the_corpus_is_a_slice_of_its_document() -> None:
    trees = {tree.document.id: tree for tree in corpus_trees()}
    measures = list(extract_measures(trees.values(), TAXONOMY))
    indicators = extract_indicators(trees.values(), TAXONOMY.indicators)
    assert {one.document for one in measures} == {one.document for one in indicators} == set(trees)
    for one in (*measures, *indicators):
        assert trees[one.document].document.text[one.start : one.end] == one.text
        clause = next(clause for clause in trees[one.document].clauses if clause.id == one.clause)
        assert clause.start <= one.start < one.end <= clause.end
    assert len(set(ids(measures))) == len(measures) > 200


_PIECES = st.sampled_from(
    "一、 （一） 1. 第一条 支持企业 给予 奖励 最高50万元 质押贷款 贴息 取消 探索 的企业 ， 。 ； ： \n | "
    "责任单位： 县科技局 到2025年 达到 300件 由 提高到 分别 “ ” （ ） \u3000 对 按 50% 目标".split(" ")
)


@given(st.lists(_PIECES, max_size=40))
def test_whatever_is_read_is_a_slice_of_its_document(pieces: list[str]) -> None:
    text = "甲办法\n一、目标\n" + "".join(pieces)
    tree = make_tree(text)
    for one in (*extract_measures([tree], TAXONOMY), *extract_indicators([tree], TAXONOMY.indicators)):
        assert tree.document.text[one.start : one.end] == one.text
        assert one.text == one.text.strip()
        assert one.text
