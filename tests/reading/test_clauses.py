"""Numbering, edges and tables become a tree that holds every character once."""

import pytest
from hypothesis import given

from assistant.records import ClauseTree
from tests.reading.made import clause, kinds, outline, read
from tests.reading.texts import texts


@given(texts)
def test_every_character_belongs_to_one_clause_or_one_removed_span(text: str):
    tree = read(text)
    spans = sorted([(c.start, c.end) for c in tree.clauses] + [(r.start, r.end) for r in tree.removed])
    assert all(start < end for start, end in spans)
    assert [0, *(end for _, end in spans)] == [*(start for start, _ in spans), len(text)]


@given(texts)
def test_only_blanks_and_furniture_are_removed(text: str):
    tree = read(text)
    assert {removed.reason for removed in tree.removed} <= {"blank", "page furniture"}
    blanks = [text[removed.start : removed.end] for removed in tree.removed if removed.reason == "blank"]
    assert "".join(blanks).strip() == ""


@given(texts)
def test_clauses_are_verbatim_in_order_and_named_once(text: str):
    tree = read(text)
    assert all(c.text == text[c.start : c.end] for c in tree.clauses)
    assert [c.start for c in tree.clauses] == sorted(c.start for c in tree.clauses)
    ids = [c.id for c in tree.clauses]
    assert len(set(ids)) == len(ids)
    assert all(c.id.startswith("d/") for c in tree.clauses)


@given(texts)
def test_parents_come_first_and_lend_their_id_and_path(text: str):
    seen: dict[str, tuple[str, ...]] = {}
    for c in read(text).clauses:
        if c.parent:
            assert c.id.startswith(f"{c.parent}.")
            assert c.path[: len(seen[c.parent])] == seen[c.parent]
        seen[c.id] = c.path


@given(texts)
def test_reading_again_gives_the_same_tree(text: str):
    assert read(text) == read(text)


IDS = {
    "four levels": (
        "一、甲\n(一)乙\n1.丙\n(1)丁\n(2)戊\n2.己\n(二)庚\n二、辛",
        "1 1.1 1.1.1 1.1.1.nb1 1.1.1.nb2 1.1.2 1.2 2",
    ),
    "numbers run on": ("一、甲\n1.乙\n2.丙\n二、丁\n3.戊", "1 1.1 1.2 2 2.3"),
    "chapters": (
        "第一章 甲\n第一条 乙\n第二条 丙\n第二章 丁\n第三条 戊",
        "chapter1 chapter1.art1 chapter1.art2 chapter2 chapter2.art3",
    ),
    "article between": ("第一条 甲\n（一）乙；\n（二）丙。\n第一条之一 丁", "art1 art1.1 art1.2 art1-1"),
    "bullets": ("一、甲\n——乙。\n——丙。\n二、丁", "1 1.b1 1.b2 2"),
    "box": ("1.甲\n专栏1 乙\n——丙\n2.丁", "1 1.box1 1.box1.b1 2"),
    "decimals": ("1 甲\n1.1 乙\n1.2 丙", "preamble1 1-1 1-2"),
    "annexes": ("附件1：甲\n附件\n附件", "annex1 annex annex~2"),
    "repeated": ("一、甲\n一、乙\n一、丙", "1 1~2 1~3"),
    "lost dots": ("1甲类工作\n2乙类工作\n3丙类工作", "1 2 3"),
    "lost dots out of order": ("一、甲\n25家企业完成认证\n1机构完善\n3越号不是标题\n2水平提升", "1 1.1 1.2"),
}


@pytest.mark.parametrize(("text", "expected"), IDS.values(), ids=IDS)
def test_ids_follow_the_numbering(text: str, expected: str):
    assert [key for key, _ in outline(read(text))] == expected.split()


def test_lines_without_mark_belong_to_the_open_clause():
    first = "一、目标\n到2025年达到100件。\n\n责任单位:市局\n第三条规定的除外。"
    assert outline(read(f"{first}\n二、保障")) == [("1", first), ("2", "二、保障")]


def test_a_paragraph_behind_bullets_stands_alone():
    tree = read("一、基础\n总述。\n——甲。续行。\n特别是2020年。\n再一段。\n二、形势")
    assert outline(tree) == [
        ("1", "一、基础\n总述。"), ("1.b1", "——甲。续行。"), ("1.p1", "特别是2020年。\n再一段。"), ("2", "二、形势"),
    ]  # fmt: skip


def test_furniture_inside_a_clause_cuts_it():
    tree = read("一、目标\n甲。\n扫一扫在手机打开当前页面\n乙。\n二、保障")
    assert outline(tree) == [("1", "一、目标\n甲。"), ("1.p1", "乙。"), ("2", "二、保障")]
    assert [tree.document.text[r.start : r.end] for r in tree.removed if r.reason == "page furniture"] == [
        "扫一扫在手机打开当前页面"
    ]


def test_furniture_inside_a_title_stays_in_its_span():
    text = "甲市人民政府关于印发\n扫一扫在手机打开当前页面\n甲市知识产权规划的通知"
    tree = read(text)
    assert outline(tree) == [("title1", text)]
    assert tree.removed == ()


FRONT = """甲市人民政府关于印发
甲市知识产权规划的通知
发文字号:甲政发〔2022〕1号
成文日期 :
2022年1月2日
各区人民政府:
现印发给你们。
甲市人民政府
甲市财政局
2022年1月2日
（此件公开发布）
甲市知识产权规划
为加强保护,制定本规划。
导言
一段话。
一、目标
甲。
附则
末段。
甲市人民政府
2022年1月3日"""


def test_front_and_end_of_a_document():
    tree = read(FRONT)
    assert [(key, text.replace("\n", "/")) for key, text in outline(tree)] == [
        ("title1", "甲市人民政府关于印发/甲市知识产权规划的通知"),
        ("info1", "发文字号:甲政发〔2022〕1号/成文日期 :/2022年1月2日"),
        ("to1", "各区人民政府:"),
        ("preamble1", "现印发给你们。"),
        ("sign1", "甲市人民政府/甲市财政局/2022年1月2日"),
        ("note1", "（此件公开发布）"),
        ("title2", "甲市知识产权规划"),
        ("preamble2", "为加强保护,制定本规划。"),
        ("s1", "导言/一段话。"),
        ("1", "一、目标/甲。/附则/末段。"),
        ("sign2", "甲市人民政府/2022年1月3日"),
    ]
    assert [(cell.header, cell.value) for cell in clause(tree, "info1").cells] == [
        ("发文字号", "甲政发〔2022〕1号"), ("成文日期", "2022年1月2日"),
    ]  # fmt: skip


@pytest.mark.parametrize("date", ["2022年1月2日", "二〇二二年一月二日", "202212", "2022-01-02"])
def test_signatures_with_every_form_of_date(date: str):
    assert kinds(read(f"一、甲\n甲市人民政府\n{date}")) == ["section", "signature"]


def test_an_office_without_a_date_is_no_signature():
    assert outline(read("一、甲\n甲市人民政府办公室\n负责落实。")) == [("1", "一、甲\n甲市人民政府办公室\n负责落实。")]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("一、总体要求", "一、总体要求"),
        ("(一)指导思想。", "(一)指导思想"),
        ("1.加强保护。严格执法。", "1.加强保护"),
        ("2优化服务", "2优化服务"),
        ("1." + "很" * 50 + "。" + "长。", "1."),
        ("第一条 为了加强保护,制定本条例。", "第一条"),
        ("——坚持创新。以改革促发展。", "——坚持创新"),
        ("## 一、目标", "一、目标"),
        ("专栏1 工程 |", "专栏1 工程"),
        ("一、C# 语言", "一、C# 语言"),
    ],
)
def test_headings(line: str, heading: str):
    tree = read(f"1.前一项\n{line}")
    assert tree.clauses[-1].path[-1] == heading


@pytest.mark.parametrize(
    "line", ["—" * 5000, "1.1" * 5000, "(" + " " * 5000 + "一)"], ids=["dashes", "decimals", "blanks"]
)
def test_no_mark_is_so_long_that_every_part_of_its_clause_repeats_it(line: str):
    assert all(len(heading) < 100 for c in read(f"一、甲\n{line}").clauses for heading in c.path)


def test_a_bullet_that_is_one_long_sentence_has_no_heading():
    assert clause(read("一、甲\n——" + "推动高校" * 20 + "。"), "1.b1").path == ("一、甲",)


TABLE = "二、目标\n提出目标。\n序号\n指标\n2025年\n1\n专利\n100\n2\n商标\n9\n注:累计数据\n三、保障\n甲。"


def test_a_table_hangs_below_its_section():
    tree: ClauseTree = read(TABLE)
    assert [(key, text.replace("\n", "/")) for key, text in outline(tree)] == [
        ("2", "二、目标/提出目标。"),
        ("2.table1", "序号/指标/2025年"),
        ("2.table1.r1", "1/专利/100"),
        ("2.table1.r2", "2/商标/9"),
        ("2.table1.note1", "注:累计数据"),
        ("3", "三、保障/甲。"),
    ]
    assert [(cell.header, cell.value) for cell in clause(tree, "2.table1.r2").cells] == [
        ("序号", "2"), ("指标", "商标"), ("2025年", "9"),
    ]  # fmt: skip


def test_a_numbered_line_above_a_table_opens_its_clause():
    tree = read(TABLE.replace("提出目标。\n", ""))
    assert [key for key, _ in outline(tree)][:3] == ["2", "2.table1", "2.table1.r1"]


@pytest.mark.parametrize("text", ["", " \n\t\n　", "\n" * 5], ids=["empty", "blanks", "line ends"])
def test_nothing_but_blanks_has_no_clause(text: str):
    tree = read(text)
    assert tree.clauses == ()
    assert [(r.start, r.end, r.reason) for r in tree.removed] == ([(0, len(text), "blank")] if text else [])


def test_text_without_any_numbering_is_one_preamble():
    assert outline(read("今天天气很好。\n明天也好。")) == [("preamble1", "今天天气很好。\n明天也好。")]
