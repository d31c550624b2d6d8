"""What holds of every text and every layout: spans, order, parents, the same again, and an end in due time."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import DocumentError
from assistant.reading.audit import AlarmKind, audit
from assistant.reading.chunks import make_chunks
from assistant.reading.clauses import build_tree
from assistant.reading.corpus import read_document
from assistant.reading.corrections import Action, Correction
from assistant.reading.layout import NO_LAYOUT, Extracted, Layout
from assistant.reading.lines import split_lines
from assistant.reading.load import Loaded, extract
from assistant.records import ClauseTree, SourceDocument
from tests.reading.checks import check_tree
from tests.reading.texts import LAYOUT_LINES, layouts, running_texts, texts

every_text = texts | running_texts


def tree_of(text: str, layout: Layout = NO_LAYOUT, corrections: Sequence[Correction] = ()) -> ClauseTree:
    return build_tree(SourceDocument("d", text), layout, corrections)


@given(every_text)
def test_trees_of_texts(text: str) -> None:
    check_tree(tree_of(text))


@given(layouts)
def test_trees_of_layouts(extracted: Extracted) -> None:
    check_tree(tree_of(extracted.text, extracted.layout))


@given(layouts)
def test_a_mark_of_furniture_hides_no_more_than_its_lines(extracted: Extracted) -> None:
    tree = tree_of(extracted.text, extracted.layout)
    lines = {line.start: line.end for line in split_lines(extracted.text)}
    removed = [r for r in tree.removed if r.reason != "blank"]
    assert all(lines.get(r.start) == r.end for r in removed)


_lines = st.lists(st.sampled_from(LAYOUT_LINES), min_size=1, max_size=15)


@st.composite
def corrected_texts(draw: st.DrawFn) -> tuple[str, tuple[Correction, ...]]:
    """A text and corrections of lines in it."""
    parts = draw(_lines)
    found = []
    for action in draw(st.lists(st.sampled_from(list(Action)), max_size=6)):
        number = draw(st.integers(0, len(parts) - 1))
        line = parts[number]
        before = draw(st.sampled_from(["", parts[number - 1] if number else ""]))
        at = line[draw(st.integers(0, max(0, len(line) - 1))) :] if action is Action.SPLIT else ""
        if line.strip() and (at.strip() or action is not Action.SPLIT):
            found.append(Correction(action, line, before, at))
    return "\n".join(parts), tuple(found)


@given(corrected_texts())
def test_trees_of_corrected_texts(corrected: tuple[str, tuple[Correction, ...]]) -> None:
    text, corrections = corrected
    check_tree(tree_of(text, corrections=corrections))


@given(layouts | every_text.map(Extracted))
def test_reading_twice_gives_the_same(extracted: Extracted) -> None:
    document = SourceDocument("d", extracted.text)
    assert build_tree(document, extracted.layout) == build_tree(document, extracted.layout)


@given(layouts | every_text.map(Extracted), st.sampled_from([7, 100, 800]))
def test_all_that_is_made_of_a_tree(extracted: Extracted, limit: int) -> None:
    tree = read_document(Loaded(SourceDocument("d", extracted.text), extracted.layout))
    check_tree(tree)
    text = tree.document.text
    assert all(0 <= fact.start <= fact.end <= len(text) for fact in tree.facts)
    chunks = make_chunks(tree, limit)
    assert all(chunk.text == text[chunk.start : chunk.end] and 0 < len(chunk.text) <= limit for chunk in chunks)
    lost = {(r.start, r.end) for r in tree.removed if r.reason == "blank"}
    unclaimed = [alarm for alarm in audit(tree, layout=extracted.layout) if alarm.kind is AlarmKind.UNCLAIMED]
    assert [alarm for alarm in unclaimed if "未归入" in alarm.message or (alarm.start, alarm.end) in lost] == []


@given(st.binary(max_size=400) | every_text.map(str.encode) | every_text.map(lambda text: text.encode("gb18030")))
def test_bytes_are_read_or_refused_with_a_reason(data: bytes) -> None:
    message = ""
    try:
        extracted = extract(data, "x")
        check_tree(read_document(Loaded(SourceDocument("d", extracted.text), extracted.layout)))
    except DocumentError as error:
        message = str(error)
    assert message == "" or message.startswith("x：")


# A text of 300,000 characters takes seconds; what grows with the square of the size would take many minutes.
LARGE = {
    "items on one line": "（一）总",
    "articles on one line": "第一条",
    "numbers": "1.\n",
    "bars": "|\n",
    "sections": "一、总\n",
    "title marks": "《",
    "blanks": " ",
    "one line without marks": "总",
    "headings of Markdown": "# 甲\n",
}
SMALLER = {
    "articles apart": "第一条\n",
    "articles in a sentence": "第一条甲。",
    "lost dots": "1总\n",
    "decimals": "1.1.1.1 总\n",
    "bars on one line": "|",
    "rows of bars": "甲|乙\n",
    "rules": "|---|---|\n",
    "tabs": "\t",
    "quotation marks": "“\n",
    "wide blanks": "　",
    "lines of blanks": " \n",
    "serial headers": "序号\n",
    "serial headers with 1": "序号\n1\n",
    "emphasis": "**甲\n",
    "boxes": "专栏1 甲\n",
    "boxes and bullets": "专栏1 甲\n——乙\n",
    "bodies": "局",
    "bodies with commas": "甲局、",
    "bodies on lines": "甲市财政局\n",
    "imprints": "抄送：甲\n",
    "dates": "2022年1月2日\n",
    "dates on one line": "2022年1月2日",
    "signatures": "甲市财政局\n2022年1月2日\n",
    "labels": "文号：\n",
    "labels on one line": "文号：甲 ",
    "titles": "甲市规划\n",
    "title and English": "甲市规划\nPlan of the City\n",
    "contents": "目录\n",
    "annexes": "附件：1.甲\n",
    "annex titles": "附件1\n甲\n",
    "paragraphs of articles": "第一条 甲：\n乙。\n",
    "bullets": "——甲。\n乙。\n",
    "letters": "a)甲；b)乙；",
    "circled": "①甲；",
    "brackets": "（",
    "open and closed": "（）",
    "furniture between lines": "没有句号的一行文字很长很长\n首页 > 甲 > 乙\n",
    "furniture": "首页 > 甲 > 乙\n",
    "breadcrumb": "甲 > ",
    "addressees": "各县人民政府：\n",
    "signs without width": "\u200b",
    "dashes": "—",
    "dots": "…",
    "figures": "1234567890",
    "laws": "《甲法》第一条、",
    "responsible": "责任单位：甲局、乙局\n",
    "in force": "自2022年1月1日起施行，",
    "fixed width": "很长很长很长很长很长很长很长很长\n",
}


def read_and_check(text: str) -> None:
    tree = read_document(Loaded(SourceDocument("d", text), NO_LAYOUT))
    check_tree(tree)
    assert sum(len(chunk.text) for chunk in make_chunks(tree, 800)) <= 3 * len(text)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("part", LARGE.values(), ids=LARGE)
def test_large_hostile_texts_are_read_in_due_time(part: str) -> None:
    read_and_check(part * (300_000 // len(part)))


@pytest.mark.timeout(25)
@pytest.mark.parametrize("part", SMALLER.values(), ids=SMALLER)
def test_hostile_texts_are_read_in_due_time(part: str) -> None:
    read_and_check(part * (80_000 // len(part)))


@pytest.mark.timeout(60)
def test_a_hundred_thousand_names_and_figures_are_read_in_due_time() -> None:
    check_tree(tree_of("甲\n1\n" * 100_000))


@pytest.mark.timeout(60)
def test_a_long_table_with_serial_numbers_is_read_in_due_time() -> None:
    rows = "".join(f"{number}\n甲\n乙\n" for number in range(1, 20_000))
    check_tree(tree_of(f"序号\n指标\n目标\n{rows}"))
