"""Every page is checked with axe-core: names for screen readers, contrast, structure; light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from assistant.interfaces.editing import Editing
from assistant.interfaces.store.store import Store
from assistant.reading.corrections import Action, Correction
from tests.evaluation.review.made import citation, judged, lines, prediction, said
from tests.fakes import ScriptedGenerator, make_assistant
from tests.interfaces.test_chat_browser import DESKTOP, QUESTION, REPLY, ROOT, TELEPHONE, ask, finished, serving
from tests.interfaces.test_chat_browser import pytestmark as pytestmark  # noqa: PLC0414 - the same marks
from tests.interfaces.test_documents_browser import serving as serving_documents
from tests.pipeline.made_shelf import JIA, YI, make_shelf, write

ALARMING = "丙区规定\n一、标志保护\n地理标志产品达到8个。\n三、经费保障\n由财政安排。\n"
TABS = ("查找", "各地对照", "按情况匹配", "冲突与重复", "指标对照")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return make_assistant(ROOT / "corpus", tmp_path_factory.mktemp("index"), ScriptedGenerator(*REPLY))


@pytest.fixture(scope="module")
def address(assistant):
    with serving(assistant) as url:
        yield url


@pytest.fixture
def visit(chromium):
    contexts = []

    def visit(url, scheme, viewport=DESKTOP, language="zh"):
        # The check is a script of its own, which the pages' policy would not let in.
        context = chromium.new_context(
            viewport=viewport, color_scheme=scheme, locale="zh-CN", bypass_csp=True, reduced_motion="reduce"
        )
        contexts.append(context)
        context.add_init_script(f"localStorage.setItem('policy-assistant-language', '{language}')")
        page = context.new_page()
        page.goto(url)
        return page

    yield visit
    for context in contexts:
        context.close()


def violations(page):
    page.wait_for_timeout(300)
    found = Axe().run(page).response
    assert found["passes"]
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chat_page_before_and_behind_an_answer_and_with_the_reader(address, visit, scheme):
    page = visit(address, scheme)
    page.wait_for_selector(".welcome")
    assert violations(page) == []
    ask(page, QUESTION)
    finished(page)
    assert violations(page) == []
    page.click(".sentence .mark >> nth=0")
    expect(page.locator("#reader mark").first).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chat_page_with_what_can_be_done_with_an_answer(assistant, visit, scheme, tmp_path):
    store = Store.open(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    with serving(assistant, store=store) as url:
        page = visit(url, scheme)
        page.wait_for_selector(".welcome")
        page.click("#filter-toggle")
        page.get_by_label("地区", exact=True).click()
        page.get_by_role("option", name="河源市").click()
        page.keyboard.press("Escape")
        expect(page.locator("#chips .chip")).to_have_count(1)
        assert violations(page) == []
        page.click("#filter-toggle")
        ask(page, QUESTION)
        finished(page)
        expect(page.locator(".suggestion").first).to_be_visible(timeout=15_000)
        page.get_by_role("button", name="没用").click()
        expect(page.get_by_label("评价说明")).to_be_visible()
        page.get_by_role("button", name="编辑问题").click()
        expect(page.locator(".undo-notice")).to_be_visible()
        assert violations(page) == []
    store.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_measures_in_each_of_its_parts(address, visit, scheme):
    page = visit(f"{address}/measures", scheme)
    expect(page.locator(".measure").first).to_be_visible(timeout=20_000)
    for tab in TABS:
        page.get_by_role("tab", name=tab).click()
        if tab == TABS[-1]:
            expect(page.locator("#indicator-plot .main-svg").first).to_be_visible(timeout=20_000)
        assert violations(page) == [], tab


@pytest.mark.parametrize("viewport", [DESKTOP, TELEPHONE], ids=["desktop", "telephone"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_about(address, visit, viewport, language):
    page = visit(f"{address}/about", "light", viewport, language)
    expect(page.locator(".about")).to_be_visible(timeout=20_000)
    page.evaluate("document.querySelectorAll('.about details').forEach((one) => (one.open = true))")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, TELEPHONE], ids=["desktop", "telephone"])
def test_the_page_of_documents_in_each_of_its_parts(tmp_path, visit, scheme, viewport):
    write(tmp_path / "corpus", jia=JIA, yi=YI, bing=ALARMING)
    shelf, current = make_shelf(tmp_path / "corpus", tmp_path / "index")
    shelf.correct("jia", Correction(Action.NOT_HEADING, "二、重点任务"))
    assert shelf.wait(30)
    shelf.retire("yi")
    assert shelf.wait(30)
    with serving_documents(shelf, current, Editing("on", "127.0.0.1", "口令")) as url:
        page = visit(f"{url}/documents", scheme, viewport)
        expect(page.locator(".retired")).to_be_visible(timeout=20_000)
        assert violations(page) == []
        for name in ("添加", "版本", "文档"):
            page.get_by_role("tab", name=name, exact=True).click()
            assert violations(page) == [], name
        for name in ("jia.txt", "bing.txt"):
            row = page.locator(".shelf tbody tr", has=page.get_by_text(name, exact=True))
            row.get_by_role("button", name="详情").click()
            expect(page.locator(".detail")).to_be_visible()
            page.locator("summary", has_text="从原文中选一行").click()
            assert violations(page) == [], name
            page.get_by_role("button", name="返回列表").click()
            expect(page.locator(".detail")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_in_english(address, visit, scheme):
    page = visit(address, scheme, language="en")
    page.wait_for_selector(".welcome")
    expect(page.locator("#header .count")).to_have_text("5 documents")
    assert violations(page) == []
    ask(page, QUESTION)
    finished(page)
    page.click(".sentence .mark >> nth=0")
    expect(page.locator("#reader mark").first).to_be_visible()
    assert violations(page) == []
    page = visit(f"{address}/measures", scheme, language="en")
    expect(page.locator(".measure").first).to_be_visible(timeout=20_000)
    assert violations(page) == []
    page = visit(f"{address}/reader?clause=yuxi/2.3.9", scheme, language="en")
    expect(page.locator("mark").first).to_be_visible()
    assert page.inner_text("button.copy") == "Copy citation"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_review_page_in_each_of_its_parts(assistant, visit, scheme, tmp_path):
    store = Store.open(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    file = tmp_path / "predictions.jsonl"
    file.write_bytes(lines(prediction("d1", [said("甲"), said("乙", ())], [citation(1)]), prediction("d2")))
    with serving(assistant, store=store) as url:
        page = visit(f"{url}/review", scheme)
        expect(page.locator(".review-overview")).to_be_visible(timeout=20_000)
        assert violations(page) == []
        page.set_input_files("#review-file", file)
        expect(page.locator(".review-who")).to_be_visible()
        assert violations(page) == []
        page.fill("#review-name", "王五")
        page.press("#review-name", "Enter")
        for name in ("cited", "not cited"):
            expect(page.locator(".bench-pair .pair")).to_be_visible()
            page.keyboard.press("2")
            assert violations(page) == [], name
            page.keyboard.press("q")
        page.keyboard.press("4")
        expect(page.locator(".bench-end")).to_be_visible()
        assert violations(page) == []
        (one,) = store.reviews.sets()
        for pair in store.reviews.pairs(one.id):
            store.reviews.judge(one.id, judged(pair.id, "李四", "1", note="无误"), f"token-{pair.id}")
        for part, shown in (("裁定", ".opinions"), ("结果", ".review-results")):
            page.click(f".review-parts >> text={part}")
            expect(page.locator(shown)).to_be_visible()
            assert violations(page) == [], part
        page.click(".review-back")
        expect(page.locator(".annotators li")).to_have_count(2)
        assert violations(page) == []
    store.close()
