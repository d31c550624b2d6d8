from assistant.answering.verification.source import read_source
from assistant.answering.verification.statements import resting_places, scattered_figures, statements
from assistant.answering.verification.stretch import read_stretch
from tests.answering.made import make_chunk

CLAUSE = make_chunk(
    "投资额500万元以下的，补贴10%；投资额500万元以上的，补贴20%。投资额1亿元以上的项目，报县人民政府研究。",
    path=("第三条",),
)
SOURCES = [read_source(CLAUSE, "甲县办法")]


def split(text, sources=SOURCES):
    return [text[first:last] for first, last in statements(text, sources)]


def test_a_condition_and_a_topic_go_with_what_follows():
    assert split("逾期的,不予受理,公示5日") == ["逾期的,不予受理", "公示5日"]
    assert split("对企业,给予奖励") == ["对企业,给予奖励"]


def test_what_only_leads_on_in_the_clause_leads_on_in_the_sentence():
    assert split(
        "投资额大的项目,报县人民政府研究", [read_source(make_chunk("投资额大的项目，报县人民政府研究。"), "")]
    ) == ["投资额大的项目,报县人民政府研究"]
    assert split("投资额大的项目,报县人民政府研究") == ["投资额大的项目", "报县人民政府研究"]


def test_a_statement_rests_where_most_of_its_figures_and_bodies_stand():
    said = read_stretch("投资额500万元以下的,补贴10%")
    (place,) = resting_places(said, 0, len(said.text), SOURCES)
    assert place.segment.text == "投资额500万元以下的,补贴10%"
    assert resting_places(read_stretch("补贴"), 0, 2, SOURCES) == []


def test_figures_of_two_members_of_a_series_make_no_statement():
    assert scattered_figures(read_stretch("投资额500万元以下的,补贴20%"), SOURCES) == ["20%（所指不同）"]
    assert scattered_figures(read_stretch("投资额500万元以上的,补贴20%"), SOURCES) == []
    assert scattered_figures(read_stretch("分别补贴10%、20%"), SOURCES) == []
