"""What several readers of facts look at, read once: labels, signatures, the legislative history."""

from dataclasses import dataclass

from assistant.reading.facts.history import Event, read_history
from assistant.reading.facts.labels import Label, read_labels
from assistant.reading.facts.signatures import Signature, find_signatures
from assistant.reading.facts.view import View


@dataclass(frozen=True, slots=True)
class Sources:
    """The labels, signatures and history of a document, each in text order."""

    labels: tuple[Label, ...]
    signatures: tuple[Signature, ...]
    history: tuple[Event, ...]


def read_sources(view: View) -> Sources:
    """Read them all."""
    return Sources(tuple(read_labels(view)), tuple(find_signatures(view)), tuple(read_history(view)))
