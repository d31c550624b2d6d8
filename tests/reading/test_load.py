"""Files as they come: encodings, line ends, and files that are no documents."""

import codecs
from pathlib import Path

import pytest

from assistant.errors import DocumentError
from assistant.reading.catalogue import COLUMNS
from assistant.reading.load import load_corpus, load_document
from assistant.records import DocumentMetadata, Region

TEXT = "一、总体要求\n玉溪〔2022〕1号\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\r\n").encode("gb18030"),
    ],
    ids=[
        "utf-8",
        "utf-8 BOM",
        "gb18030",
        "utf-16-le",
        "utf-16-be",
        "no mark le",
        "no mark be",
        "CRLF",
        "CR",
        "gb18030 CRLF",
    ],
)
def test_every_encoding_gives_the_same_text(tmp_path: Path, data: bytes):
    path = tmp_path / "玉溪.txt"
    path.write_bytes(data)
    document = load_document(path).document
    assert (document.id, document.text) == ("玉溪", TEXT)


def test_nothing_else_of_a_text_is_changed(tmp_path: Path):
    text = "  一、\t全角　空格 \n\n\n末尾无换行\x0b \u2028 ㈠ ① ﹪"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    assert load_document(path).document.text == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "文件为空"),
        (b" \n\t\r\n", "文件为空"),
        ("　 \n".encode(), "文件为空"),
        (codecs.BOM_UTF8, "文件为空"),
        (codecs.BOM_UTF16_LE, "文件为空"),
        (b"\x00\x01\x02", "不是 UTF-8 或 GB18030"),
        (bytes(range(1, 32)) * 9, "不是 UTF-8 或 GB18030"),
        (b"\xff\xff\xff\xff", "不是 UTF-8 或 GB18030"),
        (codecs.BOM_UTF16_LE + b"\x2d", "不是 UTF-8 或 GB18030"),
        ("知识产权".encode("shift-jis", "replace") + b"\xff", "不是 UTF-8 或 GB18030"),
    ],
    ids=["empty", "white space", "wide space", "only BOM", "only BOM 16", "zero bytes", "controls",
         "no encoding", "half a character", "shift-jis"],
)  # fmt: skip
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, message: str):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=message) as error:
        load_document(path)
    assert str(error.value).startswith("a.txt：")


def test_a_folder_under_a_document_name_cannot_be_read(tmp_path: Path):
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(DocumentError, match="无法读取"):
        load_document(tmp_path / "a.txt")


def test_corpus_reads_texts_in_order_of_id_and_lists_what_it_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name, data in {
        "c.txt": "丙".encode(), "a.md": "# 甲".encode(), "B.TXT": "乙".encode("gb18030"), "a.txt": "又一个甲".encode(),
        "empty.txt": b"", "picture.txt": b"\x00\x01", "locked.txt": b"x", "README.md": b"x", ".hidden.txt": b"x",
        "~$draft.txt": b"x", "corrections.csv": b"",
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(data)
    for folder, name in [
        ("folder.txt", "d.txt"),
        ("page_files", "script.txt"),
        (".git", "e.txt"),
        ("folder.txt", "c.txt"),
    ]:
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text("丁", encoding="utf-8")
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    corpus = load_corpus(tmp_path)
    assert [(loaded.document.id, loaded.document.text) for loaded in corpus.documents] == [
        ("B", "乙"), ("a", "# 甲"), ("c", "丙"), ("d", "丁"),
    ]  # fmt: skip
    assert [skipped.name for skipped in corpus.skipped] == [
        "a.txt", "empty.txt", "folder.txt/c.txt", "locked.txt", "picture.txt",
    ]  # fmt: skip
    assert [skipped.message.split("：")[1].split("。")[0] for skipped in corpus.skipped] == [
        "与另一文件同名，请改名", "文件为空，已跳过", "与另一文件同名，请改名", "无法读取（Permission denied）",
        "不是 UTF-8 或 GB18030 文本，请另存为 UTF-8 后重试",
    ]  # fmt: skip


def test_catalogue_gives_documents_their_metadata(tmp_path: Path):
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "b.txt").write_text("乙", encoding="utf-8")
    values = dict.fromkeys(COLUMNS, "") | {"id": "b", "title": "乙市规划", "city": "乙市"}
    rows = [",".join(COLUMNS), ",".join(values[column] for column in COLUMNS)]
    (tmp_path / "catalogue.csv").write_text("\n".join(rows), encoding="utf-8")
    assert [loaded.document.metadata for loaded in load_corpus(tmp_path).documents] == [
        DocumentMetadata(),
        DocumentMetadata(title="乙市规划", region=Region(city="乙市")),
    ]


def test_missing_folder_is_named(tmp_path: Path):
    with pytest.raises(DocumentError, match="nowhere"):
        load_corpus(tmp_path / "nowhere")


def test_empty_folder_is_an_empty_corpus(tmp_path: Path):
    corpus = load_corpus(tmp_path)
    assert (corpus.documents, corpus.skipped) == ((), ())


def test_progress_is_told_of_each_file(tmp_path: Path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("甲", encoding="utf-8")
    told: list[tuple[str, int, int]] = []
    load_corpus(tmp_path, lambda *step: told.append(step))
    assert told == [("读取文件", 0, 2), ("读取文件", 1, 2), ("读取文件", 2, 2)]
