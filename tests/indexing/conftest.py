"""The folders that the index's tests work in."""

from pathlib import Path

import pytest

from tests.indexing.made import write_corpus


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"
