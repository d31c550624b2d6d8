import os
from pathlib import Path

import pytest

from assistant.errors import QuestionError
from assistant.interfaces.result_files import promised, promised_new, write_new, write_together


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_folders_are_made_and_nothing_else(tmp_path):
    with promised([tmp_path / "a" / "b" / "report.json", tmp_path / "a" / "b" / "report.html"]):
        assert names(tmp_path) == ["a", "a/b"]
    assert names(tmp_path) == ["a", "a/b"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, QuestionError])
def test_folders_made_for_nothing_go_again(tmp_path, error):
    (tmp_path / "old").mkdir()
    with pytest.raises(error), promised([tmp_path / "old" / "x.json", tmp_path / "a" / "b" / "y.json"]):
        raise error
    assert names(tmp_path) == ["old"]


def test_folders_that_are_not_empty_stay(tmp_path):
    def work():
        (tmp_path / "a" / "note.txt").write_text("", "utf-8")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), promised([tmp_path / "a" / "b" / "report.json"]):
        work()
    assert names(tmp_path) == ["a", "a/note.txt"]


def test_an_old_result_is_left_alone_until_the_new_one_is_there(tmp_path):
    path = tmp_path / "report.json"
    path.write_text("old", "utf-8")
    with promised([path]):
        assert path.read_text("utf-8") == "old"
    assert names(tmp_path) == ["report.json"]


def test_a_place_that_cannot_be_written_is_told_before_the_work(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    (tmp_path / "folder.json").mkdir()
    for path in (tmp_path / "file" / "report.json", tmp_path / "file" / "a" / "report.json", tmp_path / "folder.json"):
        with pytest.raises(QuestionError, match="无法写入"), promised([tmp_path / "made" / "x.json", path]):
            pytest.fail("the work began")
    assert names(tmp_path) == ["file", "folder.json"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_rights_is_told_before_the_work(tmp_path):
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(QuestionError, match="无法写入"), promised([tmp_path / "closed" / "report.json"]):
        pytest.fail("the work began")


def test_a_place_among_documents_is_refused(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    with pytest.raises(QuestionError, match="混入文档目录"), promised([corpus / "out" / "report.html"], [corpus]):
        pytest.fail("the work began")
    assert names(tmp_path) == ["corpus"]


def test_texts_are_written_together(tmp_path):
    write_together({tmp_path / "a.json": "甲", tmp_path / "b.html": "乙"})
    assert [(tmp_path / name).read_text("utf-8") for name in ("a.json", "b.html")] == ["甲", "乙"]
    assert names(tmp_path) == ["a.json", "b.html"]


def test_where_one_cannot_be_written_none_is(tmp_path):
    (tmp_path / "a.json").write_text("old", "utf-8")
    with pytest.raises(QuestionError, match="无法写入"):
        write_together({tmp_path / "a.json": "new", tmp_path / "none" / "b.html": "new"})
    assert names(tmp_path) == ["a.json"]
    assert (tmp_path / "a.json").read_text("utf-8") == "old"


def test_a_new_file_is_written_whole_into_a_folder_that_is_made(tmp_path):
    path = tmp_path / "a" / "receipt.json"
    with promised_new(path):
        write_new(path, "凭据\n")
    assert path.read_text("utf-8") == "凭据\n"
    assert names(tmp_path) == ["a", "a/receipt.json"]


def test_nothing_is_promised_for_no_file(tmp_path):
    with promised_new(None, tmp_path):
        assert names(tmp_path) == []


@pytest.mark.parametrize("kind", ["file", "link", "device"])
def test_what_is_there_is_never_overwritten(tmp_path, kind):
    path = tmp_path / "receipt.json"
    if kind == "file":
        path.write_text("old", "utf-8")
    elif kind == "link":
        path.symlink_to(tmp_path / "nowhere")
    else:
        path = Path(os.devnull)
    with pytest.raises(QuestionError, match="已存在，不会覆盖"), promised_new(path):
        pytest.fail("promised")
    with pytest.raises(QuestionError, match="已存在，不会覆盖"):
        write_new(path, "new")
    if kind == "file":
        assert path.read_text("utf-8") == "old"


def test_a_file_that_came_meanwhile_is_left_alone(tmp_path):
    path = tmp_path / "receipt.json"
    with promised_new(path):
        path.write_text("other", "utf-8")
        with pytest.raises(QuestionError, match="已存在"):
            write_new(path, "mine")
    assert path.read_text("utf-8") == "other"
