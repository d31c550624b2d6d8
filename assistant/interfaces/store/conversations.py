"""Conversations that survive a reload: their turns as they were shown, and the questions that are being answered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import CursorResult, Engine, ForeignKey, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.interfaces.chat.conversation import Turn
from assistant.interfaces.store.database import Base, stated, write_twice

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
    """Keeps the turns of conversations; safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def append(self, conversation: str, turn: Turn) -> None:
        """Keep one more turn of a conversation, which begins with its first.

        Raises:
            RecordsError: the database cannot be written.
        """
        self.replace_from(conversation, "", (turn,))

    def replace_from(self, conversation: str, turn: str, others: Sequence[Turn]) -> None:
        """Put other turns in the place of the one with that id and of all behind it, or at the end if it is not there.

        Raises:
            RecordsError: the database cannot be written.
        """
        written = conversation, turn, datetime.now(UTC), [_TURN.dump_json(other).decode() for other in others]
        with stated():
            write_twice(lambda: self._write(*written))

    def settle(self, conversation: str, turn: Turn, instead_of: str = "") -> None:
        """Put a turn in the place of the one with its id, or at the end if it is not there.

        With ``instead_of`` the turn with that id goes, and all behind it.

        Raises:
            RecordsError: the database cannot be written.
        """
        written = conversation, turn.id, instead_of, datetime.now(UTC), _TURN.dump_json(turn).decode()
        with stated():
            write_twice(lambda: self._settle(*written))

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """The turns of a conversation as they were asked; those that an older version wrote otherwise are left out.

        Raises:
            RecordsError: the database cannot be read.
        """
        with stated(), Session(self._engine) as session:
            return tuple(turn for _, turn in _kept(session, conversation))

    def forget(self, conversation: str) -> None:
        """Remove a conversation with its turns.

        Raises:
            RecordsError: the database cannot be written.
        """
        with stated(), Session(self._engine) as session, session.begin():
            session.execute(delete(_Turn).where(_Turn.conversation == conversation))
            session.execute(delete(_Conversation).where(_Conversation.id == conversation))

    def _write(self, conversation: str, turn: str, now: datetime, bodies: Sequence[str]) -> None:
        with Session(self._engine) as session, session.begin():
            _begin(session, conversation, now)
            session.execute(delete(_Turn).where(_Turn.id.in_(_from(session, conversation, turn))))
            session.add_all(_Turn(conversation=conversation, asked=now, body=body) for body in bodies)

    def _settle(self, conversation: str, turn: str, instead_of: str, now: datetime, body: str) -> None:
        with Session(self._engine) as session, session.begin():
            _begin(session, conversation, now)
            gone = _from(session, conversation, instead_of)
            session.execute(delete(_Turn).where(_Turn.id.in_(gone)))
            own = [row for row, held in _kept(session, conversation, f'"id":"{turn}"') if held.id == turn]
            written = session.execute(update(_Turn).where(_Turn.id.in_(own)).values(body=body))
            # Others may have taken it away since.
            if not cast(CursorResult[Any], written).rowcount:
                session.add(_Turn(conversation=conversation, asked=now, body=body))


def _begin(session: Session, conversation: str, now: datetime) -> None:
    """Make the row of a conversation that has none yet."""
    if session.get(_Conversation, conversation) is None:
        session.add(_Conversation(id=conversation, started=now))
        session.flush()


def _kept(session: Session, conversation: str, words: str = "") -> list[tuple[int, Turn]]:
    """The turns of a conversation with the numbers of their rows, oldest first; of those with these words as written.

    Reading a turn takes longer than to find it in the database, and a long conversation has many.
    """
    chosen = _Turn.conversation == conversation, _Turn.body.contains(words, autoescape=True)
    rows = session.scalars(select(_Turn).where(*chosen).order_by(_Turn.id)).all()
    return [(row.id, turn) for row in rows for turn in _read(row)]


def _from(session: Session, conversation: str, turn: str) -> list[int]:
    """The rows of a turn and of all behind it; none where the conversation does not have it."""
    kept = _kept(session, conversation) if turn else []
    place = next((place for place, (_, held) in enumerate(kept) if held.id == turn), len(kept))
    return [row for row, _ in kept[place:]]


def _read(row: _Turn) -> tuple[Turn, ...]:
    """The turn of a row; one that an older version wrote without an id has that of its row."""
    try:
        turn = _TURN.validate_json(row.body)
    except ValidationError:
        return ()
    return (turn if turn.id else replace(turn, id=f"row{row.id}"),)
