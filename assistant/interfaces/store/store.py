"""All kinds of records over one database."""

from dataclasses import dataclass

from sqlalchemy import Engine

from assistant.interfaces.store.conversations import ConversationStore
from assistant.interfaces.store.database import open_engine
from assistant.interfaces.store.feedback import FeedbackStore
from assistant.interfaces.store.reviews import ReviewStore

NOT_KEPT = "none"


@dataclass(frozen=True, slots=True)
class Store:
    """The records by kind; safe to share between threads and processes."""

    engine: Engine
    conversations: ConversationStore
    feedback: FeedbackStore
    reviews: ReviewStore

    @classmethod
    def open(cls, address: str) -> "Store":
        """Open the database at an address (sqlite:///FILE, postgresql+pg8000://…), and make its tables.

        Raises:
            RecordsError: the address is none, its driver is not installed, or the database cannot be used.
        """
        engine = open_engine(address)
        return cls(engine, ConversationStore(engine), FeedbackStore(engine), ReviewStore(engine))

    def close(self) -> None:
        """Close the connections to the database."""
        self.engine.dispose()


def open_store(address: str) -> Store | None:
    """The records at an address; None where they are not to be kept.

    Raises:
        RecordsError: the database cannot be used.
    """
    return None if address == NOT_KEPT else Store.open(address)
