"""Whether a sentence denies what its clause denies, and nothing else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.verification.denials import Denial, opening, read_denials
from assistant.answering.verification.segments import phrases
from assistant.answering.verification.source import Place, Source, places_of
from assistant.answering.verification.statements import resting_places, statements
from assistant.answering.verification.stretch import Stretch
from assistant.answering.verification.words import pairs, telling

# How much of what a denial denies must be spoken of, for it to concern a phrase.
_CONCERNED, _CONCERNED_BEGUN = 0.6, 0.5
_CONFIRMED, _CONFIRMED_RAW = 0.65, 0.4
_SAME_CASE = 0.7
_LEAST_SCOPE = 4
_BESIDE = 0.3
_MEMBER_HEARD = 0.8
_MEMBERS = re.compile(r"、|和|及|或|与")
_CONDITION = re.compile("[的者]")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase: its words, those of what stands beside it, its denials, and those of the stem that it completes.

    For a phrase of the sentence, ``beside`` and ``above`` are those of the whole sentence.
    """

    text: str
    words: frozenset[str]
    beside: frozenset[str]
    denials: tuple[Denial, ...]
    above: tuple[Denial, ...]

    @property
    def is_condition(self) -> bool:
        """Whether it says when something holds rather than what: 逾期不改正的."""
        return self.text.endswith(("的", "者"))


def wrong_denials(said: Stretch, sources: Sequence[Source]) -> list[str]:
    """Denials that the sentence makes and the clause does not, or the other way round: 否定：取消."""
    word, _ = opening(said.text)
    start = len(word) + 1 if word else 0
    rest = said.masked[start:]
    every = _clause_phrases(places_of(sources))
    found = [*wrong_openings(said, sources)]
    for first, last in statements(said.masked, sources, start):
        places = resting_places(said, first, last, sources)
        found += _wrong_statement(said.masked[first:last], rest, _clause_phrases(places) if places else every)
    return [f"否定：{cue}" for cue in dict.fromkeys(found)]


def wrong_openings(said: Stretch, sources: Sequence[Source]) -> Iterator[str]:
    """可以 before a mere denial, or 没有 before a statement of a clause that denies nothing."""
    word, grants = opening(said.text)
    text = said.masked[len(word) + 1 :]
    spans = phrases(text)
    denied = read_denials(text[slice(*spans[0])]) if spans else ()
    denied = tuple(denial for denial in denied if not denial.is_relief and not denial.is_condition)
    if grants and denied and not text.startswith(("但", "不过")):
        yield denied[0].cue
    held = _clause_phrases(places_of(sources))
    if grants is False and not read_denials(text) and not any(phrase.denials or phrase.above for phrase in held):
        yield word


def _wrong_statement(text: str, sentence: str, held: Sequence[_Phrase]) -> list[str]:
    found: list[str] = []
    for first, last in phrases(text):
        phrase = text[first:last]
        found += _unconfirmed(phrase, held, is_last=last == len(text))
        found += _ignored(phrase, sentence, held)
    return found


def _clause_phrases(places: Sequence[Place]) -> list[_Phrase]:
    found = []
    for place in places:
        text = place.stretch.masked
        stem = place.segment.stem or place.segment.list_stem
        beside = telling(place.segment.text) | telling(stem)
        for first, last in phrases(text):
            phrase = text[first:last]
            found.append(_Phrase(phrase, telling(phrase), beside, read_denials(phrase), read_denials(stem)))
    return found


def _unconfirmed(phrase: str, held: Sequence[_Phrase], *, is_last: bool) -> list[str]:
    """Denials of a phrase that no denial of the clause answers, each of the clause's answering one.

    What only a condition denies (未备案的) answers no statement (无需备案).
    """
    is_statement = is_last and not _CONDITION.search(phrase)
    answers = {
        (place, denial)
        for place, other in enumerate(held)
        for denial in (*other.denials, *other.above)
        if not (is_statement and denial.is_condition)
    }
    missing = []
    cues = {denial.cue for _, denial in answers}
    for denial in sorted(read_denials(phrase), key=lambda denial: denial.cue not in cues):
        fit = [answer for answer in answers if _confirms(held[answer[0]], answer[1], denial)]
        best = min(fit, key=lambda answer: (answer[1].cue != denial.cue, answer[0], answer[1].cue), default=None)
        if best is None:
            missing.append(denial.cue)
        else:
            answers.remove(best)
    return missing


def _confirms(other: _Phrase, answer: Denial, denial: Denial) -> bool:
    denied, raw = telling(denial.scope), pairs(denial.scope)
    held = other.words | other.beside if answer in other.above else other.words
    if not raw:
        return answer.cue == denial.cue
    if answer.cue == denial.cue and _is_alike(answer, denial):
        return True
    if denial.scope[:2] in pairs(other.text) and len(raw & pairs(other.text)) >= _CONFIRMED_RAW * len(raw):
        return True
    return bool(denied) and len(denied & held) >= _CONFIRMED * len(denied)


def _is_alike(answer: Denial, denial: Denial) -> bool:
    """Whether the same word denies what begins alike (不服本答复, 不服答复), or of the same (残疾人免收)."""
    begins = answer.scope[:1] == denial.scope[:1] and bool(pairs(denial.scope) & pairs(answer.scope))
    before = telling(denial.before)
    return begins or (bool(before) and 2 * len(before & telling(answer.before)) >= len(before))


def _ignored(phrase: str, sentence: str, held: Sequence[_Phrase]) -> list[str]:
    """Denials of the clause that the phrase leaves out although it speaks of what they deny."""
    said = _Phrase(phrase, telling(phrase), telling(sentence), read_denials(phrase), read_denials(sentence))
    for other in held:
        if other.is_condition and not _CONDITION.search(phrase):
            continue
        concerned = [denial for denial in other.denials if _concerns(denial, pairs(phrase))]
        if len(concerned) > len(said.denials) and not _is_excused(said, concerned, other, held):
            return [_odd_one(concerned, said.denials)]
        is_same_case = len(said.words & other.words) >= _SAME_CASE * max(1, len(other.words))
        above = [denial.cue for denial in other.above if denial.is_of_items]
        if above and not said.above and not other.denials and is_same_case:
            return above[:1]
    return []


def _concerns(denial: Denial, heard: frozenset[str]) -> bool:
    """Whether what a clause denies is spoken of: the words next to the denial, or most of all it denies."""
    near, scope = pairs(denial.near), pairs(denial.scope)
    is_begun = denial.scope[:2] in heard and len(scope) >= _LEAST_SCOPE
    if near and len(near & heard) >= _CONCERNED * len(near):
        return True
    if scope and len(scope & heard) >= (_CONCERNED_BEGUN if is_begun else _CONCERNED) * len(scope):
        return True
    members = [member for member in map(pairs, _MEMBERS.split(denial.scope)) if len(member) > 1]
    return len(members) > 1 and any(len(member & heard) >= _MEMBER_HEARD * len(member) for member in members)


def _is_excused(said: _Phrase, concerned: Sequence[Denial], other: _Phrase, held: Sequence[_Phrase]) -> bool:
    """Whether another phrase of the clause says the same without the denial, and is at least as like."""
    wanted, heard = pairs(concerned[0].near), pairs(said.text)
    for rival in held:
        speaks = len(wanted & pairs(rival.text)) >= _CONCERNED * len(wanted)
        denials = sum(_concerns(denial, heard) for denial in rival.denials)
        is_free = denials <= len(said.denials) and not rival.above
        if speaks and is_free and _likeness(said, rival) >= _likeness(said, other):
            return True
    return False


def _likeness(said: _Phrase, other: _Phrase) -> float:
    """How much two phrases have in common, and a little for what stands beside both."""
    return _overlap(said.words, other.words) + _BESIDE * _overlap(said.beside, other.beside)


def _overlap(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / max(1, len(one | two))


def _odd_one(concerned: Sequence[Denial], own: Sequence[Denial]) -> str:
    cues = {denial.cue for denial in own}
    return next((denial.cue for denial in concerned if denial.cue not in cues), concerned[0].cue)
