"""Charts are plain data of figures."""

import json

from assistant.measures.charts import comparable, compare, to_figure
from tests.measures.made import make_indicator

JIA = make_indicator(place="甲县", unit="万件", target=3.2, base=1.5)
YI = make_indicator(place="乙县", unit="件", target=15_000.0)


def test_a_chart_has_the_base_and_the_target_of_each_place_made_alike() -> None:
    chart = compare([JIA, YI, make_indicator("商标", place="丙县")], "专利授权量")
    assert chart["layout"]["title"] == {"text": "专利授权量（件）"}
    assert [(bars["name"], bars["x"], bars["y"], bars["text"]) for bars in chart["data"]] == [
        ("基期", ["甲县 2025", "乙县 2025"], [15_000.0, None], ["1.5", ""]),
        ("目标", ["甲县 2025", "乙县 2025"], [32_000.0, 15_000.0], ["3.2万件", "15000件"]),
    ]
    assert {bars["type"] for bars in chart["data"]} == {"bar"}
    assert json.loads(json.dumps(chart)) == chart


def test_values_of_one_unit_stay_as_they_are() -> None:
    other = make_indicator(document="yi", unit="万件", target=5.0, year="")
    chart = compare([JIA, other], "专利授权量")
    assert chart["layout"]["title"] == {"text": "专利授权量（万件）"}
    assert [(bars["x"], bars["y"]) for bars in chart["data"][1:]] == [(["甲县 2025", "yi"], [3.2, 5.0])]


def test_without_any_base_there_are_only_targets_and_without_a_unit_no_brackets() -> None:
    chart = compare([make_indicator(place="甲县", unit="")], "专利授权量")
    assert [bars["name"] for bars in chart["data"]] == ["目标"]
    assert chart["layout"]["title"] == {"text": "专利授权量"}


def test_what_has_no_target_is_left_out() -> None:
    (targets,) = compare([YI, make_indicator(place="丙县", target=None)], "专利授权量")["data"]
    assert targets["x"] == ["乙县 2025"]


def test_a_target_that_is_told_twice_is_one_bar_with_its_base() -> None:
    text = make_indicator(place="甲县", unit="件", target=32_000.0)
    for told in ([text, JIA], [JIA, text]):
        base, target = compare(told, "专利授权量")["data"]
        assert (base["x"], base["y"], target["y"]) == (["甲县 2025"], [1.5], [3.2])


def test_years_of_one_place_have_bars_of_their_own() -> None:
    (targets,) = compare([make_indicator(place="甲县"), make_indicator(place="甲县", year="2030")], "专利授权量")[
        "data"
    ]
    assert targets["x"] == ["甲县 2025", "甲县 2030"]


def test_a_figure_is_made_of_the_data_of_a_chart() -> None:
    chart = compare([JIA, YI], "专利授权量")
    assert json.loads(to_figure(chart).to_json()) == chart


def test_what_several_places_aim_at_can_be_compared_that_of_the_most_places_first() -> None:
    several = [make_indicator(name, place=place) for name in ("丑", "子") for place in ("甲县", "乙县")]
    most = [make_indicator("寅", document=document) for document in ("a", "b", "c")]
    alone = [make_indicator("卯", place="甲县"), make_indicator("卯", place="甲县")]
    unaimed = [make_indicator("辰", place="甲县"), make_indicator("辰", place="乙县", target=None)]
    assert comparable([*several, *most, *alone, *unaimed]) == ("寅", "丑", "子")
