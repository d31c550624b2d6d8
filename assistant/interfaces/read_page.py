"""A document as the reader understands it, as one page that needs nothing else: source, clause tree, alarms."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice

from assistant.interfaces.html import Content, Html, closed_page, element, join
from assistant.interfaces.reading_rows import Row, split_rows
from assistant.interfaces.reading_view import (
    ALARMS,
    BLANK,
    KINDS,
    RESPONSIBLE,
    Known,
    View,
    reason_of,
    shorten,
)
from assistant.reading.audit import Alarm
from assistant.records import FORMAL_KINDS, Clause, ClauseKind, Fact, Removed

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
# What is out of sight is not laid out, a sheet at a time: megabytes open in a second.
_ROWS_A_SHEET = 100
_BRANCHES_A_SHEET = 50
_ALARMS_SHOWN = 12
# Kinds that share a colour, with the words of the legend.
_FAMILIES: dict[str, tuple[ClauseKind, ...]] = {
    "front": FORMAL_KINDS,
    "section": (ClauseKind.SECTION,),
    "article": (ClauseKind.ARTICLE,),
    "item": (ClauseKind.ITEM, ClauseKind.BULLET),
    "table": (ClauseKind.BOX, ClauseKind.TABLE, ClauseKind.ROW),
    "text": (ClauseKind.PARAGRAPH, ClauseKind.NOTE),
}
_FAMILY = {kind: name for name, kinds in _FAMILIES.items() for kind in kinds}
_REMOVED = "removed"


def render_reading(view: View) -> Html:
    """The page of a document that was read; it loads nothing and runs no script."""
    columns = element("main", _source(view), _tree(view), class_="columns")
    return closed_page(f"{view.title} · 读取核对", _POLICY, _style(), _top(view), _overview(view), columns)


@cache
def _style() -> str:
    return files("assistant.interfaces").joinpath("read_page.css").read_text("utf-8")


def _top(view: View) -> Html:
    tree = view.tree
    removed = sum(span.reason != BLANK for span in tree.removed)
    facts = (
        tree.document.id, f"{len(tree.document.text):,} 字", f"{view.line(len(tree.document.text)):,} 行",
        f"{len(tree.clauses):,} 个条款", f"去除 {removed:,} 处",
    )  # fmt: skip
    jumps = (("alarms", f"警示 {len(view.alarms)}"), ("tree", "条款树"), ("source", "原文"))
    return join(
        element(
            "header",
            element("h1", view.title),
            element("p", *(element("span", fact) for fact in facts), class_="facts"),
            class_="top",
        ),
        element("nav", *(element("a", words, href=f"#{name}") for name, words in jumps), class_="jumps"),
    )


def _overview(view: View) -> Html:
    return element("div", _metadata(view), _alarms(view), class_="overview" if view.alarms else "overview calm")


def _heading(chinese: str, english: str, count: int | None = None) -> Html:
    number = None if count is None else element("b", f"{count:,}")
    return element("h2", f"{chinese} ", number, element("small", english, lang="en"))


def _metadata(view: View) -> Html:
    rows = [_known(view, known) for known in view.known]
    return element(
        "section",
        _heading("元数据", "Metadata"),
        element("table", element("tbody", *rows)) if rows else element("p", "没有读出元数据。", class_="none"),
        _units(view),
        _removed(view),
        class_="card",
        id="metadata",
    )


def _known(view: View, known: Known) -> Html:
    value: Content = known.value
    if known.end > known.start:
        line = view.line(known.start)
        value = element("a", known.value, href=f"#L{line}", title=f"原文第{line}行")
    return element("tr", element("th", known.label, scope="row"), element("td", value), _confidence(known.confidence))


def _confidence(confidence: float | None) -> Html:
    if confidence is None:
        return element("td", "—", class_="sure")
    bar = element("i", style=f"--sure:{confidence:.0%}")
    return element("td", f"{confidence:.2f}", bar, class_="sure", title=f"置信度 {confidence:.2f}")


def _units(view: View) -> Html | None:
    facts = [fact for fact in view.tree.facts if fact.field == RESPONSIBLE]
    lines = [element("li", *_unit(view, fact)) for fact in facts]
    return _folded(f"责任单位 {len(lines)}", lines) if lines else None


def _unit(view: View, fact: Fact) -> Iterator[Content]:
    clause = view.by_id.get(fact.clause)
    yield element("a", view.words(clause) if clause else fact.clause, href=f"#L{view.line(fact.start)}")
    yield element("span", fact.value)
    yield element("small", f"{fact.confidence:.2f}")


def _removed(view: View) -> Html | None:
    spans = [span for span in view.tree.removed if span.reason != BLANK]
    counts = "、".join(f"{reason_of(name)} {n}" for name, n in Counter(span.reason for span in spans).most_common())
    return _folded(f"去除的文字：{counts}", [_place(view, span) for span in spans]) if spans else None


def _place(view: View, span: Removed) -> Html:
    line = view.line(span.start)
    words = element("span", shorten(view.tree.document.text[span.start : span.end]))
    link = element("a", f"第{line}行", href=f"#L{line}")
    return element("li", link, words, class_="place", title=reason_of(span.reason))


def _folded(summary: str, lines: Sequence[Html], list_tag: str = "ul") -> Html:
    return element("details", element("summary", summary), element(list_tag, *lines))


def _alarms(view: View) -> Html:
    alarms = [_alarm(view, number, alarm) for number, alarm in enumerate(view.alarms)]
    none = element("p", "没有发现问题。", element("small", " Nothing to look at.", lang="en"), class_="none")
    return element(
        "section",
        _heading("警示", "Alarms", len(alarms)),
        element("ol", *alarms[:_ALARMS_SHOWN]) if alarms else none,
        _folded(f"其余 {len(alarms) - _ALARMS_SHOWN} 条", alarms[_ALARMS_SHOWN:], "ol")
        if alarms[_ALARMS_SHOWN:]
        else None,
        class_="card",
        id="alarms",
    )


def _alarm(view: View, number: int, alarm: Alarm) -> Html:
    chinese, _, english = alarm.message.rpartition("。 ")
    place = element("a", f"第{view.line(alarm.start)}行", href=f"#L{view.line(alarm.start)}") if alarm.end else None
    return element(
        "li",
        element("b", ALARMS[alarm.kind]),
        place,
        element(
            "span",
            f"{chinese}。" if chinese else english,
            element("small", f" {english}" if chinese else "", lang="en"),
        ),
        id=f"a{number}",
    )


def _source(view: View) -> Html:
    marks: dict[int, list[int]] = {}
    for number, alarm in enumerate(view.alarms):
        if alarm.end:
            marks.setdefault(view.line(alarm.start), []).append(number)
    numbers = {clause.id: number for number, clause in enumerate(view.tree.clauses)}
    rows = (_row(view, row, marks, numbers) for row in split_rows(view.tree))
    sheets = (element("div", *sheet, class_="sheet") for sheet in _batches(rows, _ROWS_A_SHEET))
    return element(
        "section",
        _heading("原文", "Source"),
        _legend(),
        element("div", *sheets, class_="text"),
        class_="card",
        id="source",
    )


def _batches(pieces: Iterator[Html], size: int) -> Iterator[list[Html]]:
    while batch := list(islice(pieces, size)):
        yield batch


def _legend() -> Html:
    chips = [
        element("li", "、".join(KINDS[kind] for kind in kinds), class_=f"k-{name}") for name, kinds in _FAMILIES.items()
    ]
    return element("ul", *chips, element("li", "已去除", class_=f"k-{_REMOVED}"), class_="legend", aria_label="图例")


def _row(view: View, row: Row, marks: dict[int, list[int]], numbers: dict[str, int]) -> Html:
    """A line of the source, or a part of it; all its text content is the document's, numbers and marks are drawn."""
    clause, text = row.clause, view.tree.document.text[row.start : row.end]
    found = marks.get(row.line, []) if row.is_line_start else []
    return element(
        "div",
        _mark(view, row, found) if found else None,
        element(
            "span",
            text,
            id=f"c{numbers[clause.id]}" if clause and row.is_clause_start else None,
            title=clause.id if clause else f"已去除：{reason_of(row.reason)}" if row.reason else None,
        ),
        class_=_classes(row, text),
        id=f"L{row.line}" if row.is_line_start else None,
        data_n=row.line if row.is_line_start and not text.isspace() else None,
        data_k=KINDS[clause.kind] if clause and row.is_clause_start else "已去除" if row.reason else None,
    )


def _classes(row: Row, text: str) -> str:
    family = _FAMILY[row.clause.kind] if row.clause else _REMOVED if row.reason else "none"
    drawn = {"blank": text.isspace(), "first": row.is_clause_start, "last": row.is_clause_end}
    return " ".join(["row", f"k-{family}", *(name for name, holds in drawn.items() if holds)])


def _mark(view: View, row: Row, numbers: Sequence[int]) -> Html:
    words = "\n".join(f"{ALARMS[alarm.kind]}：{alarm.message}" for alarm in (view.alarms[n] for n in numbers))
    return element("a", class_="mark", href=f"#a{numbers[0]}", title=words, aria_label=words, data_n=row.line)


def _tree(view: View) -> Html:
    return element(
        "nav",
        _heading("条款树", "Clause tree", len(view.tree.clauses)),
        *_branches(view),
        None if view.tree.clauses else element("p", "没有条款。", class_="none"),
        class_="card",
        id="tree",
    )


def _branches(view: View) -> Iterable[Html]:
    """The clauses at the top with all that lies below them; built from the end, so that depth costs no stack."""
    below: dict[str, list[Html]] = {}
    for number in range(len(view.tree.clauses) - 1, -1, -1):
        clause = view.tree.clauses[number]
        above = clause.parent if clause.parent in view.by_id else ""
        below.setdefault(above, []).append(_branch(view, clause, number, below.pop(clause.id, [])))
    return _lists(below.get("", []))


def _lists(branches: Sequence[Html]) -> Iterator[Html]:
    """Branches, the last first, as lists in order; of long ones only those in sight are laid out."""
    for branch in _batches(reversed(branches), _BRANCHES_A_SHEET):
        yield element("ul", *branch, class_="sheet" if len(branch) == _BRANCHES_A_SHEET else None)


def _branch(view: View, clause: Clause, number: int, children: Sequence[Html]) -> Html:
    link = element(
        "a",
        view.words(clause),
        href=f"#c{number}",
        title=clause.id,
        data_k=KINDS[clause.kind],
        data_n=view.line(clause.start),
    )
    return element(
        "li",
        link,
        _cells(clause) if clause.cells else None,
        *_lists(children),
        class_=f"k-{_FAMILY[clause.kind]}",
    )


def _cells(clause: Clause) -> Html:
    pairs = (join(element("dt", cell.header or "—"), element("dd", cell.value or "—")) for cell in clause.cells)
    return element("details", element("summary", f"{len(clause.cells)} 格"), element("dl", *pairs))
