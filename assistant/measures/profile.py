"""A profile → the measures that may apply, with each condition of the text held against it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.measures.taxonomy import Taxonomy
from assistant.records import Condition, Measure


class Fit(StrEnum):
    """How a profile stands to a condition: met, not met, not clear from the text, or not told by the profile."""

    MET = "符合"
    UNMET = "不符合"
    UNCLEAR = "原文未明确"
    UNTOLD = "资料未填"


@dataclass(frozen=True, slots=True)
class Profile:
    """Who asks. ``kinds`` are beneficiaries, ``needs`` types, ``traits`` and ``lacks`` traits, all of the taxonomy.

    ``own`` and ``wider`` are the documents of the place and those that hold there as well.
    """

    own: frozenset[str]
    wider: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One condition, in the words of the text or as an aspect of the profile, and how the profile stands to it."""

    condition: str
    fit: Fit


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A measure that may apply, with its checks and whom to ask: the responsible unit, else who issued the document."""

    measure: Measure
    checks: tuple[Check, ...]
    ask: str

    @property
    def fit(self) -> Fit:
        """The measure as a whole: not met as soon as one condition is not, met where every one is."""
        fits = [check.fit for check in self.checks]
        return next((fit for fit in (Fit.UNMET, Fit.UNTOLD, Fit.UNCLEAR) if fit in fits), Fit.MET)


def suggest(
    measures: Iterable[Measure], profile: Profile, taxonomy: Taxonomy, issuers: Mapping[str, str]
) -> tuple[Suggestion, ...]:
    """The measures for a profile: firmest first, then those with the fewest conditions not met and the most met.

    What is meant for others altogether, or answers none of the needs, is left out; a withdrawal is told, at the end.
    """
    held = set(profile.traits) | _implied(profile.kinds, taxonomy)
    found = [
        Suggestion(measure, _checks(measure, profile, held), _ask(measure, issuers))
        for measure in measures
        if measure.document in profile.own | profile.wider and _may_apply(measure, profile, held)
    ]
    return tuple(sorted(found, key=_order))


def _implied(kinds: Sequence[str], taxonomy: Taxonomy) -> set[str]:
    """The kinds with those that they imply: a small enterprise is an enterprise."""
    return {name for one in taxonomy.beneficiaries if one.name in kinds for name in (one.name, *one.implies)}


def _may_apply(measure: Measure, profile: Profile, held: set[str]) -> bool:
    fits_needs = not profile.needs or bool(set(profile.needs) & set(measure.types))
    is_for_others = bool(profile.kinds and measure.beneficiaries) and not held & set(measure.beneficiaries)
    return fits_needs and not is_for_others


def _checks(measure: Measure, profile: Profile, held: set[str]) -> tuple[Check, ...]:
    checks = [Check("适用地区", Fit.MET if measure.document in profile.own else Fit.UNCLEAR)]
    if profile.kinds:
        stated = "、".join(measure.beneficiaries)
        checks.append(Check(f"对象：{stated}" if stated else "对象", Fit.MET if stated else Fit.UNCLEAR))
    return (*checks, *(Check(one.words, _fit(one, profile, held)) for one in measure.conditions))


def _fit(condition: Condition, profile: Profile, held: set[str]) -> Fit:
    """Without a trait that the taxonomy knows, what the text asks for is not clear enough to be decided."""
    if any(trait in profile.lacks for trait in condition.traits):
        return Fit.UNMET
    if not condition.traits:
        return Fit.UNCLEAR
    return Fit.MET if all(trait in held for trait in condition.traits) else Fit.UNTOLD


def _ask(measure: Measure, issuers: Mapping[str, str]) -> str:
    return measure.units[0] if measure.units else issuers.get(measure.document, "")


def _order(one: Suggestion) -> tuple[int, int, int, str, int]:
    fits = [check.fit for check in one.checks]
    measure = one.measure
    return (measure.firmness.rank, fits.count(Fit.UNMET), -fits.count(Fit.MET), measure.document, measure.start)
