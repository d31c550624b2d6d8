"""Inline content of a web page → one line: white space as a browser folds it, and how much of it is linked or bold."""

import re
from dataclasses import dataclass, field

from assistant.reading.furniture import LABELS

# CSS Text Level 3, 4.1.3: a line break of the source between two wide characters is no blank.
_WIDE = (
    "\u2014\u2018\u2019\u201c\u201d\u2026\u2e80-\u2fff\u3001-\u303e\u3041-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
)
_SOURCE_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_BLANKS = re.compile(r"[\s\u3000\xa0]+")
# Invisible in every browser: control characters, soft hyphen, zero-width space and joiners of words, byte-order mark.
_INVISIBLE = dict.fromkeys((*range(9), *range(14, 32), *range(127, 160), 0xAD, 0x200B, 0x2060, 0xFEFF))
# Facts and counters that pages put on one line, each in an element of its own: every one is a line.
_FIELD = re.compile(
    r"\s*(?:[【\[]\s*)?(?:来源|信息来源|作者|责任编辑|编辑|(?:发布|更新|发文|成文|生成|公开)(?:时间|日期|机构|单位|人)|日期|时间|索引号|文号|发文字号"
    r"|(?:浏览|点击|阅读|访问)(?:次数|量|数)?|字体|字号|分享到?|打印|关闭|收藏)\s*[:：】\]]"
)
_FIRST_FIELD = re.compile(r"\s*\d{4}\s*[-年/.]\s*\d")
_FIELDS_CHARACTERS = 300
_LABEL_CHARACTERS = 12
_LABEL_PARTS = 8
_LABELLED_CHARACTERS = 120


@dataclass(slots=True)
class Line:
    """A line in the making."""

    parts: list[str] = field(default_factory=list)
    characters: int = 0
    linked: int = 0
    bold: int = 0
    links: int = 0
    files: int = 0
    label: int = 0

    def add(self, data: str, *, linked: bool, bold: bool) -> None:
        """Add a piece of text."""
        text = data.translate(_INVISIBLE)
        self.parts.append(_SOURCE_BREAK.sub("", text))
        length = len(text) - sum(map(len, _BLANKS.findall(text)))
        self.characters += length
        self.linked += length * linked
        self.bold += length * bold

    def ends_before(self, data: str) -> bool:
        """Whether an element that opens with ``data`` begins the next of several facts, and so a line of its own."""
        if not 0 < self.characters <= _FIELDS_CHARACTERS or not _FIELD.match(data):
            return False
        beginning = "".join(self.parts)
        return bool(_FIELD.match(beginning) or _FIRST_FIELD.match(beginning))

    def end_element(self) -> None:
        """Note where a label of document metadata ends that stands in an element of its own before its value."""
        is_short = 0 < self.characters <= _LABEL_CHARACTERS and len(self.parts) <= _LABEL_PARTS
        if is_short and not self.label and is_label("".join(self.parts)):
            self.label = len(self.parts)

    def text(self, *, is_running: bool) -> str:
        """The whole line; a label is parted from its value by a colon where the page does so by its layout.

        In running text (``is_running``) the same words in bold may begin a sentence.
        """
        text = fold("".join(self.parts))
        if not self.label or is_running or self.characters > _LABELLED_CHARACTERS or "。" in text:
            return text
        label, value = fold("".join(self.parts[: self.label])), fold("".join(self.parts[self.label :]))
        return join_label(label, value) if value else label


def fold(text: str) -> str:
    """Fold white space, full-width blanks with it, to one blank, and drop it at both ends."""
    return _BLANKS.sub(" ", text).strip()


def is_label(text: str) -> bool:
    """Whether the text is a label of document metadata (索引号, 发文机关 …) and nothing else."""
    return _BLANKS.sub("", text).rstrip("：:") in LABELS


def join_label(label: str, value: str) -> str:
    """Join a label to its value by one colon."""
    return f"{label.rstrip('：: ')}：{value.lstrip('：: ')}"
