"""Parts of a document by their headings: those that tell of what was, and those that set goals."""

import re
from collections.abc import Sequence
from functools import lru_cache

_TOPIC = "遵循|发展|工作|规划|现有|基本|主要|总体|面临的?|存在的?"
_SILENT_PART = re.compile(
    rf"(?:{_TOPIC})*(?:基础|现状|环境|形势|背景|成效|成就|回顾|问题|不足|挑战|机遇|指导思想|原则|思路|名词解释|术语)"
    rf"(?:[与和及、](?:{_TOPIC})*(?:基础|现状|环境|形势|成效|问题|挑战|机遇|原则))*"
)
_GOALS = re.compile(r"(?:发展|主要|总体|工作|行动|规划|具体|年度)?(?:目标|总体要求)(?:任务)?")
_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十\d]+[、.．]?|[(（][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十\d]+[章节编条])\s*"
)


@lru_cache(maxsize=65_536)
def is_silent(path: Sequence[str]) -> bool:
    """Whether a part tells of what was or of what the document stands for: no offers."""
    return any(_SILENT_PART.fullmatch(_NUMBER.sub("", heading)) for heading in path)


@lru_cache(maxsize=65_536)
def is_among_goals(path: Sequence[str]) -> bool:
    """Whether a part sets the goals of a document."""
    return any(_GOALS.fullmatch(_NUMBER.sub("", heading)) for heading in path)
