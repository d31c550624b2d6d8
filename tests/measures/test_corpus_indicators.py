"""Every indicator of the corpus against a list that a person read from the five files."""

import csv
from pathlib import Path

import pytest

from assistant.measures.indicators import extract_indicators
from assistant.records import ClauseKind, Indicator
from tests.golden.render import corpus_trees
from tests.measures.made import TAXONOMY

GOLDEN = Path(__file__).parent.parent / "golden" / "indicators.csv"
# The table of this document states no units; those that the text lends it are not compared.
WITHOUT_UNITS = "jinghai"
Row = dict[str, str]


def number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def as_row(one: Indicator, rows: frozenset[str]) -> Row:
    is_bare = one.document == WITHOUT_UNITS and one.clause in rows
    return {
        "document": one.document,
        "name": one.name,
        "base_year": one.base_year,
        "base": number(one.base),
        "target_year": one.target_year,
        "target": number(one.target),
        "unit": "" if is_bare else one.unit,
        "nature": one.nature,
    }


@pytest.fixture(scope="module")
def read() -> list[Row]:
    trees = corpus_trees()
    rows = frozenset(clause.id for tree in trees for clause in tree.clauses if clause.kind is ClauseKind.ROW)
    return [as_row(one, rows) for one in extract_indicators(trees, TAXONOMY.indicators)]


@pytest.mark.parametrize("document", ["heyuan", "jinghai", "minhe", "xinzhou", "yuxi"])
def test_the_indicators_of_a_document_are_those_that_a_person_reads(read: list[Row], document: str) -> None:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        golden = [row for row in csv.DictReader(file) if row["document"] == document]
    assert golden
    assert [row for row in read if row["document"] == document] == golden
