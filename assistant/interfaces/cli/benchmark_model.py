"""``benchmark answers``, ``concurrent`` and ``serving``: what answers of the language model cost."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from assistant.answering.local_server import ServerOptions
from assistant.errors import QuestionError, SettingsError
from assistant.evaluation.answers import Comparison, Seconds, Watched, compare_answers, summarise_pairs
from assistant.evaluation.concurrent import Crowd, serve_at_once, worded
from assistant.evaluation.plain import PlainPipeline
from assistant.evaluation.questions import load_gold
from assistant.evaluation.serving import ServingFigures, Variant, first_prompt, measure_serving
from assistant.interfaces.cli.output import Json, show, show_json
from assistant.interfaces.progress import Bars
from assistant.interfaces.start import connect_apart, connect_model, serve_with, server_options, warm_up
from assistant.pipeline import Assistant
from assistant.settings import load_settings

Gold = Annotated[Path, typer.Argument(help="金标问题文件。Gold questions.")]
Limit = Annotated[int, typer.Option(min=0, help="只做前 N 个；0 为全部。Only the first N; 0: all.")]
Runs = Annotated[int, typer.Option(min=1, help="重复次数。How many times.")]


def answers(gold: Gold, limit: Limit = 0, runs: Runs = 1, json: Json = False) -> None:
    """与普通流程并排作答：首字、全文用时与要点。Answers against a plain pipeline with the same models."""
    settings, questions = load_settings(), load_gold(gold)[: limit or None]
    with Bars() as bars:
        assistant, _ = Assistant.open(settings, bars)
        (ours, _server), (theirs, _other) = connect_apart(settings, bars), connect_apart(settings, bars)
        model = Watched(ours)
        assistant.generator = model
        trees = tuple(assistant.trees.values())
        plain = PlainPipeline.over(trees, assistant.retriever.encoder, theirs)
        warm_up(ours)
        plain.ask(questions[0].question)
        total = len(questions) * runs
        pairs = compare_answers(assistant, model, plain, questions, runs, lambda done: bars("作答", done, total))
    figures = summarise_pairs(pairs)
    if json:
        show_json({"figures": {k: asdict(v) for k, v in figures.items()}, "pairs": [asdict(pair) for pair in pairs]})
        return
    for name, comparison in figures.items():
        show("\n".join(_comparison_lines(name, comparison)))


def concurrent(
    gold: Gold,
    at_once: Annotated[int, typer.Option(min=1, max=100, help="同时提问的人数。Questions at once.")] = 10,
    json: Json = False,
) -> None:
    """同时提出多个需语言模型作答的问题：是否都答、次序、用时。Many questions at once: all answered, in what order."""
    questions = load_gold(gold)
    with Bars() as bars:
        settings = load_settings()
        assistant, _ = Assistant.open(settings, bars)
        generator, _server = connect_model(settings, bars)
        assistant.generator = generator
        chosen = worded(assistant, questions, at_once)
        if not chosen:
            raise QuestionError("没有需要语言模型作答的问题。 No question is put to the language model.")
        warm_up(generator)
        crowd = serve_at_once(assistant, chosen)
    if json:
        show_json({**asdict(crowd), "answered": crowd.answered, "overtaken": crowd.overtaken})
        return
    show("\n".join(_crowd_lines(crowd)))


def serving(gold: Gold, limit: Limit = 8, runs: Runs = 1, json: Json = False) -> None:
    """本地模型服务各选项的作用：前缀缓存、猜词、线程数。What options of the local server are worth."""
    settings, questions = load_settings(), load_gold(gold)
    if settings.api_base_url:
        raise SettingsError("该对比只用于本地模型，请去掉 ASSISTANT_API_BASE_URL。 For the local model alone.")
    options = replace(server_options(settings), cache_megabytes=0, at_once=1)
    with Bars() as bars:
        assistant, _ = Assistant.open(settings, bars)
        asked = (first_prompt(assistant, question) for question in questions)
        prompts = [prompt for prompt in asked if prompt][: limit or None]
        if not prompts:
            raise QuestionError("没有需要语言模型作答的问题。 No question is put to the language model.")
        served = {name: serve_with(settings, options, bars) for name, options in _variants(options).items()}
        variants = {name: Variant(model, server.usage) for name, (model, server) in served.items()}
        variants["without the prompt's shared beginning"] = replace(variants["as set"], is_cold=True)
        total = len(prompts) * runs * len(variants)
        figures = measure_serving(variants, prompts, runs, lambda done: bars("计时", done, total))
    if json:
        show_json({name: asdict(figure) for name, figure in figures.items()})
        return
    for name, figure in figures.items():
        show(f"{name:38s} {_serving_line(figure)}")


def _variants(options: ServerOptions) -> dict[str, ServerOptions]:
    """What is compared; the first is the base of the ratios."""
    base = {"as set": options}
    guessing = {f"{count} tokens guessed ahead": replace(options, draft_tokens=count) for count in (3, 8)}
    return base | guessing | {"one thread": replace(options, threads=1)}


def _comparison_lines(name: str, figures: Comparison) -> list[str]:
    return [
        f"{name}: {figures.answers} answers",
        f"  first token  {_seconds_line(figures.first_token)}",
        f"  whole answer {_seconds_line(figures.whole)}",
        f"  key facts    ours {figures.our_facts:.3f}, plain {figures.plain_facts:.3f}",
        f"  model failed ours {figures.our_failures}, plain {figures.plain_failures} (left out of the times)",
    ]


def _seconds_line(seconds: Seconds) -> str:
    return (
        f"ours {seconds.ours:.2f} s, plain {seconds.plain:.2f} s, ratio {seconds.ratio:.2f} of the medians, "
        f"{seconds.paired_ratio:.2f} median of the ratios"
    )


def _crowd_lines(crowd: Crowd) -> list[str]:
    lines = [
        f"{one.arrived:3d} arrived, {one.completed:3d} completed, {one.ahead:3d} before it, "
        f"first token {f'{one.first_token_seconds:.1f} s' if one.first_token_seconds else '-':>7s}, "
        f"whole {one.seconds:.1f} s, {one.answerer} {one.id} {one.notice or one.error}".rstrip()
        for one in crowd.served
    ]
    count = len(crowd.served)
    return [*lines, f"{crowd.answered} of {count} answered, {crowd.overtaken} pairs overtaken, {crowd.seconds:.1f} s"]


def _serving_line(figures: ServingFigures) -> str:
    return (
        f"first token {figures.first_token_seconds:.2f} s, whole {figures.seconds:.2f} s "
        f"(ratio {figures.seconds_ratio:.2f}), processor {figures.processor_seconds:.2f} s "
        f"(ratio {figures.processor_ratio:.2f}); read {figures.read_tokens} tokens at "
        f"{figures.read_tokens_per_second:.1f}/s, wrote {figures.written_tokens} at "
        f"{figures.written_tokens_per_second:.1f}/s, guessed {figures.guessed_tokens}, "
        f"right {figures.accepted_tokens}"
    )
