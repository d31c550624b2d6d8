"""A follow-up becomes a question complete in itself, from the earlier questions alone and without a model."""

import re
from collections.abc import Sequence

from assistant.retrieval.places import NamedPlaces, Places, find_places
from assistant.retrieval.terms import topic_words, years

_POINTING = re.compile(r"他们|她们|它们|这些|那些|这个|那个|其中|^其|它|上述|该(?!如何|怎)|^那|^还有|^另外|呢[？?]?$")
_SHORT_CHARACTERS = 12
_END = "？?。.！! "


def complete(question: str, history: Sequence[str], places: Places) -> str:
    """Return ``question`` with what it leaves to the history: its topic, its place, its year."""
    if not history:
        return question
    previous = history[-1] if len(history) == 1 else complete(history[-1], history[:-1], places)
    named = find_places(question, places)
    bare = _without_places(question, named)
    if not topic_words(bare):
        return _replace(previous, question, named, places)
    depends = bool(_POINTING.search(question)) or len(question.strip(_END)) <= _SHORT_CHARACTERS
    if depends and not (named.known or named.unknown):
        return f"{previous.rstrip(_END)}？{question}"
    return question if named.known or named.unknown else _with_place(previous, question, places)


def _without_places(question: str, named: NamedPlaces) -> str:
    for alias in [alias for alias, _ in named.known] + list(named.unknown):
        question = question.replace(alias, "")
    return question


def _replace(previous: str, question: str, named: NamedPlaces, places: Places) -> str:
    """Put the place and the year of ``question`` in the stead of those of the previous question."""
    result = previous
    new = [alias for alias, _ in named.known] or list(named.unknown)
    if new:
        old = find_places(previous, places)
        for alias in [alias for alias, _ in old.known] + list(old.unknown):
            result = result.replace(alias, "")
        result = "、".join(new) + result
    if years(question):
        for year in years(previous):
            result = result.replace(year, "")
        result = re.sub(r"到?年", "", result, count=1) if years(previous) else result
        result = result.rstrip(_END) + f"，{years(question)[0]}年？"
    return result if result != previous else f"{previous.rstrip(_END)}？{question}"


def _with_place(previous: str, question: str, places: Places) -> str:
    """A whole new question on the place talked of so far."""
    aliases = [alias for alias, _ in find_places(previous, places).known]
    return f"{'、'.join(aliases)}{question}" if aliases else question
