"""HTML that is escaped by construction: text becomes markup through ``element`` alone."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Html:
    """Finished markup. Only this module makes it from text, and it escapes all of it."""

    markup: str

    def __str__(self) -> str:
        """The markup as it is sent."""
        return self.markup


Content = Html | str | None
_VOID = frozenset({"br", "hr", "input", "link", "meta"})


def element(tag: str, *content: Content, **attributes: str | int | bool | None) -> Html:
    """One element. Text and attribute values are escaped; ``None`` and ``False`` are left out.

    Attribute names are written as Python names: ``class_`` gives ``class``, ``aria_label`` gives ``aria-label``.
    """
    opening = f"<{tag}{''.join(_attribute(name, value) for name, value in attributes.items())}>"
    return Html(opening if tag in _VOID else f"{opening}{join(*content)}</{tag}>")


def join(*content: Content) -> Html:
    """Pieces of text and markup one after another."""
    return Html("".join(_markup(piece) for piece in content))


def verbatim(text: str) -> Html | None:
    """Words that are not the page's own and stay as they are in every language; nothing for none."""
    return element("span", text, translate="no") if text else None


def whole_page(root: Html) -> Html:
    """A complete document around its ``html`` element."""
    return Html(f"<!doctype html>{root}")


def closed_page(title: str, policy: str, style: str, *body: Content) -> Html:
    """A complete page in Chinese, light and dark, that loads nothing but what ``policy`` (CSP) lets it."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("style", style),
    )
    return whole_page(element("html", head, element("body", *body), lang="zh-CN"))


def _markup(piece: Content) -> str:
    if piece is None:
        return ""
    return piece.markup if isinstance(piece, Html) else escape(piece)


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    plain = name.rstrip("_").replace("_", "-")
    return f" {plain}" if value is True else f' {plain}="{escape(str(value))}"'
