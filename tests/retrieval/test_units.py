"""Who is responsible for what is asked: named by a label or in a sentence, and for this, not for something near it."""

import pytest

from assistant.retrieval.topic import Judged, Topic
from assistant.retrieval.units import LEAST_SHARE_OF_BEST, MOST_BEHIND_NEAREST, holds_units, names_units, states_units
from tests.retrieval.made import make_chunk

TRADE_MARKS = Topic(("商标", "品牌", "责任", "单位"), (1.0, 1.0, 5.0, 5.0), 1.0)
ABOUT = "打造商标品牌。"


@pytest.mark.parametrize(
    "text",
    [
        "责任单位：市局",
        "（牵头单位:市发改委、市科技局）",
        "【责任部门】市教育局",
        "由市局负责。",
        "由市商务局会同市财政局组织实施。",
        "市局牵头",
        "国务院专利行政部门负责管理全国的专利工作。",
        "县级以上地方人民政府管理专利工作的部门按照职责分工负责本行政区域内的专利管理工作。",
        "市财政局、市税务局等部门按职责分工负责",
        "建设养老平台。（市大数据局、市民政局）",
    ],
)
def test_texts_that_name_units(text: str) -> None:
    assert names_units(text)


@pytest.mark.parametrize(
    "text",
    [
        "加强专利保护。",
        "成立单位",
        "落实单位负责人的责任。",
        "全社会加强监管。",
        "市局要加强宣传，企业负责整改。",
        "强化牵头抓总作用。",
        "明确责任单位，落实责任分工。",
        "组织申报（市级以上项目）",
        "补助对象（各类企业、单位）",
    ],
)
def test_texts_that_name_none(text: str) -> None:
    assert not names_units(text)


def judged(text: str, *duties: str, nearness: float = 1.0) -> Judged:
    return Judged(make_chunk("d/1", text), 1.0, nearness, duties)


def test_units_answer_for_the_clause_that_they_are_responsible_for() -> None:
    assert states_units(TRADE_MARKS, [judged(f"{ABOUT}责任单位：市局", ABOUT)])
    assert not states_units(TRADE_MARKS, [judged(f"{ABOUT}")])


def test_units_of_a_neighbour_in_the_same_piece_do_not_answer() -> None:
    together = f"1.{ABOUT}2.推进软件正版化。责任单位：市局"
    assert not states_units(TRADE_MARKS, [judged(together, "2.推进软件正版化。")])
    assert states_units(TRADE_MARKS, [judged(together, "2.推进软件正版化。", ABOUT)])


def test_units_of_a_clause_that_says_less_of_what_is_asked_do_not_answer() -> None:
    silent, telling = judged(ABOUT), judged("推广商标。责任单位：市局", "推广商标。")
    assert LEAST_SHARE_OF_BEST > 0.5
    assert not states_units(TRADE_MARKS, [silent, telling])
    assert states_units(TRADE_MARKS, [telling])


@pytest.mark.parametrize(("behind", "expected"), [(MOST_BEHIND_NEAREST / 2, True), (MOST_BEHIND_NEAREST * 2, False)])
def test_units_of_a_clause_far_behind_the_nearest_do_not_answer(behind: float, expected: bool) -> None:
    telling = judged(f"{ABOUT}责任单位：市局", ABOUT, nearness=1.0 - behind)
    assert states_units(TRADE_MARKS, [judged(ABOUT), telling]) is expected


def test_a_sentence_that_names_units_must_be_on_the_topic_itself() -> None:
    assert states_units(TRADE_MARKS, [judged("市市场监管局负责商标品牌工作。推进软件正版化。")])
    assert not states_units(TRADE_MARKS, [judged("打造商标品牌。市版权局负责软件正版化。")])


def test_where_words_cannot_tell_the_nearest_clause_must_name_units() -> None:
    other, bare = judged("推进正版化。责任单位：市局", "推进正版化。"), judged("推进正版化。", nearness=1.01)
    assert states_units(TRADE_MARKS, [other])
    assert not states_units(TRADE_MARKS, [other, bare])


def test_units_in_brackets_answer_for_their_line() -> None:
    assert states_units(TRADE_MARKS, [judged(f"{ABOUT}（市市场监管局、市商务局）")])
    assert not states_units(TRADE_MARKS, [judged(f"{ABOUT}\n推进软件正版化。（市版权局）")])


def test_whether_a_hit_names_units_at_all() -> None:
    assert holds_units(judged("市局", "别的事"))
    assert holds_units(judged("责任单位：市局"))
    assert not holds_units(judged(ABOUT))
