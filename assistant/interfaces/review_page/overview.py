"""The list of review sets as HTML, and how a new one is made."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.interfaces.chat.render import render_error
from assistant.interfaces.html import Content, Html, element, join
from assistant.interfaces.labels import ANSWERERS
from assistant.interfaces.review_page.words import name_of_questions
from assistant.interfaces.store.reviews import ReviewSet, SetState

PARTS = (("judge", "核查"), ("adjudicate", "裁定"), ("results", "结果"))


@dataclass(frozen=True, slots=True)
class Listed:
    """A set with how its run stands in this process."""

    review_set: ReviewSet
    is_running: bool = False
    is_stopping: bool = False
    failure: str = ""


def render_overview(listed: Sequence[Listed], removed: Sequence[ReviewSet]) -> Html:
    """All sets, latest first, those that were removed, and the two ways to a new one."""
    sets: Content = element("ul", *map(_set, listed), class_="review-sets") if listed else _none()
    gone = element("details", element("summary", f"最近删除 {len(removed)}"), element("ul", *map(_gone, removed)))
    return element(
        "div",
        element(
            "section", element("h2", "核查集"), sets, gone if removed else None, class_="review-list",
            aria_label="核查集",
        ),
        element(
            "section", element("h2", "新建核查集"), _upload(), _run_form(), class_="review-new", aria_label="新建核查集"
        ),
        class_="review-overview",
        data_busy=any(one.is_running for one in listed),
    )  # fmt: skip


def render_set_head(review_set: ReviewSet, part: str) -> Html:
    """The name of a set with its parts, the present one marked."""
    links = (
        element("a", words, href=f"review#/{review_set.id}/{name}", aria_current="page" if name == part else None)
        for name, words in PARTS
    )
    return element(
        "div",
        element("a", "‹ 全部核查集", href="review#/", class_="review-back"),
        element("h2", _name(review_set), tabindex=-1),
        element("nav", *links, aria_label="核查步骤", class_="review-parts"),
        class_="review-head",
    )


def render_not_kept() -> Html:
    """What the page says where nothing is kept."""
    words = "没有开启记录保存（ASSISTANT_RECORDS 为 none），核查结果无处存放，本页不可用。"
    return element("p", words, element("small", " Nothing is kept: reviews need records.", lang="en"), class_="nothing")


def _none() -> Html:
    words = "还没有核查集。导入一份回答文件，或让助手回答一组问题，就可以逐句核查引文。"
    return element("p", words, class_="nothing")


def _name(one: ReviewSet) -> Html:
    """The name that somebody gave the set, or the one that it has of itself."""
    return element("span", one.name, translate=None if one.name == name_of_questions(one.questions) else "no")


def _set(listed: Listed) -> Html:
    one = listed.review_set
    name = element("a", _name(one), href=f"review#/{one.id}/judge", class_="review-name")
    progress = [_progress(one, annotator, count) for annotator, count in one.judged.items()]
    untouched = element("p", "尚无人核查", class_="untouched")
    return element(
        "li",
        element("div", name, _state(listed), class_="review-top"),
        element("p", *(element("span", fact) for fact in _facts(one)), class_="review-facts"),
        _running(listed),
        element("ul", *progress, class_="annotators", aria_label="各人进度") if progress else untouched,
        element("div", *_actions(listed), class_="review-actions"),
        class_="review-set",
        data_set=one.id,
    )


def _facts(one: ReviewSet) -> list[str]:
    source = ANSWERERS.get(one.answerer, "导入文件")
    made = one.made.astimezone().strftime("%Y-%m-%d %H:%M")
    return [f"{one.pairs} 对", f"{one.answered} 个回答", source, made]


def _state(listed: Listed) -> Html | None:
    if listed.is_stopping:
        return element("span", "正在停止", class_="chip fair")
    if listed.is_running:
        return element("span", "运行中", class_="chip plain")
    match listed.review_set.state:
        case SetState.RUNNING:
            return element("span", "已中断，不完整", class_="chip bad")
        case SetState.STOPPED:
            return element("span", "已停止，不完整", class_="chip fair")
        case SetState.COMPLETE:
            return None


def _running(listed: Listed) -> Html | None:
    """How far the answers are, of a set that was run and is not complete."""
    one = listed.review_set
    if one.state is SetState.COMPLETE:
        return None
    name = "回答进度"
    bar = element("progress", max=max(one.questions, 1), value=one.answered, aria_label=name)
    count = element("span", f"已回答 {one.answered} / {one.questions}", role="status")
    failure = render_error(listed.failure) if listed.failure else None
    return join(element("div", bar, count, class_="run-progress"), failure)


def _progress(one: ReviewSet, annotator: str, count: int) -> Html:
    bar = element("progress", max=max(one.pairs, 1), value=count, aria_label="进度")
    return element(
        "li", element("span", annotator, translate="no", class_="who"), bar, element("span", f"{count} / {one.pairs}")
    )


def _actions(listed: Listed) -> list[Html]:
    one = listed.review_set
    links = [
        element("a", words, href=f"review#/{one.id}/{name}", class_="primary" if name == "judge" else None)
        for name, words in PARTS
    ]
    if listed.is_running:
        links.append(_action("停止", "stop", disabled=listed.is_stopping))
    elif one.state is not SetState.COMPLETE:
        links.append(_action("继续运行", "resume"))
    return [*links, _action("删除", "remove", class_="quiet")]


def _action(words: str, name: str, **attributes: str | bool) -> Html:
    return element("button", words, type="button", data_action=name, **attributes)


def _gone(one: ReviewSet) -> Html:
    name = _name(one)
    return element("li", name, _action("恢复", "restore"), data_set=one.id)


def _upload() -> Html:
    chooser = element("input", type="file", id="review-file", accept=".jsonl,.json,.ndjson,.txt", class_="unseen")
    return element(
        "label",
        chooser,
        element("strong", "导入回答文件"),
        element("span", "把文件拖到这里，或点击选择"),
        element("small", "assistant batch 写出的 JSONL，每行一个回答"),
        class_="review-drop",
        for_="review-file",
    )


def _run_form() -> Html:
    ways = (("extract", "摘录"), ("llm", "语言模型"))
    radios = (
        element("label", element("input", type="radio", name="answerer", value=v, checked=v == "extract"), words)
        for v, words in ways
    )
    asked = element("textarea", name="questions", rows=5, placeholder="每行一个问题", id="review-questions")
    file = element("input", type="file", id="review-gold", accept=".jsonl,.json,.ndjson,.txt", class_="unseen")
    return element(
        "form",
        element("label", "让助手回答一组问题", for_="review-questions", class_="form-title"),
        asked,
        element("label", file, element("span", "或选择问题文件（JSONL）"), class_="gold", for_="review-gold"),
        element("fieldset", element("legend", "回答方式", class_="unseen"), *radios),
        element("button", "开始运行", type="submit", class_="primary"),
        class_="review-run",
    )
