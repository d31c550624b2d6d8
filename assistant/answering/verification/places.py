"""Places that a sentence names and the cited clauses, with the titles of their documents, do not."""

import re
from collections.abc import Iterator

from assistant.reading.gazetteer import mentions, short_name

# A place that no gazetteer knows (甲县, 云川市) is taken for one where it opens a phrase.
_OPENS = re.compile(
    r"(?:^|(?<=[,;。:\n]))(?:在|据)?([一-鿿]{1,4}?(?:自治[州县旗区]|[省市县区州盟旗]))(?![场民政域级直委主容内外属人])"
)
_NO_PLACE = re.compile(
    r"[本全我各该其省市县区州两每新老城都超上夜股门小社园地辖校片景库街山郊灾牧林矿港特自]$|(?:所在|城|社|园|地|辖|校|片|景|街|山|郊|保护|示范|试验|功能|管理|开发|高新|严格|重点|城市|门)$|多|由|个|每|几|与|的|对|和|及"
)


def places_named(sentence: str, source: str) -> tuple[list[str], tuple[tuple[int, int], ...]]:
    """Places named in full of which the source does not even hold the short name, and the spans of the others."""
    listed = list(mentions(sentence))
    names = {mention.name for mention in listed} | set(_opening(sentence))
    strange = sorted(name for name in names if short_name(name) not in source)
    return strange, tuple((mention.start, mention.end) for mention in listed if mention.name not in strange)


def _opening(sentence: str) -> Iterator[str]:
    yield from (match[1] for match in _OPENS.finditer(sentence) if not _NO_PLACE.search(match[1][:-1]))
