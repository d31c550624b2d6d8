import csv
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import DocumentError
from assistant.reading.corrections import (
    Action,
    Correction,
    add_correction,
    find,
    fold,
    load_corrections,
    remove_correction,
    split_position,
    unmatched,
)

HEADER = "document,action,line,before,at\n"
HEADING = Correction(Action.HEADING, "指导思想")
NOT_HEADING = Correction(Action.NOT_HEADING, "指导思想")
JOIN = Correction(Action.JOIN, "，严厉打击侵权。")
SPLIT = Correction(Action.SPLIT, "加强保护。二、重点任务", at="二、重点任务")


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "corrections.csv"


@pytest.mark.parametrize(
    ("text", "folded"),
    [("　一、 总体\t要求 ", "一、 总体 要求"), ("", ""), ("ａＢ①", "ａＢ①"), ("a\u00a0\r\nb", "a b")],
    ids=["white space", "empty", "characters stay", "every kind of blank"],
)
def test_folding_touches_white_space_alone(text, folded):
    assert fold(text) == folded


def test_a_correction_is_found_by_the_content_of_its_line():
    assert find((JOIN, HEADING), "　指导思想  ", "一、总体要求") == HEADING
    assert find((JOIN, HEADING), "指导思想。", "") is None
    assert find((), "指导思想", "") is None


def test_the_line_above_narrows_a_correction_and_goes_before_one_without():
    wide, narrow = Correction(Action.HEADING, "附 则"), Correction(Action.NOT_HEADING, "附  则", "第九条 略。")
    assert find((wide, narrow), "附 则", "第九条  略。") == narrow
    assert find((wide, narrow), "附 则", "别的行") == wide
    assert find((narrow,), "附 则", "别的行") is None


def test_corrections_that_no_line_is_meant_by_are_told():
    lines = ["一、总体要求", "指导 思想", "加强保护。二、重点任务", "开展行动", "，严厉打击侵权。"]
    gone = Correction(Action.HEADING, "保障措施")
    elsewhere = Correction(Action.JOIN, "，严厉打击侵权。", "另一行")
    inside_no_more = Correction(Action.SPLIT, "开展行动", at="附则")
    corrections = (gone, Correction(Action.HEADING, "指导 思想"), SPLIT, JOIN, elsewhere, inside_no_more)
    assert unmatched(corrections, lines) == (gone, elsewhere, inside_no_more)
    assert unmatched((), lines) == ()


@pytest.mark.parametrize(
    ("line", "at", "position"),
    [
        ("加强保护。二、重点任务", "二、重点", 5),
        ("加强保护。 二、　重点  任务", "二、 重点 任务", 6),
        ("二、重点任务", "二、", -1),
        ("甲甲", "甲", 1),
        ("a.b", "a+b", -1),
        ("加强保护", "", -1),
    ],
    ids=["inside", "white space", "in front", "again", "no pattern", "empty"],
)
def test_the_place_of_a_split_is_found_in_the_line_as_it_stands(line, at, position):
    assert split_position(line, at) == position


def test_a_missing_file_holds_no_corrections(path):
    assert load_corrections(path) == {}


def test_corrections_are_read_by_document_in_order_of_the_file(path):
    rows = "yi,join,，严厉打击侵权。,,\njia,split,加强保护。二、重点任务,,二、重点任务\n"
    path.write_text(f"{HEADER}{rows},,,,\njia,heading,指导 思想,上 行,\n", "utf-8-sig")
    narrow = Correction(Action.HEADING, "指导 思想", "上 行")
    assert load_corrections(path) == {"yi": (JOIN,), "jia": (SPLIT, narrow)}


def test_separators_that_a_spreadsheet_leaves_out_behind_are_no_fault(path):
    path.write_text(f"{HEADER}jia,heading,指导思想\n", "utf-8")
    assert load_corrections(path) == {"jia": (HEADING,)}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (HEADER + "jia,title,指导思想,,\n", "第2行的 action 应为 heading、not_heading、join、split，不是“title”"),
        (HEADER + "jia,split,指导思想,,\n", "第2行是 split，须在 at 列"),
        (HEADER + "jia,split,指导思想,,指导\n", "须在 at 列写明从行内哪里断开"),
        (HEADER + "jia,heading,,,\n", "第2行缺少 document 或 line"),
        (HEADER + "jia,heading,指导思想,,,多\n", "第2行的列不对"),
        ("document,action,line\njia,heading,指导思想\n", "表头不对"),
        (HEADER + "jia,heading,指导思想,,\njia,not_heading,指导思想,,\n", "第3行与前面的更正矛盾"),
        (HEADER + 'jia,heading,"指导思想,,\n', "无法读取"),
    ],
    ids=["action", "split", "split in front", "line", "too many", "columns", "contradiction", "quote"],
)
def test_a_bad_file_is_a_stated_error(path, content, message):
    path.write_text(content, "utf-8")
    with pytest.raises(DocumentError, match="corrections") as raised:
        load_corrections(path)
    assert message in str(raised.value)
    with pytest.raises(DocumentError):
        add_correction(path, "jia", HEADING)
    assert path.read_text("utf-8") == content


def test_a_file_in_another_encoding_is_a_stated_error(path):
    path.write_bytes((HEADER + "jia,heading,指导思想,,\n").encode("gb18030"))
    with pytest.raises(DocumentError, match="UTF-8"):
        load_corrections(path)


def test_what_is_added_stands_at_the_end_and_the_rest_stays(path):
    add_correction(path, "jia", HEADING)
    add_correction(path, "yi", HEADING)
    add_correction(path, "jia", SPLIT)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["document", "action", "line", "before", "at"],
        ["jia", "heading", "指导思想", "", ""],
        ["yi", "heading", "指导思想", "", ""],
        ["jia", "split", "加强保护。二、重点任务", "", "二、重点任务"],
    ]
    assert path.read_bytes().startswith(b"\xef\xbb\xbfdocument,action,line,before,at\r\n")


def test_a_contradiction_replaces_the_older_correction_in_its_place(path):
    for correction in (HEADING, JOIN, NOT_HEADING):
        add_correction(path, "jia", correction)
    assert load_corrections(path) == {"jia": (NOT_HEADING, JOIN)}


def test_adding_the_same_twice_leaves_the_file_alone(path):
    add_correction(path, "jia", HEADING)
    os.utime(path, (0, 0))
    add_correction(path, "jia", Correction(Action.HEADING, " 指导思想　"))
    assert path.stat().st_mtime == 0


def test_a_correction_is_taken_back_for_one_document_alone(path):
    narrow = Correction(Action.JOIN, "指导思想", "上行")
    for correction in (HEADING, narrow, JOIN):
        add_correction(path, "jia", correction)
    add_correction(path, "yi", HEADING)
    assert remove_correction(path, "jia", "指导 思想") == ()
    assert remove_correction(path, "jia", "指导思想", "上行") == (narrow,)
    assert remove_correction(path, "jia", " 指导思想") == (HEADING,)
    assert load_corrections(path) == {"jia": (JOIN,), "yi": (HEADING,)}


def test_a_failed_write_leaves_the_old_file(path, monkeypatch):
    add_correction(path, "jia", HEADING)
    before = path.read_bytes()

    def fail(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DocumentError, match="无法写入：No space left"):
        add_correction(path, "jia", JOIN)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_a_stated_error(tmp_path):
    (tmp_path / "corpus").write_text("a file", "utf-8")
    with pytest.raises(DocumentError, match="无法写入"):
        add_correction(tmp_path / "corpus" / "corrections.csv", "jia", HEADING)


def test_two_writers_at_once_lose_nothing(path):
    corrections = [Correction(Action.HEADING, f"第{number}行") for number in range(20)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda correction: add_correction(path, "jia", correction), corrections))
    assert sorted(one.line for one in load_corrections(path)["jia"]) == sorted(one.line for one in corrections)


def test_a_line_that_looks_like_a_formula_is_stored_as_text(path):
    lines = ("=HYPERLINK(1)", "+86 电话", "-- 下划线", "@甲", "'=引号", "'单引号")
    for line in lines:
        add_correction(path, "jia", Correction(Action.JOIN, line))
    stored = [row[2] for row in csv.reader(path.read_text("utf-8-sig").splitlines())][1:]
    assert stored == ["'=HYPERLINK(1)", "'+86 电话", "'-- 下划线", "'@甲", "''=引号", "'单引号"]
    assert [correction.line for correction in load_corrections(path)["jia"]] == list(lines)


@given(st.lists(st.tuples(st.sampled_from(["jia", "=x", "a,b"]), st.text(min_size=1), st.text()), max_size=6))
def test_what_is_saved_is_read_again(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("saved") / "corrections.csv"
    kept: dict[str, dict[tuple[str, str], Correction]] = {}
    for document, line, before in rows:
        correction = Correction(Action.NOT_HEADING, line, before)
        if correction.line and "\x00" not in line + before:
            kept.setdefault(document, {})[correction.place] = correction
            add_correction(path, document, correction)
    assert load_corrections(path) == {document: tuple(found.values()) for document, found in kept.items()}
