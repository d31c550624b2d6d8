"""``benchmark``: timings and shares, side by side."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from assistant.evaluation.benchmark import Comparison, compare_precision, compare_rankings, compare_retrieval
from assistant.evaluation.questions import load_gold
from assistant.evaluation.reading import check_tables, measure_reading
from assistant.evaluation.scale import SIZES, ScaleTiming, measure_scale
from assistant.evaluation.verifier import Judged, Share, VerifierReport, load_pairs, measure_verifier
from assistant.interfaces.cli.benchmark_measures import extraction, measures
from assistant.interfaces.cli.benchmark_model import answers, concurrent, serving
from assistant.interfaces.cli.output import Json, show, show_json
from assistant.interfaces.progress import Bars
from assistant.interfaces.start import open_assistant
from assistant.pipeline import model_store
from assistant.settings import load_settings

benchmarks = typer.Typer(help="计时对比。Timings, side by side.", no_args_is_help=True)
for command in (answers, concurrent, serving, measures, extraction):
    benchmarks.command()(command)
Gold = Annotated[Path, typer.Argument(help="金标问题文件。Gold questions.")]


@benchmarks.command()
def retrieval(gold: Gold, json: Json = False) -> None:
    """检索一个问题与仅编码该问题的用时之比。Retrieval against bare encoding of the question."""
    questions = [question.question for question in load_gold(gold)]
    with Bars() as bars:
        assistant, _server = open_assistant(load_settings(), "extract", bars)
    _show_comparison(compare_retrieval(assistant.retriever, questions), json)


@benchmarks.command()
def encoder(json: Json = False) -> None:
    """bfloat16 与 float32 的编码用时之比。Encoding in bfloat16 against float32."""
    settings = load_settings()
    with Bars() as bars:
        assistant, _server = open_assistant(settings, "extract", bars)
        folder = model_store(settings).ensure(settings.encoder, bars)
    texts = [chunk.embed_text for chunk in assistant.retriever.generation.chunks[:64]]
    _show_comparison(compare_precision(folder, texts), json)


@benchmarks.command()
def ranking(gold: Gold, json: Json = False) -> None:
    """排序各部分的作用：逐一去掉再测召回。What each part of the ranking is worth."""
    questions = load_gold(gold)
    with Bars() as bars:
        assistant, _server = open_assistant(load_settings(), "extract", bars)
    results = compare_rankings(assistant.retriever, questions)
    if json:
        show_json(results)
        return
    for name, scores in results.items():
        show(f"{name:30s} {'  '.join(f'{key} {value:.3f}' for key, value in scores.items())}")


@benchmarks.command()
def reading(
    folder: Annotated[Path, typer.Argument(help="文件目录。Folder of documents.")],
    json: Json = False,
) -> None:
    """读取速度（每种格式），并与逐行统计的“第X条”对照。Speed of reading, and articles against a count by line."""
    report = measure_reading(folder)
    if json:
        show_json(asdict(report))
        return
    for kind, speed in report.speeds.items():
        show(
            f"{kind:6s} {speed.files} files, {speed.megabytes:.2f} MB in {speed.seconds:.2f} s of processor time, "
            f"{speed.megabytes_per_second:.2f} MB/s"
        )
    articles = report.articles
    show(f"articles: {articles.counted} counted by line, {articles.found} found, {articles.placed} in their place")
    for name in (*articles.broken, *report.refused):
        show(f"  {name}")


@benchmarks.command()
def tables(
    folder: Annotated[Path, typer.Argument(help="网页与 questions.jsonl 的目录。Folder of pages and questions.")],
    json: Json = False,
) -> None:
    """每个问题的答案是否与其表头同在一行。Whether each answer stands in one table row with its header."""
    report = check_tables(folder)
    if json:
        show_json(asdict(report))
        return
    show(f"{report.answered} of {report.questions} answers stand in one table row with their header cells,")
    show(f"{report.nearest} of them in the row of the page that holds most of the question's words")
    for question in report.missing:
        show(f"  {question}")


@benchmarks.command()
def scale(
    clauses: Annotated[
        list[int] | None, typer.Option(min=1, help="虚构条款数，可重复。Made-up clauses; may be repeated.")
    ] = None,
    json: Json = False,
) -> None:
    """检索用时如何随条款数增长，不含编码问题。How the time of a search grows with the corpus, encoding aside."""
    sizes = clauses or SIZES
    timings: list[ScaleTiming] = []
    with Bars() as bars:
        for done, size in enumerate(sizes, start=1):
            timings += measure_scale(size)
            bars("计时", done, len(sizes))
    if json:
        show_json([asdict(timing) for timing in timings])
        return
    for timing in timings:
        show(
            f"{timing.clauses} clauses, {timing.searched} of them searched ({timing.place or 'no place'}), "
            f"{timing.part}: median {timing.median_seconds * 1000:.2f} ms, "
            f"95 of 100 within {timing.slow_seconds * 1000:.2f} ms, "
            f"processor time {timing.processor_seconds * 1000:.2f} ms"
        )


@benchmarks.command()
def verifier(
    file: Annotated[Path, typer.Argument(help="句子与条款的核验用例。Pairs of a sentence and its clauses.")],
    json: Json = False,
) -> None:
    """核验器：改动过的句子有多少不判支持，属实的句子有多少判支持。How far the check of sentences can be trusted."""
    report = measure_verifier(load_pairs(file))
    if json:
        show_json(_as_json(report))
        return
    show(f"changed sentences not supported: {_shown(report.changed)}")
    show(f"true sentences supported:        {_shown(report.true)}")
    for kind, share in report.by_kind.items():
        show(f"  {kind:13s} {_shown(share)}")
    for name, shares in report.by_set.items():
        show(f"{name}: {', '.join(f'{sort} {_shown(share)}' for sort, share in shares.items())}")
    show(f"median {report.median_milliseconds:.2f} ms a sentence")
    for failure in report.failures:
        pair = failure.pair
        show(f"  {pair.id} {pair.changed or 'true'}: {failure.verdict} {_words(failure)}{pair.sentence}")


def _as_json(report: VerifierReport) -> dict[str, object]:
    return {
        "changed_not_supported": report.changed.share,
        "true_supported": report.true.share,
        "by_kind": {kind: {**asdict(share), "share": share.share} for kind, share in report.by_kind.items()},
        "by_set": {
            name: {sort: {**asdict(share), "share": share.share} for sort, share in shares.items()}
            for name, shares in report.by_set.items()
        },
        "median_milliseconds": report.median_milliseconds,
        "failures": [
            {"id": one.pair.id, "changed": one.pair.changed, "verdict": one.verdict, "missing": one.missing,
             "sentence": one.pair.sentence}
            for one in report.failures
        ],
    }  # fmt: skip


def _shown(share: Share) -> str:
    return f"{share.share:.3f} ({share.right} of {share.pairs})"


def _words(failure: Judged) -> str:
    return f"[{'、'.join(failure.missing)}] " if failure.missing else ""


def _show_comparison(result: Comparison, json: bool) -> None:
    if json:
        show_json({**asdict(result), "ratio": result.ratio})
        return
    show(
        f"{result.name} {result.seconds * 1000:.1f} ms, {result.baseline} {result.baseline_seconds * 1000:.1f} ms, "
        f"ratio {result.ratio:.2f} (medians)"
    )
