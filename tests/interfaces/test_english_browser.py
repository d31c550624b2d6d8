"""The pages in English in a real Chromium: no Chinese is left but the words of documents, and all of it comes back."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assistant.answering import wording
from assistant.answering.comparison import PLACELESS
from assistant.errors import Failure
from assistant.interfaces.store.store import Store
from assistant.pipeline import Current, Shelf
from assistant.records import Query, Reason, Scope
from tests.fakes import ScriptedGenerator, make_assistant
from tests.interfaces.test_chat_browser import DESKTOP, QUESTION, REPLY, ROOT, TELEPHONE, ask, finished, serving
from tests.interfaces.test_chat_browser import pytestmark as pytestmark  # noqa: PLC0414 - the same marks
from tests.interfaces.test_documents_browser import HERE
from tests.interfaces.test_documents_browser import serving as serving_shelf

SCRIPT = (Path(__file__).parent / "english_offenders.js").read_text(encoding="utf-8")
DECLINED = "河源市的房价是多少？"
ELSEWHERE = "深圳市对专利质押有什么补贴？"
HELD = ["河源市", "静海区", "民和回族土族自治县", "忻州市", "玉溪市"]
PLAN = "《河源市知识产权保护和运用“十四五”规划》"
SCOPE = Scope(
    places=("甲县", "乙县"), unknown_places=("丙县",), unknown_titles=("《丁：戊。己》",), unknown_clauses=("第九条",),
    years=("2031", "2032"),
)  # fmt: skip
TABS = ("Find", "Matrix", "Match a profile", "Conflicts", "Indicators")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("english")
    store = Store.open(f"sqlite:///{folder / 'records.sqlite3'}")
    assistant = make_assistant(ROOT / "corpus", folder / "index", ScriptedGenerator(*REPLY))
    with serving(assistant, store=store) as url:
        yield url
    store.close()


@pytest.fixture
def visit(watched):
    """Opens a page of the site in a browser of Chinese that was told English before, or not, as ``watched`` does."""

    def visit(address, selector, viewport=DESKTOP, scheme="light", language="en", expected=()):
        page = watched("/".join(address.split("/")[:3]), viewport, scheme, expected=expected)
        if language:
            # Only where the page has not chosen since: this runs before every page.
            kept = "policy-assistant-language"
            chosen = f"localStorage.getItem('{kept}') ?? localStorage.setItem('{kept}', '{language}')"
            page.context.add_init_script(chosen)
        page.goto(address)
        expect(page.locator(selector).first).to_be_visible(timeout=20_000)
        return page

    return visit


def offenders(page):
    """The Chinese that is left in texts and names, but for words of documents and lines in both languages."""
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.lang") == "en"
    return page.evaluate(SCRIPT)


def turned(page, *texts):
    """What becomes of texts that the page shows in the English page, as it stands there."""
    script = """(texts) => {
      const box = document.createElement("section");
      box.append(...texts.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
      document.body.append(box);
      return new Promise((resolve) => setTimeout(() => resolve([...box.children].map((p) => p.textContent)), 50));
    }"""
    return page.evaluate(script, list(texts))


def content(page):
    """The page as it stands, without what Gradio counts up and what the switch itself says of the language."""
    return page.evaluate("document.body.innerHTML")


def test_the_chat_speaks_english_before_and_behind_an_answer_a_decline_and_with_the_reader(address, visit):
    page = visit(address, ".welcome")
    expect(page).to_have_title("Policy Assistant")
    assert page.inner_text("#header .count") == "5 documents"
    assert page.get_attribute("#question textarea", "placeholder").startswith("Ask a question in Chinese")
    assert offenders(page) == []
    ask(page, QUESTION)
    finished(page)
    assert offenders(page) == []
    assert page.locator(".answer > .sentence .verdict").inner_text() == "Supported"
    assert page.inner_text(".dropped .missing") == "Not found in the source: 50万元"
    assert page.locator(".facts").first.inner_text().startswith("Language model")
    assert page.inner_text(".question") == QUESTION
    page.click(".sentence .mark >> nth=0")
    expect(page.locator("#reader mark").first).to_be_visible()
    assert offenders(page) == []
    assert page.inner_text("#reader .copy") == "Copy citation"
    page.click("#reader .copy")
    expect(page.locator("#reader .copy")).to_have_text("Copied")
    expect(page.locator("#reader .copy")).to_have_text("Copy citation", timeout=5000)
    page.keyboard.press("Escape")
    ask(page, DECLINED)
    finished(page, 2)
    assert page.locator(".answer.declined .verdict").last.inner_text() == "No answer"
    assert offenders(page) == []


def test_the_page_of_measures_speaks_english_in_each_of_its_parts(address, visit):
    page = visit(f"{address}/measures", ".measure")
    for tab in TABS:
        page.get_by_role("tab", name=tab, exact=True).click()
        if tab == "Indicators":
            expect(page.locator("#indicator-plot .main-svg").first).to_be_visible(timeout=20_000)
        assert offenders(page) == [], tab
    page.get_by_role("tab", name="Find", exact=True).click()
    page.get_by_label("Type", exact=True).locator("visible=true").first.click()
    page.get_by_role("option", name="Reward", exact=True).click()
    page.keyboard.press("Escape")
    expect(page.locator(".measure .chip.type", has_text="Reward").first).to_be_visible()
    expect(page.locator(".found-count").first).to_have_text("10 measures")
    assert offenders(page) == []


def test_the_page_of_documents_speaks_english_in_each_of_its_parts(tmp_path, visit):
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    current = Current(make_assistant(tmp_path / "corpus", tmp_path / "index"))
    with serving_shelf(Shelf(current, "pairs"), current, HERE) as url:
        page = visit(f"{url}/documents", ".shelf tbody tr")
        for tab in page.get_by_role("tab").all():
            tab.click()
            assert offenders(page) == [], tab.inner_text()
        page.get_by_role("tab").first.click()
        page.get_by_role("button", name="Details").first.click()
        expect(page.get_by_text("Read again", exact=True)).to_be_visible()
        assert offenders(page) == []
        page.get_by_role("button", name="Back to the list").click()
        # On a telephone the names of the columns stand before the values.
        page.set_viewport_size(TELEPHONE)
        assert offenders(page) == []
        page.get_by_role("tab", name="Add", exact=True).click()
        page.locator("#add-files input[type=file]").set_input_files(
            [{"name": "空.txt", "mimeType": "text/plain", "buffer": b" "}]
        )
        expect(page.locator("#add-files")).to_contain_text("空")
        page.click("#add-send")
        refused = page.locator(".outcomes .refused")
        expect(refused.locator(".name")).to_have_text("空.txt", timeout=20_000)
        expect(refused).to_contain_text("The file is empty.", use_inner_text=True)
        assert offenders(page) == []


def test_the_page_about_and_the_reader_alone_speak_english(address, visit):
    page = visit(f"{address}/about", ".about")
    page.evaluate("document.querySelectorAll('.about details').forEach((one) => (one.open = true))")
    assert offenders(page) == []
    page = visit(f"{address}/reader?clause=yuxi/2.3.9", "mark")
    assert page.inner_text("button.copy") == "Copy citation"
    assert offenders(page) == []
    page.click("button.language")
    assert page.inner_text("button.copy") == "复制引注"


def test_the_switch_turns_all_and_puts_all_back_and_is_remembered(address, visit):
    page = visit(address, ".welcome", language="")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    ask(page, QUESTION)
    finished(page)
    page.click(".sentence .mark >> nth=0")
    expect(page.locator("#reader mark").first).to_be_visible()
    expect(page.locator(".suggestion").first).to_be_attached(timeout=20_000)
    before = content(page)
    switch = page.get_by_role("button", name="English", exact=True)
    switch.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#header .count")).to_have_text("5 documents")
    assert offenders(page) == []
    page.get_by_role("button", name="中文", exact=True).click()
    expect(page.locator("#header .count")).to_have_text("5 份文件")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    expect(page).to_have_title("政策文件问答")
    assert content(page) == before
    page.get_by_role("button", name="English", exact=True).click()
    other = page.context.new_page()
    other.goto(f"{address}/about")
    expect(other.locator("#header .count")).to_have_text("5 documents")
    other.get_by_role("button", name="中文", exact=True).click()
    # What one tab chooses holds in the others.
    expect(page.locator("#header .count")).to_have_text("5 份文件")


def test_a_decline_a_notice_and_an_error_line_turn_and_come_back_unchanged(address, visit):
    page = visit(address, ".welcome", language="")
    ask(page, ELSEWHERE)
    finished(page)
    ask(page, QUESTION)
    finished(page, 2)
    ask(page, "长" * 2500)
    expect(page.locator("#composer-notice")).to_have_text(
        "问题有2500字，超过上限2000字，请缩短后重试。", use_inner_text=True
    )
    chinese = {part: page.inner_text(part) for part in (".answer .notice", ".refusal", ".needed")}
    before = content(page)
    page.click("button.language")
    expect(page.locator("#composer-notice")).to_have_text("The question is too long.", use_inner_text=True)
    assert page.inner_text(".answer .notice") == f"The plan period of {PLAN} (2021—2025年) is over."
    assert page.inner_text(".refusal") == (
        "Sorry, there is no answer: No document of 深圳市 is indexed. "
        "There are documents of 河源市, 静海区, 民和回族土族自治县, 忻州市, 玉溪市."
    )
    assert page.inner_text(".needed") == "An answer would need: policy documents of 深圳市"
    assert page.locator(".refusal [lang=zh-CN][translate=no]").all_inner_texts() == ["深圳市", *HELD]
    assert offenders(page) == []
    page.click("button.language")
    expect(page.locator("#header .count")).to_have_text("5 份文件")
    assert {part: page.inner_text(part) for part in chinese} == chinese
    assert content(page) == before


def test_whatever_the_assistant_says_of_itself_has_its_english(address, visit):
    page = visit(address, ".welcome")
    query = Query("问", "房价？", "问", SCOPE)
    said = [
        *(wording.refusal(reason, SCOPE, ("甲县", "乙县")) for reason in Reason),
        *filter(None, (wording.needed(reason, query) for reason in Reason)),
        *(wording.failed(failure) for failure in Failure), wording.TOO_LONG, wording.UNPROVEN, wording.CUT_SHORT,
        wording.borrowed(("甲县",), ("乙县",)), wording.expired("《甲》", "2026-04"),
        wording.replaced("《甲》", "《乙》"),
        wording.lapsed("《甲》"), wording.repealed("《甲》"), wording.has_status("《甲》", "部分失效"),
        wording.period_over("《甲》", "2021—2025年"),
    ]  # fmt: skip
    turned(page, *said)
    assert offenders(page) == []


def test_names_stay_as_they_are_and_sentences_turn_one_by_one(address, visit):
    page = visit(address, ".welcome")
    cases = {
        "3 份文件": "3 documents",
        wording.refusal(Reason.NO_SUCH_DOCUMENT, SCOPE): (
            "Sorry, there is no answer: 《丁：戊。己》 is not among the documents."
        ),
        wording.expired("《甲：乙。丙》", "2026-04") + wording.repealed("丁"): (
            "《甲：乙。丙》 expired on 2026-04. 丁 has been repealed."
        ),
        wording.borrowed(("甲县",), ("乙县", PLACELESS)): (
            "The documents of 甲县 say nothing on this; "
            "what follows is from those of 乙县, the whole country or no named place."
        ),
        wording.failed(Failure.TIMEOUT): (
            "The language model took too long and did not finish; the clauses are quoted instead."
        ),
        wording.needed(Reason.NOT_FOUND, Query("问", "房价？", "问", SCOPE)): "甲县, 乙县 documents that state “房价”",
        # Half of it in another language would be worse.
        "文档库是空的。没有人说过的话。": "文档库是空的。没有人说过的话。",
    }
    assert dict(zip(cases, turned(page, *cases), strict=True)) == cases


def test_the_words_of_a_chart_turn_have_room_and_come_back(address, visit):
    page = visit(f"{address}/measures", ".measure", language="")
    page.get_by_role("tab", name="指标对照", exact=True).click()
    legend = page.locator("#indicator-plot .legendtext")
    expect(legend).to_have_text(["基期", "目标"], timeout=20_000)
    page.click("button.language")
    expect(legend).to_have_text(["Base", "Target"])
    assert offenders(page) == []
    ends = page.evaluate(
        "[...document.querySelectorAll('#indicator-plot .legendtext, #indicator-plot .legend .bg')]"
        ".map((part) => part.getBoundingClientRect().right)"
    )
    assert max(ends) == page.evaluate(
        "document.querySelector('#indicator-plot .legend .bg').getBoundingClientRect().right"
    )
    page.click("button.language")
    expect(legend).to_have_text(["基期", "目标"])


def test_the_review_speaks_english_from_the_questions_to_the_results(tmp_path, visit):
    store = Store.open(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    assistant = make_assistant(ROOT / "corpus", tmp_path / "index", ScriptedGenerator(*REPLY))
    with serving(assistant, store=store) as url:
        page = visit(f"{url}/review", ".review-overview", expected=("400",))
        assert offenders(page) == []
        page.click(".review-run .primary")
        expect(page.locator(".review-new .line-notice")).to_have_text(
            "Not a usable number of questions.", use_inner_text=True
        )
        page.fill("#review-questions", QUESTION)
        page.click(".review-run .primary")
        name = page.locator(".review-set .review-name").first
        expect(name).to_have_text("1 question")
        expect(page.locator(".review-set .review-facts").first).to_contain_text("1 answer", timeout=20_000)
        assert offenders(page) == []
        name.click()
        page.fill("#review-name", "甲")
        page.press("#review-name", "Enter")
        expect(page.locator(".bench-pair .pair")).to_be_visible()
        assert offenders(page) == []
        while not page.locator(".bench-end").count():
            page.keyboard.press("1")
            page.wait_for_timeout(200)
        assert offenders(page) == []
        for part in ("Settle", "Results"):
            page.get_by_role("link", name=part, exact=True).click()
            expect(page.locator("#review .review-head [aria-current]")).to_have_text(part)
            assert offenders(page) == [], part
    store.close()


def test_english_never_shows_chinese_first(address, visit):
    page = visit(address, ".welcome")
    page.add_init_script(
        """
        window.seen = [];
        const look = () => {
          const shown = document.querySelector("#header .count");
          const hidden = document.documentElement.classList.contains("turning");
          if (shown && !hidden) window.seen.push(shown.textContent);
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
        """
    )
    page.reload()
    expect(page.locator("#header .count")).to_have_text("5 documents")
    page.wait_for_timeout(500)
    assert set(page.evaluate("window.seen")) == {"5 documents"}


@pytest.mark.parametrize("path", ["", "/measures", "/about"], ids=["chat", "measures", "about"])
def test_nothing_is_wider_than_a_telephone(address, visit, path):
    page = visit(f"{address}{path}", "#header .count", TELEPHONE)
    page.wait_for_timeout(800)
    assert page.evaluate("document.documentElement.scrollWidth") == TELEPHONE["width"]
    bar = page.evaluate(
        "[...document.querySelectorAll('.title-bar > *, .pages a')].map((e) => e.getBoundingClientRect().right)"
    )
    assert max(bar) <= TELEPHONE["width"]


def test_the_title_bar_has_room_for_all_in_one_row(address, visit):
    page = visit(address, ".welcome")
    tops = page.evaluate(
        "[...document.querySelectorAll('#title-row h1, .pages a, .documents, .language, #model-status .status')]"
        ".map((e) => e.getBoundingClientRect()).map((box) => [box.top > 0, box.bottom < 58])"
    )
    assert {tuple(one) for one in tops} == {(True, True)}
