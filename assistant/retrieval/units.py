"""Whether a clause names who is responsible for what is asked, and not only for something near it."""

import re
from collections.abc import Sequence

from assistant.retrieval.topic import Judged, Topic

# Words that ask for units; what is asked about are the others.
_ASKING = frozenset(
    "责任 单位 部门 机关 机构 主体 责任单位 责任部门 牵头 牵头单位 负责 主管 主管部门 配合 承办 主办 监管 管 谁".split()
)
# Units answer for what is asked where their clause says so much of it, beside the clause that says most.
LEAST_SHARE_OF_BEST = 0.8
# They do not where another clause is so much nearer (cosine): then it is that one which is asked for.
MOST_BEHIND_NEAREST = 0.06
# Where no clause says so much of what is asked, words cannot tell; then the nearest one must name units.
LEAST_TELLING_SHARE = 0.5
# In running text the sentence itself must say so much of what is asked.
LEAST_SENTENCE_SHARE = 0.5
_BODY = (
    r"(?:政府|部门|局|厅|委|委员会|办|办公室|法院|检察院|机关|机构|中心|领导小组|指挥部|协会|学会|公司|单位|大学|学院|医院|街道|乡镇)"
    r"(?:[（(][^（()）]*[）)])?"
)
_GOVERNS = r"(?:负责(?!人)|主管|牵头|组织实施)"
# What may stand between a body and its part: 等部门按照职责分工, 会同市财政局, 在各自职责范围内依法.
_JOINTLY = (
    r"(?:等|和|及|、|会同[^，。；]{2,40}|[按依根在][照据]?[^，。；]{0,6}(?:职责|权限)(?:分工|范围)?内?|分工|应当|要|具体|主要|统一|共同|分别|依法"
    r"|相关|有关|部门|单位|组织|协调)*"
)
_LABEL = re.compile(r"(?:责任|牵头|配合|主办|承办|主管|实施)(?:责任)?(?:单位|部门|机关)\s*[:：】]")
_SENTENCE = re.compile(
    rf"{_BODY}{_JOINTLY}{_GOVERNS}"
    rf"|由[^，。；]{{0,40}}{_BODY}{_JOINTLY}(?:{_GOVERNS}|实施|承担|执行)"
)
# A line that ends in nothing but units: …不少于300家。（市大数据局、市民政局）
_BRACKETED = re.compile(rf"[（(](?:[省市县区州各][^，。；、（）()]{{1,14}}{_BODY}[、，]?)+[）)]\s*$")
_SENTENCES = re.compile(r"[。；;\n]")


def names_units(text: str) -> bool:
    """Whether a text names units as responsible for something, by a label, in a sentence or in brackets behind it."""
    return bool(_LABEL.search(text) or _SENTENCE.search(text) or any(map(_BRACKETED.search, text.split("\n"))))


def holds_units(judged: Judged) -> bool:
    """Whether a hit names units at all."""
    return bool(judged.duties) or names_units(judged.chunk.reading)


def states_units(topic: Topic, near: Sequence[Judged]) -> bool:
    """Whether one of the hits, best first and at least one, names the units responsible for what is asked."""
    about = topic.without(_ASKING)
    nearest = max(near, key=lambda judged: judged.nearness)
    most = max(about.share(judged.chunk.embed_text) for judged in near)
    if most < LEAST_TELLING_SHARE:
        return holds_units(nearest)
    return any(
        (
            judged.nearness >= nearest.nearness - MOST_BEHIND_NEAREST
            and any(about.share(duty) >= LEAST_SHARE_OF_BEST * most for duty in judged.duties)
        )
        or any(about.share(said) >= LEAST_SENTENCE_SHARE for said in _said(judged.chunk.reading))
        for judged in near
    )


def _said(text: str) -> list[str]:
    """The sentences of running text that name units themselves, and the lines that end in units."""
    said = [one for one in _SENTENCES.split(text) if _SENTENCE.search(one) and not _LABEL.search(one)]
    return said + [line for line in text.split("\n") if _BRACKETED.search(line)]
