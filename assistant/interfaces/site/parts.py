"""What the pages of the site have in common: the assistant in use, the language model's state, the records."""

from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.interfaces.chat.underway import Underway
from assistant.interfaces.editing import NOBODY, Editing
from assistant.interfaces.status import ModelStatus
from assistant.interfaces.store.store import Store
from assistant.pipeline import Current, Shelf


@dataclass(frozen=True, slots=True)
class Site:
    """What a page is built from. ``store`` is None where nothing is to be kept, ``shelf`` where no document changes.

    ``underway`` are the answers that are being written.
    A handler asks for ``current()`` once and answers from that assistant to its end: another may take its place
    meanwhile.
    """

    current: Current
    model_status: Callable[[], ModelStatus]
    store: Store | None = None
    shelf: Shelf | None = None
    editing: Editing = NOBODY
    underway: Underway = field(default_factory=Underway)
