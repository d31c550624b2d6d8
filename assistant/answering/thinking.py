"""Reasoning models think aloud before they answer; what is thought is no part of the reply."""

import re

_OPENING, _CLOSING = "<think>", "</think>"
_THOUGHT = re.compile(rf"{_OPENING}.*?(?:{_CLOSING}|\Z)", re.DOTALL)
_HALF_MARKS = tuple(mark[:length] for mark in (_CLOSING, _OPENING) for length in range(len(mark) - 1, 0, -1))


def without_thoughts(text: str) -> str:
    """The reply in a text that may have come only in part: no thoughts, and no mark of them that is half there.

    Some servers put the opening mark into the prompt, so all that stands before a lone closing mark is thought.
    """
    said = _THOUGHT.sub("", text).rpartition(_CLOSING)[2]
    if len(said) < len(text):
        said = said.lstrip()
    half = max((mark for mark in _HALF_MARKS if said.endswith(mark)), key=len, default="")
    return said.removesuffix(half)
