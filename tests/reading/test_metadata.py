import pytest

from assistant.reading.metadata import describe
from assistant.records import DocumentMetadata, Region
from tests.golden.render import corpus_trees
from tests.reading.made import read

NOTICE = """河源市人民政府办公室关于印发
河源市知识产权规划的通知
河府办〔2022〕12号
各县区人民政府:
根据粤府〔2021〕8号文件,现印发给你们。
河源市人民政府办公室
2022年3月5日
河源市知识产权规划
一、目标
甲。"""
LABELLED = """发布机构 :
天津市静海区人民政府
发 文 字 号 :
津静海政发〔2022〕11号
天津市静海区知识产权规划
一、目标
甲。"""


def test_a_notice_and_the_document_it_carries():
    assert describe(read(NOTICE)) == DocumentMetadata(
        title="河源市知识产权规划", region=Region("广东省", "河源市"), issuer="河源市人民政府办公室",
        document_number="河府办〔2022〕12号", issued="2022-03-05",
    )  # fmt: skip


def test_labels_above_the_title():
    found = describe(read(LABELLED))
    assert (found.issuer, found.document_number) == ("天津市静海区人民政府", "津静海政发〔2022〕11号")
    assert (found.title, found.region.name) == ("天津市静海区知识产权规划", "静海区")


def test_what_the_catalogue_says_stays():
    given = {
        "title": "标题",
        "region": Region("甲省"),
        "issuer": "机关",
        "document_number": "甲〔2020〕1号",
        "issued": "2020-01-01",
        "published": "2020-01-02",
        "period": "2020年",
        "status": "有效",
        "source_note": "注",
    }
    assert describe(read(NOTICE, **given)) == DocumentMetadata(**given)


def test_a_text_that_says_nothing_of_itself_is_named_by_its_file():
    assert describe(read("今天天气很好。")) == DocumentMetadata(title="d")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、目标\n根据甲政发〔2020〕1号文件。", ""),
        ("（甲政发[2020]1号）\n一、目标", ""),
        ("甲政办发(2020)第15号\n一、目标", "甲政办发(2020)第15号"),
        ("现印发给你们。\n甲政发〔2020〕 3 号\n一、目标", "甲政发〔2020〕 3 号"),
    ],
    ids=["cited", "in brackets", "older form", "below the text"],
)
def test_document_numbers_on_a_line_of_their_own(text: str, expected: str):
    assert describe(read(text)).document_number == expected


@pytest.mark.parametrize(
    ("lines", "issuer", "issued"),
    [
        ("河源市财政局\n2022年11月4日", "河源市财政局", "2022-11-04"),
        ("河源市财政局\n河源市司法局\n2022 年 1 月 14 日", "河源市财政局、河源市司法局", "2022-01-14"),
        ("河源市财政局\n2022年11月", "河源市财政局", ""),
        ("河源市财政局\n2015730", "河源市财政局", ""),
        ("河源市财政局", "", ""),
    ],
    ids=["one", "two", "month", "lost marks", "no date"],
)
def test_signatures(lines: str, issuer: str, issued: str):
    found = describe(read(f"一、目标\n甲。\n{lines}"))
    assert (found.issuer, found.issued) == (issuer, issued)


def test_the_corpus_is_known_without_its_catalogue():
    bare = {tree.document.id: describe(read(tree.document.text)) for tree in corpus_trees()}
    assert {name: (found.title, found.region.name) for name, found in bare.items()} == {
        "heyuan": ("d", "河源市"),
        "jinghai": ("天津市静海区知识产权十四五规划", "静海区"),
        "minhe": ("民和县贯彻落实青海省“十四五”知识产权保护和运用规划实施意见", "民和回族土族自治县"),
        "xinzhou": ("d", "忻州市"),
        "yuxi": ("玉溪市强化知识产权保护的实施意见", "玉溪市"),
    }
