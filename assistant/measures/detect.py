"""Whether a sentence offers, promises, limits or withdraws something, of what type, how firmly, and to whom."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.measures.taxonomy import Acts, MeasureType, Named, Taxonomy
from assistant.records import Firmness

_PART = re.compile(r"[^,，;；。！？!?]+")
# 对…的, 凡…的 name who is meant; what they do is no offer.
_WHO = re.compile(r"(?:^|(?<=[,，]))\s*(?:对|凡|经|对于)[^,，;；。]{2,60}?的(?=[^,，;；。]{0,30})")
# A sum or a share that is handed out.
_SUM = re.compile(r"\d(?:\.\d+)?[万亿千百]*元|[一二三四五六七八九十百千]+万?元|\d%|百分之")
_MONEY, _OTHER = "资助补贴", "其他支持"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a sentence offers: types with the main one first, the firmness of that one, and who gets it."""

    types: tuple[str, ...]
    firmness: Firmness
    beneficiaries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Offer:
    """A part of a sentence that offers something; ``pays``: money is promised for certain."""

    firmness: Firmness
    types: tuple[str, ...]
    is_strong: bool
    pays: bool


class Detector:
    """Judges sentences by a taxonomy; sentences are in one form of width and marks (``plain``)."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy

    def judge(self, text: str, *, headings: str = "", is_row: bool = False, is_goal: bool = False) -> Judgement | None:
        """What a sentence offers; None where it offers nothing to anybody outside the administration.

        ``headings`` stand above it. ``is_row``: it is the row of a table, which offers by its headings what its cells
        count. ``is_goal``: it stands under the goals of a plan, where only what is promised in so many words counts.
        """
        if self._taxonomy.past.search(text) or (is_goal and not self._taxonomy.promise.search(text)):
            return None
        is_entitled = bool(self._taxonomy.entitlement.search(headings + text))
        offers = tuple(filter(None, (self._offer(part, is_entitled=is_entitled) for part in _PART.findall(text))))
        if not offers or (is_row and offers[0].firmness is Firmness.SUPPORTED):
            offers = (*self._sums(headings, text), *offers) if is_row else offers
        if not offers:
            return None
        main = _main(offers)
        return Judgement(_ordered(main, offers), main.firmness, named(text, self._taxonomy.beneficiaries))

    def _offer(self, part: str, *, is_entitled: bool) -> _Offer | None:
        """What one part of a sentence offers; ``is_entitled``: the sentence speaks of something that one can get."""
        opening = self._opening(_WHO.sub("", part))
        if opening is None:
            return None
        acts, is_strong = opening
        given = tuple(name for _, name in _types(part, self._taxonomy.types, lambda one: one.given))
        # The head of a Chinese phrase stands last: 商标品牌指导站 is a station.
        fields = tuple(name for _, name in sorted(_types(part, self._taxonomy.types, _field), reverse=True))
        sure = acts.firmness is Firmness.GIVEN and is_strong
        pays = sure and (
            bool(_SUM.search(part)) or any(one.is_money for one in self._taxonomy.types if one.name in given)
        )
        outsiders = named(part, self._taxonomy.beneficiaries)
        if acts.firmness is Firmness.WITHDRAWN:
            counts = bool(given or outsiders or is_entitled)
        else:
            counts = self._counts(part, given, (*given, *fields), outsiders, is_strong=is_strong, pays=pays, sure=sure)
        if not counts:
            return None
        money = (_MONEY,) if (pays and not given) or acts.firmness is Firmness.WITHDRAWN else ()
        return _Offer(acts.firmness, (*given, *money, *fields) or (_OTHER,), is_strong, pays)

    def _sums(self, headings: str, row: str) -> tuple[_Offer, ...]:
        """What a row with a sum or a share offers under a heading that speaks of giving."""
        given = tuple(name for _, name in _types(headings + row, self._taxonomy.types, lambda one: one.given))
        if not given or not _SUM.search(row):
            return ()
        fields = tuple(name for _, name in _types(row, self._taxonomy.types, _field))
        return (_Offer(Firmness.GIVEN, (*given, *fields), is_strong=True, pays=True),)

    def _opening(self, part: str) -> tuple[Acts, bool] | None:
        """The act that opens an offer, a withdrawal before all others; and whether a strong act stands in the part."""
        found = [
            (acts.firmness is not Firmness.WITHDRAWN, match.start(), rank, acts, is_strong)
            for rank, acts in enumerate(self._taxonomy.acts)
            for is_strong, pattern in ((True, acts.strong), (False, acts.weak))
            if (match := pattern.search(part))
        ]
        if not found:
            return None
        return min(found, key=lambda one: one[:3])[3], any(one[4] for one in found)

    def _counts(
        self, part: str, given: tuple[str, ...], types: tuple[str, ...], outsiders: tuple[str, ...], *,
        is_strong: bool, pays: bool, sure: bool,
    ) -> bool:  # fmt: skip
        """Whether an act with what stands by it is an offer."""
        if self._taxonomy.aims.search(part) and not (sure and given):
            return False
        if self._taxonomy.internal.search(part):
            return is_strong and bool(given) and bool(outsiders or sure)
        return pays or bool(types) or (is_strong and bool(outsiders))


def named(text: str, entries: Iterable[Named]) -> tuple[str, ...]:
    """The names whose words stand in a text, in the order of the taxonomy, with those that they imply."""
    found = [name for one in entries if one.words.search(text) for name in (one.name, *one.implies)]
    return tuple(dict.fromkeys(found))


def _types(
    part: str, types: Iterable[MeasureType], words: Callable[[MeasureType], re.Pattern[str]]
) -> list[tuple[int, str]]:
    """The types whose words stand in a part, with the end of their last word; no word counts for two types."""
    found: list[tuple[int, str]] = []
    taken: set[int] = set()
    for one in types:
        spans = [match.span() for match in words(one).finditer(part)]
        free = [span for span in spans if not taken & set(range(*span))]
        if free:
            taken |= {place for span in free for place in range(*span)}
            found.append((free[-1][1], one.name))
    return found


def _field(one: MeasureType) -> re.Pattern[str]:
    return one.field


def _main(offers: tuple[_Offer, ...]) -> _Offer:
    """The offer that a sentence is chiefly about: money, a withdrawal, else what it opens with or says strongest."""
    paid = [one for one in offers if one.pays]
    withdrawn = [one for one in offers if one.firmness is Firmness.WITHDRAWN]
    explores = [one for one in offers[:1] if one.firmness is Firmness.EXPLORED]
    strong = [one for one in offers if one.is_strong and one.firmness is not Firmness.EXPLORED]
    return (paid or withdrawn or explores or strong or offers)[0]


def _ordered(main: _Offer, offers: tuple[_Offer, ...]) -> tuple[str, ...]:
    """The types of a sentence: of money offered, else of what is offered as firmly as the main thing, in text order."""
    alike = [offer for offer in offers if offer.firmness is main.firmness]
    first = [main] if main.pays else []
    names = dict.fromkeys(name for offer in (*first, *alike, *offers) for name in offer.types)
    return tuple(name for name in names if name != _OTHER) or (_OTHER,)
