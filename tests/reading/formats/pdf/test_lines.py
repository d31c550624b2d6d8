"""Glyphs to lines, lines to paragraphs, rules to tables: the rules one by one."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.formats.pdf.columns import in_reading_order, with_margins, with_shared_margins
from assistant.reading.formats.pdf.compose import compose
from assistant.reading.formats.pdf.furniture import take_apart
from assistant.reading.formats.pdf.lines import clean, read_lines
from assistant.reading.formats.pdf.page import Glyph, PageText, Piece, Rule, RuledCell, RuledTable, Style, TextLine
from assistant.reading.formats.pdf.paragraphs import Habits, continues, habits_of, join
from assistant.reading.formats.pdf.tables import find_grids
from assistant.reading.layout import MarkKind

BODY = Style(16.0)
HABITS = Habits(BODY, 28.0)
MARGINS = (100.0, 548.0)


def glyphs(text: str, x: float = 100.0, y: float = 100.0, size: float = 16.0, gap: float = 0.0) -> list[Glyph]:
    """Glyphs one behind the other: Chinese a square wide, Latin half of it; a blank is a place without a glyph."""
    made = []
    for char in text:
        width = size if char > "⺀" else size / 2
        if char != " ":
            made.append(Glyph(char, x, x + width, y, Style(size)))
        x += width + gap
    return made


def written(made: list[Glyph]) -> list[Glyph]:
    """Glyphs before which the file writes a blank."""
    return [replace(made[0], has_blank=True), *made[1:]]


def line(text: str, left: float = 100.0, right: float = 548.0, y: float = 100.0, style: Style = BODY) -> TextLine:
    return TextLine((Piece(text, left, right),), y, style, MARGINS)


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (glyphs("知识产权"), "知识产权"),
        (glyphs("Patent Law"), "Patent Law"),
        (glyphs("到2027年"), "到2027年"),
        (glyphs("发文机关标志", gap=16), "发文机关标志"),
        (glyphs("通知", gap=32), "通知"),
        (glyphs("第一章  总则"), "第一章 总则"),
        (glyphs("财政局") + glyphs("知识产权局", 300), "财政局 知识产权局"),
        (glyphs("面积") + glyphs("km", 132) + glyphs("2", 148, 94, 8), "面积km2"),
        ([*glyphs("加强"), *glyphs("加强", 100.5)], "加强"),
        (glyphs("⼀、⻓期⽬标"), "一、长期目标"),
        (glyphs("第四章  附  则"), "第四章 附 则"),
        (glyphs("一 总体目标"), "一 总体目标"),
        ([*glyphs("主办：甲"), *written(glyphs("承办：乙", 167.3))], "主办：甲 承办：乙"),
        (glyphs("本市行政区域内的收费", gap=6) + glyphs("适用规定", 336, gap=6), "本市行政区域内的收费 适用规定"),
        (glyphs("本市行政区域，适用本", gap=3), "本市行政区域，适用本"),
    ],
    ids=[
        "plain",
        "latin",
        "mixed",
        "spaced",
        "two",
        "blank",
        "apart",
        "raised",
        "overprinted",
        "radicals",
        "two blanks",
        "number",
        "narrow blank",
        "blank in spaced",
        "justified",
    ],
)
def test_glyphs_make_a_line(made: list[Glyph], text: str) -> None:
    assert [found.text for found in read_lines(made)] == [text]


def test_only_radicals_are_replaced() -> None:
    assert clean("⼈⺠①Ａ㎡ﬁ豈") == "人民①Ａ㎡ﬁ豈"


def test_lines_come_top_down_whatever_the_order_in_the_file() -> None:
    made = glyphs("第二行", y=128) + glyphs("第一行", y=100) + glyphs("续", x=148, y=100)
    assert [found.text for found in read_lines(made)] == ["第一行续", "第二行"]


FULL = "各地要依照有关法律法规和本办法的有关规定加强知识产权保护工作"
INDENTED = 132.0


@pytest.mark.parametrize(
    ("lines", "following", "expected"),
    [
        ([line(FULL)], line("推进落实。", right=180), True),
        ([line("短行。", right=148)], line("推进落实。", right=180), False),
        ([line(FULL, INDENTED)], line("推进落实。", right=180), True),
        ([line(FULL, INDENTED), line(FULL)], line("第三条规定追回。", right=228), True),
        ([line(FULL)], line("第三条规定追回。", right=228), True),
        ([line(FULL[:-1] + "。")], line("第三条 追回资助。", right=228), False),
        ([line(FULL[:-1] + "。", INDENTED)], line("（二）推进落实。", INDENTED, 260), False),
        ([line("1." + FULL)], line("推进落实。", 124, 200), True),
        ([line(FULL, style=Style(22))], line("推进落实。", right=180), False),
        ([line(FULL, y=50)], line("推进落实。", right=180, y=120), False),
        ([line("总体要求......3")], line("主要任务......5"), False),
        ([line("人民政府", 450, 540)], line("2025年3月18日", 440, 540), False),
        ([line("关于印发强市建设", 200, 448)], line("行动方案的通知", 210, 438), False),
    ],
    ids=["full", "short", "first line", "reference", "reference without indents", "article", "item", "hanging",
         "larger type", "gap", "contents", "signature", "centred"],
)  # fmt: skip
def test_whether_a_line_goes_on(lines: list[TextLine], following: TextLine, expected: bool) -> None:
    assert continues(lines, following, HABITS, is_below=following.baseline > lines[-1].baseline) is expected


@pytest.mark.parametrize(
    ("lines", "following", "expected"),
    [
        ([line(FULL, INDENTED)], line("各市人民政府要抓好落实", INDENTED, 308), False),
        ([line(FULL, INDENTED), line(FULL)], line("各市人民政府要抓好落实", INDENTED, 308), False),
        ([line(FULL, INDENTED), line(FULL)], line("各市人民政府要抓好落实", right=276), True),
        ([line("1." + FULL)], line("推进落实。", INDENTED, 212), True),
        ([line(FULL[:-1] + "；", INDENTED), line(FULL[:-1] + "；")], line("2.推进落实。", right=200), False),
        ([line(FULL)], line("一、推进落实", right=196), False),
        ([line(FULL)], line("（二）项的要求公开招标。", right=276), True),
        ([line("【对象】" + FULL)], line("【标准】按比例补助", right=228), False),
        ([line("标题：" + FULL)], line("发文字号：青政〔2024〕4号", right=276), False),
    ],
    ids=["first indent", "behind two lines", "no indent", "hanging", "mark", "mark without stop", "reference",
         "bracketed label", "label"],
)  # fmt: skip
def test_what_opens_a_paragraph_behind_a_full_line(lines: list[TextLine], following: TextLine, expected: bool) -> None:
    assert continues(lines, following, replace(HABITS, first_indent=2.0), is_below=False) is expected


def test_a_title_broken_for_room_goes_on_and_one_broken_by_sense_does_not() -> None:
    large = Style(22.0)
    full = line("关于做好二〇二四年高校毕业生就业工作的", 104, 546, 100, large)
    short = line("关于做好二〇二四年高校毕业生", 170, 478, 100, large)
    end = line("通知", 302, 346, 135, large)
    assert continues([full], end, HABITS, is_below=True)
    assert not continues([short], end, HABITS, is_below=True)


@pytest.mark.parametrize(("indent", "expected"), [(32.0, 2.0), (0.0, 0.0)])
def test_the_first_indent_is_learnt_from_lines_that_go_on(indent: float, expected: float) -> None:
    made = [line(FULL, 100 + (indent if n % 3 == 0 else 0), 548, 100 + 28 * n) for n in range(9)]
    assert habits_of([made]).first_indent == expected


def test_pages_of_nothing_but_first_lines_have_the_edges_of_the_others() -> None:
    running = [line(FULL, INDENTED if n % 3 == 0 else 100.0, 548, 100 + 28 * n) for n in range(12)]
    # One line fills the column by chance; the next begins at the indent as well.
    rights = (300, 548, 340, 420)
    items = [line(f"（{n}）各市要落实有关要求", INDENTED, right, 100 + 28 * n) for n, right in enumerate(rights)]
    first = PageText(595, 842, tuple(with_margins(running)))
    second = PageText(595, 842, tuple(with_margins(items)))
    assert [item.margins for item in second.items] == [(INDENTED, 300.0 + 248)] * 4
    assert {item.margins for page in with_shared_margins([first, second], 16.0) for item in page.items} == {MARGINS}


def test_one_line_that_goes_on_tells_the_left_edge() -> None:
    lefts_and_rights = [(132, 300), (132, 548), (100, 180), (132, 430), (132, 420)]
    lines = [line("各市要落实有关要求", left, right, 100 + 28 * n) for n, (left, right) in enumerate(lefts_and_rights)]
    assert with_margins(lines)[0].margins == (100, 548)
    assert with_margins([lines[0], *lines[2:]])[0].margins == (132, 430)


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("知识", "产权", "知识产权"),
        ("Patent", "Law", "Patent Law"),
        ("intel-", "lectual", "intellectual"),
        ("到20", "25年", "到2025年"),
        ("申请PCT", "专利", "申请PCT专利"),
        ("", "专利", "专利"),
        ("增长7.", "1%", "增长7.1%"),
    ],
)
def test_joining_two_lines(first: str, second: str, joined: str) -> None:
    assert join(first, second) == joined


def cross(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    return [*(Rule(xs[0], y, xs[-1], y) for y in ys), *(Rule(x, ys[0], x, ys[-1]) for x in xs)]


def test_rules_make_cells_over_rows_and_columns() -> None:
    rules = [*cross((0, 100, 200, 300), (0, 20, 40))]
    # The first column is one cell over both rows; the head of the other two one over both columns.
    rules = [rule for rule in rules if not ((rule.is_level and rule.top == 20) or rule.left == rule.right == 200)]
    rules += [Rule(100, 20, 300, 20), Rule(200, 20, 200, 40)]
    (grid,) = find_grids(rules)
    assert [(s.row, s.column, s.rows, s.columns) for s in grid.slots] == [
        (0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1),
    ]  # fmt: skip


def test_a_frame_and_an_underline_are_no_tables() -> None:
    assert find_grids([*cross((0, 300), (0, 200)), Rule(20, 400, 200, 400)]) == []


def test_a_table_open_at_its_sides_and_drawn_cell_by_cell() -> None:
    level = [Rule(x, y, x + 100, y) for y in (0, 20, 40) for x in (0, 100.5)]
    (grid,) = find_grids([*level, Rule(100, 0, 100, 20), Rule(100, 20, 100, 40)])
    assert [(s.row, s.column) for s in grid.slots] == [(0, 0), (0, 1), (1, 0), (1, 1)]


@given(st.lists(st.integers(10, 80), min_size=1, max_size=5), st.lists(st.integers(10, 80), min_size=2, max_size=5))
def test_a_full_grid_has_every_cell_once(widths: list[int], heights: list[int]) -> None:
    xs = [float(sum(widths[:n])) for n in range(len(widths) + 1)]
    ys = [float(sum(heights[:n])) for n in range(len(heights) + 1)]
    (grid,) = find_grids(cross(xs, ys))
    assert [(s.row, s.column) for s in grid.slots] == [(r, c) for r in range(len(heights)) for c in range(len(widths))]


def column(x: float, word: str, count: int, width: float) -> list[TextLine]:
    return [TextLine((Piece(f"{word}栏第{n}行的文字", x, x + width),), 100.0 + 20 * n, BODY) for n in range(count)]


def beside(left: Sequence[TextLine], right: Sequence[TextLine]) -> list[TextLine]:
    return [
        TextLine((*a.pieces, *b.pieces), a.baseline, BODY) for a, b in zip(left, right, strict=True)
    ]  # fmt: skip


def test_columns_are_read_in_turn_and_have_their_own_margins() -> None:
    ordered = in_reading_order(beside(column(80, "左", 8, 200), column(310, "右", 8, 200)))
    assert [found.text[0] for found in ordered] == ["左"] * 8 + ["右"] * 8
    assert (ordered[0].margins, ordered[-1].margins) == ((80, 280), (310, 510))


def test_short_cells_side_by_side_are_no_columns() -> None:
    lines = beside(column(80, "左", 8, 60), column(310, "右", 8, 200))
    lines = [
        TextLine((Piece("甲", found.left, found.left + 16), found.pieces[1]), found.baseline, BODY) for found in lines
    ]
    assert [found.text[0] for found in in_reading_order(lines)] == ["甲"] * 8


def page(*lines: TextLine) -> PageText:
    return PageText(595, 842, lines)


def test_headers_alternating_between_odd_and_even_pages() -> None:
    pages = [page(line("单页眉" if n % 2 else "双页眉", y=50), line(f"正文{n}", y=300)) for n in range(4)]
    parts = list(take_apart(pages, HABITS))
    assert [[aside.text for aside in part.headers] for part in parts] == [["双页眉"], ["单页眉"]] * 2
    assert [part.items[0].text for part in parts] == ["正文0", "正文1", "正文2", "正文3"]


def test_numbered_annexes_at_the_top_are_no_headers() -> None:
    pages = [page(line(f"附件{n}", y=90, right=150), line(f"正文{n}", y=300)) for n in range(1, 5)]
    assert [part.headers for part in take_apart(pages, HABITS)] == [()] * 4


def test_equal_lines_within_the_text_are_no_headers() -> None:
    lines = [line(f"正文{number}", y=100 + 28 * number) for number in range(1, 20)]
    pages = [page(line("同一句话", y=100), *lines) for _ in range(4)]
    assert [part.headers for part in take_apart(pages, HABITS)] == [()] * 4


@pytest.mark.parametrize("text", ["— 1 —", "- 1 -", "第1页 共9页", "1/9", "1", "Page 1 of 9", "·1·"])
def test_page_numbers(text: str) -> None:
    (parts,) = take_apart([page(line("正文", y=300), line(text, y=790, right=130))], HABITS)
    assert [(aside.text, aside.detail) for aside in parts.footers] == [(text, "page number")]


def test_what_was_read_without_confidence_is_marked_within_its_paragraph() -> None:
    sure, doubtful = line(FULL, y=100), replace(line("推进落实。", right=180, y=128), confidence=0.712)
    cell = RuledCell(0, 1, 1, 1, "十二件", 0.5)
    table = RuledTable(300, 340, (100, 300, 548), 1, (RuledCell(0, 0, 1, 1, "商标"), cell))
    extracted = compose([PageText(595, 842, (sure, doubtful, table))])
    assert extracted.text == f"{FULL}推进落实。\n商标 | 十二件\n"
    found = [(extracted.text[mark.start : mark.end], mark.kind, mark.detail) for mark in extracted.layout.marks]
    assert found == [("推进落实。", MarkKind.DOUBTFUL, "0.71"), ("十二件", MarkKind.DOUBTFUL, "0.50")]


def test_equal_short_lines_are_no_running_text() -> None:
    names = [f"市知识产权局第{number}科" for number in range(10, 20)]
    lines = [TextLine((Piece(name, 80, 240),), 100.0 + 28 * n, BODY, (80, 240)) for n, name in enumerate(names)]
    assert compose([PageText(595, 842, tuple(lines))]).text == "\n".join(names) + "\n"
