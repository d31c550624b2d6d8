"""The edges of a document: how many lines a title, a block of metadata, a signature or a list of annexes takes."""

import pytest

from assistant.reading import front
from assistant.reading.layout import Composer, MarkKind
from assistant.reading.lines import Line, split_lines
from assistant.reading.numbering import read_marker


def lines(text: str) -> list[Line]:
    return split_lines(text.replace("/", "\n"))


def title(text: str, *, most: int = 99, is_first: bool = False) -> int:
    """The lines that the title of a text takes; ``/`` ends a line."""
    found = lines(text)
    return front.title(found, [read_marker(line.content) for line in found], 0, most=most, is_first=is_first)


SIGNATURES = {
    "甲市人民政府/2022年1月2日": 2,
    "甲市财政局/甲市商务局/乙市商务局/2022年1月2日/附件": 4,
    "甲市人民政府办公室/二〇二二年一月二日": 2,
    "甲市人民政府　　2022年1月2日": 1,
    "甲市人民政府（印章）　2022年1月2日": 1,
    "甲市财政局 甲市商务局/2022-01-02": 2,
    "市长　张三/2022年1月2日": 2,
    "局长 李 四/甲市商务局/2022年1月2日": 3,
    "甲市人民政府办公室/负责落实。": 0,
    "甲市人民政府": 0,
    "甲市人民政府/甲市规划/2022年1月2日": 0,
    "甲市人民政府2022年工作要点": 0,
    "甲市人民政府关于 2022年1月2日": 0,
    "2022年1月2日": 0,
    "责任单位：甲市财政局/2022年1月2日": 0,
    "甲市财政局/2022年1月2日起施行": 0,
}


@pytest.mark.parametrize(("text", "count"), SIGNATURES.items())
def test_signatures(text: str, count: int) -> None:
    assert front.signature(lines(text), 0) == count


@pytest.mark.parametrize(("bodies", "count"), [(20, 21), (21, 0)])
def test_at_most_twenty_bodies_sign(bodies: int, count: int) -> None:
    assert front.signature(lines("甲市财政局/" * bodies + "2022年1月2日"), 0) == count


ANNEX_LISTS = {
    "附件：1.指标表/2.分工表/甲市人民政府/2022年1月2日": 2,
    "附件：1.指标表/2.分工表": 2,
    "附件: 任务分工表/2022年1月2日": 1,
    "附件：1．指标表/　　　2．分工表/　　　3 名单/甲市财政局 2022年1月2日": 3,
    "附：1.指标表/2.分工表": 2,
    "附件：指标表/一、总则": 0,
    "附件1：指标表": 0,
    "附件：/1.指标表": 0,
    "附件：1.指标表/2." + "长" * 79 + "/甲": 0,
}


@pytest.mark.parametrize(("text", "count"), ANNEX_LISTS.items())
def test_lists_of_annexes(text: str, count: int) -> None:
    assert front.annex_list(lines(text), 0) == count


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("抄送：市委各部门，市人大办。", [("抄送", "市委各部门，市人大办。")]),
        ("分送:各委员", [("分送", "各委员")]),
        ("出席：张三 李四", [("出席", "张三 李四")]),
        ("甲市人民政府办公室　2022年1月2日印发", [("印发", "甲市人民政府办公室　2022年1月2日印发")]),
        ("信息公开选项：主动公开", [("信息公开选项", "主动公开")]),
        ("抄送各单位", []),
        ("印发甲市规划", []),
        ("甲市人民政府2022年1月2日公布", []),
    ],
)
def test_the_imprint_below_a_signature(line: str, cells: list[tuple[str, str]]) -> None:
    assert [(cell.header, cell.value) for cell in front.imprint(lines(line), 0)] == cells


METADATA = {
    "发文字号：甲政发〔2022〕1号/成文日期：2022年1月2日/正文。": (
        2,
        "发文字号=甲政发〔2022〕1号 成文日期=2022年1月2日",
    ),
    "名　　称：/甲市规划/索 引 号：/11-22/正文。": (4, "名称=甲市规划 索引号=11-22"),
    "成文日期：/发文字号：甲政发〔2022〕1号": (2, "成文日期= 发文字号=甲政发〔2022〕1号"),
    "成文日期：/这一行是正文。": (1, "成文日期="),
    "发布日期：2022-01-02 来源：市局": (1, "发布日期=2022-01-02 来源=市局"),
    "**发文字号：**甲政发〔2022〕1号": (1, "发文字号=甲政发〔2022〕1号"),
    "甲政发〔2022〕1号/正文。": (1, "发文字号=甲政发〔2022〕1号"),
    "2022年1月2日/2022年1月3日": (1, "日期=2022年1月2日"),
    "甲市人民政府文件": (1, "发文机关标志=甲市人民政府文件"),
    "甲市财政局/甲市商务局/文件/甲财发〔2022〕1号": (3, "发文机关标志=甲市财政局、甲市商务局"),
    "（2019年1月2日甲市人民代表大会通过）": (1, "题注=（2019年1月2日甲市人民代表大会通过）"),
    "责任单位：市局": (0, ""),
    "甲市财政局/2022年1月2日": (0, ""),
    "正文。": (0, ""),
}


@pytest.mark.parametrize(("text", "expected"), METADATA.items())
def test_blocks_of_metadata(text: str, expected: tuple[int, str]) -> None:
    count, cells = front.metadata(lines(text), 0)
    assert (count, " ".join(f"{cell.header}={cell.value}" for cell in cells)) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("甲市知识产权规划/正文。", 1),
        ("甲市人民政府/关于印发甲市规划的/通知/各县人民政府：", 3),
        ("甲市规划/（试行）/正文。", 2),
        ("甲市规划/——迈向2030/正文。", 2),
        ("甲市规划/Plan of the City of Jia/正文。", 2),
        ("甲市规划/（此件公开发布）/正文。", 1),
        ("甲市规划/（2021年1月2日甲市人大常委会通过）/正文。", 1),
        ("关于贯彻落实《甲办法/和乙办法》的通知/正文。", 2),
        ("甲市第一届一次会议/纪要", 2),
        ("甲/乙/丙/丁/规划", 5),
        ("甲/乙/丙/丁/戊/规划", 0),
        ("现将规划印发。/规划", 0),
        ("甲市/一、目标/规划", 0),
        ("甲市/发文字号：甲〔2022〕1号/规划", 0),
        ("市长 张三/甲市规划", 0),
    ],
)
def test_titles_end_with_the_kind_of_document(text: str, count: int) -> None:
    assert title(text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("让知识产权惠及万家/正文。", 1),
        ("让知识产权惠及万家", 0),
        ("五个字标题/正文。", 0),
        ("各县人民政府：/正文。", 0),
        ("一、让知识产权惠及万家/正文。", 0),
        ("今天天气很好。/正文。", 0),
    ],
)
def test_the_first_short_line_of_a_document_is_its_title(text: str, count: int) -> None:
    assert (title(text, is_first=True), title(text)) == (count, 0)


def test_a_title_ends_at_page_furniture() -> None:
    text = "甲市人民政府/甲市规划的通知/正文。"
    assert (title(text), title(text, most=1), title(text, most=2)) == (2, 0, 2)


def test_a_title_that_is_but_begun_goes_on_behind_page_furniture() -> None:
    assert title("甲市人民政府关于印发/甲市规划的通知/正文。", most=1) == 2


def test_a_format_says_what_is_title() -> None:
    composer = Composer()
    composer.line("让知识产权惠及万家", MarkKind.HEADING, 0)
    composer.line("甲市在行动", MarkKind.HEADING, 0)
    composer.line("（2022年）", MarkKind.HEADING, 1)
    extracted = composer.finish()
    found = split_lines(extracted.text, extracted.layout)
    assert front.title(found, [None] * 3, 0, most=9, is_first=False) == 3
    assert front.title(found, [None] * 3, 0, most=2, is_first=False) == 2
    assert front.title(found, [None] * 3, 0, most=1, is_first=False) == 1
