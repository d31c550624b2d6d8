"""Places × types: what each place offers of each type, and why a cell is empty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.measures.lookup import Wanted, find_measures
from assistant.records import Firmness, Measure


class CellState(StrEnum):
    """What a cell says: measures, nothing in the documents that were read, no document, or a withdrawal alone."""

    STATED = "有措施"
    SILENT = "未规定"
    ABSENT = "无此文件"
    WITHDRAWN = "限制取消"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The measures of one type at one place, firmest first."""

    place: str
    type: str
    state: CellState
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows in the order of ``places``, columns in that of ``types``."""

    places: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[MatrixCell, ...], ...]


def make_matrix(measures: Sequence[Measure], places: Mapping[str, frozenset[str]], types: Sequence[str]) -> Matrix:
    """The matrix of ``places``, each with its documents; a place without any has only empty cells."""
    rows = tuple(tuple(_cell(measures, place, held, one) for one in types) for place, held in places.items())
    return Matrix(tuple(places), tuple(types), rows)


def _cell(measures: Sequence[Measure], place: str, documents: frozenset[str], name: str) -> MatrixCell:
    if not documents:
        return MatrixCell(place, name, CellState.ABSENT, ())
    found = find_measures(measures, Wanted(documents=documents, types=(name,)))
    return MatrixCell(place, name, _state(found), found)


def _state(measures: Sequence[Measure]) -> CellState:
    if not measures:
        return CellState.SILENT
    withdrawn = all(measure.firmness is Firmness.WITHDRAWN for measure in measures)
    return CellState.WITHDRAWN if withdrawn else CellState.STATED
