"""What is made of a question once, whatever documents are searched."""

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.ports import Encoding
from assistant.records import Query, QuestionKind, Scope
from assistant.retrieval.asked import Asked
from tests.retrieval.made import StatedTokens, StatedVectors, StatedWords, make_index

INDEX = make_index(
    (),
    StatedVectors({}),
    StatedTokens({}),
    StatedWords({"质押": (2.0, frozenset({0})), "融资": (1.0, frozenset({0})), "措施": (0.5, frozenset({0}))}),
)


class ListeningEncoder:
    """Keeps what it is asked to encode; a text has as many tokens as characters."""

    def __init__(self) -> None:
        self.heard: list[tuple[tuple[str, ...], bool]] = []

    def encode(self, texts: Sequence[str], *, is_query: bool) -> Encoding:
        self.heard.append((tuple(texts), is_query))
        tokens = tuple(np.full((len(text), 2), 0.5, dtype=np.float32) for text in texts)
        return Encoding(np.array([[len(text), 1.0] for text in texts], dtype=np.float32), tokens)


def ask(topic: str, standalone: str = "栖梧市质押融资", focus: str = "质押融资") -> tuple[Asked, ListeningEncoder]:
    encoder = ListeningEncoder()
    query = Query("问题", standalone, focus, Scope(), QuestionKind.LIST, topic)
    return Asked.of(query, encoder, INDEX), encoder


def test_a_question_is_encoded_once_without_what_chose_its_scope() -> None:
    asked, encoder = ask("质押融资")
    assert encoder.heard == [(("质押融资",), True)]
    assert (asked.probe.vector.tolist(), asked.probe.tokens.shape, asked.tokens) == ([4.0, 1.0], (4, 2), 4)


def test_where_nothing_else_is_left_the_whole_question_is_searched() -> None:
    asked, encoder = ask("")
    assert encoder.heard == [(("栖梧市质押融资",), True)]
    assert asked.tokens == 7


def test_telling_words_are_weighed_and_those_that_stand_nowhere_counted() -> None:
    asked, _ = ask("量子质押融资")
    assert asked.probe.words == ("量子", "质押", "融资")
    assert (asked.topic.words, asked.topic.weights) == (("质押", "融资"), (2.0, 1.0))
    assert asked.topic.known == pytest.approx(2 / 3)


def test_a_question_without_any_words_knows_none() -> None:
    asked, _ = ask("吗？")
    assert (asked.probe.words, asked.topic.words, asked.topic.known) == ((), (), 0.0)


@pytest.mark.parametrize(
    ("focus", "expected"), [("主要任务包括哪几项？", True), ("如何质押？", False)], ids=["outline", "content"]
)
def test_whether_items_are_asked_for_is_read_from_the_focus(focus: str, expected: bool) -> None:
    assert ask("质押", standalone="主要任务包括哪几项？如何质押？", focus=focus)[0].asks_outline is expected
