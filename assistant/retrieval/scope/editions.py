"""Which of several documents a question means by its year (2019年那版, 2021—2025年规划) or by its short name."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.records import ClauseTree
from assistant.retrieval.scope.times import NamedTime, find_times, half_width
from assistant.retrieval.scope.titles import plain_key

_KINDS = "办法|规定|规划|细则|方案|意见|条例|文件|通知|通告|纲要|行动计划|措施|决定|公告|新规|标准"
# Behind a year: it is that of a document and no year that is asked about.
_EDITION = re.compile(
    r"的?(?:[那这]一?[版份个]|版|新?修[订正]|印发|发布|出台|公布|颁布|制定)"
    r"|的?《"
    rf"|(?!以?[前后内来]|之)的?[^，。？、；:!?,]{{0,10}}?(?:{_KINDS})"
)
# 2025年规划目标 asks for a value of the year; 2021—2025年规划的目标 does not.
_GOAL = re.compile(r"的?(?:目标|指标)")
_KIND = re.compile(
    r"实施意见|实施办法|实施细则|实施方案|行动计划|办法|规定|规划|细则|方案|意见|条例|通知|通告|纲要|计划|措施|规范|标准|指南|批复|公告"
)
# Words of titles that tell no two documents apart.
_GENERAL = re.compile("实施|管理|发展|工作|建设|若干|具体|相关|有关|政策|总体|专项|行动|主要")
_LEAST_CHARACTERS = 2


def is_edition(text: str, time: NamedTime) -> bool:
    """Whether a time says which edition of a document is meant."""
    match = _EDITION.match(half_width(text), time.end)
    asks_goal = match and len(time.years) == 1 and _GOAL.match(text, match.end())
    return bool(match and not asks_goal)


@dataclass(frozen=True, slots=True)
class Editions:
    """The documents of a corpus by the years that tell them apart."""

    trees: Mapping[str, ClauseTree]

    def fitting(self, documents: Sequence[str], time: NamedTime) -> tuple[str, ...]:
        """The documents of a time: by their title, else by their period, else by their year of issue; none if none."""
        wanted = frozenset(time.plan or time.years)
        tests: tuple[Callable[[str], Iterable[str]], ...] = (self._title_years, self._period, self._issued)
        for years_of in tests:
            found = tuple(document for document in documents if wanted <= frozenset(years_of(document)))
            if found:
                return found
        return ()

    def _title_years(self, document: str) -> frozenset[str]:
        times = find_times(self.trees[document].document.metadata.title)
        return frozenset(year for time in times for year in time.plan or time.years)

    def _period(self, document: str) -> Sequence[str]:
        return re.findall(r"(?:19|20)\d{2}", self.trees[document].document.metadata.period)

    def _issued(self, document: str) -> Sequence[str]:
        metadata = self.trees[document].document.metadata
        return metadata.issued[:4], *re.findall(r"〔(\d{4})〕", metadata.document_number)

    def called(self, documents: Sequence[str], text: str) -> tuple[str, ...]:
        """The documents whose title holds the most of what stands before a word like 规划, in this order (气象规划)."""
        best = _LEAST_CHARACTERS - 1
        found: tuple[str, ...] = ()
        for run, kind in _runs(text):
            scores = {document: _held(run, kind, self._key(document)) for document in documents}
            most = max(scores.values(), default=0)
            if most > best:
                best, found = most, tuple(document for document, score in scores.items() if score == most)
        return found

    def _key(self, document: str) -> str:
        return plain_key(self.trees[document].document.metadata.title)


def _runs(text: str) -> Iterable[tuple[str, str]]:
    """What stands before each word for a kind of document, back to the last mark, and the word."""
    for match in _KIND.finditer(text):
        before = re.split(r"[^一-鿿A-Za-z]", text[: match.start()])[-1]
        yield plain_key(before), match.group()


def _held(run: str, kind: str, key: str) -> int:
    """How many telling characters directly before the word stand in the title in the same order; 0 for another kind."""
    end = key.rfind(kind)
    held = ""
    while end > 0 and len(held) < len(run):
        char = run[len(run) - 1 - len(held)]
        end = key.rfind(char, 0, end)
        held = char + held if end >= 0 else held
    return len(_GENERAL.sub("", held))
