"""What the page of measures shows, as files: the address of an export says all that it holds."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Response

from assistant.errors import AssistantError
from assistant.interfaces.measure_rows import (
    CONFLICT_HEADER,
    INDICATOR_HEADER,
    MEASURE_HEADER,
    SUGGESTION_HEADER,
    Row,
    conflict_row,
    indicator_row,
    matrix_rows,
    measure_row,
    suggestion_row,
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
) -> list[Row]:
    if view == "matrix":
        return list(matrix_rows(desk.matrix(asked.filters.places, asked.types), desk))
    if view == "profile":
        place = next(iter(asked.filters.places), "")
        found = desk.suggest(place, asked.beneficiaries, asked.types, traits, lacks)
        return [SUGGESTION_HEADER, *(suggestion_row(one, desk) for one in found)]
    if view == "conflicts":
        return [CONFLICT_HEADER, *(conflict_row(one, desk) for one in desk.conflicts(asked.filters, across=across))]
    if view == "indicators":
        found_indicators = desk.find_indicators(asked.filters, asked.words)
        return [INDICATOR_HEADER, *(indicator_row(one, desk) for one in found_indicators)]
    return [MEASURE_HEADER, *(measure_row(one, desk) for one in desk.find(asked))]


def _file(view: str, form: str, rows: list[Row]) -> Response:
    kind = "csv" if form == "csv" else "xlsx"
    headers = {"content-disposition": f'attachment; filename="{view}.{kind}"'}
    if kind == "csv":
        return Response(to_csv(rows), media_type="text/csv; charset=utf-8", headers=headers)
    return Response(to_workbook([(view, rows)]), media_type=_WORKBOOK, headers=headers)
