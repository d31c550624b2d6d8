"""The addresses of the reader: a whole document at a clause, and the clause alone for a look at it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from assistant.interfaces.html import Html
from assistant.interfaces.site.links import find_clause
from assistant.interfaces.site.reader import Span, render_clause, render_document, render_missing, render_page
from assistant.pipeline import Assistant, Current
from assistant.records import Clause, ClauseTree


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address of the reader names; offsets in code points, an empty span where one is not given."""

    clause: str = ""
    document: str = ""
    start: int = 0
    end: int = 0
    quote_start: int = 0
    quote_end: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    tree: ClauseTree
    clause: Clause | None
    cited: Span
    quote: Span

    @property
    def said(self) -> Span:
        """What a citation of this place would quote."""
        return self.quote if self.quote.end > self.quote.start else self.cited


def reader_router(current: Current) -> APIRouter:
    """``/reader`` is the document with the clause marked in it, ``/peek`` the clause alone, without a page around."""
    router = APIRouter()

    @router.get("/reader", response_class=HTMLResponse)
    def read(wanted: Annotated[Wanted, Depends()]) -> HTMLResponse:
        assistant = current()
        place = _find(assistant, wanted)
        if place is None:
            return _page("没有找到", render_missing(wanted.clause or wanted.document), 404)
        body = render_document(place.tree, place.clause, place.cited, place.quote, _formal(assistant, place))
        return _page(place.tree.document.metadata.title or place.tree.document.id, body)

    @router.get("/peek", response_class=HTMLResponse)
    def peek(wanted: Annotated[Wanted, Depends()]) -> HTMLResponse:
        place = _find(current(), wanted)
        if place is None or place.clause is None:
            return HTMLResponse(str(render_missing(wanted.clause)), 404)
        return HTMLResponse(str(render_clause(place.tree, place.clause, place.cited, place.quote)))

    return router


def _find(assistant: Assistant, wanted: Wanted) -> _Place | None:
    found = find_clause(assistant.trees, wanted.clause) if wanted.clause else None
    tree = found[0] if found else assistant.trees.get(wanted.document)
    if tree is None or (wanted.clause and not found):
        return None
    own = found[1] if found else None
    cited = Span(wanted.start, wanted.end)
    if cited.end <= cited.start:
        cited = Span(own.start, own.end) if own else Span()
    return _Place(tree, own, cited, Span(wanted.quote_start, wanted.quote_end))


def _formal(assistant: Assistant, place: _Place) -> str:
    if place.clause is None:
        return ""
    return assistant.formal.of_quote(place.tree.document.id, place.clause.id, place.said.start, place.said.end)


def _page(title: str, body: Html, status: int = 200) -> HTMLResponse:
    return HTMLResponse(str(render_page(title, body)), status)
