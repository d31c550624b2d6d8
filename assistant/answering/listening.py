"""Listening to a language model: what it said, when it began, and how it ended."""

import re
import time
from collections.abc import Generator as Generating
from contextlib import closing
from dataclasses import dataclass
from typing import cast

from assistant.answering.cite import MarkReader
from assistant.errors import Failure, GeneratorError
from assistant.ports import CutOff, Reply, StartOver, Waiting

# Up to the last full stop, with the marks and closing quotes behind it.
_FINISHED = re.compile(r".*[。！？；\n](?:\s*[\[［【][\d\s,，、]*[\]］】])*[”’」』）)]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the answer as the model writes it, not yet checked; marks are whole, and of offered passages."""

    text: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A reply: its text, when it began (None: it did not), whether its end is missing, and in what way it failed."""

    text: str = ""
    first_token: float | None = None
    is_cut_off: bool = False
    failure: Failure | None = None


def listen(
    replies: Generating[Reply, None, None], started: float, offered: int
) -> Generating[Piece | Waiting, None, Heard]:
    """Pass on the pieces of a reply as they come, their marks whole and of ``offered`` passages; return all of it."""
    text, first, is_cut_off = "", None, False
    reader = MarkReader(offered)
    try:
        with closing(replies):
            for reply in replies:
                match reply:
                    case str():
                        first = first or time.perf_counter() - started
                        text += reply
                        if shown := reader.feed(reply):
                            yield Piece(shown)
                    case Waiting():
                        yield reply
                    case StartOver():
                        text, reader = "", MarkReader(offered)
                    case CutOff():
                        is_cut_off = True
    except GeneratorError as error:
        return Heard(text, first, failure=error.failure)
    return Heard(finished(text) if is_cut_off else text, first, is_cut_off)


def hear_out(replies: Generating[Reply, None, None], started: float) -> Heard:
    """Listen to the end without passing anything on."""
    listening = listen(replies, started, 0)
    while True:
        try:
            next(listening)
        except StopIteration as stop:
            return cast(Heard, stop.value)


def finished(text: str) -> str:
    """The sentences of a text that have their end."""
    match = _FINISHED.match(text)
    return match.group() if match else ""
