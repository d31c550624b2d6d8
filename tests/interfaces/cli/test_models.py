import json

from tests.interfaces.cli.made import stated


def test_models_are_listed_and_an_unknown_one_is_a_stated_error(cli):
    code, out, _ = cli("models", "list")
    entries = json.loads(cli("models", "list", "--json")[1])
    assert code == 0
    assert [line.split("\t")[0] for line in out.splitlines()] == [entry["name"] for entry in entries]
    assert {tuple(entry) for entry in entries} == {("name", "kind", "bytes", "state", "path")}
    assert json.loads(cli("models", "verify", "--json")[1]) == []
    assert "no-such-model" in stated(cli("models", "verify", "no-such-model"))
