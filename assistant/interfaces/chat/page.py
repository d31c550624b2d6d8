"""The conversation in Gradio: the box, the answers, and what can be done with them."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import gradio as gr

from assistant.errors import AssistantError
from assistant.interfaces.chat.conversation import Turn, follow
from assistant.interfaces.chat.examples import example_questions
from assistant.interfaces.chat.export import export_link
from assistant.interfaces.chat.render import render_error, render_turn, render_turns
from assistant.interfaces.html import Html
from assistant.interfaces.site.components import header, html, reader, wire
from assistant.interfaces.site.frame import NAME, render_status, render_welcome
from assistant.interfaces.site.parts import Site
from assistant.interfaces.status import ModelStatus
from assistant.records import ClauseTree

_MODES = (("自动", "auto"), ("仅摘录原文", "extract"))
_POLL_SECONDS = 1.5
# Pieces come faster than a page needs to be drawn, and drawing takes time from the model on the same cores.
_REDRAW_SECONDS = 0.1
# How many people are answered at once; the others wait in line.
_AT_ONCE = 8

_NOTHING_NEW = (gr.skip(),) * 8

Turns = tuple[Turn, ...]
Update = tuple[Any, ...]


def build_chat_page(page: gr.Blocks, site: Site) -> None:
    """Put the page into the Blocks that are being built."""
    chat = _Chat(site)
    turns = gr.State(())
    # Kept by the browser: what a visitor asked is found again after a reload, and by nobody else.
    conversation = gr.BrowserState("", storage_key="policy-assistant-conversation", secret=NAME)
    with gr.Row(elem_id="title-row"):
        header(page, site, "")
        status = html(render_status(site.model_status()), elem_id="model-status")
        exported = html("", elem_id="export")
        restart = gr.Button("新对话", elem_id="restart", size="sm", scale=0)
    with gr.Row(elem_id="workspace"):
        with gr.Column(elem_id="chat"):
            with gr.Column(elem_id="conversation"):
                past, live = html(chat.welcome(), elem_id="past"), html("", elem_id="live")
            with gr.Column(elem_id="composer"):
                notice = html("", elem_id="composer-notice")
                box, mode, send = _composer()
        reader()
    outputs = [box, send, notice, past, live, turns, conversation, exported]
    for event in (send.click, box.submit):
        inputs = [box, mode, turns, conversation]
        wire(event, chat.converse, inputs, outputs, concurrency_limit=_AT_ONCE, concurrency_id="ask")
    wire(restart.click, chat.restart, conversation, outputs, queue=False)
    wire(page.load, chat.restore, conversation, [past, turns, exported], queue=False)
    timer = gr.Timer(_POLL_SECONDS)
    # Not through the queue: Gradio closes its event stream behind the last event and may lose one that starts then.
    for event in (page.load, timer.tick):
        wire(event, lambda: _poll(site.model_status()), None, [status, timer], queue=False)


def _composer() -> tuple[gr.Textbox, gr.Radio, gr.Button]:
    box = gr.Textbox(
        label="问题", placeholder="输入问题，例如某地对某项工作的支持措施…", lines=1, max_lines=6, autofocus=True,
        elem_id="question", container=False,
    )  # fmt: skip
    with gr.Row(elem_id="composer-bar"):
        mode = gr.Radio(list(_MODES), value="auto", label="回答方式", elem_id="mode", container=False)
        html('<span class="keys">Enter 发送　Shift + Enter 换行</span>', elem_id="keys")
        send = gr.Button("发送", variant="primary", elem_id="send", scale=0)
    return box, mode, send


def _poll(status: ModelStatus) -> Update:
    return str(render_status(status)), gr.Timer(_POLL_SECONDS, active=status.is_changing)


class _Chat:
    """Handlers of the page; they hold no conversation, which is the browser session's."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._store = site.store.conversations if site.store else None

    def welcome(self) -> Html:
        """What is shown until the first question."""
        trees = tuple(self._trees.values())
        return render_welcome(example_questions(trees), trees)

    @property
    def _trees(self) -> dict[str, ClauseTree]:
        return self._site.current().trees

    def converse(self, question: str, mode: str, turns: Turns, conversation: str) -> Iterator[Update]:
        """Show the evidence at once, then the answer as it is written; an unusable question stays in the box."""
        answerer, assistant = None if mode == "auto" else mode, self._site.current()
        drawn, shown = 0.0, None
        for turn in follow(assistant, turns, question, answerer, datetime.now(UTC).astimezone()):
            if turn == shown:
                # Nothing new; a visitor who has left is let go.
                yield _NOTHING_NEW
            elif turn.error and not turn.found:
                yield self._refuse(turn, turns)
            elif not turn.is_writing:
                yield self._finish(turn, turns, conversation)
            elif not turn.streamed or time.monotonic() - drawn > _REDRAW_SECONDS:
                yield self._progress(turn, turns)
                drawn = time.monotonic() if turn.streamed else 0.0
            shown = turn

    def restart(self, conversation: str) -> Update:
        """Forget the conversation, here and in the records."""
        said = ""
        if self._store and conversation:
            try:
                self._store.forget(conversation)
            except AssistantError as error:
                said = str(render_error(str(error)))
        return "", gr.Button(interactive=True), said, str(self.welcome()), "", (), "", ""

    def restore(self, conversation: str) -> Update:
        """What was asked before the page was loaded again, with its answers."""
        try:
            turns = self._store.turns(conversation) if self._store and conversation else ()
        except AssistantError as error:
            return str(render_error(str(error))), gr.skip(), gr.skip()
        numbered = tuple(replace(turn, number=number) for number, turn in enumerate(turns, start=1))
        if not numbered:
            return str(self.welcome()), gr.skip(), gr.skip()
        return str(render_turns(numbered, self._trees)), numbered, str(export_link(conversation))

    def _progress(self, turn: Turn, turns: Turns) -> Update:
        live = str(render_turn(turn, self._trees))
        if turn.found:
            return gr.skip(), gr.skip(), gr.skip(), gr.skip(), live, gr.skip(), gr.skip(), gr.skip()
        if not turn.question.strip():
            return _NOTHING_NEW
        past = str(render_turns(turns, self._trees))
        return "", gr.Button(interactive=False), "", past, live, gr.skip(), gr.skip(), gr.skip()

    def _finish(self, turn: Turn, turns: Turns, conversation: str) -> Update:
        live = str(render_turn(turn, self._trees))
        conversation, said = self._keep(turn, conversation)
        link = str(export_link(conversation))
        return gr.skip(), gr.Button(interactive=True), said, gr.skip(), live, (*turns, turn), conversation, link

    def _keep(self, turn: Turn, conversation: str) -> tuple[str, str]:
        """The conversation that the turn was kept in, and what to tell where it could not be kept."""
        if self._store is None:
            return conversation, ""
        conversation = conversation or uuid4().hex
        try:
            # The evidence is in the answer's hits; it need not be kept twice.
            self._store.append(conversation, replace(turn, found=None))
        except AssistantError as error:
            return conversation, str(render_error(str(error)))
        return conversation, ""

    def _refuse(self, turn: Turn, turns: Turns) -> Update:
        past = str(render_turns(turns, self._trees)) if turns else str(self.welcome())
        return (
            turn.question,
            gr.Button(interactive=True),
            str(render_error(turn.error)),
            past,
            "",
            gr.skip(),
            gr.skip(),
            gr.skip(),
        )
