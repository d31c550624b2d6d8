"""Hits → numbered passages: few, short, and of one place where the question is on one place."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.sentences import ChunkSentence, is_responsible_line, split_sentences
from assistant.records import ClauseKind, Hit, Passage, Retrieval
from assistant.retrieval.decision import has_value, holds_years
from assistant.retrieval.kinds.kind import asks_list, asks_units, sets_side_by_side
from assistant.retrieval.terms import topic_words

# A second passage is offered only where it scores near the first: each costs reading time on two cores.
_NEAR = 0.72
_PASSAGES = 3
_EACH_PLACE = 2
_LIST_CHARACTERS, _FACT_CHARACTERS = 420, 170


@dataclass(frozen=True, slots=True)
class Ask:
    """What kind of answer a question wants, read from its words."""

    listing: bool
    unit: bool

    @classmethod
    def of(cls, question: str) -> "Ask":
        """Tell a question on units, and one on several things, from one on a single fact."""
        unit = asks_units(question)
        return cls(asks_list(question) and not unit, unit)


def needs_wording(retrieval: Retrieval, passages: Sequence[Passage]) -> bool:
    """Whether a model should put the answer into words; lists, units, table rows and comparisons are quoted.

    Asked for these, the small model leaves items out, mixes places and takes the wrong column; the setting
    ``model_writes`` lets it all the same.
    """
    ask = Ask.of(retrieval.query.focus)
    compared = compares(retrieval, [passage.hit for passage in passages])
    from_table = bool(passages) and passages[0].hit.chunk.kind in {
        ClauseKind.ROW,
        ClauseKind.TABLE,
        ClauseKind.METADATA,
    }
    return not (ask.listing or ask.unit or compared or from_table)


def is_comparison(question: str) -> bool:
    """Whether a question sets places side by side."""
    return sets_side_by_side(question)


def compares(retrieval: Retrieval, hits: Sequence[Hit]) -> bool:
    """Whether the hits speak for several places: those named, or several documents where none is named."""
    scope = retrieval.query.scope
    return len(scope.groups) > 1 or (scope.documents is None and len({hit.chunk.document for hit in hits}) > 1)


def gather(retrieval: Retrieval) -> tuple[Passage, ...]:
    """Choose the passages to answer from, numbered from 1, best first; one or two for each place of a comparison."""
    ask = Ask.of(retrieval.query.focus)
    hits = _choose(retrieval)
    compared = compares(retrieval, hits)
    passages: list[Passage] = []
    for hit in hits:
        budget = _LIST_CHARACTERS if ask.listing and not compared and not passages else _FACT_CHARACTERS
        sentences = select(hit, retrieval, budget)
        passages.append(Passage(len(passages) + 1, hit, tuple(s.text for s in sentences)))
    return tuple(passages)


def select(hit: Hit, retrieval: Retrieval, budget: int) -> tuple[ChunkSentence, ...]:
    """The sentences of a hit that matter most, in text order, within ``budget`` characters (at least one)."""
    ask = Ask.of(retrieval.query.focus)
    sentences = _sentences(hit, ask)
    order = sorted(range(len(sentences)), key=lambda i: (-_weight(sentences[i].text, retrieval), i))
    chosen: list[int] = []
    for index in order:
        if not chosen or sum(len(sentences[i].text) for i in chosen) + len(sentences[index].text) <= budget:
            chosen.append(index)
    return tuple(sentences[i] for i in sorted(chosen))


def _sentences(hit: Hit, ask: Ask) -> tuple[ChunkSentence, ...]:
    """The sentences to choose from: those on units where units are asked for, and not the heading alone.

    The heading is shown above every citation; as a sentence of the answer it says nothing.
    """
    heading = hit.chunk.path[-1] if hit.chunk.path else ""
    everything = split_sentences(hit.chunk)
    on_units = tuple(s for s in everything if ask.unit and is_responsible_line(s.text))
    return on_units or tuple(s for s in everything if s.text.rstrip("。") != heading) or everything


def best_sentence(hit: Hit, retrieval: Retrieval) -> str:
    """The one sentence of a hit that says most on the question."""
    return select(hit, retrieval, 1)[0].text


def is_complete(sentence: str, retrieval: Retrieval) -> bool:
    """Whether a written sentence names what it speaks of; a bare 11021件 may be any figure of the clause."""
    words = topic_words(retrieval.query.focus) or topic_words(retrieval.query.standalone)
    return any(word in sentence for word in words)


def _weight(text: str, retrieval: Retrieval) -> float:
    """How much a sentence says on the question: its words, and the value and the year asked for."""
    question = retrieval.query.focus
    words = topic_words(question)
    shared = sum(len(word) for word in words if word in text) / (sum(map(len, words)) or 1)
    value = not has_value(question, "") and has_value(question, text)
    year = bool(retrieval.query.scope.years) and holds_years(retrieval.query.scope.years, text)
    return shared + 0.3 * value + 0.2 * year


def _choose(retrieval: Retrieval) -> Sequence[Hit]:
    hits = retrieval.hits
    if not hits:
        return ()
    groups = retrieval.query.scope.groups
    if len(groups) > 1:
        each = max(1, _EACH_PLACE - len(groups) // 3)
        answering = [documents for documents in groups if documents not in retrieval.silent]
        return [hit for documents in answering for hit in _of(hits, documents)[:each]]
    near = [hit for hit in _alike(retrieval)[:_PASSAGES] if hit.score >= _NEAR * hits[0].score]
    # The units of a second clause would be read as those of the first.
    with_units = [hit for hit in near if is_responsible_line(hit.chunk.reading)]
    return with_units[:1] if Ask.of(retrieval.query.focus).unit and with_units else near


def _alike(retrieval: Retrieval) -> list[Hit]:
    """The hits of the place asked about, or where the best is of another, of such: places are not mixed."""
    own = retrieval.query.scope.documents
    if own is None:
        return list(retrieval.hits)
    is_own = retrieval.hits[0].chunk.document in own
    return [hit for hit in retrieval.hits if (hit.chunk.document in own) == is_own]


def _of(hits: Sequence[Hit], documents: Sequence[str]) -> list[Hit]:
    return [hit for hit in hits if hit.chunk.document in documents]
