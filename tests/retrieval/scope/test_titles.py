"""Titles and numbers that a question names."""

import pytest

from assistant.records import Region
from assistant.retrieval.scope.titles import NamedTitle, Titles, plain_key
from tests.retrieval.scope.scope_corpus import make_tree, make_trees

PLACES = ("云岭省", "栖梧市", "琅珂市", "松禾县", "临江省", "澜沂市", "琅珂")


def _place_length(title: str) -> int:
    return max((len(place) for place in PLACES if title.startswith(place)), default=0)


TITLES = Titles.of(
    [
        *make_trees(("yunling", "qiwu", "langke", "songhe", "lanyi_2016", "lanyi_2021", "law", "outline")),
        make_tree("patents", "中华人民共和国专利法", Region(), "第一条　保护专利。"),
        make_tree("heat", "琅珂市人民政府办公室关于调整供热价格的通知", Region(), "一、价格\n每平方米五元。"),
        make_tree(
            "decree", "栖梧市户外广告办法", Region(), "第一条　管理广告。", document_number="栖梧市人民政府令第32号"
        ),
    ],
    _place_length,
)


def _found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(title.words, title.documents) for title in TITLES.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《琅珂市养犬管理条例》", [("琅珂市养犬管理条例", ("langke",))]),
        ("《 琅珂市养犬管理条例 》", [("琅珂市养犬管理条例", ("langke",))]),
        ("按琅珂市养犬管理条例要罚吗", [("琅珂市养犬管理条例", ("langke",))]),
        ("养犬管理条例", [("养犬管理条例", ("langke",))]),
        ("养犬条例", []),
        ("专利法第二条", [("专利法", ("patents",))]),
        ("《专利法》", [("专利法", ("patents",))]),
        ("专利法实施细则", [("专利法实施细则", ("law",))]),
        ("中华人民共和国专利法实施细则", [("中华人民共和国专利法实施细则", ("law",))]),
        ("《松禾县人民政府关于印发〈松禾县茶叶产业扶持办法(试行)〉的通知》",
         [("松禾县人民政府关于印发〈松禾县茶叶产业扶持办法(试行)〉的通知", ("songhe",))]),
        ("《关于印发《松禾县茶叶产业扶持办法》的通知》", [("关于印发《松禾县茶叶产业扶持办法》的通知", ("songhe",))]),
        ("《茶叶产业扶持办法》", [("茶叶产业扶持办法", ("songhe",))]),
        ("关于调整供热价格的通知", [("关于调整供热价格的通知", ("heat",))]),
        ("调整供热价格的通知", [("调整供热价格的通知", ("heat",))]),
        ("知识产权保护与运用“十四五”规划", [("知识产权保护与运用“十四五”规划", ("qiwu",))]),
        ("知识产权强国建设纲要（2021—2035年）", [("知识产权强国建设纲要（2021—2035年）", ("outline",))]),
        ("澜沂市人才引进办法", [("澜沂市人才引进办法", ("lanyi_2016", "lanyi_2021"))]),
        ("澜沂市人才引进办法（2016年修订）", [("澜沂市人才引进办法（2016年修订）", ("lanyi_2016",))]),
        ("《滨海停车办法》", [("滨海停车办法", ())]),
        ("滨海停车办法", []),
        ("《》", []),
        ("《养犬管理条例", [("养犬管理条例", ("langke",))]),
        ("栖政发〔2022〕11号", [("栖政发〔2022〕11号", ("qiwu",))]),
        ("栖政发[2022]11号", [("栖政发[2022]11号", ("qiwu",))]),
        ("栖政发（２０２２）１１号", [("栖政发（２０２２）１１号", ("qiwu",))]),
        ("栖政发2022 11号", [("栖政发2022 11号", ("qiwu",))]),
        ("请问栖政发〔2022〕 11 号", [("栖政发〔2022〕 11 号", ("qiwu",))]),
        ("〔2022〕11号", [("〔2022〕11号", ("qiwu",))]),
        ("栖政办〔2022〕11号", [("栖政办〔2022〕11号", ())]),
        ("根据栖政发〔2022〕12号", [("栖政发〔2022〕12号", ())]),
        ("栖梧市人民政府令第32号", [("栖梧市人民政府令第32号", ("decree",))]),
        ("栖梧市人民政府令第三十二号", [("栖梧市人民政府令第三十二号", ("decree",))]),
        ("2022年11号楼", []),
        ("《养犬管理条例》和栖政发〔2022〕11号", [("养犬管理条例", ("langke",)), ("栖政发〔2022〕11号", ("qiwu",))]),
    ],
)  # fmt: skip
def test_titles_and_numbers(text: str, expected: list[tuple[str, tuple[str, ...]]]):
    assert _found(text) == expected


def test_a_title_says_where_it_stands_and_what_was_left_out():
    assert TITLES.find("按《临江省养犬管理条例》") == (
        NamedTitle("临江省养犬管理条例", 1, 12, ("langke",), "临江省", True, False, 3),
    )


@pytest.mark.parametrize(
    ("text", "is_cited"),
    [
        ("怎么落实《养犬管理条例》", True),
        ("贯彻好《养犬管理条例》", True),
        ("根据养犬管理条例", True),
        ("《养犬管理条例》怎么落实", False),
    ],
)
def test_a_title_that_is_put_into_practice_is_cited(text: str, is_cited: bool):
    assert [title.is_cited for title in TITLES.find(text)] == [is_cited]


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        ("澜沂市人才引进办法", ("lanyi_2016", "lanyi_2021")),
        ("栖政发〔2022〕11号", ("qiwu",)),
        ("滨海停车办法", ()),
        ("江苏省养犬管理条例", ()),
    ],
)
def test_lookup_of_a_whole_title_or_number(words: str, documents: tuple[str, ...]):
    assert TITLES.lookup(words) == documents


def test_a_number_may_be_written_in_several_ways():
    (title,) = TITLES.find("栖政发[2020]3号")
    assert title.spellings == (
        "栖政发[2020]3号", "栖政发〔2020〕3号", "栖政发（2020）3号", "栖政发(2020)3号",
    )  # fmt: skip


def test_keys_have_no_marks():
    assert plain_key("《甲市“十四五”规划》（2021—2025年）的ABC与丙") == "甲市十四五规划abc和丙"
