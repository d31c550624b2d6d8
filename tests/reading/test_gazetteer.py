import pytest

from assistant.reading.gazetteer import (
    aliases,
    bare_names,
    completed,
    divisions,
    full_names,
    leading_region,
    mentions,
    most_named,
    province_names,
    resolve,
    short_name,
)
from assistant.records import Region

HEYUAN = Region("广东省", "河源市")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("河源市", "河源"),
        ("广东省", "广东"),
        ("静海区", "静海"),
        ("民和回族土族自治县", "民和"),
        ("内蒙古自治区", "内蒙古"),
        ("广西壮族自治区", "广西"),
        ("新疆维吾尔自治区", "新疆"),
        ("延边朝鲜族自治州", "延边"),
        ("香港特别行政区", "香港"),
        ("大兴安岭地区", "大兴安岭"),
        ("神农架林区", "神农架"),
        ("阿拉善盟", "阿拉善"),
        ("沙县", "沙县"),
        ("河源", "河源"),
    ],
)
def test_short_names(name: str, expected: str):
    assert short_name(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("民和回族土族自治县", ("民和回族土族自治县", "民和县", "民和")),
        ("延边朝鲜族自治州", ("延边朝鲜族自治州", "延边州", "延边")),
        ("广西壮族自治区", ("广西壮族自治区", "广西")),
        ("河源市", ("河源市", "河源")),
        ("沙县", ("沙县",)),
    ],
)
def test_aliases_are_longest_first(name: str, expected: tuple[str, ...]):
    assert aliases(name) == expected


def test_full_names_hold_plain_suffixes_and_no_bare_names():
    assert {"河源市", "民和县", "静海区", "广东省"} <= full_names()
    assert not {"河源", "大同", "沙县"} & full_names()


def test_bare_names_are_those_of_provinces_and_cities():
    assert {"河源", "广东", "大同", "天津", "东莞", "嘉峪关"} <= bare_names()
    assert not {"静海", "民和", "河源市"} & bare_names()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("河源市知识产权规划", HEYUAN),
        ("广东省河源市知识产权规划", HEYUAN),
        ("天津市静海区知识产权规划", Region("天津市", "", "静海区")),
        ("民和县实施意见", Region("青海省", "海东市", "民和回族土族自治县")),
        ("北京市朝阳区规划", Region("北京市", "", "朝阳区")),
        ("长春市朝阳区规划", Region("吉林省", "长春市", "朝阳区")),
        ("吉林省规划", Region("吉林省")),
        ("东莞市规划", Region("广东省", "东莞市")),
        ("河源的规划", Region()),
        ("云山市规划", Region()),
        ("", Region()),
    ],
)
def test_the_narrowest_full_name_wins(text: str, expected: Region):
    regions = [resolve(mention.name, text) for mention in mentions(text)]
    found = max(regions, key=lambda r: (bool(r.county), bool(r.city), len(r.names)), default=Region())
    assert (found.province, found.names[-1:]) == (expected.province, expected.names[-1:])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("河源市甲。河源市乙。河源市丙。广东省丁。", HEYUAN),
        ("河源市甲。河源市乙。", Region()),
        ("广东省甲。广东省乙。广东省丙。河源市丁。", Region("广东省")),
        ("没有地名", Region()),
        ("老城区改造。老城区、老城区、河源市。", Region()),
        ("合作市场。合作市场。合作市场。", Region()),
    ],
    ids=["three times", "twice", "wider more often", "none", "plain words", "parts of words"],
)
def test_the_place_named_most_often(text: str, expected: Region):
    name = most_named(mention.name for mention in mentions(text))
    assert (resolve(name, text) if name else Region()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("广东省河源市规划", ["广东省", "河源市"]),
        ("民和回族土族自治县和民和县", ["民和回族土族自治县", "民和县"]),
        ("河源市", ["河源市"]),
        ("源市", []),
        ("河源市市场监管局", ["河源市"]),
        ("和平区域与合作市场", []),
        ("在青岛市市北区市场", ["青岛市", "市北区"]),
    ],
)
def test_full_names_in_a_text(text: str, expected: list[str]):
    assert [mention.name for mention in mentions(text)] == expected
    assert all(text[mention.start : mention.end] == mention.name for mention in mentions(text))


def test_one_pass_finds_what_a_search_for_every_name_finds():
    """Every full name in a text of all names, each apart from the next."""
    text = "。".join(sorted(full_names()))
    assert [mention.name for mention in mentions(text)] == sorted(full_names())


@pytest.mark.parametrize(
    ("text", "expected", "length"),
    [
        ("河源市人民政府", HEYUAN, 3),
        ("广东省河源市源城区人民政府", Region("广东省", "河源市", "源城区"), 9),
        ("曹县人民政府", Region("山东省", "菏泽市", "曹县"), 2),
        ("阳泉市郊区规划", Region("山西省", "阳泉市", "郊区"), 5),
        ("郊区规划", Region(), 0),
        ("新县城规划", Region(), 0),
        ("河源规划", Region(), 0),
        ("关于河源市", Region(), 0),
        ("河源市广东省规划", HEYUAN, 3),
        ("鼓楼区规划", Region("", "", "鼓楼区"), 3),
        ("", Region(), 0),
    ],
)
def test_the_place_that_opens_a_name(text: str, expected: Region, length: int):
    assert leading_region(text) == (expected, length)


@pytest.mark.parametrize(
    ("name", "context", "expected"),
    [
        ("河源市", "", HEYUAN),
        ("鼓楼区", "", Region("", "", "鼓楼区")),
        ("鼓楼区", "福建的规划", Region("福建省", "福州市", "鼓楼区")),
        ("鼓楼区", "江苏省的规划", Region("江苏省", "", "鼓楼区")),
        ("云山市", "", Region()),
    ],
)
def test_namesakes(name: str, context: str, expected: Region):
    assert resolve(name, context) == expected


def test_every_division_is_found_by_its_name_and_those_above_it():
    for regions in divisions().values():
        for region in regions:
            assert resolve(region.name, " ".join(region.names)) == region


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        (Region("", "河源市"), HEYUAN),
        (Region("广东省", "河源市"), HEYUAN),
        (Region("广东", "河源"), HEYUAN),
        (Region("", "", "静海区"), Region("天津市", "", "静海区")),
        (Region("江苏省", "", "鼓楼区"), Region("江苏省", "", "鼓楼区")),
        (Region("福建省", "", "鼓楼区"), Region("福建省", "福州市", "鼓楼区")),
        (Region("湖南省", "河源市"), Region("湖南省", "河源市")),
        (Region("云岭省", "栖梧市"), Region("云岭省", "栖梧市")),
        (Region(), Region()),
    ],
)
def test_a_region_is_completed_with_the_levels_above_it(region: Region, expected: Region):
    assert completed(region) == expected


def test_names_of_provinces():
    assert len(province_names()) == 34
    assert {"广东", "北京", "内蒙古", "香港"} <= province_names()
    assert "深圳" not in province_names()
