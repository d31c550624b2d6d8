"""How long a visitor waits: ``python -m tests.pages.benchmark`` measures it in Chromium, over the real models.

Three times, in milliseconds, each from the key or the click to the frame that shows it: the evidence of a question, the
first words of an answer that the model writes, and the clause behind a citation. The first words are compared with the
bare model, put the same prompt without any page: two servers of the same model that are asked in turn, each of which
has read the fixed beginning of the prompt before and nothing of the rest.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from assistant.errors import AssistantError
from assistant.evaluation.questions import GoldQuestion, load_gold
from assistant.evaluation.serving import Prompt, first_prompt
from assistant.interfaces.progress import Bars
from assistant.interfaces.start import connect_apart, warm_up
from assistant.pipeline import Assistant
from assistant.ports import Generator
from assistant.settings import ROOT, load_settings
from tests.pages.served import application, browser

CLOCK = (Path(__file__).parent / "clock.js").read_text(encoding="utf-8")
VIEWPORT = {"width": 1440, "height": 900}
ANSWER_MILLISECONDS = 240_000
# Long enough for a server to notice that nobody listens any more.
PAUSE_SECONDS = 1.0
EVIDENCE, CONVERSATION, WORDS, BARE, CLAUSE = "evidence", "evidence, 20 turns", "first words", "bare model", "clause"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the benchmark, with the prompt that the model gets where it writes the answer."""

    question: str
    prompt: Prompt | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds of one kind: how many, the median, the least and the most."""

    count: int
    median: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured over a corpus; ``ratios`` are first words in the page over those of the bare model.

    ``load`` is how many threads wanted a core in the minute before: more than there are cores, and all times grow.
    """

    documents: int
    clauses: int
    load: float
    figures: dict[str, Figures]
    ratio_of_medians: float
    ratios: Figures


class Visitor:
    """Uses a page and reads its clock."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def ask(self, question: str, turns: int = 1) -> tuple[float, float]:
        """Milliseconds to the evidence and to the first words; comes back when the answer is finished."""
        self._page.fill("#question textarea", question)
        self._page.press("#question textarea", "Enter")
        evidence, word = self._read("evidence"), self._read("word")
        self._page.wait_for_function(
            "turns => document.querySelectorAll('.turn[aria-busy=false]:not([hidden])').length === turns"
            " && !document.querySelector('#send').disabled",
            arg=turns,
            timeout=ANSWER_MILLISECONDS,
        )
        return evidence, word

    def follow(self, citation: int) -> float | None:
        """Milliseconds to the clause behind a citation of the answer on the page; None where there are not so many."""
        marks = self._page.locator(".turn .sentence .mark")
        if citation >= marks.count():
            return None
        # What a mark says when the pointer rests on it, or the focus, may lie over the next one.
        self._page.mouse.move(1, 1)
        self._page.evaluate("document.activeElement.blur()")
        self._page.wait_for_function("() => !document.querySelector('#peek')?.checkVisibility()")
        marks.nth(citation).click()
        shown = self._read("clause")
        self._page.keyboard.press("Escape")
        self._page.wait_for_selector("#reader", state="hidden")
        return shown

    def start_anew(self) -> None:
        """Leave the conversation for a new one."""
        self._page.click("#restart")
        self._page.wait_for_selector(".welcome")

    def quote_only(self) -> None:
        """Do without the language model."""
        self._page.check("#mode input[value=extract]", force=True)

    def _read(self, name: str) -> float:
        held = self._page.wait_for_function("name => measured[name]", arg=name, timeout=ANSWER_MILLISECONDS)
        return float(held.json_value())


def choose(assistant: Assistant, questions: Sequence[GoldQuestion], count: int, written: int) -> list[Asked]:
    """Up to ``written`` questions whose answers the model writes, and quoted ones up to ``count``, in turn."""
    first = [question for question in questions if question.answerable and not question.history]
    asked = [Asked(question.question, first_prompt(assistant, question)) for question in first]
    model = [one for one in asked if one.prompt][:written]
    quoted = [one for one in asked if not one.prompt][: count - len(model)]
    paired = [one for pair in zip(model, quoted, strict=False) for one in pair]
    shorter = min(len(model), len(quoted))
    return [*paired, *model[shorter:], *quoted[shorter:]]


def measure(visitor: Visitor, asked: Sequence[Asked], bare: Generator, bars: Bars) -> dict[str, list[float]]:
    """Put every question to the page, and its prompt to the bare model, who comes first by turns."""
    times: dict[str, list[float]] = {name: [] for name in (EVIDENCE, CONVERSATION, WORDS, BARE, CLAUSE)}
    for number, one in enumerate(asked):
        if one.prompt and number % 4 < 2:
            times[BARE].append(first_words(bare, one.prompt))
        evidence, words = visitor.ask(one.question)
        times[EVIDENCE].append(evidence)
        if one.prompt:
            times[WORDS].append(words)
        if one.prompt and number % 4 >= 2:
            times[BARE].append(first_words(bare, one.prompt))
        followed = (visitor.follow(citation) for citation in range(2))
        times[CLAUSE] += [shown for shown in followed if shown is not None]
        visitor.start_anew()
        bars("提问", number + 1, len(asked))
    return times


def converse(visitor: Visitor, asked: Sequence[Asked]) -> list[float]:
    """Milliseconds to the evidence of each question of one long conversation, whose answers are quoted."""
    visitor.quote_only()
    return [visitor.ask(one.question, turns)[0] for turns, one in enumerate(asked, start=1)]


def first_words(generator: Generator, prompt: Prompt) -> float:
    """Milliseconds until the bare model says something; the rest is not waited for."""
    started = time.perf_counter()
    with closing(generator.stream(prompt.system, prompt.user, prompt.grammar)) as replies:  # type: ignore[type-var]
        next(reply for reply in replies if isinstance(reply, str) and reply.strip())
        milliseconds = (time.perf_counter() - started) * 1000
    time.sleep(PAUSE_SECONDS)
    return milliseconds


def run(gold: Path, others: Path | None, count: int, written: int) -> Report:
    """Start everything, measure, and put the figures together.

    Raises:
        AssistantError: a model, the corpus, the index or the browser cannot be used.
    """
    settings = load_settings()
    # Both servers forget what they read, but for the last prompt: no question has been read before in either.
    settings = settings.model_copy(update={"local_cache_megabytes": 0})
    questions = load_gold(gold)
    load = os.getloadavg()[0]
    with Bars() as bars, application(settings, others) as served, browser() as chromium:
        asked = choose(served.assistant, questions, count, written)
        bare, _server = connect_apart(settings, bars)
        warm_up(bare)
        page = chromium.new_page(viewport=VIEWPORT, locale="zh-CN")
        page.add_init_script(CLOCK)
        page.goto(served.url)
        page.wait_for_selector(".welcome")
        visitor = Visitor(page)
        visitor.ask(asked[-1].question)
        visitor.start_anew()
        times = measure(visitor, asked, bare, bars)
        times[CONVERSATION] = converse(visitor, list(islice(cycle(asked), 20)))
        trees = served.assistant.trees.values()
        return report(times, len(trees), sum(len(tree.clauses) for tree in trees), load)


def report(times: dict[str, list[float]], documents: int, clauses: int, load: float) -> Report:
    """The figures of all times."""
    pairs = [ours / theirs for ours, theirs in zip(times[WORDS], times[BARE], strict=True)]
    found = {name: figures(values) for name, values in times.items() if values}
    whole = found[WORDS].median / found[BARE].median
    return Report(documents, clauses, load, found, whole, figures(pairs))


def figures(values: Sequence[float]) -> Figures:
    """How many, the median, the least and the most."""
    return Figures(len(values), median(values), min(values), max(values))


def table(found: Report) -> str:
    """The report for people."""
    lines = [
        f"{found.documents} documents, {found.clauses} clauses; load {found.load:.1f} on {os.cpu_count()} cores",
        "",
    ]
    lines += ["| milliseconds | count | median | least | most |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| {name} | {one.count} | {one.median:.0f} | {one.least:.0f} | {one.most:.0f} |"
        for name, one in found.figures.items()
    ]
    ratios = found.ratios
    lines += ["", f"First words, page over bare model: {found.ratio_of_medians:.2f} of the medians; question by"]
    lines += [f"question median {ratios.median:.2f}, {ratios.least:.2f} to {ratios.most:.2f}."]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the options, measure and print; a stated error is one line and exit code 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.pages.benchmark", description=__doc__)
    parser.add_argument("--gold", type=Path, default=ROOT / "tests" / "gold" / "dev.jsonl", help="questions")
    parser.add_argument("--with", dest="others", type=Path, help="folder of documents beside the corpus")
    parser.add_argument("--count", type=int, default=20, help="how many questions")
    parser.add_argument("--written", type=int, default=8, help="how many of them the model answers")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    try:
        found = run(options.gold, options.others, options.count, options.written)
    except AssistantError as error:
        sys.stderr.write(f"错误：{error}\n")
        return 1
    sys.stdout.write(json.dumps(asdict(found), indent=1) if options.json else table(found))
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
