"""Stopping an answer that is being written: the tab that asks for it, and the one that hears of it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Stops:
    """The answers that are being written, by the browser tab that waits for them; safe to share between threads."""

    def __init__(self) -> None:
        self._running: dict[str, threading.Event] = {}

    @contextmanager
    def running(self, tab: str) -> Iterator[threading.Event]:
        """Give what is set as soon as the tab wants the block to stop."""
        wanted = self._running[tab] = threading.Event()
        try:
            yield wanted
        finally:
            if self._running.get(tab) is wanted:
                del self._running[tab]

    def stop(self, tab: str) -> None:
        """Ask what runs for the tab to stop, if anything does."""
        if running := self._running.get(tab):
            running.set()
