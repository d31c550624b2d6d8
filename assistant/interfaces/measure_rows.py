"""Measures and the like as rows of a table, for CSV and workbooks: Chinese headers, one measure a row."""

from collections.abc import Iterable, Iterator

from assistant.answering.neutral import without_hidden
from assistant.measures.conflicts import Conflict
from assistant.measures.desk import MeasureDesk
from assistant.measures.matrix import CellState, Matrix
from assistant.measures.profile import Suggestion
from assistant.records import Indicator, Measure

Row = tuple[str | float, ...]
MEASURE_HEADER: Row = (
    "地区", "类型", "力度", "对象", "原文", "金额与比例", "条件", "责任单位", "规划期", "引注", "文件编号", "条款编号",
)  # fmt: skip
SUGGESTION_HEADER: Row = ("适用判断", "条件核对", "咨询单位", *MEASURE_HEADER)
CONFLICT_HEADER: Row = ("差异", "甲：地区", "甲：原文", "甲：引注", "乙：地区", "乙：原文", "乙：引注")
INDICATOR_HEADER: Row = (
    "地区", "指标", "统一名称", "单位", "基期年", "基期值", "目标年", "目标值", "目标原文", "属性",
    "引注", "文件编号", "条款编号",
)  # fmt: skip


def measure_row(measure: Measure, desk: MeasureDesk) -> Row:
    """A measure under ``MEASURE_HEADER``."""
    return (
        measure.place,
        "、".join(measure.types),
        measure.firmness,
        "、".join(measure.beneficiaries),
        one_line(measure.text),
        "；".join(amount.words for amount in measure.amounts),
        "；".join(condition.words for condition in measure.conditions),
        "、".join(measure.units),
        measure.period,
        desk.cite(measure),
        measure.document,
        measure.clause,
    )


def suggestion_row(one: Suggestion, desk: MeasureDesk) -> Row:
    """A suggestion under ``SUGGESTION_HEADER``."""
    checks = "；".join(f"{check.condition}：{check.fit}" for check in one.checks)
    return (one.fit, checks, one.ask, *measure_row(one.measure, desk))


def conflict_row(one: Conflict, desk: MeasureDesk) -> Row:
    """A conflict under ``CONFLICT_HEADER``."""
    sides = [(side.place, one_line(side.text), desk.cite(side)) for side in (one.first, one.second)]
    return (one.difference, *sides[0], *sides[1])


def indicator_row(one: Indicator, desk: MeasureDesk) -> Row:
    """An indicator under ``INDICATOR_HEADER``; a value that the text does not give is empty."""
    return (
        one.place,
        one_line(one.name),
        one.key,
        one.unit,
        one.base_year,
        _number(one.base),
        one.target_year,
        _number(one.target),
        one.target_words,
        one.nature,
        desk.cite(one),
        one.document,
        one.clause,
    )


def measure_table(measures: Iterable[Measure], desk: MeasureDesk) -> Iterator[Row]:
    """Measures below their header."""
    yield MEASURE_HEADER
    yield from (measure_row(one, desk) for one in measures)


def suggestion_table(suggestions: Iterable[Suggestion], desk: MeasureDesk) -> Iterator[Row]:
    """Suggestions below their header."""
    yield SUGGESTION_HEADER
    yield from (suggestion_row(one, desk) for one in suggestions)


def conflict_table(conflicts: Iterable[Conflict], desk: MeasureDesk) -> Iterator[Row]:
    """Conflicts below their header."""
    yield CONFLICT_HEADER
    yield from (conflict_row(one, desk) for one in conflicts)


def indicator_table(indicators: Iterable[Indicator], desk: MeasureDesk) -> Iterator[Row]:
    """Indicators below their header."""
    yield INDICATOR_HEADER
    yield from (indicator_row(one, desk) for one in indicators)


def matrix_rows(matrix: Matrix, desk: MeasureDesk) -> Iterable[Row]:
    """The matrix with its header: a cell quotes its measures with their citations, or says why it is empty."""
    yield ("地区", *matrix.types)
    for place, row in zip(matrix.places, matrix.rows, strict=True):
        yield (place, *(_cell(cell.state, cell.measures, desk) for cell in row))


def one_line(text: str) -> str:
    """A quote without the breaks and bars of its layout, and without characters that cannot be seen."""
    return " ".join(without_hidden(text).replace("|", " ").split())


def _number(value: float | None) -> str | float:
    return "" if value is None else int(value) if value.is_integer() else value


def _cell(state: CellState, measures: Iterable[Measure], desk: MeasureDesk) -> str:
    quotes = [f"〔{one.firmness}〕{one_line(one.text)}（{desk.cite(one)}）" for one in measures]
    return "\n".join(quotes) if state is CellState.STATED else "\n".join([str(state), *quotes])
