"""What a text denies: 取消, 不得, 不再, 未, 禁止, 无; and what only looks like it (不断, 未来, 不超过)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.verification.words import HIDDEN

_WORDS = """
拒不 拒绝 取消 废止 废除 撤销 吊销 停止 终止 中止 暂停 严禁 禁止 不得 不予 不再 不能 不准 不许 不宜 不会
不需要 不需 不必 不应 无需 无须 无权 没有 未能 未经 尚未 从未 免收 免交 免缴 免征 免除 免予 豁免 除外
"""
# A single sign denies unless it opens one of these words.
_NO_DENIALS = {
    "不": """断 同 仅 但 少于 足 动产 正当 低于 高于 多于 大于 小于 短于 长于 超 良 可抗 限 论 管 只 等 久 过 应有 时 适
        满 到 移 懈 竭 折 扣""",
    "未": "来 成年 知 婚 央 满 达到",
    "(?<![并除若是])非": "法 常 公 遗 物质 营利 凡 洲 税 典",
    "无": "障碍 人机 人驾驶 形 偿 线 害化 纸 缝 论 故 理由 锡 为 极 烟 菌 土 公害 机 产权 党派 疑 需 须 权",
}
_SIGNS = "|".join(f"{sign}(?!{'|'.join(words.split())})" for sign, words in _NO_DENIALS.items())
_CUE = re.compile(rf"{'|'.join(_WORDS.split())}|不可(?!抗)|{_SIGNS}")
_POSITIVE_OPENING = frozenset("可以 可 能 能够 有 会 有的 可以的".split())
_NEGATIVE_OPENING = frozenset("没有 不可以 不能 不会 不需要 不用 无需 不行 没 不可 不得 不予".split())
_OTHER_OPENING = frozenset(
    "是 是的 不是 对 不对 对的 需要 要 免 不收 不收费 收费 收 不要 不 会的 需 否 属于 不属于 不免".split()
)
_OPENING = re.compile(r"^([一-鿿]{1,4})[,。;!]")
_NEAR, _SCOPE = 5, 60
_CONDITION = re.compile("[^的者]+[的者]")
_ADVERBS = frozenset("未 不 无 没有 非 未能 未经 尚未 从未 拒不".split())
_SINGLE, _ITEMS = frozenset("未无非"), ("下列", "以下")
# A relief grants something: 可以，免收2个月租金.
_RELIEF = ("免", "豁免", "除外")


@dataclass(frozen=True, slots=True)
class Denial:
    """A word that denies, with the words that it denies: those behind it, or before it at the end of a phrase.

    ``near`` are the next few of them, ``before`` is all that stands before the word.
    """

    cue: str
    scope: str
    near: str
    before: str

    @property
    def is_condition(self) -> bool:
        """Whether it says of what something holds rather than what holds: 未备案的, 无房的职工."""
        return self.cue in _ADVERBS and bool(_CONDITION.match(self.scope))

    @property
    def is_of_items(self) -> bool:
        """Whether, in a stem, it denies the items: 不得有下列行为, but not 无房职工按下列标准提取.

        A single sign denies them only next to 下列; else it belongs to those of whom the stem speaks.
        """
        return not self.is_condition and (self.cue not in _SINGLE or any(word in self.near for word in _ITEMS))

    @property
    def is_relief(self) -> bool:
        """Whether it takes a burden away rather than a right: 免收, 除外."""
        return self.cue.startswith(_RELIEF)


@lru_cache(maxsize=8192)
def read_denials(phrase: str) -> tuple[Denial, ...]:
    """The denials of a phrase, in order."""
    found = []
    for match in _CUE.finditer(phrase):
        start, end = match.span()
        behind = phrase[end : end + _SCOPE].strip(HIDDEN)
        condition = _CONDITION.match(behind) if match.group() in _ADVERBS else None
        behind = condition.group() if condition else behind
        before = phrase[max(0, start - _SCOPE) : start]
        scope, near = (behind, behind[:_NEAR]) if len(behind) >= 2 else (before, before[-_NEAR:])
        found.append(Denial(match.group(), scope, near, before))
    return tuple(found)


@lru_cache(maxsize=8192)
def denial_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the words that deny stand."""
    return tuple(match.span() for match in _CUE.finditer(text))


def opening(sentence: str) -> tuple[str, bool | None]:
    """The word that answers yes or no at the beginning of a sentence, with whether it grants; else an empty word."""
    match = _OPENING.match(sentence)
    word = match[1] if match else ""
    if word in _POSITIVE_OPENING:
        return word, True
    if word in _NEGATIVE_OPENING:
        return word, False
    return (word, None) if word in _OTHER_OPENING else ("", None)
