"""Which places a question names, over invented places and over those of the corpus."""

import pytest

from assistant.reading.catalogue import load_catalogue
from assistant.records import Region
from assistant.retrieval.scope.places import PlaceNames, levels, lies_in
from tests.golden.render import CORPUS
from tests.retrieval.made import REGIONS

NAMES = PlaceNames.of(REGIONS.values())
CORPUS_NAMES = PlaceNames.of(entry.region for entry in load_catalogue(CORPUS / "catalogue.csv").values())


def _names(question: str, names: PlaceNames = NAMES) -> list[str]:
    return [place.name for place in names.find(question).places]


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("栖梧市的专利目标", ["栖梧市"]),
        ("栖梧的专利目标", ["栖梧"]),
        ("比较琅珂和栖梧的目标", ["琅珂", "栖梧"]),
        ("松禾县的品牌", ["松禾县"]),
        ("琅珂市松禾县的品牌", ["松禾县"]),
        ("琅珂市的松禾县有什么品牌", ["松禾县"]),
        ("云岭省琅珂市松禾县的品牌", ["松禾县"]),
        ("琅珂市和松禾县的品牌", ["琅珂市", "松禾县"]),
        ("松禾县、琅珂市的品牌", ["松禾县", "琅珂市"]),
        ("云岭省有哪些政策", ["云岭省"]),
        ("云岭省出多少，栖梧市再出多少", ["云岭省", "栖梧市"]),
        ("临江省的条例", ["临江省"]),
        ("没有地名的问题", []),
        ("", []),
    ],
)
def test_places_of_the_corpus(question: str, places: list[str]):
    assert _names(question) == places


def test_a_place_begins_with_the_wider_names_before_it():
    text = "在云岭省琅珂市松禾县的品牌"
    (place,) = NAMES.find(text).places
    assert (text[place.start : place.end], place.regions) == ("云岭省琅珂市松禾县", (REGIONS["songhe"],))


def test_wider_names_are_kept_apart():
    assert [place.name for place in NAMES.find("云岭省琅珂市松禾县").context] == ["云岭省", "琅珂市"]


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("河原的目标", "河源"),
        ("何远市2025年", "河源市"),
        ("玉西的呢", "玉溪"),
        ("忻洲有哪些", "忻州"),
        ("民河县", "民和县"),
        ("天津静海取", "静海"),
    ],
)
def test_a_homophone_of_a_place_is_that_place(question: str, place: str):
    assert _names(question, CORPUS_NAMES) == [place]


@pytest.mark.parametrize(
    "question",
    ["预习的政策", "与西部合作", "和原则", "农民合作社的补贴", "余下的玉石", "种植玉西瓜", "他玉西的"],
    ids=[
        "a word",
        "none right",
        "of single characters",
        "across words",
        "syllables apart",
        "cut",
        "behind no place word",
    ],
)
def test_what_sounds_like_a_place_by_chance_is_none(question: str):
    assert _names(question, CORPUS_NAMES) == []


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("北京市的政策", ["北京市"]),
        ("深圳有哪些补贴", ["深圳"]),
        ("东莞有哪些补贴", ["东莞"]),
        ("东源县的目标", ["东源县"]),
        ("香港的政策", ["香港"]),
        ("珠海和汕头的政策", ["珠海", "汕头"]),
        ("陕西省的政策", ["陕西省"]),
        ("陕西的政策", ["陕西"]),
        ("陕西和山西的目标", ["陕西", "山西"]),
        ("河原市和北京的目标", ["河源市", "北京"]),
        ("河源市东源县的目标", ["东源县"]),
        ("浙江省人民政府的政策", ["浙江省"]),
        ("上海市浦东新区的政策", ["浦东新区"]),
        ("苏州企业的政策", ["苏州"]),
    ],
)
def test_places_outside_the_corpus(question: str, places: list[str]):
    assert _names(question, CORPUS_NAMES) == places


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
        "支持朝阳产业",
        "合作市场",
        "和平区域",
        "老城区改造",
        "中山大学的学费",
    ],
)
def test_a_place_is_not_found_across_words(question: str):
    assert _names(question, CORPUS_NAMES) == []


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("静海区农民和企业", "静海区"),
        ("农民和民和县的企业", "民和县"),
        ("玉溪市民的权益", "玉溪"),
        ("河源市场监管局", "河源"),
        ("河源市人民政府", "河源市"),
        ("玉溪人才", "玉溪"),
    ],
)
def test_a_place_beside_other_words_is_found(question: str, place: str):
    assert _names(question, CORPUS_NAMES) == [place]


PLAIN = PlaceNames.of([Region("湖北省", "荆州市", "公安县"), Region("青海省", "海东市", "平安区")])


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("公安机关的职责", []),
        ("平安建设怎么做", []),
        ("公安县的职责", ["公安县"]),
        ("平安区的职责", ["平安区"]),
        ("海东平安的职责", ["平安"]),
        ("荆州公安的职责", ["公安"]),
        ("海东公安的职责", ["海东"]),
    ],
)
def test_a_county_named_like_an_everyday_word_needs_its_suffix_or_its_city(question: str, places: list[str]):
    assert _names(question, PLAIN) == places


BEIJING = Region("北京市", "", "朝阳区")
CHANGCHUN = Region("吉林省", "长春市", "朝阳区")
NAMESAKES = PlaceNames.of([BEIJING, CHANGCHUN, Region("湖南省", "长沙市", "长沙县"), Region("吉林省", "吉林市")])


@pytest.mark.parametrize(
    ("question", "regions"),
    [
        ("朝阳区的办法", [[BEIJING, CHANGCHUN]]),
        ("北京朝阳区的办法", [[BEIJING]]),
        ("长春市朝阳区的办法", [[CHANGCHUN]]),
        ("吉林省朝阳区的办法", [[CHANGCHUN]]),
        ("北京朝阳区和长春朝阳区的办法", [[BEIJING], [CHANGCHUN]]),
        ("辽宁省朝阳市的办法", [[Region("辽宁省", "朝阳市")]]),
        ("吉林的办法", [[Region("吉林省")]]),
        ("吉林市的办法", [[Region("吉林省", "吉林市")]]),
        ("长沙的办法", [[Region("湖南省", "长沙市")]]),
        ("长沙县的办法", [[Region("湖南省", "长沙市", "长沙县")]]),
        ("海南的办法", [[Region("海南省")]]),
    ],
)
def test_namesakes(question: str, regions: list[list[Region]]):
    assert [list(place.regions) for place in NAMESAKES.find(question).places] == regions


def test_a_namesake_is_called_by_the_wider_name_before_it():
    assert _names("北京朝阳区和长春市朝阳区的办法", NAMESAKES) == ["北京朝阳区", "长春市朝阳区"]


@pytest.mark.parametrize(
    ("title", "characters"),
    [("云岭省琅珂市松禾县茶叶办法", 9), ("松禾县茶叶办法", 3), ("茶叶办法", 0), ("广东省知识产权保护条例", 3)],
)
def test_the_place_that_opens_a_title(title: str, characters: int):
    assert NAMES.length_at_start(title) == characters


def test_levels_are_widest_first():
    region = REGIONS["songhe"]
    assert levels(region) == (Region("云岭省"), Region("云岭省", "琅珂市"), region)
    assert levels(BEIJING) == (Region("北京市"), BEIJING)
    assert levels(Region()) == ()
    assert lies_in(region, Region("云岭省"))
    assert not lies_in(region, region)
