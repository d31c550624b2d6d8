from pathlib import Path

from assistant.measures import together
from assistant.measures.extract import extract_measures
from assistant.measures.indicators import extract_indicators
from assistant.measures.taxonomy import load_taxonomy
from assistant.reading.corpus import read_corpus

TREES = read_corpus(Path(__file__).parents[2] / "corpus", 800).trees
TAXONOMY = load_taxonomy()
ALONE = (tuple(extract_measures(TREES, TAXONOMY)), extract_indicators(TREES, TAXONOMY.indicators))


def test_several_processes_find_the_same_in_the_same_order(monkeypatch):
    monkeypatch.setattr(together, "LEAST_CLAUSES", 1)
    assert together.extract_together(TREES, TAXONOMY, processes=2) == ALONE


def test_few_clauses_are_read_in_this_process(monkeypatch):
    monkeypatch.setattr(together, "ProcessPoolExecutor", None)
    assert together.extract_together(TREES, TAXONOMY, processes=2) == ALONE


def test_no_documents_hold_nothing():
    assert together.extract_together((), TAXONOMY) == ((), ())
