"""``evaluate``: the figures in README come from here."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from assistant.evaluation.questions import load_gold
from assistant.evaluation.report import Report, make_report
from assistant.interfaces.cli.output import AnswererOption, Json, check_answerer, show, show_json
from assistant.interfaces.payload import answer_payload
from assistant.interfaces.progress import Bars
from assistant.interfaces.start import open_assistant
from assistant.settings import load_settings

Gold = Annotated[Path, typer.Argument(help="金标问题文件。Gold questions.")]


def evaluate(gold: Gold, answerer: AnswererOption = "", json: Json = False) -> None:
    """回答金标问题并计分。Answer gold questions and score the answers."""
    settings = load_settings()
    chosen = check_answerer(answerer or settings.answerer)
    questions = load_gold(gold)
    predictions = []
    with Bars() as bars:
        assistant, _server = open_assistant(settings, chosen, bars)
        for done, question in enumerate(questions, start=1):
            answer = assistant.ask(question.question, question.history, chosen)
            predictions.append(answer_payload(question.id, answer))
            bars("评测", done, len(questions))
    report = make_report(questions, predictions, chosen)
    if json:
        show_json(asdict(report))
    else:
        _show_report(report)


def _show_report(report: Report) -> None:
    written = "" if report.written_seconds_median is None else f", median {report.written_seconds_median:.1f} s"
    show(f"{report.questions} questions, answerer {report.answerer}, median {report.seconds_median:.3f} s")
    show(f"{report.written} answers written by the model{written}; the others are quoted or declined")
    for name, value in report.means.items():
        show(f"  {name:20s} {value:.3f}")
    for kind, scores in report.kinds.items():
        shown = [name for name in ("recall@1", "key_facts", "citation_recall", "declined") if name in scores]
        show(f"  {kind:20s} {'  '.join(f'{name} {scores[name]:.2f}' for name in shown)}")
