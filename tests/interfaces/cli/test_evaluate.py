import json

import pytest

from tests.interfaces.cli.made import GOLD, QUESTION, UNANSWERABLE, stated


def test_evaluate_prints_and_gives_the_scores(cli, gold):
    path = gold(GOLD, UNANSWERABLE)
    report = json.loads(cli("evaluate", path, "--answerer", "extract", "--json")[1])
    assert (report["answerer"], report["questions"]) == ("extract", 2)
    assert (report["written"], report["written_seconds_median"]) == (0, None)
    assert report["means"] == dict.fromkeys(
        ("recall@1", "recall@5", "recall@10", "mrr", "answered", "key_facts", "citation_recall", "citation_precision"),
        1.0,
    ) | {"wrong_document": 0.0, "supported": 1.0, "declined": 1.0}
    assert list(report["kinds"]) == ["fact", "unanswerable"]
    assert "  key_facts            1.000\n" in cli("evaluate", path, "--answerer", "extract")[1]


def test_evaluate_counts_only_what_questions_without_evidence_tell(cli, gold):
    report = json.loads(cli("evaluate", gold({"id": "p1", "question": QUESTION}), "--answerer", "extract", "--json")[1])
    assert report["means"] == {"answered": 1.0}


def test_evaluate_counts_what_the_model_wrote(cli, gold):
    path = gold(GOLD, UNANSWERABLE)
    report = json.loads(cli("evaluate", path, "--answerer", "llm", "--json")[1])
    assert (report["answerer"], report["questions"], report["written"]) == ("llm", 2, 1)
    assert "\n1 answers written by the model, median " in cli("evaluate", path, "--answerer", "llm")[1]


@pytest.mark.parametrize("command", [("evaluate",), ("benchmark", "retrieval"), ("benchmark", "ranking")], ids=" ".join)
def test_a_file_without_questions_is_a_stated_error(cli, gold, command):
    assert "没有问题" in stated(cli(*command, gold()))


def test_benchmarks_print_a_ratio_and_give_json(cli, gold):
    path = gold(GOLD)
    assert "ratio" in cli("benchmark", "retrieval", path)[1]
    report = json.loads(cli("benchmark", "retrieval", path, "--json")[1])
    assert set(report) == {"name", "seconds", "baseline", "baseline_seconds", "ratio"}
    assert (report["name"], report["baseline"]) == ("retrieval", "encoding")
    rankings = json.loads(cli("benchmark", "ranking", path, "--json")[1])
    assert {tuple(scores.values()) for scores in rankings.values()} == {(1.0, 1.0)}
