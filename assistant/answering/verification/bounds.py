"""Bounds of a figure: at most (不超过, 最高, 以内), at least (不低于, 以上), about (左右, 约)."""

import re

from assistant.records import Bound

_NOT_BEHIND_NO = "(?<!不)(?<!不得)(?<!不应)(?<!不能)"
_MOST_WORDS = (
    "不(?:得|应|能)?(?:超过|高于|多于|大于|长于|超出|超)|(?:最高|最多|至多|最长|最大|最晚)(?!人民|法院|检察)|上限|封顶"
    f"|{_NOT_BEHIND_NO}(?:低于|少于|小于)|不足|不满|不到|未满|未达到?|控制在|[≤≦<]"
)
_LEAST_WORDS = (
    "不(?:得|应|能)?(?:低于|少于|小于|短于)|最低|最少|至少|最短|最小|起码|下限"
    f"|{_NOT_BEHIND_NO}(?:超过|高于|多于|大于)|突破|[≥≧>]"
)
# Between a bound and its figure stand at most a verb, a measure or a noun: 不超过绿地总面积的5%, 最高可给予50万元.
_GAP = r"[^\d,。;:、()\n零一二两三四五六七八九十百千]{0,10}"
_MOST_BEFORE = re.compile(rf"(?:{_MOST_WORDS}){_GAP}$")
_LEAST_BEFORE = re.compile(rf"(?:(?:{_LEAST_WORDS}){_GAP}|(?:逾|满|超))$")
_ABOUT_BEFORE = re.compile(r"(?:(?<![节制签条公合])约为?|大约|大概|接近|将近)$")
_NEAR_BEFORE = re.compile(r"(?<![最附临就相])近$")
_MOST_AFTER = re.compile(r"(?:及|\()?(?:以内|之内|以下|封顶|为限|为上限)")
_WITHIN_AFTER = re.compile(r"内(?![部容外地在设涵需])")
_LEAST_AFTER = re.compile(r"及?(?:以上|起步|为下限)|以?起(?![施实执])")
_ABOUT_AFTER = re.compile(r"左右|上下")
# The words of a bound, for those who compare the words of a sentence apart from its figures.
BOUND_WORDS = re.compile(
    rf"{_MOST_WORDS}|{_LEAST_WORDS}|以内|之内|以下|以上|封顶|为限|左右|上下|大约|大概|接近|将近|之间"
)


def read_bound(text: str, start: int, end: int, *, is_duration: bool) -> tuple[Bound, int, int]:
    """The bound of the figure at ``start:end`` and the span of figure and bound together."""
    before = text[max(0, start - 16) : start]
    for pattern, bound in (
        (_MOST_BEFORE, Bound.AT_MOST),
        (_LEAST_BEFORE, Bound.AT_LEAST),
        (_ABOUT_BEFORE, Bound.ABOUT),
    ):
        match = pattern.search(before)
        if match:
            return bound, start - len(before) + match.start(), _behind(text, end)
    if not is_duration and _NEAR_BEFORE.search(before):
        return Bound.ABOUT, start - 1, end
    return _read_after(text, start, end)


def agree(said: Bound, held: Bound) -> bool:
    """Whether a sentence may say a figure with one bound where the clause has the other."""
    if said == held:
        return True
    return Bound.WITHIN in {said, held} and {said, held} <= {Bound.WITHIN, Bound.NONE, Bound.AT_MOST}


def _read_after(text: str, start: int, end: int) -> tuple[Bound, int, int]:
    for pattern, bound in (
        (_MOST_AFTER, Bound.AT_MOST),
        (_LEAST_AFTER, Bound.AT_LEAST),
        (_ABOUT_AFTER, Bound.ABOUT),
        (_WITHIN_AFTER, Bound.WITHIN),
    ):
        match = pattern.match(text, end)
        if match:
            return bound, start, match.end()
    return Bound.NONE, start, end


def _behind(text: str, end: int) -> int:
    """The end of a second word for the same bound: 不超过3年以内."""
    for pattern in (_MOST_AFTER, _LEAST_AFTER, _ABOUT_AFTER, _WITHIN_AFTER):
        match = pattern.match(text, end)
        if match:
            return match.end()
    return end
