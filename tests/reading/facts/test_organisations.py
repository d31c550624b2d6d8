import pytest

from assistant.reading.facts.organisations import is_unit, split_bodies, units


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("河源市人民政府办公室", ["河源市人民政府办公室"]),
        ("中共玉溪市委办公室  玉溪市人民政府办公室", ["中共玉溪市委办公室", "玉溪市人民政府办公室"]),
        ("河 源 市 人 民 政 府", ["河源市人民政府"]),
        ("河源市　财政局", ["河源市财政局"]),
        ("河源市财政局、河源市司法局", ["河源市财政局", "河源市司法局"]),
        ("河源市财政局（盖章）", ["河源市财政局"]),
        ("财政部 税务总局", ["财政部", "税务总局"]),
        ("国务院", ["国务院"]),
        ("市财政局", []),
        ("各区财政局", []),
        ("关于印发办公室", []),
        ("今天天气很好", []),
        ("", []),
    ],
)
def test_lines_of_issuing_bodies(text: str, expected: list[str]):
    assert list(split_bodies(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "各县（市、区）人民政府，市政府各委、办、局，各直属机构",
            ["各县（市、区）人民政府", "市政府各委、办、局", "各直属机构"],
        ),
        ("各省、自治区、直辖市人民政府", ["各省、自治区、直辖市人民政府"]),
        ("直辖市及计划单列市科技厅（委、局）、财政厅（局）", ["直辖市及计划单列市科技厅（委、局）", "财政厅（局）"]),
        ("各乡镇党委、政府，县直各单位", ["各乡镇党委、政府", "县直各单位"]),
        (
            "市科技局、海关、税务，市教育局；县农业农村和科技局",
            ["市科技局", "海关", "税务", "市教育局", "县农业农村和科技局"],
        ),
        ("市教育局和市财政局", ["市教育局", "市财政局"]),
        ("市公安局 市司法局", ["市公安局", "市司法局"]),
        ("市发展改革委（市粮食局）、以及有关部门", ["市发展改革委（市粮食局）", "有关部门"]),
        ("", []),
    ],
)
def test_lists_of_units(text: str, expected: list[str]):
    assert [text[start:end] for start, end in units(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市财政局", True),
        ("各乡镇", True),
        ("市委网信办", True),
        ("县农业农村局（畜牧中心）", True),
        ("一个部门", False),
        ("其主管部门", False),
        ("申请人", False),
        ("按时完成", False),
    ],
)
def test_units(text: str, expected: bool):
    assert is_unit(text) == expected
