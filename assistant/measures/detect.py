"""Whether a sentence offers, promises, limits or withdraws something, of what type, how firmly, and to whom."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from assistant.measures.taxonomy import NEVER, Named, Taxonomy
from assistant.records import Firmness

_PART = re.compile(r"[^,，;；。！？!?]+")
# 对…的, 凡…的 name who is meant; what they do is no offer. What is given to them (对企业给予50万元的奖励) is one.
_WHO = re.compile(
    r"(?:^|(?<=[,，]))\s*(?:对|凡|经|对于)"
    r"(?:(?!给予|予以|按[^,，;；。]{0,24}(?:\d%|比例|标准))[^,，;；。]){2,60}?的(?=[^,，;；。]{0,30})"
)
_CASE_END = re.compile(r"的$")
# A sum or a share that is handed out.
_SUM = re.compile(
    r"\d(?:\.\d+)?[万亿千百]*元|[一二三四五六七八九十百千]+万?元|\d%|百分之|[一二三四五六七八九两\d]成(?![立为果本员功效绩])|一半|全额"
)
_MONEY, _REWARD, _OTHER = "资助补贴", "奖励", "其他支持"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a sentence offers: types with the main one first, the firmness of that one, and who gets it."""

    types: tuple[str, ...]
    firmness: Firmness
    beneficiaries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Offer:
    """A part of a sentence that may offer something, with the types of what is given and of the field it is for.

    ``pays``: money is promised for certain.
    """

    text: str
    firmness: Firmness
    is_strong: bool
    given: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    pays: bool = False

    @property
    def is_sure(self) -> bool:
        return self.is_strong and self.firmness is Firmness.GIVEN

    @property
    def types(self) -> tuple[str, ...]:
        """What is given before what it is for; money where a sum or a withdrawal names nothing else."""
        is_money = self.firmness is Firmness.WITHDRAWN or (self.pays and not self.given)
        return (*self.given, *((_MONEY,) if is_money else ()), *self.fields) or (_OTHER,)


class Detector:
    """Judges sentences by a taxonomy; sentences are in one form of width and marks (``plain``)."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._money = frozenset(one.name for one in taxonomy.types if one.is_money)
        self._given = _Finder.of({one.name: one.given for one in taxonomy.types})
        self._fields = _Finder.of({one.name: one.field for one in taxonomy.types})

    def judge(self, text: str, *, headings: str = "", is_row: bool = False, is_goal: bool = False) -> Judgement | None:
        """What a sentence offers; None where it offers nothing to anybody outside the administration.

        ``headings`` stand above it. ``is_row``: it is the row of a table, which offers by its headings what its cells
        count. ``is_goal``: it stands under the goals of a plan, where only what is promised in so many words counts.
        """
        nothing = self._taxonomy.past.search(text) or self._taxonomy.judicial.search(text)
        if nothing or (is_goal and not self._taxonomy.promise.search(text)):
            return None
        is_formal = bool(self._taxonomy.formal.search(text))
        is_entitled = bool(self._taxonomy.entitlement.search(headings + text))
        for_others = self._names_outsiders(text)
        pieces = _PART.findall(text)
        parts = (self._read(piece, behind_case=_CASE_END.search(before)) for before, piece in pairwise(["", *pieces]))
        offers = tuple(
            part for part in parts if part and self._counts(part, is_entitled=is_entitled, for_others=for_others)
        )
        if is_formal:
            offers = tuple(one for one in offers if one.firmness is Firmness.WITHDRAWN or _SUM.search(one.text))
        if is_row and (not offers or offers[0].firmness is Firmness.SUPPORTED or not offers[0].given):
            offers = (*self._sums(headings, text), *offers)
        if not offers:
            return None
        main = _main(offers)
        types = _ordered(main, offers)
        if types[0] in {_MONEY, _OTHER} and not main.given:
            types = self._of_sentence(text, types)
        return Judgement(types, main.firmness, named(text, self._taxonomy.beneficiaries))

    def _of_sentence(self, text: str, types: tuple[str, ...]) -> tuple[str, ...]:
        """Types of an offer that says itself only that there is money: first what the whole sentence speaks of."""
        given = [name for _, name in self._given.find(text)]
        fields = [name for _, name in sorted(self._fields.find(text), reverse=True)]
        reward = [_REWARD] if types[0] == _MONEY and self._taxonomy.achieved.search(text) else []
        names = dict.fromkeys([*given, *reward, *(types if types[0] == _MONEY else fields), *types, *fields])
        return tuple(name for name in names if name != _OTHER) or (_OTHER,)

    def _read(self, part: str, *, behind_case: object) -> _Offer | None:
        """A part with the act that opens it and the types that stand in it; None where nothing opens an offer.

        ``behind_case``: a case stands before it (……的，), for which a sum is given whatever the verb.
        """
        opening = self._opening(_WHO.sub("", part))
        if opening is None and not (behind_case and _SUM.search(part)):
            return None
        firmness, is_strong = opening or (Firmness.GIVEN, True)
        given = tuple(name for _, name in self._given.find(part))
        # The head of a Chinese phrase stands last: 商标品牌指导站 is a station.
        fields = tuple(name for _, name in sorted(self._fields.find(part), reverse=True))
        is_sum = bool(_SUM.search(part) or self._money & set(given))
        pays = firmness is Firmness.GIVEN and is_strong and is_sum
        return _Offer(part, firmness, is_strong, given, fields, pays)

    def _opening(self, part: str) -> tuple[Firmness, bool] | None:
        """The firmness of the act that opens an offer, and whether a strong act stands in the part.

        A withdrawal comes before all others, else the act that stands first.
        """
        found = [
            (acts.firmness is not Firmness.WITHDRAWN, match.start(), rank, acts.firmness, is_strong)
            for rank, acts in enumerate(self._taxonomy.acts)
            for is_strong, pattern in ((True, acts.strong), (False, acts.weak))
            if (match := pattern.search(part))
        ]
        return (min(found, key=lambda one: one[:3])[3], any(one[4] for one in found)) if found else None

    def _counts(self, part: _Offer, *, is_entitled: bool, for_others: bool) -> bool:
        """Whether an act with what stands by it is an offer.

        ``is_entitled`` and ``for_others`` are of the sentence: it speaks of something that one can get, of somebody
        outside the administration.
        """
        if part.firmness is Firmness.WITHDRAWN:
            return bool(part.given) or is_entitled or for_others
        if self._taxonomy.aims.search(part.text) and not (part.is_sure and part.given):
            return False
        if self._taxonomy.internal.search(part.text):
            return part.is_strong and bool(part.given) and (part.is_sure or self._names_outsiders(part.text))
        return part.pays or bool(part.given or part.fields) or (part.is_strong and for_others)

    def _names_outsiders(self, text: str) -> bool:
        return any(one.words.search(text) for one in self._taxonomy.beneficiaries)

    def _sums(self, headings: str, row: str) -> tuple[_Offer, ...]:
        """What a row with a sum or a share offers under a heading that speaks of giving."""
        given = tuple(name for _, name in self._given.find(headings + row))
        if not given or not _SUM.search(row):
            return ()
        fields = tuple(name for _, name in self._fields.find(row))
        return (_Offer(row, Firmness.GIVEN, True, given, fields, True),)


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds which types have words in a part; ``any_word`` saves looking for each where there are none."""

    words: tuple[tuple[str, re.Pattern[str]], ...]
    any_word: re.Pattern[str]

    @classmethod
    def of(cls, patterns: Mapping[str, re.Pattern[str]]) -> "_Finder":
        used = tuple((name, pattern) for name, pattern in patterns.items() if pattern.pattern != NEVER)
        return cls(used, re.compile("|".join(pattern.pattern for _, pattern in used) or NEVER))

    def find(self, part: str) -> list[tuple[int, str]]:
        """The types in the order of the taxonomy, with the end of their last word; no word counts for two types."""
        found: list[tuple[int, str]] = []
        taken: set[int] = set()
        for name, pattern in self.words if self.any_word.search(part) else ():
            spans = [match.span() for match in pattern.finditer(part)]
            free = [span for span in spans if taken.isdisjoint(range(*span))]
            if free:
                taken.update(place for span in free for place in range(*span))
                found.append((free[-1][1], name))
        return found


def named(text: str, entries: Iterable[Named]) -> tuple[str, ...]:
    """The names whose words stand in a text, in the order of the taxonomy, with those that they imply."""
    found = [name for one in entries if one.words.search(text) for name in (one.name, *one.implies)]
    return tuple(dict.fromkeys(found))


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
