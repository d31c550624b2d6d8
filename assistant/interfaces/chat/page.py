"""The chat page in Gradio: the only module that knows it."""

import asyncio
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import gradio as gr
from fastapi import FastAPI

from assistant.errors import AssistantError
from assistant.interfaces.chat.about import render_about
from assistant.interfaces.chat.conversation import Turn, follow
from assistant.interfaces.chat.examples import example_questions
from assistant.interfaces.chat.export import export_link
from assistant.interfaces.chat.frame import NAME, render_header, render_reader_panel, render_status, render_welcome
from assistant.interfaces.chat.render import render_error, render_turn, render_turns
from assistant.interfaces.html import Html
from assistant.interfaces.measures_page.page import build_measures_page
from assistant.interfaces.status import ModelStatus
from assistant.interfaces.store import ConversationStore
from assistant.pipeline import Assistant

_FONTS = ("system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")
_MODES = (("自动", "auto"), ("仅摘录原文", "extract"))
_POLL_SECONDS = 1.5
# Pieces come faster than a page needs to be drawn, and drawing takes time from the model on the same cores.
_REDRAW_SECONDS = 0.1
# How many people are answered at once; the others wait in line.
_AT_ONCE = 8
_HEAD = '<link rel="stylesheet" href="page/chat.css"><script src="page/chat.js" defer></script>'

_NOTHING_NEW = (gr.skip(),) * 8

Turns = tuple[Turn, ...]
Update = tuple[Any, ...]


def mount_chat(
    app: FastAPI,
    assistant: Assistant,
    model_status: Callable[[], ModelStatus],
    store: ConversationStore | None = None,
) -> FastAPI:
    """Put the chat page at the root of ``app``, with nothing that reaches beyond this server."""
    # Outside of a running event loop Gradio opens one for each lock that it makes, and never closes them.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _mount(app, assistant, model_status, store)).result()


async def _mount(
    app: FastAPI, assistant: Assistant, model_status: Callable[[], ModelStatus], store: ConversationStore | None
) -> FastAPI:
    # Gradio says so of every site of several pages, also of one that never asked for it.
    warnings.filterwarnings("ignore", "SSR mode is not supported", UserWarning)
    theme = gr.themes.Base(font=[gr.themes.Font(name) for name in _FONTS], font_mono=[gr.themes.Font("monospace")])
    mounted: FastAPI = gr.mount_gradio_app(
        app, _build(assistant, model_status, store), path="/", theme=theme, head=_HEAD, footer_links=[],
        run_history=False, show_error=False, ssr_mode=False, pwa=False, mcp_server=False, enable_monitoring=False,
        max_file_size="1kb",
    )  # fmt: skip
    return mounted


def _build(assistant: Assistant, model_status: Callable[[], ModelStatus], store: ConversationStore | None) -> gr.Blocks:
    trees = tuple(assistant.trees.values())
    chat = _Chat(assistant, str(render_welcome(example_questions(trees), trees)), store)
    with gr.Blocks(title=NAME, analytics_enabled=False, fill_width=True) as blocks:
        gr.Navbar(visible=False)
        turns = gr.State(())
        # Kept by the browser: what a visitor asked is found again after a reload, and by nobody else.
        conversation = gr.BrowserState("", storage_key="policy-assistant-conversation", secret=NAME)
        with gr.Row(elem_id="title-row"):
            _html(render_header(trees), elem_id="header")
            status = _html(render_status(model_status()), elem_id="model-status")
            exported = _html("", elem_id="export")
            restart = gr.Button("新对话", elem_id="restart", size="sm", scale=0)
        with gr.Row(elem_id="workspace"):
            with gr.Column(elem_id="chat"):
                with gr.Column(elem_id="conversation"):
                    past = _html(chat.welcome, elem_id="past")
                    live = _html("", elem_id="live")
                with gr.Column(elem_id="composer"):
                    notice = _html("", elem_id="composer-notice")
                    box, mode, send = _composer()
            _html(render_reader_panel(), elem_id="reader-holder")
        outputs = [box, send, notice, past, live, turns, conversation, exported]
        for event in (send.click, box.submit):
            _wire(
                event,
                chat.converse,
                [box, mode, turns, conversation],
                outputs,
                concurrency_limit=_AT_ONCE,
                concurrency_id="ask",
            )
        _wire(restart.click, chat.restart, conversation, outputs, queue=False)
        _wire(blocks.load, chat.restore, conversation, [past, turns, exported], queue=False)
        timer = gr.Timer(_POLL_SECONDS)
        # Not through the queue: Gradio closes its event stream behind the last event and may lose one that starts then.
        for event in (blocks.load, timer.tick):
            _wire(event, lambda: _poll(model_status()), None, [status, timer], queue=False)
    with blocks.route("支持措施", "measures", show_in_navbar=False) as measures:
        gr.Navbar(visible=False)
        with gr.Row(elem_id="title-row"):
            _html(render_header(trees, "measures"), elem_id="header")
        build_measures_page(measures, assistant.measures)
    with blocks.route("关于", "about", show_in_navbar=False):
        gr.Navbar(visible=False)
        with gr.Row(elem_id="title-row"):
            _html(render_header(trees, "about"), elem_id="header")
        with gr.Row(elem_id="workspace"):
            _html(render_about(assistant), elem_id="about-page")
            _html(render_reader_panel(), elem_id="reader-holder")
    blocks.queue(api_open=False)
    return blocks


def _composer() -> tuple[gr.Textbox, gr.Radio, gr.Button]:
    box = gr.Textbox(
        label="问题", placeholder="输入问题，例如某地对某项工作的支持措施…", lines=1, max_lines=6, autofocus=True,
        elem_id="question", container=False,
    )  # fmt: skip
    with gr.Row(elem_id="composer-bar"):
        mode = gr.Radio(list(_MODES), value="auto", label="回答方式", elem_id="mode", container=False)
        _html('<span class="keys">Enter 发送　Shift + Enter 换行</span>', elem_id="keys")
        send = gr.Button("发送", variant="primary", elem_id="send", scale=0)
    return box, mode, send


def _html(value: Html | str, **options: Any) -> gr.HTML:
    return gr.HTML(str(value), js_on_load=None, apply_default_css=False, **options)


def _wire(event: Callable[..., Any], handler: Callable[..., Any], inputs: Any, outputs: Any, **options: Any) -> None:
    event(handler, inputs, outputs, show_progress="hidden", api_visibility="private", **options)


def _poll(status: ModelStatus) -> Update:
    return str(render_status(status)), gr.Timer(_POLL_SECONDS, active=status.is_changing)


class _Chat:
    """Handlers of the page; they hold no conversation, which is the browser session's."""

    def __init__(self, assistant: Assistant, welcome: str, store: ConversationStore | None) -> None:
        self._assistant = assistant
        self._store = store
        self.welcome = welcome

    def converse(self, question: str, mode: str, turns: Turns, conversation: str) -> Iterator[Update]:
        """Show the evidence at once, then the answer as it is written; an unusable question stays in the box."""
        answerer = None if mode == "auto" else mode
        drawn, shown = 0.0, None
        for turn in follow(self._assistant, turns, question, answerer, datetime.now(UTC).astimezone()):
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
        return "", gr.Button(interactive=True), said, self.welcome, "", (), "", ""

    def restore(self, conversation: str) -> Update:
        """What was asked before the page was loaded again, with its answers."""
        if not (self._store and conversation):
            return (gr.skip(),) * 3
        try:
            turns = self._store.turns(conversation)
        except AssistantError as error:
            return str(render_error(str(error))), gr.skip(), gr.skip()
        numbered = tuple(replace(turn, number=number) for number, turn in enumerate(turns, start=1))
        if not numbered:
            return (gr.skip(),) * 3
        return str(render_turns(numbered, self._assistant.trees)), numbered, str(export_link(conversation))

    def _progress(self, turn: Turn, turns: Turns) -> Update:
        live = str(render_turn(turn, self._assistant.trees))
        if turn.found:
            return gr.skip(), gr.skip(), gr.skip(), gr.skip(), live, gr.skip(), gr.skip(), gr.skip()
        if not turn.question.strip():
            return _NOTHING_NEW
        past = str(render_turns(turns, self._assistant.trees))
        return "", gr.Button(interactive=False), "", past, live, gr.skip(), gr.skip(), gr.skip()

    def _finish(self, turn: Turn, turns: Turns, conversation: str) -> Update:
        live = str(render_turn(turn, self._assistant.trees))
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
        past = str(render_turns(turns, self._assistant.trees)) if turns else self.welcome
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
