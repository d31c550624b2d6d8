"""Addresses beside the chat page: its conversations as files, and what people say of its answers."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.errors import RecordsError
from assistant.interfaces.chat.conversation import Turn, Turns, numbered
from assistant.interfaces.chat.export import MARKDOWN, WORD, render_markdown
from assistant.interfaces.chat.tools import NOTE_CHARACTERS
from assistant.interfaces.chat.word_export import render_word
from assistant.interfaces.store.feedback import Feedback, Mark, stamp
from assistant.interfaces.store.store import Store
from assistant.interfaces.workbook import to_csv

FEEDBACK, FEEDBACK_TABLE, FEEDBACK_LINES = "/feedback", "/export/feedback.csv", "/export/feedback.json"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TEXT = "text/plain; charset=utf-8"
_HEADER = (
    "时间", "评价", "说明", "问题", "回答", "第几问", "对话编号", "此问编号", "凭据编号", "索引编号",
)  # fmt: skip
_MARKS = {Mark.UP: "有用", Mark.DOWN: "没用"}


class Given(BaseModel):
    """What the page sends: the opinion on a turn; without a mark it is taken back."""

    model_config = ConfigDict(extra="forbid")

    conversation: Annotated[str, Field(max_length=64)]
    turn: Annotated[str, Field(max_length=64)]
    mark: Mark | None
    note: Annotated[str, Field(max_length=NOTE_CHARACTERS)] = ""


def chat_router(store: Store | None) -> APIRouter:
    """The exports of conversations and opinions, and the address that takes opinions."""
    router = APIRouter()
    router.get(MARKDOWN)(_exported(store, "conversation.md", "text/markdown; charset=utf-8", render_markdown))
    router.get(WORD)(_exported(store, "conversation.docx", _WORD, render_word))

    @router.post(FEEDBACK)
    def give(given: Given) -> Response:
        return _stated(lambda: _give(store, given))

    @router.get(FEEDBACK_TABLE)
    def table() -> Response:
        return _stated(lambda: _file(to_csv(_rows(store)), "feedback.csv", "text/csv; charset=utf-8"))

    @router.get(FEEDBACK_LINES)
    def lines() -> Response:
        return _stated(lambda: _file(_json(store), "feedback.json", "application/json"))

    return router


def _exported(
    store: Store | None, name: str, kind: str, render: Callable[[Turns], str | bytes]
) -> Callable[[str], Response]:
    def export(id: str = "") -> Response:  # noqa: A002 - the name in the address
        return _stated(lambda: _conversation(numbered(store.conversations.turns(id)) if store and id else ()))

    def _conversation(turns: Turns) -> Response:
        if not turns:
            return _line("没有这段对话，可能已被清除。 There is no such conversation.", 404)
        return _file(render(turns), name, kind)

    return export


def _give(store: Store | None, given: Given) -> Response:
    if store is None:
        return _line("记录没有开启，评价无法保存。 Nothing is kept here.", 404)
    kept = next(
        (turn for turn in numbered(store.conversations.turns(given.conversation)) if turn.id == given.turn), None
    )
    if kept is None:
        return _line("没有这一问，可能已被替换或清除。 There is no such turn.", 404)
    if given.mark is None:
        store.feedback.take_back(given.turn)
    else:
        store.feedback.give(_feedback(given, given.mark, kept))
    return Response(status_code=204)


def _feedback(given: Given, mark: Mark, turn: Turn) -> Feedback:
    answer = turn.answer.text if turn.answer else ""
    index, receipt = (turn.receipt.origin.index, turn.receipt.id) if turn.receipt else ("", "")
    note = " ".join(given.note.split())
    return Feedback(
        given.conversation, turn.id, turn.number, turn.question, answer, mark, note, stamp(), index, receipt
    )


def _rows(store: Store | None) -> list[tuple[str | float, ...]]:
    return [_HEADER, *(_row(one) for one in _shared(store))]


def _row(one: Feedback) -> tuple[str | float, ...]:
    return (
        one.given, _MARKS[one.mark], one.note, one.question, one.answer, one.number, one.conversation, one.turn,
        one.receipt, one.index,
    )  # fmt: skip


def _json(store: Store | None) -> str:
    return json.dumps([asdict(one) for one in _shared(store)], ensure_ascii=False, indent=2)


def _shared(store: Store | None) -> list[Feedback]:
    """All opinions. Who knows the name of a conversation can read it whole, so a number takes its place."""
    held = store.feedback.all() if store else ()
    return [replace(one, conversation=hashlib.sha256(one.conversation.encode()).hexdigest()[:12]) for one in held]


def _stated(answer: Callable[[], Response]) -> Response:
    """The response, or the one line of a failure of the records."""
    try:
        return answer()
    except RecordsError as error:
        return _line(str(error), 503)


def _file(content: str | bytes, name: str, kind: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(content, media_type=kind, headers=headers)


def _line(text: str, code: int) -> Response:
    return Response(f"{text}\n", status_code=code, media_type=_TEXT)
