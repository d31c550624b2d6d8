"""Automatic numbering: every label as Word shows it."""

import pytest

from assistant.reading.formats.word.extract import extract_word
from tests.reading.formats.word_made import (
    cell,
    definition,
    docx,
    level,
    numbered,
    p,
    row,
    starting,
    style,
    table,
    text_box,
)


def lines(*body: str, numbering: str, styles: str = "") -> list[str]:
    """The lines that a document with this numbering shows."""
    return extract_word(docx(*body, numbering=numbering, styles=styles), "a.docx").text.splitlines()


@pytest.mark.parametrize(
    ("number_format", "text", "more", "expected"),
    [
        ("chineseCountingThousand", "第%1章", "", "第一章 总则"),
        ("chineseCountingThousand", "第%1条", '<w:suff w:val="space"/>', "第一条 总则"),
        ("chineseCountingThousand", "第%1条　", '<w:suff w:val="nothing"/>', "第一条　总则"),
        ("chineseCounting", "%1、", "", "一、总则"),
        ("japaneseCounting", "（%1）", '<w:suff w:val="space"/>', "（一）总则"),
        ("decimal", "%1.", "", "1. 总则"),
        ("decimal", "%1.", '<w:suff w:val="nothing"/>', "1.总则"),
        ("decimal", "%1．", "", "1．总则"),
        ("decimal", "(%1)", "", "(1) 总则"),
        ("decimal", "（%1）", "", "（1）总则"),
        ("decimalEnclosedCircle", "%1", "", "① 总则"),
        ("decimalEnclosedCircle", "%1", '<w:suff w:val="nothing"/>', "①总则"),
        ("decimal", "附件%1：", "", "附件1：总则"),
        ("none", "附则", "", "附则 总则"),
        ("none", "", "", "总则"),
        ("decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>", "总则"),
        ("bullet", "●", "", "• 总则"),
        ("bullet", "\uf06c", "", "• 总则"),
        ("bullet", "—", "", "——总则"),
        ("bullet", "–", "", "——总则"),
        ("bullet", "——", "", "——总则"),
        ("bullet", "-", "", "——总则"),
        ("bullet", "注", "", "注 总则"),
    ],
)
def test_labels_and_what_separates_them(number_format: str, text: str, more: str, expected: str):
    made = definition(0, level(0, text, number_format, more=more)) + numbered(1, 0)
    assert lines(p("总则", list_=1, level=0), numbering=made) == [expected]


MULTILEVEL = definition(
    0,
    level(0, "第%1章", "chineseCountingThousand"),
    level(1, "第%2条", "chineseCountingThousand", more='<w:lvlRestart w:val="0"/>'),
    level(2, "（%3）", "chineseCountingThousand"),
    level(3, "%4.", "decimal"),
) + numbered(1, 0)


def test_articles_go_on_across_chapters_and_items_begin_anew():
    levels = [0, 1, 2, 2, 3, 3, 2, 1, 0, 1, 2, 3]
    made = lines(*(p("甲", list_=1, level=at) for at in levels), numbering=MULTILEVEL)
    assert made == [
        "第一章 甲", "第一条 甲", "（一）甲", "（二）甲", "1. 甲", "2. 甲", "（三）甲", "第二条 甲", "第二章 甲",
        "第三条 甲", "（一）甲", "1. 甲",
    ]  # fmt: skip


DECIMALS = definition(0, level(0, "%1"), level(1, "%1.%2"), level(2, "%1.%2.%3")) + numbered(1, 0)


def test_a_label_names_the_levels_above_it():
    made = lines(*(p("甲", list_=1, level=at) for at in [0, 1, 2, 2, 1, 2, 0, 1]), numbering=DECIMALS)
    assert made == ["1 甲", "1.1 甲", "1.1.1 甲", "1.1.2 甲", "1.2 甲", "1.2.1 甲", "2 甲", "2.1 甲"]


def test_a_skipped_level_counts_as_begun():
    made = lines(*(p("甲", list_=1, level=at) for at in [1, 0, 2, 1]), numbering=DECIMALS)
    assert made == ["1.1 甲", "2 甲", "2.1.1 甲", "2.2 甲"]


def test_a_level_begins_anew_only_behind_the_level_it_names():
    made = definition(
        0, level(0, "%1"), level(1, "%1.%2"), level(2, "第%3款", "chineseCounting", more='<w:lvlRestart w:val="1"/>')
    ) + numbered(1, 0)
    levels = [0, 1, 2, 2, 1, 2, 0, 1, 2]
    assert lines(*(p("甲", list_=1, level=at) for at in levels), numbering=made) == [
        "1 甲", "1.1 甲", "第一款 甲", "第二款 甲", "1.2 甲", "第三款 甲", "2 甲", "2.1 甲", "第一款 甲",
    ]  # fmt: skip


def test_legal_levels_show_decimals_throughout():
    made = definition(
        0,
        level(0, "第%1章", "chineseCounting"),
        level(1, "%1.%2", "upperLetter", more="<w:isLgl/>"),
        level(2, "%1.%2.%3", "decimalZero", more="<w:isLgl/>"),
    ) + numbered(1, 0)
    assert lines(*(p("甲", list_=1, level=at) for at in [0, 1, 2]), numbering=made) == [
        "第一章 甲",
        "1.1 甲",
        "1.1.01 甲",
    ]


def test_lists_of_one_definition_go_on_and_an_override_begins_anew_once():
    made = (
        definition(0, level(0, "%1."), level(1, "%1.%2"))
        + numbered(1, 0)
        + numbered(2, 0)
        + numbered(3, 0, starting(0, 1))
        + numbered(4, 0, starting(0, 7))
    )
    keys = [1, 1, 2, 3, 3, 1, 4, 3]
    assert [line.split()[0] for line in lines(*(p("甲", list_=key, level=0) for key in keys), numbering=made)] == [
        "1.", "2.", "3.", "1.", "2.", "3.", "7.", "8.",
    ]  # fmt: skip


def test_an_override_of_another_level_does_not_begin_this_one_anew():
    made = definition(0, level(0, "%1."), level(1, "（%2）")) + numbered(1, 0) + numbered(2, 0, starting(0, 1))
    body = [p("甲", list_=1, level=1), p("甲", list_=1, level=1), p("甲", list_=2, level=1)]
    assert lines(*body, numbering=made) == ["（1）甲", "（2）甲", "（3）甲"]


def test_lists_of_different_definitions_count_apart():
    made = definition(0, level(0, "%1、", "chineseCounting")) + definition(
        1, level(0, "（%1）", "chineseCounting", start=3)
    )
    made += numbered(1, 0) + numbered(2, 1)
    assert lines(*(p("甲", list_=key, level=0) for key in [1, 2, 1, 2]), numbering=made) == [
        "一、甲", "（三）甲", "二、甲", "（四）甲",
    ]  # fmt: skip


def test_an_override_can_replace_the_whole_level():
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "%1）", "lowerLetter", start=3)}</w:lvlOverride>'
    made = definition(0, level(0, "%1.")) + numbered(1, 0, override)
    assert lines(p("甲", list_=1, level=0), p("甲", list_=1, level=0), numbering=made) == ["c）甲", "d）甲"]


STYLED = (
    definition(
        0,
        level(0, "第%1章", "chineseCountingThousand", more='<w:pStyle w:val="Chapter"/>'),
        level(1, "第%2条", "chineseCountingThousand", more='<w:pStyle w:val="Article"/><w:lvlRestart w:val="0"/>'),
    )
    + numbered(1, 0)
)  # fmt: skip
STYLES = (
    style("Chapter", "章", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
    + style("Article", "条", paragraph='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    + style("Strict", "条（加粗）", based_on="Article", text="<w:b/>")
    + style("Plain", "条（无号）", based_on="Article", paragraph='<w:numPr><w:numId w:val="0"/></w:numPr>')
)


def test_styles_number_their_paragraphs_and_hand_it_on():
    body = [p("甲", style=key) for key in ["Chapter", "Article", "Strict", "Plain", "Chapter", "Article"]]
    assert lines(*body, numbering=STYLED, styles=STYLES) == [
        "第一章 甲", "第一条 甲", "第二条 甲", "甲", "第二章 甲", "第三条 甲",
    ]  # fmt: skip


def test_a_style_linked_to_a_level_needs_no_level_of_its_own():
    linked = style("Article", "条", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
    assert lines(p("甲", style="Article"), p("甲", style="Article"), numbering=STYLED, styles=linked) == [
        "第一条 甲", "第二条 甲",
    ]  # fmt: skip


def test_a_paragraph_can_leave_the_list_of_its_style_or_change_its_level():
    body = [p("甲", style="Article"), p("甲", style="Article", list_=0), p("甲", style="Article", level=0)]
    assert lines(*body, numbering=STYLED, styles=STYLES) == ["第一条 甲", "甲", "第二章 甲"]


def test_a_list_style_lends_its_levels():
    made = (
        definition(0, level(0, "（%1）", "chineseCounting"), more='<w:styleLink w:val="Outline"/>')
        + definition(1, more='<w:numStyleLink w:val="Outline"/>')
        + numbered(1, 0)
        + numbered(2, 1)
    )
    styles = style("Outline", "公文编号", kind="numbering", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = [p("甲", list_=2, level=0), p("甲", list_=2, level=0)]
    assert lines(*body, numbering=made, styles=styles) == ["（一）甲", "（二）甲"]


def test_list_styles_that_name_each_other_end():
    made = definition(0, more='<w:numStyleLink w:val="A"/>') + definition(1, more='<w:numStyleLink w:val="B"/>')
    made += numbered(1, 0) + numbered(2, 1)
    styles = style("A", "A", kind="numbering", paragraph='<w:numPr><w:numId w:val="2"/></w:numPr>', based_on="B")
    styles += style("B", "B", kind="numbering", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>', based_on="A")
    assert lines(p("甲", list_=1, level=0), p("乙", style="A"), numbering=made, styles=styles) == ["甲", "乙"]


@pytest.mark.parametrize(
    "made",
    ["", numbered(1, 5), definition(0) + numbered(1, 0), definition(0, level(3, "%4.")) + numbered(1, 0)],
    ids=["no list", "no definition", "no level", "only deeper levels"],
)
def test_lists_that_are_not_defined_number_nothing(made: str):
    assert lines(p("甲", list_=1, level=0), numbering=made) == ["甲"]


def test_a_list_of_a_single_level_takes_every_paragraph_to_it():
    made = definition(0, level(0, "%1."), level(1, "%2)"), more='<w:multiLevelType w:val="singleLevel"/>') + numbered(
        1, 0
    )
    assert lines(p("甲", list_=1, level=0), p("甲", list_=1, level=1), numbering=made) == ["1. 甲", "2. 甲"]


def test_a_custom_format_stands_in_an_alternative():
    shape = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="01, 02, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    made = definition(0, f'<w:lvl w:ilvl="0"><w:start w:val="9"/>{shape}<w:lvlText w:val="%1"/></w:lvl>') + numbered(
        1, 0
    )
    assert lines(p("甲", list_=1, level=0), p("甲", list_=1, level=0), numbering=made) == ["09 甲", "10 甲"]


def test_what_is_not_shown_does_not_count():
    made = definition(0, level(0, "%1.")) + numbered(1, 0)
    gone = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr>{}</w:rPr></w:pPr>{}</w:p>'
    body = [
        p("甲", list_=1, level=0),
        gone.format("<w:del/>", "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"),
        gone.format("<w:vanish/>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"),
        p("", list_=1, level=0, more="<w:sectPr/>"),
        p("乙", list_=1, level=0),
        p("", list_=1, level=0),
    ]
    assert lines(*body, numbering=made) == ["1. 甲", "", "2. 乙", "3."]


def test_a_text_box_counts_by_itself():
    made = definition(0, level(0, "%1.")) + numbered(1, 0)
    inner = p("框", list_=1, level=0)
    body = [p("甲", list_=1, level=0), p(text_box(inner, inner)), p("乙", list_=1, level=0)]
    assert lines(*body, numbering=made) == ["1. 甲", "1. 框", "2. 框", "2. 乙"]


def test_cells_are_numbered_with_the_text():
    made = definition(0, level(0, "%1", more='<w:suff w:val="nothing"/>')) + numbered(1, 0)
    number = cell(p("", list_=1, level=0))
    body = [p("甲", list_=1, level=0), table(row(number, "乙"), row(number, "丙")), p("丁", list_=1, level=0)]
    assert lines(*body, numbering=made) == ["1甲", "2 | 乙", "3 | 丙", "4丁"]
