"""What people say of answers: useful or not, with a note; for evaluators to read."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.interfaces.store.database import Base, stated, write_twice


class Mark(StrEnum):
    """Whether an answer was of use."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is said of one answer: a mark, and in words why."""

    mark: Mark
    note: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """An opinion with what it is about, to be read without the conversation.

    ``turn`` is the id of the turn, ``number`` its place in the conversation then; ``index`` the fingerprint of the
    index that answered, ``receipt`` the id of the answer's receipt; ``given`` is UTC (2024-05-01T08:00:00Z).
    """

    conversation: str
    turn: str
    number: int
    question: str
    answer: str
    mark: Mark
    note: str
    given: str
    index: str
    receipt: str


class _Feedback(Base):
    __tablename__ = "feedback"

    turn: Mapped[str] = mapped_column(primary_key=True)
    conversation: Mapped[str] = mapped_column(index=True)
    number: Mapped[int]
    question: Mapped[str]
    answer: Mapped[str]
    mark: Mapped[str]
    note: Mapped[str]
    given: Mapped[str] = mapped_column(index=True)
    index: Mapped[str]
    receipt: Mapped[str]


_FIELDS = tuple(field.name for field in fields(Feedback))


class FeedbackStore:
    """Keeps one opinion on each answer; safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def give(self, feedback: Feedback) -> None:
        """Keep an opinion, in the place of an earlier one on the same answer.

        Raises:
            RecordsError: the database cannot be written.
        """
        with stated():
            write_twice(lambda: self._write(feedback))

    def take_back(self, turn: str) -> None:
        """Remove the opinion on the answer of that turn, if there is one.

        Raises:
            RecordsError: the database cannot be written.
        """
        with stated(), Session(self._engine) as session, session.begin():
            session.execute(delete(_Feedback).where(_Feedback.turn == turn))

    def of(self, turns: Sequence[str]) -> dict[str, Opinion]:
        """The opinions on the answers of these turns, by their ids.

        Raises:
            RecordsError: the database cannot be read.
        """
        with stated(), Session(self._engine) as session:
            rows = session.scalars(select(_Feedback).where(_Feedback.turn.in_(turns))).all()
            return {row.turn: Opinion(Mark(row.mark), row.note) for row in rows}

    def all(self) -> tuple[Feedback, ...]:
        """Every opinion that stands, oldest first.

        Raises:
            RecordsError: the database cannot be read.
        """
        with stated(), Session(self._engine) as session:
            rows = session.scalars(select(_Feedback).order_by(_Feedback.given, _Feedback.turn)).all()
            return tuple(_read(row) for row in rows)

    def _write(self, feedback: Feedback) -> None:
        with Session(self._engine) as session, session.begin():
            session.merge(_Feedback(**{name: getattr(feedback, name) for name in _FIELDS}))


def stamp() -> str:
    """Now, as it is kept."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _read(row: _Feedback) -> Feedback:
    values = {name: getattr(row, name) for name in _FIELDS}
    return Feedback(**{**values, "mark": Mark(row.mark)})
