"""Formal citations, as officials write them: 《标题》（文号）第三部分第（四）条第1项, built from the clause path."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from assistant.answering.naming.marks import inner_quotes, inner_titles
from assistant.answering.naming.outline import Outline
from assistant.answering.naming.paragraphs import Span, name_closing, name_within
from assistant.answering.naming.parts import Part, find_parts
from assistant.answering.naming.steps import Steps
from assistant.records import Citation, Clause, ClauseKind, ClauseTree

_FORMAL = {
    ClauseKind.TITLE: "标题", ClauseKind.METADATA: "题注", ClauseKind.ADDRESSEE: "主送机关",
    ClauseKind.PREAMBLE: "序言", ClauseKind.SIGNATURE: "落款", ClauseKind.NOTE: "附注",
}  # fmt: skip
# Where a quote may be in one of several paragraphs without number.
_IN_PARAGRAPHS = {ClauseKind.SECTION, ClauseKind.ITEM, ClauseKind.BULLET, ClauseKind.BOX, ClauseKind.PREAMBLE}
_ANNEX_LIST = ("附件", "附：", "附:")


class FormalCitations:
    """Formal citations into the documents of a corpus; a document is looked at when it is first cited."""

    def __init__(self, trees: Mapping[str, ClauseTree]) -> None:
        self._trees = trees
        self._documents: dict[str, _Document] = {}

    def complete(self, citation: Citation) -> Citation:
        """The citation with its formal wording, and with a quote that stands in its clause word for word."""
        chunk = citation.chunk
        quote = citation.quote if citation.quote in chunk.text else chunk.text
        sound = replace(citation, quote=quote)
        formal = self.of_quote(chunk.document, chunk.clause, sound.quote_start, sound.quote_end)
        return replace(sound, formal=formal)

    def of_clause(self, document: str, clause: str) -> str:
        """The formal citation of a clause by its id; of its document alone where that holds no such clause."""
        return self._document(document).name(clause, None)

    def of_quote(self, document: str, clause: str, start: int, end: int) -> str:
        """The same, narrowed to what holds the quote at ``start:end`` of the document: an item, a paragraph, a row."""
        return self._document(document).name(clause, Span(start, end))

    def _document(self, document: str) -> "_Document":
        if document not in self._documents:
            self._documents[document] = _Document(self._trees[document])
        return self._documents[document]


def quotation(formal: str, quote: str) -> str:
    """A citation with its words, as it is put into another document: 《…》第四条：“……”, on one line."""
    return f"{formal}：“{inner_quotes(' '.join(quote.split()))}”"


class _Document:
    """The formal citations of one document."""

    def __init__(self, tree: ClauseTree) -> None:
        self._outline = Outline(tree)

    @cached_property
    def _parts(self) -> tuple[Part, ...]:
        return find_parts(self._outline)

    @cached_property
    def _steps(self) -> Steps:
        return Steps(self._outline, self._parts)

    def name(self, identifier: str, quote: Span | None) -> str:
        clause = self._outline.find(identifier)
        if clause is None:
            return self._head(self._parts[-1])
        root = self._outline.chain(clause)[0]
        part = next(part for part in self._parts if root in part.clauses)
        meant, is_first, span = self._narrow(clause, quote)
        return self._head(part) + self._place(meant, part, span) + ("第一款" if is_first else "")

    def _head(self, part: Part) -> str:
        number = self._outline.tree.document.metadata.document_number
        return f"《{inner_titles(part.title)}》{f'（{number}）' if number else ''}{part.suffix}"

    def _narrow(self, clause: Clause, quote: Span | None) -> tuple[Clause, bool, Span | None]:
        """The deepest clause that holds the whole quote, whether that is the first 款 of it, and the quote in it."""
        if quote is None:
            return clause, False, None
        family = (clause, *self._outline.descendants(clause))
        met = [one for one in family if Span(one.start, one.end).meets(quote)]
        if not met:
            return clause, False, None
        chains = [self._outline.chain(one) for one in met]
        shared = [steps[0] for steps in zip(*chains, strict=False) if len({step.id for step in steps}) == 1]
        deepest = shared[-1]
        below = {chain[len(shared)].kind for chain in chains if len(chain) > len(shared)}
        is_first = self._steps.has_paragraphs(deepest) and ClauseKind.PARAGRAPH not in below
        return deepest, is_first, quote if len(met) == 1 else None

    def _place(self, clause: Clause, part: Part, quote: Span | None) -> str:
        """Where in its document a clause stands; its paragraph, where the quote is in one of several."""
        span = quote or Span(clause.start, clause.end)
        is_root = not clause.parent
        if is_root and clause.kind is ClauseKind.PARAGRAPH:
            return name_closing(part.clauses, clause, span)
        name = self._formal(clause, part) if is_root and clause.kind in _FORMAL else self._steps.name(clause, span)
        return name + (name_within(self._outline, clause, span) if quote and clause.kind in _IN_PARAGRAPHS else "")

    def _formal(self, clause: Clause, part: Part) -> str:
        """What a part of the front or the end is called; without any clause the text is no 序言 of something."""
        if clause.kind is ClauseKind.PREAMBLE and not part.has_body:
            return "正文"
        if clause.kind is ClauseKind.NOTE and clause.text.startswith(_ANNEX_LIST):
            return "附件说明"
        before = part.clauses[: part.clauses.index(clause)]
        behind = any(other.kind not in {ClauseKind.TITLE, ClauseKind.METADATA} for other in before)
        return "版记" if clause.kind is ClauseKind.METADATA and behind else _FORMAL[clause.kind]
