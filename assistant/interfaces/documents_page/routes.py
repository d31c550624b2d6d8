"""What the page needs beside Gradio: a document as it was read, as a page of its own; and a guard before uploads."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, PlainTextResponse
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import DocumentError, EditingError
from assistant.interfaces.documents_page.render_detail import ADDRESS
from assistant.interfaces.editing import Asker, Editing
from assistant.interfaces.read_page import render_reading
from assistant.interfaces.reading_view import View
from assistant.interfaces.site.reader import render_missing, render_page
from assistant.pipeline import Current, Inventory

_UPLOADS = "/upload"


def reading_router(current: Current) -> APIRouter:
    """The page of how a document was read."""
    router, inventory = APIRouter(), Inventory(current)

    @router.get(ADDRESS, response_class=HTMLResponse)
    def reading(document: str = "") -> HTMLResponse:
        """Source, clause tree and alarms of a document of the corpus."""
        try:
            found = inventory.read(document)
        except DocumentError:
            return HTMLResponse(str(render_page("没有找到", render_missing(document[:60]))), status_code=404)
        return HTMLResponse(str(render_reading(View(found.tree, found.alarms))))

    return router


class GuardedUploads:
    """Lets nobody send files who may not change the documents: the password comes with the change itself."""

    def __init__(self, app: ASGIApp, editing: Editing) -> None:
        self._app = app
        self._editing = editing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it with one line."""
        if scope["type"] == "http" and scope["method"] == "POST" and scope["path"].rstrip("/").endswith(_UPLOADS):
            headers, client = Headers(scope=scope), scope.get("client") or ("",)
            asker = Asker(headers.get("host", ""), headers.get("origin", ""), client[0])
            try:
                self._editing.check_place(asker)
            except EditingError as error:
                await PlainTextResponse(f"{error}\n", status_code=403)(scope, receive, send)
                return
        await self._app(scope, receive, send)
