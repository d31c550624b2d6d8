"""A change as HTML: its steps with a bar while it runs, then what became of each file, and the way back."""

from assistant.interfaces.documents_page.commands import Command, Do, command_text
from assistant.interfaces.html import Content, Html, element, join
from assistant.interfaces.site.language import in_both_languages
from assistant.pipeline import Change, Kind, Outcome, Step

_STEPS = (Step.READING, Step.EMBEDDING, Step.SWAPPING)
_UNITS = {Step.READING: "个文件", Step.EMBEDDING: "个检索单元"}


def button(words: str, command: Command, label: str = "", class_: str = "act") -> Html:
    """A button that the page's script turns into a command; ``label`` names it where the words do not tell all."""
    return element(
        "button", words, type="button", class_=class_, data_command=command_text(command), aria_label=label or None
    )


def render_change(change: Change | None, *, can_undo: bool) -> Html:
    """The change under way, or what came of the last one; nothing before the first."""
    if change is None:
        return element("div", class_="change none", role="status")
    if change.is_running:
        return _running(change)
    failed = change.step is Step.FAILED
    undo = Command(Do.RETURN, generation=change.before)
    head = element(
        "p",
        element("strong", element("span", change.kind), element("span", "未完成" if failed else "已完成")),
        element("span", in_both_languages(change.error), class_="why") if change.error else None,
        button("撤销这次更改", undo) if can_undo and not failed else None,
        class_="change-head",
    )
    return element("div", head, _outcomes(change), class_=f"change {'failed' if failed else 'done'}", role="status")


def _running(change: Change) -> Html:
    at = _STEPS.index(change.step)
    steps = (
        element("li", step, aria_current="step" if step is change.step else None, class_="past" if n < at else None)
        for n, step in enumerate(_STEPS)
    )
    share = min(100, change.done * 100 // change.total) if change.total else None
    unit = element("span", _UNITS.get(change.step))
    amount: Content = join(f"{change.done} / {change.total} ", unit) if change.total else "请稍候…"
    goes_on = element("span", "期间照常作答，仍用原有索引。", class_="why")
    return element(
        "div",
        element(
            "p", element("strong", element("span", "正在"), element("span", change.kind)), goes_on, class_="change-head"
        ),
        element("ol", *steps, class_="steps", aria_label="步骤"),
        element("progress", max=100, value=share, aria_label="进度"),
        element("p", amount, class_="amount"),
        class_="change running",
        role="status",
    )


def _outcomes(change: Change) -> Html | None:
    rows = [_outcome(change.kind, outcome) for outcome in change.outcomes]
    return element("ul", *rows, class_="outcomes") if rows else None


def _outcome(kind: Kind, outcome: Outcome) -> Html:
    if outcome.error:
        # The message begins with the name of the file, in Chinese alone.
        why = in_both_languages(outcome.error.removeprefix(f"{outcome.name}："))
        chip, name = element("span", "未收录", class_="chip bad"), _name(outcome.name)
        return element("li", chip, name, element("span", why), class_="refused")
    name = _name(outcome.title or outcome.name)
    word = {Kind.ADD: "已收录", Kind.RETIRE: "已停用", Kind.RESTORE: "已恢复"}.get(kind, "已读取")
    chip = element("span", word, class_="chip good")
    return element("li", chip, name, element("span", _figures(outcome), class_="figures"))


def _name(words: str) -> Html:
    return element("span", words, class_="name", translate="no")


def _figures(outcome: Outcome) -> str:
    now, before = outcome.now, outcome.before
    if now is None:
        return "文件仍保留在磁盘上，可随时恢复。"
    if before is None or before == now:
        return f"条款 {now.clauses}，警示 {now.alarms}"
    return f"条款 {before.clauses} → {now.clauses}，警示 {before.alarms} → {now.alarms}"
