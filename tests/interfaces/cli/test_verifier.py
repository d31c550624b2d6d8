import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.interfaces.cli.made import stated

Cli = Callable[..., tuple[int, str, str]]
CLAUSES = [{"text": "给予最高50万元贴息。"}]


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """A true sentence, one with another amount, and one that the check takes for true."""
    rows = [
        {"id": "p1", "set": "held", "sentence": "给予最高50万元贴息", "changed": "", "expected": "supported"},
        {"id": "p2", "set": "held", "sentence": "给予最高20万元贴息", "changed": "amount", "expected": "not_supported"},
        {"id": "p3", "sentence": "给予最高50万元贴息", "changed": "subject", "expected": "not_supported"},
        {"id": "p4", "sentence": "给予最高60万元贴息", "changed": "", "expected": "supported"},
    ]
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(json.dumps({**row, "clauses": CLAUSES}) for row in rows), "utf-8")
    return path


def test_shares_by_kind_and_set_and_the_failures_are_printed(cli: Cli, pairs: Path) -> None:
    code, out, _ = cli("benchmark", "verifier", pairs)
    lines = out.splitlines()
    assert code == 0
    assert lines[:6] == [
        "changed sentences not supported: 0.500 (1 of 2)",
        "true sentences supported:        0.500 (1 of 2)",
        "  true          0.500 (1 of 2)",
        "  amount        1.000 (1 of 1)",
        "  subject       0.000 (0 of 1)",
        "held: changed 1.000 (1 of 1), true 1.000 (1 of 1)",
    ]
    assert lines[6].startswith("median ")
    assert lines[6].endswith(" ms a sentence")
    assert lines[7:] == [
        "  p3 subject: supported 给予最高50万元贴息",
        "  p4 true: unsupported [最高60万元] 给予最高60万元贴息",
    ]


def test_the_same_as_json(cli: Cli, pairs: Path) -> None:
    report = json.loads(cli("benchmark", "verifier", pairs, "--json")[1])
    assert report.pop("median_milliseconds") >= 0
    assert report == {
        "changed_not_supported": 0.5,
        "true_supported": 0.5,
        "by_kind": {
            "true": {"right": 1, "pairs": 2, "share": 0.5},
            "amount": {"right": 1, "pairs": 1, "share": 1.0},
            "subject": {"right": 0, "pairs": 1, "share": 0.0},
        },
        "by_set": {
            "held": {
                "changed": {"right": 1, "pairs": 1, "share": 1.0},
                "true": {"right": 1, "pairs": 1, "share": 1.0},
            }
        },
        "failures": [
            {"id": "p3", "changed": "subject", "verdict": "supported", "missing": [], "sentence": "给予最高50万元贴息"},
            {
                "id": "p4",
                "changed": "",
                "verdict": "unsupported",
                "missing": ["最高60万元"],
                "sentence": "给予最高60万元贴息",
            },
        ],
    }


def test_a_bad_file_is_a_stated_error(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{}", "utf-8")
    assert "第1行" in stated(cli("benchmark", "verifier", tmp_path / "bad.jsonl"))
