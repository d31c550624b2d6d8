import pytest

from assistant.answering.verification.places import places_named


@pytest.mark.parametrize(
    ("sentence", "source", "strange"),
    [
        ("玉溪市给予奖励", "河源市规划", ["玉溪市"]),
        ("玉溪市给予奖励", "玉溪规划", []),
        ("甲县:给予奖励", "乙县规划", ["甲县"]),
        ("云川市给予奖励", "云川市规划", []),
        ("全市、各县、每个县和本区给予奖励", "", []),
        ("在城市、社区、开发区给予奖励", "", []),
        ("上市企业和市场主体", "", []),
    ],
)
def test_places_that_the_source_does_not_name(sentence, source, strange):
    assert places_named(sentence, source)[0] == strange


def test_the_spans_of_known_places_are_told():
    assert places_named("到2025年,延边州达到5亿元", "延边朝鲜族自治州") == ([], ((7, 10),))
