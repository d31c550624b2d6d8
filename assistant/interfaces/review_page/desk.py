"""What the review page asks for, worked out of the records."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.errors import ReviewError
from assistant.evaluation.questions import GoldQuestion, parse_questions
from assistant.evaluation.review.adjudication import Ruling, settle
from assistant.evaluation.review.judgement import ErrorType, HumanVerdict, Judgement, Role, clean_name, make_judgement
from assistant.evaluation.review.pairs import pairs_of, parse_predictions
from assistant.evaluation.review.results import Results, summarise
from assistant.interfaces.html import Html, element, join
from assistant.interfaces.review_page.bench import (
    render_bench,
    render_dispute,
    render_gate,
    render_name_form,
    render_no_dispute,
    render_pair,
)
from assistant.interfaces.review_page.export import render_csv, render_report
from assistant.interfaces.review_page.overview import Listed, render_overview, render_set_head
from assistant.interfaces.review_page.results import render_figures
from assistant.interfaces.review_page.runs import ReviewRuns, refuse_absent_model
from assistant.interfaces.review_page.table import Chosen, render_filters, render_table
from assistant.interfaces.review_page.words import name_of_questions
from assistant.interfaces.store.reviews import ReviewSet, ReviewStore
from assistant.pipeline import Assistant

Part = Literal["judge", "adjudicate", "results"]
_MOST_QUESTIONS = 2000


class Said(BaseModel):
    """What the page sends when a person judges; ``token`` is the same when it is sent again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: str = Field(min_length=8, max_length=64)
    set: str
    pair: str
    annotator: str
    role: Role
    verdict: HumanVerdict | None
    error: ErrorType | None = None
    note: str = ""


class Wanted(BaseModel):
    """A run that is wanted: questions one a line, or as JSON lines."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = ""
    questions: str
    form: Literal["lines", "jsonl"]
    answerer: Literal["extract", "llm"]


class Place(BaseModel):
    """A pair in the line of a person, with what that person has said of it."""

    model_config = ConfigDict(frozen=True)

    id: str
    verdict: HumanVerdict | None = None
    error: ErrorType | None = None
    note: str = ""


class ReviewDesk:
    """Answers the page, each time from the records; methods raise AssistantError with the line to show."""

    def __init__(self, current: Callable[[], Assistant], store: ReviewStore) -> None:
        self._current = current
        self._store = store
        self._runs = ReviewRuns(current, store)

    def overview(self) -> Html:
        """All sets."""
        return render_overview(tuple(map(self._listed, self._store.sets())), self._store.sets(removed=True))

    def view(self, set_id: str, part: Part, annotator: str, *, anyway: bool) -> Html:
        """A part of a set. What others say is not shown to who is still judging, unless ``anyway``."""
        review_set = self._store.get(set_id)
        return join(render_set_head(review_set, part), self._part(review_set, part, annotator, anyway=anyway))

    def queue(self, set_id: str, annotator: str, role: Role) -> tuple[Place, ...]:
        """The pairs that a person has before him: all, blind, or those that others differ on."""
        self._store.get(set_id)
        if role is Role.ADJUDICATOR:
            return tuple(_place(r.pair, r.adjudication) for r in self._rulings(set_id) if _is_for_adjudication(r))
        said = self._store.judgements(set_id)
        own = {one.pair: one for one in said if one.role is role and one.annotator == clean_name(annotator)}
        return tuple(_place(pair.id, own.get(pair.id)) for pair in self._store.pairs(set_id))

    def pair(self, set_id: str, pair: str) -> Html:
        """A pair, blind."""
        return render_pair(self._store.pair(set_id, pair), self._current().trees)

    def dispute(self, set_id: str, pair: str) -> Html:
        """A pair with all that was said of it."""
        (ruling,) = settle([pair], self._store.judgements(set_id))
        return render_dispute(self._store.pair(set_id, pair), self._current().trees, ruling)

    def judge(self, said: Said) -> None:
        """Keep what a person says."""
        made = datetime.now(UTC)
        judgement = make_judgement(said.pair, said.annotator, said.role, said.verdict, said.error, said.note, made)
        self._store.judge(said.set, judgement, said.token)

    def upload(self, name: str, content: bytes) -> str:
        """A set of the answers in a file; its id."""
        predictions = parse_predictions(content, name)
        pairs = [pair for prediction in predictions for pair in pairs_of(prediction)]
        return self._store.add(name, pairs, len(predictions))

    def run(self, wanted: Wanted) -> str:
        """A set of answers that begin to come; its id."""
        questions = _read_questions(wanted)
        refuse_absent_model(self._current(), wanted.answerer)
        set_id = self._store.begin(wanted.name or name_of_questions(len(questions)), questions, wanted.answerer)
        self._runs.start(set_id)
        return set_id

    def act(self, set_id: str, action: Literal["stop", "resume", "remove", "restore"]) -> None:
        """Stop or resume a run, remove a set or have it back."""
        match action:
            case "stop":
                self._runs.stop(set_id)
            case "resume":
                self._runs.start(set_id)
            case "remove":
                self._runs.stop(set_id)
                self._store.remove(set_id)
            case "restore":
                self._store.restore(set_id)

    def table(self, set_id: str, chosen: Chosen) -> Html:
        """The pairs of a set that were chosen."""
        return render_table(self._results(set_id).rows, self._current().trees, chosen)

    def csv(self, set_id: str) -> str:
        """All pairs with all judgements."""
        self._store.get(set_id)
        return render_csv(self._results(set_id))

    def report(self, set_id: str) -> Html:
        """The report of a set as one page."""
        review_set, trees = self._store.get(set_id), self._current().trees
        return render_report(review_set, self._results(set_id), trees, datetime.now(UTC))

    def _listed(self, one: ReviewSet) -> Listed:
        runs = self._runs
        return Listed(one, runs.is_running(one.id), runs.is_stopping(one.id), runs.failure(one.id))

    def _part(self, review_set: ReviewSet, part: Part, annotator: str, *, anyway: bool) -> Html:
        if part == "judge":
            name = annotator.strip()
            return render_bench(clean_name(name), Role.ANNOTATOR) if name else render_name_form(review_set.judged)
        left = review_set.pairs - review_set.judged.get(annotator, review_set.pairs)
        if left and not anyway:
            return render_gate(left, part)
        return self._adjudication(review_set, annotator) if part == "adjudicate" else self._figures(review_set.id)

    def _adjudication(self, review_set: ReviewSet, annotator: str) -> Html:
        rulings = self._rulings(review_set.id)
        if not any(map(_is_for_adjudication, rulings)):
            return render_no_dispute(sum(len(ruling.judgements) < 2 for ruling in rulings))
        name = annotator.strip()
        return render_bench(clean_name(name), Role.ADJUDICATOR) if name else render_name_form({})

    def _figures(self, set_id: str) -> Html:
        results = self._results(set_id)
        links = (
            element("a", words, href=f"reviews/export?set={set_id}&form={form}", download=True)
            for words, form in (("导出 CSV", "csv"), ("导出 HTML 报告", "html"))
        )
        return join(
            element("p", *links, class_="exports"),
            render_figures(results),
            render_filters(),
            element("div", render_table(results.rows, self._current().trees), class_="review-table"),
        )

    def _rulings(self, set_id: str) -> tuple[Ruling, ...]:
        return settle([pair.id for pair in self._store.pairs(set_id)], self._store.judgements(set_id))

    def _results(self, set_id: str) -> Results:
        return summarise(self._store.pairs(set_id), self._store.judgements(set_id))


def _is_for_adjudication(ruling: Ruling) -> bool:
    return ruling.was_disputed or ruling.adjudication is not None


def _place(pair: str, said: Judgement | None) -> Place:
    return Place(id=pair, verdict=said.verdict, error=said.error, note=said.note) if said else Place(id=pair)


def _read_questions(wanted: Wanted) -> tuple[GoldQuestion, ...]:
    questions: Sequence[GoldQuestion]
    if wanted.form == "jsonl":
        questions = parse_questions(wanted.questions, wanted.name or "问题文件")
    else:
        lines = [line.strip() for line in wanted.questions.splitlines() if line.strip()]
        questions = [GoldQuestion(id=f"q{number:03}", question=line) for number, line in enumerate(lines, start=1)]
    if not 1 <= len(questions) <= _MOST_QUESTIONS:
        raise ReviewError(
            f"需要 1 到 {_MOST_QUESTIONS} 个问题，现有 {len(questions)} 个。 Not a usable number of questions."
        )
    repeated = [one for one, count in Counter(question.id for question in questions).items() if count > 1]
    if repeated:
        raise ReviewError(f"问题 id 重复：{'、'.join(repeated[:5])}。请改正后重试。 Ids are not unique.")
    return tuple(questions)
