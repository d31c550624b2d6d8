"""The only place where the steps are joined: ``build()`` makes the index, ``Assistant.ask()`` answers.

``building`` makes and finds indexes, ``assistant`` answers over one, ``current`` holds the one that is in use.
"""

from assistant.pipeline.assistant import REMEMBERED, Assistant, Event, Explanation, Found
from assistant.pipeline.building import (
    build,
    build_together,
    expected_fingerprint,
    model_store,
    open_desk,
)
from assistant.pipeline.current import Current

__all__ = [
    "REMEMBERED",
    "Assistant",
    "Current",
    "Event",
    "Explanation",
    "Found",
    "build",
    "build_together",
    "expected_fingerprint",
    "model_store",
    "open_desk",
]
