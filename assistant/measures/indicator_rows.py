"""Rows of indicator tables → indicators: name, unit, base and target by the headers of their cells."""

import re
from collections.abc import Iterator

from assistant.answering.verification.figures import read_figures
from assistant.answering.verification.plain import plain
from assistant.measures.statements import Statement
from assistant.reading.chunks import name_cell
from assistant.records import Bound, Cell, Clause, Indicator

_YEAR = re.compile(r"(?:19|20)\d\d")
_TARGET = re.compile(r"目标|规划|预期值|计划|终期|到\s?(?:19|20)\d\d")
_BASE = re.compile(r"基(?:础|期|准|数)|现状|完成|实际|起始")
_NATURE = re.compile(r"约束性|预期性|指导性")
_UNIT_HEADER = re.compile(r"单位(?!名称)")
_CATEGORY = re.compile(r"类别|分类|类型|领域|一级指标")
_UNIT_IN_NAME = re.compile(
    r"[(（]([^()（）]*?(?:元|件|家|个|项|%|‰|人次|人|亩|吨|万|次|户|所|条|年)[^()（）]{0,3})[)）]"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NOT_GIVEN = re.compile(r"^[-—–―－/ ]*$")


def is_indicator_row(clause: Clause) -> bool:
    """Whether a row counts something for a year: it has a column of numbers under a year or a target."""
    headed = [cell for cell in clause.cells if _is_value(cell)]
    says = any("指标" in cell.header or _NATURE.search(cell.value) for cell in clause.cells)
    return bool(headed) and (says or len(headed) > 1)


def read_row(statement: Statement, last_year: str) -> Iterator[Indicator]:
    """The indicator of a row; ``last_year`` is that of the plan, for a target whose header tells no year."""
    clause = statement.clause
    values = [cell for cell in clause.cells if _is_value(cell)]
    target = _target(values)
    base = next((cell for cell in values if cell is not target and not _NOT_GIVEN.match(cell.value)), None)
    empty = next((cell for cell in values if cell is not target), None)
    name = name_cell(tuple(cell for cell in clause.cells if cell not in values) or clause.cells)
    number, unit, bound = _read(target.value)
    base_number, base_unit, _ = _read(base.value) if base else (None, "", Bound.NONE)
    yield Indicator(
        document=clause.document,
        clause=clause.id,
        path=clause.path,
        text=statement.text,
        start=statement.start,
        end=statement.end,
        name=" ".join(name.value.split()),
        key="",
        place="",
        unit=_unit(clause, name) or unit or base_unit,
        target_year=_year(target) or last_year,
        target=number,
        target_words=target.value.strip(),
        bound=bound,
        base_year=_year(base or empty) if (base or empty) else "",
        base=base_number,
        base_words=base.value.strip() if base else "",
        nature=_first(clause, _NATURE),
        category=next((cell.value for cell in clause.cells if _CATEGORY.search(cell.header)), ""),
    )


def _is_value(cell: Cell) -> bool:
    """Whether a cell holds a number, or the mark for none, under a year, a base or a target."""
    is_headed = bool(_YEAR.search(cell.header) or _TARGET.search(cell.header) or _BASE.search(cell.header))
    return is_headed and bool(_NUMBER.search(cell.value) or _NOT_GIVEN.match(cell.value))


def _target(values: list[Cell]) -> Cell:
    """The column of the target: the one of the latest year, or the last that says it is one."""
    return max(values, key=lambda cell: (_year(cell), bool(_TARGET.search(cell.header)), values.index(cell)))


def _year(cell: Cell | None) -> str:
    return (_YEAR.findall(cell.header) or [""])[-1] if cell else ""


def _read(value: str) -> tuple[float | None, str, Bound]:
    """A cell's number with its own unit and bound; brackets mark what is counted over the years."""
    figures = read_figures(plain(value).strip("〔〕[]()"))
    if not figures:
        return None, "", Bound.NONE
    return figures[0].value, figures[0].unit, figures[0].bound


def _unit(clause: Clause, name: Cell) -> str:
    stated = next((cell.value.strip() for cell in clause.cells if _UNIT_HEADER.search(cell.header)), "")
    inside = _UNIT_IN_NAME.search(name.value)
    return stated or (inside[1] if inside else "")


def _first(clause: Clause, pattern: re.Pattern[str]) -> str:
    return next((match.group() for cell in clause.cells if (match := pattern.search(cell.value))), "")
