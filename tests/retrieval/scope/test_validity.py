"""Which documents are in force on a day."""

import pytest

from assistant.records import Region
from assistant.retrieval.scope.validity import Validity
from tests.retrieval.scope.scope_corpus import make_tree

TREES = [
    make_tree(name, name, Region(), "一、总则", **fields)
    for name, fields in (
        ("old", {"issued": "2015-03-01"}),
        ("new", {"issued": "2020-03-01", "replaces": ("old", "new", "later")}),
        ("later", {"issued": "2022-03-01"}),
        ("limited", {"issued": "2018-01", "expires": "2020-12-31"}),
        ("printed", {"printed": "2019-06-01"}),
        ("timeless", {}),
    )
]
VALIDITY = Validity.of(TREES, lambda words: (words,))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2014-12-31", {"old", "new", "later", "limited", "printed"}),
        ("2018-01-15", {"new", "later", "printed"}),
        ("2020-02-29", {"new", "later"}),
        ("2020-03-01", {"old", "later"}),
        ("2020-12-31", {"old", "later"}),
        ("2021-01-01", {"old", "later", "limited"}),
        ("2022-03-01", {"old", "limited"}),
    ],
)
def test_documents_not_in_force(day: str, expected: set[str]):
    assert VALIDITY.not_in_force(day) == expected


def test_nothing_puts_itself_or_a_later_document_out_of_force():
    assert VALIDITY.replaced_by == {"old": ("new",)}
