import pytest

from assistant.answering.verification.plain import plain
from assistant.answering.verification.stretch import duty_of, last_years, own_words, read_stretch, years_of
from assistant.answering.verification.words import telling


def near(text, index):
    stretch = read_stretch(plain(text))
    return own_words(stretch, stretch.figures, index).near


@pytest.mark.parametrize(
    ("text", "index", "words"),
    [
        ("培育企业10家、机构20家", 0, "培育企业"),
        ("培育企业10家、机构20家", 1, "机构"),
        ("20家机构、10家企业", 0, "机构"),
        ("20家机构、10家企业", 1, "企业"),
        ("企业、机构经认定后分别奖励30万元、15万元", 0, "企业"),
        ("企业、机构经认定后分别奖励30万元、15万元", 1, "机构经认定后"),
        ("对企业、机构,分别奖励30万元、15万元", 1, "对机构"),
        ("新认定的国家级、省级示范园区,分别奖励30万元、15万元", 0, "新认定的国家级示范园区"),
        ("新认定的国家级、省级示范园区,分别奖励30万元、15万元", 1, "新认定的省级示范园区"),
        ("经认定后,分别奖励30万元、15万元", 0, "分别奖励"),
        ("河口镇:中央资金86万元,县级资金20万元", 1, "河口镇\0县级资金"),
    ],
)
def test_a_figure_is_said_of_its_phrase_or_its_member_of_a_list(text, index, words):
    assert near(text, index) == telling(words)


def test_a_phrase_before_it_without_a_figure_is_further_off():
    stretch = read_stretch("首次质押的,按照利率的60%贴息")
    own = own_words(stretch, stretch.figures, 0)
    assert own.near == telling("按照利率的\0贴息")
    assert own.wide == telling("首次质押的\0按照利率的\0贴息")


def test_figures_and_names_are_hidden_in_place():
    stretch = read_stretch("县财政局给予最高50万元奖励,2025年")
    assert stretch.masked == "\0\0\0\0给予\0\0\0\0\0\0奖励,\0\0\0\0\0"
    assert len(stretch.masked) == len(stretch.text)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2020年0.39件,2025年1件", [2020, 2025]),
        ("由0.39件(2020年)提高到1件(2025年)", [2020, 2025]),
        ("1件是2025年的目标", [2025]),
        ("到2025年比2020年增长20%", [2025]),
        ("三年共安排6亿元,2025年", [0]),
    ],
)
def test_the_year_that_a_figure_holds_for(text, years):
    stretch = read_stretch(text)
    figures = [figure for figure in stretch.figures if figure.words != "三年"]
    assert [years_of(stretch, figure)[0].first if years_of(stretch, figure) else 0 for figure in figures] == years


def test_the_last_year_of_a_text():
    assert [year.first for year in last_years("2020年,2025年,比2015年")] == [2025]
    assert last_years("无") == ()


@pytest.mark.parametrize(
    ("text", "index", "duty"),
    [
        ("市住建局负责监督执法,市水利局负责河道治理", 1, "河道治理"),
        ("县财政局、县公安局配合", 0, "配合"),
        ("由县财政局牵头、县公安局配合", 0, "牵头"),
        ("由县财政局牵头、县公安局配合", 1, "配合"),
        ("市水利局:负责河道治理", 0, "河道治理"),
        ("河道治理由市水利局负责", 0, "河道治理"),
    ],
)
def test_what_a_body_does(text, index, duty):
    assert duty_of(read_stretch(text), index) == telling(duty)


def test_bodies_in_brackets_do_what_stands_around_them():
    assert duty_of(read_stretch("(市水利局、市财政局)"), 1, "河道治理") == telling("河道治理")
