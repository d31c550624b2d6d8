"""One form for every text that is compared: width, blanks, quotation marks, dashes and thousands."""

import re
import unicodedata
from functools import lru_cache

from assistant.answering.neutral import without_hidden

_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_BLANK = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\n{2,}")
# Marks that carry nothing: quotation marks, emphasis and headings of Markdown, 含 in brackets behind a limit.
_SILENT = re.compile(r"[“”\"'‘’「」『』*#`]|\(含(?:本数)?\)")
_BARS = re.compile(r"\s*[|│┃]+\s*")
_DASH = re.compile(r"[—–―─~～〜－-]{1,2}")
# The colon of a ratio parts no sentence.
_RATIO = re.compile(r"(?<=\d)[:∶︰](?=\d)")
# Roman numerals stay signs of their own: in letters Ⅰ would be a part of Ⅱ for those who compare signs.
_NOT_ROMAN = re.compile("[^Ⅰ-Ⅻ]+")
_ROMAN_LETTERS = re.compile(r"(?<![A-Za-z])(?:I{1,3}|IV)(?=[级类])")
_ROMAN = {"I": "Ⅰ", "II": "Ⅱ", "III": "Ⅲ", "IV": "Ⅳ"}
_CIRCLED = {code: f"({number})" for number, code in enumerate(range(ord("①"), ord("⑳") + 1), start=1)}


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text as it is compared; line feeds stay, since they part what stands on lines of its own."""
    seen = without_hidden(text).translate(_CIRCLED)
    folded = _NOT_ROMAN.sub(lambda match: unicodedata.normalize("NFKC", match.group()), seen)
    folded = _ROMAN_LETTERS.sub(lambda match: _ROMAN[match.group()], folded)
    folded = _THOUSANDS.sub(lambda match: match.group().replace(",", ""), folded)
    folded = _RATIO.sub("∶", _DASH.sub("—", _BARS.sub("\n", _SILENT.sub("", folded))))
    return _LINES.sub("\n", _BLANK.sub("", folded)).strip()
