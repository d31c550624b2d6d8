from assistant.answering.verification.source import places_of, read_source
from tests.answering.made import make_chunk


def test_a_clause_with_its_headings_and_its_title():
    source = read_source(
        make_chunk("| 硕士 | 11000 |", path=("一、补贴",), reading="硕士：补贴标准（元/年）11000。"), "甲市细则"
    )
    assert source.body == "硕士:补贴标准11000元/年。\n硕士\n11000"
    assert (source.above, source.title) == ("一、补贴", "甲市细则")
    assert source.everything == f"{source.body}\n一、补贴\n甲市细则"
    assert {"甲市", "补助"} <= source.whole
    assert ["甲市" in held for held in (source.own, source.named)] == [False, True]


def test_what_was_read_of_a_clause_is_kept():
    chunk = make_chunk("发明专利达到100件。")
    assert read_source(chunk, "甲") is read_source(make_chunk("发明专利达到100件。"), "甲")
    assert read_source(chunk, "甲") is not read_source(chunk, "乙")


def test_segments_of_all_clauses_in_order():
    sources = [read_source(make_chunk("甲。乙。"), ""), read_source(make_chunk("丙。"), "")]
    assert [place.segment.text for place in places_of(sources)] == ["甲", "乙", "丙"]


def test_a_figure_holds_for_the_year_before_it_or_of_its_heading():
    (place, later) = read_source(make_chunk("2020年3件；4件。"), "").places
    figure = later.stretch.figures[0]
    assert [year.first for year in place.years(place.stretch.figures[0], "")] == [2020]
    assert [year.first for year in later.years(figure, "")] == [2020]
    bare = read_source(make_chunk("5件。"), "").places[0]
    assert [year.first for year in bare.years(bare.stretch.figures[0], "2025年目标")] == [2025]
