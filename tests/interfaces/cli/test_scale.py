import json
from collections.abc import Callable

import pytest

from assistant.evaluation.scale import SIZES, ScaleTiming
from assistant.interfaces.cli import benchmark

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes that were measured; each takes a millisecond, and two for five of a hundred questions."""
    sizes: list[int] = []

    def measure(clauses: int) -> tuple[ScaleTiming, ...]:
        sizes.append(clauses)
        return (ScaleTiming(clauses, "", clauses, "dense", 100, 0.001, 0.002, 0.003),)

    monkeypatch.setattr(benchmark, "measure_scale", measure)
    return sizes


def test_sizes_are_measured_in_turn(cli: Cli, measured: list[int]) -> None:
    code, out, _ = cli("benchmark", "scale", "--clauses", 7, "--clauses", 5)
    assert (code, measured) == (0, [7, 5])
    assert out.splitlines() == [
        f"{n} clauses, {n} of them searched (no place), dense: "
        "median 1.00 ms, 95 of 100 within 2.00 ms, processor time 3.00 ms"
        for n in (7, 5)
    ]


def test_sizes_have_defaults_and_the_figures_are_given_as_json(cli: Cli, measured: list[int]) -> None:
    timings = json.loads(cli("benchmark", "scale", "--json")[1])
    assert measured == list(SIZES) == [300, 150_000]
    assert timings[0] == {
        "clauses": 300, "place": "", "searched": 300, "part": "dense", "questions": 100,
        "median_seconds": 0.001, "slow_seconds": 0.002, "processor_seconds": 0.003,
    }  # fmt: skip


def test_a_corpus_of_nothing_is_wrong_use(cli: Cli, measured: list[int]) -> None:
    assert cli("benchmark", "scale", "--clauses", 0)[0] == 2
    assert measured == []
