"""Lines broken at a fixed width are joined; lines of other texts stay as they are."""

import pytest
from hypothesis import given

from assistant.reading.lines import split_lines
from assistant.reading.wraps import join_wrapped
from tests.reading.texts import running_texts, texts

WIDTH = 20
SENTENCE = "为了加强知识产权保护优化营商环境促进创新驱动发展维护权利人合法权益制定本规划。"


def joined(lines: list[str], fixed: tuple[int, ...] = ()) -> list[str]:
    text = "\n".join(lines)
    return [line.text for line in join_wrapped(text, split_lines(text), frozenset(fixed))]


def wrapped(paragraph: str, width: int = WIDTH) -> list[str]:
    """A paragraph in lines of that many characters."""
    return [paragraph[start : start + width] for start in range(0, len(paragraph), width)]


def test_lines_of_one_width_are_joined_to_their_paragraphs() -> None:
    paragraphs = [SENTENCE, SENTENCE + SENTENCE, "一、总体要求", SENTENCE + SENTENCE[:7] + "。"]
    lines = [line for paragraph in paragraphs for line in wrapped(paragraph)]
    assert [line.replace("\n", "") for line in joined(lines)] == paragraphs


def test_a_full_line_that_ends_a_sentence_ends_its_paragraph() -> None:
    full = "很" * (WIDTH - 1) + "。"
    lines = [*wrapped(SENTENCE * 4), full, *wrapped(SENTENCE)]
    assert full in joined(lines)


def test_paragraphs_that_begin_with_an_indent_are_joined() -> None:
    paragraph = ["　　" + SENTENCE[:28], SENTENCE[28:]]
    assert [line.replace("\n", "") for line in joined(paragraph * 6)] == [SENTENCE] * 6


def test_a_deeper_indent_begins_a_paragraph() -> None:
    lines = [*wrapped(SENTENCE * 4)[:-1], "　　下一段落从缩进处开始，本行不与上行相连。"]
    assert joined(lines)[-1] == "下一段落从缩进处开始，本行不与上行相连。"


def test_lines_of_tables_stay_apart() -> None:
    lines = wrapped(SENTENCE * 5)
    offsets = tuple(line.start for line in split_lines("\n".join(lines)))
    assert joined(lines, offsets) == lines


@pytest.mark.parametrize(
    "lines",
    [
        wrapped(SENTENCE * 3)[:6],
        [SENTENCE] * 12,
        [SENTENCE[: 10 + number] for number in range(12)],
        ["甲市财政局", "乙市商务局"] * 8,
        ["指标", "单位", "专利", "件", "商标", "个"] * 3,
        wrapped("长" * 1300, 130),
    ],
    ids=["few lines", "sentences", "all widths", "short lines", "cells", "too wide"],
)
def test_other_texts_stay_as_they_are(lines: list[str]) -> None:
    assert joined(lines) == lines


@given(texts | running_texts)
def test_joining_keeps_every_line_in_its_place(text: str) -> None:
    lines = split_lines(text)
    found = join_wrapped(text, lines, frozenset())
    assert all(line.text == text[line.start : line.end] for line in found)
    starts, ends = {line.start for line in lines}, {line.end for line in lines}
    assert all(line.start in starts and line.end in ends for line in found)
    covered = [line for line in lines if any(one.start <= line.start < one.end for one in found)]
    assert covered == lines


def test_lines_that_open_with_a_mark_begin_a_line() -> None:
    paragraph = "　　建设知识产权保护中心，完善快速协同保护机制，提高审查授权效率（责任单位：市财政局）"
    lines = [
        line
        for heading in ("一、任务", "（一）保护", "（二）运用", "1.服务", "第二节 服务")
        for line in (heading, paragraph)
    ]
    assert joined(lines * 2) == [line.strip() for line in lines * 2]


def test_points_of_lists_begin_a_line() -> None:
    lines = ["- 第一", "  - 甲", "  - 乙", "    - 丙", "- 第二", "1. 子", "   1. 丑", "   2. 寅", "2. 卯"]
    assert joined(lines) == [line.strip() for line in lines]
