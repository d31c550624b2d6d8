"""Questions over Chinese policy documents, answered from the documents alone and cited to the clause.

The flow, one folder a step, data going down only::

    file ─ reading → clause tree → chunks ─ indexing → index generation
    question ─ retrieval → hits ─ answering → answer, citations, a verdict a sentence
    clause trees ─ measures → support measures, indicators

``pipeline`` joins the steps; ``evaluation`` measures them; ``interfaces`` are the doors.

``from assistant import Assistant, Settings, Answer`` (and the other records) is all that a program needs.
"""

from importlib import import_module
from typing import Any

_HOMES = {"Assistant": "assistant.pipeline", "Settings": "assistant.settings"}


def __getattr__(name: str) -> Any:
    """Load the public names on first use: the command line's help need not wait for FAISS."""
    module = import_module(_HOMES.get(name, "assistant.records"))
    if name.startswith("_") or not hasattr(module, name):
        raise AttributeError(f"module 'assistant' has no attribute {name!r}")
    return getattr(module, name)
