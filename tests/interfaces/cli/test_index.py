import json

import pytest

from assistant.interfaces.cli import index
from tests.interfaces.cli.made import stated


def test_index_build_tells_what_it_holds_and_what_it_skipped(cli, assistant):
    manifest = assistant.retriever.generation.manifest
    code, out, err = cli("index", "build")
    assert (code, err) == (0, "已跳过 x.txt：文件为空\n")
    assert out.startswith(f"索引 {manifest.fingerprint}：1份文件，{manifest.clauses}个条款")
    payload = json.loads(cli("index", "build", "--force", "--json")[1])
    assert (payload["documents"], payload["skipped"]) == (1, [{"name": "x.txt", "message": "x.txt：文件为空"}])


@pytest.mark.parametrize(("expected", "state"), [("", "unknown"), ("own", "current")])
def test_index_status_tells_whether_it_is_current(cli, assistant, monkeypatch, expected, state):
    name = assistant.retriever.generation.manifest.fingerprint
    monkeypatch.setattr(index, "expected_fingerprint", lambda settings: name if expected else "")
    payload = json.loads(cli("index", "status", "--json")[1])
    assert (payload["state"], payload["current"], payload["generations"]) == (state, name, [name])
    assert name in cli("index", "status")[1]


def test_index_verify_finds_a_changed_file(cli, assistant, tmp_path):
    name = assistant.retriever.generation.manifest.fingerprint
    assert json.loads(cli("index", "verify", "--json")[1])["verified"] is True
    assert "校验通过" in cli("index", "verify")[1]
    (tmp_path / "index" / name / "chunks.jsonl").write_text("{}\n", "utf-8")
    assert "chunks.jsonl" in stated(cli("index", "verify"))
