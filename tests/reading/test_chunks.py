"""Chunks: verbatim, within the limit, and complete."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.chunks import describe_row, make_chunks
from assistant.records import Cell, ClauseKind, Region
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


def _summary(text: str, limit: int = 800) -> list[str]:
    """Each chunk as the key of its clause and its text."""
    chunks = make_chunks(read(text), limit)
    return [f"{chunk.clause.removeprefix('d/')}: {chunk.text}".replace("\n", "/") for chunk in chunks]


def test_a_heading_with_long_items_is_not_offered_alone():
    item = "完善知识产权保护机制，落实各方责任。" * 10
    assert _summary(f"一、任务\n1.甲。{item}\n2.乙。{item}") == [f"1.1: 1.甲。{item}", f"1.2: 2.乙。{item}"]


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
