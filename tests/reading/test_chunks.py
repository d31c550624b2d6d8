"""Chunks: verbatim, within the limit, and complete."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.chunks import describe_row, make_chunks
from assistant.reading.numbering import to_han
from assistant.records import Cell, Chunk, ClauseKind, Region
from tests.golden.render import corpus_trees
from tests.reading.made import read
from tests.reading.texts import texts

SILENT = {ClauseKind.TITLE, ClauseKind.ADDRESSEE}


@given(texts, st.sampled_from([5, 30, 800]))
def test_chunks_are_verbatim_and_within_the_limit(text: str, limit: int):
    chunks = make_chunks(read(text), limit)
    assert all(chunk.text == text[chunk.start : chunk.end] for chunk in chunks)
    assert all(0 < len(chunk.text) <= limit for chunk in chunks)
    assert all(chunk.text == chunk.text.strip() for chunk in chunks)


@given(texts, st.sampled_from([5, 30, 800]))
def test_chunks_belong_to_a_clause_and_leave_nothing_out(text: str, limit: int):
    tree = read(text)
    clauses = {clause.id: clause for clause in tree.clauses}
    chunks = make_chunks(tree, limit)
    assert all(clauses[chunk.clause].start <= chunk.start for chunk in chunks)
    assert [chunk.path for chunk in chunks] == [clauses[chunk.clause].path for chunk in chunks]
    parents = {clause.parent for clause in tree.clauses}
    covered = {i for chunk in chunks for i in range(chunk.start, chunk.end)}
    for clause in tree.clauses:
        if clause.kind not in SILENT and clause.id not in parents:
            spoken = {i for i in range(clause.start, clause.end) if not text[i].isspace()}
            assert spoken <= covered


@pytest.mark.parametrize("tree", corpus_trees(), ids=lambda tree: tree.document.id)
def test_every_number_of_a_policy_can_be_found(tree):
    chunks = make_chunks(tree, 800)
    covered = {i for chunk in chunks for i in range(chunk.start, chunk.end)}
    body = [clause for clause in tree.clauses if clause.kind not in {*SILENT, ClauseKind.TABLE}]
    digits = {i for c in body for i in range(c.start, c.end) if tree.document.text[i].isdigit()}
    headings = {i for c in body for i in range(c.start, c.start + 60)}
    assert digits - headings <= covered
    assert max(len(chunk.text) for chunk in chunks) <= 800


def _line(chunk: Chunk) -> str:
    """The key of a chunk's clause, with a plus for an outline, and its text."""
    return f"{chunk.clause.removeprefix('d/')}{'+' * chunk.is_outline}: {chunk.text}".replace("\n", "/")


def _summary(text: str, limit: int = 800) -> list[str]:
    return [_line(chunk) for chunk in make_chunks(read(text), limit)]


def _outlines(text: str, limit: int = 800) -> list[tuple[str, str, str]]:
    """Key, text and reading of each outline."""
    chunks = [chunk for chunk in make_chunks(read(text), limit) if chunk.is_outline]
    return [(chunk.clause.removeprefix("d/"), chunk.text, chunk.reading) for chunk in chunks]


LONG = "完善知识产权保护机制，落实各方责任。" * 10
# A sentence too long for a heading: an item that says it has its number alone.
SENTENCE = f"各地应当在{'每年三月底以前' * 30}报告。"


def test_a_heading_with_long_items_is_offered_as_their_outline():
    assert _summary(f"一、任务\n1.甲。{LONG}\n2.乙。{LONG}") == [
        "1+: 一、任务",
        f"1.1: 1.甲。{LONG}",
        f"1.2: 2.乙。{LONG}",
    ]


def test_a_heading_with_one_long_item_is_not_offered_alone():
    assert _summary(f"一、任务\n1.甲。{LONG}") == [f"1.1: 1.甲。{LONG}"]


def test_an_outline_reads_as_the_headings_of_the_items_in_order():
    text = f"一、主要任务\n（一）促进运用。{LONG}\n（二）加强保护。{LONG}\n（三）优化服务。{LONG}"
    tree = read(text, title="甲市规划", region=Region("甲省", "甲市"))
    outline = make_chunks(tree, 800)[0]
    assert (outline.is_outline, outline.clause, outline.kind, outline.path) == (
        True, "d/1", ClauseKind.SECTION, ("一、主要任务",),
    )  # fmt: skip
    assert (outline.text, outline.start, outline.end) == ("一、主要任务", 0, 6)
    assert outline.reading == "一、主要任务：（一）促进运用；（二）加强保护；（三）优化服务。"
    assert outline.embed_text == f"甲市 甲市规划 一、主要任务\n{outline.reading}"


def test_an_outline_quotes_the_heading_line_alone():
    text = f"前言。\n一、任务\u3000\n主要任务如下：\n（一）甲。{LONG * 3}\n（二）乙。{LONG * 3}"
    [outline, stem, *_] = [c for c in make_chunks(read(text), 800) if c.clause == "d/1"]
    assert (outline.is_outline, outline.text, text[outline.start : outline.end]) == (True, "一、任务", "一、任务")
    assert (stem.is_outline, stem.text) == (False, "一、任务\u3000\n主要任务如下：")


def test_parts_within_parts_have_outlines_of_their_own():
    text = f"一、任务\n（一）甲\n1.子甲。{LONG}\n2.子乙。{LONG}\n（二）乙\n3.子丙。{LONG}"
    assert _outlines(text) == [
        ("1", "一、任务", "一、任务：（一）甲；（二）乙。"),
        ("1.1", "（一）甲", "（一）甲：1.子甲；2.子乙。"),
    ]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("一、任务\n1.加强甲。\n2.加强乙。", 800),
        ("一、目标\n——甲。\n——乙。", 800),
        (f"一、任务\n（一）甲。{LONG}", 800),
        (f"一、任务\n甲甲。{LONG}\n乙乙。{LONG}", 800),
        (f"第一章 总则\n第一条 {LONG}\n第二条 {LONG}", 800),
        (f"第一条 设立资金。\n资金用于：\n（一）{SENTENCE}\n（二）{SENTENCE}", 100),
        (f"一、任务\n1.甲。{LONG}\n2.{SENTENCE}", 800),
        (f"一、任务任务任务\n1.甲。{LONG}\n2.乙。{LONG}", 5),
    ],
    ids=[
        "items offered whole",
        "bullets offered whole",
        "one item",
        "no items",
        "articles",
        "paragraphs and items without headings",
        "one item with a heading, one without",
        "a heading line longer than the limit",
    ],
)
def test_no_outline(text: str, limit: int):
    assert _outlines(text, limit) == []


def test_an_item_without_a_heading_keeps_its_place_among_the_others():
    text = f"一、任务\n1.甲。{LONG}\n2.{SENTENCE}\n3.丙。{LONG}"
    assert _outlines(text) == [("1", "一、任务", "一、任务：1.甲；2.；3.丙。")]


def test_an_outline_of_very_many_items_is_cut():
    text = "一、任务\n" + "\n".join(f"（{to_han(n)}）任务的标题很长很长很长很长。{LONG}" for n in range(1, 60))
    [(_, line, reading)] = _outlines(text)
    assert line == "一、任务"
    assert len(reading) == 800
    assert reading.startswith("一、任务：（一）任务的标题很长很长很长很长；（二）任务的标题")


def test_a_clause_of_short_parts_is_offered_whole_and_in_parts():
    assert _summary("一、目标\n——甲。\n——乙。") == ["1: 一、目标/——甲。/——乙。", "1.b1: ——甲。", "1.b2: ——乙。"]


def test_an_enumeration_is_one_sentence():
    assert _summary("第一条 资金用于：\n（一）甲；\n（二）乙。") == ["art1: 第一条 资金用于：/（一）甲；/（二）乙。"]


def test_items_of_an_enumeration_too_long_to_be_offered_whole_are_read_behind_its_stem():
    tree = read("第一条 资金用于：\n（一）甲甲甲甲甲；\n（二）乙乙乙乙乙。")
    one, two = make_chunks(tree, 20)[-2:]
    assert (one.clause, one.text, one.reading) == (
        "d/art1.1",
        "（一）甲甲甲甲甲；",
        "第一条 资金用于：（一）甲甲甲甲甲；",
    )
    assert (two.clause, two.text, two.reading) == (
        "d/art1.2",
        "（二）乙乙乙乙乙。",
        "第一条 资金用于：（二）乙乙乙乙乙。",
    )


def test_a_long_clause_is_cut_behind_sentences():
    assert _summary("一、任务\n甲甲甲。乙乙。\n丙丙丙丙；丁。", limit=10) == [
        "1: 一、任务/甲甲甲。",
        "1: 乙乙。/丙丙丙丙；",
        "1: 丁。",
    ]


def test_a_sentence_longer_than_the_limit_is_cut_at_the_limit():
    assert _summary("零一二三四五六七八九零一二三四五六七八九零", limit=8) == [
        "preamble1: 零一二三四五六七",
        "preamble1: 八九零一二三四五",
        "preamble1: 六七八九零",
    ]


def test_what_is_embedded_opens_with_place_title_and_path():
    tree = read("一、目标\n(一)专利。达到100件。", title="甲市规划", region=Region("甲省", "甲市"))
    assert make_chunks(tree, 800)[-1].embed_text == "甲市 甲市规划 一、目标 (一)专利\n(一)专利。达到100件。"


def test_reading_is_free_of_layout():
    [chunk] = make_chunks(read("专栏1  工程 |\n　支持甲。 |\n\n支持乙。|"), 800)
    assert chunk.text == "专栏1  工程 |\n　支持甲。 |\n\n支持乙。|"
    assert chunk.reading == "专栏1 工程\n支持甲。\n支持乙。"


def test_a_table_row_reads_as_a_phrase():
    tree = read("指标\n|指标|单位|2020|2025年目标|\n|专利|件|1.85|3|\n|商标|件|9|10|")
    rows = [chunk for chunk in make_chunks(tree, 800) if chunk.kind is ClauseKind.ROW]
    assert [(row.text, row.reading) for row in rows] == [
        ("|专利|件|1.85|3|", "专利：2020年1.85件，2025年目标3件。"),
        ("|商标|件|9|10|", "商标：2020年9件，2025年目标10件。"),
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("序号=1 指标=专利 单位=件 基础值2020年=0.39 规划值2025年=1", "专利：基础值2020年0.39件，规划值2025年1件"),
        ("序号=1 类别=创造 指标=专利 目标=≧10 单位=%", "专利：目标≧10%（类别：创造）"),
        ("序号=1 指标=满意度 单位=% 目标=≧85%", "满意度：目标≧85%"),
        ("序号=1 指标=办案量 单位=件/年 基础值=- 目标=≧5", "办案量：基础值-，目标≧5件/年"),
        ("序号=3 任务=加强保护 责任单位=市局", "加强保护（责任单位：市局）"),
        ("甲=乙", "乙"),
        ("序号=7", "7"),
    ],
)
def test_row_phrases(cells: str, expected: str):
    assert describe_row(tuple(Cell(*cell.split("=")) for cell in cells.split())) == expected


ARTICLE = "第一条 设立资金。\n资金用于：\n（一）补贴甲；\n（二）奖励乙。\n具体办法另行制定。"


def test_an_article_is_offered_whole_and_in_no_parts():
    assert _summary(f"{ARTICLE}\n第二条 略。") == [f"art1: {ARTICLE}".replace("\n", "/"), "art2: 第二条 略。"]


def test_an_article_too_long_is_offered_by_paragraphs_and_enumerations():
    assert _summary(ARTICLE, limit=30) == [
        "art1: 第一条 设立资金。",
        "art1.p2: 资金用于：/（一）补贴甲；/（二）奖励乙。",
        "art1.p3: 具体办法另行制定。",
    ]


def test_an_enumeration_in_a_long_article_is_read_behind_its_stem():
    chunks = make_chunks(read(ARTICLE), 12)
    assert [(chunk.clause, chunk.reading) for chunk in chunks] == [
        ("d/art1", "第一条 设立资金。"),
        ("d/art1.p2.1", "资金用于：（一）补贴甲；"),
        ("d/art1.p2.2", "资金用于：（二）奖励乙。"),
        ("d/art1.p3", "具体办法另行制定。"),
    ]


def test_subjects_are_not_offered_together_though_they_are_short():
    assert _summary("一、任务\n（一）甲。加强甲。\n（二）乙。加强乙。") == [
        "1+: 一、任务",
        "1.1: （一）甲。加强甲。",
        "1.2: （二）乙。加强乙。",
    ]


def test_short_items_are_offered_together_and_long_ones_alone():
    short = "一、任务\n1.加强甲。\n2.加强乙。"
    assert _summary(short) == [f"1: {short}".replace("\n", "/"), "1.1: 1.加强甲。", "1.2: 2.加强乙。"]
    long = f"2.{'乙' * 119}。"
    assert _summary(f"一、任务\n1.加强甲。\n{long}") == ["1.1: 1.加强甲。", f"1.2: {long}"]


def test_a_heading_with_nothing_below_it_is_offered():
    assert _summary("一、任务\n二、保障\n加强领导。") == ["1: 一、任务", "2: 二、保障/加强领导。"]


def test_a_stem_with_long_items_is_offered_with_what_it_says():
    item = "很" * 400
    assert _summary(f"一、任务\n主要任务如下：\n（一）甲。{item}。\n（二）乙。{item}。") == [
        "1+: 一、任务", "1: 一、任务/主要任务如下：", f"1.1: （一）甲。{item}。", f"1.2: （二）乙。{item}。",
    ]  # fmt: skip


def test_a_short_table_is_offered_whole_and_by_rows():
    text = "一、目标\n提出目标。\n表1\n|指标|目标|\n|---|---|\n|专利|100|\n|商标|9|\n注：略"
    chunks = make_chunks(read(text), 800)
    assert [(chunk.clause.removeprefix("d/"), chunk.kind.value, chunk.reading) for chunk in chunks] == [
        ("1", "section", "一、目标\n提出目标。"),
        ("1.table1", "table", "表1。 专利：目标100。 商标：目标9。 注：略"),
        ("1.table1.r1", "row", "专利：目标100。"),
        ("1.table1.r2", "row", "商标：目标9。"),
        ("1.table1.note1", "note", "注：略"),
    ]


def test_a_table_longer_than_the_limit_is_offered_by_rows():
    rows = "\n".join(f"|指标{number}|{number}|" for number in range(1, 60))
    kinds = [chunk.kind.value for chunk in make_chunks(read(f"表1\n|指标|目标|\n|---|---|\n{rows}"), 400)]
    assert kinds == ["row"] * 59


def test_a_row_without_headers_reads_as_its_cells():
    [first, *_] = [c for c in make_chunks(read("甲公司|乙公司\n丙公司|丁公司\n戊公司|己公司"), 9) if c.kind == "row"]
    assert first.reading == "甲公司（乙公司）。"


def test_the_row_that_names_a_group_reads_as_its_name():
    text = "|指标|单位|目标|\n|---|---|---|\n|一、创造|||\n|专利|件|100|"
    chunks = [chunk for chunk in make_chunks(read(text), 20) if chunk.kind is ClauseKind.ROW]
    assert [chunk.reading for chunk in chunks] == ["一、创造。", "专利：目标100件（分组：一、创造）。"]


def test_titles_and_addressees_are_not_offered():
    assert _summary("甲市规划\n各县人民政府：\n现印发。\n一、甲") == ["preamble1: 现印发。", "1: 一、甲"]


def test_metadata_and_signature_are_found_by_the_words_of_questions():
    text = "甲市规划\n发文字号：甲政发〔2022〕1号\n一、甲\n甲市人民政府\n2022年1月2日"
    info, section, sign = make_chunks(read(text), 800)
    assert (info.reading, section.reading, sign.reading) == (
        "发文字号：甲政发〔2022〕1号。", "一、甲", "甲市人民政府\n2022年1月2日",
    )  # fmt: skip
    assert info.embed_text.split("\n")[0] == "文号 发文字号 发文机关 成文日期 印发时间 发布时间"
    assert sign.embed_text.split("\n")[0] == "发文机关 印发单位 成文日期 印发时间 发布时间"


def test_signs_of_markdown_are_no_part_of_the_reading():
    [chunk] = make_chunks(read("## 一、目标\n达到**100**件。"), 800)
    assert chunk.text == "## 一、目标\n达到**100**件。"
    assert chunk.reading.startswith("一、目标\n")


def test_nothing_to_say_is_no_chunk():
    assert make_chunks(read(""), 800) == ()
