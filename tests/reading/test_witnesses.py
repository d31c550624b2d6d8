"""Which marks are believed: by the numbers before and behind them, and by the words around them."""

import pytest

from assistant.reading.layout import Layout, Mark, MarkKind
from assistant.reading.lines import split_lines
from assistant.reading.numbering import read_marker
from assistant.reading.witnesses import is_believed, next_marker, quoted_lines


def believed(text: str, position: int = 0, previous: str = "", layout: Layout | None = None) -> bool:
    """Whether the mark of that line is believed, ``previous`` being the mark that is open."""
    lines = split_lines(text, layout or Layout())
    markers = [read_marker(line.content) for line in lines]
    return is_believed(lines, markers, position, read_marker(previous) if previous else None)


SURE = {
    "first": ("一、甲", 0, ""),
    "out of sequence": ("五、甲", 0, "二、甲"),
    "lost dot with the second number behind": ("1加强\n正文。\n2运用", 0, ""),
    "lost dot with decimals below": ("1 总体\n1.1 甲", 0, ""),
    "lost dot that goes on": ("2运用", 0, "1.加强"),
    "lost bracket that goes on": ("（三 加强", 0, "（二）甲"),
    "quantity that goes on": ("2个平台", 0, "1.甲"),
    "first decimal": ("1.1 甲", 0, ""),
    "decimal that goes on": ("1.2 甲", 0, "1.1 乙"),
    "decimal under the next number": ("2.1 甲", 0, "1.3 乙"),
    "article with a blank": ("第五条 依照本法处罚。", 0, "第二条"),
    "article in sequence": ("第三条依照本法处罚。", 0, "第二条"),
    "chapter with a blank": ("第二章 分则", 0, ""),
    "chapter without sentence": ("第二章分则", 0, ""),
    "item": ("（二）项目建设。", 0, "（一）甲"),
    "item named after a sum": ("（二）款项拨付。", 0, "（一）甲"),
    "behind an unfinished line": ("包括甲、\n（一）乙", 1, ""),
}
DOUBTED = {
    "no mark": ("甲", 0, ""),
    "lost dot alone": ("1加强", 0, ""),
    "lost dot without the second number": ("1加强\n3运用", 0, ""),
    "lost dot that does not go on": ("4运用", 0, "2.加强"),
    "lost dot not from one": ("2加强\n3运用", 0, ""),
    "lost dot behind an unfinished line": ("专利、\n2商标", 1, "1.甲"),
    "quantity before the real mark": ("1个平台\n1加强\n2运用", 0, ""),
    "quantity before the real mark that goes on": ("2个平台\n2加强\n3运用", 0, "1.甲"),
    "decimal not from one": ("1.5 甲", 0, ""),
    "decimal with a gap": ("1.4 甲", 0, "1.1 乙"),
    "article out of sequence": ("第五条依照本法处罚。", 0, "第二条"),
    "chapter in a sentence": ("第二章自公布之日起施行。", 0, ""),
    "name of an item": ("（二）项所列情形除外", 0, "（一）甲"),
    "name of items": ("（二）项、（三）项所列情形", 0, "（一）甲"),
    "behind a word that refers": ("违反规定的，依照\n第三条 甲", 1, "第二条"),
}


@pytest.mark.parametrize(("text", "position", "previous"), SURE.values(), ids=SURE)
def test_marks_that_are_believed(text: str, position: int, previous: str) -> None:
    assert believed(text, position, previous)


@pytest.mark.parametrize(("text", "position", "previous"), DOUBTED.values(), ids=DOUBTED)
def test_marks_that_are_doubted(text: str, position: int, previous: str) -> None:
    assert not believed(text, position, previous)


def test_a_heading_of_the_format_stands_also_behind_a_word_that_refers() -> None:
    layout = Layout((Mark(MarkKind.HEADING, 5, 11, 2),))
    assert believed("甲，依照\n第三条 甲\n", 1, "第二条", layout)


@pytest.mark.parametrize(("between", "expected"), [(59, True), (60, False)])
def test_witnesses_stand_within_sixty_lines(between: int, expected: bool) -> None:
    assert believed("1加强\n" + "正文\n" * between + "2运用") is expected


def test_the_next_sure_mark_is_looked_for_within_sixty_lines() -> None:
    lines = ["甲", "2运用", *["正文"] * 58, "二、乙", "三、丙"]
    markers = [read_marker(line) for line in lines]
    assert next_marker(markers, 0) == read_marker("二、乙")
    assert next_marker([None, *markers], 0) is None
    assert next_marker(markers, 60) == read_marker("三、丙")
    assert next_marker(markers, 61) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("将第三条改为：“第三条 甲。\n第四条 乙。\n第五条 丙。”\n第二条 丁。", {1, 2}),
        ("改为“甲”\n第二条 乙。", set()),
        ("改为“甲。\n第二条 乙。", set()),
        ("“甲\n乙”丙“丁\n戊”", {1, 2}),
        ("改为“甲。\n" + "乙。\n" * 11 + "丙。”\n丁", set(range(1, 13))),
        ("改为“甲。\n" + "乙。\n" * 12 + "丙。”\n丁", set()),
        ("甲”乙“\n丙", set()),
    ],
    ids=["articles", "one line", "never closed", "chained", "twelve lines", "too long", "turned round"],
)
def test_lines_inside_a_quotation(text: str, expected: set[int]) -> None:
    assert quoted_lines(split_lines(text)) == expected
