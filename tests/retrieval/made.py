"""Invented places with their documents, and a search over them."""

from collections.abc import Sequence
from pathlib import Path

from assistant.indexing.lexical import Bm25Index
from assistant.reading.catalogue import COLUMNS
from assistant.records import Chunk, ClauseKind, Region
from assistant.retrieval.places import Places
from assistant.retrieval.search import Retriever
from tests.fakes import make_assistant

REGIONS = {
    "qiwu": Region("云岭省", "栖梧市"),
    "langke": Region("云岭省", "琅珂市"),
    "songhe": Region("云岭省", "琅珂市", "松禾县"),
    "linjiang": Region("临江省"),
}
PLACES = Places.of(REGIONS.items())
DOCUMENTS = {
    "qiwu": """栖梧市知识产权规划
一、发展目标
到2025年,有效发明专利拥有量达到300件,注册商标达到900件。
二、主要任务
(一)加强知识产权保护。开展行政执法专项行动,打击侵权假冒。
责任单位:市市场监管局、市公安局
(二)促进质押融资。对知识产权质押贷款给予最高50万元的贴息补助。
责任单位:市金融办
(三)支持绿色通道。设立快速审查窗口。
""",
    "langke": """琅珂市知识产权意见
一、发展目标
到2025年,有效发明专利拥有量达到120件。
二、主要任务
(一)加强知识产权保护。建立维权援助工作站。
(二)培育优势企业。对优势企业给予奖励。
""",
    "songhe": """松禾县实施方案
一、工作目标
培育地理标志产品,打造茶叶品牌。
""",
    "linjiang": """临江省知识产权条例
第一条 为了加强知识产权保护,制定本条例。
第二条 省人民政府设立知识产权奖。
""",
}


def write_corpus(folder: Path) -> Path:
    """Write the documents with a catalogue of their places."""
    folder.mkdir()
    rows = [",".join(COLUMNS)]
    for name, text in DOCUMENTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        region = REGIONS[name]
        values = {"id": name, "province": region.province, "city": region.city, "county": region.county}
        rows.append(",".join(values.get(column, "") for column in COLUMNS))
    (folder / "catalogue.csv").write_text("\n".join(rows), encoding="utf-8")
    return folder


def make_retriever(corpus: Path, index: Path) -> Retriever:
    """A search over a folder, with vectors of character pairs."""
    return make_assistant(corpus, index).retriever


def make_chunk(clause: str, text: str, start: int = 0, kind: ClauseKind = ClauseKind.ITEM) -> Chunk:
    """A chunk of document ``d`` (or the one before the slash) that says ``text``."""
    document = clause.split("/", maxsplit=1)[0]
    return Chunk(clause, document, kind, (), text, start, start + len(text), text, text)


def lexical_over(chunks: Sequence[Chunk]) -> Bm25Index:
    """The word index of some chunks."""
    return Bm25Index.build([chunk.embed_text for chunk in chunks])
