"""The clauses as a LangChain retriever."""

from pathlib import Path

import pytest

from assistant.interfaces.langchain_adapter import ClauseRetriever
from tests.fakes import make_assistant

CORPUS = Path(__file__).resolve().parent.parent.parent / "corpus"


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> ClauseRetriever:
    return ClauseRetriever(assistant=make_assistant(CORPUS, tmp_path_factory.mktemp("index")))


def test_clauses_come_with_what_a_citation_needs(retriever: ClauseRetriever) -> None:
    first, *rest = retriever.invoke("玉溪市怎样加强展会知识产权保护？")
    document = retriever.assistant.trees["yuxi"].document
    assert first.metadata["clause"] == "yuxi/2.6.24"
    assert first.page_content == document.text[first.metadata["start"] : first.metadata["end"]]
    assert {item.metadata["document"] for item in rest} == {"yuxi"}


def test_a_question_to_decline_finds_nothing(retriever: ClauseRetriever) -> None:
    assert retriever.invoke("成都市有什么目标？") == []
