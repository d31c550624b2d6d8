"""Work on an event loop behind the callers: they read its news one by one, and may leave at any moment."""

import asyncio
import sys
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator
from functools import cache
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

News = TypeVar("News")
# How often a caller who waits is given the chance to leave.
_PULSE_SECONDS = 0.25
# Longer than a garbage collection takes on any thread.
_LITTER_SECONDS = 1.0
_STARTING = threading.Lock()


def relay(work: Callable[[Callable[[News], None]], Coroutine[Any, Any, None]]) -> Iterator[News | None]:
    """Start ``work``, which is given a function to tell its news, and yield these in order; None while there are none.

    Closing the iterator cancels the work. An error of the work is raised here, behind its news.
    """
    news: SimpleQueue[tuple[News, ...]] = SimpleQueue()
    with _STARTING:
        loop = _loop()
    future = asyncio.run_coroutine_threadsafe(work(lambda item: news.put((item,))), loop)
    future.add_done_callback(lambda _: news.put(()))
    try:
        while (item := _next(news)) != ():
            yield item[0]
        future.result()
    finally:
        future.cancel()


def _next(news: SimpleQueue[tuple[News, ...]]) -> tuple[News | None, ...]:
    """What comes next: one item, None where none came in time, nothing at all at the end."""
    try:
        return news.get(timeout=_PULSE_SECONDS)
    except Empty:
        return (None,)


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """One loop for the whole process: clients and locks belong to the loop that they were first used on."""
    loop = asyncio.new_event_loop()
    loop.call_soon(_close_litter_late, loop)
    threading.Thread(target=loop.run_forever, name="language-model-client", daemon=True).start()
    return loop


def _close_litter_late(loop: asyncio.AbstractEventLoop) -> None:
    """Let the loop close generators that a client forgot, only when the garbage collection that met them is over.

    Each thread may run the collection. While one still goes through a chain of such generators, the loop must not yet
    close the first of them: it would run into the next ones, and Python reports "async generator already executing".
    """

    def close(forgotten: AsyncGenerator[Any, Any]) -> None:
        loop.call_soon_threadsafe(loop.call_later, _LITTER_SECONDS, lambda: loop.create_task(forgotten.aclose()))

    sys.set_asyncgen_hooks(finalizer=close)
