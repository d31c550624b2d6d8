"""Measures, matrix, suggestions, conflicts and indicators as text for a terminal."""

from assistant.interfaces.measure_rows import one_line
from assistant.measures.conflicts import Conflict
from assistant.measures.desk import MeasureDesk
from assistant.measures.matrix import CellState, Matrix, MatrixCell
from assistant.measures.profile import Suggestion
from assistant.records import Indicator, Measure

_ABBREVIATED = 48


def render_measure(measure: Measure, desk: MeasureDesk) -> str:
    """A measure: what it is, its words, what the text says of it, its citation."""
    head = " · ".join(filter(None, (measure.place, measure.firmness, "、".join(measure.types))))
    details = (
        ("对象", "、".join(measure.beneficiaries)),
        ("金额与比例", "；".join(amount.words for amount in measure.amounts)),
        ("条件", "；".join(condition.words for condition in measure.conditions)),
        ("责任单位", "、".join(measure.units)),
        ("引注", desk.cite(measure)),
    )
    return "\n".join(
        [f"【{head}】", f"  {one_line(measure.text)}", *(f"  {name}：{value}" for name, value in details if value)]
    )


def render_matrix(matrix: Matrix) -> str:
    """Each place with what it offers of each type, one type a line: the firmest measure and how many more."""
    lines: list[str] = []
    for place, row in zip(matrix.places, matrix.rows, strict=True):
        lines += [f"【{place}】", *(f"  {cell.type}：{_cell(cell)}" for cell in row), ""]
    return "\n".join(lines).rstrip()


def render_suggestion(one: Suggestion, desk: MeasureDesk) -> str:
    """A measure with each condition held against the profile, and whom to ask."""
    checks = [f"  {check.fit}：{check.condition}" for check in one.checks]
    ask = [f"  咨询：{one.ask}"] if one.ask else []
    return "\n".join([render_measure(one.measure, desk), *checks, *ask])


def render_conflict(one: Conflict, desk: MeasureDesk) -> str:
    """Two measures on the same thing, one below the other."""
    sides = [f"  {side.place} {one_line(side.text)}\n    {desk.cite(side)}" for side in (one.first, one.second)]
    return "\n".join([f"【{one.difference}】{'、'.join(one.shared)}", *sides])


def render_indicator(one: Indicator, desk: MeasureDesk) -> str:
    """An indicator in two lines."""
    base = (
        f"{one.base_year}年 {one.base_words}{one.unit if one.base_words[-1:].isdigit() else ''} → "
        if one.base_words
        else ""
    )
    year = f"{one.target_year}年" if one.target_year.isdigit() else one.target_year
    unit = one.unit if one.target_words[-1:].isdigit() else ""
    nature = f"（{one.nature}）" if one.nature else ""
    return f"{one.place} {one_line(one.name)}：{base}{year} {one.target_words}{unit}{nature}\n  {desk.cite(one)}"


def _cell(cell: MatrixCell) -> str:
    if not cell.measures:
        return str(cell.state)
    first = cell.measures[0]
    text = one_line(first.text)
    quote = text if len(text) <= _ABBREVIATED else f"{text[:_ABBREVIATED]}…"
    more = f" 等{len(cell.measures)}条" if len(cell.measures) > 1 else ""
    withdrawn = "限制取消，" if cell.state is CellState.WITHDRAWN and first.firmness != cell.state.value else ""
    return f"{withdrawn}〔{first.firmness}〕{quote}{more}"
