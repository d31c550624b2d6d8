import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.metadata import describe
from assistant.records import DocumentMetadata, Fact, Region
from tests.golden.render import corpus_trees
from tests.reading.made import read
from tests.reading.texts import texts

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


def metadata(text: str, **given_values: object) -> DocumentMetadata:
    return describe(read(text, **given_values)).document.metadata


def test_a_notice_and_the_document_it_carries():
    assert metadata(NOTICE) == DocumentMetadata(
        title="河源市知识产权规划", region=Region("广东省", "河源市"), issuer="河源市人民政府办公室",
        document_number="河府办〔2022〕12号", issued="2022-03-05", addressees=("各县区人民政府",),
        basis=("粤府〔2021〕8号",),
    )  # fmt: skip


def test_each_value_has_the_words_that_it_was_read_from():
    facts = describe(read(NOTICE)).facts
    assert [(fact.field, fact.value, NOTICE[fact.start : fact.end], fact.confidence) for fact in facts] == [
        ("title", "河源市知识产权规划", "河源市知识产权规划", 0.9),
        ("title", "河源市人民政府办公室关于印发河源市知识产权规划的通知", NOTICE[:27], 0.6),
        ("region", "广东省 河源市", "河源市", 0.9),
        ("issuer", "河源市人民政府办公室", "河源市人民政府办公室", 0.9),
        ("document_number", "河府办〔2022〕12号", "河府办〔2022〕12号", 0.9),
        ("issued", "2022-03-05", "2022年3月5日", 0.9),
        ("addressees", "各县区人民政府", "各县区人民政府", 0.9),
        ("basis", "粤府〔2021〕8号", "粤府〔2021〕8号", 0.9),
    ]


def test_labels_above_the_title():
    found = metadata(LABELLED)
    assert (found.issuer, found.document_number) == ("天津市静海区人民政府", "津静海政发〔2022〕11号")
    assert (found.title, found.region.name) == ("天津市静海区知识产权规划", "静海区")


def test_what_the_catalogue_says_stays_and_is_certain():
    given_values = {
        "title": "标题",
        "region": Region("甲省"),
        "issuer": "机关",
        "document_number": "甲〔2020〕1号",
        "issued": "2020-01-01",
        "published": "2020-01-02",
        "period": "2020年",
        "status": "有效",
        "source_note": "注",
        "printed": "2020-01-03",
        "effective": "2020-01-04",
        "expires": "2025-01-03",
        "replaces": ("乙", "丙"),
        "addressees": ("丁",),
        "basis": ("戊",),
    }
    tree = describe(read(NOTICE, **given_values))
    assert tree.document.metadata == DocumentMetadata(**given_values)
    certain = [(fact.field, fact.value) for fact in tree.facts if fact == Fact(fact.field, fact.value, 0, 0, 1.0)]
    assert certain == [
        ("title", "标题"), ("region", "甲省"), ("issuer", "机关"), ("document_number", "甲〔2020〕1号"),
        ("issued", "2020-01-01"), ("published", "2020-01-02"), ("period", "2020年"), ("status", "有效"),
        ("printed", "2020-01-03"), ("effective", "2020-01-04"), ("expires", "2025-01-03"),
        ("replaces", "乙"), ("replaces", "丙"), ("addressees", "丁"), ("basis", "戊"),
    ]  # fmt: skip


def test_what_the_text_says_beside_the_catalogue_is_kept_as_facts():
    tree = describe(read(NOTICE, document_number="甲〔2020〕1号", addressees=("丁",)))
    assert [fact.value for fact in tree.facts if fact.field == "document_number"] == [
        "甲〔2020〕1号",
        "河府办〔2022〕12号",
    ]
    assert [fact.value for fact in tree.facts if fact.field == "addressees"] == ["丁", "各县区人民政府"]
    assert tree.document.metadata.addressees == ("丁",)


def test_terms_count_from_the_day_that_the_catalogue_gives():
    text = "甲市办法\n第一条 本办法自发布之日起施行，有效期2年。"
    assert metadata(text).effective == ""
    assert metadata(text, issued="2022-01-10").effective == "2022-01-10"
    assert metadata(text, effective="2022-03-01").expires == "2024-02-29"


def test_a_text_that_says_nothing_of_itself_is_named_by_its_file():
    tree = describe(read("今天天气很好。"))
    assert tree.document.metadata == DocumentMetadata(title="d")
    assert tree.facts == ()


def test_the_clauses_stay_as_they_are():
    tree = read(NOTICE)
    described = describe(tree)
    assert (described.clauses, described.removed, described.document.text) == (tree.clauses, tree.removed, NOTICE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、目标\n根据甲政发〔2020〕1号文件。", ""),
        ("（甲政发[2020]1号）\n一、目标", ""),
        ("甲政办发(2020)第15号\n一、目标", "甲政办发〔2020〕第15号"),
        ("现印发给你们。\n甲政发〔2020〕 3 号\n一、目标", "甲政发〔2020〕3号"),
    ],
    ids=["cited", "in brackets", "older form", "below the text"],
)
def test_document_numbers_on_a_line_of_their_own(text: str, expected: str):
    assert metadata(text).document_number == expected


@pytest.mark.parametrize(
    ("lines", "issuer", "issued"),
    [
        ("河源市财政局\n2022年11月4日", "河源市财政局", "2022-11-04"),
        ("河源市财政局\n河源市司法局\n2022 年 1 月 14 日", "河源市财政局、河源市司法局", "2022-01-14"),
        ("河源市财政局　　2022年11月4日", "河源市财政局", "2022-11-04"),
        ("河源市财政局（公章）\n二〇二二年十一月四日", "河源市财政局", "2022-11-04"),
        ("河源市财政局\n（河源市司法局代章）\n2022年11月4日", "河源市财政局", "2022-11-04"),
        ("河源市财政局\n2022年11月", "河源市财政局", "2022-11"),
        ("河源市财政局\n2015730", "河源市财政局", "2015-07-30"),
        ("河源市财政局\n2022111", "河源市财政局", ""),
        ("河源市财政局", "河源市财政局", ""),
        ("市长：赵某\n2022年11月4日", "", "2022-11-04"),
        ("2022年11月4日", "", "2022-11-04"),
        ("共有企业\n2015730", "", ""),
        ("河源市财政局2022年11月4日印发", "", "2022-11-04"),
    ],
    ids="one two line seal on-behalf month lost-signs two-readings no-date person date figures stamp".split(),
)
def test_signatures(lines: str, issuer: str, issued: str):
    found = metadata(f"一、目标\n甲。\n{lines}")
    assert (found.issuer, found.issued) == (issuer, issued)


def test_the_corpus_is_known_without_its_catalogue():
    bare = {tree.document.id: metadata(tree.document.text) for tree in corpus_trees()}
    known = {name: (found.title, found.region.name, found.issued, found.period) for name, found in bare.items()}
    assert known == {
        "heyuan": ("d", "河源市", "", "2021—2025年"),
        "jinghai": ("天津市静海区知识产权十四五规划", "静海区", "2022-03", "2021—2025年"),
        "minhe": (
            "民和县贯彻落实青海省“十四五”知识产权保护和运用规划实施意见", "民和回族土族自治县", "2022-11-14",
            "2021—2025年",
        ),
        "xinzhou": ("d", "忻州市", "2015-07-30", "2015—2020年"),
        "yuxi": ("玉溪市强化知识产权保护的实施意见", "玉溪市", "2021-11-19", "2021—2025年"),
    }  # fmt: skip


PARTS = (
    *"《 》 自 2022年3月1日 起施行 责任单位： 市科技局 、 ， 。 （ ） 甲府〔2022〕1号 河源市 人民政府 关于".split(),
    *"有效期 5年 同时废止 第一条 根据 牵头 配合 发文字号： 2015730 一、 本办法 通过 修正 印发 到2025年".split(),
    *("规划", "“十四五”", "我市", "各区政府：", "|", "#", "负责）", "【", "】", "\n", " ", "\u2003", "\r"),
)
dense_texts = st.lists(st.sampled_from(PARTS), max_size=60).map("".join)


@given(st.one_of(texts, dense_texts))
def test_any_text_gives_facts_that_are_slices_of_it(text: str):
    tree = describe(read(text))
    ids = {clause.id for clause in tree.clauses} | {""}
    for fact in tree.facts:
        assert 0 <= fact.start < fact.end <= len(text)
        assert fact.value == fact.value.strip() != ""
        assert fact.clause in ids
    assert describe(read(text)) == tree
