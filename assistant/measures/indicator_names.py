"""One name for one indicator: 万人均发明专利拥有量 = 每万人口有效发明专利拥有量, and 高价值 kept apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.verification.plain import plain

_BRACKETS = re.compile(r"[(（〔\[【][^)）〕\]】]*[)）〕\]】]")
_MARKS = re.compile(r"[\s、，,“”\"'·]")


@dataclass(frozen=True, slots=True)
class Names:
    """How names of indicators are joined: ``same`` holds patterns with what they are replaced by, in order."""

    same: tuple[tuple[re.Pattern[str], str], ...]

    @classmethod
    def of(cls, entries: Sequence[Sequence[str]]) -> "Names":
        """Compile pairs of a pattern and its replacement."""
        return cls(tuple((re.compile(pattern), replacement) for pattern, replacement in entries))

    def shown(self, name: str) -> str:
        """The name without place, remark and padding, as it is shown for all its synonyms."""
        text = _BRACKETS.sub("", plain(name))
        for pattern, replacement in self.same:
            text = pattern.sub(replacement, text)
        return text

    def key(self, name: str) -> str:
        """The same for all names of one indicator: 有效商标注册量 and 商标有效注册量 hold the same characters."""
        return "".join(sorted(_MARKS.sub("", self.shown(name))))
