from itertools import pairwise

import pytest

from assistant.reading.facts.labels import read_labels
from assistant.reading.facts.titles import title_facts
from assistant.reading.facts.view import View
from assistant.reading.metadata import describe
from assistant.records import Clause, ClauseKind, ClauseTree, SourceDocument
from tests.reading.made import read


def titles(text: str) -> list[str]:
    view = View(read(text))
    return [fact.value for fact in title_facts(view, read_labels(view))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲市知识产权规划\n一、目标", ["甲市知识产权规划"]),
        ("甲市知识产权\n\n“十四五”规划\n一、目标", ["甲市知识产权“十四五”规划"]),
        ("甲市知识产权规划\n的通知\n一、目标", ["甲市知识产权规划的通知"]),
        ("甲市知识产权办法\n（试行）\n一、目标", ["甲市知识产权办法（试行）"]),
        ("《甲市知识产权办法》\n一、目标", ["甲市知识产权办法"]),
        ("# 甲市知识产权办法 #\n一、目标", ["甲市知识产权办法"]),
        ("**甲市知识产权办法**\n一、目标", ["甲市知识产权办法"]),
        ("甲市 PCT 专利 Open Day 办法\n一、目标", ["甲市PCT专利Open Day办法"]),
        ("甲市办法\n（2022年1月5日甲市人民政府发布）\n一、目标", ["甲市办法"]),
        ("甲市政府文件\n甲府〔2022〕1号\n关于某某的意见\n一、目标", ["关于某某的意见"]),
        ("甲市某某一览\n一、目标", ["甲市某某一览"]),
        ("甲市规划\n使用说明\n一、目标", ["甲市规划"]),
        ("甲市会议纪要\n（2024年第2次）\n时间：2024年5月20日\n地点：市政府\n一、目标", ["甲市会议纪要（2024年第2次）"]),
        ("甲区指引\nGuide to the District\n第一部分 总体说明\n一、目标", ["甲区指引"]),
        ("2024年第4期 甲市人民政府公报\n甲市规定\n一、目标", ["甲市规定", "2024年第4期甲市人民政府公报"]),
        ("甲市行动方案\n一 目标\n二 任务\n三 保障措施", ["甲市行动方案"]),
        ("甲市办法（2022年5月20日甲市人民政府令第6号公布）\n第一条 目的", ["甲市办法"]),
        ("甲市规范\n1 范围\n本规范适用于全市。", ["甲市规范"]),
        ("导言\n为了发展。\n一、目标", []),
        ("目 录\n一、目标", []),
        ("附件：1.甲办法\n2.乙细则\n一、目标", []),
        ("一、目标\n甲市知识产权规划", []),
        ("为了落实上级要求，进一步加强\n知识产权工作，实施甲市规划\n的要求。\n一、目标", []),
        ("《甲市规划》已经市政府同意，现印发给你们。\n一、目标", ["甲市规划"]),
    ],
)
def test_titles_of_the_front(text: str, expected: list[str]):
    assert titles(text) == expected


def test_the_document_proper_comes_before_the_notice_and_the_label_of_the_page():
    text = "标题：关于印发甲市规划的通知（第一篇）\n关于印发甲市规划的通知\n各县：\n甲市规划\n一、目标\n甲。"
    assert titles(text) == ["甲市规划", "关于印发甲市规划的通知（第一篇）", "关于印发甲市规划的通知"]


def test_a_text_without_line_feeds_has_the_lines_of_its_clauses():
    title, rest = "甲市某某规划", "各区政府：为了发展，制定本规划。一、目标翻番。甲市人民政府2022年9月5日"
    cuts = (0, 6, 11, 22, 29, len(title + rest))
    kinds = (ClauseKind.TITLE, ClauseKind.ADDRESSEE, ClauseKind.PREAMBLE, ClauseKind.SECTION, ClauseKind.SIGNATURE)
    clauses = tuple(
        Clause(f"d/{start}", "d", kind, (), (title + rest)[start:end], start, end)
        for kind, (start, end) in zip(kinds, pairwise(cuts), strict=True)
    )
    found = describe(ClauseTree(SourceDocument("d", title + rest), clauses, ())).document.metadata
    assert (found.title, found.addressees, found.issuer, found.issued) == (
        "甲市某某规划", ("各区政府",), "甲市人民政府", "2022-09-05",
    )  # fmt: skip
