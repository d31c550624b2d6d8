"""The chat page in a real Chromium, over the real documents with a scripted model."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assistant.answering.receipt_check import ReceiptChecker
from assistant.answering.receipt_file import read_receipts
from assistant.interfaces.site.parts import Site
from assistant.interfaces.status import ModelState, ModelStatus
from assistant.interfaces.store.store import Store
from assistant.pipeline import Current
from assistant.retrieval.search import NO_FILTERS
from tests.fakes import BrokenGenerator, ScriptedGenerator, make_assistant
from tests.interfaces.served_site import serving_site

pytestmark = [
    pytest.mark.browser,
    # Gradio's own calls into its dependencies; ours stay errors.
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:starlette"),
]

ROOT = Path(__file__).parents[2]
DESKTOP, TELEPHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>${alert(3)}{{alert(4)}}"
QUESTION = "到2025年河源市每万人口高价值发明专利拥有量达到多少件？"
REPLY = ("到2025年，河源市每万人口", "高价值发明专利拥有量", "达到1件[1]。", "另外奖励每件专利50万元[1]。")
CLAUSE = "heyuan/3.3.1.box2"


@contextmanager
def serving(assistant, status=lambda: ModelStatus(ModelState.READY), store=None, port=0):
    with serving_site(Site(Current(assistant), status, store), port) as url:
        yield url


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return make_assistant(ROOT / "corpus", tmp_path_factory.mktemp("index"), ScriptedGenerator(*REPLY, seconds=0.3))


@pytest.fixture(scope="module")
def address(assistant):
    with serving(assistant) as url:
        yield url


@pytest.fixture
def visit(watched):
    """Opens the chat page, as ``watched`` does."""

    def visit(url, viewport=DESKTOP, scheme="light"):
        page = watched(url, viewport, scheme)
        page.goto(url)
        page.wait_for_selector(".welcome")
        page.wait_for_function("document.documentElement.lang === 'zh-CN'")  # the page's own script is there
        return page

    return visit


def ask(page, question):
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")


def finished(page, turns=1):
    expect(page.locator(".turn[aria-busy=false]:not([hidden])")).to_have_count(turns, timeout=30_000)
    expect(page.locator("#send")).to_be_enabled()


def picture(page, name, of="chat"):
    (ROOT / "artefacts").mkdir(exist_ok=True)
    page.wait_for_timeout(300)
    page.screenshot(path=ROOT / "artefacts" / f"{of}-{name}.png")


def plain(text):
    return "".join(text.split())


def test_evidence_then_streamed_answer_then_reader(address, assistant, visit):
    page = visit(address)
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert "5 份文件" in page.inner_text("#header")
    assert "语言模型作答" in page.inner_text("#model-status")
    picture(page, "welcome")

    ask(page, QUESTION)
    expect(page.locator(".evidence .card").first).to_be_visible()
    assert page.locator(".sentence").count() == 0
    expect(page.locator(".draft")).to_contain_text("到2025年，河源市每万人口")
    assert page.locator(".sentence").count() == 0
    expect(page.locator("#send")).to_be_disabled()
    finished(page)

    sentence = page.locator(".answer > .sentence")
    assert sentence.inner_text() == "到2025年，河源市每万人口高价值发明专利拥有量达到1件[1]。支持"
    assert page.inner_text(".dropped del") == "另外奖励每件专利50万元"
    assert page.inner_text(".dropped .missing") == "未获原文印证：50万元"
    assert page.locator(".evidence .card").count() == 1
    picture(page, "answer")

    page.click(".sentence .mark")
    expect(page.locator("#reader mark").first).to_be_in_viewport()
    clause = next(c for c in assistant.trees["heyuan"].clauses if c.id == CLAUSE)
    marked = "".join(page.locator("#reader mark").all_text_contents())
    assert plain(marked) == plain(clause.text)
    assert page.locator("#reader .document-text").text_content() == assistant.trees["heyuan"].document.text
    assert page.locator("#reader .document-path li").all_inner_texts() == list(clause.path)
    picture(page, "reader")

    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    assert page.evaluate("document.activeElement.className") == "mark"


def test_quote_stands_out_in_its_clause_and_others_open_too(address, visit):
    page = visit(address)
    page.click("button.example >> nth=0")
    finished(page)
    page.click(".sentence .mark >> nth=0")
    quote = page.locator("#reader mark .quote")
    expect(quote).to_have_count(1)
    assert quote.inner_text().rstrip("。") in page.locator(".sentence").first.inner_text()
    page.click(".others summary")
    page.click(".others .card >> nth=0")
    expect(page.locator(".others .card >> nth=0")).to_have_attribute("aria-current", "true")
    expect(page.locator("#reader mark").first).to_be_in_viewport()


COPIED = (
    "《河源市知识产权保护和运用“十四五”规划》第三部分第（三）条第1项专栏2："
    "“到2025年,每万人口高价值发明专利拥有量达到1件。”"
)


@pytest.mark.parametrize("is_secure", [True, False], ids=["clipboard", "no clipboard"])
def test_a_citation_is_copied_by_mouse_and_by_keyboard(address, visit, is_secure):
    page = visit(address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if not is_secure:  # as over plain HTTP from another machine
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('insecure')) }")
    ask(page, QUESTION)
    finished(page)
    buttons = page.locator(".evidence .copy")
    expect(buttons).to_have_count(1)
    assert page.locator(".others .copy").count() == 0
    buttons.click()
    expect(buttons).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == COPIED
    expect(buttons).to_have_text("复制引注", timeout=5000)

    page.evaluate("document.activeElement.blur()")
    page.locator(".evidence .card").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "copy"
    page.keyboard.press("Enter")
    expect(buttons).to_have_text("已复制")
    assert page.evaluate("document.activeElement.className") == "copy"
    picture(page, "copied")

    page.click(".sentence .mark")
    reader = page.locator("#reader .copy")
    expect(reader).to_be_in_viewport()
    page.evaluate(
        "navigator.clipboard.write([new ClipboardItem({'text/plain': new Blob(['x'], {type: 'text/plain'})})])"
    )
    reader.click()
    expect(reader).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == COPIED
    assert page.locator("textarea.off-screen").count() == 0


def test_the_receipt_of_an_answer_is_saved_and_holds(address, assistant, visit, tmp_path):
    page = visit(address)
    for number, question in enumerate((QUESTION, "河源市的房价是多少？"), start=1):
        ask(page, question)
        finished(page, number)
        with page.expect_download() as download:
            page.locator("#live button.receipt").click()
        expect(page.locator("#live button.receipt")).to_have_text("已下载")
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        (held,) = read_receipts(path)
        assert path.name == f"receipt-{held.receipt.id}.json"
        assert (held.receipt.question, held.receipt.answerer) == (question, "llm")
        assert held.receipt.asked.endswith("Z")
        checker = ReceiptChecker(assistant.trees, held.receipt.origin)
        assert checker.check(held.receipt).is_unchanged
        assert len(held.receipt.citations) == (1 if number == 1 else 0)


def test_refusal_says_why_and_its_nearest_clauses_open(address, visit):
    page = visit(address)
    ask(page, "河源市的房价是多少？")
    finished(page)
    assert "没有找到相关条款" in page.inner_text(".answer.declined")
    assert page.locator(".evidence .card").count() == 3
    page.click(".evidence .card >> nth=1")
    expect(page.locator("#reader mark").first).to_be_in_viewport()
    picture(page, "declined")


def test_follow_up_leans_on_the_earlier_question_until_a_new_conversation(address, assistant, visit, monkeypatch):
    asked = []
    stream = assistant.stream

    def note(question, history=(), answerer=None, filters=NO_FILTERS):
        if answerer is None:  # the suggestions behind an answer are tried by quoting
            asked.append((question, tuple(history)))
        return stream(question, history, answerer, filters)

    monkeypatch.setattr(assistant, "stream", note)
    page = visit(address)
    ask(page, QUESTION)
    finished(page)
    ask(page, "那静海呢？")
    finished(page, 2)
    assert "静海区" in page.locator("#live .card-title").first.inner_text()
    page.click("#restart")
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".welcome")).to_be_visible()
    ask(page, "河源市的房价是多少？")
    finished(page)
    assert asked == [(QUESTION, ()), ("那静海呢？", (QUESTION,)), ("河源市的房价是多少？", ())]


def test_only_quotes_by_choice(address, assistant, visit):
    page = visit(address)
    before = len(assistant.generator.prompts)
    page.check("#mode input[value=extract]", force=True)
    ask(page, QUESTION)
    finished(page)
    assert "摘录原文" in page.inner_text(".facts")
    assert len(assistant.generator.prompts) == before


def test_unusable_questions_get_one_line_and_stay_in_the_box(address, visit):
    page = visit(address)
    ask(page, "  ")
    expect(page.locator("#composer-notice [role=alert]")).to_have_text(
        "问题为空，请输入要查询的内容。 The question is empty."
    )
    ask(page, "好" * 2500)
    expect(page.locator("#composer-notice [role=alert]")).to_contain_text("问题有2500字，超过上限2000字")
    assert page.input_value("#question textarea") == "好" * 2500
    assert page.locator(".turn").count() == 0
    ask(page, "河源市的房价是多少？")
    finished(page)
    assert page.inner_text("#composer-notice").strip() == ""
    assert "Traceback" not in page.content()


def test_enter_sends_but_not_while_an_input_method_composes(address, visit):
    page = visit(address)
    page.fill("#question textarea", "河源市的房价")
    for how in ("{isComposing: true}", "{keyCode: 229}"):
        page.evaluate(
            "how => document.querySelector('#question textarea').dispatchEvent(new KeyboardEvent('keydown',"
            f" {{key: 'Enter', bubbles: true, cancelable: true, ...{how}}}))",
        )
    page.wait_for_timeout(400)
    assert page.locator(".turn").count() == 0
    page.press("#question textarea", "Shift+Enter")
    page.keyboard.type("是多少？")
    assert page.input_value("#question textarea") == "河源市的房价\n是多少？"
    page.keyboard.press("Enter")
    finished(page)


def test_hostile_documents_and_questions_show_as_text(tmp_path, visit):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    text = f"甲县{HOSTILE}意见\n\n一、专利资助{HOSTILE}\n对发明专利给予资助{HOSTILE}每件2000元。\n"
    (corpus / "a.txt").write_text(text, encoding="utf-8")
    with serving(make_assistant(corpus, tmp_path / "index")) as url:
        page = visit(url)
        ask(page, f"发明专利给予多少资助？{HOSTILE}")
        finished(page)
        assert HOSTILE in page.inner_text(".question")
        page.click(".card >> nth=0")
        expect(page.locator("#reader mark").first).to_be_in_viewport()
        assert page.locator("#reader .document-text").text_content() == text
        assert page.locator("#conversation img, #conversation script, #reader img, #reader script").count() == 0


def test_a_failing_model_is_told_and_quotes_stand_in(tmp_path, visit):
    with serving(make_assistant(ROOT / "corpus", tmp_path, BrokenGenerator("到2025年"))) as url:
        page = visit(url)
        ask(page, QUESTION)
        finished(page)
        assert "语言模型没有回答" in page.inner_text(".answer .notice")
        assert page.locator(".sentence .mark").count() >= 1


def test_progress_of_the_model_is_shown_until_it_is_ready(tmp_path, visit):
    states = [
        ModelStatus(ModelState.FETCHING, 300 << 20, 1200 << 20),
        ModelStatus(ModelState.FAILED, message="磁盘已满"),
    ]
    now = [states[0]]
    with serving(make_assistant(ROOT / "corpus", tmp_path), lambda: now[0]) as url:
        page = visit(url)
        expect(page.locator("#model-status")).to_contain_text("语言模型下载中 25%")
        assert page.get_attribute("#model-status progress", "value") == "25"
        now[0] = states[1]
        expect(page.locator("#model-status")).to_contain_text("磁盘已满", timeout=10_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_telephone_has_no_horizontal_scroll(address, visit, scheme):
    page = visit(address, TELEPHONE, scheme)
    picture(page, f"phone-{scheme}-welcome")
    ask(page, QUESTION)
    finished(page)
    picture(page, f"phone-{scheme}-answer")
    page.click(".sentence .mark")
    expect(page.locator("#reader mark").first).to_be_in_viewport()
    expect(page.locator(".sentence .mark").first).to_be_in_viewport()
    picture(page, f"phone-{scheme}-reader")
    for area in ("html", "#conversation", "#reader-body"):
        assert (
            page.evaluate("a => { const e = document.querySelector(a); return e.scrollWidth - e.clientWidth }", area)
            <= 0
        )


def test_dark_desktop(address, visit):
    page = visit(address, DESKTOP, "dark")
    ask(page, QUESTION)
    finished(page)
    page.click(".sentence .mark")
    expect(page.locator("#reader mark").first).to_be_in_viewport()
    picture(page, "dark")


def test_reader_opens_as_a_page_of_its_own(address, assistant, chromium):
    with chromium.new_context(viewport=DESKTOP) as context:
        page = context.new_page()
        page.goto(f"{address}/reader?clause=yuxi/2.3.9")
        expect(page.locator("mark").first).to_be_in_viewport()
        assert page.locator(".document-text").text_content() == assistant.trees["yuxi"].document.text
        assert page.goto(f"{address}/reader?clause=none/1").status == 404
        assert "没有找到 none/1" in page.inner_text("body")


def test_a_conversation_survives_a_reload_in_its_own_browser_alone_and_two_tabs_share_it(assistant, tmp_path, visit):
    store = Store.open(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    with serving(assistant, store=store) as url:
        page = visit(url)
        ask(page, QUESTION)
        finished(page)
        before = page.locator(".turn:not([hidden]) .answer").inner_text()
        page.reload()
        expect(page.locator(".turn")).to_have_count(1)
        assert page.locator(".turn .answer").inner_text() == before
        assert page.locator(".turn .evidence .card").count() == 1

        with page.expect_download() as download:
            page.click("#export a")
        kept = download.value.path().read_text(encoding="utf-8")
        assert kept.startswith(f"## 1. {QUESTION}\n")
        assert "高价值发明专利拥有量达到1件[1]。\n" in kept
        assert "\n[1] 《河源市知识产权保护和运用“十四五”规划》第三部分第（三）条第1项专栏2：“" in kept

        other = page.context.new_page()
        other.goto(url)
        expect(other.locator(".turn")).to_have_count(1)
        ask(other, "河源市的房价是多少？")
        finished(other, 2)
        page.reload()
        expect(page.locator(".turn")).to_have_count(2)
        assert page.locator(".turn .question").all_inner_texts() == [QUESTION, "河源市的房价是多少？"]
        page.click(".turn .mark >> nth=0")
        expect(page.locator("#reader mark").first).to_be_in_viewport()

        assert visit(url).locator(".turn").count() == 0
        page.click("#restart")
        expect(page.locator(".turn")).to_have_count(0)
        page.reload()
        page.wait_for_selector(".welcome")
        assert page.locator(".turn").count() == 0
    store.close()
