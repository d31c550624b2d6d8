"""Which places a question names: names in use, of the corpus and of the country, and misspellings by sound."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.indexing.tokens import word_spans, words
from assistant.reading.gazetteer import aliases, bare_names, divisions, full_names, lengths_by_key, province_names
from assistant.records import Region
from assistant.retrieval.scope.homophones import Homophones

# Divisions whose names are also plain words: where the corpus has no documents of them, alone they name no place.
_COMMON_WORDS = frozenset(
    "老城区 新城区 市中区 郊区 矿区 白银 大同 安康 保定 东方 三明 吉安 长治 宣城 朝阳 来宾 日照 开封 百色 安顺 山南 "
    "大庆 铜川 河池 中卫 兴安 平凉".split()
)
# Counties whose names without suffix are everyday words: they are meant only behind their city or province.
_PLAIN_COUNTIES = frozenset(
    "资源 合作 比如 南部 解放 东方 前进 港口 公安 友好 通道 城中 城东 城西 城南 城北 城区 城关 "
    "平安 中方 安定 延长 光明 新兴 运河 万年 东风 光泽 南岸 会同 工农 富裕 清水 前锋 复兴 长子 "
    "宏伟 平定 洞口 石门 郊区 振兴 三元 大方 互助 莲花 矿区 桃源 二七 方城 高台 无为 同心 民权 "
    "小店 平房 定远 灯塔 天涯 海棠 回民 江岸 安居 黑水 新民 高密 富民 爱民 上高 左权 天心 正定 "
    "天柱 太白 兴业 盐池 小金 修水 集贤 梨树 鸡冠 永定 天长 五常 乐业 牧野 大足 金水 城厢 固安 "
    "响水 和平 共和 友谊 凤凰 红旗 温泉 威信 向阳 新华 建华 金山 永和 博爱 七星 木兰 宝塔 方正 "
    "玉龙 惠民 新星 和顺 康乐 平顺 仁和 东区 西区 市中 老城 新城 新市 站前 滨湖 东湖 江北 江南 "
    "桥东 桥西 路南 路北 南关 中原 市南 市北 滨江 惠农 新建 河东 河西 和政 平原 湖里 和静 南山 "
    "牡丹 建设 新会 西山 东山 五华 水城 新区 龙门 大邑 丰满".split()
)
# Between a wide name and the place in it, also where a pause parts them (在云南省，玉溪市的…).
_NEAR = re.compile(r"[的·，,]?\s?")
_ADJACENT = re.compile(r"[的·]?")
# Where the last character of a name opens the next word: 武汉市民 names 武汉.
_OTHER_WORDS = frozenset("市民 市场 市长 市容 区域 区块 区间 区位".split())
# Behind a name these are no part of another word, though a dictionary may list them together (苏州企业).
_BEHIND = frozenset("企业 政府 人民 居民 财政 人才 人".split())


@dataclass(frozen=True, slots=True)
class Place:
    """A place named at ``start:end`` of a text, the wider names before it (云南省玉溪市) included.

    ``name`` is as the corpus or the gazetteer writes it; ``regions`` are those that it may mean, mostly one.
    """

    name: str
    start: int
    end: int
    regions: tuple[Region, ...]

    @property
    def is_ambiguous(self) -> bool:
        """Whether namesakes could be told apart by a wider name."""
        return len(self.regions) > 1


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    """The places of a text in order; ``context`` are wider names that only say where a narrower one lies."""

    places: tuple[Place, ...]
    context: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """The names of a corpus' places beside those of the country; all are looked up, none is searched for.

    ``regions`` go by alias, ``lengths`` by the first two characters. ``invented`` are full names that the
    country does not have, ``plain`` aliases that are everyday words.
    """

    regions: dict[str, tuple[Region, ...]]
    lengths: dict[str, tuple[int, ...]]
    homophones: Homophones
    invented: frozenset[str]
    plain: frozenset[str]

    @classmethod
    def of(cls, regions: Iterable[Region]) -> "PlaceNames":
        """Collect the aliases of every level of the regions."""
        named: dict[str, set[Region]] = defaultdict(set)
        found_regions = {upper for region in regions for upper in levels(region)}
        for region in found_regions:
            for alias in aliases(region.name):
                named[alias].add(region)
        ordered = {alias: tuple(sorted(found, key=_rank)) for alias, found in sorted(named.items())}
        plain = frozenset(
            alias for alias in _PLAIN_COUNTIES & set(ordered) if all(region.county for region in ordered[alias])
        )
        everything = {*ordered, *full_names(), *(bare_names() - _COMMON_WORDS)}
        return cls(
            ordered,
            lengths_by_key((alias[:2], len(alias)) for alias in everything),
            Homophones.of(alias for alias in ordered if alias not in plain),
            frozenset(region.name for region in found_regions if region.name not in divisions()),
            plain,
        )

    def find(self, text: str) -> NamedPlaces:
        """The places of ``text`` in order; a misspelling counts where no place of the corpus is named."""
        spans = word_spans(text)
        found = self._written(text, spans)
        if not any(place.name in self.regions for place in found):
            taken = [(place.start, place.end) for place in found]
            slips = [
                Place(name, start, start + len(name), ()) for start, name in self.homophones.find(text, spans, taken)
            ]
            found = sorted([*found, *slips], key=lambda place: place.start)
        return self._relate(text, [replace(place, regions=self._meant(place.name)) for place in found])

    def starting(self, text: str) -> Place | None:
        """The longest name that opens ``text``, wider names before it included; for titles, whatever its words."""
        end, place = 0, None
        while longer := next(self._at(text, end), None):
            regions = self._candidates(longer)
            inside = regions if place is None else _inside(regions, place.regions)
            if not inside:
                break
            end += len(longer)
            place = Place(longer, 0, end, inside)
        return place

    def length_at_start(self, text: str) -> int:
        """How many characters of ``text`` name the place that opens it."""
        place = self.starting(text)
        return place.end if place else 0

    def _written(self, text: str, spans: Sequence[tuple[int, int]]) -> list[Place]:
        """The names that cut no word (农民和企业 does not name 民和), the longest at each place."""
        edges = {edge for span in spans for edge in span}
        words_from = dict(spans)
        found: list[Place] = []
        for start in range(len(text)):
            if start not in edges or (found and start < found[-1].end):
                continue
            fitting = (
                name
                for name in self._at(text, start)
                if start + len(name) in edges or _opens(name, text[start : words_from.get(start, start)])
            )
            name = next(
                (name for name in fitting if name not in self.plain or self._is_behind_wider(found, start, name)), ""
            )
            is_word = start + len(name) not in edges or (len(name) == 2 and name in words(text))
            if name and (len(name) > 2 or name in self.regions or is_word):
                found.append(Place(name, start, start + len(name), ()))
                # What follows in a word like 上海市浦东新区 is a name as well.
                edges.add(start + len(name))
        return found

    def _is_behind_wider(self, found: Sequence[Place], start: int, name: str) -> bool:
        around = found[-1] if found and found[-1].end == start else None
        return around is not None and bool(_inside(self._candidates(name), self._candidates(around.name)))

    def _at(self, text: str, start: int) -> Iterator[str]:
        """The names that stand at ``start``, longest first."""
        for length in self.lengths.get(text[start : start + 2], ()):
            name = text[start : start + length]
            is_name = len(name) == length and (name in self.regions or _is_division(name))
            if is_name and text[start + length - 1 : start + length + 1] not in _OTHER_WORDS:
                yield name

    def _meant(self, name: str) -> tuple[Region, ...]:
        """The regions of a name, those of the corpus before others; 吉林 is the province and not the city in it."""
        if name in province_names():
            return tuple(region for region in self._candidates(name) if region == Region(region.province))
        return _widest(self.regions.get(name) or divisions()[name])

    def _candidates(self, name: str) -> tuple[Region, ...]:
        return tuple(dict.fromkeys((*self.regions.get(name, ()), *divisions().get(name, ()))))

    def _relate(self, text: str, found: Sequence[Place]) -> NamedPlaces:
        """Tell namesakes apart by the wider names before them, and wider names from places of their own."""
        places: list[Place] = []
        for place in found:
            places.append(self.narrowed(place, places))
        context = [wide for wide, place in pairwise(places) if _is_context(text, wide, place)]
        kept = [self._with_context(text, place, context) for place in places if place not in context]
        return NamedPlaces(tuple(kept), tuple(context))

    def narrowed(self, place: Place, wider: Sequence[Place]) -> Place:
        """The place with those namesakes only that lie in the last of the wider places that has any."""
        candidates = self._candidates(place.name)
        for around in reversed(wider if len(candidates) > 1 else ()):
            inside = _inside(candidates, around.regions)
            if inside:
                return replace(place, regions=_widest(inside))
        return place

    def _with_context(self, text: str, place: Place, context: Sequence[Place]) -> Place:
        """Let the place begin with the wider names directly before it; a namesake is called by them as well."""
        start = place.start
        for wide in reversed(context):
            if (
                wide.end <= start
                and _ADJACENT.fullmatch(text[wide.end : start])
                and _inside(place.regions, wide.regions)
            ):
                start = wide.start
        is_namesake = start < place.start and len(self.regions.get(place.name) or divisions()[place.name]) > 1
        return replace(place, start=start, name=text[start : place.end] if is_namesake else place.name)


def levels(region: Region) -> tuple[Region, ...]:
    """The region and those above it, widest first."""
    found = (
        Region(region.province),
        Region(region.province, region.city),
        Region(region.province, region.city, region.county),
    )
    return tuple(dict.fromkeys(level for level in found if level.names and level.name))


def lies_in(region: Region, wider: Region) -> bool:
    """Whether a region lies inside another, and is not the same."""
    return region != wider and wider in levels(region)


def _is_context(text: str, wide: Place, place: Place) -> bool:
    """Whether a place only says where the next one lies: 云南省玉溪市, not 云南省和玉溪市."""
    return bool(_inside(place.regions, wide.regions) and _NEAR.fullmatch(text[wide.end : place.start]))


def _inside(regions: Iterable[Region], wider: Iterable[Region]) -> tuple[Region, ...]:
    """The regions that lie in one of the wider ones."""
    around = set(wider)
    return tuple(region for region in regions if around.intersection(levels(region)) - {region})


def _widest(regions: Sequence[Region]) -> tuple[Region, ...]:
    """The regions without those that lie in another of them: 长沙 is the city, not the county in it."""
    return tuple(region for region in regions if not any(lies_in(region, other) for other in regions))


def _opens(name: str, word: str) -> bool:
    """Whether a longer word of the dictionary is the name and something of its own: 浙江省人民政府, not 大同小异."""
    rest = word[len(name) :] if word.startswith(name) else ""
    return rest in _BEHIND or (len(name) >= 3 and len(rest) >= 2)


def _is_division(name: str) -> bool:
    return (name in full_names() or name in bare_names()) and name not in _COMMON_WORDS


def _rank(region: Region) -> tuple[int, tuple[str, ...]]:
    return len(region.names), (region.province, region.city, region.county)
