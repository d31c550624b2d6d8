"""A conversation as plain records: questions and what came of them, event by event."""

from collections.abc import Callable, Sequence
from collections.abc import Generator as Generating
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from assistant.answering.listening import Piece
from assistant.answering.receipts import Receipt
from assistant.errors import AssistantError
from assistant.pipeline import REMEMBERED, Assistant, Event, Found
from assistant.ports import Waiting
from assistant.records import Answer, Filters
from assistant.retrieval.search import NO_FILTERS


@dataclass(frozen=True, slots=True)
class Wish:
    """What is sent: a question, who is to answer it (None: as the settings say), and what the search is narrowed to."""

    question: str
    answerer: str | None = None
    filters: Filters = NO_FILTERS


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and how far its answer has come: nothing, evidence, pieces of text, then the checked answer.

    ``number`` counts the turns of a conversation from 1, ``ahead`` the questions that the model answers before; ``id``
    stays the turn's own when others before it go. ``error`` is the one line of a stated error; with ``found`` unset the
    question itself could not be used. Of a stopped turn ``streamed`` is what was written until then, unchecked, and of
    an interrupted one too: that ended with the server, or by a fault of it.
    """

    question: str
    number: int = 1
    found: Found | None = None
    streamed: str = ""
    answer: Answer | None = None
    receipt: Receipt | None = None
    error: str = ""
    ahead: int = 0
    id: str = ""
    answerer: str | None = None
    filters: Filters = NO_FILTERS
    is_stopped: bool = False
    is_interrupted: bool = False

    def __post_init__(self) -> None:
        """Browsers send halves of characters too, which no page and no record can carry."""
        object.__setattr__(self, "question", self.question.encode("utf-8", "replace").decode("utf-8"))

    @property
    def is_writing(self) -> bool:
        """Whether more is to come."""
        return self.answer is None and not self.error and not self.is_cut_off

    @property
    def is_cut_off(self) -> bool:
        """Whether the answer ended early."""
        return self.is_stopped or self.is_interrupted

    @property
    def wish(self) -> Wish:
        """What was sent."""
        return Wish(self.question, self.answerer, self.filters)


Turns = tuple[Turn, ...]


def advance(turn: Turn, event: Event) -> Turn:
    """The turn after one more event of the assistant."""
    match event:
        case Found():
            return replace(turn, found=event)
        case Waiting():
            return replace(turn, ahead=event.ahead)
        case Piece():
            return replace(turn, streamed=turn.streamed + event.text)
        case Answer():
            return replace(turn, answer=event)


def follow(
    assistant: Assistant,
    earlier: Sequence[Turn],
    wish: Wish,
    asked: datetime,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Generating[Turn, None, None]:
    """Ask, and yield the growing turn: first as a bare question, last with an answer and its receipt, or an error.

    As soon as ``is_stopped`` says so the model's work is ended, and the turn ends with what was written.
    """
    turn = Turn(wish.question, len(earlier) + 1, id=uuid4().hex, answerer=wish.answerer, filters=wish.filters)
    yield turn
    past = history(earlier)
    try:
        with closing(assistant.stream(wish.question, past, wish.answerer, wish.filters)) as events:
            for event in events:
                turn = advance(turn, event)
                if turn.answer:
                    turn = replace(turn, receipt=assistant.receipt(turn.answer, past, wish.filters, asked))
                turn = replace(turn, is_stopped=turn.is_writing and is_stopped())
                yield turn
                if turn.is_stopped:
                    return
    except AssistantError as error:
        yield replace(turn, error=str(error))


def interrupted(turn: Turn) -> Turn:
    """The turn as it stays where nothing more can come."""
    return replace(turn, is_interrupted=True) if turn.is_writing else turn


def history(turns: Sequence[Turn]) -> tuple[str, ...]:
    """The earlier questions that a follow-up may lean on, oldest first."""
    return tuple(turn.question for turn in turns if not turn.error)[-REMEMBERED:]


def numbered(turns: Sequence[Turn]) -> Turns:
    """The turns with their places in the conversation, as they are now."""
    return tuple(replace(turn, number=number) for number, turn in enumerate(turns, start=1))
