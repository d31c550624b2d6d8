"""An index is written whole, swapped in at once, and refused when anything about it is wrong."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from assistant.errors import GenerationError, StaleIndexError
from assistant.indexing import generation
from assistant.indexing.dense import FaissIndex
from assistant.indexing.files import hash_file
from assistant.indexing.generation import (
    build_generation,
    current_name,
    fingerprint,
    generation_names,
    load_generation,
    load_trees,
    verify_generation,
)
from assistant.indexing.late import TokenSpace, TokenWriter
from assistant.reading.chunks import make_chunks
from assistant.reading.corpus import read_corpus
from tests.fakes import PairEncoder, no_progress
from tests.indexing.made import LIMIT, build, contents, load, write_corpus
from tests.reading.made import read
from tests.reading.texts import texts


def test_what_is_loaded_is_what_was_built(corpus: Path, index: Path):
    name = build(corpus, index)
    loaded, expected = load(corpus, index), read_corpus(corpus, LIMIT)
    assert (loaded.trees, loaded.chunks) == (expected.trees, expected.chunks)
    manifest = loaded.manifest
    assert (manifest.format, manifest.fingerprint, manifest.encoder) == (2, name, "pairs")
    assert (manifest.documents, manifest.clauses, manifest.chunks) == (2, sum(len(t.clauses) for t in loaded.trees), 7)
    encoded = PairEncoder().encode([chunk.embed_text for chunk in loaded.chunks], is_query=False)
    positions = list(range(len(loaded.chunks)))
    assert [loaded.dense.search(vector, 1, None)[0][0] for vector in encoded.vectors] == positions
    nearness = [loaded.tokens.match(tokens, positions).mean(axis=1) for tokens in encoded.tokens]
    assert [int(row.argmax()) for row in nearness] == positions


def test_documents_are_loaded_alone_without_the_rest_of_the_index(corpus: Path, index: Path):
    name = build(corpus, index)
    (index / name / "chunks.jsonl").unlink()
    manifest, trees = load_trees(index)
    assert (manifest.fingerprint, trees) == (name, read_corpus(corpus, LIMIT).trees)


def test_documents_are_not_loaded_from_a_damaged_or_missing_index(corpus: Path, index: Path):
    with pytest.raises(StaleIndexError, match="索引尚未建立"):
        load_trees(index)
    path = index / build(corpus, index) / "trees.jsonl"
    path.write_bytes(path.read_bytes().replace(b"jia", b"yii"))
    with pytest.raises(GenerationError, match="索引文件损坏"):
        load_trees(index)


@settings(max_examples=50)
@given(texts)
def test_any_text_comes_back_equal(text: str):
    tree = read(text)
    chunks = make_chunks(tree, LIMIT)
    with tempfile.TemporaryDirectory() as folder:
        build_generation(Path(folder), "name", "pairs", [tree], chunks, PairEncoder(), no_progress)
        loaded = load_generation(Path(folder), "name")
    assert (loaded.trees, loaded.chunks) == ((tree,), chunks)


def test_an_empty_corpus_makes_an_empty_index(tmp_path: Path, index: Path):
    folder = tmp_path / "empty"
    folder.mkdir()
    build(folder, index)
    loaded = load(folder, index)
    assert (loaded.trees, loaded.chunks, loaded.lexical.holds("专利")) == ((), (), False)
    question = PairEncoder().encode(["专利"], is_query=True)
    assert loaded.dense.search(question.vectors[0], 5, None) == []
    assert loaded.tokens.match(question.tokens[0], ()).shape == (0, 1)


def test_building_twice_gives_the_same_bytes(corpus: Path, tmp_path: Path):
    name = build(corpus, tmp_path / "one")
    assert build(corpus, tmp_path / "two") == name
    assert contents(tmp_path / "one" / name) == contents(tmp_path / "two" / name)


def test_the_fingerprint_names_everything_that_an_index_is_built_from(corpus: Path, tmp_path: Path):
    base = fingerprint(corpus, "pairs", LIMIT)
    changed = {fingerprint(corpus, "other", LIMIT), fingerprint(corpus, "pairs", LIMIT + 1)}
    for number, change in enumerate(({"jia": "改动"}, {"bing": "新文件"})):
        changed.add(fingerprint(write_corpus(tmp_path / str(number), **change), "pairs", LIMIT))
    renamed = write_corpus(tmp_path / "renamed")
    (renamed / "jia.txt").rename(renamed / "ding.txt")
    changed.add(fingerprint(renamed, "pairs", LIMIT))
    catalogued = write_corpus(tmp_path / "catalogued")
    (catalogued / "catalogue.csv").write_text("id\n", encoding="utf-8")
    changed.add(fingerprint(catalogued, "pairs", LIMIT))
    assert len({base, *changed}) == 7
    assert fingerprint(write_corpus(tmp_path / "same"), "pairs", LIMIT) == base
    assert len(base) == 16


@pytest.mark.parametrize(("name", "value"), [("FORMAT", 3), ("_code_version", lambda: "other")])
def test_the_fingerprint_names_format_and_code(corpus: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object):
    base = fingerprint(corpus, "pairs", LIMIT)
    monkeypatch.setattr(generation, name, value)
    assert fingerprint(corpus, "pairs", LIMIT) != base


def test_there_is_no_index_at_first(corpus: Path, index: Path):
    assert (current_name(index), generation_names(index)) == ("", ())
    with pytest.raises(StaleIndexError, match="index build"):
        load(corpus, index)


def test_another_corpus_makes_the_index_stale_until_it_is_built_again(corpus: Path, index: Path):
    first = build(corpus, index)
    write_corpus(corpus, bing="丙市规划\n一、目标\n丙。")
    with pytest.raises(StaleIndexError, match="index build"):
        load(corpus, index)
    second = build(corpus, index)
    assert current_name(index) == second
    assert generation_names(index) == tuple(sorted((first, second)))
    assert [tree.document.id for tree in load(corpus, index).trees] == ["bing", "jia", "yi"]


@pytest.mark.parametrize("pointer", [b"", b"\xff\xfe\x00", b"../../etc\n"], ids=["empty", "garbage", "path"])
def test_a_damaged_pointer_makes_the_index_stale(corpus: Path, index: Path, pointer: bytes):
    build(corpus, index)
    (index / "current").write_bytes(pointer)
    with pytest.raises(StaleIndexError):
        load(corpus, index)


TOKEN_FILES = ["token_mean.npy", "token_starts.npy", "token_steps.npy", "tokens.bin"]
FILES = [
    "trees.jsonl",
    "chunks.jsonl",
    "vectors.faiss",
    *TOKEN_FILES,
    "bm25/params.index.json",
    "bm25/data.csc.index.npy",
]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", ["one byte", "cut", "gone"])
def test_a_damaged_file_is_named(corpus: Path, index: Path, name: str, damage: str):
    path = index / build(corpus, index) / name
    data = path.read_bytes()
    path.unlink()
    if damage != "gone":
        path.write_bytes(data[:-1] + (bytes([data[-1] ^ 1]) if damage == "one byte" else b""))
    with pytest.raises(GenerationError, match="重建") as error:
        load(corpus, index)
    assert str(path) in str(error.value)


def test_the_manifest_names_every_file(corpus: Path, index: Path):
    home = index / build(corpus, index)
    on_disk = {name for name in contents(home) if name != "manifest.json"}
    assert set(verify_generation(home).files) == on_disk >= set(FILES)


@pytest.mark.parametrize(
    ("manifest", "message"),
    [(None, "缺失或损坏"), ("{", "缺失或损坏"), ("{}", "缺失或损坏"), ("[]", "缺失或损坏"), ("format", "索引格式 99")],
    ids=["missing", "cut", "empty", "no object", "another format"],
)
def test_a_bad_manifest_is_refused(corpus: Path, index: Path, manifest: str | None, message: str):
    path = index / build(corpus, index) / "manifest.json"
    other = json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"format": 99})
    path.unlink()
    if manifest is not None:
        path.write_text(other if manifest == "format" else manifest, encoding="utf-8")
    with pytest.raises(GenerationError, match=message) as error:
        load(corpus, index)
    assert not isinstance(error.value, StaleIndexError)


def _sign(home: Path, *names: str) -> None:
    """Make the manifest vouch for files that were changed."""
    manifest = json.loads((home / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"] |= {name: hash_file(home / name) for name in names}
    (home / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def _other_vectors(home: Path) -> list[str]:
    FaissIndex.build(np.eye(3, dtype=np.float32)).save(home / "vectors.faiss")
    return ["vectors.faiss"]


def _other_tokens(home: Path) -> list[str]:
    with TokenWriter(home, TokenSpace(np.zeros(4, dtype=np.float32))) as writer:
        writer.add(np.ones((2, 4), dtype=np.float32))
    return TOKEN_FILES


@pytest.mark.parametrize("change", [_other_vectors, _other_tokens], ids=["vectors", "tokens"])
def test_parts_that_do_not_match_are_refused(corpus: Path, index: Path, change: Callable[[Path], list[str]]):
    home = index / build(corpus, index)
    _sign(home, *change(home))
    with pytest.raises(GenerationError, match="条数不一致"):
        load(corpus, index)


@pytest.mark.parametrize("name", TOKEN_FILES)
def test_token_files_that_do_not_fit_one_another_are_refused(corpus: Path, index: Path, name: str):
    home = index / build(corpus, index)
    kept = (home / name).read_bytes()
    _other_tokens(home)
    others = [other for other in TOKEN_FILES if other != name]
    (home / name).write_bytes(kept)
    _sign(home, *others)
    with pytest.raises(GenerationError, match="词元向量无法读取"):
        load(corpus, index)


def test_an_index_of_the_format_before_is_refused_and_built_again(corpus: Path, index: Path):
    name = build(corpus, index)
    path = index / name / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(manifest | {"format": 1}), encoding="utf-8")
    with pytest.raises(GenerationError, match="索引格式 1"):
        load(corpus, index)
    build(corpus, index)
    assert load(corpus, index).manifest.format == 2


def test_an_index_folder_that_cannot_be_made_is_told(corpus: Path, tmp_path: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(GenerationError, match="无法写入"):
        build(corpus, tmp_path / "file" / "index")


def test_progress_counts_chunks(index: Path):
    tree = read("".join(f"第{number}条 内容。\n" for number in range(1, 71)))
    heard: list[tuple[int, int]] = []
    chunks = make_chunks(tree, LIMIT)
    build_generation(index, "name", "pairs", [tree], chunks, PairEncoder(), lambda _, *counts: heard.append(counts))
    assert heard == [(32, 70), (64, 70), (70, 70)]


def test_vectors_belong_to_their_chunks_in_every_batch(index: Path):
    tree = read("".join(f"第{number}条 内容{number}。\n" for number in range(1, 71)))
    chunks = tuple(replace(chunk, embed_text=f"{i:04d}" * 3) for i, chunk in enumerate(make_chunks(tree, LIMIT)))
    build_generation(index, "name", "pairs", [tree], chunks, PairEncoder(), no_progress)
    loaded = load_generation(index, "name")
    for position in (0, 31, 32, 69):
        asked = PairEncoder().encode([chunks[position].embed_text], is_query=True)
        found = loaded.dense.search(asked.vectors[0], 70, None)
        assert found[0][1] == pytest.approx(1.0)
        assert position in [p for p, score in found if score > 0.999]
        assert loaded.tokens.match(asked.tokens[0], [position]).min() > 0.97
