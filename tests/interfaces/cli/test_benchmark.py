import json

import pytest

from tests.interfaces.cli.made import GOLD, stated


@pytest.mark.parametrize("command", [("benchmark", "retrieval"), ("benchmark", "ranking")], ids=" ".join)
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
