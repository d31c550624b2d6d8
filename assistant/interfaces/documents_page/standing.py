"""How a document stands on a day: in force, over, replaced, not yet in force; a word with a colour and a reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.pipeline import Assistant

_OVER = re.compile(r"废止|失效|停止|无效")
_TRIAL = re.compile(r"试行|暂行")
_YEAR = re.compile(r"\d{4}")
_IN_FORCE = "现行有效"
_PLAIN_WORDS = frozenset({"有效", "现行"})


@dataclass(frozen=True, slots=True)
class Standing:
    """``word`` on a chip of the colour ``tone`` (good, fair, bad, type), and why, where there is more to say.

    ``is_title``: the reason is the title of the document that took its place.
    """

    word: str
    tone: str
    reason: str = ""
    is_title: bool = False


def standing_of(assistant: Assistant, document: str, day: str) -> Standing:
    """How a document of the index stands on a day (2026-05-01)."""
    return next(_standings(assistant, document, day))


def _standings(assistant: Assistant, document: str, day: str) -> Iterator[Standing]:
    """All that holds, what weighs most first."""
    held = assistant.trees[document].document.metadata
    if held.expires and held.expires < day[: len(held.expires)]:
        yield Standing("已失效", "bad", f"{held.expires} 失效")
    for newer in assistant.retriever.lexicon.validity.replaced_by.get(document, ()):
        yield Standing("已被取代", "bad", assistant.titles.get(newer) or newer, is_title=True)
    if _OVER.search(held.status):
        yield Standing(held.status, "bad")
    if held.effective and held.effective > day[: len(held.effective)]:
        yield Standing("尚未施行", "fair", f"{held.effective} 施行")
    years = _YEAR.findall(held.period)
    if years and years[-1] < day[:4]:
        yield Standing("规划期已过", "fair")
    if _TRIAL.search(held.status):
        yield Standing(held.status, "fair")
    if held.status:
        yield Standing(_IN_FORCE if held.status in _PLAIN_WORDS else held.status, "good")
    yield Standing("未注明", "type")
