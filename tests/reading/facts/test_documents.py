"""Whole documents: every field, with the words relied on, and nothing that the document does not say."""

import pytest

from assistant.reading.metadata import LISTS, PLAIN, describe
from assistant.records import ClauseTree, Fact
from tests.reading.facts.documents import Document, load_documents
from tests.reading.made import read

DOCUMENTS = load_documents()
OTHERS = ("amended", "responsible", "supporting")
FIELDS = (*PLAIN, "region", *LISTS, *OTHERS)
IDS = [document.name for document in DOCUMENTS]


def of(tree: ClauseTree, field: str) -> list[Fact]:
    return [fact for fact in tree.facts if fact.field == field]


def held(tree: ClauseTree, field: str) -> list[str]:
    """The values that the metadata hold, and those of facts that are no metadata."""
    metadata = tree.document.metadata
    if field in OTHERS:
        return [fact.value for fact in of(tree, field)]
    if field in LISTS:
        return list(getattr(metadata, field))
    value = " ".join(metadata.region.names) if field == "region" else getattr(metadata, field)
    return [value] if value else []


def test_there_are_many_documents():
    assert len(DOCUMENTS) >= 60
    assert len(set(IDS)) == len(IDS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=IDS)
def test_what_a_document_says_of_itself(document: Document):
    tree = describe(read(document.text))
    expected = {field: [item.value for item in document.expected.get(field, [])] for field in FIELDS}
    assert {field: held(tree, field) for field in FIELDS} == expected


@pytest.mark.parametrize("document", DOCUMENTS, ids=IDS)
def test_the_words_relied_on(document: Document):
    tree = describe(read(document.text))
    for field, items in document.expected.items():
        words = [document.text[fact.start : fact.end] for fact in of(tree, field)]
        assert [item.words or word for item, word in zip(items, words, strict=False)] == words[: len(items)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=IDS)
def test_every_fact_is_a_slice_with_a_meaning(document: Document):
    tree = describe(read(document.text))
    clauses = {clause.id: clause for clause in tree.clauses}
    for fact in tree.facts:
        assert fact.field in FIELDS
        assert fact.value
        assert 0 <= fact.start < fact.end <= len(document.text)
        assert 0 < fact.confidence < 1
        assert bool(fact.clause) == (fact.field in {"responsible", "supporting"})
        if fact.clause:
            assert clauses[fact.clause].start <= fact.start < clauses[fact.clause].end


@pytest.mark.parametrize("document", DOCUMENTS, ids=IDS)
def test_the_best_fact_of_a_field_comes_first(document: Document):
    tree = describe(read(document.text))
    for field in (*PLAIN, "region"):
        confidences = [fact.confidence for fact in of(tree, field)]
        assert confidences == sorted(confidences, reverse=True)
        assert held(tree, field)[:1] in ([fact.value for fact in of(tree, field)[:1]], ["d"])
    for field in (*LISTS, *OTHERS):
        starts = [fact.start for fact in of(tree, field)]
        assert starts == sorted(starts)
