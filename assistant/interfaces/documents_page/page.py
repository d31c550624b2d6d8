"""The page 文档 in Gradio: list, one document, files to take in, generations; changes go on while one watches."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.interfaces.chat.render import render_error
from assistant.interfaces.documents_page.commands import HARMLESS, Command, Do, read_command
from assistant.interfaces.documents_page.desk import DocumentsDesk
from assistant.interfaces.editing import Asker
from assistant.interfaces.html import element
from assistant.interfaces.site.components import header, html, reader, wire
from assistant.interfaces.site.parts import Site
from assistant.pipeline import Upload

_POLL_SECONDS = 0.7
Update = tuple[Any, ...]


def build_documents_page(page: gr.Blocks, site: Site) -> None:
    """Put the page into the Blocks that are being built; where nothing may be changed it has no controls for it."""
    view = _View(site)
    opened = gr.State("")
    with gr.Row(elem_id="title-row"):
        header(page, site, "documents")
    with gr.Row(elem_id="workspace"):
        with gr.Column(elem_id="documents-page", elem_classes="sheet"):
            password = _top(view)
            notice, change = html("", elem_id="documents-notice"), html("", elem_id="change")
            with gr.Tabs(elem_id="documents-tabs"):
                with gr.Tab("文档", id="list"):
                    parts = _list_tab(view)
                if view.editing:
                    with gr.Tab("添加", id="add"):
                        files, send = _add_tab()
                with gr.Tab("版本", id="generations"):
                    generations = html("")
            command, act = _channel()
        reader()
    search, listing, detail, swap = parts
    timer = gr.Timer(_POLL_SECONDS, active=False)
    shown = [notice, change, listing, detail, opened, generations, timer, *([swap] if swap else [])]
    # Not through the queue: Gradio closes its event stream behind the last event and may lose one that starts then.
    wire(page.load, view.open, [search, opened], shown, queue=False)
    wire(timer.tick, view.look, [search, opened], shown, queue=False)
    wire(search.change, view.find, search, listing, queue=False)
    # A second command while the first is on its way is told off by the shelf, not lost here.
    wire(act.click, view.command, [command, password, search, opened], shown, queue=False, trigger_mode="multiple")
    if view.editing and swap:
        wire(send.click, view.take_in, [files, password, search, opened], [*shown, files], queue=False)
        wire(swap.upload, view.replace, [swap, password, search, opened], shown, queue=False)


def _top(view: "_View") -> gr.Textbox:
    if not view.editing:
        html(element("p", view.desk.editing.closed_line, class_="closed", role="note"))
    return gr.Textbox(
        label="管理口令", type="password", placeholder="更改文档前请输入", max_lines=1, elem_id="editing-password",
        visible=view.editing and view.desk.editing.asks_password,
    )  # fmt: skip


def _list_tab(view: "_View") -> tuple[gr.Textbox, gr.HTML, gr.HTML, gr.UploadButton | None]:
    with gr.Row(elem_classes="filters", elem_id="documents-search"):
        search = gr.Textbox(label="查找文件", placeholder="标题、地区、文号或文件名", max_lines=1, min_width=150)
    listing, detail = html("", elem_id="documents-list"), html("", elem_id="document-detail")
    swap = None
    if view.editing:
        swap = gr.UploadButton("用新文件替换…", elem_id="replace-file", size="sm", visible=False)
    return search, listing, detail, swap


def _add_tab() -> tuple[gr.File, gr.Button]:
    html(
        element(
            "p",
            "可一次放入多份文件：文本、网页、Word、PDF、图片扫描件，单份不超过 100 MB。文件名即文件编号。",
            class_="hint",
        )
    )
    files = gr.File(label="要加入的文件", file_count="multiple", type="filepath", elem_id="add-files")
    return files, gr.Button("加入文档库", variant="primary", elem_id="add-send")


def _channel() -> tuple[gr.Textbox, gr.Button]:
    """What the buttons in the page's own markup ask for comes this way; the script fills the field and presses."""
    with gr.Row(elem_id="documents-channel", visible=True):
        command = gr.Textbox(label="操作", elem_id="command", max_lines=1)
        return command, gr.Button("执行", elem_id="act")


class _View:
    """Handlers of the page. Every change is checked here again, whatever the page shows."""

    def __init__(self, site: Site) -> None:
        self.desk = DocumentsDesk(site)
        self.editing = self.desk.can_edit

    def open(self, search: str, opened: str) -> Update:
        """What there is now, for a page that shows nothing yet."""
        return self._all(search, opened)

    def look(self, search: str, opened: str) -> Update:
        """How far a change under way is; what there is now once it has ended."""
        if self.desk.is_running:
            shown: Update = (gr.skip(), self.desk.change(), *(gr.skip(),) * 4, gr.Timer(active=True))
            return shown + ((gr.skip(),) if self.editing else ())
        return self._all(search, opened)

    def find(self, search: str) -> str:
        """The documents that fit."""
        return self.desk.documents(search)

    def command(self, text: str, password: str, search: str, opened: str, request: gr.Request) -> Update:
        """Do what a button asks for."""

        def act() -> str:
            command = read_command(text)
            if command.do in HARMLESS:
                return command.document if command.do is Do.OPEN else ""
            self.desk.check(_asker(request), password)
            self.desk.do(command)
            return _open_after(command, opened)

        return self._tried(act, search, opened)

    def take_in(self, files: list[str] | None, password: str, search: str, opened: str, request: gr.Request) -> Update:
        """Take files in; they leave the field once it has begun."""

        def act() -> str:
            self.desk.check(_asker(request), password)
            self.desk.add([Upload(Path(file), Path(file).name) for file in files or ()])
            return opened

        shown = self._tried(act, search, opened)
        return (*shown, gr.skip() if self._failed(shown) else None)

    def replace(self, file: str, password: str, search: str, opened: str, request: gr.Request) -> Update:
        """Let a file take the place of the one that is open."""

        def act() -> str:
            self.desk.check(_asker(request), password)
            self.desk.replace(opened, Upload(Path(file), Path(file).name))
            return opened

        return self._tried(act, search, opened)

    def _failed(self, shown: Update) -> bool:
        return bool(shown[0])

    def _tried(self, act: Callable[[], str], search: str, opened: str) -> Update:
        """Show all after an act, or one line that says why it was not done."""
        try:
            return self._all(search, act())
        except AssistantError as error:
            return self._all(search, opened, str(render_error(str(error))))

    def _all(self, search: str, opened: str, notice: str = "") -> Update:
        desk = self.desk
        detail = desk.detail(opened) if opened else ""
        opened = opened if detail else ""
        listing = gr.HTML(desk.documents(search), visible=not opened)
        timer = gr.Timer(active=desk.is_running)
        shown: Update = (notice, desk.change(), listing, detail, opened, desk.generations(), timer)
        swap = gr.UploadButton(visible=bool(opened), interactive=not desk.is_running)
        return (*shown, swap) if self.editing else shown


def _open_after(command: Command, opened: str) -> str:
    return "" if command.do is Do.RETIRE else opened


def _asker(request: gr.Request) -> Asker:
    client = request.client.host if request.client else ""
    return Asker(request.headers.get("host", ""), request.headers.get("origin", ""), client)
