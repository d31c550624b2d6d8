"""Reloads and restarts while an answer is written, in a real Chromium: neither question nor answer is lost."""

import threading

import pytest
from playwright.sync_api import expect

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
)
from tests.interfaces.test_chat_browser import pytestmark as pytestmark  # noqa: PLC0414 - the same marks

OTHER = "河源市的房价是多少？"
SECONDS = 10


class HeldGenerator:
    """Writes its first piece, then nothing until it is let go, with signs of life; then the others."""

    def __init__(self, *pieces):
        self.pieces, self.asked = pieces, 0
        self.go, self.closed = threading.Event(), threading.Event()

    def stream(self, system, user, grammar):
        self.asked += 1
        try:
            yield self.pieces[0]
            while not self.go.wait(0.05):
                yield Waiting(0)
            yield from self.pieces[1:]
        finally:
            self.closed.set()


@pytest.fixture(scope="module")
def corpus_assistant(tmp_path_factory):
    return make_assistant(ROOT / "corpus", tmp_path_factory.mktemp("index"))


@pytest.fixture
def model():
    return HeldGenerator(*REPLY)


@pytest.fixture
def assistant(corpus_assistant, model):
    corpus_assistant.generator = model
    yield corpus_assistant
    corpus_assistant.generator = None


@pytest.fixture
def visit(chromium):
    """Opens the chat page. Not by ``watched``: Gradio's client writes into the console that its stream was cut."""
    contexts, faults = [], []

    def visit(url, viewport=DESKTOP, scheme="light"):
        contexts.append(chromium.new_context(viewport=viewport, color_scheme=scheme, locale="zh-CN"))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(url)
        page.wait_for_selector(".welcome")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert faults == []


def turns(page):
    return page.locator(".turn:not([hidden])")


def questions(page):
    return turns(page).locator(".question").all_inner_texts()


def ask_until_written(page, question=QUESTION):
    ask(page, question)
    expect(page.locator(".draft")).to_contain_text(REPLY[0])


def test_a_reload_shows_question_and_evidence_at_once_and_the_answer_comes(assistant, model, store, visit):
    with serving(assistant, store=store) as url:
        page = visit(url)
        ask_until_written(page)
        page.reload()
        expect(turns(page).locator(".question")).to_have_text([QUESTION])
        expect(turns(page).locator(".evidence .card").first).to_be_visible()
        expect(page.locator(".draft")).to_contain_text(REPLY[0])
        expect(page.locator("#stop")).to_be_visible()
        expect(page.locator("#send")).to_be_hidden()
        picture(page, "reloaded")
        model.go.set()
        finished(page)
        assert turns(page).locator(".answer > .sentence").count() == 1
        assert (questions(page), model.asked) == ([QUESTION], 1)
        page.reload()
        expect(turns(page).locator(".answer > .sentence")).to_have_count(1)
        assert questions(page) == [QUESTION]
        ask(page, OTHER)
        finished(page, 2)
        assert questions(page) == [QUESTION, OTHER]


def test_in_a_long_conversation_the_reloaded_page_goes_on_behind_the_others(assistant, model, store, visit):
    with serving(assistant, store=store) as url:
        page = visit(url)
        ask(page, OTHER)
        finished(page)
        ask_until_written(page)
        page.reload()
        expect(turns(page)).to_have_count(2)
        assert questions(page) == [OTHER, QUESTION]
        page.reload()
        expect(page.locator(".draft")).to_contain_text(REPLY[0])
        model.go.set()
        finished(page, 2)
        assert (questions(page), model.asked) == ([OTHER, QUESTION], 1)
        expect(page.locator(".suggestion").first).to_be_visible(timeout=15_000)


def test_stopping_works_on_the_reloaded_page(assistant, model, store, visit):
    with serving(assistant, store=store) as url:
        page = visit(url)
        ask_until_written(page)
        page.reload()
        page.click("#stop")
        finished(page)
        assert model.closed.wait(SECONDS)
        expect(page.locator(".stopped")).to_contain_text("没有写完，也没有核对")
        assert [turn.is_stopped for turn in store.conversations.turns(name_of(page))] == [True]


def name_of(page):
    """The name of the conversation, from the link that exports it."""
    return page.locator("#export a").first.get_attribute("href").rpartition("=")[2]


def test_a_page_that_is_closed_finds_the_answer_when_it_is_opened_again(assistant, model, store, visit):
    with serving(assistant, store=store) as url:
        page = visit(url)
        ask_until_written(page)
        context = page.context
        page.close()
        model.go.set()
        assert model.closed.wait(SECONDS)
        page = context.new_page()
        page.goto(url)
        finished(page)
        assert turns(page).locator(".answer > .sentence").count() == 1
        assert questions(page) == [QUESTION]


def test_a_second_tab_of_the_conversation_follows_too(assistant, model, store, visit):
    with serving(assistant, store=store) as url:
        page = visit(url)
        ask_until_written(page)
        other = page.context.new_page()
        other.goto(url)
        expect(other.locator(".draft")).to_contain_text(REPLY[0])
        model.go.set()
        for one in (page, other):
            finished(one)
            assert turns(one).locator(".answer > .sentence").count() == 1
        assert model.asked == 1


def test_a_new_conversation_ends_what_is_under_way(assistant, model, store, visit):
    with serving(assistant, store=store) as url:
        page = visit(url)
        ask_until_written(page)
        page.click("#restart")
        expect(turns(page)).to_have_count(0)
        assert model.closed.wait(SECONDS)
        expect(page.locator("#send")).to_be_enabled()
        page.get_by_role("button", name="撤销").click()
        expect(page.locator(".stopped")).to_contain_text("回答中断。")
        assert questions(page) == [QUESTION]


@pytest.mark.parametrize("viewport", [DESKTOP, TELEPHONE], ids=["desktop", "telephone"])
def test_a_server_that_ends_during_an_answer_leaves_it_interrupted_and_it_is_asked_again(
    assistant, model, store, visit, viewport
):
    with serving(assistant, store=store) as url:
        page = visit(url, viewport)
        ask_until_written(page)
    assert model.closed.is_set()
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("answer-")] == []
    with serving(assistant, store=store, port=int(url.rsplit(":", 1)[1])):
        page.reload()
        expect(page.locator(".stopped")).to_contain_text("回答中断。以上内容没有写完")
        assert REPLY[0] in page.inner_text(".draft")
        assert turns(page).locator(".evidence .card").count() >= 1
        picture(page, f"interrupted-{viewport['width']}")
        model.go.set()
        page.get_by_role("button", name="重新回答").click()
        expect(page.locator("#live .answer > .sentence")).to_have_count(1, timeout=15_000)
        finished(page)
        page.reload()
        expect(turns(page).locator(".answer > .sentence")).to_have_count(1)
        assert questions(page) == [QUESTION]
        assert page.locator(".stopped").count() == 0


def test_where_nothing_is_kept_a_reload_ends_the_work(assistant, model, visit):
    with serving(assistant) as url:
        page = visit(url)
        ask_until_written(page)
        page.reload()
        page.wait_for_selector(".welcome")
        assert model.closed.wait(SECONDS), "nobody listens any more, and the model still works"
        assert turns(page).count() == 0
        assistant.generator = ScriptedGenerator(*REPLY)
        ask(page, QUESTION)
        finished(page)
