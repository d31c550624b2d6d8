"""The file of types, acts and traits; a bad one is one clear error."""

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.measures.taxonomy import BUILT_IN, load_taxonomy
from assistant.records import Firmness

SMALL = """
[[types]]
name = "贴息"
english = "interest"
money = true
given = ['贴息', '贴费']
[[types]]
name = "培训"
english = "training"
field = ['培训']
[[firmness]]
name = "明确给予"
strong = ['给予']
[[beneficiaries]]
name = "小微企业"
words = ['小微']
implies = ["企业"]
[none]
past = ['以来']
aims = []
internal = []
promise = []
entitlement = []
achieved = []
formal = []
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "taxonomy.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_file_of_another_field_is_read_in_its_order(tmp_path: Path) -> None:
    taxonomy = load_taxonomy(write(tmp_path, SMALL))
    assert taxonomy.type_names == ("贴息", "培训")
    assert [(one.english, one.is_money) for one in taxonomy.types] == [("interest", True), ("training", False)]
    assert taxonomy.types[0].given.findall("贴息和贴费") == ["贴息", "贴费"]
    assert [(one.firmness, bool(one.strong.search("给予"))) for one in taxonomy.acts] == [(Firmness.GIVEN, True)]
    assert [(one.name, one.implies) for one in taxonomy.beneficiaries] == [("小微企业", ("企业",))]
    assert (taxonomy.traits, taxonomy.indicators.same) == ((), ())


def test_words_that_are_left_out_match_nothing(tmp_path: Path) -> None:
    taxonomy = load_taxonomy(write(tmp_path, SMALL))
    patterns = (taxonomy.types[0].field, taxonomy.types[1].given, taxonomy.acts[0].weak, taxonomy.aims)
    assert not any(pattern.search(text) for pattern in patterns for text in ("", "贴息", "给予培训"))


def test_the_built_in_file_names_every_firmness_and_no_type_twice() -> None:
    taxonomy = load_taxonomy()
    assert load_taxonomy(BUILT_IN) == taxonomy
    assert {one.firmness for one in taxonomy.acts} == set(Firmness)
    assert len(set(taxonomy.type_names)) == len(taxonomy.type_names) > 10
    names = {one.name for one in taxonomy.beneficiaries}
    assert {name for one in taxonomy.beneficiaries for name in one.implies} <= names


@pytest.mark.parametrize(
    "text",
    [
        "types = [",
        "",
        SMALL.replace('name = "贴息"', ""),
        SMALL.replace("明确给予", "大概给予"),
        SMALL.replace("'贴费'", "'贴费('"),
        f'types = "贴息"\n{SMALL[SMALL.index("[[firmness]]") :]}',
    ],
    ids=["syntax", "empty", "no name", "unknown firmness", "bad pattern", "no list"],
)  # fmt: skip
def test_a_bad_file_is_one_clear_error(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(SettingsError) as told:
        load_taxonomy(path)
    assert str(told.value).startswith(f"措施分类文件 {path} 无法使用：")
    assert "\n" not in str(told.value)


def test_a_file_that_cannot_be_read_is_one_too(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes("名".encode("gb18030"))
    for path in (tmp_path / "none.toml", tmp_path, tmp_path / "latin.toml"):
        with pytest.raises(SettingsError, match="无法使用"):
            load_taxonomy(path)
