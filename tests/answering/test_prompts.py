import pytest

from assistant.answering import prompts
from assistant.answering.prompts import FOLDER, load_prompt
from assistant.errors import SettingsError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(prompts, "FOLDER", tmp_path)
    load_prompt.cache_clear()
    yield tmp_path
    load_prompt.cache_clear()


def test_a_prompt_is_its_file_without_the_blank_ends(folder):
    (folder / "greet.txt").write_text("\n你好，$name！\n\n", "utf-8")
    assert load_prompt("greet").template == "你好，$name！"
    assert load_prompt("greet").substitute(name="甲") == "你好，甲！"


def test_a_missing_file_is_a_stated_error(folder):
    with pytest.raises(SettingsError, match=r"none\.txt") as raised:
        load_prompt("none")
    assert "\n" not in str(raised.value)


def test_a_file_in_another_encoding_is_a_stated_error(folder):
    (folder / "old.txt").write_bytes("你好".encode("gb18030"))
    with pytest.raises(SettingsError, match=r"old\.txt"):
        load_prompt("old")


def test_the_prompts_in_use_are_files_and_the_user_prompt_takes_passages_and_question():
    load_prompt.cache_clear()
    assert sorted(path.name for path in FOLDER.glob("answer.*")) == ["answer.system.txt", "answer.user.txt"]
    assert set(load_prompt("answer.user").get_identifiers()) == {"passages", "question"}
    assert load_prompt("answer.system").template
