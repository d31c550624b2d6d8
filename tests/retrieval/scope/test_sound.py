import pytest

from assistant.retrieval.scope.sound import syllables


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("河源", ("he", "yuan")),
        ("河原", ("he", "yuan")),
        ("2025年", ("2", "0", "2", "5", "nian")),
        ("A市 ", ("A", "shi", " ")),
        ("", ()),
    ],
)
def test_syllables_stand_one_for_each_character(text: str, expected: tuple[str, ...]):
    assert syllables(text) == expected
