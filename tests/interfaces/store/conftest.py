"""Every test of records that asks for ``database`` or ``store`` runs twice: over SQLite and over PostgreSQL."""

import pytest
from sqlalchemy import create_engine, text

from assistant.interfaces.store.store import Store


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    """The address of an empty database; another ``Store.open(database)`` is another process to it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / '数据' / 'records.sqlite3'}"
    return request.getfixturevalue("postgresql").make_database()


@pytest.fixture
def store(database):
    held = Store.open(database)
    yield held
    held.close()


@pytest.fixture
def sql(database):
    """Executes a statement in the database, past the store, and gives the rows that come."""

    def execute(statement, **values):
        engine = create_engine(database)
        try:
            with engine.begin() as connection:
                found = connection.execute(text(statement), values)
                return [tuple(row) for row in found] if found.returns_rows else []
        finally:
            engine.dispose()

    return execute
