import pytest

from assistant.answering.verification.names import missing_bodies, missing_numbers
from assistant.answering.verification.plain import plain
from assistant.answering.verification.source import read_source
from assistant.answering.verification.stretch import read_stretch
from tests.answering.made import make_chunk

DUTIES = "市水利局负责河道治理，市财政局负责资金筹措。（市教育局、市司法局）"
BASIS = (
    "第四条 根据《甲省条例》（国发〔2021〕20号）、《乙市办法》（乙政发〔2018〕33号）第十五条，"
    "PCT申请，经第3次会议通过。"
)


def sources(clause, title=""):
    return [read_source(make_chunk(clause), title)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("河道治理由市水利局负责", []),
        ("市财政部门负责资金筹措", []),
        ("河道治理由市财政局负责", ["市财政局（所指不同）"]),
        ("市公安局负责河道治理", ["市公安局"]),
        ("省财政厅负责资金筹措", ["省财政厅"]),
        ("由市教育局、市司法局负责", []),
    ],
)
def test_bodies_and_what_they_do(sentence, expected):
    assert list(missing_bodies(read_stretch(plain(sentence)), sources(DUTIES))) == expected


def test_a_body_of_the_title_is_named():
    said = read_stretch("县商务局印发通知")
    assert list(missing_bodies(said, sources("现印发通知。", "甲县商务局通知"))) == []
    assert list(missing_bodies(said, sources("现印发通知。"))) == ["县商务局"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("依据是国发[2021]20号", []),
        ("依据是国发〔2021〕22号", ["国发〔2021〕22号"]),
        ("依据是国办发〔2021〕20号", ["国办发〔2021〕20号"]),
        ("《甲省条例》（乙政发〔2018〕33号）", ["乙政发〔2018〕33号"]),
        ("《丙县办法》", ["《丙县办法》"]),
        ("第15条", []),
        ("第五条", ["第5条"]),
        ("第三次会议", []),
        ("pct申请和GB标准", ["GB"]),
    ],
)
def test_numbers_ordinals_codes_and_titles(sentence, expected):
    assert list(missing_numbers(plain(sentence), sources(BASIS))) == expected
