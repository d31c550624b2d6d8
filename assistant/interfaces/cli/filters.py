"""The options that narrow a search to places, documents or a day, and what was typed there → ``Filters``."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from assistant.errors import QuestionError
from assistant.records import Filters

_SHOWN = 3
_LONGEST_NAME = 40
# Marks around and inside titles that are typed in several forms, or left out.
_MARKS = re.compile(r"[\s《》〈〉“”\"‘’'「」]")

Places = Annotated[
    list[str] | None, typer.Option("--place", help="只查这个地区，可多次给出。Only this place; may be repeated.")
]
Documents = Annotated[
    list[str] | None,
    typer.Option("--document", help="只查这份文件（编号或标题），可多次给出。Only this document, by id or title."),
]
Day = Annotated[
    str,
    typer.Option("--as-of", metavar="DATE", help="只查这一天有效的文件，如 2024-05-01。Only what was in force then."),
]


def read_filters(
    places: Sequence[str] | None, documents: Sequence[str] | None, day: str, titles: Mapping[str, str]
) -> Filters:
    """The filters of a command; ``titles`` maps every document to its title, ``day`` comes from ``read_day``.

    Raises:
        QuestionError: a document is neither an id nor a title of the corpus.
    """
    chosen = [document for typed in documents or () for document in _documents(typed, titles)]
    return Filters(tuple(places or ()), tuple(dict.fromkeys(chosen)), day)


def _documents(typed: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The document of an id, or all those of a title."""
    if typed.strip() in titles:
        return (typed.strip(),)
    wanted = _plain(typed)
    found = tuple(document for document, title in titles.items() if wanted and _plain(title) == wanted)
    if not found:
        raise QuestionError(f"文档库中没有文件“{_shown(typed)}”。{_existing(wanted, titles)} No such document.")
    return found


def _existing(wanted: str, titles: Mapping[str, str]) -> str:
    """A few documents that exist, those first that have the words in their id or title."""
    if not titles:
        return "文档库是空的。"
    ordered = sorted(titles, key=lambda document: (wanted not in _plain(document + titles[document]), document))
    named = "、".join(f"{document}《{titles[document]}》" for document in ordered[:_SHOWN])
    return f"现有{len(titles)}份，{'如' if len(titles) > _SHOWN else '即'}：{named}。"


def _plain(title: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", title)).lower()


def _shown(typed: str) -> str:
    """What was typed on one line, and not more of it than a person reads."""
    line = " ".join(typed.split())
    return line if len(line) <= _LONGEST_NAME else f"{line[:_LONGEST_NAME]}…"
