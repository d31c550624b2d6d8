"""The place that a document is of: what opens its title, who issued it, or what it names most often as its own."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.reading.facts.confidence import COMPUTED, INFERRED, PART, PLACED
from assistant.reading.facts.view import View, locate
from assistant.reading.gazetteer import bare_names, leading_region, mentions, most_named, resolve
from assistant.records import Fact, Region

_FIELD = "region"
_BEFORE = re.compile(r"(?:\d{4}年度?)?(?:中共|中国共产党|共青团|政协|国家税务总局|中国人民银行|中国人民政治协商会议)?")
# What may stand before the place in a title, and behind what a place is another's.
_ABOUT = re.compile(r"(?:[^《》]{0,40}?关于)?(?:印发|公布|发布|做好|推进|加快|加强|促进|支持|修改|废止)?[《〈]?")
_OTHERS = re.compile(r"贯彻|落实|转发|实施[《〈]|学习|借鉴")
_NATIONAL = re.compile(
    r"中共中央|中央|全国|国务院|国家|最高人民|中华人民共和国|中国(?:人民银行|证监会|银保监会|气象局|民用航空局|民航局)"
    r"|(?![市县区省州旗盟镇乡中各])[一-鿿]{2,12}(?<!组织)(?<!宣传)(?<!统战)(?<!武装)(?:部|总局|署)(?:办公厅)?(?=$|[、和])"
)
_NATIONAL_NUMBERS = ("国发", "国办", "国函", "国令", "国务院令", "中华人民共和国", "中发", "中办发", "法释", "法发")
_OWN = re.compile(r"[本我全]([省市县区州旗盟])")
_BARE_OPENING = re.compile(r"([一-鿿]{2,4}?)(?:经济特区|市|省|国家|自由贸易|知识产权)")
_LEVELS = {"省": "province", "市": "city", "州": "city", "盟": "city"}
_PLACE = re.compile(
    r"(?P<province>[一-鿿]{2,3}省)?(?P<city>[一-鿿]{2,4}?[市州盟](?!场))?(?P<county>[一-鿿]{2,4}?[县区旗](?![域城块间位]))?"
)
_NO_PLACE = re.compile(
    r"城市|都市|超市|上市|股市|门市|各|本|我|全|该|某|开发|高新|园区|新区|社区|小区|片区|校区|灾区|地区|库区|景区|辖区|郊区|国"
    r"|保税|示范|合作|试验|保护|贫困|试点|先进|文明|卫生|园林|森林|生态|旅游|电商|民族|边境|重点|智慧|平安|法治|和|与|及|的|于"
)
_CONTEXT_CHARACTERS = 20_000
# The letter by which document numbers name a province; it only tells namesakes apart.
_LETTERS = {
    "京": "北京", "津": "天津", "冀": "河北", "晋": "山西", "蒙": "内蒙古", "内": "内蒙古", "辽": "辽宁", "吉": "吉林",
    "黑": "黑龙江", "沪": "上海", "苏": "江苏", "浙": "浙江", "皖": "安徽", "闽": "福建", "赣": "江西", "鲁": "山东",
    "豫": "河南", "鄂": "湖北", "湘": "湖南", "粤": "广东", "桂": "广西", "琼": "海南", "渝": "重庆", "川": "四川",
    "黔": "贵州", "贵": "贵州", "云": "云南", "滇": "云南", "藏": "西藏", "陕": "陕西", "甘": "甘肃", "青": "青海",
    "宁": "宁夏", "新": "新疆",
}  # fmt: skip


def region_facts(view: View, titles: Sequence[Fact], issuers: Sequence[Fact], numbers: Sequence[Fact]) -> list[Fact]:
    """Every reading of the place, best first; none for a national document, whatever places it mentions.

    Each argument has the document's own first.
    """
    letter = _LETTERS.get(numbers[0].value[:1], "") if numbers else ""
    context = f"{letter} {' '.join(fact.value for fact in (*titles, *issuers))} {view.text[:_CONTEXT_CHARACTERS]}"
    found = [fact for title in titles[:1] for fact in _opening(view, title, context, PLACED)]
    if not found and is_national(titles, issuers, numbers):
        return []
    for issuer in issuers[:1]:
        found += _opening(view, issuer, context, min(PLACED, issuer.confidence))
    found += [fact for title in titles for fact in _inside(view, title, context)]
    return sorted(found or _most_named(view, context), key=lambda fact: -fact.confidence)


def read_region(value: str) -> Region:
    """The region that the value of a fact names: 广东省 河源市."""
    names = value.split()
    known = resolve(names[-1], value) if names else Region()
    return known if known.names else _by_suffix(names)


def _by_suffix(names: Sequence[str]) -> Region:
    """A region that the gazetteer does not know, its levels by the last character of their names."""
    levels = {_LEVELS.get(name[-1], "county"): name for name in names}
    return Region(levels.get("province", ""), levels.get("city", ""), levels.get("county", ""))


def is_national(titles: Sequence[Fact], issuers: Sequence[Fact], numbers: Sequence[Fact]) -> bool:
    """Whether a national body issued the document, by its title, its issuers or its number."""
    heads = [title.value.split("关于")[0] for title in titles[:1]] + [issuer.value for issuer in issuers[:1]]
    named = any(_NATIONAL.match(head) and not any(mentions(head)) for head in heads)
    return named or any(number.value.startswith(_NATIONAL_NUMBERS) for number in numbers[:1])


def _opening(view: View, source: Fact, context: str, confidence: float) -> Iterator[Fact]:
    """The place whose name opens a title or the name of a body."""
    skipped = _BEFORE.match(source.value)
    begin = skipped.end() if skipped else 0
    region, length = leading_region(source.value[begin:])
    if length:
        yield _fact(view, source, source.value[begin : begin + length], _settled(region, context), confidence)
        return
    bare = _BARE_OPENING.match(source.value, begin)
    if bare and bare[1] in bare_names():
        yield from _bare(view, source, bare[1], context)
    else:
        yield from _unlisted(view, source, begin)


def _unlisted(view: View, source: Fact, begin: int) -> Iterator[Fact]:
    """A place that the gazetteer does not know (renamed, merged, new) where the text speaks of it as its own."""
    match = _PLACE.match(source.value, begin)
    names = [name for name in (match.groups() if match else ()) if name]
    if not match or not names or _NO_PLACE.search(match.group()) or not _is_own(view, names[-1]):
        return
    region = Region(match["province"] or "", match["city"] or "", match["county"] or "")
    yield _fact(view, source, match.group(), region, COMPUTED)


def _is_own(view: View, name: str) -> bool:
    """Whether the text names a body of the place, or calls a place of its level its own (我市)."""
    named = re.search(rf"{re.escape(name)}(?:人民|委|政府|\S{{2,12}}?(?:局|厅|委员会|办公室))", view.text)
    return bool(named) or any(f"{own}{name[-1]}" in view.text for own in "本我全")


def _bare(view: View, source: Fact, name: str, context: str) -> Iterator[Fact]:
    """A name without 省 or 市 (汕头经济特区…) counts where the full one stands in the text too."""
    full = next((alias for alias in (f"{name}市", f"{name}省") if alias in context and resolve(alias).names), "")
    if full:
        yield _fact(view, source, name, resolve(full, context), INFERRED)


def _inside(view: View, title: Fact, context: str) -> Iterator[Fact]:
    """The place that a title is about (关于印发河源市…的通知), not one whose document it carries out (落实青海省…)."""
    others = _OTHERS.search(title.value)
    head = title.value[: others.start() if others else len(title.value)]
    skipped = _ABOUT.match(head)
    begin = skipped.end() if skipped else 0
    region, length = leading_region(head[begin:])
    if length:
        yield _fact(view, title, head[begin : begin + length], _settled(region, context), PART)
        return
    named = max(mentions(head), key=lambda mention: len(resolve(mention.name, context).names), default=None)
    if named:
        yield _fact(view, title, named.name, resolve(named.name, context), INFERRED)


def _most_named(view: View, context: str) -> list[Fact]:
    """The place that the text names most often among those of the level that it calls its own (我市, 全县)."""
    own = Counter(match[1] for match in _OWN.finditer(view.text)).most_common(1)
    names = [mention for mention in mentions(view.text) if mention.name.endswith(own[0][0])] if own else []
    best = most_named(mention.name for mention in names)
    first = next((mention for mention in names if mention.name == best), None)
    region = resolve(best, context) if best else Region()
    return [Fact(_FIELD, " ".join(region.names), first.start, first.end, INFERRED)] if first and region.names else []


def _fact(view: View, source: Fact, words: str, region: Region, confidence: float) -> Fact:
    start, end = locate(view.text, words, source.start, source.end) or (0, 0)
    return Fact(_FIELD, " ".join(region.names), start, end, confidence)


def _settled(region: Region, context: str) -> Region:
    """A namesake with the province and city that the context names."""
    is_namesake = bool(region.county) and not region.province
    return resolve(region.county, context) if is_namesake else region
