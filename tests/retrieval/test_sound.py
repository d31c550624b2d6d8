import pytest

from assistant.retrieval.sound import sounds


@pytest.mark.parametrize(
    ("text", "expected"),
    [("河源", ("he", "yuan")), ("河原", ("he", "yuan")), ("A市", ("A", "shi")), ("", ())],
)
def test_sounds(text: str, expected: tuple[str, ...]):
    assert sounds(text) == expected
