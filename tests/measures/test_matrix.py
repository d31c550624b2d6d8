from assistant.measures.matrix import CellState, make_matrix
from assistant.records import Firmness
from tests.measures.made import ids, make_measure

SUPPORTED = make_measure(document="a", start=0, firmness=Firmness.SUPPORTED)
GIVEN = make_measure(document="a", start=10)
STOPPED = make_measure(document="b", start=0, firmness=Firmness.WITHDRAWN)
LIMITED = make_measure(document="a", start=20, firmness=Firmness.WITHDRAWN)
PLACES = {"甲县": frozenset({"a", "c"}), "乙县": frozenset({"b"}), "丙县": frozenset()}


def test_a_cell_tells_why_it_is_empty() -> None:
    matrix = make_matrix((SUPPORTED, GIVEN, STOPPED, LIMITED), PLACES, ("保险", "奖励"))
    assert (matrix.places, matrix.types) == (("甲县", "乙县", "丙县"), ("保险", "奖励"))
    assert [[(cell.place, cell.type, cell.state) for cell in row] for row in matrix.rows] == [
        [("甲县", "保险", CellState.SILENT), ("甲县", "奖励", CellState.STATED)],
        [("乙县", "保险", CellState.SILENT), ("乙县", "奖励", CellState.WITHDRAWN)],
        [("丙县", "保险", CellState.ABSENT), ("丙县", "奖励", CellState.ABSENT)],
    ]


def test_a_cell_holds_its_measures_the_firmest_first() -> None:
    rows = make_matrix((SUPPORTED, GIVEN, STOPPED, LIMITED), PLACES, ("奖励",)).rows
    assert [ids(row[0].measures) for row in rows] == [ids((GIVEN, SUPPORTED, LIMITED)), ids((STOPPED,)), []]


def test_a_measure_stands_under_each_of_its_types() -> None:
    both = make_measure(types=("奖励", "保险"))
    (row,) = make_matrix((both,), {"甲县": frozenset({"jia"})}, ("保险", "担保", "奖励")).rows
    assert [cell.measures for cell in row] == [(both,), (), (both,)]
