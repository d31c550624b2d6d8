"""What can be done on the chat page, in a real Chromium: stop, ask again, edit, undo, filters, opinions, exports."""

import csv
import io
import threading
import time
from contextlib import contextmanager

import docx
import pytest
from playwright.sync_api import expect

from assistant.interfaces.store.feedback import Mark
from assistant.ports import Waiting
from tests.fakes import ScriptedGenerator, make_assistant
from tests.interfaces.test_chat_browser import (
    DESKTOP,
    QUESTION,
    REPLY,
    ROOT,
    TELEPHONE,
    ask,
    finished,
    picture,
    serving,
    visit,
)
from tests.interfaces.test_chat_browser import pytestmark as pytestmark  # noqa: PLC0414 - the same marks

__all__ = ["visit"]
OTHER = "河源市的房价是多少？"


class EndlessGenerator:
    """Writes a beginning and then nothing, with signs of life, until it is closed."""

    def __init__(self, *pieces, ahead=0):
        self.pieces, self.ahead, self.closed = pieces, ahead, threading.Event()

    def stream(self, system, user, grammar):
        try:
            yield from self.pieces
            while True:
                time.sleep(0.05)
                yield Waiting(self.ahead)
        finally:
            self.closed.set()


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return make_assistant(ROOT / "corpus", tmp_path_factory.mktemp("index"), ScriptedGenerator(*REPLY))


@contextmanager
def writing_with(assistant, generator):
    before, assistant.generator = assistant.generator, generator
    try:
        yield
    finally:
        assistant.generator = before


def questions(page):
    return page.locator(".turn:not([hidden]) .question").all_inner_texts()


def tool(page, name, turn=-1):
    return page.locator(".turn:not([hidden])").nth(turn).get_by_role("button", name=name, exact=True)


def test_stopping_ends_the_models_work_and_keeps_what_was_written_unchecked(assistant, store, visit):
    generator = EndlessGenerator("到2025年，河源市每万人口")
    with writing_with(assistant, generator), serving(assistant, store=store) as url:
        page = visit(url)
        ask(page, QUESTION)
        expect(page.locator(".draft")).to_contain_text("河源市每万人口")
        expect(page.locator("#send")).to_be_hidden()
        picture(page, "writing")
        page.click("#stop")
        finished(page)
        assert generator.closed.wait(5)
        expect(page.locator(".stopped")).to_contain_text("没有写完，也没有核对")
        assert page.locator(".verdict").count() == 0
        expect(page.locator("#stop")).to_be_hidden()
        picture(page, "stopped")
        page.reload()
        expect(page.locator(".turn .stopped")).to_contain_text("没有核对")
        assert "到2025年，河源市每万人口" in page.inner_text(".turn .draft")
        assert page.locator(".turn .evidence .card").count() >= 1


def test_stopping_in_the_waiting_line_leaves_the_line(assistant, visit):
    generator = EndlessGenerator(ahead=2)
    with writing_with(assistant, generator), serving(assistant) as url:
        page = visit(url)
        ask(page, QUESTION)
        expect(page.locator(".waiting")).to_contain_text("前面还有2个问题")
        page.click("#stop")
        finished(page)
        assert generator.closed.wait(5)
        expect(page.locator(".stopped")).to_have_text("已停止，没有作答。")
        assistant.generator = ScriptedGenerator(*REPLY)
        tool(page, "重新回答").click()
        expect(page.locator("#live .sentence").first).to_be_visible(timeout=15_000)
        assert questions(page) == [QUESTION]


def test_asking_again_and_editing_replace_what_is_behind_until_undone(assistant, store, visit):
    with serving(assistant, store=store) as url:
        page = visit(url)
        ask(page, QUESTION)
        finished(page)
        ask(page, OTHER)
        finished(page, 2)
        first = page.locator(".turn:not([hidden])").nth(0).get_attribute("data-id")
        tool(page, "重新回答", 0).click()
        expect(page.locator(".undo-notice")).to_contain_text("第 1 问已换成新的回答，其后的 1 问已移除。")
        finished(page)
        assert questions(page) == [QUESTION]
        assert page.locator(".turn:not([hidden])").get_attribute("data-id") != first
        picture(page, "replaced")
        page.reload()
        expect(page.locator(".turn")).to_have_count(1)
        ask(page, OTHER)
        finished(page, 2)

        tool(page, "编辑问题", 0).click()
        expect(page.locator("#question textarea")).to_have_value(QUESTION)
        expect(page.locator(".undo-notice")).to_contain_text("正在编辑第 1 问")
        picture(page, "editing")
        page.get_by_role("button", name="取消编辑").click()
        expect(page.locator("#question textarea")).to_have_value("")
        tool(page, "编辑问题", 0).click()
        expect(page.locator("#question textarea")).to_have_value(QUESTION)
        edited = QUESTION.replace("2025年", "“十四五”末")
        ask(page, edited)
        expect(page.locator(".undo-notice")).to_contain_text("其后的 1 问已移除", timeout=15_000)
        assert questions(page) == [edited]
        other = page.context.new_page()
        other.goto(url)
        expect(other.locator(".turn .question")).to_have_text([edited])

        page.get_by_role("button", name="撤销").click()
        expect(page.locator(".turn:not([hidden]) .question")).to_have_text([QUESTION, OTHER])
        other.reload()
        expect(other.locator(".turn .question")).to_have_text([QUESTION, OTHER])

        page.click("#restart")
        expect(page.locator(".undo-notice")).to_contain_text("原来的对话已删除")
        page.get_by_role("button", name="撤销").click()
        expect(page.locator(".turn:not([hidden]) .question")).to_have_text([QUESTION, OTHER])


def test_suggestions_stand_behind_the_last_answer_and_are_answered(assistant, visit):
    with serving(assistant) as url:
        page = visit(url)
        ask(page, "河源市对知识产权质押融资有哪些支持措施？")
        finished(page)
        buttons = page.locator(".suggestion")
        expect(buttons).to_have_count(3, timeout=15_000)
        picture(page, "suggestions")
        asked = buttons.first.inner_text()
        buttons.first.click()
        finished(page, 2)
        assert questions(page)[-1] == asked
        assert page.locator("#live .answer.declined").count() == 0
        assert page.locator("#live .sentence").count() >= 1


def choose(page, label, option):
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=option).click()
    page.keyboard.press("Escape")


def test_filters_narrow_are_kept_with_the_turn_and_find_nothing_where_none_fits(assistant, store, visit):
    with serving(assistant, store=store) as url:
        page = visit(url)
        page.click("#filter-toggle")
        choose(page, "地区", "玉溪市")
        expect(page.locator("#chips .chip")).to_contain_text("玉溪市")
        picture(page, "filters")
        ask(page, "维权援助有哪些规定？")
        finished(page)
        assert set(page.locator("#live .evidence .card-title").all_inner_texts()) == {
            "玉溪市强化知识产权保护的实施意见"
        }
        assert page.inner_text("#live .narrowed").split() == ["筛选", "玉溪市"]

        choose(page, "文件", "忻州市")
        expect(page.locator("#chips .chip")).to_have_count(2)
        ask(page, "维权援助有哪些规定？")
        finished(page, 2)
        assert "没有文件符合筛选条件" in page.inner_text("#live .answer.declined")
        assert page.locator("#live .card").count() == 0
        picture(page, "filters-none")

        page.reload()
        expect(page.locator("#chips .chip")).to_have_count(2)
        picture(page, "chips")
        page.locator("#chips .unset").last.click()
        expect(page.locator("#chips .chip")).to_have_count(1)
        tool(page, "重新回答", 0).click()
        expect(page.locator("#live .sentence").first).to_be_visible(timeout=15_000)
        assert page.inner_text("#live .narrowed").split() == ["筛选", "玉溪市"]

        page.click("#filter-toggle")
        page.get_by_label("有效日期").fill("二月三十")
        ask(page, "维权援助有哪些规定？")
        expect(page.locator("#composer-notice [role=alert]")).to_contain_text("筛选日期“二月三十”无效")
        page.get_by_label("有效日期").fill("2000-01-01")
        ask(page, "维权援助有哪些规定？")
        finished(page, 2)
        assert "没有文件符合筛选条件" in page.inner_text("#live .answer.declined")


def test_an_opinion_is_kept_changed_and_taken_back(assistant, store, visit):
    with serving(assistant, store=store) as url:
        page = visit(url)
        ask(page, QUESTION)
        finished(page)
        tool(page, "没用").click()
        expect(page.locator(".rated")).to_have_text("已记录")
        page.get_by_label("评价说明").fill("=漏了基期 <img src=x onerror=alert(1)>")
        picture(page, "opinion")
        page.get_by_role("button", name="保存说明").click()
        expect(page.locator(".rated")).to_have_text("说明已保存")
        page.reload()
        expect(page.get_by_role("button", name="没用")).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_label("评价说明")).to_have_value("=漏了基期 <img src=x onerror=alert(1)>")

        (held,) = store.feedback.all()
        assert (held.mark, held.number, held.question) == (Mark.DOWN, 1, QUESTION)
        assert held.index == assistant.retriever.generation.manifest.fingerprint
        table = page.request.get(f"{url}/export/feedback.csv").text()
        rows = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"))))
        assert rows[1][1:4] == ["没用", "'=漏了基期 <img src=x onerror=alert(1)>", QUESTION]

        tool(page, "有用").click()
        expect(page.locator(".rated")).to_have_text("已记录")
        assert [one.mark for one in store.feedback.all()] == [Mark.UP]
        tool(page, "有用").click()
        expect(page.locator(".rated")).to_have_text("已撤回")
        assert store.feedback.all() == ()
        expect(page.get_by_label("评价说明")).to_be_hidden()


def test_the_conversation_is_had_as_a_word_document(assistant, store, visit, tmp_path):
    with serving(assistant, store=store) as url:
        page = visit(url)
        ask(page, QUESTION)
        finished(page)
        with page.expect_download() as download:
            page.get_by_role("link", name="导出对话：Word").click()
        download.value.save_as(tmp_path / "c.docx")
        lines = [paragraph.text for paragraph in docx.Document(str(tmp_path / "c.docx")).paragraphs]
        assert f"1. {QUESTION}" in lines
        assert "到2025年，河源市每万人口高价值发明专利拥有量达到1件[1]。（支持）" in lines
        assert "[1] 《河源市知识产权保护和运用“十四五”规划》第三部分第（三）条第1项专栏2" in lines


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_telephone_shows_it_all_without_scrolling_sideways(assistant, store, visit, scheme):
    with serving(assistant, store=store) as url:
        page = visit(url, TELEPHONE, scheme)
        page.click("#filter-toggle")
        choose(page, "地区", "河源市")
        picture(page, f"phone-{scheme}-filters")
        page.click("#filter-toggle")
        ask(page, QUESTION)
        finished(page)
        tool(page, "有用").click()
        expect(page.locator(".suggestion").first).to_be_visible(timeout=15_000)
        page.locator(".suggestions").scroll_into_view_if_needed()
        picture(page, f"phone-{scheme}-tools")
        for area in ("html", "#conversation", "#composer"):
            wide = "a => { const e = document.querySelector(a); return e.scrollWidth - e.clientWidth }"
            assert page.evaluate(wide, area) <= 0
    with serving(assistant, store=store) as url:
        page = visit(url, DESKTOP, scheme)
        ask(page, QUESTION)
        finished(page)
        expect(page.locator(".suggestion").first).to_be_visible(timeout=15_000)
        picture(page, f"desktop-{scheme}-tools")
