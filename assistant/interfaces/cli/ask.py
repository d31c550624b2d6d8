"""``ask``, ``search`` and ``batch``: questions one by one or from a file."""

import json as json_library
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.answering.receipts import receipt_to_json
from assistant.answering.wording import asking_for, needed, refusal
from assistant.errors import QuestionError
from assistant.evaluation.questions import GoldQuestion, load_questions
from assistant.interfaces.cli.explain import render_explanation, render_nearest
from assistant.interfaces.cli.filters import Day, Documents, Places, read_filters
from assistant.interfaces.cli.output import (
    AnswererOption,
    Json,
    check_answerer,
    note,
    render_answer,
    render_hit,
    show,
    show_json,
    write_lines,
)  # fmt: skip
from assistant.interfaces.days import read_day
from assistant.interfaces.explanation import NEAREST, explanation_payload
from assistant.interfaces.payload import answer_payload, search_payload
from assistant.interfaces.progress import Bars
from assistant.interfaces.result_files import promised_new, write_new
from assistant.interfaces.start import open_assistant
from assistant.pipeline import Assistant
from assistant.records import Answer, Filters, Reason, Retrieval, Timing
from assistant.settings import load_settings

Question = Annotated[str, typer.Argument(help="问题。The question.")]
History = Annotated[list[str] | None, typer.Option(help="此前的提问，可多次给出。Earlier questions, oldest first.")]


def ask(
    question: Question,
    history: History = None,
    place: Places = None,
    document: Documents = None,
    as_of: Day = "",
    answerer: AnswererOption = "",
    receipt: Annotated[
        Path | None, typer.Option(help="把凭据写入新文件。Write the receipt into a new file.", metavar="FILE")
    ] = None,
    json: Json = False,
) -> None:
    """回答一个问题，附条款引用。Answer a question with cited clauses."""
    settings = load_settings()
    chosen, day = check_answerer(answerer or settings.answerer), read_day(as_of)
    with promised_new(receipt, settings.corpus):
        with Bars() as bars:
            assistant, _server = open_assistant(settings, chosen, bars)
        filters = read_filters(place, document, day, assistant.titles)
        asked = datetime.now(UTC).astimezone()
        answer = assistant.ask(question, history or [], chosen, filters)
        proof = assistant.receipt(answer, history or [], filters, asked)
        if receipt:
            write_new(receipt, f"{json_library.dumps(receipt_to_json(proof), ensure_ascii=False, indent=2)}\n")
    if json:
        show_json(answer_payload(proof.id, answer, proof))
    else:
        show(render_answer(answer, assistant.titles))


def search(
    question: Question,
    history: History = None,
    place: Places = None,
    document: Documents = None,
    as_of: Day = "",
    explain: Annotated[bool, typer.Option("--explain", help="说明怎样查到、为何这样判断。Tell how and why.")] = False,
    json: Json = False,
) -> None:
    """只检索，不作答。Search without answering."""
    day = read_day(as_of)
    with Bars() as bars:
        assistant, _server = open_assistant(load_settings(), "extract", bars)
    filters = read_filters(place, document, day, assistant.titles)
    if explain:
        _explain(assistant, question, history or [], filters, json=json)
        return
    started = time.perf_counter()
    retrieval = assistant.search(question, history or [], filters)
    if json:
        show_json(search_payload("", retrieval, time.perf_counter() - started))
    else:
        show(_render_search(assistant, retrieval))


def _explain(assistant: Assistant, question: str, history: list[str], filters: Filters, *, json: bool) -> None:
    started = time.perf_counter()
    explanation = assistant.explain(question, history, filters)
    retrieval = explanation.weighed.retrieval
    message = _refusal(assistant, retrieval)
    if json:
        found = search_payload("", retrieval, time.perf_counter() - started)
        show_json({**found, "explanation": explanation_payload(explanation, assistant.titles, message)})
    else:
        show(render_explanation(explanation, assistant.titles, message))


def _render_search(assistant: Assistant, retrieval: Retrieval) -> str:
    """The hits; where the search declined, the reason and the nearest clauses before the others."""
    if not retrieval.declined:
        return "\n".join(render_hit(hit, assistant.titles) for hit in retrieval.hits) or "没有找到条款。"
    others = [render_hit(hit, assistant.titles) for hit in retrieval.hits[NEAREST:]]
    parts = [_refusal(assistant, retrieval), render_nearest(retrieval.hits, assistant.titles)]
    parts += ["\n".join(["其他条款：", *others])] if others else []
    return "\n\n".join(filter(None, parts))


def _refusal(assistant: Assistant, retrieval: Retrieval) -> str:
    """The refusal that an answer would give; empty where the search did not decline."""
    if not retrieval.declined:
        return ""
    said = refusal(retrieval.declined, retrieval.query.scope, assistant.library.places())
    return "\n".join(filter(None, (said, asking_for(needed(retrieval.declined, retrieval.query)))))


def batch(
    gold: Annotated[Path, typer.Argument(help="问题文件，每行一个 JSON。Questions, one JSON object a line.")],
    predictions: Annotated[Path, typer.Argument(help="结果文件。Where the answers go.")],
    place: Places = None,
    document: Documents = None,
    as_of: Day = "",
    answerer: AnswererOption = "",
    limit: Annotated[int, typer.Option(min=0, help="只做前 N 个；0 为全部。Only the first N; 0: all.")] = 0,
) -> None:
    """逐行回答一个文件里的问题。Answer a file of questions, a line each."""
    settings = load_settings()
    chosen, day = check_answerer(answerer or settings.answerer), read_day(as_of)
    questions = load_questions(gold)
    questions = questions[:limit] if limit else questions
    with Bars() as bars:
        assistant, _server = open_assistant(settings, chosen, bars)
        filters = read_filters(place, document, day, assistant.titles)
        count = write_lines(predictions, _answer_lines(assistant, questions, chosen, filters, bars))
    note(f"已写入{count}行：{predictions}")


def _answer_lines(
    assistant: Assistant, questions: tuple[GoldQuestion, ...], answerer: str, filters: Filters, bars: Bars
) -> Iterator[str]:
    for done, question in enumerate(questions, start=1):
        yield json_library.dumps(_answer_one(assistant, question, answerer, filters), ensure_ascii=False)
        bars("回答", done, len(questions))


def _answer_one(assistant: Assistant, question: GoldQuestion, answerer: str, filters: Filters) -> dict[str, Any]:
    asked = datetime.now(UTC).astimezone()
    try:
        answer = assistant.ask(question.question, question.history, answerer, filters)
    except QuestionError as error:
        # One bad line must not lose the answers to the others.
        answer = Answer(str(error), True, Reason.BAD_QUESTION, answerer, (), (), (), Timing(0.0, None, 0.0))
        return {**answer_payload(question.id, answer), "receipt": None}
    return answer_payload(question.id, answer, assistant.receipt(answer, question.history, filters, asked))
