"""The application behind the pages: the reader, the page's own files, and headers that keep all requests here."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.resources import files

from fastapi import FastAPI, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.interfaces.chat.routes import chat_router
from assistant.interfaces.chat.underway import Underway
from assistant.interfaces.documents_page.routes import GuardedUploads, reading_router
from assistant.interfaces.measures_page.export import export_router
from assistant.interfaces.review_page.service import review_router
from assistant.interfaces.site.blocks import mount_pages
from assistant.interfaces.site.parts import Site
from assistant.interfaces.site.reader_routes import reader_router

# Gradio needs inline scripts and compiles its templates; other servers are out of bounds for all of them.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'self'; "
    "base-uri 'self'; form-action 'self'; object-src 'none'"
)
# The pages' own files, each by its package.
_STYLES = (
    ("site", "site.css"), ("chat", "chat.css"), ("measures_page", "measures.css"),
    ("review_page", "review.css"), ("review_page", "results.css"), ("documents_page", "documents.css"),
    ("about_page", "about.css"),
)  # fmt: skip
_SCRIPTS = (
    ("site", "english.js"), ("site", "connection.js"), ("site", "peek.js"), ("site", "site.js"),
    ("chat", "chat.js"), ("review_page", "review.js"), ("documents_page", "documents.js"),
)  # fmt: skip
_WORDS = ("site", "english.json")
_ICON = ("site", "icon.svg")
_HEADERS = {"content-security-policy": _POLICY, "x-content-type-options": "nosniff", "referrer-policy": "same-origin"}


def create_app(site: Site) -> FastAPI:
    """The pages at ``/`` and at the addresses of ``frame.PAGES``, the reader at ``/reader``, and the exports."""
    app = FastAPI(
        title="policy-assistant", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_closing(site.underway)
    )
    app.add_middleware(GuardedUploads, editing=site.editing)
    app.add_middleware(_OwnServerOnly)
    for package, name in _STYLES:
        app.get(f"/page/{name}")(_file(package, name, "text/css"))
    for package, name in _SCRIPTS:
        app.get(f"/page/{name}")(_file(package, name, "text/javascript"))
    app.get(f"/page/{_WORDS[1]}")(_file(*_WORDS, "application/json"))
    app.get("/favicon.ico")(_file(*_ICON, "image/svg+xml"))
    app.include_router(reading_router(site.current))
    app.include_router(export_router(lambda: site.current().measures))
    app.include_router(chat_router(site.store))
    app.include_router(reader_router(site.current))
    app.include_router(review_router(site.current, site.store.reviews if site.store else None))
    styles, scripts = (tuple(f"page/{name}" for _, name in files) for files in (_STYLES, _SCRIPTS))
    return mount_pages(app, site, styles, scripts)


def _closing(underway: Underway) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def closing(_app: FastAPI) -> AsyncIterator[None]:
        yield
        await asyncio.to_thread(underway.close)

    return closing


def _file(package: str, name: str, kind: str) -> Callable[[], Response]:
    content = files(f"assistant.interfaces.{package}").joinpath(name).read_text("utf-8")

    def send_file() -> Response:
        return Response(content, media_type=kind, headers={"cache-control": "no-cache"})

    return send_file


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
