"""Which places a question names, over invented places and over those of the corpus."""

import pytest

from assistant.reading.catalogue import load_catalogue
from assistant.records import Region
from assistant.retrieval.places import NamedPlaces, Places, find_places
from tests.golden.render import CORPUS
from tests.retrieval.made import PLACES

CORPUS_PLACES = Places.of((name, entry.region) for name, entry in load_catalogue(CORPUS / "catalogue.csv").items())


def _found(named: NamedPlaces) -> tuple[list[str], list[str], tuple[str, ...]]:
    documents = sorted({document for _, held in named.known for document in held})
    return [alias for alias, _ in named.known], documents, named.unknown


@pytest.mark.parametrize(
    ("question", "aliases", "documents"),
    [
        ("栖梧市的专利目标", ["栖梧市"], ["qiwu"]),
        ("栖梧的专利目标", ["栖梧"], ["qiwu"]),
        ("比较琅珂和栖梧的目标", ["琅珂", "栖梧"], ["langke", "qiwu"]),
        ("松禾县的品牌", ["松禾县"], ["songhe"]),
        ("琅珂市松禾县的品牌", ["琅珂市", "松禾县"], ["langke", "songhe"]),
        ("云岭省有哪些政策", ["云岭省"], ["langke", "qiwu", "songhe"]),
        ("云岭省栖梧市的目标", ["栖梧市"], ["qiwu"]),
        ("临江省的条例", ["临江省"], ["linjiang"]),
        ("没有地名的问题", [], []),
    ],
    ids=["full", "bare", "two in order", "county", "city and county", "wide", "wide and narrow", "province", "none"],
)
def test_places_of_the_corpus(question: str, aliases: list[str], documents: list[str]):
    assert _found(find_places(question, PLACES)) == (aliases, documents, ())


def test_a_place_with_a_document_of_its_own_does_not_stand_for_those_inside_it():
    places = Places.of([("city", Region("云岭省", "琅珂市")), ("county", Region("云岭省", "琅珂市", "松禾县"))])
    assert dict(places.documents)["琅珂"] == {"city"}
    assert dict(places.documents)["云岭"] == {"city", "county"}


def test_aliases_are_longest_first():
    lengths = [len(alias) for alias, _ in CORPUS_PLACES.documents]
    assert lengths == sorted(lengths, reverse=True)
    assert [alias for alias, held in CORPUS_PLACES.documents if held == {"minhe"}] == [
        "民和回族土族自治县",
        "民和县",
        "海东市",
        "青海省",
        "民和",
        "海东",
        "青海",
    ]


@pytest.mark.parametrize(
    ("question", "alias"),
    [
        ("河原的目标", "河源"),
        ("何远市2025年", "河源市"),
        ("玉西的呢", "玉溪"),
        ("忻洲有哪些", "忻州"),
        ("民河县", "民和县"),
    ],
)
def test_a_homophone_of_a_place_is_that_place(question: str, alias: str):
    assert [name for name, _ in find_places(question, CORPUS_PLACES).known] == [alias]


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("北京市的政策", ("北京市",)),
        ("深圳有哪些补贴", ("深圳",)),
        ("东莞有哪些补贴", ("东莞",)),
        ("东源县的目标", ("东源县",)),
        ("香港的政策", ("香港",)),
        ("珠海和汕头的政策", ("珠海", "汕头")),
        ("陕西省的政策", ("陕西省",)),
        ("陕西的政策", ("陕西",)),
    ],
    ids=["city", "bare", "city without counties", "county", "region", "two", "sounds like 山西省", "sounds like 山西"],
)
def test_places_outside_the_corpus(question: str, unknown: tuple[str, ...]):
    assert _found(find_places(question, CORPUS_PLACES)) == ([], [], unknown)


@pytest.mark.parametrize(
    ("question", "aliases", "unknown"),
    [
        ("河源和北京的目标", ["河源"], ("北京",)),
        ("河源市东源县的目标", ["河源市"], ("东源县",)),
        ("河原市和北京的目标", ["河源市"], ("北京",)),
        ("陕西和山西的目标", ["山西"], ("陕西",)),
    ],
)
def test_places_inside_and_outside_together(question: str, aliases: list[str], unknown: tuple[str, ...]):
    named = find_places(question, CORPUS_PLACES)
    assert ([alias for alias, _ in named.known], named.unknown) == (aliases, unknown)


@pytest.mark.parametrize(
    "question",
    [
        "农民和企业能得到什么补贴",
        "市民和企业如何维权",
        "公民和法人",
        "农民合作社的补贴",
        "中山西路的企业",
        "大同小异的政策",
        "强大同步",
    ],
)
def test_a_place_is_not_found_across_words(question: str):
    assert find_places(question, CORPUS_PLACES) == NamedPlaces((), ())


@pytest.mark.parametrize(
    ("question", "alias"),
    [
        ("静海区农民和企业", "静海区"),
        ("农民和民和县的企业", "民和县"),
        ("玉溪市民的权益", "玉溪"),
        ("河源市场监管局", "河源"),
    ],
)
def test_a_place_beside_other_words_is_found(question: str, alias: str):
    assert [name for name, _ in find_places(question, CORPUS_PLACES).known] == [alias]
