"""From when and until when a document applies: 本办法自2021年5月1日起施行，有效期5年."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.reading.facts.confidence import COMPUTED, INFERRED, LABELLED, PLACED, WEAK
from assistant.reading.facts.dates import Date, find_dates, han_number, shift
from assistant.reading.facts.labels import Label
from assistant.reading.facts.sentences import Sentence, occurrences, sentence_at
from assistant.reading.facts.view import View
from assistant.records import Fact

# The document speaks of itself (本办法, 本实施细则); of 本市 or 本单位 it says other things.
OWN = re.compile(
    r"本(?:[一-鿿]{0,8}?(?:办法|条例|规定|细则|通知|意见|方案|规划|计划|决定|公告|通告|措施|政策|制度|规则|规程|准则|标准"
    r"|指南|纲要|解释|批复|法|函|文件|章程|清单|指引|预案|目录|命令|令))"
)
_MADE_KNOWN = re.compile(r"现(?:将[^。\n]{0,60})?(?:予以?)?(?:公布|发布|印发|公告|颁布)[^。\n]{0,40}$")
_MARK = re.compile(
    r"\s*(?:第[〇零一二三四五六七八九十百千\d]{1,7}条|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、])?\s*"
)
_BEGINS = re.compile(r"(?:自|从|于|在)\s?$")
_VERB = r"(?:正式|开始|试|予以)?\s?(?:施行|实施|执行|生效|试行)(?=$|[，,）)有至到并》])"
_TAKES_EFFECT = re.compile(rf"\s?(?:零时|0时)?\s?起?\s?{_VERB}")
_FROM_EVENT = re.compile(
    rf"自\s?(?:本[一-鿿]{{1,6}})?(?P<event>发布|公布|颁布|公告|印发|发文|下发|签发|成文|通过|批准)之日\s?(?:起)?\s?"
    rf"(?:(?:满)?\s?(?P<days>\d{{1,3}}|[一二三四五六七八九十]{{1,3}})\s?(?:个)?(?:自然)?日(?:之)?后)?\s?(?:起)?\s?{_VERB}"
)
_COMMENCING = re.compile(r"[起日后]\s{0,2}(?:正式|开始|予以|试)?\s{0,2}(?:施行|实施|执行|生效|试行)")
_BASES = {
    "发布": ("published", "issued", "printed"), "公布": ("published", "issued", "printed"),
    "颁布": ("published", "issued", "printed"), "公告": ("published", "issued", "printed"),
    "印发": ("printed", "issued", "published"), "通过": ("issued",), "批准": ("issued",),
}  # fmt: skip
_ENDING = (
    "有效期",
    "执行期限",
    "施行期限",
    "试行期",
    "执行至",
    "施行至",
    "实施至",
    "有效至",
    "日止",
    "日废止",
    "日失效",
    "日终止",
)
_TERM = re.compile(
    r"(?:为|是|至|到|：|:|暂定|自\S{2,12}之日起|，|\s)*(?P<years>\d{1,2}|[一二三四五六七八九十两]{1,3})\s?年(?!\s?\d)"
)
_UNTIL = re.compile(r"(?:至|到|截止|截至|止于|于)\s?$")
_OWN_BEFORE = re.compile(rf"(?:{OWN.pattern}|文件|政策)(?:的)?\s?$")
_REACH = 40
_MOST = 150


@dataclass(frozen=True, slots=True)
class Start:
    """A sentence that says from when the document applies: the date, or the event that sets it."""

    start: int
    end: int
    date: Date | None
    event: str = ""
    days: int = 0


def find_starts(view: View, titles: Sequence[Fact]) -> list[Start]:
    """The sentences that say from when the document applies."""
    found: dict[int, list[Start]] = {}
    positions = [match.start() for match in _COMMENCING.finditer(view.text)]
    # A document says it once or twice, at its front or its end.
    for position in positions if len(positions) <= 2 * _MOST else positions[:_MOST] + positions[-_MOST:]:
        sentence = sentence_at(view.text, position)
        if sentence.start not in found:
            found[sentence.start] = list(_in_sentence(sentence, titles))
    return [start for key in sorted(found) for start in found[key]]


def effective_facts(starts: Sequence[Start], dates: Mapping[str, Fact]) -> list[Fact]:
    """The days from which the document says that it applies; ``dates`` holds what is known of its other days."""
    return [fact for start in starts if (fact := _effective(start, dates))]


def expires_facts(view: View, labels: Sequence[Label], starts: Sequence[Start], effective: Fact | None) -> list[Fact]:
    """The last days on which the document says that it is valid; ``effective`` is the day from which terms count."""
    found = [fact for label in labels if label.field == "expires" for fact in _labelled(label, effective)]
    for word in _ENDING:
        for position in occurrences(view.text, word, _MOST):
            found += _ending(view.text, word, position, starts, effective)
    return sorted(found, key=lambda fact: -fact.confidence)


def _in_sentence(sentence: Sentence, titles: Sequence[Fact]) -> Iterator[Start]:
    for date in find_dates(sentence.text):
        begins = _BEGINS.search(sentence.text[: date.start])
        verb = _TAKES_EFFECT.match(sentence.text, date.end)
        if begins and verb and _is_own(sentence.text[: begins.start()], titles):
            yield Start(sentence.start + begins.start(), sentence.start + verb.end(), date)
    match = _FROM_EVENT.search(sentence.text)
    if match and _is_own(sentence.text[: match.start()], titles):
        days = han_number(match["days"]) if match["days"] else 0
        yield Start(sentence.start + match.start(), sentence.start + match.end(), None, match["event"], days)


def _is_own(subject: str, titles: Sequence[Fact]) -> bool:
    """Whether what begins on the day is the document itself, and the whole of it."""
    mark = _MARK.match(subject)
    bare = subject[mark.end() if mark else 0 :].strip(" \u3000，,")
    if not bare or _MADE_KNOWN.search(bare):
        return True
    own = list(OWN.finditer(bare))
    if own:
        behind = bare[own[-1].end() :]
        return "《" not in behind and not re.search(r"第.{1,6}[条款项章]|规定的|所称", behind)
    return any(bare.endswith(f"《{title.value}》") for title in titles)


def _effective(start: Start, dates: Mapping[str, Fact]) -> Fact | None:
    if start.date:
        return Fact("effective", start.date.value, start.start, start.end, PLACED)
    fields = _BASES.get(start.event, ("issued", "printed", "published"))
    base = next((dates[field] for field in fields if field in dates), None)
    value = (shift(base.value, days=start.days) if start.days else base.value) if base else ""
    certain = base is not None and base.field == fields[0] and not start.days
    return Fact("effective", value, start.start, start.end, INFERRED if certain else COMPUTED) if value else None


def _labelled(label: Label, effective: Fact | None) -> Iterator[Fact]:
    dates = find_dates(label.text)
    if dates:
        yield Fact("expires", dates[-1].value, label.start + dates[-1].start, label.start + dates[-1].end, LABELLED)
        return
    match = _TERM.match(label.text)
    value = _last_day(effective, match["years"]) if match else ""
    if match and value:
        yield Fact("expires", value, label.start, label.start + match.end(), COMPUTED)


def _ending(text: str, word: str, position: int, starts: Sequence[Start], effective: Fact | None) -> Iterator[Fact]:
    sentence = sentence_at(text, position)
    if not _ends_own(sentence, position, word, starts):
        return
    if word.startswith("日"):
        dates = [date for date in find_dates(sentence.text) if sentence.start + date.end == position + 1]
    else:
        rest = find_dates(sentence.text, position - sentence.start + len(word))
        dates = [date for date in rest[-1:] if date.start < position - sentence.start + len(word) + _REACH]
    if dates and (word.startswith("日") or _says_until(sentence.text, dates[-1], word)):
        yield Fact("expires", dates[-1].value, *_from(sentence, position, word, dates[-1].end), PLACED)
        return
    term = _TERM.match(text, position + len(word), sentence.end)
    value = _last_day(effective, term["years"]) if term else ""
    if term and value and effective:
        confidence = COMPUTED if effective.confidence >= PLACED else WEAK
        yield Fact("expires", value, position, term.end(), confidence)


def _from(sentence: Sentence, position: int, word: str, date_end: int) -> tuple[int, int]:
    """The span of the words relied on: from 有效期 to the date, or from the date to 止."""
    end = sentence.start + date_end
    if not word.startswith("日"):
        return position, end
    begin = next(date.start for date in find_dates(sentence.text) if date.end == date_end)
    return sentence.start + begin, position + len(word)


def _says_until(text: str, date: Date, word: str) -> bool:
    return word.endswith("至") or bool(_UNTIL.search(text[: date.start])) or text[: date.start].endswith(("至", "到"))


def _ends_own(sentence: Sentence, position: int, word: str, starts: Sequence[Start]) -> bool:
    """Whether the term is the document's: in or right behind the sentence that puts it into force, or by its name."""
    before = sentence.text[: position - sentence.start]
    if any(sentence.start - _REACH <= start.end <= position for start in starts):
        return not re.search(r"证|许可|合同|专利|商标|协议|[一-鿿]的$", before[-12:])
    if word.startswith("日") or word.endswith("至"):
        return bool(OWN.search(before)) and bool(re.search(r"施行|执行|实施|有效|试行", sentence.text))
    return bool(_OWN_BEFORE.search(before))


def _last_day(effective: Fact | None, years: str) -> str:
    """The day before the anniversary: from 2021-05-01 on, five years end with 2026-04-30."""
    number = han_number(years)
    return shift(effective.value, years=number, days=-1) if effective and 0 < number <= 50 else ""
