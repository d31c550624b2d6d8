"""What an answer was made with is told by names and hashes, never by keys."""

import hashlib

import pytest

from assistant.answering.origin import (
    ModelIdentity,
    encoder_identity,
    language_model_identity,
    origin_of,
    prompt_hashes,
)
from assistant.answering.prompts import FOLDER
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


def test_prompts_are_told_by_the_hash_of_their_files():
    hashes = dict(prompt_hashes())
    assert set(hashes) == {path.name for path in FOLDER.glob("*.txt")}
    for name, digest in hashes.items():
        assert digest == hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()


def test_without_a_model_neither_it_nor_prompts_are_told():
    settings = Settings(clause_characters=400)
    origin = origin_of(settings, "f", with_model=False)
    assert (origin.index, origin.clause_characters, origin.language_model, origin.prompts) == ("f", 400, None, {})
    assert origin_of(settings, "f", with_model=True).prompts == dict(prompt_hashes())
