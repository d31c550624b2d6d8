"""Sets of pairs to review, and what people said of them; nothing that was said is ever written over."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from pydantic import TypeAdapter
from sqlalchemy import (
    ColumnElement,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    UniqueConstraint,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.errors import ReviewError
from assistant.evaluation.questions import GoldQuestion
from assistant.evaluation.review.judgement import ErrorType, HumanVerdict, Judgement, Role
from assistant.evaluation.review.pairs import ReviewPair
from assistant.interfaces.store.database import Base, stated

# What was removed can be had back for so long.
KEPT = timedelta(days=30)
_PAIR = TypeAdapter(ReviewPair)
_QUESTIONS = TypeAdapter(tuple[GoldQuestion, ...])


class SetState(StrEnum):
    """Whether all answers are there, more are coming (or were, when the process ended), or they were stopped."""

    COMPLETE = "complete"
    RUNNING = "running"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class ReviewSet:
    """A set of pairs: ``answered`` of ``questions`` are there. ``judged`` counts the pairs by annotator, by name.

    ``answerer`` is empty for a file.
    """

    id: str
    name: str
    made: datetime
    answerer: str
    state: SetState
    answered: int
    questions: int
    pairs: int
    judged: dict[str, int]


class _Set(Base):
    __tablename__ = "review_sets"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    made: Mapped[datetime]
    removed: Mapped[datetime | None]
    answerer: Mapped[str]
    state: Mapped[str]
    answered: Mapped[int]
    questions: Mapped[int]
    asked: Mapped[str]


class _Pair(Base):
    __tablename__ = "review_pairs"
    __table_args__ = (UniqueConstraint("set", "pair"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    set: Mapped[str] = mapped_column(ForeignKey("review_sets.id", ondelete="CASCADE"), index=True)
    pair: Mapped[str]
    body: Mapped[str]


class _Judgement(Base):
    """A row is added whenever a person says anything; the last one of (set, pair, annotator, role) counts."""

    __tablename__ = "review_judgements"
    __table_args__ = (
        ForeignKeyConstraint(["set", "pair"], ["review_pairs.set", "review_pairs.pair"], ondelete="CASCADE"),
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    set: Mapped[str] = mapped_column(index=True)
    pair: Mapped[str]
    annotator: Mapped[str]
    role: Mapped[str]
    verdict: Mapped[str | None]
    error: Mapped[str | None]
    note: Mapped[str]
    made: Mapped[datetime]


class ReviewStore:
    """Keeps review sets, their pairs and judgements; safe to share between threads and processes.

    Every method raises RecordsError where the database cannot be used.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, name: str, pairs: Sequence[ReviewPair], answers: int) -> str:
        """Keep a complete set, all or nothing, and return its id."""
        row = _new_set(name, "", SetState.COMPLETE, answers)
        row.answered = answers
        with stated(), Session(self._engine) as session, session.begin():
            session.add(row)
            session.flush()
            session.add_all(_rows(row.id, pairs))
            return row.id

    def begin(self, name: str, questions: Sequence[GoldQuestion], answerer: str) -> str:
        """Keep a set whose answers are still to come, and return its id."""
        row = _new_set(name, answerer, SetState.RUNNING, len(questions))
        row.asked = _QUESTIONS.dump_json(tuple(questions)).decode()
        with stated(), Session(self._engine) as session, session.begin():
            session.add(row)
            return row.id

    def add_answer(self, set_id: str, answered: int, pairs: Sequence[ReviewPair]) -> bool:
        """Keep the pairs of the question behind ``answered`` others; False where it is there, or the set has gone."""
        turn = update(_Set).where(_Set.id == set_id, _Set.answered == answered, _Set.removed.is_(None))
        with stated(), Session(self._engine) as session, session.begin():
            if session.execute(turn.values(answered=answered + 1)).rowcount != 1:  # type: ignore[attr-defined]
                return False
            session.add_all(_rows(set_id, pairs))
            return True

    def mark(self, set_id: str, state: SetState) -> None:
        """Say how a set stands."""
        with stated(), Session(self._engine) as session, session.begin():
            session.execute(update(_Set).where(_Set.id == set_id).values(state=state.value))

    def questions(self, set_id: str) -> tuple[GoldQuestion, ...]:
        """The questions of a set that was run; none of one from a file."""
        with stated(), Session(self._engine) as session:
            asked = session.scalar(select(_Set.asked).where(_Set.id == set_id))
        return _QUESTIONS.validate_json(asked) if asked else ()

    def sets(self, *, removed: bool = False) -> tuple[ReviewSet, ...]:
        """The sets, latest first; those that can be had back where ``removed``."""
        return self._found(_Set.removed.is_not(None) if removed else _Set.removed.is_(None))

    def get(self, set_id: str) -> ReviewSet:
        """One set.

        Raises:
            ReviewError: there is none, or it was removed.
        """
        found = self._found(_Set.id == set_id, _Set.removed.is_(None))
        if not found:
            raise ReviewError("没有这个核查集，可能已被删除。 There is no such review set.")
        return found[0]

    def _found(self, *chosen: ColumnElement[bool]) -> tuple[ReviewSet, ...]:
        with stated(), Session(self._engine) as session:
            rows = session.scalars(select(_Set).where(*chosen).order_by(_Set.made.desc(), _Set.id)).all()
            ids = [row.id for row in rows]
            counted = select(_Pair.set, func.count()).where(_Pair.set.in_(ids)).group_by(_Pair.set)
            counts = dict(session.execute(counted).all())
            judged = _judged(session, ids)
        return tuple(_to_set(row, counts.get(row.id, 0), judged.get(row.id, {})) for row in rows)

    def pairs(self, set_id: str) -> tuple[ReviewPair, ...]:
        """The pairs of a set in their order."""
        wanted = select(_Pair.body).where(_Pair.set == set_id).order_by(_Pair.number)
        with stated(), Session(self._engine) as session:
            return tuple(map(_PAIR.validate_json, session.scalars(wanted).all()))

    def pair(self, set_id: str, pair: str) -> ReviewPair:
        """One pair.

        Raises:
            ReviewError: there is no such pair in the set.
        """
        with stated(), Session(self._engine) as session:
            body = session.scalar(select(_Pair.body).where(_Pair.set == set_id, _Pair.pair == pair))
        if body is None:
            raise ReviewError("没有这一对，核查集可能已被删除。 There is no such pair.")
        return _PAIR.validate_json(body)

    def judge(self, set_id: str, judgement: Judgement, token: str) -> None:
        """Keep what a person says; said again with the same ``token`` it is kept once.

        Raises:
            ReviewError: there is no such pair in the set.
        """
        self.pair(set_id, judgement.pair)
        row = _Judgement(
            token=token, set=set_id, pair=judgement.pair, annotator=judgement.annotator, role=judgement.role.value,
            verdict=judgement.verdict, error=judgement.error, note=judgement.note, made=judgement.made,
        )  # fmt: skip
        with stated():
            try:
                with Session(self._engine) as session, session.begin():
                    session.add(row)
            except IntegrityError:
                if not self._is_kept(token):
                    raise

    def judgements(self, set_id: str) -> tuple[Judgement, ...]:
        """All that was said of a set, in the order in which it was."""
        wanted = select(_Judgement).where(_Judgement.set == set_id).order_by(_Judgement.number)
        with stated(), Session(self._engine) as session:
            return tuple(map(_to_judgement, session.scalars(wanted).all()))

    def remove(self, set_id: str) -> None:
        """Take a set away, to be had back for a while; what was removed long ago goes for good."""
        now = datetime.now(UTC)
        old = select(_Set.id).where(_Set.removed < now - KEPT)
        with stated(), Session(self._engine) as session, session.begin():
            session.execute(update(_Set).where(_Set.id == set_id).values(removed=now))
            gone = session.scalars(old).all()
            for table in (_Judgement, _Pair):
                session.execute(delete(table).where(table.set.in_(gone)))
            session.execute(delete(_Set).where(_Set.id.in_(gone)))

    def restore(self, set_id: str) -> None:
        """Have a removed set back as it was."""
        with stated(), Session(self._engine) as session, session.begin():
            session.execute(update(_Set).where(_Set.id == set_id).values(removed=None))

    def _is_kept(self, token: str) -> bool:
        with Session(self._engine) as session:
            return session.scalar(select(_Judgement.number).where(_Judgement.token == token)) is not None


def _new_set(name: str, answerer: str, state: SetState, questions: int) -> _Set:
    return _Set(
        id=uuid4().hex, name=name[:200], made=datetime.now(UTC), answerer=answerer, state=state.value, answered=0,
        questions=questions, asked="",
    )  # fmt: skip


def _rows(set_id: str, pairs: Sequence[ReviewPair]) -> list[_Pair]:
    return [_Pair(set=set_id, pair=pair.id, body=_PAIR.dump_json(pair).decode()) for pair in pairs]


def _judged(session: Session, sets: Sequence[str]) -> dict[str, dict[str, int]]:
    """How many pairs of each of these sets each annotator has judged."""
    key = (_Judgement.set, _Judgement.annotator, _Judgement.pair)
    blind = (_Judgement.role == Role.ANNOTATOR.value, _Judgement.set.in_(sets))
    last = select(func.max(_Judgement.number)).where(*blind).group_by(*key)
    held = select(_Judgement.set, _Judgement.annotator, func.count())
    held = held.where(_Judgement.number.in_(last), _Judgement.verdict.is_not(None))
    found: dict[str, dict[str, int]] = defaultdict(dict)
    grouped = held.group_by(_Judgement.set, _Judgement.annotator).order_by(_Judgement.annotator)
    for set_id, annotator, count in session.execute(grouped):
        found[set_id][annotator] = count
    return found


def _to_set(row: _Set, pairs: int, judged: dict[str, int]) -> ReviewSet:
    return ReviewSet(
        row.id, row.name, row.made, row.answerer, SetState(row.state), row.answered, row.questions, pairs,
        judged,
    )  # fmt: skip


def _to_judgement(row: _Judgement) -> Judgement:
    verdict = HumanVerdict(row.verdict) if row.verdict else None
    error = ErrorType(row.error) if row.error else None
    return Judgement(row.pair, row.annotator, Role(row.role), verdict, error, row.note, row.made)
