"""The title of the document proper: what a notice carries rather than the notice, all of its lines joined."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from assistant.reading.facts.confidence import INFERRED, LABELLED, PART, PLACED, WEAK
from assistant.reading.facts.dates import read_date
from assistant.reading.facts.labels import Label, is_label
from assistant.reading.facts.numbers import is_number_line
from assistant.reading.facts.organisations import is_body, split_bodies
from assistant.reading.facts.view import Line, View, unspaced
from assistant.records import ClauseKind, Fact

_FIELD = "title"
_KINDS = (
    "规划|纲要|意见|通知|办法|方案|条例|规定|决定|计划|细则|措施|公告|通告|布告|公示|批复|函|报告|政策|清单|规则|规程|准则|规范"
    "|法|法典|解释|要点|纪要|决议|命令|通报|公报|指南|指引|标准|制度|章程|简章|预案|目录|名单|安排|议案|请示|汇编|书|合同|协议"
    "|公约|守则|须知|蓝图|机制|分工|举措|答复|说明|解读|典"
)
_END = re.compile(rf"(?:{_KINDS})(?:[（(【〔][^（()）】〕]{{1,40}}[）)】〕])*[》”]?$")
_ABOUT = re.compile(r"^(?:关于|印发|转发|批转|公布|发布)")
_ON = re.compile(r"^[的之及和与、）)》（(]|^——|^[一-鿿]{2,8}编$")
_OPEN_END = re.compile(r"(?:关于|印发|转发|贯彻|落实|实施|[的和及与、（(《“])$")
_SENTENCE = re.compile(r"[。；;！!？?]|[：:，,]$")
# What carries another document; its own title stands before the other's.
_CARRIER = re.compile(
    r"(?:通知|令|公告|通告|函|决定|批复|公报|纪要|命令)(?:[（(].*[）)])?$|印发|转发|批转|公布|发布|下达"
)
# How a sentence begins that a page may have wrapped.
_REASON = re.compile(r"为|根据|按照|依据|依照|遵照|现将|经")
_LETTERHEAD = re.compile(r"(?:文件|令|[（(]?第.{1,8}[号期][）)]?)$")
_OTHER = re.compile(
    r"^(?:\d{1,2}[.．、]|第[一二三四五六七八九十\d]{1,3}(?:部分|[编篇章节卷期])|.{2,6}[：:].|【(?!已|失)[^】]{2,8}】.|附\s?件|附\s?表|目\s?录|抄\s?送|主题词|签发人|密\s?级|特\s?急|加\s?急|平\s?急|急\s?件|机\s?密|秘\s?密|页\s?码"
    r"|序\s?号|来\s?源|第?\s?\d+\s?页?$|[-—]\s?\d+|https?:|www\.|[（(](?:此件|此页)"
    r"|[（(—–-]{0,3}(?:\d{4}年\d{1,2}月|[一二][〇○零一二三四五六七八九]{3}年.{1,2}月)|(?:导|前|引|序|结)\s*[言语]$|绪\s*论$|摘\s*要$|背\s*景$"
    r"|正\s*文$|[总附]\s*则$|目\s*次$|名词解释$|附录|(?:使用|编制|填表|填报|起草|有关|名词|几点)?说明$"
    r"|[^一-鿿]*$)|^\W*$|(?:主动|依申请|不予)公开$|[日月]印[发制]$"
)
_CARRIED = re.compile(
    r"《(?P<title>[^《》\n]{4,80})》[^《》。\n]{0,12}(?:已经?|业经|经)[^《》。\n]{2,60}现[^《》。\n]{0,10}(?:印发|公布|发布|下发|转发)"
    r"|现将《(?P<other>[^《》\n]{4,80})》[^《》。\n]{0,12}(?:印发|公布|发布|下发|转发)"
)
_NO_TITLES = {ClauseKind.ADDRESSEE, ClauseKind.SIGNATURE, ClauseKind.ROW, ClauseKind.TABLE}
_SHORTEST_GUESS = 4
_GUESSED_LINES = 6
_LONGEST_LINE = 100
_SHORT_LINE = 10
_MOST_LINES = 6
# A line in brackets that belongs to a title; one with a number or a body does not.
_ASIDE = re.compile(
    r"[（(【〔](?:试行|暂行|修[订正].{0,6}|草案|.{0,4}稿|[一二三四五六七八九十]{1,3}|\d{4}[^月号]{0,14}|第.{1,4}[批版期])[）)】〕]"
)
_ALONE = re.compile(r"《(?P<inside>[^《》]*(?:《[^《》]*》[^《》]*)*)》")


@dataclass(frozen=True, slots=True)
class _Title:
    """A title's lines; ``is_sure`` where the reader of clauses or its kind of document (…规划) says that it is one."""

    lines: tuple[Line, ...]
    is_sure: bool

    @property
    def text(self) -> str:
        joined = unspaced("".join(_separated(self.lines)))
        alone = _ALONE.fullmatch(joined)
        return alone["inside"] if alone else joined


def title_facts(view: View, labels: Sequence[Label]) -> list[Fact]:
    """Every title of the front, the document's own first.

    That is the first that is no notice or order, since these stand before what they carry, else the last; a label
    names the page, and counts most where the front has the same words.
    """
    titles = list(_titles(view, labels))
    sure = [title for title in titles if title.is_sure]
    carriers = list(takewhile(lambda title: _CARRIER.search(title.text), sure))
    own = sure[len(carriers) :] or carriers[-1:]
    found = [_fact(title, PLACED) for title in own[:1]] + [
        _fact(title, INFERRED) for title in carriers if title not in own
    ]
    guessed = [_fact(title, WEAK) for title in titles[:1] if _may_be_guessed(view, title)]
    found = found or [*_carried(view), *guessed]
    return sorted([*found, *_labelled(labels, found)], key=lambda fact: -fact.confidence)


def _may_be_guessed(view: View, title: _Title) -> bool:
    """Whether a line at the very top may be a title, though it names no kind of document."""
    return len(title.text) >= _SHORTEST_GUESS and title.lines[0] in view.front[:_GUESSED_LINES]


def ends_like_title(text: str) -> bool:
    """Whether the words end with a kind of document (…规划, …办法（试行）)."""
    return bool(_END.search(text))


def _fact(title: _Title, confidence: float) -> Fact:
    return Fact(_FIELD, title.text, title.lines[0].start, title.lines[-1].end, confidence)


def _carried(view: View) -> Iterator[Fact]:
    """What a notice without title says that it carries: 《…规划》已经市政府同意，现印发给你们."""
    for line in view.front:
        match = _CARRIED.search(line.text[:1000])
        if match:
            name = "title" if match["title"] else "other"
            start, end = match.span(name)
            yield Fact(_FIELD, unspaced(match[name]), line.start + start, line.start + end, INFERRED)
            return


def _labelled(labels: Sequence[Label], found: Sequence[Fact]) -> Iterator[Fact]:
    for label in labels:
        if label.field == _FIELD and len(label.text) >= 6:
            value = unspaced(label.text)
            is_page_title = bool(found) and value != found[0].value
            yield Fact(_FIELD, value, label.start, label.end, PART if is_page_title else LABELLED)


def _titles(view: View, labels: Sequence[Label]) -> Iterator[_Title]:
    """Group the lines of the front into titles; blank lines inside one do not part it."""
    values = {label.start for label in labels}
    group: list[Line] = []
    in_sentence = False
    for line in view.front:
        if line.start in values or in_sentence or not _may_be_part(view, line):
            yield from _close(view, group)
            group = []
            in_sentence = _goes_on(line)
            continue
        if group and _is_new(view, group, line):
            yield from _close(view, group)
            group = []
        group.append(line)
    yield from _close(view, group)


def _goes_on(line: Line) -> bool:
    """Whether a sentence runs over the end of the line, as in text that was wrapped by its page."""
    return (
        len(line.text) > _SHORT_LINE
        and bool(re.search("[，,；;]", line.text))
        and not re.search(r"[。：:；;）)]$", line.text)
    )


def _may_be_part(view: View, line: Line) -> bool:
    """Whether the line may be a line of a title: short, no sentence, and nothing else that fronts hold."""
    text = re.sub(r"\s", "", line.text)
    if len(text) > _LONGEST_LINE or _SENTENCE.search(text) or _OTHER.search(text) or is_label(line.text):
        return False
    if is_number_line(line.text) or read_date(line.text, 0, len(line.text)) or text.count("|") > 1:
        return False
    if _REASON.match(text) and re.search("[，,]", text):
        return False
    is_aside = text.startswith(("（", "(", "【", "〔")) and text.endswith(("）", ")", "】", "〕"))
    is_head = _LETTERHEAD.search(text) and not _END.search(text)
    if is_head or (is_aside and not _ASIDE.fullmatch(text)):
        return False
    kind = view.kind_at(line.start)
    return kind is ClauseKind.TITLE or (kind not in _NO_TITLES and not re.search("[，,]", text))


def _is_new(view: View, group: Sequence[Line], line: Line) -> bool:
    """Whether the line begins another title: the one above is complete, and neither line shows that it goes on."""
    above = group[-1]
    if _ON.search(line.text) or _OPEN_END.search(above.text):
        return False
    if _END.search(above.text):
        is_end = _END.search(line.text) is not None or is_body(re.sub(r"\s", "", line.text))
        return is_end or _clause_of(view, above) != _clause_of(view, line)
    return False


def _clause_of(view: View, line: Line) -> str:
    clause = view.clause_at(line.start)
    return clause.id if clause else ""


def _close(view: View, group: Sequence[Line]) -> Iterator[_Title]:
    """Yield the title that a run of lines holds, without what stands above it (a letterhead, a body that signs)."""
    lines = list(group)
    while lines and _is_unrelated(lines):
        del lines[0]
    if not lines or len(lines) > _MOST_LINES or (len(lines) == 1 and split_bodies(lines[0].text)):
        return
    marked = view.kind_at(lines[-1].start) is ClauseKind.TITLE
    yield _Title(tuple(lines), marked or bool(_END.search("".join(line.text for line in lines))))


def _is_unrelated(lines: Sequence[Line]) -> bool:
    """Whether the first line is a body's name that the next one does not go on from (关于…, 印发…)."""
    return len(lines) > 1 and is_body(re.sub(r"\s", "", lines[0].text)) and not _leads_on(lines[1:])


def _leads_on(lines: Sequence[Line]) -> bool:
    following = next((line.text for line in lines if not is_body(re.sub(r"\s", "", line.text))), "")
    return bool(_ABOUT.match(following) or _ON.search(following) or _END.fullmatch(following))


def _separated(lines: Sequence[Line]) -> Iterator[str]:
    """The texts of the lines, with a blank where Latin words meet."""
    for number, line in enumerate(lines):
        glue = number and re.match(r"[A-Za-z0-9]", line.text) and re.search(r"[A-Za-z]$", lines[number - 1].text)
        yield f" {line.text}" if glue else line.text
