"""One document as HTML: how it was read, its alarms, what was corrected, and the form for a correction more."""

from collections.abc import Sequence
from itertools import islice
from urllib.parse import urlencode

from assistant.interfaces.documents_page.commands import Command, Do
from assistant.interfaces.documents_page.render_change import button
from assistant.interfaces.html import Content, Html, element, join
from assistant.interfaces.reading_view import ALARMS, View, shorten
from assistant.interfaces.site.language import in_both_languages
from assistant.interfaces.site.links import document_link
from assistant.reading.audit import Alarm, document_lines
from assistant.reading.corpus import Audited
from assistant.reading.corrections import Action, Correction

ADDRESS = "/documents/reading"
ACTIONS = {
    Action.HEADING: "是标题", Action.NOT_HEADING: "不是标题", Action.JOIN: "接上一行", Action.SPLIT: "从中断开",
}  # fmt: skip
_LINES_SHOWN = 3000


def render_detail(name: str, found: Audited, *, editing: bool) -> Html:
    """The document in the file ``name`` as it is read now."""
    view = View(found.tree, found.alarms)
    return element(
        "article",
        _head(name, view, editing=editing),
        _known(view),
        _alarms(view, editing=editing),
        _corrections(view, found.corrections, editing=editing),
        class_="detail",
        aria_label=f"文件：{view.title}",
    )


def render_unreadable(name: str, document: str, message: str, *, editing: bool) -> Html:
    """A file of the corpus that cannot be read: it can be replaced or taken out of use."""
    return element(
        "article",
        element("header", _back(), element("h2", name, translate="no"), _actions(document, editing=editing)),
        element("p", in_both_languages(message), class_="line-notice"),
        class_="detail",
        aria_label=name,
    )


def _back() -> Html:
    return button("‹ 返回列表", Command(Do.CLOSE), class_="back")


def _head(name: str, view: View, *, editing: bool) -> Html:
    document = view.tree.document
    facts = (f"{len(document.text):,} 字", f"{len(view.tree.clauses):,} 个条款", f"{len(view.alarms)} 条警示")
    links = (
        element("a", "阅读原文", href=document_link(document.id)),
        element(
            "a", "读取核对页", href=f"{ADDRESS.lstrip('/')}?{urlencode({'document': document.id})}", target="_blank"
        ),
    )
    return element(
        "header",
        _back(),
        element("h2", view.title, translate="no"),
        element(
            "p",
            element("span", name, translate="no"),
            *(element("span", fact) for fact in facts),
            *links,
            class_="facts",
        ),
        _actions(document.id, editing=editing),
    )


def _actions(document: str, *, editing: bool) -> Html | None:
    if not editing:
        return None
    return element(
        "p",
        button("重新读取", Command(Do.REREAD, document)),
        element("button", "用新文件替换…", type="button", class_="act", data_press="replace-file"),
        button("停用", Command(Do.RETIRE, document), class_="act grave"),
        class_="actions",
    )


def _section(title: str, count: int | None, *content: Content) -> Html:
    number = None if count is None else element("b", str(count))
    return element("section", element("h3", title, " ", number), *content)


def _known(view: View) -> Html | None:
    rows = (join(element("dt", known.label), element("dd", known.value, translate="no")) for known in view.known)
    return (
        element("details", element("summary", f"元数据 {len(view.known)} 项"), element("dl", *rows))
        if view.known
        else None
    )


def _alarms(view: View, *, editing: bool) -> Html:
    rows = [_alarm(view, alarm, editing=editing) for alarm in view.alarms]
    content = element("ol", *rows, class_="alarms") if rows else element("p", "没有发现问题。", class_="hint")
    return _section("警示", len(view.alarms), content)


def _alarm(view: View, alarm: Alarm, *, editing: bool) -> Html:
    line = _line_at(view, alarm.start) if alarm.end else ""
    return element(
        "li",
        element("span", ALARMS[alarm.kind], class_="chip fair"),
        element("span", in_both_languages(alarm.message), class_="message"),
        element("q", shorten(line, 60), translate="no") if line else None,
        _choose(line, "更正这一行") if line and editing else None,
    )


def _line_at(view: View, offset: int) -> str:
    text = view.tree.document.text
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return text[start : end if end >= 0 else len(text)].strip()


def _choose(line: str, words: str) -> Html:
    return element(
        "button", words, type="button", class_="act choose", data_line=line, aria_label=f"{words}：{shorten(line)}"
    )


def _corrections(view: View, corrections: Sequence[Correction], *, editing: bool) -> Html:
    document = view.tree.document.id
    rows = [_correction(document, one, editing=editing) for one in corrections]
    done = element("ul", *rows, class_="corrections") if rows else element("p", "还没有更正。", class_="hint")
    return _section("更正", len(rows), done, *((_form(document), _lines(view)) if editing else ()))


def _correction(document: str, one: Correction, *, editing: bool) -> Html:
    undo = Command(Do.UNCORRECT, document, action=one.action, line=one.line, before=one.before, at=one.at)
    where = (one.before and f"在“{shorten(one.before)}”之下", one.at and f"断在“{shorten(one.at)}”")
    return element(
        "li",
        element("span", ACTIONS[one.action], class_="chip plain"),
        element("q", shorten(one.line, 60), translate="no"),
        *(element("small", words) for words in where if words),
        button("撤销", undo, f"撤销更正：{shorten(one.line)}") if editing else None,
    )


def _form(document: str) -> Html:
    line = element("input", name="line", required=True, maxlength=2000, autocomplete="off")
    options = (element("option", words, value=action) for action, words in ACTIONS.items())
    return element(
        "form",
        _field("这一行（整行或行首）", line, "wide"),
        _field("应当", element("select", *options, name="action")),
        # The script shows it for the one action that needs it.
        _field("断开处的文字", element("input", name="at", maxlength=200, autocomplete="off"), "at", hidden=True),
        element("button", "保存更正", type="submit", class_="act main"),
        data_do=Do.CORRECT,
        data_document=document,
        class_="correct",
        aria_label="更正一行",
    )


def _field(words: str, control: Html, class_: str = "", *, hidden: bool = False) -> Html:
    return element("label", element("span", words), control, class_=class_ or None, hidden=hidden)


def _lines(view: View) -> Html:
    """The lines of the document, each a button that puts it into the form."""
    lines = (line.text.strip() for line in document_lines(view.tree) if line.text.strip())
    rows = (
        element("li", element("button", line, type="button", class_="choose", data_line=line))
        for line in islice(lines, _LINES_SHOWN)
    )
    return element(
        "details", element("summary", "从原文中选一行"), element("ol", *rows, class_="lines", translate="no")
    )
