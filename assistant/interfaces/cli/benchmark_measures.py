"""``benchmark measures`` and ``benchmark extraction``: how well and how fast support measures are found."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from assistant.evaluation.measures import (
    MeasureScore,
    Outcome,
    judge_labels,
    load_labels,
    score,
    score_sets,
    time_extraction,
)
from assistant.interfaces.cli.output import Json, show, show_json
from assistant.interfaces.progress import Bars
from assistant.measures.taxonomy import load_taxonomy
from assistant.reading.corpus import read_corpus
from assistant.settings import load_settings


def measures(
    labels: Annotated[Path, typer.Argument(help="标注文件。Labelled sentences.")],
    documents: Annotated[
        list[Path] | None, typer.Option(help="标注所属文件的其他目录。Other folders of the documents.")
    ] = None,
    json: Json = False,
) -> None:
    """措施识别的准确率、召回率，类型与力度的正确率。How well measures are found, typed and weighed."""
    settings, held = load_settings(), load_labels(labels)
    with Bars() as bars:
        folders = (settings.corpus, *(documents or ()))
        trees = [tree for folder in folders for tree in read_corpus(folder, settings.clause_characters, bars).trees]
    outcomes = judge_labels(held, trees, load_taxonomy(settings.taxonomy))
    sets = score_sets(outcomes)
    if json:
        show_json({"all": asdict(score(outcomes)), "sets": {name: asdict(one) for name, one in sets.items()}})
        return
    for name, one in {"全部 all": score(outcomes), **sets}.items():
        show(_score_line(name, one))
    for fault in filter(None, map(_fault, outcomes)):
        show(fault)


def extraction(
    clauses: Annotated[int, typer.Option(min=1, help="条款数。How many clauses.")] = 150_000, json: Json = False
) -> None:
    """反复读取文档库，直到读满给定的条款数：提取措施与指标的用时。How long extraction takes."""
    settings = load_settings()
    with Bars() as bars:
        trees = read_corpus(settings.corpus, settings.clause_characters, bars).trees
    timing = time_extraction(trees, load_taxonomy(settings.taxonomy), clauses)
    if json:
        show_json(asdict(timing))
        return
    show(
        f"条款 {timing.clauses}，措施 {timing.measures}，指标 {timing.indicators}，用时 {timing.seconds:.1f} 秒。 "
        f"{timing.clauses} clauses in {timing.seconds:.1f} s."
    )


def _score_line(name: str, one: MeasureScore) -> str:
    return (
        f"{name}: 句子 sentences {one.sentences}，措施 measures {one.measures}，准确率 precision {one.precision:.3f}，"
        f"召回率 recall {one.recall:.3f}，类型 type {one.type:.3f}（首要类型 main {one.main_type:.3f}），"
        f"力度 firmness {one.firmness:.3f}"
    )


def _fault(one: Outcome) -> str:
    """What is wrong with an outcome, in a line; empty where nothing is."""
    label, found = one.label, one.found
    if not found:
        return f"  {label.id} 漏 missed {label.text}" if label.is_measure else ""
    if not label.is_measure:
        return f"  {label.id} 误 no measure: {found.types[0]} {label.text}"
    wrong = [] if one.has_type else [f"{found.types[0]} 应为 wanted {'、'.join(label.types)}"]
    wrong += [] if one.has_firmness else [f"{found.firmness} 应为 wanted {label.firmness}"]
    return f"  {label.id} {'；'.join(wrong)} {label.text}" if wrong else ""
