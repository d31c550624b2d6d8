"""Sentences that stand word for word in a clause."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.verification.denials import read_denials
from assistant.answering.verification.source import Source
from assistant.answering.verification.words import unsaid

# A place, a document or a heading may lead a quotation: 甲县：……
_LEAD = re.compile(r"^([^,。;:]{2,40}):")
_END = re.compile(r"[。;,!?:]|\.(?!\d)")
_COMMAS = re.compile("[,.、]")
_BEGINS = re.compile(r"[。;!?:\n]")
_NUMBER = re.compile(
    r"(?m)^(?:第[一二三四五六七八九十百零〇\d]+条|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[.、])"
)


def is_quoted(said: str, sources: Sequence[Source]) -> bool:
    """Whether a sentence stands in a clause from the beginning of a sentence to a comma or a stop.

    What follows a stem that denies (禁止下列行为:…) is no quotation without it.
    """
    if not said:
        return False
    lead = _LEAD.match(said)
    rest = said[lead.end() :] if lead else ""
    return any(
        _stands_in(said, source.body)
        or (
            bool(lead and rest)
            and not unsaid(said[: len(said) - len(rest)], source.whole)
            and _stands_in(rest, source.body)
        )
        for source in sources
    )


def _stands_in(said: str, body: str) -> bool:
    wanted = said.replace("\n", "")
    text, begins = _in_one_line(body)
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        is_whole = end == len(text) or end in begins or bool(_END.match(text, end))
        if at in begins and is_whole and not _is_under_denial(text[:at]):
            return True
        at = text.find(wanted, at + 1)
    return False


def _is_under_denial(before: str) -> bool:
    """Whether the sentence up to here is a stem that denies what follows."""
    stem, colon, _ = re.split(r"[。!?]", before)[-1].rpartition(":")
    return bool(colon) and bool(read_denials(re.split(r"[,;]", stem)[-1]))


@lru_cache(maxsize=2048)
def _in_one_line(body: str) -> tuple[str, frozenset[int]]:
    """The text without line feeds, and where its sentences, lines and numbered parts begin."""
    found: list[str] = []
    begins = {0}
    marks = {match.end() for match in _NUMBER.finditer(body)}
    for at, char in enumerate(body):
        if at in marks:
            begins.add(len(found))
        if char != "\n":
            found.append(char)
        # A sentence that is cut off begins with the comma that it left behind.
        if _BEGINS.match(char) or (_COMMAS.match(char) and len(found) - 1 in begins):
            begins.add(len(found))
    return "".join(found), frozenset(begins)
