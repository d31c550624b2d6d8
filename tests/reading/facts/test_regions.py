import pytest

from assistant.reading.facts.regions import read_region
from assistant.reading.gazetteer import divisions
from assistant.reading.metadata import describe
from assistant.records import Region
from tests.reading.made import read


def region(text: str, **given: object) -> tuple[str, ...]:
    return describe(read(text, **given)).document.metadata.region.names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("河源市规划\n一、目标", ("广东省", "河源市")),
        ("广东省河源市源城区规划\n一、目标", ("广东省", "河源市", "源城区")),
        ("关于印发河源市规划的通知\n一、目标", ("广东省", "河源市")),
        ("曹县规划\n一、目标", ("山东省", "菏泽市", "曹县")),
        ("新县城规划\n一、目标", ()),
        ("汕头经济特区条例\n一、目标\n汕头市适用。", ("广东省", "汕头市")),
        ("大同杯竞赛办法\n一、目标", ()),
        ("民和县落实青海省规划的意见\n一、目标", ("青海省", "海东市", "民和回族土族自治县")),
        (
            "关于落实青海省规划的意见\n一、目标\n民和县人民政府\n2022年1月5日",
            ("青海省", "海东市", "民和回族土族自治县"),
        ),
        ("国务院关于河源市规划的批复\n一、目标", ()),
        ("中华人民共和国某某法\n一、目标\n河源市、河源市、河源市，我市", ()),
        ("某某办法\n国办发〔2022〕1号\n一、目标\n我市河源市、河源市、河源市", ()),
        ("商务部关于某某的公告\n一、目标\n我市河源市、河源市、河源市", ()),
        ("关于某某的意见\n一、目标\n国家税务总局河源市税务局\n2022年1月5日", ("广东省", "河源市")),
        (
            "关于某某的意见\n县委组织部\n一、目标\n我县曹县、民和县、民和县、民和县，青海省、青海省、青海省、青海省",
            ("青海省", "海东市", "民和回族土族自治县"),
        ),
        ("关于某某的意见\n一、目标\n河源市、河源市、河源市", ()),
        ("关于某某的意见\n一、目标\n我市河源市、河源市", ()),
        ("关于某某的意见\n一、目标\n我市老城区、老城区、老城区", ()),
        ("鼓楼区办法\n苏鼓发〔2022〕1号\n一、目标", ("江苏省", "鼓楼区")),
        ("鼓楼区办法\n一、目标\n依托南京市优势。", ("江苏省", "南京市", "鼓楼区")),
        ("鼓楼区办法\n一、目标", ("鼓楼区",)),
    ],
)
def test_the_place_of_a_document(text: str, expected: tuple[str, ...]):
    assert region(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云山市规划\n一、目标\n提高我市水平。", ("云山市",)),
        ("云山市规划\n一、目标\n由云山市财政局负责。", ("云山市",)),
        ("临溪省云山市青石县规划\n一、目标\n提高我县水平。", ("临溪省", "云山市", "青石县")),
        ("关于某某的意见\n一、目标\n我县。\n青石县人民政府\n2022年1月5日", ("青石县",)),
        ("云山市规划\n一、目标\n提高水平。", ()),
        ("中小城市规划\n一、目标\n提高我市水平。", ()),
        ("农贸市场规划\n一、目标\n提高我市水平。", ()),
        ("贫困县退出办法\n一、目标\n提高我县水平。", ()),
        ("高新区规划\n一、目标\n提高我区水平。", ()),
        ("各县规划\n一、目标\n提高我县水平。", ()),
    ],
)
def test_places_that_the_gazetteer_does_not_know(text: str, expected: tuple[str, ...]):
    assert region(text) == expected


def test_what_a_curator_gives_helps_to_find_the_place():
    assert region("一、目标", title="河源市规划") == ("广东省", "河源市")
    assert region("一、目标", issuer="河源市人民政府") == ("广东省", "河源市")
    assert region("河源市规划\n一、目标", region=Region("甲省")) == ("甲省",)


def test_the_value_of_a_fact_names_one_region():
    places = {region for regions in divisions().values() for region in regions}
    assert [place for place in places if read_region(" ".join(place.names)) != place] == []
    assert read_region("") == Region()
