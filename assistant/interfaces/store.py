"""Conversations in SQLite or another database. The only file that knows SQLAlchemy."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Engine, ForeignKey, String, Text, create_engine, delete, event, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from assistant.errors import RecordsError
from assistant.interfaces.chat.conversation import Turn

_TURN = TypeAdapter(Turn)
_WAIT_MILLISECONDS = 5_000
NOT_KEPT = "none"


def open_store(address: str) -> "ConversationStore | None":
    """The store at an address; None where conversations are not to be kept.

    Raises:
        RecordsError: the database cannot be used.
    """
    return None if address == NOT_KEPT else ConversationStore.open(address)


class _Base(DeclarativeBase):
    pass


class _Conversation(_Base):
    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    started: Mapped[datetime]


class _Turn(_Base):
    __tablename__ = "turns"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    asked: Mapped[datetime]
    body: Mapped[str] = mapped_column(Text)


class ConversationStore:
    """Keeps the finished turns of conversations; safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, address: str) -> "ConversationStore":
        """Open a database by its address (sqlite:///FILE, postgresql+psycopg://…), and make its tables.

        Raises:
            RecordsError: the address is none, its driver is not installed, or the database cannot be used.
        """
        try:
            url = make_url(address)
            engine = create_engine(url)
            if url.get_backend_name() == "sqlite":
                _make_folder(url.database)
                event.listen(engine, "connect", _prepare_sqlite)
            with _stated():
                _Base.metadata.create_all(engine)
        except (ArgumentError, ImportError, ValueError, OSError) as error:
            message = f"记录数据库地址无效：{error}。请检查 ASSISTANT_RECORDS。 Not an address of a database."
            raise RecordsError(message) from error
        return cls(engine)

    def append(self, conversation: str, turn: Turn) -> None:
        """Keep one more turn of a conversation, which begins with its first.

        Raises:
            RecordsError: the database cannot be written.
        """
        now = datetime.now(UTC)
        body = _TURN.dump_json(turn).decode()
        with _stated(), Session(self._engine) as session, session.begin():
            if session.get(_Conversation, conversation) is None:
                session.add(_Conversation(id=conversation, started=now))
                session.flush()
            session.add(_Turn(conversation=conversation, asked=now, body=body))

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """The turns of a conversation as they were asked; those that an older version wrote otherwise are left out.

        Raises:
            RecordsError: the database cannot be read.
        """
        wanted = select(_Turn.body).where(_Turn.conversation == conversation).order_by(_Turn.id)
        with _stated(), Session(self._engine) as session:
            bodies = session.scalars(wanted).all()
        return tuple(turn for body in bodies for turn in _read(body))

    def forget(self, conversation: str) -> None:
        """Remove a conversation with its turns.

        Raises:
            RecordsError: the database cannot be written.
        """
        with _stated(), Session(self._engine) as session, session.begin():
            session.execute(delete(_Turn).where(_Turn.conversation == conversation))
            session.execute(delete(_Conversation).where(_Conversation.id == conversation))

    def close(self) -> None:
        """Close the connections to the database."""
        self._engine.dispose()


def _make_folder(file: str | None) -> None:
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)


def _prepare_sqlite(connection: object, _record: object) -> None:
    """Let readers and a writer of one file work at once, and a second writer wait instead of failing."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", f"busy_timeout={_WAIT_MILLISECONDS}", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextmanager
def _stated() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        reason = " ".join(str(error.__cause__ or error).split())
        raise RecordsError(f"对话记录无法读写：{reason}。 The records cannot be used.") from error


def _read(body: str) -> tuple[Turn, ...]:
    try:
        return (_TURN.validate_json(body),)
    except ValidationError:
        return ()
