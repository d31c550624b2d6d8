"""An index of the corpus and further documents, for one run."""

import pytest

from assistant.errors import DocumentError
from assistant.indexing.generation import POINTER, current_name, generation_names
from assistant.pipeline import build, build_together
from assistant.reading.corpus import read_together
from tests.fakes import PairEncoder, make_settings, no_progress

JIA = "甲县知识产权规划\n一、目标\n到2025年，专利达到100件。\n"
YI = "乙县养老服务规划\n一、目标\n到2025年，床位达到300张。\n"


@pytest.fixture
def folders(tmp_path):
    for folder, name, text in (("corpus", "jia", JIA), ("others", "yi", YI)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path / "corpus", tmp_path / "others"


@pytest.fixture
def settings(folders, tmp_path):
    return make_settings(folders[0], tmp_path / "index")


@pytest.fixture
def run(settings, folders):
    """Build over both folders; give the documents and how many texts were encoded."""

    def call():
        encoder = PairEncoder()
        generation, skipped = build_together(settings, folders[1], encoder, "pairs", no_progress)
        assert skipped == ()
        return [tree.document.id for tree in generation.trees], encoder.encoded

    return call


def test_both_folders_are_searched_and_the_index_in_use_stays(run, settings):
    generation, _ = build(settings, PairEncoder(), "pairs", no_progress)
    documents, encoded = run()
    assert documents == ["jia", "yi"]
    assert encoded > len(generation.chunks)
    assert current_name(settings.index) == generation.manifest.fingerprint
    assert generation_names(settings.index) == (generation.manifest.fingerprint,)


def test_the_index_of_both_is_kept_until_either_changes(run, folders):
    _, encoded = run()
    assert encoded > 0
    assert run()[1] == 0
    (folders[1] / "yi.txt").write_text(YI.replace("300", "400"), "utf-8")
    assert run()[1] == encoded
    (folders[0] / "jia.txt").write_text(JIA.replace("100", "200"), "utf-8")
    assert run()[1] == encoded


def test_a_damaged_index_of_both_is_built_anew(run, settings):
    run()
    (pointer,) = settings.index.glob(f"*/{POINTER}")
    (pointer.parent / current_name(pointer.parent) / "chunks.jsonl").write_text("", "utf-8")
    assert run()[1] > 0
    assert run()[1] == 0


def test_documents_of_the_same_name_are_refused(folders):
    (folders[1] / "jia.md").write_text(YI, "utf-8")
    with pytest.raises(DocumentError, match="有1份同名文件：jia。"):
        read_together(*folders, 800)


def test_a_missing_or_empty_folder_is_refused(settings, folders, tmp_path):
    with pytest.raises(DocumentError, match="文档目录不存在"):
        build_together(settings, tmp_path / "none", PairEncoder(), "pairs", no_progress)
    (folders[1] / "yi.txt").write_text(" ", "utf-8")
    with pytest.raises(DocumentError, match="没有可读的文件"):
        read_together(*folders, 800)


def test_files_that_cannot_be_read_are_listed_of_both(folders):
    for folder in folders:
        (folder / "empty.txt" if folder is folders[0] else folder / "blank.txt").write_text("", "utf-8")
    reading = read_together(*folders, 800)
    assert [entry.name for entry in reading.skipped] == ["empty.txt", "blank.txt"]
    assert [chunk.document for chunk in reading.chunks] == sorted(chunk.document for chunk in reading.chunks)
