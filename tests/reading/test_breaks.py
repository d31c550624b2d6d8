"""Line breaks that copying lost: where lines are cut, where they are not, and that no character changes."""

from itertools import pairwise

import pytest
from hypothesis import given

from assistant.reading.breaks import break_lines
from assistant.reading.lines import split_lines
from tests.reading.texts import running_texts, texts


def broken(text: str, fixed: tuple[int, ...] = ()) -> list[str]:
    """The lines of a text, cut, without those that start at an offset in ``fixed``."""
    return [line.text for line in break_lines(split_lines(text), frozenset(fixed))]


FOUND = {
    "articles": ["第一条 为了加强管理，制定本办法。", "第二条 本办法适用于全市。", "第三条 市局负责实施。"],
    "chapter and articles": ["第一章 总则", "第一条 为了加强管理，制定本办法。", "第二条 市局负责实施。"],
    "article put in": ["第六条 甲市设立专项资金。", "第六条之一 资金专款专用。", "第七条 市局负责实施。"],
    "sections with headings": ["一、总体要求坚持稳中求进。", "二、重点任务抓好落实。", "三、保障措施加强领导。"],
    "items behind a stem": ["申请人应当具备下列条件：", "（一）依法设立；", "（二）信用良好；", "（三）有固定场所。"],
    "arabic items": ["需要提交的材料有：", "1.申请书；", "2.营业执照；", "3.承诺书。"],
    "ideographic commas": ["需要提交的材料有：", "1、申请书；", "2、营业执照。"],
    "circled": ["分为三类：", "①甲类企业；", "②乙类企业；", "③丙类企业。"],
    "letters": ["有下列情形的除外：", "a)自愿放弃；", "b)逾期未报。"],
    "figures with one bracket": ["有下列情形的除外：", "1）自愿放弃；", "2）逾期未报。"],
    "levels mixed": ["一、目标任务。", "（一）建设基地。", "（二）培育企业。", "二、保障措施。"],
}


@pytest.mark.parametrize("lines", FOUND.values(), ids=FOUND)
@pytest.mark.parametrize("blank", ["", " "], ids=["joined", "blank"])
def test_marks_that_go_on_with_the_numbering_begin_a_line(lines: list[str], blank: str) -> None:
    assert broken(blank.join(lines)) == lines


def test_numbering_goes_on_from_the_line_above() -> None:
    assert broken("第四条 市局负责实施。\n违反规定的，责令改正。第五条 本办法自发布之日起施行。") == [
        "第四条 市局负责实施。",
        "违反规定的，责令改正。",
        "第五条 本办法自发布之日起施行。",
    ]


def test_an_article_of_which_the_mark_is_lost_does_not_stop_the_next() -> None:
    text = "第一条 为了加强管理，制定本办法。本办法适用于全市。第三条 市局负责实施。第四条 县局配合。"
    assert broken(text) == [
        "第一条 为了加强管理，制定本办法。本办法适用于全市。",
        "第三条 市局负责实施。",
        "第四条 县局配合。",
    ]


KEPT = {
    "reference behind a verb": "第一条 为了管理，制定本办法。\n第二条 依照第三条处以罚款的，应当书面通知。",
    "reference behind a title": "第一条 为了管理，制定本办法。\n第二条 依照《甲办法》第三条处以罚款的，书面通知。",
    "reference to a chapter": "第一章 总则\n第一条 适用本法第二章的程序和其他规定。",
    "reference to items": "申请人符合前款（一）（二）情形之一的，应当依法予以支持。",
    "reference behind an item": "（一）依法设立的企业；\n符合（二）情形的企业由市局依法予以支持；",
    "enumeration of industries": "一、总体要求\n大力推动第一、二、三产业融合发展提质增效",
    "quarters": "一、总体要求\n于第一、二、三、四季度末分别向市政府报告情况",
    "single mark": "申请书应当写明：1.申请人的名称和地址以及联系方式",
    "decimal number": "全市生产总值达到1.5万亿元，2.3倍于十年前的水平",
    "list of annexes": "附件：1.甲市规划主要指标表 2.甲市规划任务分工表",
    "year in brackets": "依据甲政发（2020）1号和甲政发（2021）2号文件办理有关事项",
    "short line": "一、甲。二、乙。",
    "rule of dashes": "—" * 100,
    "dashes as punctuation": "一、发展目标——建成知识产权强市，实现两个转变。一是提升质量——从多向优转变。二是——略",
    "telephone": "联系电话：0571-12345678、2.87654321转有关科室",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_is_no_mark_stays_in_its_line(text: str) -> None:
    assert broken(text) == text.split("\n")


def test_lines_of_tables_stay_whole() -> None:
    text = "资金用于：1.补贴企业；2.奖励个人。\n资金用于：1.补贴企业；2.奖励个人。"
    assert broken(text, fixed=(0,)) == [
        "资金用于：1.补贴企业；2.奖励个人。",
        "资金用于：",
        "1.补贴企业；",
        "2.奖励个人。",
    ]


def test_a_document_on_one_line_has_its_addressee_and_signature_cut_off() -> None:
    parts = [
        "甲市人民政府关于加强知识产权保护工作的通知",
        "各县人民政府，市政府各部门：",
        "为了加强知识产权保护，" + "现就有关工作通知如下，请认真贯彻执行，" * 4 + "确保落实。",
        "一、加强领导。各级各部门要高度重视。",
        "二、抓好落实。各级各部门要明确分工。",
        "甲市人民政府办公室",
        "2022年3月1日",
    ]
    assert broken("".join(parts)) == parts


def test_the_edges_of_a_document_are_looked_for_in_long_lines_alone() -> None:
    text = "关于加强保护的通知各县人民政府：请认真贯彻。甲市人民政府办公室2022年3月1日"
    assert broken(text) == [text]


def test_cut_lines_know_where_they_stand() -> None:
    text = "　第一条 甲市设立资金。　第二条 资金专款专用。"
    lines = break_lines(split_lines(text), frozenset())
    assert [(line.start, line.end, line.text) for line in lines] == [
        (1, 12, "第一条 甲市设立资金。"),
        (13, 24, "第二条 资金专款专用。"),
    ]


@given(texts | running_texts)
def test_breaking_takes_away_nothing_but_blanks(text: str) -> None:
    lines = split_lines(text)
    parts = break_lines(lines, frozenset())
    assert [part.text for part in parts] == [text[part.start : part.end] for part in parts]
    assert all(one.end <= other.start for one, other in pairwise(parts))
    kept = {i for part in parts for i in range(part.start, part.end)}
    lost = [text[i] for line in lines for i in range(line.start, line.end) if i not in kept]
    assert split_lines("".join(lost)) == []
    assert all(part.text.strip() == part.text != "" for part in parts)


@given(texts | running_texts)
def test_lines_that_are_fixed_come_through_as_they_are(text: str) -> None:
    lines = split_lines(text)
    assert break_lines(lines, frozenset(line.start for line in lines)) == lines
