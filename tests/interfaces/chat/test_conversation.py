import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.interfaces.chat.conversation import Wish, follow
from assistant.ports import Waiting
from assistant.records import Filters
from tests.fakes import ScriptedGenerator, make_assistant

CORPUS = Path(__file__).parents[3] / "corpus"
NOW = datetime(2026, 5, 1, tzinfo=UTC)
QUESTION = "到2025年河源市每万人口高价值发明专利拥有量达到多少件？"


class Endless:
    """Writes a beginning, then gives signs of life until it is closed."""

    closed = False

    def stream(self, system, user, grammar):
        try:
            yield "到2025年，"
            while True:
                yield Waiting(0)
        finally:
            self.closed = True


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return make_assistant(CORPUS, tmp_path_factory.mktemp("index"), ScriptedGenerator("到2025年达到1件[1]。"))


def test_a_stop_closes_the_generator_and_leaves_an_unchecked_turn(assistant, monkeypatch):
    generator = Endless()
    monkeypatch.setattr(assistant, "generator", generator)
    stopped = threading.Event()
    seen = []
    for turn in follow(assistant, (), Wish(QUESTION), NOW, stopped.is_set):
        seen.append(turn)
        if turn.streamed:
            stopped.set()
    last = seen[-1]
    assert generator.closed
    assert (last.is_stopped, last.is_writing, last.streamed, last.answer, last.receipt) == (
        True, False, "到2025年，", None, None,
    )  # fmt: skip
    assert last.found.passages


def test_who_leaves_ends_the_work(assistant, monkeypatch):
    generator = Endless()
    monkeypatch.setattr(assistant, "generator", generator)
    steps = follow(assistant, (), Wish(QUESTION), NOW)
    while not next(steps).streamed:
        pass
    steps.close()
    assert generator.closed


def test_filters_reach_the_search_and_the_receipt(assistant):
    filters = Filters(places=("玉溪市",))
    *_, turn = follow(assistant, (), Wish("维权援助有哪些规定？", "extract", filters), NOW)
    assert {citation.chunk.document for citation in turn.answer.citations} == {"yuxi"}
    assert (turn.receipt.filters, turn.filters, turn.answerer) == (filters, filters, "extract")


@pytest.mark.parametrize(
    "filters", [Filters(("玉溪市",), ("heyuan",)), Filters(("玉溪市",), as_of="1990-01-01"), Filters(("火星市",))]
)
def test_filters_that_fit_nothing_find_nothing(assistant, filters):
    *_, turn = follow(assistant, (), Wish("维权援助有哪些规定？", "extract", filters), NOW)
    assert turn.answer.abstained
    assert (turn.answer.hits, turn.answer.reason) == ((), "empty_scope")
