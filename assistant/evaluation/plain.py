"""The plain pipeline that most assistants are: pieces of equal length, the nearest four, a plain prompt, the model."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.listening import hear_out
from assistant.answering.prompts import load_prompt
from assistant.ports import Encoder, Generator, Vectors
from assistant.records import ClauseTree

PIECE_CHARACTERS = 300
PASSAGES = 4


@dataclass(frozen=True, slots=True)
class PlainAnswer:
    """What the plain pipeline said; where nothing came, ``first_token`` is that of the whole."""

    text: str
    first_token: float
    seconds: float
    failed: bool


@dataclass(frozen=True, slots=True)
class PlainPipeline:
    """Pieces of the documents with their vectors, and the encoder and the model that the product uses too."""

    pieces: tuple[str, ...]
    vectors: Vectors
    encoder: Encoder
    generator: Generator

    @classmethod
    def over(cls, trees: Sequence[ClauseTree], encoder: Encoder, generator: Generator) -> "PlainPipeline":
        """Cut the documents and encode the pieces."""
        pieces = tuple(piece for tree in trees for piece in cut(tree.document.text))
        return cls(pieces, encoder.encode(pieces, is_query=False).vectors, encoder, generator)

    def ask(self, question: str, history: Sequence[str] = ()) -> PlainAnswer:
        """Answer a question, joined to the earlier ones."""
        started = time.perf_counter()
        joined = "".join((*history, question))
        user = load_prompt("plain.user").substitute(passages="\n\n".join(self.nearest(joined)), question=joined)
        heard = hear_out(self.generator.stream(load_prompt("plain.system").template, user, None), started)
        seconds = time.perf_counter() - started
        return PlainAnswer(heard.text, heard.first_token or seconds, seconds, heard.failure is not None)

    def nearest(self, question: str) -> list[str]:
        """The pieces nearest to the question, best first."""
        scores = self.vectors @ self.encoder.encode([question], is_query=True).vectors[0]
        return [self.pieces[place] for place in np.argsort(-scores, kind="stable")[:PASSAGES]]


def cut(text: str) -> list[str]:
    """Pieces of equal length, the last one shorter; blank ones are left out."""
    pieces = (text[start : start + PIECE_CHARACTERS] for start in range(0, len(text), PIECE_CHARACTERS))
    return [piece for piece in pieces if piece.strip()]
