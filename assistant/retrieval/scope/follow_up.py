"""A follow-up becomes a question complete in itself, from the earlier questions alone and without a model."""

import re
from collections.abc import Callable, Sequence

from assistant.records import Region
from assistant.retrieval.scope.mentions import Mentions, Reader
from assistant.retrieval.scope.places import Place, levels
from assistant.retrieval.scope.references import head_of, is_within
from assistant.retrieval.terms import topic_words

_Spans = Sequence[tuple[int, int]]
# A question that points back, ends open (…呢) or is very short is not complete; the words that point carry no topic.
POINTING = re.compile(
    r"他们|她们|它们|这些|那些|这个|那个|其中|^其|它|上述|该(?!如何|怎)|^那|^还有|^另外|呢(?:[？?，,]|$)"
    r"|[这那此该][笔项种样事]|^[他她](?!人|乡)|除此之?外"
)
_LEADING = re.compile(r"^(?:那么?|换成|换做|如果是?|要是|到|在|还有)+")
_JOINED = re.compile(r"\s?(?:和|与|、|跟|及|以及|同|[/,，]\s?)\s?")
_SHORT_CHARACTERS = 12
_END = "？?。.！! "
_COURTESY = re.compile(r"^(?:谢谢|多谢|感谢|辛苦|好的|好吧|明白|知道了|收到|再见|拜拜|你好|您好)[^？?]{0,6}$")
# 我们县, 本市; not 本区域, 该市场.
_OUR_PLACE = re.compile(r"(?:我们|咱们|我|咱|本|该|这个)(?P<level>[省市县区州旗])(?![场域级间块民长情容])")
_HERE = re.compile(r"我们这[里儿边]?|咱们这[里儿边]?|在?(?:这里|这边|此地|那里|那边)|当地|本地|该地|[这那]个地方")
_DOCUMENT = re.compile(
    r"(?:这个|这份|这部|这项|这|那个|那份|该|此|上述|上面(?:的|那个)?|本)"
    r"(?:文件|通知|办法|条例|规划|意见|方案|细则|法规|公告|纲要|决定|行动计划)(?!精神)"
)
_ALL_PLACES = re.compile(
    r"各地|全国|各[省市县区州](?!级)|哪里|哪儿|哪(?:些|个|几个)(?:地方|省|市|县|区|城市|地区)|(?:别的|其他|其它|所有)(?:地方|地区|省|市|县|区|城市)"
)
# Asked of a place alone these words leave open of what: 玉溪由谁负责？
_OPEN = frozenset(
    "负责 牵头 责任 单位 部门 责任单位 牵头单位 主管 主管部门 时间 条件 材料 流程 程序 手续 金额 期限 办理 申请 申报 "
    "电话 地址 网址 联系 联系方式 标准".split()
)


# Beside a year they only say which edition: 2023年修订以后呢？
_EDITION_WORDS = frozenset("修订 修正 以后 之后 后 新 旧 老 版 那版 规定 新规定 办法 文件 规划 新规".split())
# 玉溪呢，由谁负责？ 玉溪另外还给吗？
_OPEN_PLACE = re.compile(r"呢[，,]|另外|也[^，。？]{0,6}吗|同样")


def complete(question: str, history: Sequence[str], reader: Reader) -> str:
    """Return ``question`` with what it leaves to the history: its topic, place, document, clause, year."""
    known: list[Mentions] = []
    for earlier in history:
        known.append(reader.read(_complete(earlier, known, reader)))
    return _complete(question, known, reader)


def without_pointing(text: str) -> str:
    """The text without words that only point to a place, a document or something said before."""
    for pattern in (_DOCUMENT, _OUR_PLACE, _HERE, re.compile(r"他们|她们|它们|其中")):
        text = pattern.sub("", text)
    return text


def bare(mentions: Mentions) -> str:
    """The text without what it names of places, documents, clauses and times."""
    groups = (mentions.places, mentions.context, mentions.titles, mentions.references, mentions.times)
    return _without(mentions.text, [(named.start, named.end) for group in groups for named in group])


def _complete(question: str, known: Sequence[Mentions], reader: Reader) -> str:
    if not known or _COURTESY.match(question):
        return question
    question = _placed(question, known)
    pointed = _pointed(question, known)
    if pointed:
        return pointed
    named = reader.read(question)
    words = topic_words(_LEADING.sub("", bare(named)))
    if not words or (named.times and set(words) <= _EDITION_WORDS):
        return _replaced(known[-1], named, reader)
    return _whole(known[-1], named) if named.names_scope or named.references else _continued(known[-1], question)


def _continued(previous: Mentions, question: str) -> str:
    """A question that names nothing: on the topic so far, on another one of the place so far, or on all places."""
    depends = bool(POINTING.search(question)) or len(question.strip(_END)) <= _SHORT_CHARACTERS
    if _ALL_PLACES.search(question):
        topic = _without(previous.text, _place_spans(previous)).lstrip("的")
        return _joined(topic, question) if depends else question
    return _joined(previous.text, question) if depends else _place_words(previous) + question


def _whole(previous: Mentions, named: Mentions) -> str:
    """A question that names a place, a document or a clause, and says what it asks of it."""
    if named.titles:
        is_open = not named.places and any(len(title.documents) > 1 for title in named.titles)
        return _place_words(previous) + named.text if is_open else named.text
    if named.references and not named.places:
        return _behind_document(previous, _below(previous, named))
    if named.places and (set(topic_words(bare(named))) <= _OPEN or _OPEN_PLACE.search(named.text)):
        return _joined(_with_places(previous, named), named.text)
    return named.text


def _replaced(previous: Mentions, named: Mentions, reader: Reader) -> str:
    """The previous question with the places, documents, clauses and years of this one in the stead of its own."""
    result = previous
    if named.titles:
        words = "、".join(named.text[title.start : title.end] for title in named.titles)
        old = [(span.start, span.end) for span in previous.titles] or _place_spans(previous)
        dropped = _place_spans(previous) if not named.places else []
        result = reader.read(_edited(previous.text, sorted({*old, *dropped}), words))
    if named.places:
        result = reader.read(_with_places(result, named))
    if named.references:
        words = "、".join(reference.words for reference in named.references)
        result = reader.read(_with_references(result, named, words))
    text = _with_times(result, named) if named.times else result.text
    return text if text != previous.text else _continued(previous, named.text)


def _with_places(previous: Mentions, named: Mentions) -> str:
    words = "、".join(_told_apart(place, named.text, previous) for place in named.places)
    inside = [(title.start, title) for title in previous.titles if title.place_characters]
    if not previous.places and inside:
        start = previous.text.index(inside[0][1].words, inside[0][0])
        return _edited(previous.text, [(start, start + inside[0][1].place_characters)], words)
    return _edited(previous.text, _place_spans(previous), words)


def _told_apart(place: Place, text: str, previous: Mentions) -> str:
    """The name as written, or of namesakes the one in the wider place talked of: 朝阳区 behind 北京 is 北京朝阳区."""
    around = [other for other in previous.places if _holds_some(other.regions, place.regions)]
    is_open = place.is_ambiguous and around
    written = place.name if place.end - place.start == len(place.name) else text[place.start : place.end]
    return (around[-1].name if is_open else "") + written


def _holds_some(wider: Sequence[Region], regions: Sequence[Region]) -> bool:
    return any(upper in wider for region in regions for upper in levels(region)[:-1])


def _with_references(previous: Mentions, named: Mentions, words: str) -> str:
    if not previous.references:
        return _behind_document(previous, named.text)
    first = previous.references[0]
    if is_within(named.references[0]):
        words = head_of(first, previous.text, named.references[0].level) + words
    return _edited(previous.text, [(reference.start, reference.end) for reference in previous.references], words)


def _with_times(previous: Mentions, named: Mentions) -> str:
    words = "、".join(named.text[time.start : time.end] for time in named.times)
    if previous.times:
        return _edited(previous.text, [(time.start, time.end) for time in previous.times], words)
    return previous.text.rstrip(_END) + f"，{words}？"


def _behind_document(previous: Mentions, question: str) -> str:
    """The question on a clause behind the document talked of: its title, or all that was asked of it."""
    if previous.titles:
        return _scope_words(previous) + question
    spans = [(reference.start, reference.end) for reference in previous.references]
    return _joined(_without(previous.text, spans), question)


def _below(previous: Mentions, named: Mentions) -> str:
    """The question with the article above its 第二款, where the previous one named it."""
    first = named.references[0]
    above = previous.references[0] if previous.references and is_within(first) else None
    head = head_of(above, previous.text, first.level) if above else ""
    return named.text[: first.start] + head + named.text[first.start :]


def _placed(question: str, known: Sequence[Mentions]) -> str:
    """The question with 我们县 or 这里 replaced by the place talked of so far, where there is one of that kind."""
    match = _OUR_PLACE.search(question) or _HERE.search(question)
    level = match.groupdict().get("level", "") if match else ""
    name = _last_place(known, _KINDS.get(level or "", _is_any)) if match else ""
    return question[: match.start()] + name + question[match.end() :] if match and name else question


def _last_place(known: Sequence[Mentions], is_kind: Callable[[Region], bool]) -> str:
    """The last place of a kind that was named, else the one of that kind around the last place."""
    places = [(place, mentions) for mentions in reversed(known) for place in reversed(mentions.places)]
    for place, _ in places:
        if any(is_kind(region) for region in place.regions):
            return place.name
    around = [upper.name for place, _ in places for region in place.regions for upper in reversed(levels(region)[:-1])
              if is_kind(upper)]  # fmt: skip
    return next(iter(around), "")


def _pointed(question: str, known: Sequence[Mentions]) -> str:
    """The question on a document pointed to (这个文件) with its title, else with the place whose document it is."""
    match = _DOCUMENT.search(question)
    previous = next((mentions for mentions in reversed(known) if mentions.names_scope), None) if match else None
    if not match or not previous:
        return ""
    if not previous.titles:
        return _place_words(previous) + question
    words = _scope_words(previous)
    return question[: match.start()] + words + question[match.end() :]


def _scope_words(mentions: Mentions) -> str:
    """The places and documents as the question named them."""
    titles = "、".join(mentions.text[title.start : title.end] for title in mentions.titles)
    return _place_words(mentions) + titles


def _place_words(mentions: Mentions) -> str:
    return "、".join(dict.fromkeys(_written(mentions.text, place) for place in mentions.places))


def _written(text: str, place: Place) -> str:
    """The place as written, a misspelling put right."""
    is_misspelt = place.end - place.start == len(place.name)
    return place.name if is_misspelt else text[place.start : place.end]


def _place_spans(mentions: Mentions) -> list[tuple[int, int]]:
    return [(place.start, place.end) for place in mentions.places]


def _joined(previous: str, question: str) -> str:
    """The questions as one; of a long talk the first, which says what it is about, and the last before this one."""
    parts = [part for part in previous.rstrip(_END).split("？") if part]
    return "？".join([*parts[:1], *parts[1:][-1:], question])


def _without(text: str, spans: _Spans) -> str:
    return _edited(text, spans, "") if spans else text


def _edited(text: str, spans: _Spans, words: str) -> str:
    """The text with the first span replaced by ``words``, or these in front; the others and what joins them go."""
    ordered = _merged(text, spans)
    if not ordered:
        return words + text
    for start, end in reversed(ordered[1:]):
        text = text[:start] + text[end:]
    start, end = ordered[0]
    return text[:start] + words + text[end:]


def _merged(text: str, spans: _Spans) -> list[tuple[int, int]]:
    """The spans in order, those that overlap or are only joined by 和 as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or _JOINED.fullmatch(text[merged[-1][1] : start])):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _is_any(region: Region) -> bool:
    return bool(region.names)


_KINDS: dict[str, Callable[[Region], bool]] = {
    "省": lambda region: region == Region(region.province),
    "市": lambda region: region.name.endswith("市"),
    "县": lambda region: bool(region.county) and region.name.endswith("县"),
    "区": lambda region: region.name.endswith("区"),
    "州": lambda region: region.name.endswith("州"),
    "旗": lambda region: region.name.endswith("旗"),
}
