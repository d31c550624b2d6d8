"""Pieces that the sections of the page share."""

from assistant.evaluation.bootstrap import Estimate
from assistant.interfaces.html import Html, element
from assistant.interfaces.report_page.words import SCORES, interval, number


def heading(chinese: str, english: str, count: int | None = None) -> Html:
    """The head of a section in both languages, with a number where it counts something."""
    counted = None if count is None else element("b", f"{count:,}")
    return element("h2", f"{chinese} ", counted, element("small", english, lang="en"))


def spoken(name: str, found: Estimate) -> str:
    """A score with its interval in words, for those who do not see the drawing."""
    return f"{SCORES[name].chinese} {number(name, found.mean)}，区间 {interval(name, found)}，{found.count} 题"
