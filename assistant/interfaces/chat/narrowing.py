"""Narrowing a question to places, documents and a day: what can be chosen, and what was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import QuestionError
from assistant.interfaces.chat.conversation import Wish
from assistant.interfaces.chat.render import Trees, name_filters
from assistant.interfaces.days import read_day
from assistant.interfaces.html import Html, element
from assistant.interfaces.site.frame import places_of
from assistant.records import ClauseTree, Filters

EXTRACT_ONLY, AUTOMATIC = "extract", "auto"


@dataclass(frozen=True, slots=True)
class Choices:
    """The places that have documents, and the documents as title and id."""

    places: tuple[str, ...] = ()
    documents: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, trees: Mapping[str, ClauseTree]) -> "Choices":
        """The choices that these documents give, in their order."""
        titles = tuple((tree.document.metadata.title or document, document) for document, tree in trees.items())
        return cls(places_of(trees.values()), titles)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the composer: the question, who is to answer (auto or extract), and the filters as typed."""

    question: str
    mode: str = AUTOMATIC
    places: Sequence[str] | None = None
    documents: Sequence[str] | None = None
    day: str = ""


def read_typed(typed: Typed) -> Wish:
    """What is asked by what was typed.

    Raises:
        QuestionError: the day is none.
    """
    day = read_day((typed.day or "").strip(), "筛选日期")
    filters = Filters(tuple(typed.places or ()), tuple(typed.documents or ()), day)
    return Wish(typed.question, None if typed.mode == AUTOMATIC else typed.mode, filters)


def type_out(wish: Wish) -> Typed:
    """A wish as it stands in the composer."""
    filters = wish.filters
    return Typed(wish.question, wish.answerer or AUTOMATIC, filters.places, filters.documents, filters.as_of)


def without(typed: Typed, place: int) -> Typed:
    """The same without the filter at a place of its chips, in their order."""
    places, documents = list(typed.places or ()), list(typed.documents or ())
    if place < len(places):
        del places[place]
    elif place - len(places) < len(documents):
        del documents[place - len(places)]
    else:
        return Typed(typed.question, typed.mode, places, documents, "")
    return Typed(typed.question, typed.mode, places, documents, typed.day)


def render_chips(typed: Typed, trees: Trees) -> Html:
    """What is set, each with a button that takes it away."""
    try:
        filters = read_typed(typed).filters
    except QuestionError:  # not yet typed to its end
        filters = Filters(tuple(typed.places or ()), tuple(typed.documents or ()))
    names = name_filters(filters, trees)
    chips = (_chip(at, *name) for at, name in enumerate(names))
    return element("p", *chips, class_="chips", aria_label="已设的筛选条件", role="group") if names else Html("")


def _chip(at: int, name: str, words: Html) -> Html:
    sign = element("span", "×", aria_hidden="true")
    button = element("button", sign, type="button", class_="unset", data_at=at, aria_label=f"取消筛选：{name}")
    return element("span", words, button, class_="chip")
