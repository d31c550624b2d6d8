"""Receipts for tests: of real answers over a small corpus, and made from nothing by hypothesis."""

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import strategies as st

from assistant.answering.origin import ModelIdentity, Origin
from assistant.answering.receipts import FORMAT, Cited, Receipt, hash_text
from assistant.pipeline import Assistant
from assistant.records import Filters, QuestionKind, Reason, Reference, Scope, Sentence, Verdict
from assistant.retrieval.search import NO_FILTERS
from tests.fakes import make_assistant

ASKED = datetime(2024, 5, 1, 8, 30, 15, 999, UTC)
PLAN = """甲县知识产权规划
甲政发〔2022〕3号

一、主要目标
到2025年，发明专利拥有量达到100件。全县商标注册量达到500件。
二、重点任务
（一）促进质押融资
对专利质押贷款给予最高50万元贴息。贴息比例为贷款利息的百分之四十。
（二）加强维权援助
设立维权援助工作站8个，覆盖全部乡镇。
三、主要指标
指标	2020年	2025年
地理标志产品（个）	3	6
版权登记量（件）	20	90
"""
GOALS = "到2025年甲县发明专利拥有量达到多少件？"
LOANS = "甲县专利质押贷款给予最高多少贴息？"
STATIONS = "甲县设立多少个维权援助工作站？"
MARKS = "到2025年甲县版权登记量是多少件？"


def write_plan(folder: Path, text: str = PLAN) -> Path:
    """A corpus of one plan."""
    folder.mkdir(exist_ok=True)
    (folder / "jia.txt").write_text(text, "utf-8")
    return folder


def answer_with_receipt(assistant: Assistant, question: str, asked: datetime = ASKED, **ways: object) -> Receipt:
    """The receipt of an answer that cites something."""
    answer = assistant.ask(question, **ways)
    assert answer.citations
    return assistant.receipt(answer, ways.get("history", ()), ways.get("filters", NO_FILTERS), asked)


def rebuilt(home: Path, text: str) -> Assistant:
    """The assistant of a home folder after its plan was changed."""
    return make_assistant(write_plan(home / "corpus", text), home / "index")


# No lone surrogates: no file in UTF-8 holds them, and questions are cleaned of them.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
lines = st.lists(texts, max_size=3).map(tuple)
numbers = st.integers(0, 10**6)
hashes = texts.map(hash_text)
identities = st.builds(ModelIdentity, texts, st.just("") | hashes, texts)
origins = st.builds(
    Origin,
    texts,
    st.integers(200, 4000),
    identities,
    st.none() | identities,
    st.dictionaries(texts, hashes, max_size=2),
)
scopes = st.builds(
    Scope, st.none() | lines, lines, st.lists(lines, max_size=2).map(tuple), lines, lines, lines, lines,
    st.lists(st.builds(Reference, texts, texts, texts), max_size=2).map(tuple), lines, lines, texts,
)  # fmt: skip
sentences = st.builds(Sentence, texts, st.lists(numbers, max_size=3).map(tuple), st.sampled_from(Verdict), lines)
cited = st.builds(
    lambda text, **fields: Cited(text=text, sha256=hash_text(text), **fields),
    texts, number=numbers, document=texts, title=texts, document_number=texts, clause=texts, path=lines, start=numbers,
    end=numbers, head=texts, copies=numbers, formal=texts, quote=texts, quote_start=numbers, quote_end=numbers,
)  # fmt: skip
moments = st.datetimes().map(lambda time: f"{time:2024-%m-%dT%H:%M:%SZ}")
receipts = st.builds(
    Receipt, st.just(FORMAT), texts, moments, texts, lines, texts,
    st.sampled_from(QuestionKind), st.builds(Filters, lines, lines, texts), scopes, texts, origins, texts, texts,
    st.booleans(), st.none() | st.sampled_from(Reason), texts, st.lists(sentences, max_size=3).map(tuple),
    st.lists(cited, max_size=3).map(tuple),
)  # fmt: skip
