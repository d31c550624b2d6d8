"""What a button of the page asks for, as the page's script sends it: checked, and never more than is listed here."""

from dataclasses import asdict, dataclass
from enum import StrEnum

from pydantic import ConfigDict, TypeAdapter, ValidationError

from assistant.errors import DocumentError
from assistant.reading.corrections import Action

_LONGEST = 20_000


class Do(StrEnum):
    """Everything that a button can ask for."""

    OPEN = "open"
    CLOSE = "close"
    RETIRE = "retire"
    RESTORE = "restore"
    REREAD = "reread"
    CORRECT = "correct"
    UNCORRECT = "uncorrect"
    RETURN = "return"


# These look at things and change none.
HARMLESS = frozenset({Do.OPEN, Do.CLOSE})


@dataclass(frozen=True, slots=True)
class Command:
    """A command with what it is about; the last four are for corrections."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    do: Do
    document: str = ""
    generation: str = ""
    action: Action = Action.HEADING
    line: str = ""
    before: str = ""
    at: str = ""


_ADAPTER = TypeAdapter(Command)


def read_command(text: str) -> Command:
    """The command in the text of a button.

    Raises:
        DocumentError: it is none.
    """
    try:
        if len(text) > _LONGEST:
            raise DocumentError("操作内容过长。 The command is too long.")
        return _ADAPTER.validate_json(text)
    except ValidationError as error:
        raise DocumentError("无法识别的操作，请刷新页面。 Unknown command; reload the page.") from error


def command_text(command: Command) -> str:
    """A command as a button carries it."""
    return _ADAPTER.dump_json(Command(**asdict(command)), exclude_defaults=True).decode()
