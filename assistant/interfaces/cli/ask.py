"""``ask``, ``search`` and ``batch``: questions one by one or from a file."""

import json as json_library
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.errors import QuestionError
from assistant.evaluation.questions import GoldQuestion, load_questions
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
from assistant.interfaces.payload import answer_payload, search_payload
from assistant.interfaces.progress import Bars
from assistant.interfaces.start import open_assistant
from assistant.pipeline import Assistant
from assistant.records import Answer, Reason, Timing
from assistant.settings import load_settings

Question = Annotated[str, typer.Argument(help="问题。The question.")]
History = Annotated[list[str] | None, typer.Option(help="此前的提问，可多次给出。Earlier questions, oldest first.")]


def ask(question: Question, history: History = None, answerer: AnswererOption = "", json: Json = False) -> None:
    """回答一个问题，附条款引用。Answer a question with cited clauses."""
    settings = load_settings()
    chosen = check_answerer(answerer or settings.answerer)
    with Bars() as bars:
        assistant, _server = open_assistant(settings, chosen, bars)
    answer = assistant.ask(question, history or [], chosen)
    if json:
        show_json(answer_payload("", answer))
    else:
        show(render_answer(answer, assistant.titles))


def search(question: Question, history: History = None, json: Json = False) -> None:
    """只检索，不作答。Search without answering."""
    with Bars() as bars:
        assistant, _server = open_assistant(load_settings(), "extract", bars)
    started = time.perf_counter()
    retrieval = assistant.search(question, history or [])
    if json:
        show_json(search_payload("", retrieval, time.perf_counter() - started))
        return
    if retrieval.declined:
        note(f"判断为无法回答：{retrieval.declined}")
    show("\n".join(render_hit(hit, assistant.titles) for hit in retrieval.hits) or "没有找到条款。")


def batch(
    gold: Annotated[Path, typer.Argument(help="问题文件，每行一个 JSON。Questions, one JSON object a line.")],
    predictions: Annotated[Path, typer.Argument(help="结果文件。Where the answers go.")],
    answerer: AnswererOption = "",
    limit: Annotated[int, typer.Option(min=0, help="只做前 N 个；0 为全部。Only the first N; 0: all.")] = 0,
) -> None:
    """逐行回答一个文件里的问题。Answer a file of questions, a line each."""
    settings = load_settings()
    chosen = check_answerer(answerer or settings.answerer)
    questions = load_questions(gold)
    questions = questions[:limit] if limit else questions
    with Bars() as bars:
        assistant, _server = open_assistant(settings, chosen, bars)
        count = write_lines(predictions, _answer_lines(assistant, questions, chosen, bars))
    note(f"已写入{count}行：{predictions}")


def _answer_lines(
    assistant: Assistant, questions: tuple[GoldQuestion, ...], answerer: str, bars: Bars
) -> Iterator[str]:
    for done, question in enumerate(questions, start=1):
        yield json_library.dumps(_answer_one(assistant, question, answerer), ensure_ascii=False)
        bars("回答", done, len(questions))


def _answer_one(assistant: Assistant, question: GoldQuestion, answerer: str) -> dict[str, Any]:
    try:
        answer = assistant.ask(question.question, question.history, answerer)
    except QuestionError as error:
        # One bad line must not lose the answers to the others.
        answer = Answer(str(error), True, Reason.BAD_QUESTION, answerer, (), (), (), Timing(0.0, None, 0.0))
    return answer_payload(question.id, answer)
