"""The ways through a document in the reader: the clause before, the clause behind, and the table of contents."""

from assistant.interfaces.html import Html, element, join
from assistant.interfaces.site.links import clause_link
from assistant.records import Clause, ClauseKind, ClauseTree

_NAME_CHARACTERS = 30
_DEEPEST = 2


def render_neighbours(tree: ClauseTree, clause: Clause) -> Html:
    """Links to the clauses before and behind, in the order of the text; a missing one is there but leads nowhere."""
    at = tree.clauses.index(clause)
    before = tree.clauses[at - 1] if at else None
    behind = tree.clauses[at + 1] if at + 1 < len(tree.clauses) else None
    links = join(_step("‹ 上一条", before), _step("下一条 ›", behind))
    return element("nav", links, class_="neighbours", aria_label="相邻条款")


def render_contents(tree: ClauseTree) -> Html | None:
    """The headings of the document down to the second level, folded; nothing where there are none."""
    headed = [one for one in tree.clauses if one.kind is ClauseKind.SECTION and 0 < len(one.path) <= _DEEPEST]
    if not headed:
        return None
    items = (
        element("li", element("a", one.path[-1], href=clause_link(one.id)), class_=f"level-{len(one.path)}")
        for one in headed
    )
    listed = element("ol", *items, translate="no")
    return element("details", element("summary", "目录"), listed, class_="contents", translate="yes")


def _step(text: str, clause: Clause | None) -> Html:
    if clause is None:
        return element("span", text, class_="step none", aria_disabled="true")
    name = element("span", text, translate="yes")
    return element("a", name, class_="step", href=clause_link(clause.id), title=_name(clause), translate="no")


def _name(clause: Clause) -> str:
    name = clause.path[-1] if clause.path else " ".join(clause.text.split())
    return name if len(name) <= _NAME_CHARACTERS else f"{name[:_NAME_CHARACTERS]}…"
