"""The documents and the generations as HTML."""

from collections.abc import Sequence

from assistant.interfaces.documents_page.commands import Command, Do
from assistant.interfaces.documents_page.render_change import button
from assistant.interfaces.documents_page.standing import Standing, standing_of
from assistant.interfaces.html import Content, Html, element, join, verbatim
from assistant.interfaces.site.links import document_link
from assistant.pipeline import Assistant, Inventory, Kept, Shelved
from assistant.records import DocumentMetadata

_COLUMNS = ("文件", "地区", "文号", "成文日期", "规划期", "状态", "条款", "警示")
_FIGURES = frozenset({"条款", "警示", "份数"})
_NOTHING = DocumentMetadata()


def render_documents(assistant: Assistant, inventory: Inventory, words: str, day: str, *, editing: bool) -> Html:
    """The documents that hold all the words in what is shown of them, and those out of use."""
    files, wanted = inventory.documents(), words.split()
    found = [file for file in files if _matches(assistant, file, wanted)]
    return join(
        _count(len(found), len(files)),
        _table([_row(assistant, inventory, file, day) for file in found]) if found else _nothing(bool(files)),
        _retired(inventory.retired(), editing=editing),
    )


def _matches(assistant: Assistant, file: Shelved, wanted: Sequence[str]) -> bool:
    held = _metadata(assistant, file)
    shown = " ".join((held.title, *held.region.names, held.document_number, held.period, held.issued, file.name))
    return all(word.lower() in shown.lower() for word in wanted)


def _metadata(assistant: Assistant, file: Shelved) -> DocumentMetadata:
    tree = assistant.trees.get(file.document)
    return tree.document.metadata if tree else _NOTHING


def _count(found: int, all_files: int) -> Html:
    words = f"{all_files} 份文件" if found == all_files else f"{all_files} 份文件中的 {found} 份"
    return element("p", words, class_="found-count", role="status")


def _nothing(any_files: bool) -> Html:
    return element("p", "没有符合的文件。" if any_files else "文档库还是空的，请在“添加”中放入文件。", class_="nothing")


def _table(rows: Sequence[Html]) -> Html:
    actions = element("th", element("span", "操作", class_="unseen"), scope="col")
    table = element("table", _head(_COLUMNS, actions), element("tbody", *rows), class_="shelf")
    return element("div", table, class_="table-frame", tabindex=0, role="region", aria_label="文档库的文件")


def _head(names: Sequence[str], last: Html) -> Html:
    cells = (element("th", name, scope="col", class_="figure" if name in _FIGURES else None) for name in names)
    return element("thead", element("tr", *cells, last))


def _row(assistant: Assistant, inventory: Inventory, file: Shelved, day: str) -> Html:
    held, figures = _metadata(assistant, file), inventory.figures(file.document)
    title = held.title or file.document
    standing = standing_of(assistant, file.document, day) if figures else Standing("未读入", "bad", "文件无法读取")
    link = element("a", title, href=document_link(file.document)) if figures else element("span", title)
    cells = (
        ("地区", held.region.name, "place"), ("文号", held.document_number, "number"),
        ("成文日期", held.issued, "date"), ("规划期", held.period, "date"),
    )  # fmt: skip
    return element(
        "tr",
        element("th", link, element("small", file.name), scope="row", translate="no"),
        *(element("td", verbatim(value), class_=name, data_label=label) for label, value, name in cells),
        element("td", render_standing(standing), data_label="状态", class_="state"),
        element("td", str(figures.clauses) if figures else "—", data_label="条款", class_="figure"),
        element("td", _alarms(figures.alarms if figures else 0), data_label="警示", class_="figure"),
        element("td", button("详情", Command(Do.OPEN, file.document), f"详情：{title}"), class_="acts"),
    )


def render_standing(standing: Standing) -> Html:
    """The chip with the reason beside it."""
    is_title = "no" if standing.is_title else None
    reason = element("small", standing.reason, translate=is_title) if standing.reason else None
    return join(element("span", standing.word, class_=f"chip {standing.tone}"), reason)


def _alarms(count: int) -> Html:
    return element("span", str(count), class_="chip fair" if count else "zero")


def _retired(files: Sequence[Shelved], *, editing: bool) -> Html | None:
    if not files:
        return None
    rows = (
        element(
            "li",
            element("span", file.name, translate="no"),
            button("恢复", Command(Do.RESTORE, file.document), f"恢复：{file.document}") if editing else None,
        )
        for file in files
    )
    summary = element("summary", f"停用的文件 {len(files)} 份")
    note = element("p", "不参与检索和作答；文件保留在文档目录的 .retired 文件夹中。", class_="hint")
    return element("details", summary, note, element("ul", *rows), class_="retired", open=True)


def render_generations(kept: Sequence[Kept], *, editing: bool) -> Html:
    """The generations, the youngest first."""
    if not kept:
        return element("p", "还没有建立索引。", class_="nothing")
    head = _head(("版本", "建立时间", "份数", "条款"), element("th", "状态", scope="col", class_="acts"))
    table = element("table", head, element("tbody", *(_generation(one, editing) for one in kept)))
    note = (
        "退回后，文档目录恢复为该版本当时的文件，由该版本作答；当时没有的文件列入停用，不会丢失。退回也可以再退回来。"
    )
    frame = element("div", table, class_="table-frame", tabindex=0, role="region", aria_label="索引的版本")
    return join(element("p", note, class_="hint"), frame)


def _generation(kept: Kept, editing: bool) -> Html:
    if kept.is_in_use:
        state: Content = element("span", "在用", class_="chip good")
    elif not kept.can_return:
        state = element("span", "当时的文件没有留存，不能退回", class_="soft")
    else:
        back = button("退回这一版", Command(Do.RETURN, generation=kept.name), f"退回版本：{kept.name}")
        state = back if editing else element("span", "可以退回", class_="soft")
    return element(
        "tr",
        element("th", element("code", kept.name, translate="no"), scope="row"),
        element("td", f"{kept.built.astimezone():%Y-%m-%d %H:%M:%S}", class_="date"),
        element("td", str(kept.documents), class_="figure"),
        element("td", str(kept.clauses), class_="figure"),
        element("td", state, class_="acts"),
    )
