"""What can be done with a turn, as buttons below it: ask again, edit, say whether it was of use, go on from it.

The script ``chat.js`` acts on all of them.
"""

from collections.abc import Sequence

from assistant.interfaces.chat.conversation import Turn
from assistant.interfaces.html import Html, element
from assistant.interfaces.store.feedback import Mark, Opinion

_MARKS = {Mark.UP: "有用", Mark.DOWN: "没用"}
NOTE_CHARACTERS = 1000


def render_tools(turn: Turn, conversation: str, opinion: Opinion | None = None) -> Html | None:
    """The buttons of a finished turn. Opinions are asked for answers of a kept ``conversation`` only."""
    if turn.is_writing or not turn.id:
        return None
    rated = _rating(opinion) if conversation and turn.receipt else None
    return element(
        "div",
        element("div", _tool("重新回答", "again"), _tool("编辑问题", "edit"), rated, class_="tool-row"),
        _note(opinion) if rated else None,
        class_="tools",
        role="group",
        aria_label="对此问的操作",
        data_turn_id=turn.id,
        data_conversation=conversation or None,
    )


def render_suggestions(questions: Sequence[str], turn: Turn) -> Html:
    """Questions to go on with behind a turn; a click asks them."""
    if not questions:
        return Html("")
    buttons = (element("li", _suggestion(question)) for question in questions)
    return element(
        "section",
        element("h3", "可以接着问", class_="label"),
        element("ul", *buttons),
        class_="suggestions",
        aria_label="可以接着问",
        data_behind=turn.id,
    )


def render_undo(said: str) -> Html:
    """A line on what was taken away, with the way back."""
    return element("p", element("span", said), _action("撤销", "undo"), class_="undo-notice", role="status")


def render_editing(turn: Turn) -> Html:
    """That the box holds the question of a turn, and what sending it will do."""
    said = element("span", f"正在编辑第 {turn.number} 问，发送后它和它之后的回答会被替换。")
    return element("p", said, _action("取消编辑", "leave"), class_="undo-notice", role="status")


def _tool(name: str, does: str) -> Html:
    return element("button", name, type="button", class_="tool", data_does=does)


def _action(name: str, does: str) -> Html:
    return element("button", name, type="button", class_="action", data_does=does)


def _suggestion(question: str) -> Html:
    return element("button", question, type="button", class_="example suggestion", translate="no")


def _rating(opinion: Opinion | None) -> Html:
    given = opinion.mark if opinion else None
    buttons = (
        element(
            "button", name, type="button", class_="tool rate", data_mark=mark,
            aria_pressed="true" if mark is given else "false",
        )
        for mark, name in _MARKS.items()
    )  # fmt: skip
    return element("span", *buttons, element("span", class_="rated", role="status"), class_="rating")


def _note(opinion: Opinion | None) -> Html:
    """The field for a note, shown while an opinion stands."""
    field = element(
        "textarea", opinion.note if opinion else "", rows=2, maxlength=NOTE_CHARACTERS, aria_label="评价说明",
        placeholder="哪里好，哪里不对？（可不填）评价会连同问题和回答留给评测人员。",
    )  # fmt: skip
    save = element("button", "保存说明", type="button", class_="tool save-note")
    return element("div", field, save, class_="note-form", hidden=opinion is None)
