"""What a document says of itself, joined: every fact with its span, and the best of each field as metadata."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.facts.addressees import addressee_facts
from assistant.reading.facts.basis import basis_facts
from assistant.reading.facts.confidence import GIVEN
from assistant.reading.facts.issuers import issuer_facts
from assistant.reading.facts.numbers import number_facts
from assistant.reading.facts.occasions import occasion_facts
from assistant.reading.facts.periods import period_facts
from assistant.reading.facts.regions import read_region, region_facts
from assistant.reading.facts.responsible import responsible_facts
from assistant.reading.facts.sources import Sources, read_sources
from assistant.reading.facts.terms import effective_facts, expires_facts, find_starts
from assistant.reading.facts.titles import title_facts
from assistant.reading.facts.validity import replaces_facts, status_facts
from assistant.reading.facts.view import View
from assistant.records import ClauseTree, DocumentMetadata, Fact, Region

PLAIN = (
    "title", "issuer", "document_number", "issued", "published", "period", "status", "printed", "effective", "expires",
)  # fmt: skip
LISTS = ("replaces", "addressees", "basis")
# The order of the facts of a tree; what is no field of the metadata comes last.
_ORDER = (*PLAIN[:1], "region", *PLAIN[1:], *LISTS, "amended", "responsible", "supporting")


def describe(tree: ClauseTree) -> ClauseTree:
    """Return the tree with its metadata completed from the text, and with the facts that say where it was read.

    What the catalogue gives stays, as a fact of confidence 1 and with an empty span. The facts of a field stand best
    first, those of lists in text order; beside the fields of the metadata there are ``amended`` (days), and
    ``responsible`` and ``supporting`` (units of a clause).
    """
    given = list(_given(tree.document.metadata))
    facts = _best_first([*given, *_read(View(tree), given)])
    metadata = _metadata(tree, facts)
    return replace(tree, document=replace(tree.document, metadata=metadata), facts=tuple(facts))


def _given(metadata: DocumentMetadata) -> Iterator[Fact]:
    """The curator's values as facts."""
    for field in PLAIN:
        value = str(getattr(metadata, field))
        if value:
            yield Fact(field, value, 0, 0, GIVEN)
    if metadata.region.names:
        yield Fact("region", " ".join(metadata.region.names), 0, 0, GIVEN)
    for field in LISTS:
        yield from (Fact(field, value, 0, 0, GIVEN) for value in getattr(metadata, field))


def _read(view: View, given: Sequence[Fact]) -> Iterator[Fact]:
    """Everything that the text says; what is known of one field helps to read the next."""
    sources = read_sources(view)
    titles = [*_of(given, "title"), *title_facts(view, sources.labels)]
    numbers = number_facts(view, sources.labels)
    issuers = issuer_facts(view, sources, titles)
    yield from (*titles, *numbers, *issuers)
    yield from region_facts(view, titles, [*_of(given, "issuer"), *issuers], [*_of(given, "document_number"), *numbers])
    yield from _days(view, sources, given, titles)
    yield from status_facts(view, sources.labels, titles)
    yield from replaces_facts(view, titles)
    yield from addressee_facts(view, sources.labels)
    yield from basis_facts(view, titles)
    yield from responsible_facts(view)


def _days(view: View, sources: Sources, given: Sequence[Fact], titles: Sequence[Fact]) -> Iterator[Fact]:
    occasions = occasion_facts(view, sources)
    dates = _firsts([*given, *occasions])
    starts = find_starts(view, titles)
    effective = sorted([*_of(occasions, "effective"), *effective_facts(starts, dates)], key=_rank)
    first = next(iter([*_of(given, "effective"), *effective]), None)
    yield from (fact for fact in occasions if fact.field != "effective")
    yield from effective
    yield from expires_facts(view, sources.labels, starts, first)
    yield from period_facts(view, sources.labels, titles, dates.get("issued"))


def _metadata(tree: ClauseTree, facts: Sequence[Fact]) -> DocumentMetadata:
    """The catalogue's entry with the best fact of each field that it leaves open."""
    given, best = tree.document.metadata, _firsts(facts)
    # A document that says nothing of itself is named by its file.
    values: dict[str, Any] = {"title": tree.document.id}
    values |= {field: best[field].value for field in PLAIN if field in best}
    values |= {field: getattr(given, field) or tuple(_values(facts, field)) for field in LISTS}
    if given.region == Region() and "region" in best:
        values["region"] = read_region(best["region"].value)
    return replace(given, **values)


def _best_first(facts: Sequence[Fact]) -> list[Fact]:
    """The facts by field, best first, each value once: only units of clauses may come again."""
    distinct: dict[tuple[str, str, str, int], Fact] = {}
    for fact in sorted(facts, key=_rank):
        place = fact.start if fact.clause else -1
        distinct.setdefault((fact.field, fact.value, fact.clause, place), fact)
    return sorted(distinct.values(), key=_order)


def _rank(fact: Fact) -> float:
    return -fact.confidence


def _order(fact: Fact) -> tuple[int, float, int]:
    """By field; then best first, or in text order where all values count."""
    is_single = fact.field in PLAIN or fact.field == "region"
    return _ORDER.index(fact.field), _rank(fact) if is_single or not fact.end else 0.0, 0 if is_single else fact.start


def _of(facts: Sequence[Fact], field: str) -> list[Fact]:
    return [fact for fact in facts if fact.field == field]


def _values(facts: Sequence[Fact], field: str) -> list[str]:
    return list(dict.fromkeys(fact.value for fact in _of(facts, field)))


def _firsts(facts: Sequence[Fact]) -> Mapping[str, Fact]:
    """The best fact of each field."""
    best: dict[str, Fact] = {}
    for fact in sorted(facts, key=_rank):
        best.setdefault(fact.field, fact)
    return best
