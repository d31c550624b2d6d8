import subprocess
import sys
import types
from pathlib import Path

import huggingface_hub
import pytest

from assistant.errors import ChecksumError, DownloadError, ModelError
from assistant.models import Manifest, Model, ModelStore, State
from assistant.models.hub import MODELSCOPE_PIP_LINE


def _serve(monkeypatch: pytest.MonkeyPatch, hub: str, snapshot) -> None:
    if hub == "huggingface":
        monkeypatch.setattr(huggingface_hub, "snapshot_download", snapshot)
    else:
        module = types.ModuleType("modelscope")
        module.snapshot_download = snapshot
        monkeypatch.setitem(sys.modules, "modelscope", module)


@pytest.mark.parametrize("hub", ["huggingface", "modelscope"])
def test_a_file_is_asked_for_by_name_and_checked(hub, joined: Model, manifest, tmp_path, progress, monkeypatch) -> None:
    asked = []

    def snapshot(name: str, local_dir: str, allow_patterns: list[str], ignore_patterns: list[str]) -> str:
        asked.append((name, allow_patterns))
        Path(local_dir).mkdir(exist_ok=True)
        (Path(local_dir) / joined.file).write_bytes(b"a" * 1000 + b"b" * 1000 + b"c" * 500)
        return local_dir

    _serve(monkeypatch, hub, snapshot)
    path = ModelStore(tmp_path / "cache", manifest, hub).ensure("tiny", progress)
    assert path.read_bytes() == b"a" * 1000 + b"b" * 1000 + b"c" * 500
    assert asked == [("maker/tiny-GGUF", ["tiny-q4.gguf"])]
    assert not (tmp_path / "cache" / "tiny.hub").exists()


def test_a_wrong_file_is_refused(joined: Model, manifest, tmp_path, progress, monkeypatch) -> None:
    def snapshot(name: str, local_dir: str, **_: object) -> str:
        Path(local_dir).mkdir(exist_ok=True)
        (Path(local_dir) / joined.file).write_bytes(b"x" * 2500)
        return local_dir

    _serve(monkeypatch, "huggingface", snapshot)
    store = ModelStore(tmp_path / "cache", manifest, "huggingface")
    with pytest.raises(ChecksumError, match=r"tiny-q4\.gguf"):
        store.ensure("tiny", progress)
    assert store.locate("tiny") is None
    assert list((tmp_path / "cache").rglob("*.gguf")) == []


def test_a_folder_is_fetched_under_its_hub_name(model_folder, tmp_path, progress, monkeypatch) -> None:
    def snapshot(name: str, local_dir: str, allow_patterns: list[str], **_: object) -> str:
        assert name == "maker/encoder"
        assert not any(pattern in {"*.bin", "*.py", "*"} for pattern in allow_patterns)
        model_folder(Path(local_dir))
        (Path(local_dir) / ".cache").mkdir()
        return local_dir

    _serve(monkeypatch, "huggingface", snapshot)
    store = ModelStore(tmp_path / "cache", Manifest(()), "huggingface")
    path = store.ensure("maker/encoder", progress)
    assert path == tmp_path / "cache" / "maker--encoder"
    assert sorted(item.name for item in path.iterdir()) == ["1_Pooling", "model.safetensors", "modules.json"]
    # Once it is there, no setting is needed to use it.
    offline = ModelStore(tmp_path / "cache", Manifest(()), "registry")
    assert offline.locate("maker/encoder") == path
    assert [(entry.name, entry.state) for entry in offline.entries()] == [("maker--encoder", State.COMPLETE)]


def test_a_hub_name_without_a_hub_says_what_to_set(manifest, tmp_path, progress) -> None:
    with pytest.raises(ModelError, match=r"ASSISTANT_MODELS_SOURCE 设为 huggingface、modelscope"):
        ModelStore(tmp_path / "cache", manifest, "registry").ensure("maker/encoder", progress)


def test_a_repository_without_safetensors_is_refused(tmp_path, progress, monkeypatch) -> None:
    def snapshot(name: str, local_dir: str, **_: object) -> str:
        Path(local_dir).mkdir(exist_ok=True)
        (Path(local_dir) / "modules.json").write_text("[]", "utf-8")
        return local_dir

    _serve(monkeypatch, "huggingface", snapshot)
    with pytest.raises(ModelError, match="safetensors"):
        ModelStore(tmp_path / "cache", Manifest(()), "huggingface").ensure("maker/encoder", progress)


def test_a_hub_that_cannot_be_reached_is_one_line(manifest, tmp_path, progress, monkeypatch) -> None:
    def snapshot(name: str, **_: object) -> str:
        raise RuntimeError("connection\nrefused")

    _serve(monkeypatch, "huggingface", snapshot)
    with pytest.raises(DownloadError, match="connection refused") as caught:
        ModelStore(tmp_path / "cache", manifest, "huggingface").ensure("tiny", progress)
    assert "\n" not in str(caught.value)


def test_a_missing_modelscope_library_is_named_with_its_pip_line(manifest, tmp_path, progress, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "modelscope", None)
    with pytest.raises(ModelError) as caught:
        ModelStore(tmp_path / "cache", manifest, "modelscope").ensure("tiny", progress)
    assert MODELSCOPE_PIP_LINE in str(caught.value)


def test_libraries_are_imported_on_use_only() -> None:
    code = (
        "import sys, assistant.models\n"
        "heavy = {'torch', 'huggingface_hub', 'modelscope', 'safetensors', 'transformers'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
