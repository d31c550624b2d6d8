"""The reader and the look at a clause from its mark, in a real Chromium over the real documents."""

import pytest
from playwright.sync_api import expect

from assistant.interfaces.site.links import clause_link
from tests.fakes import ScriptedGenerator, make_assistant
from tests.interfaces.test_chat_browser import DESKTOP, ROOT, TELEPHONE, ask, finished, picture, serving, visit
from tests.interfaces.test_chat_browser import pytestmark as pytestmark  # noqa: PLC0414 - the same marks

__all__ = ["visit"]
QUESTION = "河源市有哪些奖励政策？"
SEVERAL = "忻州市和玉溪市在知识产权质押融资方面的规定有什么不同？"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return make_assistant(ROOT / "corpus", tmp_path_factory.mktemp("index"), ScriptedGenerator("好[1]。"))


@pytest.fixture(scope="module")
def address(assistant):
    with serving(assistant) as url:
        yield url


def answered(page, question=QUESTION):
    ask(page, question)
    finished(page)
    return page.locator(".turn .sentence .mark")


def test_resting_on_a_mark_shows_the_words_that_it_cites_and_leaving_hides_them(address, assistant, visit):
    page = visit(address)
    mark = answered(page).first
    mark.hover()
    card = page.locator("#peek")
    expect(card).to_be_visible()
    sentence = page.locator(".turn .sentence").first.inner_text().split("[")[0]
    assert sentence in "".join(card.locator(".quote").all_text_contents())
    number = mark.get_attribute("href").split("clause=")[1].split("&")[0].replace("%2F", "/")
    tree = assistant.trees[number.split("/", maxsplit=1)[0]]
    words = card.locator(".peek-words").inner_text().replace("\n", "")
    assert words in tree.document.text.replace("\n", "")
    assert card.locator(".peek-title").inner_text() == tree.document.metadata.title
    assert mark.get_attribute("aria-describedby") == "peek"
    picture(page, "peek")
    page.mouse.move(5, 500)
    expect(card).to_be_hidden()
    assert mark.get_attribute("aria-describedby") is None
    expect(page.locator("#reader")).to_be_hidden()


def test_a_mark_reached_by_keyboard_shows_its_clause_and_escape_closes_one_thing_at_a_time(address, visit):
    page = visit(address)
    mark = answered(page).first
    mark.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#peek")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#reader mark").first).to_be_in_viewport()
    expect(page.locator("#peek")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()


def test_on_a_touch_screen_the_first_tap_looks_and_the_second_opens(address, chromium):
    context = chromium.new_context(viewport=TELEPHONE, has_touch=True, is_mobile=True, locale="zh-CN")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".welcome")
    mark = answered(page).first
    mark.tap()
    expect(page.locator("#peek")).to_be_visible()
    expect(page.locator("#reader")).to_be_hidden()
    picture(page, "peek-telephone")
    assert page.evaluate("document.documentElement.scrollWidth") == TELEPHONE["width"]
    page.locator("#peek .peek-open").tap()
    expect(page.locator("#reader mark").first).to_be_in_viewport()
    expect(page.locator("#peek")).to_be_hidden()
    assert mark.get_attribute("aria-current") == "true"
    context.close()


def test_the_reader_steps_through_the_citations_of_an_answer_each_place_once(address, visit):
    page = visit(address)
    marks = answered(page, SEVERAL)
    links = list(dict.fromkeys(mark.get_attribute("href") for mark in marks.all()))
    assert len(links) > 1
    marks.first.click()
    place = page.locator("#citation-place")
    expect(place).to_have_text(f"1 / {len(links)}")
    picture(page, "reader-steps")
    for number, link in enumerate(links[1:], start=2):
        page.click("#citation-next")
        expect(place).to_have_text(f"{number} / {len(links)}")
        expect(page.locator(".mark[aria-current]").first).to_have_attribute("href", link)
        expect(page.locator("#reader mark").first).to_be_in_viewport()
    page.click("#citation-next")
    expect(place).to_have_text(f"1 / {len(links)}")
    page.click("#citation-previous")
    expect(place).to_have_text(f"{len(links)} / {len(links)}")


def test_the_reader_leads_to_the_clauses_beside_and_by_the_contents(address, assistant, visit):
    page = visit(address)
    answered(page).first.click()
    expect(page.locator("#reader mark").first).to_be_in_viewport()
    tree = assistant.trees["heyuan"]
    opened = page.locator("#reader .document-path li").all_inner_texts()
    at = next(i for i, one in enumerate(tree.clauses) if list(one.path) == opened)
    step = page.locator("#reader .neighbours a", has_text="下一条")
    assert step.get_attribute("href") == clause_link(tree.clauses[at + 1].id)
    step.click()
    marked = page.locator("#reader .clause:has(mark)")
    expect(marked).to_have_attribute("id", f"clause-{tree.clauses[at + 1].id}")
    page.locator("#reader .neighbours a", has_text="上一条").click()
    expect(marked).to_have_attribute("id", f"clause-{tree.clauses[at].id}")
    # The way back is to the mark from which the reader was opened.
    page.click("#reader-contents")
    contents = page.locator("#reader .contents")
    expect(contents.locator("summary")).to_be_in_viewport()
    assert contents.locator("li.level-1").all_inner_texts() == [
        "导言",
        "一、发展基础与形势",
        "二、总体思路",
        "三、主要任务",
        "四、保障措施",
    ]
    picture(page, "reader-contents")
    contents.get_by_role("link", name="三、主要任务").click()
    expect(page.locator("#reader .document-path li")).to_have_text(["三、主要任务"])
    expect(page.locator("#reader mark").first).to_be_in_viewport()
    page.click("#reader-close")
    assert page.evaluate("document.activeElement.className") == "mark"


def test_the_first_and_the_last_clause_have_no_neighbour_beyond(address, assistant, chromium):
    clauses = assistant.trees["minhe"].clauses
    with chromium.new_context(viewport=DESKTOP) as context:
        page = context.new_page()
        for clause, missing in ((clauses[0], "‹ 上一条"), (clauses[-1], "下一条 ›")):
            page.goto(f"{address}/{clause_link(clause.id)}")
            assert page.locator(".neighbours .none").all_inner_texts() == [missing]
