"""What stands around the conversation as HTML: title bar, sign of the language model, welcome, empty reader."""

from collections.abc import Iterable, Sequence

from assistant.interfaces.chat.render import legend
from assistant.interfaces.html import Html, element, join
from assistant.interfaces.site.language import in_both_languages, language_switch
from assistant.interfaces.site.links import document_link
from assistant.interfaces.status import ModelState, ModelStatus
from assistant.records import ClauseTree

NAME = "政策文件问答"
# The pages of the site by name and address.
PAGES = (("问答", ""), ("支持措施", "measures"), ("引文核查", "review"), ("文档", "documents"), ("关于", "about"))
_MEGABYTE = 1 << 20
_PLACES_SHOWN = 6


def render_header(trees: Sequence[ClauseTree], page: str = "") -> Html:
    """The name of the site, its pages with the present one marked, and the documents that are indexed, to open."""
    title = element("h1", NAME, element("small", "Policy Assistant", lang="en"))
    links = (
        element("a", name, href=f"./{address}", aria_current="page" if address == page else None)
        for name, address in PAGES
    )
    pages = element("nav", *links, class_="pages", aria_label="页面")
    return element("div", title, pages, _documents(trees), language_switch(), class_="title-bar")


def render_status(status: ModelStatus) -> Html:
    """Who answers now, with the progress of the language model while it comes."""
    text, detail = _describe(status)
    bar = None
    if status.state is ModelState.FETCHING:
        bar = element("progress", max=100, value=status.percent, aria_label="语言模型下载进度")
    small = element("small", in_both_languages(detail)) if detail else None
    label = element("span", text, small, class_="status-text")
    return element("div", element("i", aria_hidden="true"), label, bar, class_=f"status {status.state}", role="status")


def render_welcome(questions: Sequence[str], trees: Sequence[ClauseTree]) -> Html:
    """What the page does, example questions, and how to read the badges; shown until the first question."""
    if not trees:
        missing = _lead("请先放入文件并建立索引，再刷新本页。")
        return element("section", element("h2", "文档库是空的"), missing, class_="welcome")
    return element(
        "section",
        element("h2", "问政策，看原文"),
        _lead("只依据已收录的文件作答；每句话都注明条款，点击 [1] 可在全文中核对。"),
        element("ul", *(element("li", _example(q)) for q in questions), class_="examples", aria_label="示例问题"),
        legend(),
        class_="welcome",
    )


def render_reader_panel() -> Html:
    """The empty reader; the script fills and shows it."""
    close = element("button", "关闭", type="button", id="reader-close", aria_label="关闭原文")
    contents = element("button", "目录", type="button", id="reader-contents", hidden=True)
    name = element("span", "原文 ", element("small", "Source", lang="en"), class_="reader-name")
    bar = element("div", name, _citation_steps(), contents, close, class_="reader-bar")
    body = element("div", id="reader-body", tabindex=0, role="region", aria_label="原文全文")
    return element("aside", bar, body, id="reader", aria_label="原文", hidden=True)


def _citation_steps() -> Html:
    """From one citation of an answer to the next; the script shows it where there are several."""
    before = element("button", "‹", type="button", id="citation-previous", aria_label="上一处引文", title="上一处引文")
    behind = element("button", "›", type="button", id="citation-next", aria_label="下一处引文", title="下一处引文")
    place = element("span", id="citation-place", role="status")
    return element("div", before, place, behind, id="citation-steps", hidden=True)


def places_of(trees: Iterable[ClauseTree]) -> tuple[str, ...]:
    """The places that documents are of, in the order of the documents."""
    return tuple(dict.fromkeys(filter(None, (tree.document.metadata.region.name for tree in trees))))


def _lead(text: str) -> Html:
    return element("p", text, class_="lead")


def _example(question: str) -> Html:
    return element("button", question, type="button", class_="example", translate="no")


def _documents(trees: Sequence[ClauseTree]) -> Html:
    places = places_of(trees)
    names = element("span", "、".join(places[:_PLACES_SHOWN]), translate="no")
    more = element("span", f"等 {len(places)} 地") if len(places) > _PLACES_SHOWN else None
    summary = element(
        "summary",
        element("span", f"{len(trees)} 份文件", class_="count"),
        element("span", names, more, class_="places") if places else None,
    )
    return element(
        "details", summary, element("ul", *(_document(tree) for tree in trees), translate="no"), class_="documents"
    )


def _document(tree: ClauseTree) -> Html:
    metadata = tree.document.metadata
    facts = " · ".join(filter(None, (" ".join(metadata.region.names), metadata.document_number, metadata.period)))
    link = element("a", metadata.title or tree.document.id, href=document_link(tree.document.id))
    return element("li", join(link, element("small", facts) if facts else None))


def _describe(status: ModelStatus) -> tuple[str, str]:
    match status.state:
        case ModelState.FETCHING:
            done, total = status.done_bytes // _MEGABYTE, status.total_bytes // _MEGABYTE
            return f"语言模型下载中 {status.percent}%", f"{done} / {total} MB，就绪前摘录原文"
        case ModelState.STARTING:
            return "语言模型启动中", "就绪前摘录原文"
        case ModelState.READY:
            return "语言模型作答", ""
        case ModelState.FAILED:
            return "语言模型不可用，摘录原文作答", status.message
        case ModelState.ABSENT:
            return "摘录原文作答", ""
