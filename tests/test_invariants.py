"""What holds for every question: over the whole corpus, with hashed pairs for an encoder and quotes for answers."""

import json
import re
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.answering.receipt_check import ReceiptChecker
from assistant.answering.receipts import receipt_from_json, receipt_to_json
from assistant.evaluation.questions import GoldQuestion, load_questions
from assistant.pipeline import Assistant
from assistant.records import Answer, Reason, Verdict
from assistant.retrieval.search import NO_FILTERS
from assistant.settings import ROOT
from tests.fakes import make_assistant

QUESTIONS = load_questions(Path(__file__).parent / "gold" / "dev.jsonl")
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
Asked = list[tuple[GoldQuestion, Answer]]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory) -> Assistant:
    return make_assistant(ROOT / "corpus", tmp_path_factory.mktemp("index"))


@pytest.fixture(scope="module")
def asked(assistant) -> Asked:
    return [(question, assistant.ask(question.question, question.history, "extract")) for question in QUESTIONS]


@pytest.fixture(scope="module")
def answered(asked) -> list[Answer]:
    """The answers that are none of the refusals; nearly all, also with a poor encoder."""
    answers = [answer for _, answer in asked if not answer.abstained]
    assert len(answers) >= 55
    return answers


@pytest.fixture
def no_network(monkeypatch) -> list[object]:
    """Refuse every connection that leaves the machine; give the addresses that were tried."""
    tried: list[object] = []
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self, address):
        if isinstance(address, tuple):
            refuse(address[0])
        return connect(self, address)

    def guarded_resolve(host, *others, **named):
        refuse(host)
        return resolve(host, *others, **named)

    def refuse(host):
        if host not in LOOPBACK:
            tried.append(host)
            raise OSError("the network is blocked")

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_resolve)
    return tried


def test_a_citation_is_a_verbatim_slice_of_the_stored_document(assistant, answered):
    for answer in answered:
        for citation in answer.citations:
            chunk, text = citation.chunk, assistant.trees[citation.chunk.document].document.text
            assert text[chunk.start : chunk.end] == chunk.text
            assert citation.quote
            assert citation.quote in chunk.text
            assert len(chunk.text) <= 800


def test_a_citation_has_its_formal_wording_and_the_place_of_its_quote(assistant, answered):
    for answer in answered:
        for citation in answer.citations:
            text = assistant.trees[citation.chunk.document].document.text
            assert text[citation.quote_start : citation.quote_end] == citation.quote
            assert re.fullmatch(r"《.{4,}》(?:（.+号）)?[^《》]{2,}", citation.formal)


def test_every_receipt_comes_back_from_json_and_holds_over_the_same_documents(assistant, asked):
    checker = ReceiptChecker.open(assistant.settings)
    for question, answer in asked:
        receipt = assistant.receipt(answer, question.history, NO_FILTERS, datetime(2024, 5, 1, tzinfo=UTC))
        assert receipt_from_json(json.loads(json.dumps(receipt_to_json(receipt)))) == receipt
        assert len(receipt.citations) == len(answer.citations)
        assert checker.check(receipt).is_unchanged, question.id


def test_stored_documents_are_the_files(assistant):
    for name, tree in assistant.trees.items():
        assert tree.document.text == (ROOT / "corpus" / f"{name}.txt").read_text("utf-8-sig")


def test_marks_in_the_text_are_the_citation_numbers_in_order_of_use(answered):
    for answer in answered:
        marks = dict.fromkeys(int(mark) for mark in re.findall(r"\[(\d+)\]", answer.text))
        numbers = [citation.number for citation in answer.citations]
        assert list(marks) == numbers == list(range(1, len(numbers) + 1))


def test_the_text_is_its_sentences_with_their_marks(answered):
    for answer in answered:
        parts = [f"{s.text}{''.join(f'[{n}]' for n in s.citations)}。" for s in answer.sentences]
        if answer.rows:
            assert sorted(n for row in answer.rows for n in row.sentences) == list(range(len(parts)))
            assert all(part.partition("：")[2] in answer.text or part in answer.text for part in parts)
        else:
            assert answer.text == "".join(parts)


def test_every_sentence_cites_and_is_supported_by_a_listed_clause(answered):
    for answer in answered:
        numbers = {citation.number for citation in answer.citations}
        for sentence in answer.sentences:
            assert sentence.citations
            assert set(sentence.citations) <= numbers
            assert sentence.verdict is Verdict.SUPPORTED


def test_no_clause_is_listed_twice_or_without_use(answered):
    for answer in answered:
        spans = [(c.chunk.document, c.chunk.start, c.chunk.end) for c in answer.citations]
        assert len(spans) == len(set(spans))
        used = {number for sentence in answer.sentences for number in sentence.citations}
        assert used == {citation.number for citation in answer.citations}


def test_citations_are_among_the_hits(answered):
    for answer in answered:
        assert {citation.chunk for citation in answer.citations} <= {hit.chunk for hit in answer.hits}


def test_a_refusal_has_a_reason_and_cites_nothing(asked):
    refusals = [answer for _, answer in asked if answer.abstained]
    assert refusals
    for answer in refusals:
        assert isinstance(answer.reason, Reason)
        assert (answer.citations, answer.sentences) == ((), ())
        assert answer.text
    assert all(answer.reason is None for _, answer in asked if not answer.abstained)


def test_what_the_corpus_does_not_hold_is_declined(asked):
    assert [question.id for question, answer in asked if not question.answerable and not answer.abstained] == []


def test_hits_are_ranked_from_one_and_at_most_ten_and_none_twice(asked):
    for _, answer in asked:
        assert [hit.rank for hit in answer.hits] == list(range(1, len(answer.hits) + 1))
        assert len(answer.hits) <= 10
        spans = [(hit.chunk.document, hit.chunk.start, hit.chunk.end) for hit in answer.hits]
        assert len(spans) == len(set(spans))


def test_hits_are_sorted_by_score_then_clause(assistant, asked):
    for question, answer in asked:
        keys = [(-hit.score, hit.chunk.clause, hit.chunk.start) for hit in answer.hits]
        assert keys == sorted(keys), question.id


def test_a_question_on_a_place_is_answered_from_its_documents_alone(assistant, asked):
    named = 0
    for question, answer in asked:
        scope = assistant.search(question.question, question.history).query.scope
        if scope.places:
            named += 1
            assert {hit.chunk.document for hit in answer.hits} <= set(scope.documents)
            assert {item.document for item in question.evidence} <= set(scope.documents)
    assert named >= 60


def test_every_place_of_a_comparison_is_found(asked):
    compared = [(question, answer) for question, answer in asked if question.kind == "comparison"]
    assert compared
    for question, answer in compared:
        assert {hit.chunk.document for hit in answer.hits} >= {item.document for item in question.evidence}
        assert {c.chunk.document for c in answer.citations} >= {item.document for item in question.evidence}


def test_asking_again_gives_the_same_answers(assistant, asked):
    for question, answer in asked:
        again = assistant.ask(question.question, question.history, "extract")
        assert (again.text, again.sentences, again.citations, again.hits, again.reason) == (
            answer.text, answer.sentences, answer.citations, answer.hits, answer.reason,
        )  # fmt: skip


def test_building_and_answering_need_no_network(no_network, tmp_path, asked):
    fresh = make_assistant(ROOT / "corpus", tmp_path / "index")
    for question, answer in asked:
        assert fresh.ask(question.question, question.history, "extract").text == answer.text
    assert no_network == []


def test_the_guard_against_the_network_works(no_network):
    with pytest.raises(OSError, match="blocked"), socket.socket() as reaching:
        reaching.connect(("192.0.2.1", 80))
    with pytest.raises(OSError, match="blocked"):
        socket.create_connection(("example.org", 80))
    assert no_network == ["192.0.2.1", "example.org"]
