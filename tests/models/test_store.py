import dataclasses
import errno
import multiprocessing
import os
import shutil
import time
from pathlib import Path

import pytest

from assistant.errors import ChecksumError, DownloadError, ModelError
from assistant.models import Manifest, Model, ModelKind, ModelStore, Part, Recipe, State, files
from assistant.models.completion import read_record, record_path
from assistant.models.local import LocalWheels

WHOLE = b"a" * 1000 + b"b" * 1000 + b"c" * 500


class Wheels:
    """Wheels out of a folder, with every fetch noted in a log that processes share; may fail at one part."""

    def __init__(self, folder: Path, log: Path, error: Exception | None = None, fails_at: str = "") -> None:
        self._folder, self._log, self._error, self._fails_at = folder, log, error, fails_at

    def wheel(self, part: Part, folder: Path, on_bytes) -> Path:
        with self._log.open("a", encoding="utf-8") as log:
            log.write(f"{part.package}\n")
        if self._error is not None and part.package == self._fails_at:
            (folder / "half a wheel").write_bytes(b"half")
            raise self._error
        on_bytes(part.wheel_bytes)
        return LocalWheels(self._folder).wheel(part, folder, on_bytes)


class SlowWheels(Wheels):
    def wheel(self, part: Part, folder: Path, on_bytes) -> Path:
        time.sleep(0.7)
        return super().wheel(part, folder, on_bytes)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "fetched.log"
    path.touch()
    return path


@pytest.fixture
def make_store(cache: Path, log: Path, manifest: Manifest, wheelhouse):
    def make(error: Exception | None = None, fails_at: str = "", models: Manifest = manifest) -> ModelStore:
        return ModelStore(cache, models, "registry", Wheels(wheelhouse.folder, log, error, fails_at))

    return make


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".lock")


def _fetched(log: Path) -> list[str]:
    return [line.removeprefix("made-up-") for line in log.read_text("utf-8").split()]


def test_parts_are_joined_recorded_and_not_fetched_again(make_store, cache: Path, log: Path, progress) -> None:
    store = make_store()
    assert store.locate("tiny") is None
    path = store.ensure("tiny", progress)
    assert path == cache / "tiny-q4.gguf" == store.locate("tiny")
    assert path.read_bytes() == WHOLE
    assert _names(cache) == ["tiny-q4.gguf", "tiny.complete.json"]
    assert store.ensure("tiny", progress) == path
    assert _fetched(log) == ["part1", "part2", "part3"]
    done = [call[1] for call in progress.calls]
    assert done == sorted(done)
    assert progress.calls[-1] == ("tiny", 2500, 2500)


def test_an_interrupted_download_goes_on_after_the_last_whole_part(make_store, cache, log, progress) -> None:
    store = make_store(DownloadError("线路中断"), "made-up-part3")
    with pytest.raises(DownloadError, match="线路中断"):
        store.ensure("tiny", progress)
    assert _names(cache) == ["tiny.partial"]
    assert (cache / "tiny.partial").read_bytes() == WHOLE[:2000]
    assert [entry.state for entry in store.entries()] == [State.PARTIAL]
    log.write_text("", "utf-8")
    assert make_store().ensure("tiny", progress).read_bytes() == WHOLE
    assert _fetched(log) == ["part3"]


@pytest.mark.parametrize(
    ("left", "fetched"),
    [
        (WHOLE[:1500], ["part2", "part3"]),
        (WHOLE[:1000] + b"x" * 1000 + WHOLE[2000:], ["part2", "part3"]),
        (b"x" + WHOLE[1:], ["part1", "part2", "part3"]),
        (WHOLE, []),
        (WHOLE + b"more", []),
    ],
    ids=["cut inside a part", "a part damaged", "the first damaged", "all there", "too long"],
)
def test_only_parts_that_still_match_are_kept(make_store, cache, log, progress, left: bytes, fetched) -> None:
    cache.mkdir()
    (cache / "tiny.partial").write_bytes(left)
    assert make_store().ensure("tiny", progress).read_bytes() == WHOLE
    assert _fetched(log) == fetched


def test_what_a_killed_process_left_is_cleared(make_store, cache, progress) -> None:
    (cache / "tiny.work" / "wheel").mkdir(parents=True)
    (cache / "tiny.work" / "wheel" / "half").write_bytes(b"half")
    make_store().ensure("tiny", progress)
    assert _names(cache) == ["tiny-q4.gguf", "tiny.complete.json"]


def test_a_file_that_lost_its_record_is_hashed_and_not_fetched(make_store, cache, log, progress) -> None:
    cache.mkdir()
    (cache / "tiny-q4.gguf").write_bytes(WHOLE)
    assert make_store().locate("tiny") is None
    assert make_store().ensure("tiny", progress) == make_store().locate("tiny")
    assert _fetched(log) == []


def test_a_part_with_a_wrong_hash_is_never_joined(joined: Model, make_store, cache, progress) -> None:
    wrong = dataclasses.replace(joined.parts[1], sha256="0" * 64)
    model = dataclasses.replace(joined, parts=(joined.parts[0], wrong, joined.parts[2]))
    store = make_store(models=Manifest((model,)))
    with pytest.raises(ChecksumError, match="made_up_part2"):
        store.ensure("tiny", progress)
    assert (cache / "tiny.partial").read_bytes() == WHOLE[:1000]
    assert _names(cache) == ["tiny.partial"]
    assert store.locate("tiny") is None


def test_a_wrong_whole_is_discarded(joined: Model, make_store, cache, progress) -> None:
    store = make_store(models=Manifest((dataclasses.replace(joined, sha256="0" * 64),)))
    with pytest.raises(ChecksumError, match="合并后"):
        store.ensure("tiny", progress)
    assert _names(cache) == []


def test_an_oversize_member_is_refused(joined: Model, make_store, cache, progress) -> None:
    small = dataclasses.replace(joined.parts[0], bytes=999)
    store = make_store(models=Manifest((dataclasses.replace(joined, parts=(small, *joined.parts[1:])),)))
    with pytest.raises(ChecksumError, match="1000 字节，清单为 999 字节"):
        store.ensure("tiny", progress)
    assert (cache / "tiny.partial").stat().st_size == 0


def test_a_full_disk_is_noticed_before(make_store, progress, cache, log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(10, 9, 1))
    with pytest.raises(ModelError, match="磁盘空间不足") as caught:
        make_store().ensure("tiny", progress)
    assert "\n" not in str(caught.value)
    assert _fetched(log) == []


def test_a_disk_that_fills_up_keeps_the_whole_parts(make_store, cache, progress) -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with pytest.raises(ModelError, match="磁盘空间不足"):
        make_store(full, "made-up-part2").ensure("tiny", progress)
    assert _names(cache) == ["tiny.partial"]
    assert (cache / "tiny.partial").read_bytes() == WHOLE[:1000]


def test_a_cache_that_cannot_be_made_is_one_line(manifest, tmp_path, progress) -> None:
    (tmp_path / "cache").write_text("a file in the folder's place", "utf-8")
    with pytest.raises(ModelError, match="无法读写"):
        ModelStore(tmp_path / "cache", manifest, "registry").ensure("tiny", progress)


def test_verify_names_a_changed_or_missing_file(make_store, cache, progress) -> None:
    store = make_store()
    with pytest.raises(ModelError, match="尚未获取完整"):
        store.verify("tiny", progress)
    store.ensure("tiny", progress)
    entry = store.verify("tiny", progress)
    assert (entry.name, entry.kind, entry.bytes, entry.state) == ("tiny", ModelKind.GGUF, 2500, State.COMPLETE)
    (cache / "tiny-q4.gguf").write_bytes(b"x" + WHOLE[1:])
    assert store.locate("tiny") == cache / "tiny-q4.gguf"
    with pytest.raises(ChecksumError, match=r"tiny-q4\.gguf"):
        store.verify("tiny", progress)
    (cache / "tiny-q4.gguf").unlink()
    assert store.locate("tiny") is None
    with pytest.raises(ChecksumError, match=r"tiny-q4\.gguf"):
        store.verify("tiny", progress)


def test_another_manifest_makes_the_model_anew(joined: Model, wheelhouse, make_store, progress) -> None:
    make_store().ensure("tiny", progress)
    part = wheelhouse.add("made-up-part9", b"z" * 10)
    newer = dataclasses.replace(joined, parts=(part,), bytes=10, sha256=part.sha256)
    store = make_store(models=Manifest((newer,)))
    assert store.locate("tiny") is None
    assert store.ensure("tiny", progress).read_bytes() == b"z" * 10


@pytest.mark.parametrize("damage", ["", "{}", "[]", '{"format": 9}', '{"format": 1, "files": [1]}'])
def test_a_damaged_record_counts_as_not_complete(make_store, cache, progress, damage: str) -> None:
    store = make_store()
    store.ensure("tiny", progress)
    record_path(cache, "tiny").write_text(damage, "utf-8")
    assert store.locate("tiny") is None


def test_entries_list_the_manifest_in_order(joined: Model, make_store, cache, progress) -> None:
    other = dataclasses.replace(joined, name="other", file="other.gguf")
    store = make_store(models=Manifest((other, joined)))
    assert [entry.state for entry in store.entries()] == [State.ABSENT, State.ABSENT]
    store.ensure("tiny", progress)
    assert [(entry.name, entry.state, entry.path) for entry in store.entries()] == [
        ("other", State.ABSENT, cache / "other.gguf"),
        ("tiny", State.COMPLETE, cache / "tiny-q4.gguf"),
    ]


def test_own_files_are_used_where_they_lie(make_store, model_folder, tmp_path, progress) -> None:
    store = make_store()
    (tmp_path / "own.gguf").write_bytes(b"GGUF")
    model_folder(tmp_path / "own")
    assert store.ensure(str(tmp_path / "own.gguf"), progress) == tmp_path / "own.gguf"
    assert store.ensure(str(tmp_path / "own"), progress) == tmp_path / "own" == store.locate(str(tmp_path / "own"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match="不是可用的模型"):
        store.ensure(str(tmp_path / "empty"), progress)


@pytest.mark.parametrize("name", ["tinny", "/no/such/own.gguf", "own/none.gguf", "", "a/b/c"])
def test_an_unknown_name_lists_the_known_ones(make_store, progress, name: str) -> None:
    if name:
        with pytest.raises(ModelError, match="可用的名称：tiny"):
            make_store().ensure(name, progress)
    else:
        with pytest.raises(ModelError):
            make_store().ensure(name, progress)


def _ensure(store: ModelStore, answers) -> None:
    labels: list[str] = []
    path = store.ensure("tiny", lambda label, _done, _total: labels.append(label))
    answers.put((str(path), any("等待" in label for label in labels)))


def test_two_processes_fetch_once_and_one_says_that_it_waits(cache, log, manifest, wheelhouse) -> None:
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    store = ModelStore(cache, manifest, "registry", SlowWheels(wheelhouse.folder, log))
    processes = [context.Process(target=_ensure, args=(store, answers)) for _ in range(2)]
    for process in processes:
        process.start()
    results = sorted(answers.get(timeout=60) for _ in processes)
    for process in processes:
        process.join(timeout=60)
        assert process.exitcode == 0
    answers.close()
    answers.join_thread()
    path = str(cache / "tiny-q4.gguf")
    assert results == [(path, False), (path, True)]
    assert _fetched(log) == ["part1", "part2", "part3"]
    assert Path(path).read_bytes() == WHOLE


class TestLocalFolder:
    def test_wheels_are_used_where_they_lie(self, cache, manifest, wheelhouse, progress) -> None:
        before = _names(wheelhouse.folder)
        store = ModelStore(cache, manifest, str(wheelhouse.folder))
        assert store.ensure("tiny", progress).read_bytes() == WHOLE
        assert _names(wheelhouse.folder) == before

    def test_the_published_file_is_copied(self, cache, manifest, tmp_path, progress) -> None:
        (tmp_path / "disk").mkdir()
        (tmp_path / "disk" / "tiny-q4.gguf").write_bytes(WHOLE)
        assert ModelStore(cache, manifest, str(tmp_path / "disk")).ensure("tiny", progress).read_bytes() == WHOLE
        assert progress.calls[-1] == ("tiny", 2500, 2500)

    def test_a_wrong_published_file_is_refused(self, cache, manifest, tmp_path, progress) -> None:
        (tmp_path / "disk").mkdir()
        (tmp_path / "disk" / "tiny-q4.gguf").write_bytes(b"x" * 2500)
        with pytest.raises(ChecksumError, match=r"tiny-q4\.gguf"):
            ModelStore(cache, manifest, str(tmp_path / "disk")).ensure("tiny", progress)
        assert _names(cache) == []
        assert (tmp_path / "disk" / "tiny-q4.gguf").exists()

    def test_a_finished_folder_is_copied_with_its_prompts_completed(self, tmp_path, cache, model_folder, progress):
        texts = model_folder(tmp_path / "disk" / "encoder")
        model = Model(
            "encoder", ModelKind.SENTENCE_TRANSFORMERS, Recipe.DOWNLOAD, "MIT", 1, (), prompts=(("query", "query: "),)
        )
        store = ModelStore(cache, Manifest((model,)), str(tmp_path / "disk"))
        path = store.ensure("encoder", progress)
        assert {name: (path / name).read_text("utf-8") for name in texts} == texts
        assert '"query: "' in (path / "config_sentence_transformers.json").read_text("utf-8")
        record = read_record(record_path(cache, "encoder"))
        assert [file.path for file in record.files] == [
            "encoder/1_Pooling/config.json",
            "encoder/config_sentence_transformers.json",
            "encoder/model.safetensors",
            "encoder/modules.json",
        ]
        (path / "1_Pooling" / "config.json").write_text("[]", "utf-8")
        with pytest.raises(ChecksumError, match=r"1_Pooling/config\.json"):
            store.verify("encoder", progress)

    def test_a_damaged_copy_of_another_cache_is_refused(self, tmp_path, cache, model_folder, progress) -> None:
        model_folder(tmp_path / "disk" / "encoder")
        model = Model("encoder", ModelKind.SENTENCE_TRANSFORMERS, Recipe.DOWNLOAD, "MIT", 1, ())
        other = ModelStore(tmp_path / "other", Manifest((model,)), str(tmp_path / "disk"))
        other.ensure("encoder", progress)
        (tmp_path / "other" / "encoder" / "model.safetensors").write_text("wEights", "utf-8")
        with pytest.raises(ChecksumError, match=r"model\.safetensors"):
            ModelStore(cache, Manifest((model,)), str(tmp_path / "other")).ensure("encoder", progress)
        assert _names(cache) == []

    def test_what_is_missing_is_named(self, cache, manifest, wheelhouse, progress) -> None:
        (wheelhouse.folder / "made_up_part2-1.0-py3-none-any.whl").unlink()
        with pytest.raises(ModelError, match=r"made-up-part2==1\.0") as caught:
            ModelStore(cache, manifest, str(wheelhouse.folder)).ensure("tiny", progress)
        assert "\n" not in str(caught.value)

    def test_a_source_that_is_nothing_is_named(self, cache, manifest, progress) -> None:
        with pytest.raises(ModelError, match="hugingface"):
            ModelStore(cache, manifest, "hugingface").ensure("tiny", progress)
