"""The one normalisation and the one segmentation of Chinese text, for building and asking alike.

The only file that knows jieba.
"""

import logging
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import jieba
from platformdirs import user_cache_path

_WORD = re.compile(r"[0-9a-z一-鿿]")
_SPACE = re.compile(r"\s+")


def normalise(text: str) -> str:
    """NFKC, lower case, white space removed: full-width and half-width forms, and broken lines, come out alike."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).lower()


def segment(text: str) -> list[str]:
    """Words of a text in order, long words followed by the shorter ones inside them; punctuation is dropped."""
    spaced = _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).lower()
    return [word for word in _tokenizer().cut_for_search(spaced) if _WORD.search(word)]


def words(text: str) -> list[str]:
    """Words of a text in order without overlaps: for reading a question rather than for searching."""
    return [word for word in _tokenizer().cut(normalise(text)) if _WORD.search(word)]


def word_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each dictionary word of a text in order; characters that belong to none stand alone."""
    return [(start, end) for _, start, end in _tokenizer().tokenize(text, HMM=False)]


@lru_cache(maxsize=1)
def _tokenizer() -> jieba.Tokenizer:
    """Load jieba's own dictionary once; its cache goes to the user's folder, not to the shared temporary one."""
    jieba.setLogLevel(logging.WARNING)
    folder = user_cache_path("policy-assistant") / "jieba"
    Path(folder).mkdir(parents=True, exist_ok=True)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(folder)
    tokenizer.initialize()
    return tokenizer
