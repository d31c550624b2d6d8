"""The application behind the pages: the reader, the page's own files, and headers that keep all requests here."""

from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files

from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import RecordsError
from assistant.interfaces.chat.export import ADDRESS, render_markdown
from assistant.interfaces.documents_page.routes import GuardedUploads, reading_router
from assistant.interfaces.measures_page.export import export_router
from assistant.interfaces.site.blocks import mount_pages
from assistant.interfaces.site.links import find_clause
from assistant.interfaces.site.parts import Site
from assistant.interfaces.site.reader import Span, render_document, render_missing, render_page
from assistant.interfaces.store.store import Store
from assistant.pipeline import Current

# Gradio needs inline scripts and compiles its templates; other servers are out of bounds for all of them.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'self'; "
    "base-uri 'self'; form-action 'self'; object-src 'none'"
)
# The pages' own files, each by its package.
_STYLES = (
    ("site", "site.css"), ("chat", "chat.css"), ("measures_page", "measures.css"),
    ("documents_page", "documents.css"), ("about_page", "about.css"),
)  # fmt: skip
_SCRIPTS = (("site", "site.js"), ("chat", "chat.js"), ("documents_page", "documents.js"))
_ICON = ("site", "icon.svg")
_HEADERS = {"content-security-policy": _POLICY, "x-content-type-options": "nosniff", "referrer-policy": "same-origin"}


def create_app(site: Site) -> FastAPI:
    """The pages at ``/`` and at the addresses of ``frame.PAGES``, the reader at ``/reader``, and the exports."""
    app = FastAPI(title="policy-assistant", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(GuardedUploads, editing=site.editing)
    app.add_middleware(_OwnServerOnly)
    for package, name in _STYLES:
        app.get(f"/page/{name}")(_file(package, name, "text/css"))
    for package, name in _SCRIPTS:
        app.get(f"/page/{name}")(_file(package, name, "text/javascript"))
    app.get("/favicon.ico")(_file(*_ICON, "image/svg+xml"))
    app.include_router(reading_router(site.current))
    app.include_router(export_router(lambda: site.current().measures))
    app.get(ADDRESS)(_exported(site.store))
    app.get("/reader", response_class=HTMLResponse)(_reader(site.current))
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


def _reader(current: Current) -> Callable[..., HTMLResponse]:
    def read(
        clause: str = "", document: str = "", start: int = 0, end: int = 0, quote_start: int = 0, quote_end: int = 0
    ) -> HTMLResponse:
        """A document with a clause, the cited span of it and the quote in that marked; offsets in code points."""
        assistant = current()
        found = find_clause(assistant.trees, clause) if clause else None
        tree = found[0] if found else assistant.trees.get(document)
        if tree is None or (clause and not found):
            return HTMLResponse(str(render_page("没有找到", render_missing(clause or document))), status_code=404)
        own = found[1] if found else None
        cited = Span(start, end) if end > start else Span(own.start, own.end) if own else Span()
        quote = Span(quote_start, quote_end)
        said = quote if quote.end > quote.start else cited
        citation = assistant.formal.of_quote(tree.document.id, own.id, said.start, said.end) if own else ""
        body = render_document(tree, own, cited, quote, citation)
        return HTMLResponse(str(render_page(tree.document.metadata.title or tree.document.id, body)))

    return read


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
