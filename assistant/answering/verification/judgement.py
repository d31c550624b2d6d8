"""A verdict for each sentence, without a model: what it states, of what, and whether a cited clause says so."""

from collections.abc import Sequence

from assistant.answering.verification.belonging import Spans, as_words, lacking, words_from_elsewhere
from assistant.answering.verification.bodies import Body, same_body
from assistant.answering.verification.denials import opening
from assistant.answering.verification.facts import missing_figures, missing_times
from assistant.answering.verification.figures import units_behind
from assistant.answering.verification.lexicon import fold
from assistant.answering.verification.names import missing_bodies, missing_numbers
from assistant.answering.verification.payers import wrong_payers
from assistant.answering.verification.places import places_named
from assistant.answering.verification.plain import plain
from assistant.answering.verification.polarity import wrong_denials, wrong_openings
from assistant.answering.verification.quotes import is_quoted
from assistant.answering.verification.roles import ROLE_WORDS, wrong_roles
from assistant.answering.verification.segments import unnumbered
from assistant.answering.verification.source import Source, places_of, read_source
from assistant.answering.verification.statements import scattered_figures
from assistant.answering.verification.stretch import Spanned, Stretch, read_stretch
from assistant.answering.verification.times import Years
from assistant.answering.verification.words import joined, length, weight
from assistant.records import Chunk, Verdict

# Below this share of words that stand in the clauses, a sentence is about something else.
PARTIAL_COVERAGE = 0.45
# The clause itself, not its headings or its title, must say this share of a sentence.
BODY_SHARE = 0.3
_EDGES = "。;,.!?:、 \n"


def verify(sentence: str, chunks: Sequence[Chunk], titles: Sequence[str]) -> tuple[Verdict, tuple[str, ...]]:
    """Compare a sentence with the clauses that it cites and the titles of their documents, one for each clause.

    Returns the verdict and what is missing, in words that a person reads: a fact that is missing makes a sentence
    unsupported, words alone leave it supported in part.
    """
    quoted = units_behind(plain(sentence)).strip(_EDGES)
    sources = [read_source(chunk, title) for chunk, title in zip(chunks, titles, strict=True)]
    if _is_quoted_answer(quoted, sources):
        return Verdict.SUPPORTED, ()
    text = unnumbered(quoted)
    strange, known = places_named(text, "\n".join(source.everything for source in sources))
    said = read_stretch(text, known)
    missing = tuple(dict.fromkeys([*strange, *_missing_facts(said, sources)]))
    return (Verdict.UNSUPPORTED, missing) if missing else _by_words(said, sources)


def _is_quoted_answer(quoted: str, sources: Sequence[Source]) -> bool:
    """Whether a sentence is a quotation, or one behind a yes or no that it does not belie."""
    word, _ = opening(quoted)
    rest = quoted[len(word) + 1 :] if word else quoted
    if is_quoted(quoted, sources):
        return True
    return bool(word) and is_quoted(rest, sources) and not [*wrong_openings(read_stretch(quoted), sources)]


def _missing_facts(said: Stretch, sources: Sequence[Source]) -> list[str]:
    return [
        *missing_figures(said, sources),
        *missing_times(said, sources),
        *missing_bodies(said, sources),
        *wrong_roles(said, places_of(sources)),
        *wrong_payers(said, places_of(sources)),
        *missing_numbers(said.text, sources),
        *wrong_denials(said, sources),
        *scattered_figures(said, sources),
    ]


def _by_words(said: Stretch, sources: Sequence[Source]) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict on a sentence whose facts are right, by the rest of its words."""
    word, _ = opening(said.text)
    first = len(word) + 1 if word else 0
    folded = fold(said.masked[first:])
    unknown = lacking(folded, joined(source.whole for source in sources))
    total = weight(folded)
    if total and length(_strange(folded, unknown)) > (1 - PARTIAL_COVERAGE) * total:
        return Verdict.UNSUPPORTED, tuple(as_words(folded, unknown))
    strangers = as_words(folded, unknown) or words_from_elsewhere(said, first, sources)
    if strangers:
        return Verdict.PARTIAL, tuple(strangers)
    return (Verdict.SUPPORTED if _rests_on_body(said, folded, sources) else Verdict.PARTIAL), ()


def _strange(folded: str, unknown: Spans) -> Spans:
    """The unknown words by which a sentence may be about something else; another part of a known body is none."""
    return [(first, last) for first, last in unknown if folded[first:last] not in ROLE_WORDS]


def _rests_on_body(said: Stretch, folded: str, sources: Sequence[Source]) -> bool:
    """Whether the clause itself, not its headings or its title, says enough of the sentence."""
    elsewhere: tuple[Body | Years, ...] = (*said.bodies, *said.years)
    certain: tuple[Spanned, ...] = (*said.figures, *said.dates, *said.frequencies)
    own = [(fact.start, fact.end) for fact in certain]
    named = [(fact.start, fact.end) for fact in elsewhere]
    held = [(fact.start, fact.end) for fact in elsewhere if _stands_in_body(fact, sources)]
    words = weight(folded)
    heard = words - length(lacking(folded, joined(source.own for source in sources)))
    total = length(own) + length(named) + words
    return total > 0 and length(own) + length(held) + heard >= BODY_SHARE * total


def _stands_in_body(fact: Body | Years, sources: Sequence[Source]) -> bool:
    """Whether a body or a year, which may stand in a title alone, stands in a clause."""
    if any(fact.words in source.body for source in sources):
        return True
    named = [other for place in places_of(sources) for other in place.stretch.bodies]
    return isinstance(fact, Body) and any(same_body(fact, other) for other in named)
