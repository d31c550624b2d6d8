"""Which places a question names: those of the corpus with their aliases and homophones, and those outside it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.indexing.tokens import word_spans, words
from assistant.reading.gazetteer import aliases, bare_names, full_names
from assistant.records import Region
from assistant.retrieval.sound import sounds

# Divisions whose names are also plain words: alone they name no place.
_COMMON_WORDS = frozenset("老城区 新城区 市中区 郊区 矿区 白银 大同 安康 保定 东方 三明 吉安 长治 宣城".split())


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a corpus: ``documents`` by alias, longest alias first."""

    documents: tuple[tuple[str, frozenset[str]], ...]

    @classmethod
    def of(cls, regions: Iterable[tuple[str, Region]]) -> "Places":
        """Collect the aliases of every level of the regions of (document, region) pairs.

        A wide place holds the documents about it; only where there is none, those about places inside it.
        """
        own: dict[str, set[str]] = {}
        inside: dict[str, set[str]] = {}
        for document, region in regions:
            for level in region.names:
                target = own if level == region.name else inside
                for alias in aliases(level):
                    target.setdefault(alias, set()).add(document)
        merged = {**inside, **own}
        ordered = sorted(merged, key=lambda alias: (-len(alias), alias))
        return cls(tuple((alias, frozenset(merged[alias])) for alias in ordered))


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    """What a question names: aliases of the corpus with their documents, and places outside the corpus."""

    known: tuple[tuple[str, frozenset[str]], ...]
    unknown: tuple[str, ...]


def find_places(question: str, places: Places) -> NamedPlaces:
    """Find the places of ``question`` in order; a misspelling that sounds the same counts where nothing else does."""
    known, rest = _take(question, places.documents)
    unknown = _outside(rest)
    if not known:
        # 河原 is no place, so it means 河源; 陕西 is one, and not 山西.
        for name in unknown:
            rest = rest.replace(name, "□" * len(name))
        known = _homophones(rest, places.documents)
    return NamedPlaces(tuple(known), unknown)


def _take(
    question: str, documents: Sequence[tuple[str, frozenset[str]]]
) -> tuple[list[tuple[str, frozenset[str]]], str]:
    """Match aliases longest first; what a longer one took, no shorter one sees. Wider names of a match are dropped."""
    found: list[tuple[int, str, frozenset[str]]] = []
    rest, spans = question, word_spans(question)
    for alias, held in documents:
        matches = (match.span() for match in re.finditer(re.escape(alias), rest))
        position = next((start for start, end in matches if not _cuts_word(start, end, spans)), -1)
        if position >= 0:
            found.append((position, alias, held))
            rest = rest.replace(alias, "□" * len(alias))
    narrow = [entry for entry in found if not any(other[2] < entry[2] for other in found)]
    return [(alias, held) for _, alias, held in sorted(narrow)], rest


def _cuts_word(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether an edge lies inside a word: neither 农民和企业 nor, by its sound, 农民合作社 names 民和."""
    return any(first < edge < last for first, last in spans for edge in (start, end))


def _outside(text: str) -> tuple[str, ...]:
    """Divisions of the gazetteer: official names anywhere, bare names of provinces and cities as whole words."""
    inside = word_spans(text)
    windows = ((i, i + n) for n in range(10, 2, -1) for i in range(len(text) - n + 1))
    spans = [
        text[start:end]
        for start, end in windows
        if text[start:end] in full_names() and not _cuts_word(start, end, inside)
    ]
    bare = [word for word in words(text) if word in bare_names()]
    longest: list[str] = []
    for name in [name for name in [*spans, *bare] if name not in _COMMON_WORDS]:
        if not any(name in other for other in longest):
            longest.append(name)
    return tuple(longest)


def _homophones(text: str, documents: Sequence[tuple[str, frozenset[str]]]) -> list[tuple[str, frozenset[str]]]:
    spans = word_spans(text)
    for alias, held in documents:
        spoken = sounds(alias)
        for start in range(len(text) - len(alias) + 1):
            end = start + len(alias)
            if sounds(text[start:end]) == spoken and not _cuts_word(start, end, spans):
                return [(alias, held)]
    return []
