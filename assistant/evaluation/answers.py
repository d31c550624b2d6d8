"""Answers against those of the plain pipeline: same model, same encoder, side by side, question by question."""

import time
from collections.abc import Callable, Sequence
from collections.abc import Generator as Generating
from dataclasses import dataclass
from statistics import fmean, median

from assistant.answering.counting import UpperBound
from assistant.errors import GeneratorError
from assistant.evaluation.metrics import says
from assistant.evaluation.plain import PlainPipeline
from assistant.evaluation.questions import GoldQuestion
from assistant.pipeline import Assistant
from assistant.ports import Generator, Reply, TokenCounter


class Watched:
    """A generator with a count of the questions put to it and of those that it failed on."""

    def __init__(self, generator: Generator) -> None:
        self._generator = generator
        self._counter: TokenCounter = generator if isinstance(generator, TokenCounter) else UpperBound()
        self.asked = 0
        self.failed = 0

    def stream(self, system: str, user: str, grammar: str | None) -> Generating[Reply, None, None]:
        """Pass a reply on.

        Raises:
            GeneratorError: the model failed.
        """
        self.asked += 1
        try:
            yield from self._generator.stream(system, user, grammar)
        except GeneratorError:
            self.failed += 1
            raise

    def count(self, text: str) -> int:
        """The tokens of a text."""
        return self._counter.count(text)


@dataclass(frozen=True, slots=True)
class Timed:
    """One answer: seconds to its first token and to its end, and whether it says the key facts (None: none wanted).

    Where nothing is streamed the first token comes with the whole. ``failed`` tells that the model did not answer.
    """

    first_token: float
    whole: float
    facts: bool | None
    failed: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A question answered in both ways; ``asked_model`` tells whether ours was put to the model."""

    id: str
    asked_model: bool
    ours: Timed
    plain: Timed


@dataclass(frozen=True, slots=True)
class Seconds:
    """Medians of both ways, their ratio, and the median of the ratios question by question."""

    ours: float
    plain: float
    ratio: float
    paired_ratio: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The figures over some of the questions; ``facts`` are shares of the answers that say their key facts."""

    answers: int
    first_token: Seconds
    whole: Seconds
    our_facts: float
    plain_facts: float
    our_failures: int
    plain_failures: int


def compare_answers(
    assistant: Assistant,
    model: Watched,
    plain: PlainPipeline,
    questions: Sequence[GoldQuestion],
    runs: int,
    note: Callable[[int], None],
) -> tuple[Pair, ...]:
    """Ask each question in both ways, one right behind the other, in turn first; ``note`` hears how many are done.

    ``model`` is the generator of the assistant.

    Raises:
        QuestionError: a question is empty or too long.
    """
    pairs: list[Pair] = []
    for run in range(runs):
        for number, question in enumerate(questions):
            if (number + run) % 2:
                theirs = _plain(plain, question)
                asked, ours = _ours(assistant, model, question)
            else:
                asked, ours = _ours(assistant, model, question)
                theirs = _plain(plain, question)
            pairs.append(Pair(question.id, asked, ours, theirs))
            note(len(pairs))
    return tuple(pairs)


def summarise_pairs(pairs: Sequence[Pair]) -> dict[str, Comparison]:
    """The figures over the questions that the model was asked, and over all; without any such question, none."""
    kinds = {"written": [pair for pair in pairs if pair.asked_model], "all": list(pairs)}
    return {name: _summary(chosen) for name, chosen in kinds.items() if any(map(_is_timed, chosen))}


def _summary(pairs: Sequence[Pair]) -> Comparison:
    timed = [pair for pair in pairs if _is_timed(pair)]
    return Comparison(
        answers=len(pairs),
        first_token=_seconds([(pair.ours.first_token, pair.plain.first_token) for pair in timed]),
        whole=_seconds([(pair.ours.whole, pair.plain.whole) for pair in timed]),
        our_facts=_share([pair.ours for pair in pairs]),
        plain_facts=_share([pair.plain for pair in pairs]),
        our_failures=sum(pair.ours.failed for pair in pairs),
        plain_failures=sum(pair.plain.failed for pair in pairs),
    )


def _is_timed(pair: Pair) -> bool:
    """Whether the model answered both; the length of a time-out says nothing."""
    return not (pair.ours.failed or pair.plain.failed)


def _seconds(pairs: Sequence[tuple[float, float]]) -> Seconds:
    ours, plain = (median(values) for values in zip(*pairs, strict=True))
    return Seconds(ours, plain, ours / plain, median(own / other for own, other in pairs))


def _share(answers: Sequence[Timed]) -> float:
    wanted = [answer.facts for answer in answers if answer.facts is not None]
    return fmean(wanted) if wanted else 0.0


def _ours(assistant: Assistant, model: Watched, question: GoldQuestion) -> tuple[bool, Timed]:
    asked, failed = model.asked, model.failed
    started = time.perf_counter()
    answer = assistant.ask(question.question, question.history, "llm")
    whole = time.perf_counter() - started
    first = whole if answer.seconds.first_token is None else answer.seconds.first_token
    said = "" if answer.abstained else answer.text
    return model.asked > asked, Timed(first, whole, _says_facts(question, said), model.failed > failed)


def _plain(plain: PlainPipeline, question: GoldQuestion) -> Timed:
    answer = plain.ask(question.question, question.history)
    return Timed(answer.first_token, answer.seconds, _says_facts(question, answer.text), answer.failed)


def _says_facts(question: GoldQuestion, text: str) -> bool | None:
    if not question.answerable or not question.answer_all_of:
        return None
    return all(says(text, options) for options in question.answer_all_of)
