"""What is where in an index."""

from dataclasses import replace

import pytest

from assistant.records import Clause, ClauseKind, ClauseTree, DocumentMetadata, Fact, Region, SourceDocument
from assistant.retrieval.ranking.shelves import Shelves
from assistant.retrieval.search import Retriever
from tests.retrieval.made import make_chunk

TEXT = "乙市市长令\n第一条 目的。\n第二条 本条：甲。乙。\n乙市政府 2022年"


def _clause(name: str, start: int, end: int, parent: str = "") -> Clause:
    return Clause(name, "d", ClauseKind.ITEM, (), TEXT[start:end], start, end, parent)


def make_shelves(*facts: Fact) -> Shelves:
    """Two articles, of which the second is offered in parts, a title, a preamble and a signature."""
    clauses = (
        _clause("d/art1", 6, 13),
        _clause("d/art2", 14, 20, ""),
        _clause("d/art2.1", 20, 22, "d/art2"),
        _clause("d/art2.2", 22, 24, "d/art2"),
        _clause("d/sign", 25, 35),
    )
    chunks = [
        make_chunk("d/title", TEXT[0:5], 0, ClauseKind.TITLE),
        make_chunk("d/art1", TEXT[6:13], 6),
        replace(make_chunk("d/art2", TEXT[14:20], 14), is_outline=True),
        make_chunk("d/art2.1", TEXT[20:22], 20),
        make_chunk("d/art2.2", TEXT[22:24], 22),
        make_chunk("d/sign", TEXT[25:35], 25, ClauseKind.SIGNATURE),
        make_chunk("e/1", "别处", 0),
    ]
    document = SourceDocument("d", TEXT, DocumentMetadata("令", Region("甲省", "乙市"), period="2021—2025年"))
    other = ClauseTree(SourceDocument("e", "别处"), (), ())
    return Shelves.of([ClauseTree(document, clauses, (), facts), other], chunks)


SHELVES = make_shelves()


@pytest.mark.parametrize(
    ("documents", "positions"),
    [(["d"], [0, 1, 2, 3, 4, 5]), (["e"], [6]), (["e", "d"], [0, 1, 2, 3, 4, 5, 6]), (["f"], []), ([], [])],
)
def test_the_positions_of_documents_are_in_order(documents: list[str], positions: list[int]) -> None:
    assert SHELVES.of_documents(documents).tolist() == positions


def test_a_document_is_known_by_its_place_and_its_period() -> None:
    assert (SHELVES.region_of("d").name, SHELVES.period_of("d")) == ("乙市", "2021—2025年")
    assert (SHELVES.region_of("e").name, SHELVES.period_of("e")) == ("", "")


@pytest.mark.parametrize(
    ("clause", "positions"),
    [("d/art1", [1]), ("d/art2", [2, 3, 4]), ("d/art2.2", [4]), ("d/art9", [])],
    ids=["its own", "with those below", "a part", "none of this id"],
)
def test_a_clause_is_held_by_its_own_chunk_and_those_below(clause: str, positions: list[int]) -> None:
    assert SHELVES.of_clause("d", clause) == positions


def test_a_clause_without_a_chunk_is_held_by_what_it_stands_in() -> None:
    whole = make_chunk("d/art2", TEXT[14:24], 14)
    longer = make_chunk("d/all", TEXT[0:24], 0)
    shelves = Shelves.of(SHELVES.trees.values(), [longer, whole])
    assert shelves.of_clause("d", "d/art2.2") == [1, 0]


def test_items_are_those_directly_below_in_order() -> None:
    assert SHELVES.of_items(2) == [3, 4]
    assert SHELVES.of_items(1) == []


@pytest.mark.parametrize(
    ("offset", "positions"),
    [(0, [0]), (5, []), (15, [2]), (20, [3]), (24, [])],
    ids=["first", "gap", "in", "edge", "end"],
)
def test_what_covers_an_offset(offset: int, positions: list[int]) -> None:
    assert SHELVES.around("d", offset) == positions


def test_nothing_covers_an_offset_of_an_unknown_document() -> None:
    assert SHELVES.around("f", 0) == []


@pytest.mark.parametrize(
    ("fact", "positions"),
    [
        (Fact("issued", "2022", 30, 35, 0.9), [5]),
        (Fact("document_number", "市长令", 0, 0, 1.0), [0]),
        (Fact("issuer", "丙局", 0, 0, 1.0), [5]),
        (Fact("document_number", "丙发〔2022〕1号", 0, 0, 1.0), [0]),
    ],
    ids=["read from a line", "given, and said by a formal line", "given, would be signed", "given, would stand on top"],
)
def test_the_line_that_tells_a_field(fact: Fact, positions: list[int]) -> None:
    assert make_shelves(fact).of_fact("d", fact.field) == positions


def test_a_field_that_nothing_tells_has_no_line() -> None:
    assert make_shelves(Fact("issued", "2022", 30, 35, 0.9)).of_fact("d", "expires") == []


def test_a_field_read_twice_has_each_line_once() -> None:
    facts = (
        Fact("issuer", "乙市", 0, 2, 0.9),
        Fact("issuer", "乙市政府", 25, 29, 0.8),
        Fact("issuer", "乙", 25, 26, 0.5),
    )
    assert make_shelves(*facts).of_fact("d", "issuer") == [0, 5]


def test_facts_of_a_real_reading_lead_to_their_lines(library: Retriever) -> None:
    shelves = library.shelves
    found = {field: [shelves.chunks[p].clause for p in shelves.of_fact("qiwu", field)]
             for field in ("document_number", "issuer", "issued", "addressees")}  # fmt: skip
    assert found["document_number"] == ["qiwu/info1"]
    assert found["issuer"] == found["issued"] == ["qiwu/sign1"]
    assert found["addressees"][:1] == ["qiwu/info1"]


def test_what_the_units_named_in_a_chunk_are_responsible_for(library: Retriever) -> None:
    shelves = library.shelves
    held = {shelves.chunks[position].clause: duties for position, duties in shelves.duties.items()}
    assert list(held) == ["qiwu/2.1"]
    assert "打击侵权假冒" in held["qiwu/2.1"][0]
    assert "质押" not in held["qiwu/2.1"][0]


def test_units_count_for_the_clause_that_they_are_given_for_wherever_they_stand() -> None:
    own, above = Fact("responsible", "甲", 20, 21, 0.9, "d/art2.1"), Fact("supporting", "乙", 22, 23, 0.9, "d/art2")
    assert make_shelves(own, above).duties == {3: ("：甲",), 4: ("第二条 本条",)}
    assert make_shelves(Fact("issuer", "乙市", 0, 2, 0.9)).duties == {}
