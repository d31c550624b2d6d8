"""The assistant in use, for doors that go on while another takes its place."""

import threading

from assistant.pipeline.assistant import Assistant
from assistant.ports import Generator


class Current:
    """Holds the assistant that answers from now on; safe to share between threads.

    Who has asked for it keeps it to the end of his question: an answer never mixes two indexes.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._lock = threading.Lock()

    def __call__(self) -> Assistant:
        """The assistant in use."""
        return self._assistant

    def connect(self, generator: Generator) -> None:
        """Give the language model to the assistant in use, and to those that come after it."""
        with self._lock:
            self._assistant.generator = generator

    def replace(self, assistant: Assistant) -> None:
        """Let another assistant answer from now on, with the same language model."""
        with self._lock:
            assistant.generator = self._assistant.generator
            self._assistant = assistant
