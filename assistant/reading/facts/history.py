"""The legislative history under a title: when a law was passed, made known, amended, and from when it applies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.reading.facts.dates import Date, find_dates
from assistant.reading.facts.organisations import is_body
from assistant.reading.facts.view import Line, View


class Act(StrEnum):
    """What happened to a document on a day; the value is the field of its fact."""

    PASSED = "passed"
    APPROVED = "approved"
    PUBLISHED = "published"
    AMENDED = "amended"
    EFFECTIVE = "effective"


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the history: ``text`` is what is said of the date, up to the next one; it begins at ``start``."""

    act: Act
    date: Date
    text: str
    start: int

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies that acted, without session and meeting: 第十三届全国人民代表大会第三次会议通过."""
        parts = (_MEETING.sub("", part.strip()) for part in re.split("[、，]", self.text))
        names = (_COMMITTEE.sub("", _SESSION.sub("", part)) for part in parts)
        return tuple(name for name in names if is_body(name))


_OPENING = re.compile(
    r"[（(【]?\s*(?:根据|自)?\s*(?:[12１２]\s?\d\s?\d\s?\d\s?年|[一二][〇○零一二三四五六七八九]{3}年)"
)
_ACT = re.compile(r"通过|批准|公布|发布|颁布|施行|实施|修正|修订|修改|制定|生效|次(?:全体|常务)?会议$")
_QUOTED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_BETWEEN = " \t\u3000\xa0、，,；;）)】"
_LONGEST = 1500
# First match wins: an amendment is passed and made known too.
_ACTS = (
    (Act.AMENDED, re.compile("修正|修订|修改|的《|关于批准《")),
    (Act.EFFECTIVE, re.compile(r"(?:起|日|^)\s*(?:起)?\s*(?:施行|实施|生效)")),
    (Act.PUBLISHED, re.compile("公布|发布|颁布")),
    (Act.PASSED, re.compile("通过|审议|会议$")),
    (Act.APPROVED, re.compile("批准")),
)


_SESSION = re.compile(r"第[〇零一二三四五六七八九十百\d]{1,4}届")
_MEETING = re.compile(
    r"(?:第[〇零一二三四五六七八九十百\d]{1,4}次|20\d\d年|(?:党组|常务|全体)?会议|令第|公告|通过|公布|发布|颁布).*$"
)
_COMMITTEE = re.compile(r"(?<=最高人民法院)审判委员会$|(?<=最高人民检察院)检察委员会$")


def read_history(view: View) -> list[Event]:
    """The entries in the front of a law, in order: lines of their own or one in brackets."""
    lines = (line for line in view.front if is_history(line))
    return [event for line in lines for event in _events(line)]


def is_history(line: Line) -> bool:
    """Whether a line is an entry of a legislative history, or several."""
    if len(line.text) > _LONGEST or line.text.endswith(("。", "：", ":", "；")):
        return False
    return bool(_OPENING.match(line.text)) and bool(_ACT.search(line.text))


def _events(line: Line) -> Iterator[Event]:
    """Part a line at its dates; those inside a quoted title belong to the title."""
    quoted = [match.span() for match in _QUOTED.finditer(line.text)]
    dates = [date for date in find_dates(line.text) if not any(start < date.start < end for start, end in quoted)]
    for number, date in enumerate(dates):
        following = dates[number + 1].start if number + 1 < len(dates) else len(line.text)
        raw = line.text[date.end : following]
        said = raw.strip(_BETWEEN)
        act = next((act for act, pattern in _ACTS if pattern.search(said)), None)
        if act:
            moved = Date(date.value, line.start + date.start, line.start + date.end)
            yield Event(act, moved, said, moved.end + len(raw) - len(raw.lstrip(_BETWEEN)))
