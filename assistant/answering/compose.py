"""Marked sentences → a checked answer: a verdict for each sentence, citations for what is used."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.cite import Marked
from assistant.answering.neutral import without_marks
from assistant.answering.sentences import full_stop, split_sentences
from assistant.answering.verification import coverage, reconsider, verify
from assistant.ports import Entailment
from assistant.records import Citation, Passage, Sentence, Verdict

_ORDER = (Verdict.SUPPORTED, Verdict.PARTIAL, Verdict.UNSUPPORTED)


@dataclass(frozen=True, slots=True)
class Composed:
    """The text with marks, its sentences, and the citations that they use, renumbered in order of use."""

    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]


def check(
    marked: Sequence[Marked], passages: Sequence[Passage], titles: dict[str, str], entailment: Entailment | None = None
) -> tuple[Sentence, ...]:
    """Give each sentence its verdict; one without support from its own mark takes the passage that carries it.

    Sentences said twice are dropped; those that no passage carries stay, as unsupported and without a citation.
    ``entailment`` is asked about the verdict on the best passage alone.
    What looks like a mark in the words of a clause is none.
    """
    kept: dict[str, Sentence] = {}
    for sentence in marked:
        text = plain(sentence.text)
        if text and text not in kept:
            kept[text] = _check_one(text, sentence.numbers, passages, titles, entailment)
    return tuple(kept.values())


def plain(text: str) -> str:
    """A sentence without marks of its own and without the stop that ends it."""
    return without_marks(text).rstrip("。；;，, ")


def with_marks(sentence: Sentence) -> str:
    """A sentence with its marks and its full stop."""
    return f"{sentence.text}{''.join(f'[{number}]' for number in sentence.citations)}{full_stop(sentence.text)}"


def compose(sentences: Sequence[Sentence], passages: Sequence[Passage]) -> Composed:
    """Join the sentences that are carried by a clause, and number the clauses in order of use."""
    carried = [sentence for sentence in sentences if sentence.citations]
    used = list(dict.fromkeys(number for sentence in carried for number in sentence.citations))
    renumbered = {number: place for place, number in enumerate(used, start=1)}
    final = tuple(Sentence(s.text, tuple(renumbered[n] for n in s.citations), s.verdict, s.missing) for s in carried)
    return Composed(
        "".join(map(with_marks, final)),
        final,
        tuple(_citation(renumbered[n], passages[n - 1], carried, n) for n in used),
    )


def _check_one(
    text: str,
    numbers: tuple[int, ...],
    passages: Sequence[Passage],
    titles: dict[str, str],
    entailment: Entailment | None,
) -> Sentence:
    """Try the sentence's own marks one by one, then together, then every passage; the best verdict wins, then order."""
    own = [(number,) for number in numbers] + ([numbers] if len(numbers) > 1 else [])
    attempts = [*own, *((p.number,) for p in passages if p.number not in numbers)]
    judged = [(attempt, *_verify(text, [passages[n - 1] for n in attempt], titles)) for attempt in attempts]
    best, verdict, missing = min(judged, key=lambda entry: _ORDER.index(entry[1]))
    if entailment is not None:
        chunks = [passages[number - 1].hit.chunk for number in best]
        verdict, missing = reconsider((verdict, missing), text, chunks, entailment)
    return Sentence(text, () if verdict is Verdict.UNSUPPORTED else best, verdict, missing)


def _verify(text: str, passages: Sequence[Passage], titles: dict[str, str]) -> tuple[Verdict, tuple[str, ...]]:
    chunks = [passage.hit.chunk for passage in passages]
    return verify(text, chunks, [titles.get(chunk.document, "") for chunk in chunks])


def _citation(number: int, passage: Passage, sentences: Sequence[Sentence], offered: int) -> Citation:
    """Quote the sentence of the clause that holds most of the first thing said on its strength."""
    said = next(sentence.text for sentence in sentences if offered in sentence.citations)
    candidates = split_sentences(passage.hit.chunk)
    best = max(candidates, key=lambda candidate: (round(coverage(said, candidate.text), 3), -len(candidate.text)))
    return Citation(number, passage.hit.chunk, best.quote)
