"""Answers to a set of questions, written into the records one by one in the background."""

import json
import threading
from collections.abc import Callable

from assistant.errors import AssistantError, QuestionError, ReviewError
from assistant.evaluation.questions import GoldQuestion
from assistant.evaluation.review.pairs import Prediction, ReviewPair, pairs_of
from assistant.interfaces.payload import answer_payload
from assistant.interfaces.store.reviews import ReviewStore, SetState
from assistant.pipeline import Assistant


class ReviewRuns:
    """The runs of this process. Each answer is kept when it is there, so one that ended anyhow goes on behind it."""

    def __init__(self, current: Callable[[], Assistant], store: ReviewStore) -> None:
        self._current = current
        self._store = store
        self._lock = threading.Lock()
        self._stops: dict[str, threading.Event] = {}
        self._failures: dict[str, str] = {}

    def start(self, set_id: str) -> None:
        """Answer what is not answered yet; nothing happens where that is going on.

        Raises:
            ReviewError: there is no such set, or it wants a language model that is not there.
            RecordsError: the records cannot be read.
        """
        review_set, assistant = self._store.get(set_id), self._current()
        refuse_absent_model(assistant, review_set.answerer)
        with self._lock:
            if set_id in self._stops or review_set.state is SetState.COMPLETE:
                return
            stop = self._stops[set_id] = threading.Event()
            self._failures.pop(set_id, None)
        answer = (assistant, set_id, review_set.answerer, stop)
        threading.Thread(target=self._run, args=answer, name=f"review-{set_id}", daemon=True).start()

    def stop(self, set_id: str) -> None:
        """Let the question that is being answered be the last for now."""
        if stop := self._stops.get(set_id):
            stop.set()

    def is_running(self, set_id: str) -> bool:
        """Whether answers are coming."""
        return set_id in self._stops

    def is_stopping(self, set_id: str) -> bool:
        """Whether only one more answer is coming."""
        stop = self._stops.get(set_id)
        return stop is not None and stop.is_set()

    def failure(self, set_id: str) -> str:
        """Why answers stopped coming; empty where they did not, or another process knows."""
        return self._failures.get(set_id, "")

    def _run(self, assistant: Assistant, set_id: str, answerer: str, stop: threading.Event) -> None:
        try:
            self._answer_all(assistant, set_id, answerer, stop)
        except AssistantError as error:
            self._failures[set_id] = str(error)
        finally:
            with self._lock:
                del self._stops[set_id]

    def _answer_all(self, assistant: Assistant, set_id: str, answerer: str, stop: threading.Event) -> None:
        self._store.mark(set_id, SetState.RUNNING)
        questions, answered = self._store.questions(set_id), self._store.get(set_id).answered
        for number in range(answered, len(questions)):
            if stop.is_set():
                self._store.mark(set_id, SetState.STOPPED)
                return
            # Another process may be answering the same set, or somebody has removed it: then it is not ours any more.
            if not self._store.add_answer(set_id, number, answer_pairs(assistant, questions[number], answerer)):
                return
        self._store.mark(set_id, SetState.COMPLETE)


def answer_pairs(assistant: Assistant, question: GoldQuestion, answerer: str) -> tuple[ReviewPair, ...]:
    """The pairs of the assistant's answer; none where it declines or cannot use the question."""
    try:
        answer = assistant.ask(question.question, question.history, answerer)
    except QuestionError:
        # One bad question must not lose the answers to the others.
        return ()
    payload = {**answer_payload(question.id, answer), "question": question.question}
    return pairs_of(Prediction.model_validate_json(json.dumps(payload, ensure_ascii=False)))


def refuse_absent_model(assistant: Assistant, answerer: str) -> None:
    """Tell of a run that cannot begin.

    Raises:
        ReviewError: a language model is wanted and none is there.
    """
    if answerer == "llm" and assistant.generator is None:
        raise ReviewError("语言模型还没有就绪，请稍后再试，或改用摘录原文。 The language model is not ready.")
