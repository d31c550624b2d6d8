"""What an answer was made with is told by names and hashes, never by keys."""

import hashlib

import pytest

from assistant.answering import origin
from assistant.answering.origin import (
    ModelIdentity,
    encoder_identity,
    language_model_identity,
    origin_of,
    prompt_hashes,
)
from assistant.answering.prompts import FOLDER
from assistant.errors import SettingsError
from assistant.models import load_manifest
from assistant.settings import Settings


def test_models_of_the_manifest_have_its_hashes():
    manifest = load_manifest()
    qwen, e5 = manifest.find("qwen2.5-coder-1.5b-instruct"), manifest.find("multilingual-e5-small")
    assert language_model_identity(Settings()) == ModelIdentity(qwen.name, qwen.sha256)
    assert encoder_identity(Settings()) == ModelIdentity(e5.name, e5.fingerprint)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://api.example.com/v1", "api.example.com"),
        ("http://user:secret@10.0.0.7:8000/v1?key=secret", "10.0.0.7:8000"),
        ("http://[::1]:9000/v1", "::1:9000"),
        ("nonsense", ""),
    ],
)
def test_an_api_model_is_told_by_host_and_name_and_its_key_by_nothing(address, host):
    settings = Settings(api_base_url=address, api_model="qwen-max", api_key="sk-secret")
    identity = language_model_identity(settings)
    assert identity == ModelIdentity("qwen-max", "", host)
    assert "secret" not in repr(origin_of(settings, "f", with_model=True))


def test_a_model_of_ones_own_is_told_by_its_name_and_a_folder_by_its_files(tmp_path):
    folder = tmp_path / "my-encoder"
    folder.mkdir()
    (folder / "config.json").write_text("{}", "utf-8")
    (tmp_path / "mine.gguf").write_bytes(b"GGUF")
    identity = encoder_identity(Settings(encoder=str(folder)))
    assert identity.name == "my-encoder"
    assert len(identity.sha256) == 64
    assert language_model_identity(Settings(generator=str(tmp_path / "mine.gguf"))) == ModelIdentity("mine.gguf")
    assert encoder_identity(Settings(encoder="somebody/their-model")) == ModelIdentity("somebody/their-model")


def test_the_prompts_of_answers_are_told_by_the_hash_of_their_files_and_those_of_measurements_are_not():
    assert (FOLDER / "plain.user.txt").exists()
    assert prompt_hashes() == tuple(
        (name, hashlib.sha256((FOLDER / name).read_bytes()).hexdigest())
        for name in ("answer.system.txt", "answer.user.txt")
    )


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(origin, "FOLDER", tmp_path)
    prompt_hashes.cache_clear()
    yield tmp_path
    prompt_hashes.cache_clear()


def test_a_missing_prompt_is_a_stated_error(folder):
    (folder / "answer.system.txt").write_text("作答", "utf-8")
    with pytest.raises(SettingsError, match="提示词"):
        prompt_hashes()


def test_without_a_model_neither_it_nor_prompts_are_told():
    settings = Settings(clause_characters=400)
    made = origin_of(settings, "f", with_model=False)
    assert (made.index, made.clause_characters, made.language_model, made.prompts) == ("f", 400, None, {})
    assert origin_of(settings, "f", with_model=True).prompts == dict(prompt_hashes())
