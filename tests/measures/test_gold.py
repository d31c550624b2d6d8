"""Labelled sentences: what is found in their documents does not get worse."""

from pathlib import Path

import pytest

from assistant.evaluation.measures import judge_labels, load_labels, score, score_sets
from assistant.measures.taxonomy import load_taxonomy
from assistant.reading.corpus import read_corpus

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def outcomes():
    folders = (ROOT / "corpus", ROOT / "tests" / "golden" / "measures")
    trees = [tree for folder in folders for tree in read_corpus(folder, 800).trees]
    return judge_labels(load_labels(ROOT / "tests" / "gold" / "measures.jsonl"), trees, load_taxonomy())


def test_measures_in_the_style_of_offices_are_found_typed_and_weighed(outcomes):
    chosen = score([one for one in outcomes if one.label.set != "lively"])
    assert chosen.measures == 378
    assert chosen.precision >= 0.94
    assert chosen.recall >= 0.96
    assert chosen.type >= 0.9
    assert chosen.firmness >= 0.95


def test_each_set_is_scored_by_itself(outcomes):
    sets = score_sets(outcomes)
    assert list(sets) == ["corpus", "made", "lively", "official", "offices"]
    assert min(one.precision for one in sets.values()) >= 0.91
    assert sets["lively"].recall >= 0.68
