"""The conversation in Gradio: the box, the answers, and what can be done with them. What happens is in ``talk``."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.interfaces.chat.narrowing import AUTOMATIC, EXTRACT_ONLY, Choices, Typed, type_out, without
from assistant.interfaces.chat.tab import Talk, Update
from assistant.interfaces.chat.talk import Chat
from assistant.interfaces.site.components import header, html, reader, wire
from assistant.interfaces.site.frame import NAME, render_status
from assistant.interfaces.site.parts import Site
from assistant.interfaces.status import ModelStatus

_MODES = (("自动", AUTOMATIC), ("仅摘录原文", EXTRACT_ONLY))
_POLL_SECONDS = 1.5
# How many people are answered at once; the others wait in line.
_AT_ONCE = 32
# What the script asks for: buttons inside of answers, what may be asked next once an answer has come, and an answer
# that was under way when the page was loaded.
_SIGNALS = ("again", "edit", "leave", "undo", "unset", "suggest", "resume")
_LISTEN = "".join(
    f"document.addEventListener('chat-{name}', (event) => trigger('{name}', event.detail));" for name in _SIGNALS
)
_FILTER_BUTTON = '<button type="button" id="filter-toggle" aria-expanded="false" aria-controls="filters">筛选</button>'
_KEYS = '<span class="keys">Enter 发送　Shift + Enter 换行</span>'
_NOT_KEPT = '<span class="keys">记录未开启：对话和评价不保存</span>'

Changes = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class _Composer:
    """Where a question is written, and what it is narrowed to."""

    box: gr.Textbox
    mode: gr.Radio
    places: gr.Dropdown
    documents: gr.Dropdown
    day: gr.Textbox
    chips: gr.HTML
    send: gr.Button
    stop: gr.Button

    @property
    def inputs(self) -> list[Any]:
        """What ``Typed`` is made of, in its order."""
        return [self.box, self.mode, *self.filters]

    @property
    def filters(self) -> list[Any]:
        return [self.places, self.documents, self.day]


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of the page that change."""

    composer: _Composer
    notice: gr.HTML
    past: gr.HTML
    live: gr.HTML
    suggested: gr.HTML
    talk: gr.State
    conversation: gr.BrowserState
    exported: gr.HTML

    @property
    def outputs(self) -> list[Any]:
        """Everything that an update may change."""
        held = self.composer
        return [
            *held.inputs, held.chips, held.send, held.stop, self.notice, self.past, self.live, self.suggested,
            self.talk, self.conversation, self.exported,
        ]  # fmt: skip

    def changes(self, update: Update) -> Changes:
        """An update by the components that it changes."""
        pieces = {
            self.notice: update.notice, self.past: update.past, self.live: update.live,
            self.suggested: update.suggested, self.exported: update.exported, self.composer.chips: update.chips,
        }  # fmt: skip
        values = {self.talk: update.talk, self.conversation: update.conversation, self.composer.box: update.box}
        # Gradio takes an empty dictionary for a value.
        changes: Changes = {self.notice: gr.skip()}
        changes |= {part: value for part, value in values.items() if value is not None}
        changes |= {part: str(markup) for part, markup in pieces.items() if markup is not None}
        if update.is_busy is not None:
            changes |= self._busy(is_busy=update.is_busy)
        if update.wish:
            changes |= self._typed(type_out(update.wish))
        return changes | (self._choices(update.choices, changes) if update.choices else {})

    def _busy(self, *, is_busy: bool) -> Changes:
        return {
            self.composer.send: gr.Button(interactive=not is_busy), self.composer.stop: gr.Button(interactive=is_busy)
        }  # fmt: skip

    def _typed(self, typed: Typed) -> Changes:
        values = (typed.question, typed.mode, list(typed.places or ()), list(typed.documents or ()), typed.day)
        return dict(zip(self.composer.inputs, values, strict=True))

    def _choices(self, choices: Choices, changes: Changes) -> Changes:
        """What can be chosen, beside what is chosen."""
        places, documents = self.composer.places, self.composer.documents
        return {
            places: gr.Dropdown(list(choices.places), value=changes.get(places, [])),
            documents: gr.Dropdown(list(choices.documents), value=changes.get(documents, [])),
        }


def build_chat_page(page: gr.Blocks, site: Site) -> None:
    """Put the page into the Blocks that are being built."""
    chat = Chat(site)
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
                past = html(chat.welcome(), elem_id="past")
                with gr.Column(elem_id="latest"):
                    live, suggested = html("", elem_id="live"), html("", elem_id="suggested")
            with gr.Column(elem_id="composer"):
                notice = html("", elem_id="composer-notice")
                composer = _composer(chat.choices(), keeps=site.store is not None)
        reader()
    parts = _Parts(composer, notice, past, live, suggested, gr.State(Talk()), conversation, exported)
    signal = gr.HTML("", js_on_load=_LISTEN, apply_default_css=False, elem_id="signal")
    _wire_asking(chat, parts, signal)
    _wire_turns(chat, parts, signal, restart.click, page.load)
    _wire_filters(chat, parts.composer, signal)
    _wire_status(page, status, site.model_status)


def _composer(choices: Choices, *, keeps: bool) -> _Composer:
    chips = html("", elem_id="chips")
    with gr.Row(elem_id="filters", elem_classes="filters"):
        places = _several("地区", choices.places)
        documents = _several("文件", choices.documents)
        day = gr.Textbox(label="有效日期", placeholder="如 2024-05-01", max_lines=1, min_width=130, elem_id="day")
    box = gr.Textbox(
        label="问题", placeholder="输入问题，例如某地对某项工作的支持措施…", lines=1, max_lines=6, autofocus=True,
        elem_id="question", container=False,
    )  # fmt: skip
    with gr.Row(elem_id="composer-bar"):
        mode = gr.Radio(list(_MODES), value=AUTOMATIC, label="回答方式", elem_id="mode", container=False)
        html(_FILTER_BUTTON, elem_id="filter-holder")
        html(_KEYS if keeps else _NOT_KEPT, elem_id="keys")
        send = gr.Button("发送", variant="primary", elem_id="send", scale=0)
        stop = gr.Button("停止", elem_id="stop", scale=0, interactive=False)
    return _Composer(box, mode, places, documents, day, chips, send, stop)


def _several(label: str, choices: Sequence[Any]) -> gr.Dropdown:
    """Others than the choices may be typed: a filter that fits no document says so, and finds nothing."""
    return gr.Dropdown(
        list(choices), label=label, multiselect=True, min_width=170, allow_custom_value=True, elem_classes="several"
    )


def _wire_asking(chat: Chat, parts: _Parts, signal: gr.HTML) -> None:
    """Sending, asking again, going on after a reload, and stopping; behind an answer what may be asked next."""

    def send(request: gr.Request, *values: Any) -> Iterator[Changes]:
        *typed, talk, conversation = values
        yield from map(parts.changes, chat.send(Typed(*typed), talk, conversation, str(request.session_hash)))

    def again(talk: Talk, conversation: str, event: gr.EventData, request: gr.Request) -> Iterator[Changes]:
        yield from map(parts.changes, chat.again(str(event.turn), talk, conversation, str(request.session_hash)))

    def resume(talk: Talk, conversation: str, request: gr.Request) -> Iterator[Changes]:
        yield from map(parts.changes, chat.resume(talk, conversation, str(request.session_hash)))

    def stop(conversation: str, request: gr.Request) -> None:
        chat.stop(conversation, str(request.session_hash))

    held = [parts.talk, parts.conversation]
    asking = {"concurrency_limit": _AT_ONCE, "concurrency_id": "ask"}
    for event in (parts.composer.send.click, parts.composer.box.submit):
        wire(event, send, [*parts.composer.inputs, *held], parts.outputs, **asking)
    wire(signal.again, again, held, parts.outputs, **asking)
    wire(signal.resume, resume, held, parts.outputs, **asking)
    wire(parts.composer.stop.click, stop, parts.conversation, None, queue=False)
    wire(signal.suggest, lambda talk: str(chat.suggest(talk)), parts.talk, parts.suggested, queue=False)


def _wire_turns(chat: Chat, parts: _Parts, signal: gr.HTML, restart: Any, opened: Any) -> None:
    """What is done with turns that have ended."""

    def edit(talk: Talk, event: gr.EventData) -> Changes:
        return parts.changes(chat.edit(str(event.turn), talk))

    def start_anew(talk: Talk, conversation: str, request: gr.Request) -> Changes:
        return parts.changes(chat.restart(talk, conversation, str(request.session_hash)))

    held = [parts.talk, parts.conversation]
    wire(signal.edit, edit, parts.talk, parts.outputs, queue=False)
    wire(signal.leave, lambda talk: parts.changes(chat.leave(talk)), parts.talk, parts.outputs, queue=False)
    wire(signal.undo, lambda *now: parts.changes(chat.undo(*now)), held, parts.outputs, queue=False)
    wire(restart, start_anew, held, parts.outputs, queue=False)
    wire(opened, lambda name: parts.changes(chat.restore(name)), parts.conversation, parts.outputs, queue=False)


def _wire_filters(chat: Chat, composer: _Composer, signal: gr.HTML) -> None:
    """The chips say what is set, and each takes its filter away."""

    def chips(places: Any, documents: Any, day: str) -> str:
        return str(chat.chips(Typed("", AUTOMATIC, places, documents, day)))

    def unset(places: Any, documents: Any, day: str, event: gr.EventData) -> list[Any]:
        left = without(Typed("", AUTOMATIC, places, documents, day), int(event.at))
        return [left.places, left.documents, left.day, str(chat.chips(left))]

    for part in composer.filters:
        wire(part.input, chips, composer.filters, composer.chips, queue=False)
    wire(signal.unset, unset, composer.filters, [*composer.filters, composer.chips], queue=False)


def _wire_status(page: gr.Blocks, status: gr.HTML, model_status: Callable[[], ModelStatus]) -> None:
    timer = gr.Timer(_POLL_SECONDS)

    def poll() -> Changes:
        now = model_status()
        return {status: str(render_status(now)), timer: gr.Timer(_POLL_SECONDS, active=now.is_changing)}

    # Not through the queue: Gradio closes its event stream behind the last event and may lose one that starts then.
    for event in (page.load, timer.tick):
        wire(event, poll, None, [status, timer], queue=False)
