"""A database of records: SQLite in a file, or another by its address."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase

from assistant.errors import RecordsError

_WAIT_MILLISECONDS = 5_000


class Base(DeclarativeBase):
    """What all tables descend from."""


def open_engine(address: str) -> Engine:
    """Open a database by its address (sqlite:///FILE, postgresql+psycopg://…), and make the tables that are not there.

    Raises:
        RecordsError: the address is none, its driver is not installed, or the database cannot be used.
    """
    try:
        url = make_url(address)
        engine = create_engine(url)
        if url.get_backend_name() == "sqlite":
            _make_folder(url.database)
            event.listen(engine, "connect", _prepare_sqlite)
        with stated():
            Base.metadata.create_all(engine)
    except (ArgumentError, ImportError, ValueError, OSError) as error:
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
        reason = " ".join(str(error.__cause__ or error).split())
        raise RecordsError(f"记录无法读写：{reason}。 The records cannot be used.") from error


def _make_folder(file: str | None) -> None:
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)


def _prepare_sqlite(connection: object, _record: object) -> None:
    """Let readers and a writer of one file work at once, and a second writer wait instead of failing."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", f"busy_timeout={_WAIT_MILLISECONDS}", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
