"""The same measure in two documents: said twice, with other amounts, more or less firmly, or withdrawn by one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations, product

from assistant.answering.verification.figures import read_figures
from assistant.answering.verification.plain import plain
from assistant.indexing.tokens import words
from assistant.records import Amount, Firmness, Measure

# Words that stand in any measure and say nothing of what it is on.
_COMMON = frozenset(
    """
    给予 予以 一次性 最高 不超过 万元 奖励 资助 补贴 补助 支持 鼓励 引导 推动 推进 促进 加强 完善 建立 健全 开展 实施
    落实 企业 单位 个人 项目 知识产权 工作 政策 措施 办法 机制 取消 停止 不再 执行 探索 研究 全市 全县 全区 我市 我县
    我区 实际 标准 以上 以下 其中 进一步 重点 组织 服务 中小 中小微 区内 每年 年度 单个
    """.split()
)
# Of the words of the shorter measure and of the longer one.
_LEAST_SHARES = (0.5, 0.3)
_LEAST_WORDS = 2
_SHORTEST_WORD = 2


class Difference(StrEnum):
    """In what two measures on the same thing differ; the gravest that is true."""

    WITHDRAWN = "一方限制取消"
    AMOUNT = "金额或比例不同"
    FIRMNESS = "力度不同"
    NONE = "内容重复"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two measures on the same thing from two documents, the older or firmer document's first as they are sorted."""

    difference: Difference
    first: Measure
    second: Measure
    shared: tuple[str, ...]


def find_conflicts(measures: Iterable[Measure], related: Mapping[str, frozenset[str]]) -> tuple[Conflict, ...]:
    """Pairs of measures on the same thing, the gravest differences first.

    ``related`` names for each document those that it is compared with.
    """
    by_type: dict[str, list[Measure]] = defaultdict(list)
    for measure in measures:
        by_type[measure.types[0]].append(measure)
    found = {(one.first.id, one.second.id): one for group in by_type.values() for one in _pairs(group, related)}
    gravity = list(Difference)
    return tuple(sorted(found.values(), key=lambda one: (gravity.index(one.difference), one.first.id, one.second.id)))


def _pairs(group: Sequence[Measure], related: Mapping[str, frozenset[str]]) -> Iterator[Conflict]:
    by_document: dict[str, list[Measure]] = defaultdict(list)
    for measure in group:
        by_document[measure.document].append(measure)
    near = [pair for pair in combinations(by_document, 2) if _are_related(*pair, related)]
    for first, second in (
        sorted(pair, key=lambda one: one.id) for a, b in near for pair in product(by_document[a], by_document[b])
    ):
        one, other = _subject(first.text), _subject(second.text)
        shared = one & other
        if len(shared) >= _LEAST_WORDS and _is_same(len(shared), len(one), len(other)):
            yield Conflict(_difference(first, second), first, second, tuple(sorted(shared)))


def _are_related(one: str, other: str, related: Mapping[str, frozenset[str]]) -> bool:
    """Whether either names the other: the documents of a county name those of its city, and not the other way."""
    return other in related.get(one, frozenset()) or one in related.get(other, frozenset())


def _is_same(shared: int, one: int, other: int) -> bool:
    of_shorter, of_longer = _LEAST_SHARES
    return shared >= of_shorter * min(one, other) and shared >= of_longer * max(one, other)


def _difference(first: Measure, second: Measure) -> Difference:
    firmness = {first.firmness, second.firmness}
    if Firmness.WITHDRAWN in firmness and len(firmness) > 1:
        return Difference.WITHDRAWN
    if first.amounts and second.amounts and _sums(first.amounts) != _sums(second.amounts):
        return Difference.AMOUNT
    return Difference.FIRMNESS if len(firmness) > 1 else Difference.NONE


def _sums(amounts: Sequence[Amount]) -> set[tuple[float, str, str]]:
    return {(one.value, one.unit, one.bound) for one in amounts}


@lru_cache(maxsize=65_536)
def _subject(text: str) -> frozenset[str]:
    """The words that say what a measure is on, without its figures."""
    said = plain(text)
    for figure in reversed(read_figures(said)):
        said = f"{said[: figure.start]} {said[figure.end :]}"
    return frozenset(
        word for word in words(said) if len(word) >= _SHORTEST_WORD and word not in _COMMON and not word.isdigit()
    )
