"""When to decline: what the corpus lacks, nothing near, another period, or no value of the kind asked for."""

import pytest

from assistant.records import Query, QuestionKind, Reason, Reference, Scope
from assistant.retrieval.decision import (
    LEAST_NEARNESS_OF_SHORT,
    SHORT_CHARACTERS,
    decide,
    has_value,
    holds_years,
    is_direct,
    states_value,
    unanswerable,
)
from assistant.retrieval.topic import Judged, Topic
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
def test_values(question: str, text: str, expected: bool) -> None:
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
def test_years(years: tuple[str, ...], text: str, period: str, expected: bool) -> None:
    assert holds_years(years, text, period) is expected


NEAR, FAR = 0.95, 0.5


def test_the_value_must_stand_in_a_sentence_on_the_topic() -> None:
    assert states_value("专利拥有量是多少件？", PATENTS, Judged(GOAL, 1.0, 0.0))
    apart = Judged(make_chunk("d/1", "专利拥有量稳步增长。建成站点3个。"), 1.0, 0.0)
    assert not states_value("专利拥有量是多少件？", PATENTS, apart)
    assert states_value("专利有什么目标？", PATENTS, apart)


@pytest.mark.parametrize(
    ("characters", "nearness", "expected"),
    [
        (SHORT_CHARACTERS, LEAST_NEARNESS_OF_SHORT, True),
        (SHORT_CHARACTERS + 1, LEAST_NEARNESS_OF_SHORT, False),
        (SHORT_CHARACTERS, LEAST_NEARNESS_OF_SHORT - 0.001, False),
    ],
    ids=["short and near", "long", "not so near"],
)
def test_in_a_short_clause_that_is_near_a_value_is_the_one_asked_for(
    characters: int, nearness: float, expected: bool
) -> None:
    chunk = make_chunk("d/1", "建成站点3个。".ljust(characters, "字"))
    assert states_value("专利拥有量是多少件？", PATENTS, Judged(chunk, 0.0, nearness)) is expected


def _query(question: str, scope: Scope = Scope(), kind: QuestionKind = QuestionKind.FACT, topic: str = "") -> Query:  # noqa: B008 - frozen
    return Query(question, question, question, scope, kind, topic)


def _decide(
    question: str, *judged: Judged, years: tuple[str, ...] = (), kind: QuestionKind = QuestionKind.FACT
) -> Reason | None:
    query = _query(question, Scope(years=years), kind)
    return decide(query, PATENTS, judged, 0.8, {"d": "2021—2025年"})


@pytest.mark.parametrize(
    ("nearness", "coverage", "expected"),
    [(0.8, 0.0, None), (0.799, 1.0, Reason.NOT_FOUND), (1.2, 0.0, None)],
    ids=["just near", "not near, whatever is covered", "near"],
)
def test_how_near_a_hit_must_be(nearness: float, coverage: float, expected: Reason | None) -> None:
    assert _decide("专利有什么目标？", Judged(GOAL, coverage, nearness)) is expected


def test_nothing_found_is_not_found() -> None:
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
def test_period_and_value(question: str, years: tuple[str, ...], expected: Reason | None) -> None:
    assert _decide(question, Judged(GOAL, 1.0, 0.9), years=years) is expected


def test_a_measure_holds_for_the_period_of_its_plan_and_a_value_for_its_year() -> None:
    measure = Judged(make_chunk("d/2", "加强专利保护,拥有量稳步增长,建成站点3个。"), 1.0, 0.9)
    assert _decide("2023年如何加强专利保护？", measure, years=("2023",)) is None
    assert _decide("2030年如何加强专利保护？", measure, years=("2030",)) is Reason.OUTSIDE_PERIOD
    assert _decide("2023年专利拥有量是多少件？", measure, years=("2023",)) is Reason.OUTSIDE_PERIOD


def test_a_question_for_units_needs_a_clause_that_names_some() -> None:
    silent = Judged(make_chunk("d/2", "加强专利保护。"), 1.0, 0.9)
    telling = Judged(make_chunk("d/3", "加强专利保护。责任单位：市局"), 1.0, 0.9, ("加强专利保护。",))
    far = Judged(telling.chunk, 1.0, FAR)
    assert _decide("专利保护的责任单位有哪些？", silent) is Reason.NOT_STATED
    assert _decide("专利保护的责任单位有哪些？", silent, far) is Reason.NOT_STATED
    assert _decide("专利保护的责任单位有哪些？", silent, telling) is None


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("加强专利保护。", "第一条的责任单位有哪些？", Reason.NOT_STATED),
        ("加强专利保护。", "第一条说了什么？", None),
        ("加强专利保护。责任单位：市局", "第一条的责任单位有哪些？", None),
    ],
)
def test_a_clause_named_by_its_number_is_asked_for_its_own_units(
    text: str, question: str, expected: Reason | None
) -> None:
    scope = Scope(references=(Reference("第一条", "d", "d/1"),))
    below, other = Judged(make_chunk("d/1.2", text), 1.0, FAR), Judged(make_chunk("d/10", "市局负责审批。"), 1.0, FAR)
    assert decide(_query(question, scope), PATENTS, (below, other), 0.8, {"d": ""}) is expected


def test_one_fitting_hit_among_the_best_is_enough() -> None:
    far, old = (
        Judged(make_chunk("d/2", "无关"), 0.0, FAR),
        Judged(make_chunk("d/3", "2020年专利拥有量200件"), 1.0, 0.9),
    )
    assert _decide("2025年专利拥有量是多少件？", far, old, Judged(GOAL, 1.0, 0.9), years=("2025",)) is None
    assert _decide("2025年专利拥有量是多少件？", far, old, years=("2025",)) is Reason.OUTSIDE_PERIOD


def test_a_value_of_another_year_does_not_answer() -> None:
    silent = Judged(make_chunk("d/2", "到2025年专利拥有量稳步增长"), 1.0, 0.9)
    old = Judged(make_chunk("d/3", "2020年专利拥有量补贴200元"), 1.0, 0.9)
    assert _decide("2025年专利拥有量补贴多少元？", old, silent, years=("2025",)) is Reason.NOT_STATED
    assert _decide("专利拥有量补贴多少元？", old, silent) is None


SECOND = Reference("第二条", "d", "d/art2")


def test_what_the_question_names_itself_needs_no_likeness() -> None:
    far = Judged(GOAL, 0.0, 0.0)
    named = _query("第二条？", Scope(references=(SECOND,), years=("2030",)))
    assert decide(named, PATENTS, [far], 0.8, {"d": ""}) is None
    assert decide(named, PATENTS, [], 0.8, {}) is Reason.NOT_FOUND
    assert _decide("文号是什么？", far, kind=QuestionKind.METADATA) is None
    assert _decide("文号是什么？", far, kind=QuestionKind.REFERENCE) is Reason.NOT_FOUND


@pytest.mark.parametrize(
    ("scope", "kind", "expected"),
    [
        (Scope(), QuestionKind.METADATA, True),
        (Scope(references=(SECOND,)), QuestionKind.FACT, True),
        (Scope(unknown_clauses=("第九条",)), QuestionKind.REFERENCE, False),
        (Scope(documents=("d",)), QuestionKind.FACT, False),
    ],
    ids=["metadata", "clause by number", "no such clause", "content"],
)
def test_a_question_is_direct_where_it_names_its_clause(scope: Scope, kind: QuestionKind, expected: bool) -> None:
    assert is_direct(_query("专利目标？", scope, kind)) is expected


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(documents=(), unknown_places=("丙县",)), Reason.NO_SUCH_PLACE),
        (Scope(documents=("d",), unknown_places=("丙县",)), None),
        (Scope(documents=(), unknown_titles=("某办法",)), Reason.NO_SUCH_DOCUMENT),
        (Scope(documents=("d",), unknown_titles=("某办法",)), None),
        (Scope(documents=(), unknown_places=("丙县",), unknown_titles=("某办法",)), Reason.NO_SUCH_PLACE),
        (Scope(documents=("d",), unknown_clauses=("第九条",)), Reason.NO_SUCH_CLAUSE),
        (Scope(documents=("d",), unknown_clauses=("第九条",), references=(SECOND,)), None),
        (Scope(), None),
    ],
    ids=[
        "place",
        "one place known",
        "title",
        "one title known",
        "place and title",
        "clause",
        "one clause known",
        "none",
    ],
)
def test_what_the_corpus_lacks(scope: Scope, expected: Reason | None) -> None:
    assert unanswerable(_query("专利目标？", scope)) is expected


@pytest.mark.parametrize(
    ("question", "scope", "kind", "expected"),
    [
        ("有什么政策？", Scope(), QuestionKind.LIST, Reason.TOO_BROAD),
        ("主要任务有哪些？", Scope(), QuestionKind.LIST, Reason.TOO_BROAD),
        ("主要任务有哪些？", Scope(places=("栖梧市",)), QuestionKind.LIST, None),
        ("主要任务有哪些？", Scope(titles=("规划",)), QuestionKind.LIST, None),
        ("有什么政策？", Scope(places=("栖梧市",)), QuestionKind.LIST, Reason.TOO_BROAD),
        ("有什么政策？", Scope(references=(SECOND,)), QuestionKind.LIST, None),
        ("是什么？", Scope(), QuestionKind.METADATA, None),
    ],
    ids=[
        "nothing",
        "a part",
        "a part of a place",
        "a part of a document",
        "nothing of a place",
        "a clause",
        "metadata",
    ],
)
def test_a_question_without_a_topic_is_too_broad(
    question: str, scope: Scope, kind: QuestionKind, expected: Reason | None
) -> None:
    assert unanswerable(_query(question, scope, kind)) is expected


def test_whether_a_topic_is_left_is_read_without_what_chose_the_scope() -> None:
    scope = Scope(places=("栖梧市",))
    assert unanswerable(_query("栖梧市有什么政策？", scope, topic="有什么政策？")) is Reason.TOO_BROAD
    assert unanswerable(_query("栖梧市有什么政策？", scope, topic="专利有什么政策？")) is None
