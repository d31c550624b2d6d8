"""What the page of measures shows, as files: the address of an export says all that it holds."""

from collections.abc import Callable, Iterable
from typing import Annotated

from fastapi import APIRouter, Query, Response

from assistant.errors import AssistantError
from assistant.interfaces.measure_rows import (
    Row,
    conflict_table,
    indicator_table,
    matrix_rows,
    measure_table,
    suggestion_table,
)
from assistant.interfaces.workbook import to_csv, to_workbook
from assistant.measures.desk import Asked, MeasureDesk
from assistant.records import Filters

ADDRESS = "/export/measures"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_Names = Annotated[list[str] | None, Query()]


def export_router(desk: Callable[[], MeasureDesk]) -> APIRouter:
    """The exports: ``view`` is measures, matrix, profile, conflicts or indicators, ``form`` csv or xlsx."""
    router = APIRouter()

    @router.get(ADDRESS)
    def export(
        view: str = "measures", form: str = "xlsx", words: str = "", unit: str = "", place: _Names = None,
        kind: Annotated[list[str] | None, Query(alias="type")] = None, firmness: _Names = None,
        beneficiary: _Names = None, trait: _Names = None, lacks: _Names = None, across: bool = False,
    ) -> Response:  # fmt: skip
        asked = Asked(
            Filters(tuple(place or ())), tuple(kind or ()), tuple(firmness or ()), tuple(beneficiary or ()), unit, words
        )
        try:
            rows = list(_rows(desk(), view, asked, tuple(trait or ()), tuple(lacks or ()), across=across))
        except AssistantError as error:
            return Response(f"{error}\n", status_code=400, media_type="text/plain; charset=utf-8")
        return _file(view, form, rows)

    return router


def _rows(
    desk: MeasureDesk, view: str, asked: Asked, traits: tuple[str, ...], lacks: tuple[str, ...], *, across: bool
) -> Iterable[Row]:
    if view == "matrix":
        return matrix_rows(desk.matrix(asked.filters.places, asked.types), desk)
    if view == "profile":
        place = next(iter(asked.filters.places), "")
        found = desk.suggest(place, asked.beneficiaries, asked.types, traits, lacks)
        return suggestion_table(found, desk)
    if view == "conflicts":
        return conflict_table(desk.conflicts(asked.filters, across=across), desk)
    if view == "indicators":
        found_indicators = desk.find_indicators(asked.filters, asked.words)
        return indicator_table(found_indicators, desk)
    return measure_table(desk.find(asked), desk)


def _file(view: str, form: str, rows: list[Row]) -> Response:
    kind = "csv" if form == "csv" else "xlsx"
    headers = {"content-disposition": f'attachment; filename="{view}.{kind}"'}
    if kind == "csv":
        return Response(to_csv(rows), media_type="text/csv; charset=utf-8", headers=headers)
    return Response(to_workbook([(view, rows)]), media_type=_WORKBOOK, headers=headers)
