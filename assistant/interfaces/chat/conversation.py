"""A conversation as plain records: questions and what came of them, event by event."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.answering.listening import Piece
from assistant.answering.receipts import Receipt
from assistant.errors import AssistantError
from assistant.pipeline import REMEMBERED, Assistant, Event, Found
from assistant.ports import Waiting
from assistant.records import Answer
from assistant.retrieval.search import NO_FILTERS


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and how far its answer has come: nothing, evidence, pieces of text, then the checked answer.

    ``number`` counts the turns of a conversation from 1, ``ahead`` the questions that the model answers before.
    ``error`` is the one line of a stated error; with ``found`` unset the question itself could not be used.
    """

    question: str
    number: int = 1
    found: Found | None = None
    streamed: str = ""
    answer: Answer | None = None
    receipt: Receipt | None = None
    error: str = ""
    ahead: int = 0

    def __post_init__(self) -> None:
        """Browsers send halves of characters too, which no page and no record can carry."""
        object.__setattr__(self, "question", self.question.encode("utf-8", "replace").decode("utf-8"))

    @property
    def is_writing(self) -> bool:
        """Whether more is to come."""
        return self.answer is None and not self.error


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
    assistant: Assistant, earlier: Sequence[Turn], question: str, answerer: str | None, asked: datetime
) -> Iterator[Turn]:
    """Ask, and yield the growing turn: first as a bare question, last with an answer and its receipt, or an error."""
    turn = Turn(question, len(earlier) + 1)
    yield turn
    past = history(earlier)
    try:
        for event in assistant.stream(question, past, answerer):
            turn = advance(turn, event)
            if turn.answer:
                turn = replace(turn, receipt=assistant.receipt(turn.answer, past, NO_FILTERS, asked))
            yield turn
    except AssistantError as error:
        yield replace(turn, error=str(error))


def history(turns: Sequence[Turn]) -> tuple[str, ...]:
    """The earlier questions that a follow-up may lean on, oldest first."""
    return tuple(turn.question for turn in turns if not turn.error)[-REMEMBERED:]
