"""What is asked of all measures and indicators, and what is told where a name is unknown."""

from collections.abc import Callable

import pytest

from assistant.errors import QuestionError
from assistant.measures.desk import Asked, MeasureDesk
from assistant.measures.matrix import CellState
from assistant.measures.profile import Fit
from assistant.records import Filters
from tests.measures.made import ids, make_desk

DESK = make_desk()


def found(**asked: object) -> list[str]:
    return ids(DESK.find(Asked(**asked)))


def test_measures_are_found_by_place_document_and_what_they_are() -> None:
    assert found(types=("贷款贴息",)) == ["city/art1#1", "plan/2.1#1", "rules/art3#1"]
    assert found(filters=Filters(("乙禾县",))) == ["rules/art1#1", "rules/art2#1", "rules/art3#1"]
    assert found(filters=Filters(documents=("plan",)), firmness=("限制取消", "探索研究")) == [
        "plan/2.3#1",
        "plan/2.2#1",
    ]
    assert found(beneficiaries=("金融机构",), unit="财政局", words="质押 银行") == ["plan/2.1#2"]
    assert found(filters=Filters(as_of="2020-01-01"), types=("保险",)) == []


def test_places_and_titles_come_in_the_order_of_the_documents() -> None:
    assert DESK.places == ("甲禾县", "乙禾县", "琅珂市")
    assert list(DESK.titles.items()) == [
        ("plan", "甲禾县知识产权规划"),
        ("rules", "乙禾县专利扶持办法"),
        ("city", "琅珂市质押融资办法"),
    ]
    assert (DESK.place("city"), DESK.title("rules")) == ("琅珂市", "乙禾县专利扶持办法")


def test_a_measure_and_an_indicator_are_cited_formally() -> None:
    (measure,) = DESK.find(Asked(types=("奖励",)))
    assert DESK.cite(measure) == "《乙禾县专利扶持办法》第一条"
    assert DESK.cite(DESK.indicators[0]) == "《甲禾县知识产权规划》第一部分"


def test_a_matrix_is_of_the_places_and_types_asked_for_else_of_all() -> None:
    matrix = DESK.matrix(("乙禾县", "丙禾县"), ("奖励", "保险"))
    assert [[cell.state for cell in row] for row in matrix.rows] == [
        [CellState.STATED, CellState.SILENT],
        [CellState.ABSENT, CellState.ABSENT],
    ]
    everything = DESK.matrix()
    assert (everything.places, everything.types) == (DESK.places, DESK.taxonomy.type_names)
    earlier = DESK.matrix(("甲禾县",), ("保险",), "2020-01-01")
    assert earlier.rows[0][0].state is CellState.ABSENT


def test_suggestions_are_of_the_place_and_of_those_around_it() -> None:
    suggestions = DESK.suggest("甲禾县", ("企业",), ("贷款贴息", "维权援助"))
    assert [(one.measure.id, one.fit, one.ask) for one in suggestions] == [
        ("plan/2.4#1", Fit.MET, "甲禾县人民政府"),
        ("plan/2.1#1", Fit.UNCLEAR, "县市场监管局"),
        ("city/art1#1", Fit.UNCLEAR, "市金融局"),
    ]


def test_indicators_are_found_by_words_in_any_of_their_names() -> None:
    assert [one.name for one in DESK.find_indicators()] == ["有效发明专利拥有量", "注册商标"]
    assert [one.name for one in DESK.find_indicators(words="发明专利拥有量")] == ["有效发明专利拥有量"]
    assert [one.name for one in DESK.find_indicators(words="有效发明专利拥有量")] == ["有效发明专利拥有量"]
    assert DESK.find_indicators(words="发明专利 商标") == ()
    assert DESK.find_indicators(Filters(("乙禾县",))) == ()


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda desk: desk.find(Asked(types=("甲",))), "没有名为“甲”的类型。可选：贷款贴息、"),
        (lambda desk: desk.find(Asked(firmness=("甲",))), "没有名为“甲”的力度。可选：明确给予、支持鼓励、"),
        (lambda desk: desk.find(Asked(beneficiaries=("甲",))), "没有名为“甲”的对象。可选：中小微企业、"),
        (lambda desk: desk.find(Asked(Filters(("丙禾县",)))), "没有“丙禾县”的文件。现有：甲禾县、乙禾县、琅珂市。"),
        (lambda desk: desk.matrix(types=("甲",)), "没有名为“甲”的类型。"),
        (lambda desk: desk.suggest("丙禾县"), "没有“丙禾县”的文件。"),
        (lambda desk: desk.suggest("甲禾县", ("甲",)), "没有名为“甲”的对象。"),
        (lambda desk: desk.suggest("甲禾县", needs=("甲",)), "没有名为“甲”的需求。"),
        (lambda desk: desk.suggest("甲禾县", traits=("甲",)), "没有名为“甲”的特征。"),
        (lambda desk: desk.suggest("甲禾县", lacks=("甲",)), "没有名为“甲”的特征。"),
        (lambda desk: desk.conflicts(Filters(("丙禾县",))), "没有“丙禾县”的文件。"),
        (lambda desk: desk.find_indicators(Filters(("丙禾县",))), "没有“丙禾县”的文件。"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_told_in_one_line_with_those_that_are_known(
    ask: Callable[[MeasureDesk], object], words: str
) -> None:
    with pytest.raises(QuestionError) as told:
        ask(DESK)
    assert str(told.value).startswith(words)
    assert "\n" not in str(told.value)
