"""When to decline: nothing near, another period, or no value of the kind asked for."""

import pytest

from assistant.records import Reason, Scope
from assistant.retrieval.decision import Candidate, Topic, decide, has_value, holds_years, states_value
from tests.retrieval.made import make_chunk

PATENTS = Topic(("专利", "拥有量"), (1.0, 1.0), 1.0)
GOAL = make_chunk("d/1", "到2025年,专利拥有量达到300件。给予贷款贴息。")


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("最高补贴多少万元？", "给予最高50万元补助", True),
        ("最高补贴多少万元？", "给予补助300件", False),
        ("要多少钱？", "本服务免费", True),
        ("费用是多少？", "不收取任何费用", True),
        ("利率是多少？", "按3.5%计算", True),
        ("利率是多少？", "降低利率", False),
        ("占比例为多少？", "百分之八十", True),
        ("联系电话？", "电话：0762-3388000", True),
        ("联系电话？", "拨打12315热线", True),
        ("联系电话？", "设立电话窗口", False),
        ("网址是什么？", "www.example.cn", True),
        ("网址是什么？", "见官方网站", False),
        ("局长是谁？", "局长由张三同志担任", True),
        ("局长是谁？", "局长负责审批", False),
        ("有多少件专利？", "达到100件", True),
        ("有多少件专利？", "按照第三十二条办理", False),
        ("有多少件专利？", "培育一批专利", False),
        ("几家企业？", "培育优势企业", False),
        ("有哪些措施？", "", True),
        ("谁负责？", "", True),
    ],
)
def test_values(question: str, text: str, expected: bool):
    assert has_value(question, text) is expected


@pytest.mark.parametrize(
    ("years", "text", "period", "expected"),
    [
        ((), "没有年份", "", True),
        (("2025",), "到2025年", "", True),
        (("2020", "2025"), "到2025年", "", True),
        (("2030",), "到2025年", "", False),
        (("2023",), "到2025年", "2021—2025年", True),
        (("2020",), "到2025年", "2021—2025年", False),
        (("2025",), "没有年份", "2025年", False),
    ],
)
def test_years(years: tuple[str, ...], text: str, period: str, expected: bool):
    assert holds_years(years, text, period) is expected


@pytest.mark.parametrize(
    ("words", "weights", "text", "expected"),
    [
        (("专利", "商标"), (3.0, 1.0), "专利目标", 0.75),
        (("专利", "商标"), (3.0, 1.0), "商标目标", 0.25),
        (("专利",), (2.0,), "品牌", 0.0),
        ((), (), "专利", 1.0),
    ],
)
def test_topic_share(words: tuple[str, ...], weights: tuple[float, ...], text: str, expected: float):
    assert Topic(words, weights, 1.0).share(text) == pytest.approx(expected)


def test_the_value_must_stand_in_a_sentence_on_the_topic():
    assert states_value("专利拥有量是多少件？", PATENTS, GOAL)
    apart = make_chunk("d/1", "专利拥有量稳步增长。建成站点3个。")
    assert not states_value("专利拥有量是多少件？", PATENTS, apart)
    assert states_value("专利有什么目标？", PATENTS, apart)


def _decide(
    question: str, *candidates: Candidate, topic: Topic = PATENTS, years: tuple[str, ...] = ()
) -> Reason | None:
    return decide(question, Scope(years=years), topic, candidates, 0.8, {"d": "2021—2025年"})


@pytest.mark.parametrize(
    ("coverage", "similarity", "known", "expected"),
    [
        (1.0, 0.0, 1.0, None),
        (0.30, 0.0, 0.45, None),
        (0.29, 0.0, 1.0, Reason.NOT_FOUND),
        (1.0, 0.0, 0.44, Reason.NOT_FOUND),
        (0.01, 0.8, 0.30, None),
        (0.01, 0.79, 1.0, Reason.NOT_FOUND),
        (0.01, 0.8, 0.29, Reason.NOT_FOUND),
        (0.0, 1.0, 1.0, Reason.NOT_FOUND),
    ],
    ids=["covered", "just covered", "not covered", "words unknown", "like in meaning", "not like", "like but unknown",
         "like without a word"],
)  # fmt: skip
def test_how_near_a_hit_must_be(coverage: float, similarity: float, known: float, expected: Reason | None):
    topic = Topic(PATENTS.words, PATENTS.weights, known)
    assert _decide("专利有什么目标？", Candidate(GOAL, coverage, similarity), topic=topic) is expected


def test_nothing_found_is_not_found():
    assert _decide("专利有什么目标？") is Reason.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "years", "expected"),
    [
        ("2025年专利拥有量是多少件？", ("2025",), None),
        ("2030年专利拥有量是多少件？", ("2030",), Reason.OUTSIDE_PERIOD),
        ("专利拥有量补贴多少元？", (), Reason.NOT_STATED),
        ("2025年专利有什么目标？", ("2025",), None),
    ],
)
def test_period_and_value(question: str, years: tuple[str, ...], expected: Reason | None):
    assert _decide(question, Candidate(GOAL, 1.0, 0.0), years=years) is expected


def test_a_measure_holds_for_the_period_of_its_plan_and_a_value_for_its_year():
    measure = Candidate(make_chunk("d/2", "加强专利保护,拥有量稳步增长,建成站点3个。"), 1.0, 0.0)
    assert _decide("2023年如何加强专利保护？", measure, years=("2023",)) is None
    assert _decide("2030年如何加强专利保护？", measure, years=("2030",)) is Reason.OUTSIDE_PERIOD
    assert _decide("2023年专利拥有量是多少件？", measure, years=("2023",)) is Reason.OUTSIDE_PERIOD


def test_a_question_for_units_needs_a_clause_that_names_some():
    silent = Candidate(make_chunk("d/2", "加强专利保护。"), 1.0, 0.0)
    telling = Candidate(make_chunk("d/3", "加强专利保护。责任单位：市局"), 1.0, 0.0)
    assert _decide("专利保护的责任单位有哪些？", silent) is Reason.NOT_STATED
    assert _decide("专利保护的责任单位有哪些？", silent, telling) is None


def test_one_fitting_hit_among_the_best_is_enough():
    far, old = (
        Candidate(make_chunk("d/2", "无关"), 0.0, 0.0),
        Candidate(make_chunk("d/3", "2020年专利拥有量200件"), 1.0, 0.0),
    )
    assert _decide("2025年专利拥有量是多少件？", far, old, Candidate(GOAL, 1.0, 0.0), years=("2025",)) is None
    assert _decide("2025年专利拥有量是多少件？", far, old, years=("2025",)) is Reason.OUTSIDE_PERIOD
