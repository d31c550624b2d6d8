"""Foreign text made harmless: it cannot end a line, hide words, forge a mark, or speak to a model as its host does.

Documents and questions are written by others. What they say is quoted; what they order is not done.
"""

import re

# Control and format characters: they command terminals, turn the direction of writing, or hide what a model reads.
INVISIBLE = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
LINE_ENDS = r"\t-\r\x1c-\x1f\x85\u2028\u2029"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_LINE_ENDS = re.compile(f"[{LINE_ENDS}]+")
_MARK = re.compile(r"[\[［【](\s*\d{1,2}(?:\s*[,，、]\s*\d{1,2})*\s*)[\]］】]")
# Models know their hosts by tokens in angle or square brackets (<|im_end|>, </s>, [INST]), and a server reads such a
# token wherever it stands; 〔2022〕 is how officials write the square ones anyway.
_BRACKETS = str.maketrans("<>[]［］【】", "＜＞〔〕〔〕〔〕")


def without_hidden(text: str) -> str:
    """The characters that are seen; lines stay."""
    return _INVISIBLE.sub("", text)


def visible(text: str) -> str:
    """One line of characters that are seen."""
    return _LINE_ENDS.sub(" ", without_hidden(text))


def without_marks(text: str) -> str:
    """The same on one line, where [9] cannot be taken for a citation: it becomes 〔9〕."""
    return _MARK.sub(r"〔\1〕", visible(text))


def neutral(text: str) -> str:
    """Text for a prompt: one line, no brackets that a model or its server would obey."""
    return " ".join(visible(text).translate(_BRACKETS).split())
