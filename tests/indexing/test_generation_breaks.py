"""A build that breaks off at any moment leaves the old index in use, and nothing behind."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import GenerationError
from assistant.indexing import generation
from assistant.indexing.dense import FaissIndex
from assistant.indexing.generation import KEPT, current_name, fingerprint_of, generation_names
from assistant.indexing.late import TokenWriter
from assistant.indexing.lexical import Bm25Index
from tests.fakes import PairEncoder
from tests.indexing.made import build, contents, load, write_corpus


def _leftovers(index: Path) -> list[str]:
    return sorted(path.name for path in index.iterdir() if path.name.startswith(".") and path.name != ".lock")


class CrashError(Exception):
    """Stands for a process that ends: nothing in the code catches it."""


def _crash(*_: object, **__: object) -> None:
    raise CrashError


def _full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _only_for_the_pointer(fail: Callable[..., None]) -> Callable[[Path, str], None]:
    write = generation.write_atomically
    return lambda path, text: fail() if path.name == "current" else write(path, text)


STAGES: dict[str, tuple[object, str]] = {
    "trees and chunks": (generation, "_write_lines"),
    "vectors": (PairEncoder, "encode"),
    "token vectors": (TokenWriter, "add_packed"),
    "end of the token vectors": (np, "save"),
    "dense index": (FaissIndex, "save"),
    "lexical index": (Bm25Index, "save"),
    "manifest": (generation, "write_atomically"),
    "rename": (Path, "rename"),
    "pointer": (generation, "write_atomically"),
    "pointer's rename": (Path, "replace"),
}


def _break(patch: pytest.MonkeyPatch, stage: str, fail: Callable[..., None]) -> None:
    patch.setattr(*STAGES[stage], _only_for_the_pointer(fail) if stage == "pointer" else fail)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("fail", [_crash, _full], ids=["crash", "full disk"])
def test_a_build_that_breaks_off_leaves_the_old_index_in_use(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch, stage: str, fail: Callable[..., None]
):
    name = build(corpus, index)
    before = contents(index / name)
    larger = write_corpus(corpus.parent / "larger", bing="丙市规划\n一、目标\n丙。")
    with monkeypatch.context() as patch:
        _break(patch, stage, fail)
        with pytest.raises(CrashError if fail is _crash else GenerationError):
            build(larger, index)
    assert current_name(index) == name
    assert load(corpus, index).manifest.fingerprint == name
    assert contents(index / name) == before
    second = build(larger, index)
    assert load(larger, index).manifest.fingerprint == fingerprint_of(current_name(index)) == second
    assert _leftovers(index) == []


@pytest.mark.parametrize("stage", STAGES)
def test_a_forced_build_that_breaks_off_leaves_the_index_it_would_replace(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch, stage: str
):
    name = build(corpus, index)
    with monkeypatch.context() as patch:
        _break(patch, stage, _full)
        with pytest.raises(GenerationError, match="原有索引仍然有效"):
            build(corpus, index)
    assert current_name(index) == name
    assert load(corpus, index).manifest.fingerprint == name
    build(corpus, index)
    assert current_name(index) != name
    assert load(corpus, index).manifest.fingerprint == name
    assert _leftovers(index) == []


def test_forced_builds_keep_the_last_generations_beside_the_new_one(corpus: Path, index: Path):
    name = build(corpus, index)
    before = contents(index / name)
    current = [name]
    for _ in range(KEPT + 1):
        build(corpus, index)
        current.append(current_name(index))
        assert generation_names(index) == tuple(sorted(current[-KEPT:]))
        assert contents(index / current[-1]) == before
    assert {fingerprint_of(each) for each in current} == {name}


def test_folders_of_killed_builds_are_removed(corpus: Path, index: Path):
    (index / ".building-killed" / "bm25").mkdir(parents=True)
    (index / ".building-killed" / "trees.jsonl").write_text("{", encoding="utf-8")
    assert generation_names(index) == ()
    build(corpus, index)
    assert _leftovers(index) == []
