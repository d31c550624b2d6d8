"""A database of records: SQLite in a file, or PostgreSQL by its address. What differs between them is levelled here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import DateTime, Dialect, Engine, Text, TypeDecorator, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase

from assistant.errors import RecordsError

# The driver that is tested; requirements-dev.txt pins the same.
PIP_LINE = "pip install pg8000==1.31.6"
_WAIT_MILLISECONDS = 5_000
# PostgreSQL keeps no NUL in a text, and neither database half a character.
_NUL, _UNREADABLE = "\0", "\ufffd"


class Moment(TypeDecorator[datetime]):
    """A moment with its zone, whichever the database keeps; it comes back in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse a moment without zone: each database would read another one from it."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"a moment without zone: {value}")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """SQLite forgets the zone, PostgreSQL gives it in that of the session."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """What all tables descend from; texts have no limit, which only PostgreSQL would hold."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Moment, str: Text}


def open_engine(address: str) -> Engine:
    """Open a database by its address (sqlite:///FILE, postgresql+pg8000://…), and make the tables that are not there.

    Raises:
        RecordsError: the address is none, its driver is not installed, or the database cannot be used.
    """
    try:
        engine = _connect(make_url(address))
        with stated():
            Base.metadata.create_all(engine)
    except ImportError as error:
        message = (
            f"缺少记录数据库的驱动 {error.name}：请运行 {PIP_LINE}，并在 ASSISTANT_RECORDS 中写 "
            "postgresql+pg8000://用户:密码@主机/库名。 The database driver is missing."
        )
        raise RecordsError(message) from error
    except (ArgumentError, ValueError, OSError) as error:
        message = f"记录数据库地址无效：{error}。请检查 ASSISTANT_RECORDS。 Not an address of a database."
        raise RecordsError(message) from error
    return engine


@contextmanager
def stated() -> Iterator[None]:
    """Tell a failure of the database in one line.

    Raises:
        RecordsError: the database could not be read or written.
    """
    try:
        yield
    except SQLAlchemyError as error:
        reason = " ".join(_reason(error.__cause__ or error).split())
        raise RecordsError(f"记录无法读写：{reason}。 The records cannot be used.") from error


def write_twice(write: Callable[[], None]) -> None:
    """Write, and once more where somebody else has written the row that had to be the first at the same moment."""
    try:
        write()
    except IntegrityError:
        write()


def _reason(error: BaseException) -> str:
    """What a driver says; pg8000 hands on all fields of the server's message, of which one is for people."""
    fields = error.args[0] if error.args else None
    return str(fields.get("M", fields)) if isinstance(fields, dict) else str(error)


def _connect(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        _make_folder(url.database)
        engine = create_engine(url)
        event.listen(engine, "connect", _prepare_sqlite)
    else:
        # A server may have been started anew since the last question.
        engine = create_engine(url, pool_pre_ping=True)
    event.listen(engine, "before_cursor_execute", _make_storable, retval=True)
    return engine


def _make_folder(file: str | None) -> None:
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)


def _prepare_sqlite(connection: object, _record: object) -> None:
    """Let readers and a writer of one file work at once, and a second writer wait instead of failing."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", f"busy_timeout={_WAIT_MILLISECONDS}", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _make_storable(*arguments: Any) -> tuple[str, Any]:
    """What SQLAlchemy is about to execute, with every text in it such that both databases keep it."""
    _connection, _cursor, statement, parameters, *_ = arguments
    return statement, _storable(parameters)


def _storable(value: Any) -> Any:
    match value:
        case str():
            return value.replace(_NUL, _UNREADABLE).encode("utf-8", "replace").decode("utf-8")
        case list() | tuple():
            return type(value)(map(_storable, value))
        case dict():
            return {name: _storable(inner) for name, inner in value.items()}
    return value
