"""Retrieval → Answer: refuse, or gather evidence, write or quote, read the marks, check every sentence."""

import time
from collections.abc import Generator as Generating
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.answering.cite import Marked, read_marks
from assistant.answering.compose import check, compose
from assistant.answering.evidence import best_sentence, compares, gather, is_comparison, is_complete, needs_wording
from assistant.answering.extract import extract
from assistant.answering.formal import FormalCitations
from assistant.answering.wording import refusal
from assistant.answering.write import write
from assistant.errors import GeneratorError
from assistant.ports import Generator
from assistant.records import Answer, Citation, ClauseTree, Passage, Reason, Retrieval, Sentence, Timing, Verdict

LLM, EXTRACT = "llm", "extract"
_REPLACED = "语言模型的表述未能在条款中得到印证，以下直接引用原文。"
_FAILED = "语言模型没有回答，以下直接引用原文。"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the answer as the model writes it, not yet checked."""

    text: str


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
    """Writes with ``generator``, or quotes where there is none."""

    def __init__(
        self, trees: tuple[ClauseTree, ...], generator: Generator | None, *, writes_everything: bool = False
    ) -> None:
        self._generator = generator
        self._writes_everything = writes_everything
        self._formal = FormalCitations({tree.document.id: tree for tree in trees})
        metadata = {tree.document.id: tree.document.metadata for tree in trees}
        self._places = {key: value.region.name for key, value in metadata.items()}
        self._titles = {key: f"{' '.join(value.region.names)} {value.title}" for key, value in metadata.items()}

    def evidence(self, retrieval: Retrieval) -> tuple[Passage, ...]:
        """The passages to answer from; none where the search declined."""
        return () if retrieval.declined else gather(retrieval)

    def answer(
        self, retrieval: Retrieval, passages: tuple[Passage, ...], started: float, retrieved: float
    ) -> Iterator[Piece | Answer]:
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
        timing = Timing(retrieved, draft.first_token, time.perf_counter() - started)
        notice = " ".join(
            filter(None, (draft.notice, self._gaps(retrieval), self._borrowed(retrieval, composed.citations)))
        )
        citations = tuple(self._formal.complete(citation) for citation in composed.citations)
        yield Answer(
            composed.text, False, None, draft.answerer, composed.sentences, citations, retrieval.hits, timing,
            draft.removed_marks, dropped, notice,
        )  # fmt: skip

    def _checked(
        self, draft: _Draft, retrieval: Retrieval, passages: tuple[Passage, ...]
    ) -> tuple[_Draft, tuple[Sentence, ...]]:
        """Check every sentence; where no clause carries anything that the model wrote, quote the clauses instead."""
        sentences = check(draft.marked, passages, self._titles)
        if draft.answerer == LLM:
            sentences = self._backed(sentences, passages, retrieval)
            if not any(sentence.citations for sentence in sentences):
                draft = replace(draft, answerer=EXTRACT, notice=_REPLACED)
                sentences = (*sentences, *check(self._quote(retrieval, passages), passages, self._titles))
        return draft, sentences

    def _gaps(self, retrieval: Retrieval) -> str:
        """Which of the places compared have no answer: not in the corpus, or silent on the question."""
        silent = [self._places[documents[0]] for documents in retrieval.silent]
        missing = retrieval.query.scope.unknown_places if is_comparison(retrieval.query.focus) else ()
        said = [f"{name}：未找到相关规定。" for name in silent] + [f"{name}：文档库中没有其文件。" for name in missing]
        return "".join(said)

    def _borrowed(self, retrieval: Retrieval, citations: tuple[Citation, ...]) -> str:
        """That the place asked about says nothing itself, and whose documents are cited instead."""
        own = retrieval.query.scope.documents
        others = [c.chunk.document for c in citations if own is not None and c.chunk.document not in own]
        if not others:
            return ""
        named = "、".join(dict.fromkeys(self._places[document] or "国家或未写明地方" for document in others))
        return f"{'、'.join(retrieval.query.scope.places)}的文件中没有找到规定，以下依据{named}的文件。"

    def _draft(
        self, retrieval: Retrieval, passages: tuple[Passage, ...], started: float
    ) -> Generating[Piece, None, _Draft]:
        """Let the model write, or quote where there is none or where it fails."""
        if not self._generator or not (self._writes_everything or needs_wording(retrieval, passages)):
            return _Draft(self._quote(retrieval, passages), 0, EXTRACT, None)
        text, first = "", None
        try:
            for piece in write(retrieval.query, passages, self._places, self._generator):
                first = first or time.perf_counter() - started
                text += piece
                yield Piece(piece)
        except GeneratorError:
            return _Draft(self._quote(retrieval, passages), 0, EXTRACT, first, _FAILED)
        marked, removed = read_marks(text, len(passages))
        complete = tuple(m for m in marked if is_complete(m.text, retrieval))
        incomplete = tuple(Sentence(m.text, (), Verdict.UNSUPPORTED) for m in marked if m not in complete)
        return _Draft(complete, removed, LLM, first, incomplete=incomplete)

    def _quote(self, retrieval: Retrieval, passages: tuple[Passage, ...]) -> tuple[Marked, ...]:
        compared = compares(retrieval, [passage.hit for passage in passages])
        return extract(passages, self._places, compared=compared)

    def _backed(
        self, sentences: tuple[Sentence, ...], passages: tuple[Passage, ...], retrieval: Retrieval
    ) -> tuple[Sentence, ...]:
        """Put the clause's own sentence behind one that it carries only in part."""
        backed: list[Sentence] = []
        for sentence in sentences:
            backed.append(sentence)
            if sentence.verdict is Verdict.PARTIAL:
                number = sentence.citations[0]
                own = Marked(best_sentence(passages[number - 1].hit, retrieval), (number,))
                backed += check([own], passages, self._titles)
        return tuple({sentence.text: sentence for sentence in backed}.values())

    def _refuse(
        self,
        retrieval: Retrieval,
        reason: Reason,
        started: float,
        retrieved: float,
        dropped: tuple[Sentence, ...] = (),
    ) -> Answer:
        held = tuple(dict.fromkeys(filter(None, self._places.values())))
        text = refusal(reason, retrieval.query.scope, held)
        timing = Timing(retrieved, None, time.perf_counter() - started)
        who = LLM if self._generator else EXTRACT
        return Answer(text, True, reason, who, (), (), retrieval.hits, timing, 0, dropped)
