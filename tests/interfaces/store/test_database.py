import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import DateTime, Text, select
from sqlalchemy.orm import Session, mapped_column

from assistant.errors import RecordsError
from assistant.interfaces.store.database import PIP_LINE, Base, Moment, open_engine, stated
from assistant.interfaces.store.store import Store, open_store

ROOT = Path(__file__).parents[3]
BEIJING = timezone(timedelta(hours=8))


class Noted(Base):
    """A table of these tests alone."""

    __tablename__ = "noted_by_tests"

    id = mapped_column(Text, primary_key=True)
    at = mapped_column(Moment)


@pytest.fixture
def engine(database):
    engine = open_engine(database)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("zone", [UTC, BEIJING], ids=["UTC", "Beijing"])
def test_a_moment_comes_back_as_the_same_moment_in_utc(engine, database, zone):
    asked = datetime(2026, 3, 1, 0, 30, 15, 250_000, zone)
    with Session(engine) as session, session.begin():
        session.add(Noted(id="a", at=asked))
    other = open_engine(database)
    with Session(other) as session:
        found = session.scalars(select(Noted.at)).one()
        assert session.scalars(select(Noted.id).where(Noted.at <= asked)).all() == ["a"]
        assert session.scalars(select(Noted.id).where(Noted.at < asked)).all() == []
    other.dispose()
    assert found == asked
    assert found.tzinfo is UTC


def test_a_moment_without_zone_is_refused(engine):
    with pytest.raises(RecordsError, match="without zone"), stated(), Session(engine) as session, session.begin():
        session.add(Noted(id="a", at=datetime(2026, 3, 1)))  # noqa: DTZ001 - what is tested


def test_no_text_of_any_record_has_a_limit_that_one_database_alone_would_hold():
    Store.open("sqlite://").close()
    limited = [
        str(column) for table in Base.metadata.sorted_tables for column in table.columns
        if getattr(column.type, "length", None) is not None
    ]  # fmt: skip
    assert limited == []


def test_no_moment_of_any_record_loses_its_zone():
    moments = [c for t in Base.metadata.sorted_tables for c in t.columns if isinstance(c.type, DateTime | Moment)]
    assert len(moments) >= 3
    assert [str(column) for column in moments if not isinstance(column.type, Moment)] == []


@pytest.mark.parametrize(
    "address",
    ["", "什么", "nosuch://x/y", "sqlite:////proc/none/x.sqlite3", "postgresql+nodriver://x/y",
     "postgresql+pg8000://x:y@127.0.0.1:1/z", "postgresql+pg8000://x:y@127.0.0.1:port/z"],
)  # fmt: skip
def test_an_address_that_cannot_be_used_is_one_clear_line(address):
    with pytest.raises(RecordsError, match=r"ASSISTANT_RECORDS|无法读写") as caught:
        Store.open(address)
    assert "\n" not in str(caught.value)


def test_a_wrong_password_is_one_clear_line_that_does_not_repeat_it(postgresql):
    address = re.sub(r":[0-9a-f]{16}@", ":geheim@", postgresql.make_database())
    with pytest.raises(RecordsError, match="password authentication failed") as caught:
        Store.open(address)
    assert "\n" not in str(caught.value)
    assert "geheim" not in str(caught.value)
    assert "{" not in str(caught.value)


def test_a_missing_driver_is_told_with_the_line_that_installs_the_tested_one():
    with pytest.raises(RecordsError, match="psycopg2") as caught:
        Store.open("postgresql+psycopg2://x/y")
    assert PIP_LINE in str(caught.value)
    assert "postgresql+pg8000://" in str(caught.value)
    pinned = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines()
    assert PIP_LINE.removeprefix("pip install ") in pinned


def test_a_damaged_file_is_one_clear_line(tmp_path):
    file = tmp_path / "records.sqlite3"
    file.write_text("这不是数据库" * 100)
    with pytest.raises(RecordsError, match="记录无法读写") as caught:
        Store.open(f"sqlite:///{file}")
    assert "\n" not in str(caught.value)


def test_a_server_that_was_started_anew_is_found_again(postgresql):
    address = postgresql.make_database()
    store = Store.open(address)
    assert store.conversations.turns("a") == ()
    postgresql.stop()
    with pytest.raises(RecordsError, match="记录无法读写") as caught:
        store.conversations.turns("a")
    assert "\n" not in str(caught.value)
    postgresql.start()
    assert store.conversations.turns("a") == ()
    store.close()


def test_nothing_is_kept_where_the_setting_says_so():
    assert open_store("none") is None
