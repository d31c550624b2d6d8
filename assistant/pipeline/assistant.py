"""Answers questions over one index: the steps from a question to a checked answer, joined."""

import time
from collections.abc import Callable, Sequence
from collections.abc import Generator as Generating
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from assistant.answering.answerer import LLM, Answerer
from assistant.answering.budget import Budget
from assistant.answering.entailment import CrossEncoderEntailment
from assistant.answering.formal import FormalCitations
from assistant.answering.library import Library
from assistant.answering.listening import Piece
from assistant.answering.origin import origin_of
from assistant.answering.receipts import Receipt, make_receipt
from assistant.errors import QuestionError
from assistant.indexing.encoder import SentenceEncoder, model_identity
from assistant.indexing.generation import Generation
from assistant.indexing.reranker import CrossEncoderReranker
from assistant.measures.desk import MeasureDesk
from assistant.measures.taxonomy import load_taxonomy
from assistant.pipeline.building import build, build_together, model_store
from assistant.ports import Entailment, Generator, Progress, Reranker, Waiting
from assistant.reading.load import Skipped
from assistant.records import Answer, Filters, Passage, Retrieval
from assistant.retrieval.search import NO_FILTERS, Retriever
from assistant.retrieval.search import Found as Weighed
from assistant.retrieval.topic import Judged
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Found:
    """The search is done: the evidence can be shown while the answer is still being written."""

    retrieval: Retrieval
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a search understood, weighed and decided.

    ``nearness`` has one value a candidate. ``judged`` are the clauses that the decision rests on, best first: one of
    them must reach ``least_nearness``. ``unknown_words`` are those of the question that stand in no document.
    """

    weighed: Weighed
    filters: Filters
    nearness: tuple[float, ...]
    judged: tuple[Judged, ...]
    unknown_words: tuple[str, ...]
    least_nearness: float


Event = Found | Waiting | Piece | Answer
# A follow-up seldom reaches further back, and each earlier question is read again at every new one.
REMEMBERED = 8


def _load_reranker(settings: Settings, progress: Progress) -> Reranker | None:
    if not settings.reranker:
        return None
    return CrossEncoderReranker.load(model_store(settings).ensure(settings.reranker, progress))


def _load_entailment(settings: Settings, progress: Progress) -> Entailment | None:
    if not settings.entailment:
        return None
    return CrossEncoderEntailment.load(model_store(settings).ensure(settings.entailment, progress))


class Assistant:
    """Answers questions over one index generation; safe to share between threads."""

    def __init__(
        self,
        settings: Settings,
        retriever: Retriever,
        generator: Generator | None = None,
        today: Callable[[], date] = date.today,
        entailment: Entailment | None = None,
    ) -> None:
        self.settings = settings
        self.retriever = retriever
        self.generator = generator
        self.entailment = entailment
        self.trees = {tree.document.id: tree for tree in retriever.generation.trees}
        self.today = today
        self.formal = FormalCitations(self.trees)
        self.library = Library.of(retriever.generation.trees, retriever.lexicon.validity.replaced_by)
        self.titles = {key: tree.document.metadata.title for key, tree in self.trees.items()}

    @cached_property
    def measures(self) -> MeasureDesk:
        """The support measures and indicators of the corpus; they are read when they are first asked for.

        Raises:
            SettingsError: the taxonomy cannot be used.
        """
        trees = tuple(self.trees.values())
        return MeasureDesk(trees, load_taxonomy(self.settings.taxonomy), self.retriever.lexicon)

    @classmethod
    def open(
        cls, settings: Settings, progress: Progress, *, force: bool = False, others: Path | None = None
    ) -> tuple["Assistant", tuple[Skipped, ...]]:
        """Fetch the embedding model, bring the index up to date, and load both; the language model comes later.

        ``others`` is a folder of documents to search beside the corpus.

        Raises:
            AssistantError: a model, the corpus or the index cannot be used.
        """
        folder = model_store(settings).ensure(settings.encoder, progress)
        encoder = SentenceEncoder.load(folder, settings.encoder_precision)
        reranker, entailment = _load_reranker(settings, progress), _load_entailment(settings, progress)
        identity = model_identity(folder)
        generation, skipped = (
            build(settings, encoder, identity, progress, force=force)
            if others is None
            else build_together(settings, others, encoder, identity, progress)
        )
        retriever = Retriever.over(generation, encoder, settings.least_nearness, reranker)
        return cls(settings, retriever, entailment=entailment), skipped

    def over(self, generation: Generation) -> "Assistant":
        """The same assistant over another index, with the models that are loaded already."""
        old = self.retriever
        retriever = Retriever.over(generation, old.encoder, old.least_nearness, old.reranker)
        return Assistant(self.settings, retriever, self.generator, self.today, self.entailment)

    def search(self, question: str, history: Sequence[str] = (), filters: Filters = NO_FILTERS) -> Retrieval:
        """Return the ten best clauses for a question, without answering it.

        Raises:
            QuestionError: the question is empty, or it or an earlier one is too long.
        """
        return self.retriever.search(self._accept(question), self._remember(history), filters)

    def explain(self, question: str, history: Sequence[str] = (), filters: Filters = NO_FILTERS) -> Explanation:
        """Search, and tell what was understood, weighed and decided.

        Raises:
            QuestionError: the question is empty, or it or an earlier one is too long.
        """
        weighed = self.retriever.find(self._accept(question), self._remember(history), filters)
        asked, least = weighed.asked, self.retriever.least_nearness
        if asked is None:
            return Explanation(weighed, filters, (), (), (), least)
        nearness = tuple(candidate.nearness(asked.tokens) for candidate in weighed.candidates)
        judged = self.retriever.judged(asked, weighed.judged)
        unknown = tuple(word for word in asked.probe.words if word not in asked.topic.words)
        return Explanation(weighed, filters, nearness, judged, unknown, least)

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        answerer: str | None = None,
        filters: Filters = NO_FILTERS,
    ) -> Answer:
        """Answer a question, or decline; ``history`` holds the earlier questions, oldest first.

        Raises:
            QuestionError: the question is empty, or it or an earlier one is too long.
        """
        *_, answer = self.stream(question, history, answerer, filters)
        if not isinstance(answer, Answer):
            raise TypeError("the last event of a stream is its answer")
        return answer

    def receipt(self, answer: Answer, history: Sequence[str], filters: Filters, asked: datetime) -> Receipt:
        """The receipt of an answer that was given to a question; ``asked`` is when, in the asker's zone."""
        with_model = answer.answerer == LLM or answer.seconds.first_token is not None
        origin = origin_of(self.settings, self.retriever.generation.manifest.fingerprint, with_model=with_model)
        return make_receipt(answer, self._remember(history), filters, origin, self.trees, asked)

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        answerer: str | None = None,
        filters: Filters = NO_FILTERS,
    ) -> Generating[Event, None, None]:
        """Yield the evidence, the place in the line, the pieces as they are written, and last the checked answer.

        Closing it ends the model's work.

        Raises:
            QuestionError: the question is empty, or it or an earlier one is too long.
        """
        started = time.perf_counter()
        retrieval = self.retriever.search(self._accept(question), self._remember(history), filters)
        wanted = answerer or self.settings.answerer
        answering = Answerer(
            self.library,
            self.formal,
            self.generator if wanted == "llm" else None,
            filters.as_of or self.today().isoformat(),
            entailment=self.entailment,
            writes_everything=self.settings.model_writes == "everything",
            budget=Budget(self.settings.evidence_tokens, self.settings.context_tokens - self.settings.answer_tokens),
        )
        passages = answering.evidence(retrieval)
        retrieved = time.perf_counter() - started
        yield Found(retrieval, passages)
        with closing(answering.answer(retrieval, passages, started, retrieved)) as events:
            for event in events:
                yield replace(event, query=retrieval.query) if isinstance(event, Answer) else event

    def _accept(self, question: str) -> str:
        cleaned = _printable(question)
        limit = self.settings.question_characters
        if not cleaned:
            raise QuestionError("问题为空，请输入要查询的内容。 The question is empty.")
        if len(cleaned) > limit:
            raise QuestionError(f"问题有{len(cleaned)}字，超过上限{limit}字，请缩短后重试。 The question is too long.")
        return cleaned

    def _remember(self, history: Sequence[str]) -> tuple[str, ...]:
        """The last earlier questions, under the same rules; empty ones are left out."""
        return tuple(self._accept(earlier) for earlier in history[-REMEMBERED:] if _printable(earlier))


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text).strip()
