"""Numbering, edges and tables become a tree that holds every character once."""

import pytest
from hypothesis import given

from assistant.reading.clauses import build_tree
from assistant.reading.layout import CellText, Composer, Extracted, MarkKind
from assistant.records import Cell, ClauseTree, SourceDocument
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
    "decimals": ("1 甲\n1.1 乙\n1.2 丙", "1 1.1-1 1.1-2"),
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


def _composed(*parts: tuple[object, ...] | str | list[str]) -> Extracted:
    """Lines (alone, or with kind, level and detail of their mark), and tables as lists of rows with bars."""
    composer = Composer()
    for part in parts:
        if isinstance(part, list):
            composer.grid([[CellText(cell) for cell in row.split("|")] for row in part])
        else:
            composer.line(*((part,) if isinstance(part, str) else part))
    return composer.finish()


def _read(*parts: tuple[object, ...] | str | list[str]) -> ClauseTree:
    extracted = _composed(*parts)
    return build_tree(SourceDocument("d", extracted.text), extracted.layout)


HEADING, NOTE, FURNITURE_MARK = MarkKind.HEADING, MarkKind.NOTE, MarkKind.FURNITURE


def test_headings_of_a_format_nest_by_their_levels():
    tree = _read(
        ("甲市规划", HEADING, 1),
        ("发展基础", HEADING, 2),
        "基础较好。",
        ("创造", HEADING, 3),
        "专利较多。",
        ("运用", HEADING, 3),
        ("主要任务", HEADING, 2),
        "加强保护。",
    )
    assert [(key, text.replace("\n", "/")) for key, text in outline(tree)] == [
        ("title1", "甲市规划"),
        ("s1", "发展基础/基础较好。"),
        ("s1.s1", "创造/专利较多。"),
        ("s1.s2", "运用"),
        ("s2", "主要任务/加强保护。"),
    ]
    assert [c.path for c in tree.clauses] == [
        (), ("发展基础",), ("发展基础", "创造"), ("发展基础", "运用"), ("主要任务",),
    ]  # fmt: skip


def test_numbers_stand_below_the_headings_of_a_format():
    tree = _read(
        ("甲市规划", HEADING, 0),
        ("发展基础", HEADING, 1),
        "一、创造",
        "（一）专利",
        "二、运用",
        ("主要任务", HEADING, 1),
        "一、保护",
    )
    assert [key for key, _ in outline(tree)] == ["title1", "s1", "s1.1", "s1.1.1", "s1.2", "s2", "s2.1"]


def test_a_numbered_heading_of_a_format_is_placed_by_its_number():
    tree = _read(("一、目标", HEADING, 3), ("（一）创造", HEADING, 1), ("二、任务", HEADING, 5))
    assert [key for key, _ in outline(tree)] == ["1", "1.1", "2"]


def test_a_heading_below_a_numbered_one_is_placed_by_its_level():
    tree = _read(("第一章 总则", HEADING, 1), ("适用范围", HEADING, 2), "适用于全市。", ("第二章 分则", HEADING, 1))
    assert [key for key, _ in outline(tree)] == ["chapter1", "chapter1.s1", "chapter2"]


def test_a_heading_of_the_first_level_is_the_title_only_before_everything_else():
    tree = _read(("甲市规划", HEADING, 1), ("第一部分", HEADING, 1), "总述。", ("第二部分", HEADING, 1))
    assert [(key, text.replace("\n", "/")) for key, text in outline(tree)] == [
        ("title1", "甲市规划"), ("part1", "第一部分/总述。"), ("part2", "第二部分"),
    ]  # fmt: skip


def test_notes_are_clauses_of_their_own_where_they_stand():
    tree = _read("一、目标", "到2025年达到100件①。", ("①全市数据。", NOTE), "二、任务", ("注：略", NOTE))
    assert outline(tree) == [
        ("1", "一、目标\n到2025年达到100件①。"), ("1.note1", "①全市数据。"), ("2", "二、任务"), ("2.note1", "注：略"),
    ]  # fmt: skip
    assert kinds(tree) == ["section", "note", "section", "note"]


def test_marked_furniture_is_removed_with_its_reason():
    tree = _read(
        ("甲市公报", FURNITURE_MARK, 0, "header"), "一、目标", ("首页", FURNITURE_MARK, 0, "navigation"), "达到100件。"
    )
    assert outline(tree) == [("1", "一、目标"), ("1.p1", "达到100件。")]
    assert [(tree.document.text[r.start : r.end], r.reason) for r in tree.removed if r.reason != "blank"] == [
        ("甲市公报", "page furniture: header"), ("首页", "page furniture: navigation"),
    ]  # fmt: skip


def test_a_sentence_that_a_page_breaks_off_goes_on_behind_the_foot_of_the_page():
    tree = _read(
        "一、目标", "到2025年，全市有效发明专利拥有量达到", ("- 1 -", FURNITURE_MARK, 0, "foot"), "一万件。", "二、任务"
    )
    assert outline(tree) == [
        ("1", "一、目标\n到2025年，全市有效发明专利拥有量达到\n- 1 -\n一万件。"), ("2", "二、任务"),
    ]  # fmt: skip


def test_doubtful_marks_change_nothing():
    parts = ["一、目标", "达到100件。", "二、任务"]
    plain, doubtful = _read(*parts), _read(parts[0], (parts[1], MarkKind.DOUBTFUL, 0, "0.5"), parts[2])
    assert doubtful == plain


def test_a_grid_hangs_below_its_section_with_its_caption():
    tree = _read("二、目标", "表1 指标", ["指标|单位|2025年", "专利|件|100", "商标|件|9"], "注：略", "三、保障")
    assert outline(tree) == [
        ("2", "二、目标"),
        ("2.table1", "表1 指标\n指标 | 单位 | 2025年\n"),
        ("2.table1.r1", "专利 | 件 | 100"),
        ("2.table1.r2", "商标 | 件 | 9"),
        ("2.table1.note1", "注：略"),
        ("3", "三、保障"),
    ]
    assert clause(tree, "2.table1.r1").path == ("二、目标", "表1 指标")
    assert clause(tree, "2.table1.r1").cells == (Cell("指标", "专利"), Cell("单位", "件"), Cell("2025年", "100"))


def test_numbers_and_titles_in_cells_open_no_clauses():
    tree = _read("一、目标", ["序号|任务|依据", "1|一、加强保护|甲市规划", "2|（一）促进运用|乙市办法"], "二、保障")
    assert [key for key, _ in outline(tree)] == ["1", "1.table1", "1.table1.r1", "1.table1.r2", "2"]


def test_a_grid_without_header_hangs_its_rows_below_the_section():
    tree = _read("一、名单", ["甲公司|乙公司", "丙公司|丁公司", "戊公司|己公司"], "二、要求")
    assert [key for key, _ in outline(tree)] == ["1", "1.r1", "1.r2", "1.r3", "2"]


def test_a_box_of_labels_stands_before_the_title():
    tree = _read(["索引号：|11-22", "发文机关：|甲市人民政府"], "甲市规划", "一、目标")
    assert [(key, kind) for (key, _), kind in zip(outline(tree), kinds(tree), strict=True)] == [
        ("info1", "metadata"), ("title1", "title"), ("1", "section"),
    ]  # fmt: skip
    assert clause(tree, "info1").cells == (Cell("索引号", "11-22"), Cell("发文机关", "甲市人民政府"))


def test_a_grid_that_lays_out_the_page_is_read_as_text():
    tree = _read(["一、目标\n达到100件。\n二、任务"])
    assert outline(tree) == [("1", "一、目标\n达到100件。"), ("2", "二、任务")]


DOCUMENT = """甲市办法
第一条 为了加强管理，制定本办法。
第二条 本办法适用于全市。
前款所称全市，包括各县。
有下列情形的除外：
（一）军事设施；
（二）涉密单位。
前款情形由市局认定。
第三条 本办法自2022年1月1日起施行。
附件：1.指标表
2.分工表
甲市人民政府
2021年12月1日
抄送：市委各部门。
附件1
指标表
|指标|目标|
|---|---|
|专利|100|
附件2
分工表
一、保护"""


def test_articles_their_paragraphs_and_annexes():
    tree = read(DOCUMENT)
    assert [(c.id.removeprefix("d/"), c.kind.value, c.path[-1:], c.text.replace("\n", "/")) for c in tree.clauses] == [
        ("title1", "title", (), "甲市办法"),
        ("art1", "article", ("第一条",), "第一条 为了加强管理，制定本办法。"),
        ("art2", "article", ("第二条",), "第二条 本办法适用于全市。"),
        ("art2.p2", "paragraph", ("第二款",), "前款所称全市，包括各县。"),
        ("art2.p3", "paragraph", ("第三款",), "有下列情形的除外："),
        ("art2.p3.1", "item", ("（一）",), "（一）军事设施；"),
        ("art2.p3.2", "item", ("（二）",), "（二）涉密单位。"),
        ("art2.p4", "paragraph", ("第四款",), "前款情形由市局认定。"),
        ("art3", "article", ("第三条",), "第三条 本办法自2022年1月1日起施行。"),
        ("note1", "note", (), "附件：1.指标表/2.分工表"),
        ("sign1", "signature", (), "甲市人民政府/2021年12月1日"),
        ("info1", "metadata", (), "抄送：市委各部门。"),
        ("annex1", "section", ("附件1",), "附件1"),
        ("annex1.table1", "table", ("指标表",), "指标表/|指标|目标|/|---|---|"),
        ("annex1.table1.r1", "row", ("指标表",), "|专利|100|"),
        ("annex2", "section", ("附件2 分工表",), "附件2/分工表"),
        ("annex2.1", "section", ("一、保护",), "一、保护"),
    ]


def test_articles_have_more_than_a_hundred_paragraphs():
    tree = read("第一条 甲。\n" + "乙。\n" * 120)
    assert [c.id.removeprefix("d/") for c in tree.clauses][-1] == "art1.p121"
    assert clause(tree, "art1.p99").path == ("第一条", "第九十九款")
    assert clause(tree, "art1.p121").path == ("第一条", "第一百二十一款")


def test_boxes_do_not_nest_in_each_other():
    tree = read("一、甲\n专栏1 乙\n——丙。\n专栏1 丁\n——戊。\n专栏2 己")
    assert [key for key, _ in outline(tree)] == ["1", "1.box1", "1.box1.b1", "1.box1~2", "1.box1~2.b1", "1.box2"]


ENUMERATIONS = {
    "behind items under a colon": (
        "一、条件\n应当：\n1.依法设立；\n2.信用良好。\n不符合的不予受理。",
        ["1 一、条件/应当：", "1.1 1.依法设立；", "1.2 2.信用良好。", "1.p1 不符合的不予受理。"],
    ),
    "behind items of the same length": (
        "一、任务\n1.甲。\n说甲。\n2.乙。\n说乙。\n3.丙。\n说丙。\n总说。",
        ["1 一、任务", "1.1 1.甲。/说甲。", "1.2 2.乙。/说乙。", "1.3 3.丙。/说丙。", "1.p1 总说。"],
    ),
    "who is responsible goes with the item": (
        "一、任务\n1.甲。\n2.乙。\n责任单位：市局",
        ["1 一、任务", "1.1 1.甲。", "1.2 2.乙。/责任单位：市局"],
    ),
    "in force concerns the whole": (
        "一、任务\n1.甲。\n2.乙。\n本通知自2022年1月1日起施行。",
        ["1 一、任务", "1.1 1.甲。", "1.2 2.乙。", "p1 本通知自2022年1月1日起施行。"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), ENUMERATIONS.values(), ids=ENUMERATIONS)
def test_a_line_behind_a_list_belongs_to_what_the_list_is_part_of(text: str, expected: list[str]):
    assert [f"{key} {own}".replace("\n", "/") for key, own in outline(read(text))] == expected


def test_lines_of_a_fixed_width_are_joined():
    paragraph = (
        "为了加强知识产权保护优化营商环境促进创新驱动发展维护权利人合法权益根据有关法律法规结合本市实际制定本规划"
    )
    lines = [paragraph[:30], paragraph[30:] + "。"] * 5
    tree = read("\n".join(["一、目标", *lines]))
    assert [(c.id, c.start, c.end) for c in tree.clauses] == [("d/1", 0, len("\n".join(["一、目标", *lines])))]


def test_several_clauses_on_one_line_have_spans_of_their_own():
    text = "第一条 甲市设立资金。第二条 资金用于：（一）补贴；（二）奖励。第三条 市局负责。"
    assert outline(read(text)) == [
        ("art1", "第一条 甲市设立资金。"),
        ("art2", "第二条 资金用于："),
        ("art2.1", "（一）补贴；"),
        ("art2.2", "（二）奖励。"),
        ("art3", "第三条 市局负责。"),
    ]


def test_siblings_are_of_one_kind_also_in_front_of_an_annex():
    tree = read("一、保障\n（一）加强领导。成立小组。\n（二）加大投入。设立资金。\n附件1\n重点项目表\n一、甲")
    assert [(key, kind) for (key, _), kind in zip(outline(tree), kinds(tree), strict=True)] == [
        ("1", "section"), ("1.1", "item"), ("1.2", "item"), ("annex1", "section"), ("annex1.1", "section"),
    ]  # fmt: skip


def test_a_list_of_annexes_above_the_first_annex_is_a_note():
    tree = read("一、保障\n加强领导。\n附件：1.项目表\n　　　2.分工表\n附件1\n项目表\n一、甲\n附件2\n分工表\n二、乙")
    assert outline(tree) == [
        ("1", "一、保障\n加强领导。"),
        ("note1", "附件：1.项目表\n　　　2.分工表"),
        ("annex1", "附件1\n项目表"),
        ("annex1.1", "一、甲"),
        ("annex2", "附件2\n分工表"),
        ("annex2.2", "二、乙"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "市政府决定对《甲市办法》作如下修改：",
        "有关事项通知如下：",
        "区政府重点抓好以下工作：",
        "市委、市政府研究决定：",
    ],
)
def test_a_sentence_that_begins_like_an_addressee_is_preamble(line: str):
    assert kinds(read(f"甲市人民政府关于修改《甲市办法》的决定\n{line}\n一、删去第五条。")) == [
        "title",
        "preamble",
        "section",
    ]


def test_a_paragraph_with_a_colon_holds_the_list_behind_it():
    text = "一、条件\n1.在甲市注册；\n2.获得认定。\n有下列情形的，不得申报：\n（1）失信；\n（2）停产。\n二、标准"
    tree = read(text)
    assert [key for key, _ in outline(tree)] == ["1", "1.1", "1.2", "1.p1", "1.p1.nb1", "1.p1.nb2", "2"]
    again = read(text.replace("（1）", "1.").replace("（2）", "2."))
    assert [key for key, _ in outline(again)] == ["1", "1.1", "1.2", "1.p1", "1.p1.1", "1.p1.2", "2"]


NESTED = {
    "measures behind a notice with sections": (
        "甲市通知\n现就有关事项通知，请执行。\n一、提高认识\n（一）学习。落实。\n（二）宣传。落实。\n二、落实\n（一）分工。协作。\n"
        "甲市政府\n2022年1月1日\n甲市办法\n第一章 总则\n第一条 甲。\n第二条 下列情形适用：\n（一）甲；\n（二）乙。\n"
        "第三条 丙。\n第二章 附则",
        "chapter1 chapter1.art1 chapter1.art2 chapter1.art2.1 chapter1.art2.2 chapter1.art3 chapter2",
    ),
    "plan behind a notice with items": (
        "甲市通知\n现就有关事项通知，请执行。\n1.提高认识。落实责任。\n2.抓好落实。明确分工。\n"
        "甲市人民政府\n2022年1月1日\n甲市方案\n一、目标\n（一）甲\n1.子。\n2.丑。\n（二）乙\n1.寅。\n2.卯。\n二、任务",
        "1~2 1~2.1 1~2.1.1 1~2.1.2 1~2.2 1~2.2.1 1~2.2.2 2~2",
    ),
    "box in front of the first chapter": (
        "甲市规划\n专栏1 指标\n1.甲指标。增长。\n2.乙指标。增长。\n"
        "第一章 任务\n第一节 保护\n（一）司法\n1.审判\n2.检察\n（二）行政\n第二节 运用\n（一）转化",
        "chapter1 chapter1.division1 chapter1.division1.1 chapter1.division1.1.1 chapter1.division1.1.2 "
        "chapter1.division1.2 chapter1.division2 chapter1.division2.1",
    ),
    "annex numbered the other way round": (
        "一、任务\n（一）甲\n1.子\n2.丑\n（二）乙\n1.寅\n附件1\n操作指南\n1.申报\n（一）条件\n（二）材料\n2.审核\n（一）初审\n（二）复审",
        "annex1 annex1.1 annex1.1.1 annex1.1.2 annex1.2 annex1.2.1 annex1.2.2",
    ),
}


@pytest.mark.parametrize(("text", "expected"), NESTED.values(), ids=NESTED)
def test_what_stands_before_does_not_say_how_a_document_is_nested(text: str, expected: str):
    keys = expected.split()
    assert [key for key, _ in outline(read(text))][-len(keys) :] == keys


def test_rows_with_bars_stay_whole():
    rows = [
        "行为 | 依据 | 幅度",
        "开工 | 第三条 | 1.轻微的，处1万元；2.严重的，处5万元。",
        "逾期 | 第四条 | 处10万元。",
    ]
    tree = read("\n".join(["一、裁量", *rows, "二、说明"]))
    keys = ["1", "1.table1", "1.table1.r1", "1.table1.r2", "2"]
    assert outline(tree) == list(zip(keys, ["一、裁量", *rows, "二、说明"], strict=True))


def test_rows_with_tabs_and_the_groups_between_them():
    rows = ["序号\t项目\t金额", "一、产业", "1\t甲\t10", "2\t乙\t20", "二、民生", "3\t丙\t30"]
    tree = read("\n".join(["甲市项目表", *rows]))
    assert [text for _, text in outline(tree)] == ["甲市项目表\n序号\t项目\t金额", *rows[1:]]
    assert [cell.value for cell in tree.clauses[-1].cells] == ["3", "丙", "30", "二、民生"]


def test_a_phrase_that_closes_a_document_is_no_part_of_an_article():
    tree = read("甲县公告\n第一条 范围\n全县。\n第二条 时间\n2022年。\n特此公告。\n甲县人民政府\n2022年1月1日")
    assert [key for key, _ in outline(tree)] == ["title1", "art1", "art2", "p1", "sign1"]


def test_a_numbered_heading_stands_beside_one_without_number_of_its_level():
    tree = _read(
        ("甲市规划", HEADING, 0),
        ("前言", HEADING, 1),
        "甲。",
        ("一、总体", HEADING, 1),
        ("（一）思想", HEADING, 2),
        "乙。",
        ("二、任务", HEADING, 1),
    )
    assert [key for key, _ in outline(tree)] == ["title1", "s1", "1", "1.1", "2"]


def test_a_note_between_the_paragraphs_of_an_article_does_not_count():
    tree = _read("第一条 甲。", ("注：乙", NOTE), "丙。", "第二条 丁。")
    assert [key for key, _ in outline(tree)] == ["art1", "art1.note1", "art1.p2", "art2"]
    assert clause(tree, "art1.p2").path == ("第一条", "第二款")


@pytest.mark.parametrize("line", ["一、目标", "一、目标。", "一、到2025年，全市有效发明专利拥有量达到"])
def test_text_behind_a_note_is_a_paragraph_of_its_own(line: str):
    tree = _read(line, ("注：略", NOTE), "一万件。", "二、任务")
    assert outline(tree) == [("1", line), ("1.note1", "注：略"), ("1.p1", "一万件。"), ("2", "二、任务")]


def test_sentences_that_begin_with_the_name_of_an_article_or_chapter_open_none():
    text = (
        "一、内容\n第三条明确了补贴对象。\n第十二条规定了补贴标准：\n（一）博士；\n（二）硕士。\n"
        "第一章为总则；第二章为补贴对象。\n第5条线路优先建设。\n二、问答"
    )
    assert [key for key, _ in outline(read(text))] == ["1", "1.1", "1.2", "1.p1", "2"]


def test_an_article_without_blank_goes_on_in_the_next_chapter():
    tree = read("第一章 甲\n第一条乙规定。\n第二章 丙\n第二条丁规定。")
    assert [key for key, _ in outline(tree)] == ["chapter1", "chapter1.art1", "chapter2", "chapter2.art2"]
