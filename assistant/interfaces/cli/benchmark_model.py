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
_GROUPS = {"written": "语言模型作答的", "all": "全部"}
_AS_SET, _ONE_THREAD, _COLD = "as set", "one thread", "without the prompt's shared beginning"
_GUESSES = {f"{count} tokens guessed ahead": count for count in (3, 8)}
_VARIANTS = {_AS_SET: "按设置", _ONE_THREAD: "一个线程", _COLD: "不复用提示词的公共开头"} | {
    name: f"预猜{count}个词元" for name, count in _GUESSES.items()
}


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
        variants[_COLD] = replace(variants[_AS_SET], is_cold=True)
        total = len(prompts) * runs * len(variants)
        figures = measure_serving(variants, prompts, runs, lambda done: bars("计时", done, total))
    if json:
        show_json({name: asdict(figure) for name, figure in figures.items()})
        return
    for name, figure in figures.items():
        show(f"{_VARIANTS[name]} {name}：{_serving_line(figure)}")


def _variants(options: ServerOptions) -> dict[str, ServerOptions]:
    """What is compared; the first is the base of the ratios."""
    base = {_AS_SET: options}
    guessing = {name: replace(options, draft_tokens=count) for name, count in _GUESSES.items()}
    return base | guessing | {_ONE_THREAD: replace(options, threads=1)}


def _comparison_lines(name: str, figures: Comparison) -> list[str]:
    ours, plain = "本系统 ours", "普通流程 plain"
    return [
        f"{_GROUPS[name]} {name}：答案 answers {figures.answers}",
        f"  首字 first token：{_seconds_line(figures.first_token)}",
        f"  全文 whole answer：{_seconds_line(figures.whole)}",
        f"  要点 key facts：{ours} {figures.our_facts:.3f}，{plain} {figures.plain_facts:.3f}",
        f"  模型失败 model failed：{ours} {figures.our_failures}，{plain} {figures.plain_failures}"
        "（不计入用时 left out of the times）",
    ]


def _seconds_line(seconds: Seconds) -> str:
    return (
        f"本系统 ours {seconds.ours:.2f} s，普通流程 plain {seconds.plain:.2f} s，"
        f"中位数之比 ratio of the medians {seconds.ratio:.2f}，"
        f"逐题之比的中位数 median of the ratios {seconds.paired_ratio:.2f}"
    )


def _crowd_lines(crowd: Crowd) -> list[str]:
    lines = [
        f"到达 arrived {one.arrived:3d}，完成 completed {one.completed:3d}，排在前面 before it {one.ahead:3d}，"
        f"首字 first token {f'{one.first_token_seconds:.1f} s' if one.first_token_seconds else '-':>7s}，"
        f"全文 whole {one.seconds:.1f} s，{one.answerer} {one.id} {one.notice or one.error}".rstrip()
        for one in crowd.served
    ]
    answered = f"已作答 answered {crowd.answered}/{len(crowd.served)}"
    return [*lines, f"{answered}，次序颠倒的对数 pairs overtaken {crowd.overtaken}，用时 whole {crowd.seconds:.1f} s"]


def _serving_line(figures: ServingFigures) -> str:
    return (
        f"首字 first token {figures.first_token_seconds:.2f} s，全文 whole {figures.seconds:.2f} s"
        f"（比值 ratio {figures.seconds_ratio:.2f}），处理器 processor {figures.processor_seconds:.2f} s"
        f"（比值 ratio {figures.processor_ratio:.2f}）；读入词元 tokens read {figures.read_tokens}"
        f"（每秒 per second {figures.read_tokens_per_second:.1f}），写出 written {figures.written_tokens}"
        f"（每秒 per second {figures.written_tokens_per_second:.1f}），猜词 guessed {figures.guessed_tokens}，"
        f"猜对 right {figures.accepted_tokens}"
    )
