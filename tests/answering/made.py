"""Made-up clauses, hits and searches for the tests of answering."""

from assistant.records import (
    Chunk,
    ClauseKind,
    ClauseTree,
    DocumentMetadata,
    Hit,
    Passage,
    Query,
    Reason,
    Region,
    Retrieval,
    Scope,
    SourceDocument,
    Term,
)
from assistant.retrieval.terms import topic_words


def make_chunk(
    text: str,
    *,
    document: str = "jia",
    clause: str = "jia/2",
    path: tuple[str, ...] = ("二、主要目标",),
    kind: ClauseKind = ClauseKind.ITEM,
    reading: str = "",
) -> Chunk:
    """A clause at the start of its document; ``reading`` is the text itself unless given."""
    shown = reading or text
    return Chunk(clause, document, kind, path, text, 0, len(text), f"{' '.join(path)}\n{shown}", shown)


def make_passages(*chunks: Chunk, scores: tuple[float, ...] = ()) -> tuple[Passage, ...]:
    """Passages numbered from 1 that offer the whole text of each chunk."""
    hits = make_hits(*chunks, scores=scores)
    return tuple(Passage(n, hit, (hit.chunk.reading,)) for n, hit in enumerate(hits, start=1))


def make_hits(*chunks: Chunk, scores: tuple[float, ...] = ()) -> tuple[Hit, ...]:
    given = scores or tuple(1.0 for _ in chunks)
    return tuple(Hit(n, chunk, score) for n, (chunk, score) in enumerate(zip(chunks, given, strict=True), start=1))


def make_search(
    question: str,
    *chunks: Chunk,
    scores: tuple[float, ...] = (),
    groups: tuple[tuple[str, ...], ...] = (),
    years: tuple[str, ...] = (),
    declined: Reason | None = None,
) -> Retrieval:
    """A search for ``question``; ``groups`` lists the documents of each place that it names."""
    documents = tuple(sorted({document for group in groups for document in group}))
    scope = Scope(documents=documents or None, groups=groups, years=years)
    held = "".join(chunk.reading for chunk in chunks)
    terms = tuple(Term(word, 1.0) for word in topic_words(question) if word in held)
    return Retrieval(Query(question, question, question, scope), make_hits(*chunks, scores=scores), declined, (), terms)


def make_tree(document: str, county: str, title: str) -> ClauseTree:
    """The document behind made-up chunks: a place and a title."""
    metadata = DocumentMetadata(title=title, region=Region(county=county))
    return ClauseTree(SourceDocument(document, title, metadata), (), ())
