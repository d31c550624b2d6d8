import sys
from pathlib import Path

import pytest

from assistant.errors import DownloadError, ModelError
from assistant.models import Part, registry
from assistant.models.files import ignore_bytes
from assistant.models.registry import PipRegistry, pip_command, pip_failure

PART = Part("made-up", "1.0", "made_up/part.bin", 10, "0" * 64, 100, "manylinux2014_x86_64")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "download"
    path.mkdir()
    return path


@pytest.fixture
def fake_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a script of our own in Python's place, so that it plays pip."""

    def install(body: str) -> None:
        script = tmp_path / "python"
        script.write_text(f"#!{sys.executable}\nimport os, pathlib, sys, time\n{body}\n", "utf-8")
        script.chmod(0o755)
        monkeypatch.setattr(registry.sys, "executable", str(script))

    return install


def test_the_command_fetches_one_exact_wheel_for_the_named_platform(folder: Path) -> None:
    command = pip_command(PART, folder)
    assert command[:4] == (sys.executable, "-m", "pip", "download")
    joined = " ".join(command)
    assert "--no-deps --no-cache-dir --only-binary :all: --platform manylinux2014_x86_64" in joined
    assert joined.endswith(f"-d {folder} made-up==1.0")
    assert "index" not in joined


def test_pip_itself_fetches_a_made_up_wheel(wheelhouse, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = wheelhouse.add("made-up", b"0123456789")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheelhouse.folder))
    wheel = PipRegistry().wheel(part, folder, ignore_bytes)
    assert wheel == folder / "made_up-1.0-py3-none-any.whl"
    assert wheel.read_bytes() == next(wheelhouse.folder.iterdir()).read_bytes()


def test_pip_without_a_registry_says_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    with pytest.raises(DownloadError) as caught:
        PipRegistry().wheel(PART, folder, ignore_bytes)
    message = str(caught.value)
    assert message.startswith("无法下载 made-up==1.0：")
    assert "ASSISTANT_MODELS_SOURCE" in message
    assert "\n" not in message


def test_growth_is_reported_while_pip_works_in_the_folder(folder: Path, fake_python) -> None:
    fake_python(
        "target = pathlib.Path(sys.argv[sys.argv.index('-d') + 1])\n"
        "assert os.environ['TMPDIR'] == str(target)\n"
        "(target / 'growing').write_bytes(bytes(50))\n"
        "time.sleep(0.8)\n"
        "(target / 'growing').rename(target / 'made_up-1.0-py3-none-any.whl')"
    )
    sizes: list[int] = []
    assert PipRegistry().wheel(PART, folder, sizes.append).name == "made_up-1.0-py3-none-any.whl"
    assert sizes == [50]


def test_a_stalled_download_is_stopped(folder: Path, fake_python, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "STALL_SECONDS", 0.5)
    fake_python("time.sleep(60)")
    with pytest.raises(DownloadError, match="没有数据"):
        PipRegistry().wheel(PART, folder, ignore_bytes)


def test_success_without_a_wheel_is_an_error(folder: Path, fake_python) -> None:
    fake_python("")
    with pytest.raises(DownloadError, match="未留下安装包"):
        PipRegistry().wheel(PART, folder, ignore_bytes)


@pytest.mark.parametrize(
    ("output", "kind", "message"),
    [
        ("WARNING: retrying\nERROR: No matching distribution found\n", DownloadError, "No matching distribution found"),
        ("/usr/bin/python: No module named pip\n", DownloadError, "ensurepip"),
        ("ERROR: OSError: [Errno 28] No space left on device\n", ModelError, "磁盘空间不足"),
        ("", DownloadError, "无法下载"),
    ],
)
def test_what_pip_writes_becomes_one_line(folder: Path, output: str, kind: type[ModelError], message: str) -> None:
    error = pip_failure(PART, folder, output)
    assert type(error) is kind
    assert message in str(error)
    assert "\n" not in str(error)
