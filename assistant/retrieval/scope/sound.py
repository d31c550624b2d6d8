"""How Chinese characters sound, without tone. The only file that knows pypinyin."""

from functools import lru_cache

from pypinyin import lazy_pinyin


def syllables(text: str) -> tuple[str, ...]:
    """One syllable a character, each read alone, so that places in the text stay the same."""
    return tuple(map(_syllable, text))


@lru_cache(maxsize=8192)
def _syllable(char: str) -> str:
    return "".join(lazy_pinyin(char))
