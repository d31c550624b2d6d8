"""``evaluate``: the figures in README come from here."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.errors import QuestionError
from assistant.evaluation.gold_check import check_gold
from assistant.evaluation.outcomes import judge
from assistant.evaluation.provenance import describe_run, searched
from assistant.evaluation.questions import GoldQuestion, load_gold
from assistant.evaluation.ranking import INSTALL, is_available
from assistant.evaluation.report import Report, compare, make_report
from assistant.evaluation.report_file import dump, load_report, summarise
from assistant.interfaces.cli.evaluation_text import fault_lines, report_lines
from assistant.interfaces.cli.output import AnswererOption, Json, check_answerer, note, note_skipped, show
from assistant.interfaces.payload import answer_payload
from assistant.interfaces.progress import Bars
from assistant.interfaces.result_files import promised, write_together
from assistant.interfaces.start import connect_model, open_assistant
from assistant.pipeline import Assistant
from assistant.reading.load import corpus_files
from assistant.records import Answer, Reason, Timing
from assistant.settings import Settings, load_settings

Gold = Annotated[Path, typer.Argument(help="金标问题文件。Gold questions.")]
Folder = typer.Option(metavar="FOLDER", help="仅本次评测加入的干扰文件目录。Further documents, for this run only.")


def evaluate(
    gold: Gold,
    report: Annotated[
        Path | None, typer.Option(metavar="DIR", help="把 report.json 和 report.html 写入该目录。Write a report there.")
    ] = None,
    answerer: AnswererOption = "",
    with_distractors: Annotated[Path | None, Folder] = None,
    earlier: Annotated[
        Path | None,
        typer.Option("--compare", metavar="REPORT", help="与此前的 report.json 比较。Compare with an earlier report."),
    ] = None,
    summary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="把各项均值写入该文件。Write the means into a small file.")
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="只做前 N 个；0 为全部。Only the first N; 0: all.")] = 0,
    json: Json = False,
) -> None:
    """回答金标问题并计分，可写出报告。Answer gold questions, score the answers, and write a report."""
    settings = load_settings()
    chosen = check_answerer(answerer or settings.answerer)
    questions = load_gold(gold)[: limit or None]
    before = load_report(earlier) if earlier else None
    wanted: list[tuple[Path, Callable[[Report], str]]] = [(summary, _summary)] if summary else []
    wanted += [(report / "report.json", dump), (report / "report.html", _page())] if report else []
    documents = [folder for folder in (settings.corpus, with_distractors) if folder]
    with promised([path for path, _ in wanted], documents):
        result = _measure(gold, questions, settings, chosen, with_distractors, before)
        write_together({path: render(result) for path, render in wanted})
    for path, _ in wanted:
        note(f"已写入 {path}")
    show(dump(result).rstrip() if json else "\n".join(report_lines(result)))


def _measure(
    gold: Path,
    questions: Sequence[GoldQuestion],
    settings: Settings,
    answerer: str,
    others: Path | None,
    earlier: Report | None,
) -> Report:
    """Put the questions and score what comes back."""
    with Bars() as bars:
        assistant, _server = _open(settings, answerer, others, bars)
        generation = assistant.retriever.generation
        own = {path.stem for path in corpus_files(settings.corpus)} if others else set(assistant.trees)
        distractors = frozenset(assistant.trees) - own
        faults = check_gold(questions, own, generation.chunks)
        for line in fault_lines(faults):
            note(line)
        if not is_available():
            note(f"未安装 ir-measures，略去 MRR 与 nDCG：{INSTALL}。 MRR and nDCG are left out.")
        outcomes = []
        for done, question in enumerate(questions, start=1):
            outcomes.append(judge(question, _answer(assistant, question, answerer), distractors))
            bars("评测", done, len(questions))
    run = describe_run(gold, len(questions), settings, answerer, searched(generation, distractors))
    return make_report(run, outcomes, faults, compare(outcomes, earlier) if earlier else None)


def _open(settings: Settings, answerer: str, others: Path | None, bars: Bars) -> tuple[Assistant, object]:
    """The assistant, over the corpus alone or with other documents, and what must be kept alive beside it."""
    if others is None:
        return open_assistant(settings, answerer, bars)
    assistant, skipped = Assistant.open(settings, bars, others=others)
    note_skipped(skipped)
    if answerer == "extract":
        return assistant, None
    assistant.generator, server = connect_model(settings, bars)
    return assistant, server


def _answer(assistant: Assistant, question: GoldQuestion, answerer: str) -> dict[str, Any]:
    try:
        answer = assistant.ask(question.question, question.history, answerer)
    except QuestionError as error:
        # One bad question must not lose the run.
        answer = Answer(str(error), True, Reason.BAD_QUESTION, answerer, (), (), (), Timing(0.0, None, 0.0))
    return answer_payload(question.id, answer)


def _summary(report: Report) -> str:
    return dump(summarise(report))


def _page() -> Callable[[Report], str]:
    # Loaded when a page is asked for, and before the questions are put: every command imports this module.
    from assistant.interfaces.report_page.page import render_report

    return lambda report: str(render_report(report))
