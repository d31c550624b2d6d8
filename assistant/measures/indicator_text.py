"""Numeric targets in running text: 到2025年，每万人口高价值发明专利拥有量达到0.11件; 新增贯标企业16家."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.verification.figures import Figure, Turn, read_figures
from assistant.answering.verification.plain import plain
from assistant.measures.statements import Statement
from assistant.records import ClauseKind, Indicator

_BY_YEAR = re.compile(r"(?:到|至|截至)?((?:19|20)\d\d)年(?:底|末)?(?=[,，力以前全我])")
_EACH_YEAR = re.compile(r"每年|年均|每年度")
_PERIOD = re.compile(r"[“\"]?(?:十[一二三四五六]五|规划期|五年)[”\"]?(?:时期|期间|末|内)?[,，]")
_PAST = re.compile(
    r"累计(?:扶持|发放|为|培训|兑现)|以来|五年来|十三五|取得了|现有|现存|建成了|已[^,。]{0,4}(?:达|有)|较上年|至\d{4}年底"
)
_GOAL_PART = re.compile(r"目标|指标")
_PARTS = re.compile(r"[^,;。:]+")
# Money that is handed out, terms and shares of something else count nothing that is aimed at.
_HANDED = re.compile(
    r"安排|扶持金额|费用|抵扣|兑现|拉动|惠及|发放|收取|同比|给予|补贴|补助|奖励|资助|贴息|不超过|最高|罚款|费率|利率|按[^,]{0,12}比例"
)
_UNITS = frozenset(
    "件 家 个 项 人 人次 笔 元 % 百分点 次 场 名 所 条 户 亩 吨 平方米 公里 站 门 种 部 篇 期 批 倍 宗 起 镇 村".split()
)
# What stands before a name: scope, time, and the verb that brings it about.
_LEADING = re.compile(
    r"^(?:(?:到|至|力争|争取|确保|预计|其中|在?全[市县区省国]|我[市县区省]|[本该][市县区]|(?:到|至)?(?:19|20)\d\d年(?:底|末)?|十[一二三四五六]五(?:时期|期间|末)?"
    r"|每年度?|共|成功|着力|重点(?=培育|打造|建设|支持|引进)|大力|积极|培育|培养|完成|实现|建设|建成|建立|打造|创建|申报|选取|遴选|引进|组织|举办|开展|新建|扶持|支持|发展|形成|使|将|各类|有(?!效))[,，]?)+"
)
_TRAILING = re.compile(
    r"(?:力争|争取)?(?:累计)?(?:分别)?(?:(?:稳定)?(?:达到?|增加|提高|增长|提升|上升|扩大|发展|保持|控制|突破|超过|不低于|不少于|约为?|为|有|至少|超)(?:到|至|在)?)*(?:累计)?$"
)
_OF = re.compile(r"的([^的,;。]{2,20})[。;,]?$")
_NOT_COUNTED = re.compile(r"(?:第|前|等|上述|以下|下列|这|近|每|各|[一二三四五六七八九十]是)$")
_ADJECTIVE_END = re.compile(r"(?:较高|较好|明显|以上|显著|完善|突出|较大|较强)$")
_WRITTEN = re.compile(r"(\d+(?:\.\d+)?)((?:[万亿千百]*[^\d\s以及左上多余]{0,3}))")
_HAN = "零〇一二两三四五六七八九十百千万亿"
_WRITTEN_HAN = re.compile(rf"[{_HAN}]([^\d\s以及左上多余{_HAN}]{{1,3}})")
# What leads to the figure that a change begins at: 由2020年的1.85件.
_FROM = re.compile(r"(?:由|从|原有?的?|原来的?)(?:((?:19|20)\d\d)年(?:底|末)?的?)?$")
_AND = re.compile(r"[、和与及]")
_ARABIC = re.compile(r"\d")
# 增长20% is a growth, 增长到20% a level.
_GROWS = re.compile(r"(?:年均)?(?:增长|提高|提升|增加|下降|降低|减少)$")
_LEAST_NAME, _LONGEST_NAME = 2, 30


@dataclass(frozen=True, slots=True)
class _Target:
    name: str
    figure: Figure
    year: str
    base: Figure | None = None
    base_year: str = ""


def read_targets(statement: Statement, last_year: str) -> Iterator[Indicator]:
    """The targets of a sentence: counts under a goal, or behind a year to come; ``last_year`` is that of the plan."""
    text = plain(statement.text)
    if _PAST.search(text) or not (_is_aimed(text) or _is_goal(statement)):
        return
    for target in _targets(text, last_year):
        yield Indicator(
            document=statement.clause.document,
            clause=statement.clause.id,
            path=statement.clause.path,
            text=statement.text,
            start=statement.start,
            end=statement.end,
            name=target.name,
            key="",
            place="",
            unit=as_written(target.figure)[1],
            target_year=target.year,
            target=as_written(target.figure)[0],
            target_words=target.figure.words,
            bound=target.figure.bound,
            base_year=target.base_year,
            base=as_written(target.base)[0] if target.base else None,
            base_words=target.base.words if target.base else "",
        )


def as_written(figure: Figure) -> tuple[float, str]:
    """The number and the unit as the text has them: 5亿元 is 5 of 亿元, while a figure counts single 元."""
    if match := _WRITTEN.search(figure.words):
        return float(match[1]), match[2]
    spelled = _WRITTEN_HAN.search(figure.words)
    return figure.value, spelled[1] if spelled else figure.unit


def _is_aimed(text: str) -> bool:
    return bool(_BY_YEAR.search(text) or _PERIOD.search(text) or _EACH_YEAR.search(text) or "力争" in text)


def _is_goal(statement: Statement) -> bool:
    """Whether the sentence stands among goals: under a heading that says so, or in a boxed section."""
    boxed = any(heading.lstrip().startswith("专栏") for heading in statement.clause.path)
    return boxed or statement.clause.kind is ClauseKind.BOX or any(map(_GOAL_PART.search, statement.clause.path))


def _targets(text: str, last_year: str) -> Iterator[_Target]:
    for part in _PARTS.finditer(text):
        if _HANDED.search(part.group()):
            continue
        figures = [one for one in _counted(text) if part.start() <= one.start < part.end()]
        shared = _respective(part.group(), [one for one in figures if one.turn is not Turn.FROM])
        base: Figure | None = None
        for figure in figures:
            if figure.turn is Turn.FROM:
                base = figure
                continue
            before, base_year = _before(text, part, base or figure)
            name = shared.get(figure, "") if shared else _name(text, part, figure, before, is_reached=base is not None)
            if name:
                yield _Target(name, figure, _year(text, figure, part, last_year), base, base_year if base else "")
            base = None


def _counted(text: str) -> list[Figure]:
    return [one for one in read_figures(text) if (one.unit in _UNITS or not one.unit) and not one.is_article]


def _respective(part: str, figures: list[Figure]) -> dict[Figure, str]:
    """The names of figures that are told behind all of them: 申请量、注册量分别达到100件、200件."""
    head, said, _ = part.partition("分别")
    names = [_TRAILING.sub("", name) for name in _AND.split(_LEADING.sub("", head))]
    return dict(zip(figures, names, strict=True)) if said and len(names) == len(figures) else {}


def _before(text: str, part: re.Match[str], first: Figure) -> tuple[str, str]:
    """The words of a part before its first figure, and the year that they give it."""
    before = text[part.start() : first.start]
    leads = _FROM.search(before)
    return (before[: leads.start()], leads[1] or "") if leads else (before, "")


def _name(text: str, part: re.Match[str], figure: Figure, before: str, *, is_reached: bool) -> str:
    """What a figure counts: the words before it, or those behind where only a verb stands before.

    ``is_reached``: from another figure, which says as much as a verb.
    """
    if _NOT_COUNTED.search(before):
        return ""
    stripped = _TRAILING.sub("", before)
    # Numbers without a unit, and small ones in Chinese numerals (六个静海), need a verb that reaches them.
    is_plain = bool(figure.unit) and bool(_ARABIC.search(figure.words))
    if not (is_plain or is_reached) and stripped == before and _LEADING.sub("", before):
        return ""
    if figure.unit in {"%", "百分点"} and (grows := _GROWS.search(before)):
        stripped = _TRAILING.sub("", before[: grows.start()]) + grows.group()
    name = _LEADING.sub("", stripped)
    if _LEAST_NAME <= len(name) <= _LONGEST_NAME:
        return name
    return _name_behind(text, part, figure) if not name and figure.unit else ""


def _name_behind(text: str, part: re.Match[str], figure: Figure) -> str:
    """The name behind a count: 1件地理标志保护产品; of a long description its head (1家……的优势、示范企业)."""
    behind = text[figure.end : part.end()].strip()
    if "的" in behind or _ADJECTIVE_END.search(behind) or len(behind) > _LONGEST_NAME:
        end = re.search(r"[。;]|$", text[figure.end :])
        head = _OF.search(text[figure.end : figure.end + (end.start() if end else 0)])
        return head[1] if head else ""
    return behind if len(behind) >= _LEAST_NAME else ""


def _year(text: str, figure: Figure, part: re.Match[str], last_year: str) -> str:
    """The year that a figure is aimed at: the last one named before it, each year, else that of the plan."""
    if _EACH_YEAR.search(part.group()):
        return "每年"
    named = [match[1] for match in _BY_YEAR.finditer(text[: figure.start])]
    return named[-1] if named else last_year
