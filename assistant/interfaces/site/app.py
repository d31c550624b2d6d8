"""The application behind the pages: the reader, the page's own files, and headers that keep all requests here."""

from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files

from fastapi import FastAPI, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import RecordsError
from assistant.interfaces.chat.export import ADDRESS, render_markdown
from assistant.interfaces.measures_page.export import export_router
from assistant.interfaces.site.blocks import mount_pages
from assistant.interfaces.site.parts import Site
from assistant.interfaces.site.reader_routes import reader_router
from assistant.interfaces.store.store import Store

# Gradio needs inline scripts and compiles its templates; other servers are out of bounds for all of them.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'self'; "
    "base-uri 'self'; form-action 'self'; object-src 'none'"
)
# The pages' own files, each by its package.
_STYLES = (("site", "site.css"), ("chat", "chat.css"), ("measures_page", "measures.css"), ("about_page", "about.css"))
_SCRIPTS = (("site", "english.js"), ("site", "peek.js"), ("site", "site.js"), ("chat", "chat.js"))
_WORDS = ("site", "english.json")
_ICON = ("site", "icon.svg")
_HEADERS = {"content-security-policy": _POLICY, "x-content-type-options": "nosniff", "referrer-policy": "same-origin"}


def create_app(site: Site) -> FastAPI:
    """The pages at ``/`` and at the addresses of ``frame.PAGES``, the reader at ``/reader``, and the exports."""
    app = FastAPI(title="policy-assistant", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(_OwnServerOnly)
    for package, name in _STYLES:
        app.get(f"/page/{name}")(_file(package, name, "text/css"))
    for package, name in _SCRIPTS:
        app.get(f"/page/{name}")(_file(package, name, "text/javascript"))
    app.get(f"/page/{_WORDS[1]}")(_file(*_WORDS, "application/json"))
    app.get("/favicon.ico")(_file(*_ICON, "image/svg+xml"))
    app.include_router(export_router(lambda: site.current().measures))
    app.get(ADDRESS)(_exported(site.store))
    app.include_router(reader_router(site.current))
    styles, scripts = (tuple(f"page/{name}" for _, name in files) for files in (_STYLES, _SCRIPTS))
    return mount_pages(app, site, styles, scripts)


def _file(package: str, name: str, kind: str) -> Callable[[], Response]:
    content = files(f"assistant.interfaces.{package}").joinpath(name).read_text("utf-8")

    def send_file() -> Response:
        return Response(content, media_type=kind, headers={"cache-control": "no-cache"})

    return send_file


def _exported(store: Store | None) -> Callable[[str], Response]:
    def export(id: str = "") -> Response:  # noqa: A002 - the name in the address
        """A conversation that was kept, as Markdown."""
        try:
            turns = store.conversations.turns(id) if store and id else ()
        except RecordsError as error:
            return Response(f"{error}\n", status_code=503, media_type="text/plain; charset=utf-8")
        if not turns:
            missing = "没有这段对话，可能已被清除。 There is no such conversation.\n"
            return Response(missing, status_code=404, media_type="text/plain; charset=utf-8")
        numbered = [replace(turn, number=number) for number, turn in enumerate(turns, start=1)]
        headers = {"content-disposition": 'attachment; filename="conversation.md"', "cache-control": "no-store"}
        return Response(render_markdown(numbered), media_type="text/markdown; charset=utf-8", headers=headers)

    return export


class _OwnServerOnly:
    """Adds the headers that forbid the browser to load anything from elsewhere."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, with the headers on its response."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers)
