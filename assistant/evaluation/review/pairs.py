"""Pairs of a sentence and a clause that it cites, made of answers in the JSON shape of ``batch``."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.errors import ReviewError
from assistant.records import Verdict

_ID_CHARACTERS = 16


class CitedClause(BaseModel):
    """A clause as an answer cites it: a verbatim slice of its document, and the quote in that.

    Offsets are code points of the document; those of the quote may be left out.
    """

    model_config = ConfigDict(frozen=True)

    number: int
    document: str
    clause: str
    path: tuple[str, ...]
    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str = ""
    quote_start: int | None = None
    quote_end: int | None = None

    @property
    def quoted(self) -> tuple[int, int]:
        """Where the quote stands in ``text``; (0, 0) where it is not one stretch of it."""
        if not self.quote:
            return 0, 0
        told = -1 if self.quote_start is None else self.quote_start - self.start
        at = told if told >= 0 and self.text.startswith(self.quote, told) else self.text.find(self.quote)
        return (at, at + len(self.quote)) if at >= 0 else (0, 0)


class _Said(BaseModel):
    text: str
    citations: tuple[int, ...]
    verdict: Verdict
    missing: tuple[str, ...] = ()


class _Receipt(BaseModel):
    question: str = ""


class Prediction(BaseModel):
    """A line of a file of predictions; the question stands in it, or in its receipt, or nowhere."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(min_length=1)
    question: str = ""
    answer: str
    abstained: bool
    sentences: tuple[_Said, ...]
    citations: tuple[CitedClause, ...]
    receipt: _Receipt | None = None

    @model_validator(mode="after")
    def _cites_what_it_lists(self) -> "Prediction":
        listed = [cited.number for cited in self.citations]
        used = {number for said in self.sentences for number in said.citations}
        if len(set(listed)) < len(listed):
            raise ValueError("citations 中编号重复 a citation number stands twice")
        if missing := sorted(used - set(listed)):
            raise ValueError(f"citations 中没有编号 {missing[0]} a sentence cites a number that is not listed")
        return self

    @property
    def asked(self) -> str:
        """The question; the id of the line where it tells none."""
        return self.question or (self.receipt.question if self.receipt else "") or self.id


@dataclass(frozen=True, slots=True)
class ReviewPair:
    """A sentence of an answer and one clause that it cites (None: it cites nothing), with the automatic verdict.

    ``sentence_number`` counts from 1 in its answer, and ``citations`` what the sentence cites. The verdict is that of
    the sentence with all its citations. The id comes from the content: the same answer gives the same ids.
    """

    id: str
    answer_id: str
    question: str
    answer: str
    sentence_number: int
    sentence: str
    cited: CitedClause | None
    verdict: Verdict
    missing: tuple[str, ...] = ()
    citations: int = 0


def pairs_of(prediction: Prediction) -> tuple[ReviewPair, ...]:
    """One pair for each citation of a sentence, one without clause where it has none; no pair of a refusal."""
    if prediction.abstained:
        return ()
    listed = {cited.number: cited for cited in prediction.citations}
    pairs = []
    for number, said in enumerate(prediction.sentences, start=1):
        marks = tuple(dict.fromkeys(said.citations))
        for mark in marks or (None,):
            cited = None if mark is None else listed[mark]
            identifier = _identify(prediction, number, said.text, cited)
            pairs.append(
                ReviewPair(
                    identifier, prediction.id, prediction.asked, prediction.answer, number, said.text, cited,
                    said.verdict, said.missing, len(marks),
                )
            )  # fmt: skip
    return tuple(pairs)


def parse_predictions(content: bytes, name: str) -> tuple[Prediction, ...]:
    """The predictions of a file in the contract of ``batch``, in order; errors call the file by ``name``.

    Raises:
        ReviewError: it is not UTF-8, a line is no such object (its number is given), an id stands twice, or there is
            no sentence to review.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ReviewError(f"{name} 第 {line} 行不是 UTF-8 文字。 Not UTF-8.") from error
    predictions = tuple(_parse_lines(text, name))
    repeated = [one for one, count in Counter(prediction.id for prediction in predictions).items() if count > 1]
    if repeated:
        raise ReviewError(f"{name} 中有 {len(repeated)} 个 id 重复：{'、'.join(repeated[:5])}。 Ids are not unique.")
    if not any(pairs_of(prediction) for prediction in predictions):
        raise ReviewError(f"{name} 中没有可核查的句子。 There is no sentence to review.")
    return predictions


def _parse_lines(text: str, name: str) -> Iterator[Prediction]:
    # Only line feeds end a line: JSON strings may hold U+2028 and its like.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield Prediction.model_validate_json(line)
            except ValidationError as error:
                message = f"{name} 第 {number} 行不是 batch 写出的回答：{_first_fault(error)}。 Bad line {number}."
                raise ReviewError(message) from error


def _first_fault(error: ValidationError) -> str:
    fault = error.errors()[0]
    place = ".".join(str(step) for step in fault["loc"])
    return f"{place}: {fault['msg']}" if place else fault["msg"]


def _identify(prediction: Prediction, number: int, sentence: str, cited: CitedClause | None) -> str:
    clause = [cited.number, cited.document, cited.clause, cited.start, cited.end, cited.text] if cited else []
    held = [prediction.id, prediction.asked, prediction.answer, number, sentence, clause]
    digest = hashlib.sha256(json.dumps(held, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:_ID_CHARACTERS]
