"""The one JSON shape of measures, matrix, suggestions, conflicts and indicators, for every door alike."""

from typing import Any

from assistant.measures.conflicts import Conflict
from assistant.measures.desk import MeasureDesk
from assistant.measures.matrix import Matrix
from assistant.measures.profile import Suggestion
from assistant.records import Indicator, Measure


def measure_payload(measure: Measure, desk: MeasureDesk) -> dict[str, Any]:
    """A measure with its citation; amounts in 元 and %, bounds as words."""
    return {
        "id": measure.id,
        "place": measure.place,
        "document": measure.document,
        "title": desk.title(measure.document),
        "clause": measure.clause,
        "path": list(measure.path),
        "text": measure.text,
        "start": measure.start,
        "end": measure.end,
        "formal": desk.cite(measure),
        "types": list(measure.types),
        "firmness": measure.firmness,
        "beneficiaries": list(measure.beneficiaries),
        "amounts": [{"value": a.value, "unit": a.unit, "bound": a.bound, "words": a.words} for a in measure.amounts],
        "conditions": [{"words": one.words, "traits": list(one.traits)} for one in measure.conditions],
        "units": list(measure.units),
        "period": measure.period,
        "years": list(measure.years),
    }


def matrix_payload(matrix: Matrix, desk: MeasureDesk) -> dict[str, Any]:
    """Rows of places, each with its cells by type."""
    return {
        "places": list(matrix.places),
        "types": list(matrix.types),
        "cells": [
            {
                "place": cell.place,
                "type": cell.type,
                "state": cell.state,
                "measures": [measure_payload(measure, desk) for measure in cell.measures],
            }
            for row in matrix.rows
            for cell in row
        ],
    }


def suggestion_payload(one: Suggestion, desk: MeasureDesk) -> dict[str, Any]:
    """A measure for a profile, with its checks and whom to ask."""
    return {
        "fit": one.fit,
        "checks": [{"condition": check.condition, "fit": check.fit} for check in one.checks],
        "ask": one.ask,
        "measure": measure_payload(one.measure, desk),
    }


def conflict_payload(one: Conflict, desk: MeasureDesk) -> dict[str, Any]:
    """Two measures on the same thing, side by side."""
    return {
        "difference": one.difference,
        "shared": list(one.shared),
        "first": measure_payload(one.first, desk),
        "second": measure_payload(one.second, desk),
    }


def indicator_payload(one: Indicator, desk: MeasureDesk) -> dict[str, Any]:
    """An indicator with its citation; ``key`` is the same for all names of one indicator."""
    return {
        "name": one.name,
        "key": one.key,
        "place": one.place,
        "document": one.document,
        "title": desk.title(one.document),
        "clause": one.clause,
        "path": list(one.path),
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "formal": desk.cite(one),
        "unit": one.unit,
        "base_year": one.base_year,
        "base": one.base,
        "base_words": one.base_words,
        "target_year": one.target_year,
        "target": one.target,
        "target_words": one.target_words,
        "bound": one.bound,
        "nature": one.nature,
        "category": one.category,
    }
