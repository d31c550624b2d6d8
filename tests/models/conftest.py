"""Made-up wheels: zip files with one small data file each, and manifests that name them."""

import hashlib
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.models import Hub, Manifest, Model, ModelKind, Part, Recipe


@dataclass
class Wheelhouse:
    """A folder of made-up wheels."""

    folder: Path

    def add(self, package: str, content: bytes, file: str = "part.bin", version: str = "1.0") -> Part:
        name = package.replace("-", "_")
        wheel = self.folder / f"{name}-{version}-py3-none-any.whl"
        member = f"{name}/data/{file}"
        with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{name}/__init__.py", "raise SystemExit('code of a wheel was run')")
            archive.writestr(member, content)
            information = f"{name}-{version}.dist-info"
            archive.writestr(f"{information}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n")
            tags = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            archive.writestr(f"{information}/WHEEL", tags)
            archive.writestr(f"{information}/RECORD", "")
        digest = hashlib.sha256(content).hexdigest()
        return Part(package, version, member, len(content), digest, wheel.stat().st_size)


@dataclass
class Listener:
    """Keeps what a progress callback was told."""

    calls: list[tuple[str, int, int]] = field(default_factory=list)

    def __call__(self, label: str, done: int, total: int) -> None:
        self.calls.append((label, done, total))


@pytest.fixture
def wheelhouse(tmp_path: Path) -> Wheelhouse:
    folder = tmp_path / "wheels"
    folder.mkdir()
    return Wheelhouse(folder)


@pytest.fixture
def progress() -> Listener:
    return Listener()


@pytest.fixture
def joined(wheelhouse: Wheelhouse) -> Model:
    """A GGUF model in three parts of 1000, 1000 and 500 bytes."""
    contents = (b"a" * 1000, b"b" * 1000, b"c" * 500)
    parts = tuple(wheelhouse.add(f"made-up-part{number}", content) for number, content in enumerate(contents, 1))
    whole = b"".join(contents)
    return Model(
        name="tiny",
        kind=ModelKind.GGUF,
        recipe=Recipe.JOIN,
        licence="MIT",
        bytes=len(whole),
        parts=parts,
        hub=Hub("maker/tiny-GGUF", "maker/tiny-GGUF"),
        file="tiny-q4.gguf",
        sha256=hashlib.sha256(whole).hexdigest(),
    )


@pytest.fixture
def manifest(joined: Model) -> Manifest:
    return Manifest((joined,))


@pytest.fixture
def model_folder() -> Callable[[Path], Mapping[str, str]]:
    """Write the least that counts as a sentence-transformers folder; give back its files' texts."""

    def write(folder: Path) -> Mapping[str, str]:
        files = {"modules.json": "[]", "1_Pooling/config.json": "{}", "model.safetensors": "weights"}
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        return files

    return write
