"""The words of a question held against a text."""

import pytest

from assistant.retrieval.topic import Topic


@pytest.mark.parametrize(
    ("words", "weights", "text", "expected"),
    [
        (("专利", "商标"), (3.0, 1.0), "专利目标", 0.75),
        (("专利", "商标"), (3.0, 1.0), "商标目标", 0.25),
        (("专利",), (2.0,), "品牌", 0.0),
        ((), (), "专利", 1.0),
    ],
)
def test_topic_share(words: tuple[str, ...], weights: tuple[float, ...], text: str, expected: float) -> None:
    assert Topic(words, weights, 1.0).share(text) == pytest.approx(expected)


def test_a_topic_without_some_of_its_words() -> None:
    topic = Topic(("专利", "责任", "商标"), (3.0, 2.0, 1.0), 0.5)
    assert topic.without({"责任", "别的"}) == Topic(("专利", "商标"), (3.0, 1.0), 0.5)
