"""The pages in English in a real Chromium: no Chinese is left but the words of documents, and all of it comes back."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assistant.interfaces.store.store import Store
from assistant.pipeline import Current, Shelf
from tests.fakes import ScriptedGenerator, make_assistant
from tests.interfaces.test_chat_browser import DESKTOP, QUESTION, REPLY, ROOT, TELEPHONE, ask, finished, serving
from tests.interfaces.test_chat_browser import pytestmark as pytestmark  # noqa: PLC0414 - the same marks
from tests.interfaces.test_documents_browser import HERE
from tests.interfaces.test_documents_browser import serving as serving_shelf

SCRIPT = (Path(__file__).parent / "english_offenders.js").read_text(encoding="utf-8")
DECLINED = "河源市的房价是多少？"
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

    def visit(address, selector, viewport=DESKTOP, scheme="light", language="en"):
        page = watched("/".join(address.split("/")[:3]), viewport, scheme)
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
