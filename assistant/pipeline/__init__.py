"""The only place where the steps are joined: ``build()`` makes the index, ``Assistant.ask()`` answers.

``building`` makes and finds indexes, ``assistant`` answers over one, ``current`` holds the one in use; ``shelf``
changes the documents while it answers, and ``inventory`` tells what there is.
"""

from assistant.pipeline.assistant import REMEMBERED, Assistant, Event, Explanation, Found
from assistant.pipeline.building import (
    build,
    build_together,
    encoder_identity,
    expected_fingerprint,
    model_store,
    open_desk,
)
from assistant.pipeline.changes import Change, Figures, Kept, Kind, Outcome, Shelved, Step, Upload
from assistant.pipeline.current import Current
from assistant.pipeline.inventory import Inventory
from assistant.pipeline.shelf import Shelf

__all__ = [
    "REMEMBERED",
    "Assistant",
    "Change",
    "Current",
    "Event",
    "Explanation",
    "Figures",
    "Found",
    "Inventory",
    "Kept",
    "Kind",
    "Outcome",
    "Shelf",
    "Shelved",
    "Step",
    "Upload",
    "build",
    "build_together",
    "encoder_identity",
    "expected_fingerprint",
    "model_store",
    "open_desk",
]
