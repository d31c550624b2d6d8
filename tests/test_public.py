"""The names that a program takes from the package itself."""

import pytest

import assistant
from assistant.pipeline import Assistant
from assistant.records import Answer
from assistant.settings import Settings


def test_public_names_are_the_real_ones() -> None:
    assert (assistant.Assistant, assistant.Settings, assistant.Answer) == (Assistant, Settings, Answer)


def test_other_names_are_missing() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = assistant.Nothing
