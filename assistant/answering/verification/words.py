"""The words of a text as pairs of neighbouring signs, and which words of a sentence no cited clause says.

Pairs need no dictionary: 知识产权局 is known by 知识, 识产, 产权, 权局, however a segmenter would cut it.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from assistant.answering.verification.lexicon import FRAME, FUNCTION_SIGNS, fold

# Zero stands for a sign that is compared otherwise (a figure, a name); see ``stretch``.
HIDDEN = "\0"
_LETTERS = re.compile(r"[^0-9a-z一-鿿]")
_WORD = re.compile(r"[0-9A-Za-z一-鿿Ⅰ-Ⅻ]")
# 在收益中, 名单里: a phrase that ends so.
_WITHIN = re.compile(r"[中里](?=[,;。\n]|$)")
_JOINTS = re.compile(r"[()、]")


def hide(match: re.Match[str]) -> str:
    """As many zeros as a match has signs, so that places in the text stay."""
    return HIDDEN * len(match.group())


@lru_cache(maxsize=8192)
def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring signs of a text, synonyms made one; nothing pairs across punctuation."""
    folded = fold(text)
    both = (folded[at : at + 2] for at in range(len(folded) - 1))
    return frozenset(pair for pair in both if _WORD.match(pair[0]) and _WORD.match(pair[1]))


@lru_cache(maxsize=8192)
def telling(text: str) -> frozenset[str]:
    """The pairs of a text that tell what it speaks of: those of the frame left out."""
    return pairs(FRAME.sub(HIDDEN, fold(text)))


@lru_cache(maxsize=8192)
def signs(text: str) -> frozenset[str]:
    """The pairs of a text, also across 、 and brackets, and its single signs."""
    return pairs(text) | pairs(_JOINTS.sub("", text)) | frozenset(fold(text))


def joined(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """All pairs of several texts."""
    return frozenset().union(*sets)


def unsaid(text: str, said: frozenset[str]) -> list[tuple[int, int]]:
    """The spans of a text (synonyms made one) that ``said`` does not hold; frame and grammar count as said."""
    silent = _silent(text)
    covered = list(silent)
    for at in range(len(text) - 1):
        if text[at : at + 2] in said:
            covered[at] = covered[at + 1] = True
    last = len(text) - 1
    for at, char in enumerate(text):
        # A sign that stands alone (市、区, 报 before a body) needs no neighbour.
        is_alone = (at == 0 or silent[at - 1]) and (at == last or silent[at + 1])
        covered[at] = covered[at] or (is_alone and char in said)
    return _runs(covered)


def weight(text: str) -> int:
    """How many signs of a text (synonyms made one) count."""
    return sum(bool(_WORD.match(char)) and char not in FUNCTION_SIGNS for char in FRAME.sub("", text))


def length(spans: Iterable[tuple[int, int]]) -> int:
    """How many signs the spans hold together."""
    return sum(end - start for start, end in spans)


def coverage(sentence: str, source: str) -> float:
    """The share of the sentence's character pairs that stand in the source; 1 for a sentence without pairs."""
    found = _neighbours(sentence)
    held = set(_neighbours(source))
    return sum(pair in held for pair in found) / len(found) if found else 1.0


def _silent(text: str) -> list[bool]:
    silent = [not _WORD.match(char) or char in FUNCTION_SIGNS for char in text]
    for match in FRAME.finditer(text):
        silent[match.start() : match.end()] = [True] * (match.end() - match.start())
    for match in _WITHIN.finditer(text):
        silent[match.start()] = True
    return silent


def _runs(covered: list[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for at, is_said in enumerate(covered):
        if is_said:
            continue
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _neighbours(text: str) -> list[str]:
    plain = _LETTERS.sub("", unicodedata.normalize("NFKC", text).lower())
    return [plain[at : at + 2] for at in range(len(plain) - 1)]
