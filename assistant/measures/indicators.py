"""Indicators of documents: the rows of their indicator tables and the numeric targets of their running text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.measures.indicator_names import Names
from assistant.measures.indicator_rows import is_indicator_row, read_row
from assistant.measures.indicator_text import read_targets
from assistant.measures.parts import is_silent
from assistant.measures.statements import Statement, statements
from assistant.records import ClauseKind, ClauseTree, Indicator

_YEAR = re.compile(r"(?:19|20)\d\d")


def extract_indicators(trees: Iterable[ClauseTree], names: Names) -> tuple[Indicator, ...]:
    """The indicators of documents in text order, ``key`` the same for all names of one indicator."""
    return join_names(read_indicators(trees, names), names)


def read_indicators(trees: Iterable[ClauseTree], names: Names) -> tuple[Indicator, ...]:
    """The same, each document by itself: without ``key``."""
    return tuple(indicator for tree in trees for indicator in _of_document(tree, names))


def join_names(indicators: Sequence[Indicator], names: Names) -> tuple[Indicator, ...]:
    """Give one indicator the same key wherever it stands: the first of its names, as it is shown."""
    keys = [names.key(indicator.name) for indicator in indicators]
    labels: dict[str, str] = {}
    for key, indicator in zip(keys, indicators, strict=True):
        labels.setdefault(key, names.shown(indicator.name))
    return tuple(replace(indicator, key=labels[key]) for key, indicator in zip(keys, indicators, strict=True))


def _of_document(tree: ClauseTree, names: Names) -> tuple[Indicator, ...]:
    held = tree.document.metadata
    last_year = (_YEAR.findall(held.period) or [""])[-1]
    found = [
        replace(indicator, place=held.region.name)
        for statement in statements(tree)
        for indicator in _of_statement(statement, last_year)
        # What was reached before the document was issued is no aim of it.
        if not indicator.target_year.isdigit() or indicator.target_year >= held.issued[:4]
    ]
    return tuple(_with_units(found, names))


def _of_statement(statement: Statement, last_year: str) -> Iterator[Indicator]:
    clause = statement.clause
    if clause.kind is not ClauseKind.ROW:
        return iter(()) if is_silent(clause.path) else read_targets(statement, last_year)
    return read_row(statement, last_year) if is_indicator_row(clause) else iter(())


def _with_units(indicators: list[Indicator], names: Names) -> Iterator[Indicator]:
    """Where a table gives no unit, that which the text of the same document counts the same indicator in."""
    units: dict[str, set[str]] = defaultdict(set)
    for indicator in indicators:
        if indicator.unit:
            units[names.key(indicator.name)].add(indicator.unit)
    for indicator in indicators:
        known = units[names.key(indicator.name)]
        yield replace(indicator, unit=next(iter(known))) if not indicator.unit and len(known) == 1 else indicator
