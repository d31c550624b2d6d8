import pytest

from assistant.answering.verification.plain import plain
from assistant.answering.verification.segments import cut, phrases, sentences, unnumbered


def texts(text):
    return [segment.text for segment in cut(plain(text))]


def test_sentences_members_of_a_series_and_items_are_apart():
    assert texts("甲。乙；丙。\n（一）丁；\n（二）戊。") == ["甲", "乙", "丙", "丁", "戊"]


def test_rows_in_one_line_are_apart_and_brackets_part_nothing():
    assert texts("甲镇：资金1万元（属性：预期；单位：镇）。 乙镇：资金2万元。") == [
        "甲镇:资金1万元(属性:预期;单位:镇)",
        "乙镇:资金2万元",
    ]


def test_an_item_hangs_on_its_article_and_its_stem():
    clause = "第四条　对获奖单位给予奖励：\n（一）金奖，奖励10万元；\n（二）银奖，奖励5万元。\n同一单位不重复奖励。"
    stem, gold, silver, last = cut(plain(clause))
    assert gold.list_stem == silver.list_stem == "第四条对获奖单位给予奖励:"
    assert "第四条对获奖单位给予奖励" in gold.near
    assert "银奖" not in gold.around
    assert (stem.list_stem, last.list_stem) == ("", "")


def test_the_line_of_responsible_units_belongs_to_what_stands_above_it():
    clause = "1.整治市场。严查低价。\n责任单位：市商务局\n2.净化市场。\n责任单位：市教育局"
    first, second, _, third, _ = cut(plain(clause))
    assert ["市商务局" in segment.near for segment in (first, second, third)] == [True, True, False]
    assert ["市教育局" in segment.around for segment in (first, second, third)] == [False, False, True]


def test_sentences_beside_are_around_but_not_near_and_members_of_a_series_neither():
    _, two, three = cut(plain("评审由市局组织，专家参加。公示5日；有异议的复核。"))
    assert ["评审由市局组织" in text for text in (two.around, two.near)] == [True, False]
    assert ["异议" in two.around, "公示5日" in three.before] == [False, True]


@pytest.mark.parametrize(
    ("series", "stem"),
    [
        ("包括:甲;乙。", "包括"),
        ("机关收到申请,能够答复的,应当答复;不能答复的,应当转交。", "机关收到申请"),
        ("事项名称:许可;办结时限:5日。", "事项名称:许可"),
        ("线上办理的,即时办结;线下办理的,2日内办结。", ""),
    ],
)
def test_what_opens_a_series_holds_for_each_member(series, stem):
    first, second = cut(series)
    assert (first.stem, second.stem) == ("", stem)


def test_a_question_stands_above_its_answer():
    _, answer, *_ = cut(plain("问：异地就医要备案吗？\n答：需要。\n问：多久？\n答：5日。"))
    assert "异地就医要备案吗" in answer.near


def test_numbers_of_parts_are_taken_away_but_not_those_of_articles():
    assert unnumbered("1.甲;2.乙。(一)丙\n第四条丁,5.5%") == "甲;乙。丙\n第四条丁,5.5%"


def test_phrases_and_sentences():
    assert [(first, last) for first, last in phrases("甲,乙;丙:丁。")] == [(0, 1), (2, 3), (4, 5), (6, 7)]
    assert sentences("甲。乙!丙\n丁") == ["甲", "乙", "丙", "丁"]
