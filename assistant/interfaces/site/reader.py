"""A whole document as HTML, word for word, with one clause highlighted in its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.interfaces.chat.render import render_error
from assistant.interfaces.html import Content, Html, element, join, whole_page
from assistant.interfaces.site.handout import copy_button
from assistant.interfaces.site.language import language_switch
from assistant.interfaces.site.neighbours import render_contents, render_neighbours
from assistant.records import Clause, ClauseKind, ClauseTree, DocumentMetadata

_LINE = re.compile(r"\S.*\S|\S")
_BARS = re.compile(r"(\|+)")
_HEADED = frozenset({ClauseKind.SECTION, ClauseKind.ITEM, ClauseKind.BOX, ClauseKind.TABLE})


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the document's text in code points; ``end`` is exclusive, an empty one marks nothing."""

    start: int = 0
    end: int = 0


def render_document(
    tree: ClauseTree, clause: Clause | None, cited: Span = Span(), quote: Span = Span(), formal: str = ""
) -> Html:
    """The document with its head, the path to ``clause``, and all its text with ``cited`` and ``quote`` marked.

    The text content of the body is the stored text itself, white space and page furniture included. ``formal`` is the
    citation that can be copied with the words of the quote, or of all that is cited.
    """
    said = quote if quote.end > quote.start else cited
    copy = copy_button(formal, tree.document.text[said.start : said.end]) if formal else None
    return element(
        "article",
        _head(tree.document.metadata, tree.document.id),
        render_contents(tree),
        _place(clause, render_neighbours(tree, clause), copy) if clause else None,
        element("div", *_blocks(tree, cited, quote), class_="document-text", translate="no"),
        class_="document",
        aria_label=tree.document.metadata.title or tree.document.id,
        translate="no",
    )


def render_clause(tree: ClauseTree, clause: Clause, cited: Span, quote: Span) -> Html:
    """What is cited, alone: its document and path above its words, the quote marked in them."""
    title = tree.document.metadata.title or tree.document.id
    path = element("p", " › ".join(clause.path), class_="peek-path") if clause.path else None
    words = _lines(tree.document.text, cited, clause, Span(), quote)
    return element(
        "div", element("p", title, class_="peek-title"), path, element("div", *words, class_="peek-words"),
        class_="peek-body", translate="no",
    )  # fmt: skip


def _head(metadata: DocumentMetadata, identifier: str) -> Html:
    facts: tuple[Content, ...] = (
        " ".join(metadata.region.names), metadata.issuer, metadata.document_number,
        element("span", f"{metadata.issued} 印发", translate="yes") if metadata.issued else "", metadata.status,
    )  # fmt: skip
    return element(
        "header",
        element("h2", metadata.title or identifier, class_="document-title", tabindex=-1),
        element("p", *(element("span", fact) for fact in facts if fact), class_="document-facts"),
        class_="document-head",
    )


def _place(clause: Clause, neighbours: Html, copy: Html | None) -> Html:
    """Where the clause stands, the way to those beside it, and its citation to take along."""
    steps = (element("li", step) for step in clause.path)
    path = element("nav", element("ol", *steps, translate="no"), aria_label="条款所在层级")
    tools = element("div", neighbours, copy, class_="clause-tools")
    return element("div", path, tools, class_="document-path", translate="yes")


def _blocks(tree: ClauseTree, cited: Span, quote: Span) -> Iterator[Content]:
    """The clauses and the removed spans in text order; together they are every character of the document."""
    text = tree.document.text
    parts = [(c.start, c.end, c) for c in tree.clauses] + [(r.start, r.end, None) for r in tree.removed]
    for start, end, clause in sorted(parts, key=lambda part: part[:2]):
        if clause is None and not text[start:end].strip():
            yield text[start:end]
            continue
        lines = _lines(text, Span(start, end), clause, cited, quote)
        yield element("div", *lines, class_=_classes(clause), id=f"clause-{clause.id}" if clause else None)


def _classes(clause: Clause | None) -> str:
    if clause is None:
        return "clause furniture"
    return f"clause {clause.kind} depth-{min(len(clause.path), 4)}"


def _lines(text: str, part: Span, clause: Clause | None, cited: Span, quote: Span) -> Iterator[Content]:
    """The lines of a part as blocks, the white space between them as it stands."""
    position = part.start
    for match in _LINE.finditer(text, part.start, part.end):
        yield text[position : match.start()]
        heading = clause is not None and _is_heading(match.group(), clause)
        yield element(
            "span",
            *_marked(text, Span(match.start(), match.end()), cited, quote),
            class_="line heading" if heading else "line",
        )
        position = match.end()
    yield text[position : part.end]


def _is_heading(line: str, clause: Clause) -> bool:
    if clause.kind is ClauseKind.TITLE:
        return True
    return clause.kind in _HEADED and bool(clause.path) and line.rstrip("| 　。") == clause.path[-1].rstrip("。")


def _marked(text: str, line: Span, cited: Span, quote: Span) -> Iterator[Content]:
    """The line cut at the borders of the cited span and the quote, each piece in its mark."""
    borders = {line.start, line.end, *(_within(b, line) for b in (cited.start, cited.end, quote.start, quote.end))}
    ordered = sorted(borders)
    for start, end in pairwise(ordered):
        inside = cited.start <= start and end <= cited.end
        quoted = quote.start <= start and end <= quote.end
        piece: Content = join(*_faint_bars(text[start:end]))
        if quoted:
            piece = element("strong", piece, class_="quote")
        yield element("mark", piece) if inside else piece


def _faint_bars(text: str) -> Iterator[Content]:
    """Bars are what is left of table borders; they stay in the text and step back in the picture."""
    for place, piece in enumerate(_BARS.split(text)):
        yield element("span", piece, class_="bar") if place % 2 else piece


def _within(border: int, line: Span) -> int:
    return min(max(border, line.start), line.end)


def render_page(title: str, body: Html) -> Html:
    """A page of its own around a document, for opening a citation in another tab."""
    return whole_page(
        element(
            "html",
            element(
                "head",
                element("meta", charset="utf-8"),
                element("meta", name="viewport", content="width=device-width, initial-scale=1"),
                element("title", title, translate="no"),
                element("link", rel="stylesheet", href="page/site.css"),
                *(element("script", src=f"page/{name}", defer=True) for name in ("english.js", "site.js")),
            ),
            element("body", language_switch(), element("main", body, id="reader-page"), class_="standalone"),
            lang="zh-CN",
        ),
    )


def render_missing(what: str) -> Html:
    """What the reader shows for a clause or a document that is not there."""
    return render_error(f"没有找到 {what}。文件可能已更新，请重新提问。 Not found in the current documents.")
