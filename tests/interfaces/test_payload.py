import json
from dataclasses import replace
from pathlib import Path

from assistant.answering.receipts import receipt_to_json
from assistant.interfaces.payload import answer_payload, search_payload
from assistant.records import (
    Answer,
    Chunk,
    Citation,
    ClauseKind,
    Hit,
    Query,
    QuestionKind,
    Reason,
    Reference,
    Retrieval,
    Scope,
    Sentence,
    Timing,
    Verdict,
)
from tests.answering.made_receipts import LOANS, PLAN, answer_with_receipt, rebuilt

TEXT = "二、发展目标\n到2025年，达到0.11件。"
CHUNK = Chunk("minhe/2", "minhe", ClauseKind.ITEM, ("二、发展目标",), TEXT, 420, 442, f"民和县\n{TEXT}", TEXT)
HIT = Hit(1, CHUNK, 0.0331)
ANSWER = Answer(
    text="达到0.11件[1]。",
    abstained=False,
    reason=None,
    answerer="llm",
    sentences=(Sentence("达到0.11件", (1,), Verdict.SUPPORTED),),
    citations=(Citation(1, CHUNK, "到2025年，达到0.11件。", "《民和县意见》第二部分"),),
    hits=(HIT,),
    seconds=Timing(0.01149, 2.30004, 6.8),
    removed_marks=1,
    dropped=(Sentence("达到0.12件", (), Verdict.UNSUPPORTED, ("0.12件",)),),
    notice="说明",
)
CLAUSE = {"document": "minhe", "clause": "minhe/2", "path": ["二、发展目标"], "text": TEXT}
QUOTE = {
    "quote": "到2025年，达到0.11件。",
    "quote_start": 427,
    "quote_end": 442,
    "formal": "《民和县意见》第二部分",
}


def plain(payload: object) -> str:
    """What a program reads: keys in order, through JSON and back."""
    return json.dumps(payload, ensure_ascii=False)


def test_an_answer_has_the_keys_of_the_contract_in_order() -> None:
    assert plain(answer_payload("d001", ANSWER)) == plain(
        {
            "id": "d001",
            "answer": "达到0.11件[1]。",
            "abstained": False,
            "reason": None,
            "answerer": "llm",
            "sentences": [{"text": "达到0.11件", "citations": [1], "verdict": "supported", "missing": []}],
            "citations": [{"number": 1, **CLAUSE, "start": 420, "end": 442, **QUOTE}],
            "hits": [{"rank": 1, **CLAUSE, "score": 0.0331}],
            "dropped": [{"text": "达到0.12件", "citations": [], "verdict": "unsupported", "missing": ["0.12件"]}],
            "removed_marks": 1,
            "notice": "说明",
            "needed": "",
            "rows": [],
            "seconds": {"retrieve": 0.0115, "first_token": 2.3, "total": 6.8},
        }
    )


def test_a_refusal_has_the_same_keys_and_its_reason() -> None:
    refusal = Answer("抱歉。", True, Reason.NOT_FOUND, "extract", (), (), (), Timing(0.0, None, 0.5))
    payload = answer_payload("d002", refusal)
    assert list(payload) == list(answer_payload("d001", ANSWER))
    assert plain(payload) == plain(
        {
            "id": "d002",
            "answer": "抱歉。",
            "abstained": True,
            "reason": "not_found",
            "answerer": "extract",
            "sentences": [],
            "citations": [],
            "hits": [],
            "dropped": [],
            "removed_marks": 0,
            "notice": "",
            "needed": "",
            "rows": [],
            "seconds": {"retrieve": 0.0, "first_token": None, "total": 0.5},
        }
    )


def test_a_quote_is_always_the_stretch_of_the_document_that_its_offsets_name() -> None:
    for quote, shown, start in (("达到0.11件。", "达到0.11件。", 434), ("不是原文", TEXT, 420), (TEXT, TEXT, 420)):
        answer = replace(ANSWER, citations=(Citation(1, CHUNK, quote, "《民和县意见》第二部分"),))
        (cited,) = answer_payload("d001", answer)["citations"]
        assert (cited["quote"], cited["quote_start"], cited["quote_end"]) == (shown, start, start + len(shown))
        assert TEXT[cited["quote_start"] - 420 : cited["quote_end"] - 420] == cited["quote"]


def test_a_receipt_stands_last_where_one_is_given(tmp_path: Path) -> None:
    receipt = answer_with_receipt(rebuilt(tmp_path, PLAN), LOANS)
    payload = answer_payload("d001", ANSWER, receipt)
    assert list(payload) == [*answer_payload("d001", ANSWER), "receipt"]
    assert payload["receipt"] == receipt_to_json(receipt)


def test_a_search_has_hits_in_the_same_shape() -> None:
    query = Query("多少？", "多少？", "多少？", Scope())
    payload = search_payload("", Retrieval(query, (HIT,), Reason.NOT_STATED), 0.01149)
    assert plain(payload) == plain(
        {
            "id": "",
            "reason": "not_stated",
            "hits": [{"rank": 1, **CLAUSE, "score": 0.0331}],
            "seconds": {"retrieve": 0.0115},
            "query": {
                "standalone": "多少？",
                "kind": "fact",
                "places": [],
                "documents": None,
                "years": [],
                "references": [],
            },
        }
    )
    assert plain(payload["hits"]) == plain(answer_payload("", ANSWER)["hits"])


def test_a_search_says_how_the_question_was_understood() -> None:
    scope = Scope(
        documents=("minhe",),
        wider=("qinghai",),
        places=("民和县",),
        years=("2025",),
        references=(Reference("第二部分", "minhe", "minhe/2"),),
    )
    query = Query("第二部分呢？", "民和县第二部分呢？", "第二部分呢？", scope, QuestionKind.REFERENCE, follows_up=True)
    assert search_payload("", Retrieval(query, ()), 0.0)["query"] == {
        "standalone": "民和县第二部分呢？",
        "kind": "reference",
        "places": ["民和县"],
        "documents": ["minhe"],
        "years": ["2025"],
        "references": [{"words": "第二部分", "document": "minhe", "clause": "minhe/2"}],
    }


def test_a_search_where_no_document_fits_is_told_from_one_over_all() -> None:
    query = Query("多少？", "多少？", "多少？", Scope(documents=()))
    assert search_payload("", Retrieval(query, ()), 0.0)["query"]["documents"] == []
