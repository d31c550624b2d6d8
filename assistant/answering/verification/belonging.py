"""Whether the words of a sentence belong together in its clauses, or were taken from here and there."""

import re
from collections.abc import Sequence

from assistant.answering.verification.denials import denial_spans
from assistant.answering.verification.lexicon import fold
from assistant.answering.verification.segments import phrases
from assistant.answering.verification.source import Place, Source, places_of
from assistant.answering.verification.statements import GOES_ON, resting_places, statements
from assistant.answering.verification.stretch import Stretch
from assistant.answering.verification.words import HIDDEN, joined, length, pairs, signs, unsaid, weight

Spans = list[tuple[int, int]]
_MEMBERS = re.compile(r"、|以及|和|及|与|并")
_CONDITION_ENDS = ("的", "者", "后", "时", "内")
_NEARLY_ALL, _LEAST_SIGNS = 0.8, 2


def lacking(folded: str, said: frozenset[str]) -> Spans:
    """The words (synonyms made one) that are not said; denials are compared by themselves."""
    denied = {at for first, last in denial_spans(folded) for at in range(first, last)}
    kept = ([at for at in range(*span) if at not in denied] for span in unsaid(folded, said))
    return [(places[0], places[-1] + 1) for places in kept if places]


def as_words(folded: str, spans: Spans) -> list[str]:
    """The spans as words that a person reads; a single sign with its neighbour."""
    found = (folded[start : max(end, min(start + 2, len(folded)))] for start, end in spans)
    return [words for text in found if (words := text.replace(HIDDEN, "").strip(",;、()"))]


def words_from_elsewhere(said: Stretch, first: int, sources: Sequence[Source]) -> list[str]:
    """Words that a clause says, but not where it says the rest of the statement; ``first`` is where to begin."""
    found: list[str] = []
    for start, end in statements(said.masked, sources, first):
        folded = fold(said.masked[start:end])
        places = resting_places(said, start, end, sources) or places_of(sources)
        found += _strangers(folded, places)
    return found


def _strangers(folded: str, places: Sequence[Place]) -> list[str]:
    wanting = [(lacking(folded, place.said), place) for place in places]
    least, best = min(wanting, key=lambda entry: length(entry[0]), default=([], None))
    if best is None:
        return []
    if least:
        return [] if _is_eked_out(best, folded, places) else as_words(folded, least)
    crossings = [_crossing(folded, place) for spans, place in wanting if not spans]
    return [crossings[0]] if all(crossings) and HIDDEN not in folded else []


def _is_eked_out(best: Place, folded: str, places: Sequence[Place]) -> bool:
    """Whether the sentence adds to a segment what the segment leaves out, or lists what stands in several."""
    if _is_used_up(best, folded) or _is_list(folded, places):
        return True
    return any(_is_used_up(place, folded) and not lacking(folded, place.wide) for place in places)


def _is_used_up(place: Place, folded: str) -> bool:
    """Whether the sentence says all that a segment says."""
    return not lacking(fold(place.stretch.masked), signs(folded))


def _is_list(folded: str, places: Sequence[Place]) -> bool:
    """Whether each member of a list stands whole in some segment."""
    members = [member for member in _MEMBERS.split(folded) if member]
    return len(members) > 1 and all(any(not unsaid(member, place.said) for place in places) for member in members)


def _crossing(folded: str, place: Place) -> str:
    """The predicate of one phrase that the statement gives to the subject of another; empty where it does not.

    中小学生免费乘车 against 中小学生享受五折优惠，残疾人免费乘车: all the words stand in one sentence.
    """
    said = pairs(folded)
    text = fold(place.stretch.masked)
    spans = phrases(text)
    shared = [said & pairs(text[first:last]) for first, last in spans]
    if not said or max(map(len, shared), default=0) >= _NEARLY_ALL * len(said):
        return ""
    for number in range(1, len(spans)):
        before = joined(shared[:number])
        is_split = bool(shared[number] - before) and bool(before - shared[number])
        phrase = text[slice(*spans[number])]
        if is_split and _has_own_subject(phrase, said) and _breaks_off(text, spans[:number], said):
            return phrase[_first_heard(phrase, said) :].replace(HIDDEN, "")
    return ""


def _first_heard(phrase: str, said: frozenset[str]) -> int:
    return next((at for at in range(len(phrase) - 1) if phrase[at : at + 2] in said), len(phrase))


def _has_own_subject(phrase: str, said: frozenset[str]) -> bool:
    """Whether a phrase begins with words that the statement leaves out and that are no condition."""
    lead = phrase[: _first_heard(phrase, said)]
    strange = length(unsaid(lead, said | frozenset("".join(said))))
    return strange >= _LEAST_SIGNS and not lead.endswith(_CONDITION_ENDS) and not GOES_ON.match(phrase)


def _breaks_off(text: str, spans: Spans, said: frozenset[str]) -> bool:
    """Whether the statement leaves out how the phrase goes on from which it takes its subject."""
    for first, last in reversed(spans):
        phrase = text[first:last]
        ends = [at + 2 for at in range(len(phrase) - 1) if phrase[at : at + 2] in said]
        if ends:
            return weight(phrase[ends[-1] :]) >= _LEAST_SIGNS
    return False
