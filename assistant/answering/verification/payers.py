"""Who bears what: 费用由市财政全额承担 lets no enterprise pay, though the clause speaks of it.

Bodies are told apart by ``names``; payers are mostly none: 企业, 个人, 市财政.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.verification.contrast import OF_OTHER, fits_better, is_of_other
from assistant.answering.verification.lexicon import fold
from assistant.answering.verification.segments import phrases
from assistant.answering.verification.source import Place
from assistant.answering.verification.stretch import Own, Stretch
from assistant.answering.verification.words import HIDDEN, telling

_BEARS = "(?:承担|负担|支付|出资|列支|垫付|缴纳)"
_HOW = (
    "(?:全额|全部|足额|据实|一次性|自行|各自|各|共同|分别|统一|先行|直接|另行|依法|应当?|负责|予以"
    r"|按[^,;。:\n]{1,14}?)"
)
_BY = re.compile(rf"(?<![自理事缘])由(?P<payer>[^,;。:\n由]{{1,24}}?){_HOW}*{_BEARS}")
# 企业承担费用 opens its phrase; what stands behind 对, 按 or 的 pays nothing, and 企业负担 is mostly a noun.
_DOES = re.compile(
    rf"(?:^|(?<=[,;。:\n]))(?P<payer>[^,;。:\n由的对按为向]{{2,10}}?)(?<![不未免需]){_HOW}*(?:承担|出资)"
    r"(?=[^,;。:\n])(?![的额人]|单位|比例)"
)
# The subject of 并承担费用 stands anywhere before it in its sentence.
_PAYS = re.compile("(?<![不未免需])(?:承担|负担|出资|列支|缴|付|自理|自筹|投入|安排)")
_NO_OBJECT = re.compile("(?:^|[后的者时])$")
_AND = re.compile("、|以及|和|及|与|或者?")
_ENDS = re.compile("[;。\n]")
_PRONOUN = re.compile("[其该]|自己|自身|对方|双方")


@dataclass(frozen=True, slots=True)
class Payer:
    """Those who bear something, in the form of ``fold``, with the pairs of the words that say what.

    ``is_by`` tells 由市财政承担 from 市财政承担. It ends with its verb.
    """

    members: tuple[str, ...]
    what: frozenset[str]
    start: int
    end: int
    is_by: bool

    @property
    def own(self) -> Own:
        """What is borne, as it is compared with what another one bears."""
        return Own(self.what, self.what)


@lru_cache(maxsize=4096)
def read_payers(stretch: Stretch) -> tuple[Payer, ...]:
    """Those who bear something (由市财政承担, 市财政承担), in order."""
    matches = sorted([*_BY.finditer(stretch.text), *_DOES.finditer(stretch.text)], key=re.Match.start)
    stops = [*(match.start() for match in matches), len(stretch.text)][1:]
    found: list[Payer] = []
    for match, stop in zip(matches, stops, strict=True):
        members = tuple(filter(None, _AND.split(fold(match["payer"]))))
        what = _what(stretch.masked, match, found[-1] if found else None, stop)
        found.append(Payer(members, what, match.start("payer"), match.end(), match.re is _BY))
    return tuple(found)


def wrong_payers(said: Stretch, places: Sequence[Place]) -> Iterator[str]:
    """Payers of a sentence that the clauses let pay nothing, or something else, where they say who pays."""
    held = [payer for place in places for payer in read_payers(place.stretch)]
    if not any(payer.is_by for payer in held) or any(_PRONOUN.search(name) for payer in held for name in payer.members):
        return
    for payer in read_payers(said):
        if not any(body.start < payer.end and payer.start < body.end for body in said.bodies):
            yield from (f"{name}{OF_OTHER}" for name in payer.members if _is_wrong(name, payer, held, places))


def _is_wrong(name: str, said: Payer, held: Sequence[Payer], places: Sequence[Place]) -> bool:
    equal = [payer for payer in held if any(_is_same(name, other) for other in payer.members)]
    if not equal:
        text = [fold(place.stretch.text) for place in places]
        return any(name in clause for clause in text) and not any(_may_pay(name, clause) for clause in text)
    rivals = [(payer.own, fits_better) for payer in held if payer not in equal]
    return is_of_other(said.what, [payer.own for payer in equal], rivals)


def _is_same(name: str, other: str) -> bool:
    return name in other or other in name


def _may_pay(name: str, text: str) -> bool:
    """Whether a payer may be the subject of a verb whose phrase names none: 企业应当投保,并承担费用."""
    for verb in _PAYS.finditer(text):
        sentence = _ENDS.split(text[: verb.start()])[-1]
        is_subject = re.search(rf"(?<![为对给向替]){re.escape(name)}", sentence)
        if is_subject and "由" not in re.split("[,:]", sentence)[-1]:
            return True
    return False


def _what(masked: str, match: re.Match[str], earlier: Payer | None, stop: int) -> frozenset[str]:
    """The words of its phrase between the payments beside it.

    Where nothing or only a condition stands before the payer (经审核后由…支付), also those of the phrases before it.
    """
    start = earlier.end if earlier else 0
    first, last = next(span for span in phrases(masked) if span[1] > match.start())
    lead = masked[max(first, start) : match.start()]
    own = telling(f"{lead}{HIDDEN}{masked[match.end() : min(last, stop)]}")
    if not _NO_OBJECT.search(lead):
        return own
    goes_on = earlier is not None and not _ENDS.search(masked, earlier.end, match.start())
    return own | telling(masked[start : max(first, start)]) | (earlier.what if earlier and goes_on else frozenset())
