import pytest

from assistant.reading.facts.labels import read_labels
from assistant.reading.facts.view import View
from tests.reading.made import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "发 文 字 号 :\n津静海政发〔2022〕11号\n成 文 日 期 :\n发 文 日 期 :\n有   效  性 :\n有效",
            [("document_number", "津静海政发〔2022〕11号"), ("status", "有效")],
        ),
        (
            "索引号：0001/2022-1 | 主题分类：科技 | 发文机关：国务院 | 成文日期：2021年09月22日",
            [("issuer", "国务院"), ("issued", "2021年09月22日")],
        ),
        (
            "【发布单位】河源市人民政府\n【发布日期】2003-01-10",
            [("issuer", "河源市人民政府"), ("published", "2003-01-10")],
        ),
        ("发布日期：2022-03-01 10:30 来源：本站 浏览次数：30", [("published", "2022-03-01 10:30")]),
        (
            "索引号 | 123 | 发文字号 | 河府〔2022〕1号 | 有效性 | 有效",
            [("document_number", "河府〔2022〕1号"), ("status", "有效")],
        ),
        ("文号：河府〔2022〕1号（规范性文件）", [("document_number", "河府〔2022〕1号（规范性文件）")]),
        ("（发布日期：2022-01-05）", [("published", "2022-01-05")]),
        (
            "**发布机构：** 河源市人民政府　**发布日期：** 2024年5月20日",
            [("issuer", "河源市人民政府"), ("published", "2024年5月20日")],
        ),
        ("本办法的有效期：另行规定的标题不算标签", []),
        ("时间：2022年3月5日上午", []),
    ],
    ids=[
        "value below",
        "bars",
        "boxes",
        "blanks",
        "a grid",
        "brackets kept",
        "in brackets",
        "bold",
        "a sentence",
        "a meeting",
    ],
)
def test_labels_at_the_front(text: str, expected: list[tuple[str, str]]):
    tree = read(f"{text}\n一、目标\n甲。")
    labels = read_labels(View(tree))
    assert [(label.field, label.text) for label in labels] == expected
    assert all(tree.document.text[label.start : label.end] == label.text for label in labels)


def test_a_form_below_the_body_has_no_labels_of_the_document():
    view = View(read("一、目标\n甲。\n单位名称：\n有效期：5年\n发文字号：甲府〔2022〕1号\n发布日期：2022-03-01"))
    assert [(label.field, label.text) for label in read_labels(view)] == [("published", "2022-03-01")]
