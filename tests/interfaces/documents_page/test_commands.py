"""What a button asks for is one of a few commands, and nothing else."""

import json

import pytest

from assistant.errors import DocumentError
from assistant.interfaces.documents_page.commands import Command, Do, command_text, read_command
from assistant.reading.corrections import Action


@pytest.mark.parametrize(
    "command",
    [
        Command(Do.OPEN, "甲县"),
        Command(Do.RETURN, generation="0123-2"),
        Command(Do.CORRECT, "a", action=Action.SPLIT, line="<b>'\"", before="上", at="中"),
    ],
)
def test_a_command_comes_back_as_it_was_sent(command):
    assert read_command(command_text(command)) == command


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "{}", '{"do": "delete"}', '{"do": "open", "path": "/etc"}', '{"do": "open", "document": 1}',
        json.dumps({"do": "open", "document": "x" * 30_000}), '{"do": "correct", "action": "other"}',
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_one_line(text):
    with pytest.raises(DocumentError) as caught:
        read_command(text)
    assert "\n" not in str(caught.value)
