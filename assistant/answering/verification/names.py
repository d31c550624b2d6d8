"""Bodies, document numbers, ordinals, codes and titles of a sentence that the cited clauses do not name."""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.verification.bodies import same_body
from assistant.answering.verification.contrast import OF_OTHER, fits_better, is_of_other
from assistant.answering.verification.numerals import han_value
from assistant.answering.verification.source import Source, places_of
from assistant.answering.verification.stretch import Own, Stretch, duties, duty_of

_YEAR_SERIAL = r"[〔\[(【](?P<year>\d{4})年?[〕\])】]第?(?P<serial>\d{1,5})号"
_NUMBER = re.compile(rf"(?P<agency>[一-鿿]{{1,12}})?{_YEAR_SERIAL}")
# The number of a document begins behind the word that leads to it: 依据是国发〔2021〕20号.
_BEFORE_AGENCY = re.compile(r".*(?:是|为|和|据|照|按|、|号|及|与|的|文|即)")
_NUMBERED = re.compile(rf"《(?P<title>[^《》]+)》\((?P<agency>[^()]{{0,12}}){_YEAR_SERIAL}")
_ORDINAL = re.compile(r"第([\d零〇一二三四五六七八九十百千]+)(条|款|项|号|次|届|批|期|名|位|章|类|档|等)")
_CODE = re.compile(r"[0-9A-Za-z]*[A-Za-z][0-9A-Za-z/.+]*")
_TITLE = re.compile(r"《([^《》]+)》")


def missing_bodies(said: Stretch, sources: Sequence[Source]) -> Iterator[str]:
    """Bodies that no clause or title names, and those that it charges with something else."""
    held = [
        (body, Own(duty, duty))
        for place in places_of(sources)
        for body, duty in zip(place.stretch.bodies, duties(place.segment.text, place.segment.around), strict=True)
    ]
    rivals = [(own, fits_better) for other, own in held if not any(same_body(body, other) for body in said.bodies)]
    for number, body in enumerate(said.bodies):
        equal = [own for other, own in held if same_body(body, other)]
        # A name may stand there with its place, or where it is not read as one.
        if not equal and not any(body.words in source.everything for source in sources):
            yield body.words
        elif equal and is_of_other(duty_of(said, number), equal, rivals):
            yield f"{body.words}{OF_OTHER}"


def missing_numbers(text: str, sources: Sequence[Source]) -> Iterator[str]:
    """Document numbers, ordinals, codes and titles of works that stand in no clause."""
    everything = "\n".join(source.everything for source in sources)
    numbers = {_number(match) for match in _NUMBER.finditer(everything)}
    named = [_number(match) for match in _NUMBER.finditer(text)]
    yield from (number for number in named if not any(other.endswith(number) for other in numbers))
    ordinals = set(_ordinals(everything))
    yield from (ordinal for ordinal in _ordinals(text) if ordinal not in ordinals)
    yield from (code for code in _CODE.findall(text) if code.lower() not in everything.lower())
    yield from (f"《{title}》" for title in _TITLE.findall(text) if title not in everything)
    held = _numbers_by_title(everything)
    yield from (number for title, number in _numbers_by_title(text).items() if held.get(title, number) != number)


def _number(match: re.Match[str]) -> str:
    agency = _BEFORE_AGENCY.sub("", match["agency"] or "")
    return f"{agency}〔{match['year']}〕{match['serial']}号"


def _numbers_by_title(text: str) -> dict[str, str]:
    """Titles with the document number in brackets behind them."""
    return {match["title"]: _number(match) for match in _NUMBERED.finditer(text)}


def _ordinals(text: str) -> Iterator[str]:
    for number, kind in _ORDINAL.findall(text):
        yield f"第{number if number.isdigit() else format(han_value(number), '.0f')}{kind}"
