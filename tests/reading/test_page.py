"""What belongs to the page: marked spans, known phrases, tables of contents, related links; and what is removed."""

import pytest

from assistant.reading.layout import CellText, Composer, Grid, Layout, Mark, MarkKind
from assistant.reading.lines import split_lines
from assistant.reading.page import grid_offsets, page_furniture, removed_spans
from assistant.records import Clause, ClauseKind, Removed


def furniture(text: str, layout: Layout | None = None) -> list[tuple[str, str]]:
    """The lines of the page in text order, each with the reason."""
    layout = layout or Layout()
    lines = split_lines(text, layout)
    found = page_furniture(lines, layout, grid_offsets(lines, layout.grids))
    return [(text[start:end], reason) for start, (end, reason) in sorted(found.items())]


def told(text: str) -> list[str]:
    """The same without what every reason begins with."""
    return [f"{reason.removeprefix('page furniture').removeprefix(': ')}|{line}" for line, reason in furniture(text)]


def test_marked_spans_and_known_phrases() -> None:
    composer = Composer()
    composer.line("甲市人民政府公报", MarkKind.FURNITURE, detail="header")
    composer.line("一、目标", MarkKind.HEADING, 1)
    composer.line("扫一扫在手机打开当前页面")
    composer.line("正文。")
    composer.line("- 1 -", MarkKind.FURNITURE)
    extracted = composer.finish()
    assert furniture(extracted.text, extracted.layout) == [
        ("甲市人民政府公报", "page furniture: header"),
        ("扫一扫在手机打开当前页面", "page furniture"),
        ("- 1 -", "page furniture"),
    ]


def test_a_mark_takes_the_lines_that_begin_inside_it() -> None:
    text = "甲\n乙\n  丙\n丁"
    layout = Layout((Mark(MarkKind.FURNITURE, 2, 7, 0, "box"),))
    assert furniture(text, layout) == [("乙", "page furniture: box"), ("丙", "page furniture: box")]
    assert furniture(text, Layout((Mark(MarkKind.FURNITURE, 3, 4),))) == []


def test_cells_of_a_grid_are_no_furniture_unless_they_are_marked() -> None:
    composer = Composer()
    composer.grid([[CellText("任务"), CellText("分工")], [CellText("关闭"), CellText("甲局")], [CellText("打印")]])
    composer.line("打印")
    extracted = composer.finish()
    assert furniture(extracted.text, extracted.layout) == [("打印", "page furniture")]
    inside = Layout((Mark(MarkKind.FURNITURE, 16, 18),), extracted.layout.grids)
    assert furniture(extracted.text, inside) == [("打印", "page furniture"), ("打印", "page furniture")]


def test_offsets_of_the_lines_inside_grids() -> None:
    text = "甲\n乙\n丙\n丁"
    lines = split_lines(text)
    assert grid_offsets(lines, [Grid(2, 5, ())]) == {2, 4}
    assert grid_offsets(lines, [Grid(0, 1, ()), Grid(6, 7, ())]) == {0, 6}
    assert grid_offsets(lines, [Grid(3, 4, ())]) == set()
    assert grid_offsets([], [Grid(0, 9, ())]) == set()


CONTENTS = {
    "entries that come again": (
        "甲条例\n目 录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 甲。\n第二章 附则",
        ["contents|目 录", "contents|第一章 总则", "contents|第二章 附则"],
    ),
    "with dots and pages": (
        "目录\n一、总体要求 ..... 1\n二、保障措施……12\n一、总体要求\n甲。\n二、保障措施",
        ["contents|目录", "contents|一、总体要求 ..... 1", "contents|二、保障措施……12"],
    ),
    "blanks differ": (
        "目次\n第一章　总　则\n第一章 总则\n甲。",
        ["contents|目次", "contents|第一章　总　则"],
    ),
    "dots tell what is worded otherwise": (
        "目录\n前言........I\n一、总体要求........1\n引言\n一、总体要求\n甲。",
        ["contents|目录", "contents|前言........I", "contents|一、总体要求........1"],
    ),
    "ends where something else stands": (
        "目录\n一、甲\n正文。\n二、乙\n一、甲\n二、乙",
        ["contents|目录", "contents|一、甲"],
    ),
    "nothing comes again": ("目录\n一、甲\n二、乙", []),
    "part of a sentence": ("资源目录\n一、甲\n一、甲", []),
}


@pytest.mark.parametrize(("text", "expected"), CONTENTS.values(), ids=CONTENTS)
def test_tables_of_contents(text: str, expected: list[str]) -> None:
    assert told(text) == expected


RELATED = {
    "links at the end": ("正文。\n相关链接\n甲办法\n乙通知", ["related|相关链接", "related|甲办法", "related|乙通知"]),
    "with signs": ("正文。\n【相关解读】：\n图解", ["related|【相关解读】：", "related|图解"]),
    "the word alone": ("正文。\n相关文件", ["related|相关文件"]),
    "sentences below": ("正文。\n相关文件\n本办法配套。", []),
    "a sentence at the end": ("相关文件\n甲办法\n正文。", []),
    "in a sentence": ("正文。\n相关链接机制\n甲", []),
    "too far from the end": ("相关阅读\n" + "甲\n" * 60, []),
}


@pytest.mark.parametrize(("text", "expected"), RELATED.values(), ids=RELATED)
def test_related_links(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_sixty_lines_from_the_end_are_looked_at_for_related_links() -> None:
    assert len(told("正文。\n相关阅读\n" + "甲\n" * 59)) == 60


def clause(text: str, start: int, end: int) -> Clause:
    return Clause(f"d/{start}", "d", ClauseKind.PARAGRAPH, (), text[start:end], start, end)


def test_blanks_and_furniture_between_clauses_are_listed() -> None:
    text = "\n甲。\n首页\n\n乙。 "
    clauses = (clause(text, 1, 3), clause(text, 8, 10))
    assert removed_spans(text, clauses, {4: (6, "page furniture: navigation")}) == (
        Removed(0, 1, "blank"),
        Removed(3, 4, "blank"),
        Removed(4, 6, "page furniture: navigation"),
        Removed(6, 8, "blank"),
        Removed(10, 11, "blank"),
    )


def test_furniture_inside_a_clause_stays_a_part_of_it() -> None:
    text = "甲\n首页\n乙"
    assert removed_spans(text, (clause(text, 0, 6),), {2: (4, "page furniture")}) == ()


@pytest.mark.parametrize(("text", "expected"), [("", ()), (" \n", (Removed(0, 2, "blank"),))], ids=["empty", "blank"])
def test_without_clauses_all_is_blank(text: str, expected: tuple[Removed, ...]) -> None:
    assert removed_spans(text, (), {}) == expected
