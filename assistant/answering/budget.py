"""How much of the evidence a prompt has room for."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ports import TokenCounter

# What the chat template puts around two messages: at most this many tokens in the templates of common models.
_TEMPLATE_TOKENS = 32
_LINE_END_TOKENS = 1


@dataclass(frozen=True, slots=True)
class Budget:
    """Tokens that the passages may take, and those of a whole prompt (the context without the answer)."""

    evidence_tokens: int
    prompt_tokens: int


def fit(texts: Sequence[str], tokens: int, counter: TokenCounter) -> int:
    """How many of the texts, from the first on and a line each, have room in so many tokens together."""
    used = 0
    for place, text in enumerate(texts):
        used += counter.count(text) + _LINE_END_TOKENS
        if used > tokens:
            return place
    return len(texts)


def prompt_tokens(system: str, user: str, counter: TokenCounter) -> int:
    """The tokens of a prompt of two messages, at most."""
    return counter.count(system) + counter.count(user) + _TEMPLATE_TOKENS
