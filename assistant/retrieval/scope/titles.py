"""Which documents a question names by title (《…》 or verbatim) or by number (国发〔2021〕20号)."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase

from assistant.reading.facts.numbers import normal_number
from assistant.reading.gazetteer import lengths_by_key
from assistant.reading.numbering import han_to_int
from assistant.records import ClauseTree
from assistant.retrieval.scope.times import half_width

# A title without its place must be as long as this to count where no 《》 mark it; names of laws are shorter.
_LEAST_CHARACTERS = 6
_LEAST_LAW_CHARACTERS = 3
_KEY_CHARACTERS = 3
_STATE = "中华人民共和国"
# What versions of one document differ in.
_ASIDE = re.compile(
    r"[(（〔【\[][^()（）〔〕【】\[\]]{0,12}(?:试行|暂行|修[订正]|草案|稿|节选|\d{4}|版)[^()（）〔〕【】\[\]]{0,12}[)）〕】\]]"
)
_SHELL = re.compile(r"(?:关于)?(?:印发|转发|批转|发布|公布|下发)(?P<inside>.{4,}?)的(?:通知|公告|通告|决定|令)$")
_DROPPED = re.compile(r"[\s《》〈〉“”\"‘’'「」()（）〔〕\[\]【】·,，:：—–\-~～_的]")
# Letter by letter, so that places in the text stay the same.
_SAME = str.maketrans("与及" + ascii_uppercase, "和和" + ascii_lowercase)
_QUOTED = re.compile(r"《(?P<inside>[^《》]*(?:《[^《》]*》[^《》]*)*)》")
_AGENCY = r"(?P<agency>[一-鿿A-Z]{0,16})\s?"
_NUMBERS = (
    re.compile(
        rf"{_AGENCY}[〔\[(（【]\s?(?P<year>(?:19|20)\d{{2}})年?\s?[〕\])）】]\s?第?\s?(?P<serial>\d{{1,5}})\s?号"
    ),
    re.compile(rf"{_AGENCY}(?<=[发办函字规])(?P<year>(?:19|20)\d{{2}})\s?第?\s?(?P<serial>\d{{1,4}})\s?号"),
    re.compile(rf"{_AGENCY}(?<=令)(?P<year>)[(（]?第(?P<serial>[〇零一二三四五六七八九十百\d]{{1,6}})号[)）]?"),
)
# What may stand before the agency of a number within a question.
_LEADING = re.compile(
    r"^.*(?:请问|想问|问下|关于|根据|按照|依据|依照|落实|贯彻|查询|查找|查一下|看看|一下|以及|文件|文号|[的和与是在看问查、])"
)
# A document that is only cited: what is asked is how a place puts it into practice.
_CITED = re.compile(r"(?:落实|贯彻|依据|根据|按照|依照|对照|执行|遵照)(?:好|了)?[《“\s]*$")


@dataclass(frozen=True, slots=True)
class NamedTitle:
    """A title or number at ``start:end`` of a text; ``documents`` are those of the corpus that bear it.

    ``words`` are as written, without 《》; ``place`` is the part of them that names a place and was left out to find
    the documents; ``is_sure`` where 《》 or a number leave no doubt, ``is_cited`` where something else is asked.
    ``place_characters`` is how many of the first characters name a place.
    """

    words: str
    start: int
    end: int
    documents: tuple[str, ...]
    place: str = ""
    is_sure: bool = True
    is_cited: bool = False
    place_characters: int = 0

    @property
    def spellings(self) -> tuple[str, ...]:
        """The words as texts may write them: the year of a number stands in brackets of several forms."""
        plain = normal_number(self.words)
        year = re.search(r"〔(\d{4})〕", plain)
        others = [plain.replace(year.group(), f"{a}{year[1]}{b}") for a, b in ("[]", "（）", "()")] if year else []
        return tuple(dict.fromkeys((self.words, plain, *others)))


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of a corpus by what they come to without marks, and its numbers by year and serial."""

    documents: dict[str, tuple[str, ...]]
    lengths: dict[str, tuple[int, ...]]
    numbers: dict[tuple[str, str], tuple[tuple[str, str], ...]]
    place_length: Callable[[str], int]

    @classmethod
    def of(cls, trees: Sequence[ClauseTree], place_length: Callable[[str], int]) -> "Titles":
        """Collect titles and numbers; ``place_length`` says how many characters of a title name its place."""
        held: dict[str, set[str]] = defaultdict(set)
        numbers: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        for tree in trees:
            for title in _titles_of(tree):
                for key, _ in _keys(title, place_length):
                    held[key].add(tree.document.id)
            for agency, year, serial in _number_of(tree.document.metadata.document_number):
                numbers[year, serial].add((agency, tree.document.id))
        documents = {key: tuple(sorted(ids)) for key, ids in sorted(held.items()) if key}
        lengths = lengths_by_key((key[:_KEY_CHARACTERS], len(key)) for key in documents if _stands_alone(key))
        return cls(documents, lengths, {key: tuple(sorted(found)) for key, found in numbers.items()}, place_length)

    def find(self, text: str) -> tuple[NamedTitle, ...]:
        """The titles and numbers of a text, in order; those in 《》 and numbers also where no document bears them."""
        plain = half_width(text)
        found = [*self._numbered(text, plain), *self._quoted(text)]
        found += self._verbatim(text, plain, found)
        return tuple(sorted(found, key=lambda title: title.start))

    def lookup(self, words: str) -> tuple[str, ...]:
        """The documents of a whole title or of a number; none where only a title without its place fits."""
        number = next(iter(self._numbered(words, half_width(words))), None)
        return number.documents if number else self.documents.get(_plain(words)[0], ())

    def _quoted(self, text: str) -> Iterator[NamedTitle]:
        for match in _QUOTED.finditer(text):
            words = match["inside"].strip()
            documents, place = self._of_title(words)
            if words:
                yield NamedTitle(
                    words,
                    *match.span(),
                    documents,
                    place,
                    True,
                    _is_cited(text, match.start()),
                    self.place_length(words),
                )

    def _of_title(self, words: str) -> tuple[tuple[str, ...], str]:
        """The documents of the longest part of a title that is one, and the place that was left out."""
        for key, place in _keys(words, self.place_length):
            if key in self.documents:
                return self._narrow(words, self.documents[key]), place
        return (), ""

    def _narrow(self, words: str, documents: tuple[str, ...]) -> tuple[str, ...]:
        """Of versions that differ in their asides only, the one that has those of ``words``."""
        with_aside = self.documents.get(_whole(words), ()) if _ASIDE.search(half_width(words)) else ()
        return with_aside or documents

    def _verbatim(self, text: str, plain: str, taken: Sequence[NamedTitle]) -> Iterator[NamedTitle]:
        key, places = _plain(plain)
        end = -1
        for start in range(len(key) - _KEY_CHARACTERS + 1):
            length = self._longest(key, start) if start >= end else 0
            if not length:
                continue
            span = _span(plain, places, start, start + length)
            if not any(span[0] < other.end and other.start < span[1] for other in taken):
                end = start + length
                words = text[span[0] : span[1]]
                documents = self._narrow(words, self.documents[key[start:end]])
                yield NamedTitle(words, *span, documents, "", False, _is_cited(text, span[0]), self.place_length(words))

    def _longest(self, key: str, start: int) -> int:
        lengths = self.lengths.get(key[start : start + _KEY_CHARACTERS], ())
        fitting = (length for length in lengths if start + length <= len(key))
        return next((length for length in fitting if key[start : start + length] in self.documents), 0)

    def _numbered(self, text: str, plain: str) -> Iterator[NamedTitle]:
        end = 0
        for match in sorted((m for form in _NUMBERS for m in form.finditer(plain)), key=lambda m: m.start()):
            if match.start() < end:
                continue
            end = match.end()
            held = self.numbers.get((match["year"], _serial(match["serial"])), ())
            agency, documents = _bearers(match["agency"], held)
            start = match.end("agency") - len(agency)
            yield NamedTitle(text[start:end], start, end, documents, "", True, _is_cited(text, start))


def plain_key(text: str) -> str:
    """What of a title or a question is compared: no marks, no asides, no 的."""
    return _plain(text)[0]


def _titles_of(tree: ClauseTree) -> set[str]:
    """The document's own title, and those of the notice that carries it."""
    named = {fact.value for fact in tree.facts if fact.field == "title" and len(fact.value) >= _LEAST_CHARACTERS}
    return {tree.document.metadata.title} | named


def _keys(title: str, place_length: Callable[[str], int]) -> Iterator[tuple[str, str]]:
    """What a title may be called, fullest first, each with the place that it lacks."""
    for form, place in _forms(title, place_length):
        yield _whole(form), place
        yield _plain(form)[0], place


def _forms(title: str, place_length: Callable[[str], int]) -> Iterator[tuple[str, str]]:
    for part in dict.fromkeys(_parts(title)):
        yield part, ""
        bare = part.removeprefix(_STATE)
        yield bare, ""
        length = place_length(bare)
        if length and len(bare) - length >= 4:
            yield bare[length:], bare[:length]


def _parts(title: str) -> Iterator[str]:
    """The title, and what it carries: of 关于印发《甲办法》的通知, 甲办法."""
    plain = half_width(title)
    yield plain
    shell = _SHELL.search(plain)
    if shell:
        yield shell["inside"]
    inside = _QUOTED.fullmatch(shell["inside"].strip()) if shell else None
    if inside:
        yield inside["inside"]
    about = plain.find("关于")
    if about > 0:
        yield plain[about:]
        yield plain[about + 2 :]


def _whole(title: str) -> str:
    """The key of a title with its asides."""
    return _DROPPED.sub("", half_width(title)).translate(_SAME)


def _plain(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without marks and asides, and where each of its characters stands in it."""
    plain = half_width(text).translate(_SAME)
    asides = {place for match in _ASIDE.finditer(plain) for place in range(*match.span())}
    places = [n for n, char in enumerate(plain) if n not in asides and not _DROPPED.match(char)]
    return "".join(plain[n] for n in places), tuple(places)


def _span(text: str, places: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Where characters of a key stand in the text, with the aside and the quotation mark behind them."""
    first, last = places[start], places[end - 1] + 1
    aside = _ASIDE.match(text, last)
    return first, aside.end() if aside else last


def _stands_alone(key: str) -> bool:
    is_law = key.endswith("法") and not key.endswith(("办法", "方法", "做法"))
    return len(key) >= (_LEAST_LAW_CHARACTERS if is_law else _LEAST_CHARACTERS)


def _number_of(number: str) -> Iterator[tuple[str, str, str]]:
    """Agency, year and serial of a document's number."""
    for form in _NUMBERS:
        match = form.search(half_width(normal_number(number)))
        if match:
            yield match["agency"], match["year"], _serial(match["serial"])
            return


def _serial(text: str) -> str:
    return str(han_to_int(text))


def _bearers(written: str, held: Sequence[tuple[str, str]]) -> tuple[str, tuple[str, ...]]:
    """The agency that a run of characters ends with, and the documents; without any agency, all of them."""
    fitting = [(agency, document) for agency, document in held if written.endswith(agency)]
    longest = max((len(agency) for agency, _ in fitting), default=0)
    if fitting and (longest or not _LEADING.sub("", written)):
        return written[len(written) - longest :], tuple(d for agency, d in fitting if len(agency) == longest)
    agency = _LEADING.sub("", written)
    return agency, () if agency else tuple(document for _, document in held)


def _is_cited(text: str, start: int) -> bool:
    return bool(_CITED.search(text[:start]))
