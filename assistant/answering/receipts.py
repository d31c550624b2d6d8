"""Receipts: what was asked, understood, answered and cited, with hashes, so that it can be checked later.

A receipt is plain JSON. Its ``sha256`` is taken over the canonical form of all the rest: keys sorted, no blanks, ASCII.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from assistant.answering.origin import Origin
from assistant.errors import ReceiptError, TamperedError
from assistant.reading.numbering import read_marker
from assistant.records import (
    Answer,
    Citation,
    ClauseKind,
    ClauseTree,
    Filters,
    QuestionKind,
    Reason,
    Scope,
    Sentence,
)

FORMAT = 1
_CHECKSUM = "sha256"
_CHANGED = "凭据内容与校验和不符，凭据已被改动，不能采信。 The receipt does not match its checksum."


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause that an answer cites, as it stood then.

    ``sha256`` is that of ``text``; ``head`` is the head of the table that a row stands in, verbatim, else empty.
    ``copies`` counts how often the clause's words, its number left aside, stand in the document.
    """

    number: int
    document: str
    title: str
    document_number: str
    clause: str
    path: tuple[str, ...]
    start: int
    end: int
    sha256: str
    text: str
    head: str
    copies: int
    formal: str
    quote: str
    quote_start: int
    quote_end: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answer with all that it rests on.

    ``asked`` is UTC (2024-05-01T08:00:00Z); ``as_of`` the day it holds for: of the filters, else of the asker.
    """

    format: int
    id: str
    asked: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    question: str
    history: tuple[str, ...]
    standalone: str
    kind: QuestionKind
    filters: Filters
    scope: Scope
    as_of: str
    origin: Origin
    answerer: str
    answer: str
    abstained: bool
    reason: Reason | None
    notice: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Cited, ...]


def make_receipt(
    answer: Answer,
    history: Sequence[str],
    filters: Filters,
    origin: Origin,
    trees: Mapping[str, ClauseTree],
    asked: datetime,
) -> Receipt:
    """The receipt of an answer to a question that was asked at ``asked`` (with the time zone of the asker)."""
    query = answer.query
    if query is None:
        raise ValueError("a question that could not be used has no receipt")
    moment = asked.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Receipt(
        FORMAT,
        answer_id(query.question, history, query.scope, origin.index, answer.text),
        moment,
        query.question,
        tuple(history),
        query.standalone,
        query.kind,
        filters,
        query.scope,
        query.scope.as_of or filters.as_of or asked.date().isoformat(),
        origin,
        answer.answerer,
        answer.text,
        answer.abstained,
        answer.reason,
        answer.notice,
        answer.sentences,
        tuple(_cited(citation, trees[citation.chunk.document]) for citation in answer.citations),
    )


def answer_id(question: str, history: Sequence[str], scope: Scope, index: str, answer: str) -> str:
    """The id of an answer: 16 hexadecimal digits, the same whenever all of these are."""
    return _hash([question, list(history), asdict(scope), index, answer])[:16]


def hash_text(text: str) -> str:
    """SHA-256 of a text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def table_head(tree: ClauseTree, clause: str) -> str:
    """The head of the table that a row stands in, verbatim; empty for other clauses."""
    by_id = {one.id: one for one in tree.clauses}
    parent = by_id.get(by_id[clause].parent) if clause in by_id else None
    return parent.text if parent and parent.kind is ClauseKind.TABLE else ""


def without_number(text: str) -> str:
    """The words of a clause without the number that they begin with: the same clause under another number."""
    marker = read_marker(text)
    return text[marker.length :] if marker else text


def receipt_to_json(receipt: Receipt) -> dict[str, Any]:
    """The receipt as plain JSON data, its checksum last."""
    data = _plain(receipt)
    return {**data, _CHECKSUM: _hash(data)}


def receipt_from_json(data: object) -> Receipt:
    """Read a receipt strictly.

    Raises:
        TamperedError: it was changed since it was written.
        ReceiptError: it is no receipt, of another format, or a field is missing or wrong.
    """
    if not isinstance(data, dict) or "format" not in data:
        raise ReceiptError("内容不是凭据：缺少 format。请给出 ask --receipt 写出的文件。 This is no receipt.")
    if data["format"] != FORMAT or isinstance(data["format"], bool):
        raise ReceiptError(f"凭据格式 {str(data['format'])[:20]} 与程序不符，应为 {FORMAT}。 Unknown receipt format.")
    rest = {key: value for key, value in data.items() if key != _CHECKSUM}
    if data.get(_CHECKSUM) != _hash(rest):
        raise TamperedError(_CHANGED)
    try:
        receipt = _ADAPTER.validate_json(json.dumps(rest), strict=True, extra="forbid")
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ReceiptError(f"凭据的字段 {where} 缺失或有误：{first['msg']}。 A field is missing or wrong.") from error
    if _plain(receipt) != rest:
        raise ReceiptError("凭据缺少字段，不完整。 The receipt lacks a field.")
    if any(cited.sha256 != hash_text(cited.text) for cited in receipt.citations):
        raise TamperedError(_CHANGED)
    return receipt


def _cited(citation: Citation, tree: ClauseTree) -> Cited:
    chunk, metadata = citation.chunk, tree.document.metadata
    copies = tree.document.text.count(without_number(chunk.text))
    return Cited(
        citation.number, chunk.document, metadata.title, metadata.document_number, chunk.clause, chunk.path,
        chunk.start, chunk.end, hash_text(chunk.text), chunk.text, table_head(tree, chunk.clause), copies,
        citation.formal, citation.quote, citation.quote_start, citation.quote_end,
    )  # fmt: skip


def _plain(receipt: Receipt) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(asdict(receipt)))
    return data


def _hash(data: object) -> str:
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


_ADAPTER = TypeAdapter(Receipt)
