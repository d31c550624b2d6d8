"""Conversations that survive a reload: their finished turns, as they were shown."""

from datetime import UTC, datetime

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Engine, ForeignKey, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.interfaces.chat.conversation import Turn
from assistant.interfaces.store.database import Base, stated

_TURN = TypeAdapter(Turn)


class _Conversation(Base):
    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(primary_key=True)
    started: Mapped[datetime]


class _Turn(Base):
    __tablename__ = "turns"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    asked: Mapped[datetime]
    body: Mapped[str]


class ConversationStore:
    """Keeps the finished turns of conversations; safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def append(self, conversation: str, turn: Turn) -> None:
        """Keep one more turn of a conversation, which begins with its first.

        Raises:
            RecordsError: the database cannot be written.
        """
        written = conversation, datetime.now(UTC), _TURN.dump_json(turn).decode()
        with stated():
            try:
                self._write(*written)
            except IntegrityError:
                # Another tab has begun the conversation at the same moment.
                self._write(*written)

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """The turns of a conversation as they were asked; those that an older version wrote otherwise are left out.

        Raises:
            RecordsError: the database cannot be read.
        """
        wanted = select(_Turn.body).where(_Turn.conversation == conversation).order_by(_Turn.id)
        with stated(), Session(self._engine) as session:
            bodies = session.scalars(wanted).all()
        return tuple(turn for body in bodies for turn in _read(body))

    def forget(self, conversation: str) -> None:
        """Remove a conversation with its turns.

        Raises:
            RecordsError: the database cannot be written.
        """
        with stated(), Session(self._engine) as session, session.begin():
            session.execute(delete(_Turn).where(_Turn.conversation == conversation))
            session.execute(delete(_Conversation).where(_Conversation.id == conversation))

    def _write(self, conversation: str, now: datetime, body: str) -> None:
        with Session(self._engine) as session, session.begin():
            if session.get(_Conversation, conversation) is None:
                session.add(_Conversation(id=conversation, started=now))
                session.flush()
            session.add(_Turn(conversation=conversation, asked=now, body=body))


def _read(body: str) -> tuple[Turn, ...]:
    try:
        return (_TURN.validate_json(body),)
    except ValidationError:
        return ()
