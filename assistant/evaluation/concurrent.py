"""Many questions at once: whether all are answered, in what order, and how long each one waits."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import combinations

from assistant.errors import AssistantError
from assistant.evaluation.questions import GoldQuestion
from assistant.evaluation.serving import first_prompt
from assistant.pipeline import Assistant
from assistant.ports import Waiting
from assistant.records import Answer

# Nobody asks in the same instant; so far apart, who comes first is certain.
_GAP_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Served:
    """One of the questions: its place in the order of arrival and of completion, from 1, and what it waited for.

    ``ahead`` is the most questions that it was told were before it. ``error`` is empty where an answer came.
    """

    id: str
    arrived: int
    completed: int
    ahead: int
    first_token_seconds: float | None
    seconds: float
    answerer: str
    notice: str
    error: str


@dataclass(frozen=True, slots=True)
class Crowd:
    """All questions in the order of their arrival, and the seconds from the first arrival to the last answer."""

    served: tuple[Served, ...]
    seconds: float

    @property
    def answered(self) -> int:
        """How many were answered."""
        return sum(not one.error for one in self.served)

    @property
    def overtaken(self) -> int:
        """How many pairs were completed in another order than they arrived."""
        return sum(later.completed < earlier.completed for earlier, later in combinations(self.served, 2))


def serve_at_once(assistant: Assistant, questions: Sequence[GoldQuestion]) -> Crowd:
    """Put all questions at once, each from a thread of its own."""
    started = time.perf_counter()
    with ThreadPoolExecutor(len(questions)) as threads:
        waiting = []
        for question in questions:
            waiting.append(threads.submit(_serve, assistant, question))
            time.sleep(_GAP_SECONDS)
        ended = [one.result() for one in waiting]
    seconds = time.perf_counter() - started
    order = sorted(range(len(ended)), key=lambda place: ended[place][0])
    served = (_placed(entry, place, order.index(place)) for place, (_, entry) in enumerate(ended))
    return Crowd(tuple(served), seconds)


def worded(assistant: Assistant, questions: Sequence[GoldQuestion], count: int) -> tuple[GoldQuestion, ...]:
    """The first questions that are put to the model, from the beginning again where they are too few.

    Raises:
        QuestionError: a question is empty or too long.
    """
    chosen = [question for question in questions if first_prompt(assistant, question)]
    return tuple(chosen[place % len(chosen)] for place in range(count)) if chosen else ()


def _serve(assistant: Assistant, question: GoldQuestion) -> tuple[float, Served]:
    """Ask, and return when the answer came, and what came of it; the places are filled in later."""
    started, ahead, answer, error = time.perf_counter(), 0, None, ""
    try:
        for event in assistant.stream(question.question, question.history, "llm"):
            ahead = max(ahead, event.ahead) if isinstance(event, Waiting) else ahead
            answer = event if isinstance(event, Answer) else answer
    except AssistantError as stated:
        error = str(stated)
    ended = time.perf_counter()
    first = answer.seconds.first_token if answer else None
    who, notice = (answer.answerer, answer.notice) if answer else ("", "")
    return ended, Served(question.id, 0, 0, ahead, first, ended - started, who, notice, error)


def _placed(entry: Served, arrived: int, completed: int) -> Served:
    return replace(entry, arrived=arrived + 1, completed=completed + 1)
