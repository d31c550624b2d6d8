"""Whether a sentence speaks of one mention of a clause or rather of another: 企业20家 against 企业10家、机构20家."""

from collections.abc import Callable, Iterable, Sequence

from assistant.answering.verification.stretch import Own

OF_OTHER = "（所指不同）"
# How much more of its own words the other mention must hear in the sentence, set on half of the gold pairs.
_MARGIN = 0.15
_NEARLY_ALL = 0.8
_LEAST_PAIRS = 3

Fit = Callable[[frozenset[str], Own, Own], bool]


def is_of_other(said: frozenset[str], own: Iterable[Own], rivals: Sequence[tuple[Own, Fit]]) -> bool:
    """Whether each mention that the sentence may rest on loses against some other one."""
    return all(any(fits(said, rival, mention) for rival, fits in rivals) for mention in own)


def fits_better(said: frozenset[str], other: Own, own: Own) -> bool:
    """Whether the sentence names what only ``other`` is said of, and more of it than of what ``own`` is said of.

    Where both stand in phrases that read alike, what stands before the phrases tells them apart.
    """
    if not own.near and not own.wide:
        return False
    is_alike = len(other.near & own.near) >= _NEARLY_ALL * max(1, len(other.near | own.near))
    one, two = (other.wide, own.wide) if is_alike or not own.near else (other.near, own.near)
    only_other, only_own = (said & one) - two, (said & two) - one
    share_other, share_own = _share(said, one), _share(said, two)
    is_named = len(only_other) >= len(only_own) or share_other >= _NEARLY_ALL
    # What says all that only the other is said of, and nothing of what only this one is, leaves no doubt.
    margin = _MARGIN if only_own or not one - two <= said else 0.0
    return bool(only_other) and share_other > share_own + margin and is_named


def fits_alone(said: frozenset[str], other: Own, own: Own) -> bool:
    """Whether all that the sentence says is said of a figure of another unit, and nothing of the figure itself."""
    shared = said & other.near
    return bool(own.near) and not said & own.near and len(shared) >= max(_LEAST_PAIRS, _NEARLY_ALL * len(said))


def _share(said: frozenset[str], own: frozenset[str]) -> float:
    return len(said & own) / len(own) if own else 0.0
