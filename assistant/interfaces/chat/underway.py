"""Answers under way: a thread writes each to its end and keeps it, whoever looks on; pages follow it, and may leave."""

import threading
import time
from collections.abc import Callable, Iterator
from collections.abc import Generator as Generating
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from itertools import takewhile

from assistant.errors import QuestionError
from assistant.interfaces.chat.conversation import Turn, Turns, interrupted
from assistant.interfaces.chat.keeping import NOTHING, Keeper
from assistant.interfaces.html import Html

# How often a page that waits is given the chance to leave.
_PULSE_SECONDS = 0.25
# Twice as many as pages can follow at once: the rest are answers whose visitors have left.
_MOST = 64
# The evidence goes to the page before the question goes to the records; what is answered sooner is kept once.
_EVIDENCE_SECONDS = 0.3
# Longer than a model takes to be told that it may stop.
_FAREWELL_SECONDS = 5.0

Ask = Callable[[Callable[[], bool]], Generating[Turn, None, None]]


class Ending(Enum):
    """Why an answer ends early: by the visitor, with the server, or because it can be shown nowhere any more."""

    STOPPED = auto()
    INTERRUPTED = auto()
    DROPPED = auto()


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be answered, and where it is kept.

    ``ask`` is given what says that the work is to stop, and yields the growing turn, the bare question first.
    ``instead_of`` is the id of the turn whose place the new one takes, with all behind it. Without the name of a
    ``conversation`` nothing is kept, and nobody but the tab that asked can see the answer.
    """

    ask: Ask
    keeper: Keeper
    conversation: str = ""
    instead_of: str = ""


class Answering:
    """An answer under way; ``turn`` is how far it is, ``said`` the line of a failure to keep it. Safe between threads.

    The question is kept beside the work on it, soon behind the evidence, so that it outlives the server; one that
    cannot be used never is. The turn that has ended takes its place.
    """

    def __init__(self, task: Task, on_end: Callable[["Answering"], None]) -> None:
        self.task = task
        self.said = NOTHING
        self._on_end = on_end
        self._ending: Ending | None = None
        self._is_dropped = False
        self._steps = task.ask(lambda: self._ending is not None)
        self.asked = self.turn = next(self._steps)
        self._has_ended = False
        self._news = threading.Condition()
        self._writing = threading.Lock()
        self._question: threading.Timer | None = None
        self._thread = threading.Thread(target=self._work, name=f"answer-{self.asked.id}", daemon=True)

    def start(self) -> None:
        """Let the thread begin."""
        self._thread.start()

    def turns(self) -> Iterator[Turn]:
        """The turn behind the bare question: at every change the newest, at every pulse the same; last as it ended."""
        seen, has_ended = self.asked, False
        while not has_ended:
            with self._news:
                self._news.wait_for(partial(self._has_news, seen), _PULSE_SECONDS)
                seen, has_ended = self.turn, self._has_ended
            yield seen

    def _has_news(self, seen: Turn) -> bool:
        return self._has_ended or self.turn is not seen

    def end(self, ending: Ending) -> None:
        """Let the work end early; the first reason holds, but what is dropped is not kept from now on."""
        self._ending = self._ending or ending
        if ending is Ending.DROPPED:
            with self._writing:
                self._is_dropped = True

    def join(self, seconds: float) -> None:
        """Wait for the thread, so long at most."""
        self._thread.join(seconds)

    def _work(self) -> None:
        last = self.asked
        try:
            with closing(self._steps) as steps:
                for last in steps:
                    self._grow(last)
        finally:
            # Also behind a fault of the program, whose traceback the thread reports.
            self._finish(self._ended(last))

    def _grow(self, turn: Turn) -> None:
        """Show a turn to which more will come."""
        if not turn.is_writing or turn == self.turn:
            return
        self._tell(turn)
        if turn.found and self._question is None:
            self._question = threading.Timer(_EVIDENCE_SECONDS, self._write, (turn, ""))
            self._question.daemon = True
            self._question.start()

    def _ended(self, turn: Turn) -> Turn:
        """The last turn that came, with the reason for which nothing more comes."""
        if turn.is_stopped and self._ending is not Ending.STOPPED:
            turn = replace(turn, is_stopped=False)
        return interrupted(turn)

    def _finish(self, turn: Turn) -> None:
        try:
            if self._question:
                self._question.cancel()
                self._question.join()
            if turn.found or not turn.error:
                self.said = self._write(turn, self.task.instead_of)
        finally:
            self._tell(turn, is_last=True)
            self._on_end(self)

    def _tell(self, turn: Turn, *, is_last: bool = False) -> None:
        with self._news:
            self.turn, self._has_ended = turn, is_last
            self._news.notify_all()

    def _write(self, turn: Turn, instead_of: str) -> Html:
        with self._writing:
            if self._is_dropped:
                return NOTHING
            return self.task.keeper.settle(self.task.conversation, turn, instead_of)


class Underway:
    """All answers under way, and which of them a browser tab follows; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._most = _MOST
        self._answers: dict[str, Answering] = {}
        self._followed: dict[str, Answering] = {}

    def start(self, task: Task) -> Answering:
        """Begin to answer.

        Raises:
            QuestionError: too many are being answered, or the server ends.
        """
        answering = Answering(task, self._forget)
        with self._lock:
            if len(self._answers) >= self._most:
                raise QuestionError("服务器现在不能接受更多问题，请稍后再试。 No more questions can be taken just now.")
            self._answers[answering.asked.id] = answering
        answering.start()
        return answering

    def of(self, conversation: str) -> tuple[Answering, ...]:
        """What is being answered in a conversation, in the order in which it was asked."""
        with self._lock:
            held = tuple(self._answers.values())
        return tuple(one for one in held if conversation and one.task.conversation == conversation)

    @contextmanager
    def following(self, tab: str, answering: Answering) -> Iterator[Iterator[Turn]]:
        """Give the turn as it grows, until its end or until the tab turns to something else.

        An answer that is kept goes on behind a tab that leaves; another one ends then.
        """
        with self._lock:
            self._followed[tab] = answering
        try:
            yield takewhile(lambda _: self._followed.get(tab) is answering, answering.turns())
        finally:
            with self._lock:
                if self._followed.get(tab) is answering:
                    del self._followed[tab]
            if not answering.task.conversation:
                answering.end(Ending.DROPPED)

    def stop(self, tab: str, conversation: str) -> None:
        """Stop what a tab follows; where it does not follow anything yet, all of its conversation."""
        followed = self._followed.get(tab)
        for answering in (followed,) if followed else self.of(conversation):
            answering.end(Ending.STOPPED)

    def drop(self, tab: str, conversation: str) -> Turns:
        """End what a tab follows and all of its conversation without keeping it; give how far that was."""
        with self._lock:
            followed = self._followed.pop(tab, None)
        dropped = {one.asked.id: one for one in (*self.of(conversation), *((followed,) if followed else ()))}
        for answering in dropped.values():
            answering.end(Ending.DROPPED)
        return tuple(interrupted(answering.turn) for answering in dropped.values())

    def close(self) -> None:
        """End everything with the server, and wait until it is kept as interrupted."""
        with self._lock:
            self._most, held = 0, tuple(self._answers.values())
        for answering in held:
            answering.end(Ending.INTERRUPTED)
        deadline = time.monotonic() + _FAREWELL_SECONDS
        for answering in held:
            answering.join(max(0.0, deadline - time.monotonic()))

    def _forget(self, answering: Answering) -> None:
        with self._lock:
            del self._answers[answering.asked.id]
