import os
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import ROOT, Settings, load_settings


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    for name in list(os.environ):
        if name.upper().startswith("ASSISTANT_"):
            monkeypatch.delenv(name)


@pytest.fixture
def toml(tmp_path, monkeypatch):
    """Write a settings file and point to it."""

    def write(text: str | bytes) -> Path:
        path = tmp_path / "settings.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        monkeypatch.setenv("ASSISTANT_SETTINGS", str(path))
        return path

    return write


def refused() -> str:
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_without_anything_set_the_checkout_is_used():
    settings = load_settings()
    assert (settings.corpus, settings.index) == (ROOT / "corpus", ROOT / "index")
    assert (settings.answerer, settings.api_base_url, settings.host) == ("llm", "", "127.0.0.1")
    assert ROOT not in settings.models.parents


def test_folders_come_from_the_environment(monkeypatch, tmp_path):
    for name in ("CORPUS", "INDEX", "MODELS"):
        monkeypatch.setenv(f"ASSISTANT_{name}", str(tmp_path / name))
    settings = load_settings()
    assert (settings.corpus, settings.index, settings.models) == tuple(
        tmp_path / name for name in ("CORPUS", "INDEX", "MODELS")
    )


def test_values_get_their_types(monkeypatch):
    values = {"PORT": "8000", "API_GRAMMAR": "true", "LEAST_NEARNESS": "0.5", "ANSWERER": "extract"}
    for name, value in values.items():
        monkeypatch.setenv(f"ASSISTANT_{name}", value)
    settings = load_settings()
    assert (settings.port, settings.api_grammar, settings.least_nearness, settings.answerer) == (
        8000, True, 0.5, "extract",
    )  # fmt: skip


def test_a_toml_file_is_read(toml):
    toml('port = 9000\ncorpus = "/srv/文件"\n')
    settings = load_settings()
    assert (settings.port, settings.corpus) == (9000, Path("/srv/文件"))


def test_arguments_go_before_the_environment_and_that_before_the_file(toml, monkeypatch):
    toml('port = 9000\nthreads = 3\nanswerer = "extract"\n')
    monkeypatch.setenv("ASSISTANT_PORT", "8000")
    monkeypatch.setenv("ASSISTANT_THREADS", "2")
    settings = Settings(threads=1)
    assert (settings.threads, settings.port, settings.answerer) == (1, 8000, "extract")


def test_an_unknown_variable_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("ASSISTANT_CORPSE", "x")
    message = refused()
    assert "ASSISTANT_CORPSE" in message
    assert "Unknown setting" in message


def test_an_unknown_key_in_the_file_is_refused_by_name(toml):
    toml("prot = 9000\n")
    assert "prot" in refused()


def test_variables_of_others_are_left_alone(monkeypatch):
    monkeypatch.setenv("MY_ASSISTANT_PORT", "1")
    monkeypatch.setenv("PORT", "1")
    assert load_settings().port == 7860


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"),
        ("PORT", "65536"),
        ("ANSWERER", "gpt"),
        ("ENCODER_PRECISION", "int8"),
        ("LEAST_NEARNESS", "3.5"),
        ("API_TIMEOUT_SECONDS", "0"),
        ("CLAUSE_CHARACTERS", "100"),
        ("CONTEXT_TOKENS", "-1"),
        ("API_GRAMMAR", "perhaps"),
    ],
)
def test_a_bad_value_is_one_line_with_the_name(monkeypatch, name, value):
    monkeypatch.setenv(f"ASSISTANT_{name}", value)
    assert f"设置 {name.lower()} 无效" in refused()


def test_a_missing_settings_file_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("ASSISTANT_SETTINGS", str(tmp_path / "none.toml"))
    assert "none.toml" in refused()


@pytest.mark.parametrize("content", ["port = = 1", b"\xff\xfe", "port"], ids=["syntax", "encoding", "no value"])
def test_a_settings_file_that_is_no_toml_is_refused(toml, content):
    toml(content)
    assert "设置文件无法解析" in refused()


def test_settings_cannot_be_changed_and_keep_the_key_to_themselves(monkeypatch):
    monkeypatch.setenv("ASSISTANT_API_KEY", "very-secret")
    settings = load_settings()
    assert settings.api_key.get_secret_value() == "very-secret"
    assert "very-secret" not in repr(settings)
    with pytest.raises(ValueError, match="frozen"):
        settings.port = 1


def test_every_setting_says_what_it_means():
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
