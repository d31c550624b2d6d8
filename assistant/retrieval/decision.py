"""Whether the hits answer the question at all: likeness, period, and the kind of value asked for.

The thresholds were set on the questions of ``tests/gold``; ``python -m assistant evaluate`` prints what they come to.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from assistant.records import Query, QuestionKind, Reason
from assistant.retrieval.kinds.chatter import is_too_broad
from assistant.retrieval.kinds.kind import asks_responsible
from assistant.retrieval.topic import Judged, Topic
from assistant.retrieval.units import holds_units, states_units

# Share, by weight, of the known words that the sentence with the value must hold.
LEAST_SENTENCE_COVERAGE = 0.25
# A short clause that is near holds no other values than that asked for, whatever words the question uses.
SHORT_CHARACTERS = 160
LEAST_NEARNESS_OF_SHORT = 0.98

# A Chinese numeral counts with a measure word only (二十家; 一批 says no number), and 第三十二条 is no amount.
_COUNT = (
    r"(?<![第\d])(?!(?:19|20)\d{2}年)\d|(?<![第一二三四五六七八九十百千万零])(?:[二三四五六七八九十百千两]|一(?=[十百千万]))"
    r"[一二三四五六七八九十百千万零]*"
    r"(?:件|家|个|项|名|条|笔|次|人|户|亩|所|场|起|年|倍)"
)
_ASKS_MONEY = (
    r"多少(?:个?[万亿百千]+)?(?:元|块|钱)|几[万亿百千]?(?:元|块)钱?|多少(?:经费|资金|奖金|补助|补贴|资助|贴息|罚款|津贴)"
    r"|(?:费用?|价格?|工资|金额|额度|奖金|罚款|罚金|补助|补贴|贴息)(?:标准|目标)?(?:每年|一年)?(?:分别|各|为|是|要|最高|有)*多少"
)
_ASKS_RATE = r"税率|利率|费率|百分比|百分之几|比例(?:分别|各|为|是|有)*多少"
_ASKS_PERSON = r"长(?:是谁|叫什么|姓什么)|谁(?:是|当|担任)[^，。？]{0,8}长|负责人(?:是谁|叫什么)"
_ASKS_COUNT = r"多少|(?<!哪)几(?:件|家|个|名|项|条|笔|次|人|户|亩|所|场|起)"
# What is asked for, and what a sentence that answers it must hold; the first that fits the question decides.
_VALUES = tuple(
    (re.compile(asked), re.compile(answer))
    for asked, answer in (
        (
            _ASKS_MONEY,
            r"\d\s*[百千万亿]*元|元[/／每）)][^。；]{0,12}\d|[一二三四五六七八九十百千万亿两]元|免费|不收费|不收取",
        ),
        (_ASKS_RATE, r"[%％‰]|百分之"),
        (r"电话|手机号|联系方式", r"\d{5,}|热线"),
        (r"网址|邮箱|网站地址", r"[a-zA-Z]+\.[a-zA-Z]+"),
        (_ASKS_PERSON, r"同志|先生|女士|长[:：]"),
        (_ASKS_COUNT, _COUNT),
    )
)

_YEAR = re.compile(r"(?:19|20)\d{2}")


def has_value(question: str, text: str) -> bool:
    """Whether ``text`` holds the kind of value that the question asks for (money for 多少万元, a digit for 几件)."""
    wanted = _wanted(question)
    return wanted is None or bool(wanted.search(text))


@lru_cache(maxsize=64)
def _wanted(question: str) -> re.Pattern[str] | None:
    """What a sentence must hold to answer; kept, since every candidate of a question is asked for the same."""
    return next((answer for asked, answer in _VALUES if asked.search(question)), None)


def holds_years(years: Sequence[str], text: str, period: str = "") -> bool:
    """Whether one of the years stands in ``text`` or lies in ``period`` (2021—2025年); true where none is named."""
    first, *last = _YEAR.findall(period) or [""]
    within = [year for year in years if last and first <= year <= last[-1]]
    return not years or bool(within) or any(year in text for year in years)


def unanswerable(query: Query) -> Reason | None:
    """What the question names and the corpus lacks, or why it cannot be searched for; None where it can."""
    scope = query.scope
    if scope.unknown_places and scope.documents == ():
        return Reason.NO_SUCH_PLACE
    if scope.unknown_titles and scope.documents == ():
        return Reason.NO_SUCH_DOCUMENT
    if scope.unknown_clauses and not scope.references:
        return Reason.NO_SUCH_CLAUSE
    if is_direct(query):
        return None
    is_scoped = bool(scope.places or scope.titles)
    return Reason.TOO_BROAD if is_too_broad(query.topic or query.standalone, scoped=is_scoped) else None


def is_direct(query: Query) -> bool:
    """Whether the question names its clause: by number, or as what a document says of itself."""
    return query.kind is QuestionKind.METADATA or bool(query.scope.references)


def decide(
    query: Query, topic: Topic, best: Sequence[Judged], least_nearness: float, periods: Mapping[str, str]
) -> Reason | None:
    """Return why to decline, or None; ``best`` is ordered, best first; ``periods`` gives each document's plan period.

    A value must be stated for the year itself; other clauses hold for the whole period of their plan.
    """
    if best and is_direct(query):
        return Reason.NOT_STATED if _names_no_units(query, best) else None
    near = [judged for judged in best if judged.nearness >= least_nearness]
    if not near:
        return Reason.NOT_FOUND
    asks_value = not has_value(query.standalone, "")
    in_period = [
        judged
        for judged in near
        if holds_years(query.scope.years, judged.chunk.embed_text, "" if asks_value else periods[judged.chunk.document])
    ]
    if not in_period:
        return Reason.OUTSIDE_PERIOD
    if asks_responsible(query.focus) and not states_units(topic, in_period):
        return Reason.NOT_STATED
    stated = any(states_value(query.standalone, topic, judged) for judged in in_period)
    return None if stated else Reason.NOT_STATED


def _names_no_units(query: Query, best: Sequence[Judged]) -> bool:
    """Whether the question wants the units of a clause that it names by its number, and the clause has none."""
    asked = [reference.clause for reference in query.scope.references]
    named = [judged for judged in best if any(f"{judged.chunk.clause}.".startswith(f"{clause}.") for clause in asked)]
    return bool(named) and asks_responsible(query.focus) and not any(map(holds_units, named))


def states_value(question: str, topic: Topic, judged: Judged) -> bool:
    """Whether a sentence of the chunk holds the kind of value asked for, and is about what is asked."""
    if has_value(question, ""):
        return True
    holding = [s for s in re.split(r"[。；;\n]", judged.chunk.reading) if has_value(question, s)]
    is_short = len(judged.chunk.reading) <= SHORT_CHARACTERS and judged.nearness >= LEAST_NEARNESS_OF_SHORT
    return any(is_short or topic.share(sentence) >= LEAST_SENTENCE_COVERAGE for sentence in holding)
