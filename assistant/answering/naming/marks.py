"""Quotation marks and book-title marks inside their like, by the national standard on punctuation (GB/T 15834)."""

_QUOTES = ("“", "”", "‘", "’")
_TITLES = ("《", "》", "〈", "〉")


def inner_quotes(text: str) -> str:
    """The text as it stands inside “”: its own marks become ‘’, those inside them “” again."""
    return _nested(text, _QUOTES)


def inner_titles(text: str) -> str:
    """The text as it stands inside 《》: its own marks become 〈〉, those inside them 《》 again."""
    return _nested(text, _TITLES)


def _nested(text: str, marks: tuple[str, str, str, str]) -> str:
    outer, outer_end, inner, inner_end = marks
    depth, made = 0, []
    for sign in text:
        if sign in {outer, inner}:
            depth += 1
            made.append(inner if depth % 2 else outer)
        elif sign in {outer_end, inner_end} and depth:
            made.append(inner_end if depth % 2 else outer_end)
            depth -= 1
        else:
            made.append(sign)
    return "".join(made)
