"""The page 关于 as HTML: what is indexed, models, settings, how to read the badges, results, and where all is from."""

from collections.abc import Iterable, Sequence

from assistant.interfaces.about_page.facts import ModelFacts, Presence, built_at, model_facts, version
from assistant.interfaces.about_page.results import Results, load_results
from assistant.interfaces.about_page.settings_shown import SettingShown, settings_shown
from assistant.interfaces.about_page.words import DECLINING, FIRMNESS
from assistant.interfaces.chat.render import legend
from assistant.interfaces.chat.routes import FEEDBACK_LINES, FEEDBACK_TABLE
from assistant.interfaces.html import Content, Html, element, join, verbatim
from assistant.interfaces.labels import ANSWERERS, FIRMNESS_TONES, REASONS
from assistant.interfaces.report_page.words import SCORES, number
from assistant.interfaces.site.language import in_both_languages
from assistant.interfaces.site.links import document_link
from assistant.interfaces.status import ModelStatus
from assistant.pipeline import Assistant
from assistant.records import ClauseTree, Firmness

_TONES = {
    Presence.READY: "good", Presence.FETCHING: "fair", Presence.STARTING: "fair", Presence.ABSENT: "fair",
    Presence.FAILED: "bad", Presence.UNUSED: "type",
}  # fmt: skip
_OPINIONS = (("CSV", FEEDBACK_TABLE), ("JSON", FEEDBACK_LINES))
_LOWER_IS_BETTER = frozenset({"wrong_document"})


def render_about(assistant: Assistant, status: ModelStatus) -> Html:
    """The whole page."""
    trees = tuple(assistant.trees.values())
    return element(
        "div",
        _section("documents", "文档库", "Documents", _index(assistant), _documents(trees)),
        _section("models", "所用模型", "Models", _models(model_facts(assistant.settings, status))),
        _section("badges", "如何看标记", "Badges", _badges()),
        _section("results", "最近一次评测", "Evaluation", _results(load_results(), _fingerprint(assistant))),
        _section("opinions", "使用者的评价", "Feedback", _opinions()),
        _section("settings", "当前设置", "Settings", *_settings(settings_shown(assistant.settings))),
        _section("origin", "版本与来源", "Version and sources", _origin(assistant, trees, status)),
        class_="about",
    )


def _section(name: str, title: str, english: str, *content: Content) -> Html:
    heading = element("h2", title, " ", element("small", english, lang="en"), id=f"about-{name}")
    return element("section", heading, *content, aria_labelledby=f"about-{name}")


def _facts(pairs: Iterable[tuple[str, Content]], class_: str = "") -> Html:
    """Names with what they are; what is empty is left out."""
    rows = (element("div", element("dt", name), element("dd", value)) for name, value in pairs if value)
    return element("dl", *rows, class_=f"facts {class_}".strip())


def _table(label: str, names: Sequence[str], rows: Iterable[Html]) -> Html:
    head = element("tr", *(element("th", name, scope="col") for name in names))
    table = element("table", element("thead", head), element("tbody", *rows))
    return element("div", table, class_="table-frame", tabindex=0, role="region", aria_label=label)


# ---- documents ----


def _fingerprint(assistant: Assistant) -> str:
    return assistant.retriever.generation.manifest.fingerprint


def _index(assistant: Assistant) -> Html:
    manifest = assistant.retriever.generation.manifest
    built = built_at(assistant.settings.index, manifest.fingerprint)
    return _facts((
        ("收录文件", f"{manifest.documents} 份"), ("条款", f"{manifest.clauses} 条"),
        ("检索单元", f"{manifest.chunks} 个"), ("索引编号", element("code", manifest.fingerprint, translate="no")),
        ("建立时间", f"{built:%Y-%m-%d %H:%M}" if built else None),
    ), "line")  # fmt: skip


def _documents(trees: Sequence[ClauseTree]) -> Html:
    if not trees:
        return element("p", "文档库是空的。", class_="nothing")
    return _table("已收录的文件", ("文件", "地区", "文号", "规划期", "有效性"), map(_document, trees))


def _document(tree: ClauseTree) -> Html:
    held = tree.document.metadata
    link = element("a", held.title or tree.document.id, href=document_link(tree.document.id))
    facts = (verbatim(fact) for fact in (held.region.name, held.document_number, held.period))
    status = element("span", held.status) if held.status else element("span", "未注明", class_="unsaid")
    cells = (element("td", fact) for fact in (*facts, status))
    return element("tr", element("th", link, scope="row", translate="no"), *cells)


# ---- models ----


def _models(models: Sequence[ModelFacts]) -> Html:
    return _table("模型清单", ("用途", "模型", "精度", "位置", "状态"), map(_model, models))


def _model(one: ModelFacts) -> Html:
    """Where no model is used, only its use and that it is not."""
    state = element("span", one.presence, class_=f"chip {_TONES[one.presence]}")
    told = element("small", in_both_languages(one.message), class_="told") if one.message else None
    precision = element("span", "自动") if one.precision == "auto" else verbatim(one.precision)
    place = (verbatim(one.place) or element("span", "本机")) if one.name else None
    return element(
        "tr",
        element("th", one.used, scope="row"),
        element("td", verbatim(one.name)),
        element("td", precision),
        element("td", place),
        element("td", state, told),
    )


# ---- badges ----


def _badges() -> Html:
    firm = ((element("span", one, class_=f"chip {FIRMNESS_TONES[one]}"), FIRMNESS[one]) for one in Firmness)
    reasons = ((REASONS[reason], meaning) for reason, meaning in DECLINING.items())
    return element(
        "div",
        element("div", element("h3", "每句话的核查"), legend()),
        element("div", element("h3", "措施的力度"), _meanings(firm)),
        element("details", element("summary", "没有作答的原因"), _meanings(reasons)),
        class_="badges",
    )


def _meanings(pairs: Iterable[tuple[Content, str]]) -> Html:
    rows = (join(element("dt", name), element("dd", meaning)) for name, meaning in pairs)
    return element("dl", *rows, class_="legend")


# ---- results ----


def _results(results: Results | None, fingerprint: str) -> Html:
    """The figures; a line where there are none."""
    if results is None:
        return element("p", "没有评测结果。", class_="nothing")
    same = "与现在的索引相同" if results.fingerprint == fingerprint else "与现在的索引不同"
    about = _facts((
        ("评测问题", f"{results.asked} 个"), ("作答", ANSWERERS.get(results.answerer, results.answerer)),
        ("索引编号", join(element("code", results.fingerprint, translate="no"), " ", element("small", same))),
    ), "line")  # fmt: skip
    return join(about, element("dl", *(_figure(name, value) for name, value in results.means), class_="figures"))


def _figure(name: str, value: float) -> Html:
    words = SCORES[name]
    bar = element("i", style=f"width: {value:.1%}", class_="low" if name in _LOWER_IS_BETTER else None)
    return element(
        "div",
        element("dt", words.chinese),
        element("dd", element("strong", number(name, value)), element("span", bar, class_="bar", aria_hidden="true")),
        element("dd", words.meaning, class_="meaning"),
    )


def _opinions() -> Html:
    """Where evaluators read what people said of answers."""
    links = (element("a", name, href=address.lstrip("/"), translate="no") for name, address in _OPINIONS)
    return element("p", element("span", "对回答的评价和说明："), *links, class_="opinions")


# ---- settings ----


def _settings(settings: Sequence[SettingShown]) -> Sequence[Html]:
    shown = [one for one in settings if one.is_first or one.is_changed]
    others = [one for one in settings if one not in shown]
    names = ("设置", "值", "环境变量")
    first = _table("设置清单", names, map(_setting, shown))
    if not others:
        return (first,)
    folded = element("details", element("summary", f"其余 {len(others)} 项，均为默认值"),
                     _table("其余设置", names, map(_setting, others)))  # fmt: skip
    return first, folded


def _setting(one: SettingShown) -> Html:
    changed = element("span", "已改", class_="chip plain") if one.is_changed else None
    value = verbatim(one.value) or element("span", "未设置", class_="unsaid")
    return element(
        "tr",
        element("th", element("span", one.name), " ", changed, scope="row"),
        element("td", value, class_="value"),
        element("td", element("code", one.variable, translate="no")),
    )


# ---- origin ----


def _origin(assistant: Assistant, trees: Sequence[ClauseTree], status: ModelStatus) -> Html:
    models = [one for one in model_facts(assistant.settings, status) if one.licence]
    licences = (element("span", f"{one.name}（{one.licence}）", translate="no") for one in models)
    notes = [tree for tree in trees if tree.document.metadata.source_note]
    facts = _facts(
        (("版本", element("code", version(), translate="no")), ("模型许可", join(*licences) if models else None)),
        "line",
    )
    text = element("p", "文件原文逐字收录，不属于本软件；引用前请以发文机关公布的正本为准。")
    if not notes:
        return join(facts, text)
    lines = (
        join(element("dt", tree.document.metadata.title or tree.document.id),
             element("dd", tree.document.metadata.source_note))
        for tree in notes
    )  # fmt: skip
    listed = element("dl", *lines, class_="notes", translate="no")
    return join(facts, text, element("details", element("summary", f"{len(notes)} 份文件的编目说明"), listed))
