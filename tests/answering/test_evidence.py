import pytest

from assistant.answering.evidence import compares, gather, is_complete, needs_wording
from assistant.records import ClauseKind
from tests.answering.made import make_chunk, make_passages, make_search

FACT = "甲县发明专利拥有量达到多少件？"
UNITS = make_chunk("加强行政保护。\n（责任单位：市财政局）", clause="jia/3", path=("加强行政保护",))
PLAIN = make_chunk("发明专利拥有量达到100件。", clause="jia/2")
OTHER = make_chunk("发明专利拥有量达到200件。", document="yi", clause="yi/2")


@pytest.mark.parametrize(
    ("question", "chunk", "worded"),
    [
        (FACT, PLAIN, True),
        ("甲县怎样推进专利？", PLAIN, False),
        ("行政保护的责任单位？", UNITS, False),
        (FACT, make_chunk("| 专利 | 100 |", kind=ClauseKind.ROW), False),
        (FACT, make_chunk("| 专利 | 100 |", kind=ClauseKind.TABLE), False),
        ("这份文件的文号是什么？", make_chunk("甲发〔2022〕1号", kind=ClauseKind.METADATA), False),
    ],
)
def test_lists_units_and_tables_are_quoted_rather_than_worded(question, chunk, worded):
    assert needs_wording(make_search(question, chunk), make_passages(chunk)) is worded


def test_several_places_are_compared_and_so_are_several_documents_without_a_place():
    named = make_search(FACT, PLAIN, OTHER, groups=(("jia",), ("yi",)))
    one_place = make_search(FACT, PLAIN, OTHER, groups=(("jia", "yi"),))
    unnamed = make_search(FACT, PLAIN, OTHER)
    assert compares(named, named.hits)
    assert not compares(one_place, one_place.hits)
    assert compares(unnamed, unnamed.hits)
    assert not compares(unnamed, unnamed.hits[:1])
    assert not needs_wording(named, gather(named))


def test_no_hits_give_no_passages():
    assert gather(make_search(FACT)) == ()


def test_passages_are_the_hits_near_the_best_numbered_from_one():
    chunks = [make_chunk(f"发明专利拥有量{n}件。", clause=f"jia/{n}") for n in (1, 2, 3, 4)]
    near = gather(make_search(FACT, *chunks, scores=(1.0, 0.8, 0.73, 0.72)))
    assert [(p.number, p.hit.chunk.clause) for p in near] == [(1, "jia/1"), (2, "jia/2"), (3, "jia/3")]
    far = gather(make_search(FACT, *chunks, scores=(1.0, 0.7, 0.7, 0.7)))
    assert [p.hit.chunk.clause for p in far] == ["jia/1"]


def test_passages_of_other_places_are_not_mixed_with_those_of_the_place_asked_about():
    mine = [make_chunk(f"发明专利拥有量{n}件。", clause=f"jia/{n}") for n in (1, 2)]
    other = make_chunk("发明专利拥有量9件。", document="yi", clause="yi/9")
    own_first = make_search(FACT, mine[0], other, mine[1], groups=(("jia",),))
    assert [p.hit.chunk.clause for p in gather(own_first)] == ["jia/1", "jia/2"]
    other_first = make_search(FACT, other, *mine, groups=(("jia",),))
    assert [p.hit.chunk.clause for p in gather(other_first)] == ["yi/9"]


def test_a_comparison_takes_the_best_of_each_place_in_the_order_of_the_places():
    mine = [make_chunk(f"专利{n}件。", clause=f"jia/{n}") for n in (1, 2, 3)]
    theirs = [make_chunk(f"商标{n}件。", document="yi", clause=f"yi/{n}") for n in (1, 2, 3)]
    hits = (mine[0], theirs[0], mine[1], theirs[1], mine[2], theirs[2])
    two = gather(make_search(FACT, *hits, groups=(("yi",), ("jia",))))
    assert [p.hit.chunk.clause for p in two] == ["yi/1", "jia/1"]
    three = gather(make_search(FACT, *hits, groups=(("jia",), ("yi",), ("bing",))))
    assert [p.hit.chunk.clause for p in three] == ["jia/1", "yi/1"]


def test_a_question_on_units_gets_one_clause_with_units_and_their_line_alone():
    others = make_chunk("强化司法保护。\n（责任单位：市法院）", clause="jia/4", path=("强化司法保护",))
    (passage,) = gather(make_search("加强行政保护的责任单位有哪些？", PLAIN, UNITS, others))
    assert passage.hit.chunk.clause == "jia/3"
    assert passage.sentences == ("（责任单位：市财政局）",)


def test_the_heading_is_no_sentence_to_choose_unless_it_is_all_there_is():
    headed = make_chunk("（一）培育专利\n发明专利拥有量达到100件。", path=("（一）培育专利",))
    alone = make_chunk("（一）培育专利", path=("（一）培育专利",))
    assert gather(make_search(FACT, headed))[0].sentences == ("发明专利拥有量达到100件。",)
    assert gather(make_search(FACT, alone))[0].sentences == ("（一）培育专利",)


def test_a_further_clause_is_offered_only_where_a_sentence_of_it_says_as_much() -> None:
    other = make_chunk("重视专利工作。", clause="jia/5")
    same = make_chunk("2020年发明专利拥有量50件。", clause="jia/6")
    found = gather(make_search(FACT, PLAIN, other, same))
    assert [p.hit.chunk.clause for p in found] == ["jia/2", "jia/6"]


def test_other_documents_speak_only_where_they_come_near_unless_places_are_named() -> None:
    near = gather(make_search(FACT, PLAIN, OTHER, scores=(1.0, 0.95)))
    far = gather(make_search(FACT, PLAIN, OTHER, scores=(1.0, 0.85)))
    assert [p.hit.chunk.document for p in near] == ["jia", "yi"]
    assert [p.hit.chunk.document for p in far] == ["jia"]


def test_a_list_has_a_larger_budget_than_a_fact():
    chunk = make_chunk("".join(f"推进专利工作第{n}项" + "事" * 80 + "。" for n in range(1, 10)))
    fact, listing = gather(make_search(FACT, chunk))[0], gather(make_search("推进专利工作有哪些措施？", chunk))[0]
    assert len(fact.sentences) == 1
    assert len(listing.sentences) == 8
    assert len("".join(listing.sentences)) <= 800


def test_a_sentence_must_name_what_it_speaks_of():
    search = make_search(FACT, PLAIN)
    assert is_complete("发明专利拥有量达到100件", search)
    assert not is_complete("100件", search)
