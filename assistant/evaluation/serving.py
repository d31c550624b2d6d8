"""What the options of the local server are worth: the same questions to servers that differ in one option."""

import time
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Generator as Generating
from dataclasses import dataclass
from statistics import median

from assistant.answering.listening import hear_out
from assistant.answering.local_server import Usage
from assistant.errors import GeneratorError
from assistant.evaluation.questions import GoldQuestion
from assistant.pipeline import Assistant
from assistant.ports import Generator, Reply

# Asked before each question where the cost of reading the whole prompt is to be seen.
_SPOILER = ("x", "x", 'root ::= "x"')


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked."""

    system: str
    user: str
    grammar: str | None


class _Recorder:
    """Keeps the prompts that are put to it, and says nothing."""

    def __init__(self) -> None:
        self.prompts: list[Prompt] = []

    def stream(self, system: str, user: str, grammar: str | None) -> Generating[Reply, None, None]:
        self.prompts.append(Prompt(system, user, grammar))
        yield from ()


def first_prompt(assistant: Assistant, question: GoldQuestion) -> Prompt | None:
    """What the model is asked first for a question; None where it is not asked.

    Raises:
        QuestionError: the question is empty or too long.
    """
    recorder = _Recorder()
    Assistant(assistant.settings, assistant.retriever, recorder).ask(question.question, question.history, "llm")
    return recorder.prompts[0] if recorder.prompts else None


@dataclass(frozen=True, slots=True)
class Variant:
    """A server with its options; ``is_cold`` forgets the shared beginning of the prompt before each question."""

    generator: Generator
    usage: Callable[[], Usage]
    is_cold: bool = False


@dataclass(frozen=True, slots=True)
class Served:
    """One reply: wall-clock and processor seconds, and what the server counted."""

    first_token_seconds: float
    seconds: float
    processor_seconds: float
    usage: Usage


@dataclass(frozen=True, slots=True)
class ServingFigures:
    """Medians of one variant; tokens a second are all tokens over all seconds. Ratios are against the first variant."""

    replies: int
    first_token_seconds: float
    seconds: float
    processor_seconds: float
    seconds_ratio: float
    processor_ratio: float
    read_tokens: int
    read_tokens_per_second: float
    written_tokens: int
    written_tokens_per_second: float
    guessed_tokens: int
    accepted_tokens: int


def measure_serving(
    variants: Mapping[str, Variant], prompts: Sequence[Prompt], runs: int, note: Callable[[int], None]
) -> dict[str, ServingFigures]:
    """Put each prompt to every variant in turn, so that what else the machine does falls on all alike.

    Raises:
        GeneratorError: a server fails.
    """
    served: dict[str, list[Served]] = {name: [] for name in variants}
    for variant in variants.values():
        _put(variant, prompts[0])
    done = 0
    for _ in range(runs):
        for prompt in prompts:
            for name, variant in variants.items():
                served[name].append(_put(variant, prompt))
                done += 1
                note(done)
    first = next(iter(served.values()))
    return {name: _figures(replies, first) for name, replies in served.items()}


def _put(variant: Variant, prompt: Prompt) -> Served:
    if variant.is_cold:
        hear_out(variant.generator.stream(*_SPOILER), 0.0)
    before, started, processor = variant.usage(), time.perf_counter(), time.process_time()
    heard = hear_out(variant.generator.stream(prompt.system, prompt.user, prompt.grammar), started)
    seconds, used = time.perf_counter() - started, time.process_time() - processor
    if heard.failure is not None:
        raise GeneratorError(f"语言模型没有答完（{heard.failure}）。 The model failed.", heard.failure)
    return Served(heard.first_token or seconds, seconds, used, variant.usage() - before)


def _figures(replies: Sequence[Served], base: Sequence[Served]) -> ServingFigures:
    usage = sum((reply.usage for reply in replies), Usage())
    pairs = list(zip(replies, base, strict=True))
    return ServingFigures(
        replies=len(replies),
        first_token_seconds=median(reply.first_token_seconds for reply in replies),
        seconds=median(reply.seconds for reply in replies),
        processor_seconds=median(reply.processor_seconds for reply in replies),
        seconds_ratio=median(reply.seconds / other.seconds for reply, other in pairs),
        processor_ratio=median(reply.processor_seconds / other.processor_seconds for reply, other in pairs),
        read_tokens=round(usage.read_tokens),
        read_tokens_per_second=usage.read_tokens / (usage.read_seconds or 1.0),
        written_tokens=round(usage.written_tokens),
        written_tokens_per_second=usage.written_tokens / (usage.written_seconds or 1.0),
        guessed_tokens=round(usage.guessed_tokens),
        accepted_tokens=round(usage.accepted_tokens),
    )
