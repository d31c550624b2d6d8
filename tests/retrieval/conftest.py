"""Searches over invented documents, made once: nothing changes them."""

import pytest

from assistant.retrieval.search import Retriever
from tests.retrieval.library import make_library
from tests.retrieval.made import make_retriever, write_corpus


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    """A search over documents with versions, numbers and parts."""
    return make_library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    """A search over short documents of four places."""
    folder = tmp_path_factory.mktemp("invented")
    return make_retriever(write_corpus(folder / "corpus"), folder / "index")
