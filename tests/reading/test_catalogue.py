from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import DocumentError
from assistant.reading.catalogue import COLUMNS, OPTIONAL, load_catalogue
from assistant.records import DocumentMetadata, Region

HEADER = ",".join(COLUMNS)
ROW = 'jia, 甲县规划 ,甲省,,甲县,甲县人民政府,甲政发〔2022〕1号,2022-01-02,2022-01-03,2021—2025年,有效,"来自,网页"'
ENTRY = DocumentMetadata(
    title="甲县规划",
    region=Region("甲省", "", "甲县"),
    issuer="甲县人民政府",
    document_number="甲政发〔2022〕1号",
    issued="2022-01-02",
    published="2022-01-03",
    period="2021—2025年",
    status="有效",
    source_note="来自,网页",
)


def _write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "catalogue.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(f"{HEADER}\n{ROW}\n", "utf-8"), (f"{HEADER}\r\n{ROW}\r\n", "utf-8-sig"), (f"{HEADER}\n {ROW}", "utf-8")],
    ids=["plain", "as Excel writes it", "blank before the id"],
)
def test_rows_become_metadata(tmp_path: Path, text: str, encoding: str):
    assert load_catalogue(_write(tmp_path, text, encoding)) == {"jia": ENTRY}


def test_columns_may_stand_in_any_order(tmp_path: Path):
    backwards = ",".join(reversed(COLUMNS))
    row = ",".join({"id": "a", "title": "标题"}.get(column, "") for column in reversed(COLUMNS))
    assert load_catalogue(_write(tmp_path, f"{backwards}\n{row}\n")) == {"a": DocumentMetadata(title="标题")}


def test_optional_columns_may_stand_too_and_hold_lists(tmp_path: Path):
    header = ",".join((*COLUMNS, *OPTIONAL))
    row = f"{ROW},2022-01-05,2022-02-01,2027-01-31,甲县旧办法；甲县旧规定; ,各乡镇,《乙法》"
    dates = {"printed": "2022-01-05", "effective": "2022-02-01", "expires": "2027-01-31"}
    lists = {"replaces": ("甲县旧办法", "甲县旧规定"), "addressees": ("各乡镇",), "basis": ("《乙法》",)}
    expected = replace(ENTRY, **dates, **lists)
    assert load_catalogue(_write(tmp_path, f"{header}\n{row}\n")) == {"jia": expected}


def test_some_optional_columns_are_enough(tmp_path: Path):
    found = load_catalogue(_write(tmp_path, f"{HEADER},expires\n{ROW},2027-01-31\n{ROW.replace('jia', 'yi')},\n"))
    assert (found["jia"].expires, found["yi"].expires, found["yi"].basis) == ("2027-01-31", "", ())


def test_missing_file_is_an_empty_catalogue(tmp_path: Path):
    assert load_catalogue(tmp_path / "catalogue.csv") == {}


@pytest.mark.parametrize(
    ("text", "encoding", "message"),
    [
        (f"{HEADER}\n{ROW}\n{ROW}", "utf-8", "第3行：id jia 重复"),
        (f"{HEADER}\n{ROW}\n {ROW}", "utf-8", "第3行：id jia 重复"),
        ("id,title\njia,标题", "utf-8", "第2行的列不对"),
        (f"{HEADER},extra\n{ROW},x", "utf-8", "第2行的列不对.*另可有 printed,effective"),
        (f"{HEADER}\n{ROW},x", "utf-8", "第2行的列不对"),
        (f"{HEADER}\n{ROW}\nyi,只有两列", "utf-8", "第3行的列不对"),
        (f"{HEADER}\n{ROW}", "gb18030", "无法读取"),
        (f'{HEADER}\njia,"没有结束的引号', "utf-8", "无法读取"),
        (f"{HEADER}\n{ROW}", "utf-16", "无法读取"),
    ],
    ids=[
        "twice",
        "twice but for a blank",
        "columns missing",
        "column unknown",
        "cell too many",
        "cells missing",
        "gb18030",
        "open quote",
        "utf-16",
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, encoding: str, message: str):
    with pytest.raises(DocumentError, match=message) as error:
        load_catalogue(_write(tmp_path, text, encoding))
    assert str(error.value).startswith("catalogue.csv ")


def test_folder_in_place_of_the_file_is_refused(tmp_path: Path):
    (tmp_path / "catalogue.csv").mkdir()
    with pytest.raises(DocumentError, match="无法读取"):
        load_catalogue(tmp_path / "catalogue.csv")


def test_every_document_of_the_corpus_is_in_its_catalogue():
    corpus = Path(__file__).parent.parent.parent / "corpus"
    assert sorted(load_catalogue(corpus / "catalogue.csv")) == sorted(path.stem for path in corpus.glob("*.txt"))
