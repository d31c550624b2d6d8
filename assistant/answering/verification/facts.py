"""Figures and times of a sentence that the cited clauses do not hold, or hold of something else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.verification.contrast import OF_OTHER, fits_alone, fits_better, is_of_other
from assistant.answering.verification.figures import Figure, same_amount, same_figure
from assistant.answering.verification.source import Place, Source, places_of
from assistant.answering.verification.stretch import Own, Stretch, date_words, figure_words, own_words, years_of
from assistant.answering.verification.times import Frequency, Years, meet, read_dates, read_years
from assistant.answering.verification.words import pairs, telling

_REPEALED, _IN_FORCE = "同时废止", "施行"
_BREAK = re.compile(r"[,;。\n]")
# What a sentence says of a year must stand so much more often behind another year, set on half of the gold pairs.
_MORE_OFTEN, _LEAST_PAIRS = 1.5, 3


@dataclass(frozen=True, slots=True)
class _Held:
    """A figure of a clause that a sentence's figure may rest on."""

    figure: Figure
    own: Own
    place: Place
    above: str


def missing_figures(said: Stretch, sources: Sequence[Source]) -> Iterator[str]:
    """Figures that stand in no clause, or there with another bound, for another year, rhythm or subject."""
    every = [
        _Held(figure, own, place, source.above)
        for source in sources
        for place in source.places
        for figure, own in zip(place.stretch.figures, _figure_words(place), strict=True)
    ]
    for index, figure in enumerate(said.figures):
        if not figure.is_article:
            yield from _missing_figure(said, index, every)


def missing_times(said: Stretch, sources: Sequence[Source]) -> Iterator[str]:
    """Dates, years and rhythms that stand in no clause, or there of something else."""
    yield from _missing_dates(said, places_of(sources))
    yield from _missing_years(said, sources)
    known = {name.name for place in places_of(sources) for name in place.stretch.frequencies}
    yield from (name.words for name in said.frequencies if name.name not in known)


def _missing_figure(said: Stretch, index: int, every: Sequence[_Held]) -> Iterator[str]:
    figure = said.figures[index]
    years, rhythms = years_of(said, figure), _rhythms(said, figure)
    equal = [held for held in every if same_figure(figure, held.figure)]
    timely = [held for held in equal if _is_timely(years, held)]
    regular = [held for held in timely if _is_regular(rhythms, held)]
    if not equal:
        yield figure.words
    elif not timely:
        yield years[0].words
    elif not regular:
        yield rhythms[0].words
    elif _is_of_other(said, index, regular, every):
        yield f"{figure.words}{OF_OTHER}"


def _figure_words(place: Place) -> tuple[Own, ...]:
    return figure_words(place.segment.text, place.segment.stem)


def _rhythms(said: Stretch, figure: Figure) -> list[Frequency]:
    """The rhythms that stand in the phrase of a figure."""
    ends = ((min(name.start, figure.start), max(name.start, figure.start), name) for name in said.frequencies)
    return [name for first, last, name in ends if not _BREAK.search(said.text, first, last)]


def _is_timely(years: Sequence[Years], held: _Held) -> bool:
    """Whether a figure of a clause holds for the year that the sentence says; what says no year holds for any."""
    known = held.place.years(held.figure, held.above) if years else ()
    return not known or any(meet(year, other) for year in years for other in known)


def _is_regular(rhythms: Sequence[Frequency], held: _Held) -> bool:
    """Whether a clause knows the rhythms that the sentence says of a figure, and gives it no other one: 每月1350元."""
    heard = {name.name for name in (*held.place.stretch.frequencies, *held.place.around.frequencies)}
    said, own = {name.name for name in rhythms}, {name.name for name in _rhythms(held.place.stretch, held.figure)}
    return said <= heard and (not said or not own or bool(said & own))


def _is_of_other(said: Stretch, index: int, equal: Sequence[_Held], every: Sequence[_Held]) -> bool:
    """Whether every equal figure loses against another figure whose own words fit the sentence better."""
    figure = said.figures[index]
    alike = [other for other in said.figures if other.unit == figure.unit]
    spoken = own_words(said, alike, alike.index(figure)).wide
    rivals = [
        (held.own, fits_better if held.figure.unit == figure.unit else fits_alone)
        for held in every
        if not same_amount(figure, held.figure)
    ]
    return is_of_other(spoken, (held.own for held in equal), rivals)


def _missing_dates(said: Stretch, places: Sequence[Place]) -> Iterator[str]:
    held = [
        (date, _date_words(own, place))
        for place in places
        for date, own in zip(place.stretch.dates, date_words(place.segment.text), strict=True)
    ]
    for index, date in enumerate(said.dates):
        equal = [own for other, own in held if date.fits(other)]
        rivals = [(own, fits_better) for other, own in held if not date.fits(other)]
        if not equal:
            yield date.words
        elif is_of_other(own_words(said, said.dates, index).wide, equal, rivals):
            yield f"{date.words}{OF_OTHER}"


def _date_words(own: Own, place: Place) -> Own:
    """The words that a date is said of; what is repealed 同时 is repealed on the day of entry into force."""
    if _REPEALED in place.segment.text:
        return Own(own.near - pairs(_REPEALED), own.wide - pairs(_REPEALED))
    if _REPEALED in place.segment.around and pairs(_IN_FORCE) & own.near:
        return Own(own.near | pairs(_REPEALED[2:]), own.wide | pairs(_REPEALED[2:]))
    return own


def _missing_years(said: Stretch, sources: Sequence[Source]) -> Iterator[str]:
    """Years that no clause, heading or title names, and those that the clause names for something else."""
    known = [year for source in sources for year in _all_years(source.everything)]
    for year in said.years:
        if not any(meet(year, other) for other in known):
            yield year.words
        elif not said.figures and len(said.years) == 1 and _is_of_other_year(said, year, sources):
            yield f"{year.words}{OF_OTHER}"


def _all_years(text: str) -> Iterator[Years]:
    yield from read_years(text)
    yield from (Years(date.year, date.year, date.words, date.start, date.end) for date in read_dates(text) if date.year)


def _is_of_other_year(said: Stretch, year: Years, sources: Sequence[Source]) -> bool:
    """Whether what the sentence says of a year is said of another one; figures are compared by themselves."""
    spoken = telling(said.masked)
    reigns = [reign for source in sources for reign in _reigns(source.body)]
    own = [spoken & words for other, words in reigns if meet(year, other)]
    rivals = [spoken & words for other, words in reigns if not meet(year, other)]
    return bool(own) and all(
        any(len(other) > _MORE_OFTEN * len(words) and len(other - words) >= _LEAST_PAIRS for other in rivals)
        for words in own
    )


def _reigns(text: str) -> list[tuple[Years, frozenset[str]]]:
    """Each year of a clause with the words from it to the next one."""
    years = [year for year in read_years(text) if not year.is_base]
    ends = [*(year.start for year in years[1:]), len(text)][: len(years)]
    return [(year, telling(text[year.end : end])) for year, end in zip(years, ends, strict=True)]
