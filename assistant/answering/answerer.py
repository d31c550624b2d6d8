"""Retrieval → Answer: refuse, or gather evidence, write or quote, read the marks, check every sentence."""

import time
from collections.abc import Generator as Generating
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.budget import Budget, fit, prompt_tokens
from assistant.answering.choice import Chooser
from assistant.answering.cite import Marked, read_marks
from assistant.answering.comparison import PLACELESS, render, tabulate
from assistant.answering.compose import Composed, check, compose, plain
from assistant.answering.counting import UpperBound
from assistant.answering.evidence import compares, gather, is_comparison, is_complete, needs_wording
from assistant.answering.extract import extract
from assistant.answering.formal import FormalCitations
from assistant.answering.library import Library
from assistant.answering.listening import Piece, listen
from assistant.answering.wording import CUT_SHORT, TOO_LONG, UNPROVEN, borrowed, failed, needed, refusal
from assistant.answering.write import make_prompt, render_passage, write
from assistant.ports import Entailment, Generator, TokenCounter, Waiting
from assistant.records import Answer, Citation, Passage, Reason, Retrieval, Row, Sentence, Timing, Verdict

LLM, EXTRACT = "llm", "extract"


@dataclass(frozen=True, slots=True)
class _Draft:
    """What an answerer said, before it is checked."""

    marked: tuple[Marked, ...]
    removed_marks: int
    answerer: str
    first_token: float | None
    notice: str = ""
    incomplete: tuple[Sentence, ...] = ()


class Answerer:
    """Writes with ``generator``, or quotes where there is none; ``day`` (2026-05-01) is that of the answer."""

    def __init__(
        self,
        library: Library,
        formal: FormalCitations,
        generator: Generator | None,
        day: str,
        *,
        entailment: Entailment | None = None,
        budget: Budget | None = None,
        writes_everything: bool = False,
    ) -> None:
        self._library = library
        self._formal = formal
        self._generator = generator
        self._day = day
        self._entailment = entailment
        self._budget = budget
        self._counter: TokenCounter = generator if isinstance(generator, TokenCounter) else UpperBound()
        self._writes_everything = writes_everything
        self._titles = {document: library.heading(document) for document in library.metadata}

    def evidence(self, retrieval: Retrieval) -> tuple[Passage, ...]:
        """The passages to answer from; none where the search declined."""
        passages = () if retrieval.declined else gather(retrieval)
        if not self._budget or not self._writes(retrieval, passages):
            return passages
        rendered = [render_passage(passage, self._library) for passage in passages]
        return passages[: max(1, fit(rendered, self._budget.evidence_tokens, self._counter))]

    def answer(
        self, retrieval: Retrieval, passages: tuple[Passage, ...], started: float, retrieved: float
    ) -> Generating[Piece | Waiting | Answer, None, None]:
        """Yield pieces while the model writes, then the checked answer; no evidence, no model call."""
        if retrieval.declined or not passages:
            yield self._refuse(retrieval, retrieval.declined or Reason.NOT_FOUND, started, retrieved)
            return
        draft = yield from self._draft(retrieval, passages, started)
        draft, sentences = self._checked(draft, retrieval, passages)
        composed = compose(sentences, passages)
        dropped = (*draft.incomplete, *(sentence for sentence in sentences if not sentence.citations))
        if not composed.sentences:
            yield self._refuse(retrieval, Reason.UNSUPPORTED, started, retrieved, dropped)
            return
        rows = self._rows(retrieval, composed)
        yield Answer(
            text=render(rows, composed.sentences) if rows else composed.text,
            abstained=False,
            reason=None,
            answerer=draft.answerer,
            sentences=composed.sentences,
            citations=tuple(self._formal.complete(citation) for citation in composed.citations),
            hits=retrieval.hits,
            seconds=Timing(retrieved, draft.first_token, time.perf_counter() - started),
            removed_marks=draft.removed_marks,
            dropped=dropped,
            notice=self._notice(draft, retrieval, composed.citations),
            rows=rows,
        )

    def _rows(self, retrieval: Retrieval, composed: Composed) -> tuple[Row, ...]:
        if not is_comparison(retrieval):
            return ()
        return tabulate(composed.sentences, composed.citations, retrieval, self._library)

    def _notice(self, draft: _Draft, retrieval: Retrieval, citations: tuple[Citation, ...]) -> str:
        """What the reader must know beside the answer: who failed, whose documents speak, whether they still hold."""
        cited = tuple(citation.chunk.document for citation in citations)
        said = (draft.notice, self._borrowed(retrieval, cited), self._library.standing(cited, self._day))
        return " ".join(filter(None, said))

    def _checked(
        self, draft: _Draft, retrieval: Retrieval, passages: tuple[Passage, ...]
    ) -> tuple[_Draft, tuple[Sentence, ...]]:
        """Check every sentence; where no clause carries anything that the model wrote, quote the clauses instead."""
        sentences = self._check(draft.marked, passages)
        if draft.answerer == LLM:
            sentences = self._backed(draft, sentences, passages, retrieval)
            if not any(sentence.citations for sentence in sentences):
                draft = replace(draft, answerer=EXTRACT, notice=UNPROVEN)
                sentences = (*sentences, *self._check(self._quote(retrieval, passages), passages))
        return draft, sentences

    def _check(self, marked: Sequence[Marked], passages: tuple[Passage, ...]) -> tuple[Sentence, ...]:
        return check(marked, passages, self._titles, self._entailment)

    def _borrowed(self, retrieval: Retrieval, cited: tuple[str, ...]) -> str:
        """That the place asked about says nothing itself, and whose documents are cited instead."""
        own = retrieval.query.scope.documents
        others = [document for document in cited if own is not None and document not in own]
        if not others:
            return ""
        named = dict.fromkeys(self._library.place(document) or PLACELESS for document in others)
        return borrowed(retrieval.query.scope.places, tuple(named))

    def _draft(
        self, retrieval: Retrieval, passages: tuple[Passage, ...], started: float
    ) -> Generating[Piece | Waiting, None, _Draft]:
        """Let the model write, or quote where there is none or where it fails."""
        if not self._generator or not self._writes(retrieval, passages):
            return _Draft(self._quote(retrieval, passages), 0, EXTRACT, None)
        if not self._has_room(retrieval, passages):
            return _Draft(self._quote(retrieval, passages), 0, EXTRACT, None, TOO_LONG)
        heard = yield from listen(
            write(retrieval.query, passages, self._library, self._generator), started, len(passages)
        )
        if heard.failure is not None:
            return _Draft(self._quote(retrieval, passages), 0, EXTRACT, heard.first_token, failed(heard.failure))
        marked, removed = read_marks(heard.text, len(passages))
        complete = tuple(m for m in marked if is_complete(m.text, retrieval))
        incomplete = tuple(Sentence(m.text, (), Verdict.UNSUPPORTED) for m in marked if m not in complete)
        notice = CUT_SHORT if heard.is_cut_off else ""
        return _Draft(complete, removed, LLM, heard.first_token, notice, incomplete)

    def _writes(self, retrieval: Retrieval, passages: tuple[Passage, ...]) -> bool:
        """Whether the model puts the answer into words."""
        return bool(self._generator and passages) and (self._writes_everything or needs_wording(retrieval, passages))

    def _has_room(self, retrieval: Retrieval, passages: tuple[Passage, ...]) -> bool:
        """Whether the whole prompt leaves the model room for its answer."""
        if not self._budget:
            return True
        system, user = make_prompt(retrieval.query, passages, self._library)
        return prompt_tokens(system, user, self._counter) <= self._budget.prompt_tokens

    def _quote(self, retrieval: Retrieval, passages: tuple[Passage, ...]) -> tuple[Marked, ...]:
        compared = compares(retrieval, [passage.hit for passage in passages])
        return extract(passages, self._library, Chooser.of(retrieval), compared=compared)

    def _backed(
        self, draft: _Draft, sentences: tuple[Sentence, ...], passages: tuple[Passage, ...], retrieval: Retrieval
    ) -> tuple[Sentence, ...]:
        """Put the clause's own sentence behind one that it carries only in part, or not at all.

        It takes the place of an unsupported one where nothing else speaks for that clause. Where no sentence is carried
        at all the clauses are quoted instead.
        """
        chooser = Chooser.of(retrieval)
        carried = {number for sentence in sentences for number in sentence.citations}
        offered = {plain(marked.text): marked.numbers for marked in draft.marked}
        backed: list[Sentence] = []
        for sentence in sentences:
            backed.append(sentence)
            wanting = sentence.citations if sentence.verdict is Verdict.PARTIAL else ()
            if carried and sentence.verdict is Verdict.UNSUPPORTED:
                wanting = tuple(number for number in offered.get(sentence.text, ()) if number not in carried)
            own = [Marked(chooser.best(passages[number - 1].hit.chunk).text, (number,)) for number in wanting[:1]]
            backed += self._check(own, passages)
        return tuple({sentence.text: sentence for sentence in backed}.values())

    def _refuse(
        self,
        retrieval: Retrieval,
        reason: Reason,
        started: float,
        retrieved: float,
        dropped: tuple[Sentence, ...] = (),
    ) -> Answer:
        return Answer(
            text=refusal(reason, retrieval.query.scope, self._library.places()),
            abstained=True,
            reason=reason,
            answerer=LLM if self._generator else EXTRACT,
            sentences=(),
            citations=(),
            hits=retrieval.hits,
            seconds=Timing(retrieved, None, time.perf_counter() - started),
            dropped=dropped,
            needed=needed(reason, retrieval.query),
        )
