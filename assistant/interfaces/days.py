"""A day as people type it."""

import re
import unicodedata
from datetime import date

from assistant.errors import QuestionError

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_LONGEST = 40


def read_day(typed: str, called: str = "--as-of 的日期") -> str:
    """A day as 2024-05-01, from that form or 2024年5月1日; empty where none is given. ``called`` names it to the user.

    Raises:
        QuestionError: it is no day of the calendar.
    """
    if not typed:
        return ""
    match = _DAY.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    try:
        year, month, day = (int(part) for part in match.groups()) if match else (0, 0, 0)
        return date(year, month, day).isoformat()
    except ValueError as error:
        line = " ".join(typed.split())
        shown = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
        message = f"{called}“{shown}”无效，请写成 2024-05-01 的形式。 Not a date; write it as 2024-05-01."
        raise QuestionError(message) from error
