"""The chat page where things go slowly or wrong: model, server, corpus, input method, two tabs, enormous answers."""

import threading
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from assistant.answering.wording import failed
from assistant.errors import Failure, GeneratorError
from assistant.interfaces.site.frame import PAGES
from assistant.interfaces.status import ModelState, ModelStatus
from assistant.interfaces.store.store import Store
from assistant.ports import Waiting
from assistant.records import Answer, Citation, Sentence, Verdict
from tests.fakes import BrokenGenerator, make_assistant
from tests.interfaces.test_chat_browser import DESKTOP, HOSTILE, QUESTION, REPLY, ROOT, ask, finished, picture, serving
from tests.interfaces.test_chat_browser import pytestmark as pytestmark  # noqa: PLC0414 - the same marks
from tests.interfaces.test_chat_browser import visit as visit  # noqa: PLC0414 - the same fixture

OFF_TOPIC = "河源市的房价是多少？"
MANY = 300


class HeldGenerator:
    """Says nothing until it is let go, then a few pieces; shows signs of life meanwhile, as the real one does."""

    def __init__(self, *pieces):
        self.pieces = pieces
        self.go = threading.Event()
        self.asked = threading.Event()

    def stream(self, system, user, grammar):
        self.asked.set()
        while not self.go.wait(0.1):
            yield Waiting(0)
        yield from self.pieces


@pytest.fixture(scope="module")
def corpus_assistant(tmp_path_factory):
    return make_assistant(ROOT / "corpus", tmp_path_factory.mktemp("index"))


@pytest.fixture
def assistant(corpus_assistant):
    """An assistant over the real documents; a test gives it a generator of its own."""
    yield corpus_assistant
    corpus_assistant.generator = None


def turns(page):
    return page.locator(".turn:not([hidden])")


def test_while_a_slow_model_is_silent_the_page_says_so_and_can_be_used(assistant, visit):
    model = assistant.generator = HeldGenerator(*REPLY)
    with serving(assistant) as url:
        page = visit(url)
        ask(page, QUESTION)
        expect(page.locator(".waiting")).to_have_text("正在根据条款作答…")
        assert model.asked.wait(10)
        page.click(".evidence .card >> nth=0")
        expect(page.locator("#reader mark").first).to_be_in_viewport()
        page.fill("#question textarea", "下一个问题")
        page.keyboard.press("Escape")
        expect(page.locator("#reader")).to_be_hidden()
        picture(page, "slow-model")
        model.go.set()
        finished(page)
        assert turns(page).locator(".answer > .sentence").count() == 1
        assert page.input_value("#question textarea") == "下一个问题"


@pytest.mark.parametrize("failure", [Failure.UNREACHABLE, Failure.TIMEOUT, Failure.BUSY])
def test_a_model_that_fails_before_its_first_word_is_told_and_quotes_stand_in(assistant, visit, failure):
    assistant.generator = BrokenGenerator(failure=failure)
    with serving(assistant) as url:
        page = visit(url)
        ask(page, QUESTION)
        finished(page)
        notice = failed(failure)
        expect(turns(page).locator(".answer .notice")).to_contain_text(notice)
        assert turns(page).locator(".sentence .mark").count() >= 1
        assert "Traceback" not in page.content()
        assistant.generator = None
        ask(page, "静海区怎样培养和引进人才？")
        finished(page, 2)
        expect(turns(page).locator(".notice", has_text=notice)).to_have_count(1)


def test_a_model_that_breaks_in_the_middle_gives_way_to_quotes(assistant, visit):
    class Breaking(HeldGenerator):
        def stream(self, system, user, grammar):
            yield from self.pieces
            self.go.wait(30)
            raise GeneratorError("连接中断。 Broken.", Failure.BROKEN)

    model = assistant.generator = Breaking(*REPLY[:2])
    with serving(assistant) as url:
        page = visit(url)
        ask(page, QUESTION)
        expect(page.locator(".draft")).to_contain_text("每万人口")
        model.go.set()
        finished(page)
        assert page.locator(".draft").count() == 0
        assert page.inner_text(".answer .notice").strip()
        assert page.locator(".sentence .mark").count() >= 1


def test_where_the_model_never_comes_the_page_says_so_and_quotes(assistant, visit):
    status = ModelStatus(ModelState.FAILED, message="磁盘已满，请清理后重试。 The disk is full.")
    with serving(assistant, lambda: status) as url:
        page = visit(url)
        expect(page.locator("#model-status")).to_contain_text("磁盘已满，请清理后重试。")
        ask(page, QUESTION)
        finished(page)
        assert page.locator(".sentence .mark").count() >= 1


def test_over_an_empty_corpus_every_page_opens_and_says_what_to_do(tmp_path, chromium):
    (tmp_path / "corpus").mkdir()
    faults = []
    with (
        serving(make_assistant(tmp_path / "corpus", tmp_path / "index")) as url,
        chromium.new_context(viewport=DESKTOP, locale="zh-CN") as context,
    ):
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        for name, address in PAGES:
            page.goto(f"{url}/{address}")
            expect(page.locator("#title-row [aria-current=page]")).to_have_text(name)
            page.wait_for_timeout(500)
            assert "Traceback" not in page.content()
            picture(page, f"empty-{address or 'chat'}")
        page.goto(url)
        expect(page.locator(".welcome")).to_contain_text("请先放入文件并建立索引")
        ask(page, QUESTION)
        finished(page)
        assert page.inner_text(".answer.declined").strip()
    assert faults == []


@pytest.fixture
def enormous(tmp_path):
    """An assistant whose answer has 300 sentences, each from a clause of its own."""
    (tmp_path / "corpus").mkdir()
    articles = "".join(f"第{n}条　对第{n}类专利给予资助，每件{n}元。\n" for n in range(1, MANY + 1))
    (tmp_path / "corpus" / "jia.txt").write_text(f"甲县专利资助办法\n{articles}", encoding="utf-8")
    assistant = make_assistant(tmp_path / "corpus", tmp_path / "index")
    chunks = [chunk for chunk in assistant.retriever.generation.chunks if "每件" in chunk.text][:MANY]
    assert len(chunks) == MANY
    stream = assistant.stream

    def stream_all(*arguments):
        for event in stream(*arguments):
            yield replace(event, **_all(chunks)) if isinstance(event, Answer) else event

    assistant.stream = stream_all
    return assistant


def _all(chunks):
    said = [chunk.text.split("　")[-1].strip() for chunk in chunks]
    sentences = tuple(Sentence(text, (n,), Verdict.SUPPORTED) for n, text in enumerate(said, start=1))
    citations = tuple(Citation(n, chunk, text, f"《甲县专利资助办法》第{n}条")
                      for n, (chunk, text) in enumerate(zip(chunks, said, strict=True), start=1))  # fmt: skip
    return {"sentences": sentences, "citations": citations, "abstained": False, "reason": None}


def test_an_answer_of_300_clauses_is_shown_whole_and_can_be_used(enormous, tmp_path, visit):
    store = Store.open(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    with serving(enormous, store=store) as url:
        page = visit(url)
        ask(page, "甲县对专利有哪些资助？")
        finished(page)
        expect(turns(page).locator(".answer .sentence")).to_have_count(MANY)
        assert turns(page).locator(".evidence .card").count() == MANY
        last = turns(page).locator(".sentence .mark").last
        assert last.inner_text() == f"[{MANY}]"
        last.click()
        expect(page.locator("#reader mark").first).to_be_in_viewport()
        assert f"每件{MANY}元" in "".join(page.locator("#reader mark").all_inner_texts())
        page.keyboard.press("Escape")
        picture(page, "300-clauses")
        page.reload()
        expect(turns(page).locator(".answer .sentence")).to_have_count(MANY)
        ask(page, OFF_TOPIC)
        finished(page, 2)
    store.close()


def test_enter_that_ends_a_composition_does_not_send(assistant, visit):
    """Composition as Chromium's own input method driver does it, not as events made by a script."""
    with serving(assistant) as url:
        page = visit(url)
        page.focus("#question textarea")
        keys = page.context.new_cdp_session(page)
        keys.send("Input.imeSetComposition", {"text": "heyuan", "selectionStart": 6, "selectionEnd": 6})
        assert page.input_value("#question textarea") == "heyuan"
        enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
        keys.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
        keys.send("Input.dispatchKeyEvent", {"type": "keyUp", **enter})
        page.wait_for_timeout(400)
        assert turns(page).count() == 0
        keys.send("Input.insertText", {"text": OFF_TOPIC})
        assert page.input_value("#question textarea") == OFF_TOPIC
        page.keyboard.press("Enter")
        finished(page)
        assert page.inner_text(".turn .question") == OFF_TOPIC


def test_enter_behind_the_end_of_a_composition_does_not_send_where_it_belongs_to_it(assistant, visit):
    """Safari ends the composition first and reports the key afterwards, as 229 and no longer as composing."""
    with serving(assistant) as url:
        page = visit(url)
        page.fill("#question textarea", OFF_TOPIC)
        page.evaluate(
            """() => {
              const box = document.querySelector("#question textarea");
              const key = (type, code) => box.dispatchEvent(
                new KeyboardEvent(type, { key: "Enter", keyCode: code, bubbles: true, cancelable: true }));
              box.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
              box.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "问" }));
              key("keydown", 229);
              key("keyup", 13);
            }"""
        )
        page.wait_for_timeout(400)
        assert turns(page).count() == 0
        page.press("#question textarea", "Enter")
        finished(page)


def test_two_tabs_that_ask_at_once_get_their_own_answers_and_keep_both(assistant, tmp_path, visit):
    model = assistant.generator = HeldGenerator(*REPLY)
    store = Store.open(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    with serving(assistant, store=store) as url:
        page = visit(url)
        ask(page, OFF_TOPIC)
        finished(page)
        other = page.context.new_page()
        other.goto(url)
        expect(turns(other)).to_have_count(1)
        ask(page, QUESTION)
        assert model.asked.wait(10)
        ask(other, "河源市的气温是多少？")
        finished(other, 2)
        model.go.set()
        finished(page, 2)
        assert turns(page).last.locator(".question").inner_text() == QUESTION
        assert turns(other).last.locator(".question").inner_text() == "河源市的气温是多少？"
        page.reload()
        expect(turns(page)).to_have_count(3)
    store.close()


def test_a_server_that_is_started_anew_is_told_and_the_open_page_goes_on(assistant, tmp_path, chromium):
    store = Store.open(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    with chromium.new_context(viewport=DESKTOP, locale="zh-CN") as context:
        page = context.new_page()
        with serving(assistant, store=store) as url:
            page.goto(url)
            page.wait_for_selector(".welcome")
            ask(page, OFF_TOPIC)
            finished(page)
        page.click(".card >> nth=0")
        expect(page.locator("#reader-body [role=alert]")).to_contain_text("无法打开原文，请确认服务仍在运行。")
        page.keyboard.press("Escape")
        ask(page, QUESTION)
        expect(page.locator(".toast-wrap")).to_contain_text("与服务器的连接中断", timeout=10_000)
        assert "Connection" not in page.inner_text(".toast-wrap")
        picture(page, "server-gone")
        with serving(assistant, store=store, port=int(url.rsplit(":", 1)[1])):
            page.wait_for_timeout(3000)
            picture(page, "server-back")
            ask(page, QUESTION)
            expect(turns(page).last.locator(".question")).to_have_text(QUESTION, timeout=30_000)
            expect(turns(page).last).to_have_attribute("aria-busy", "false", timeout=30_000)
            assert turns(page).first.locator(".question").inner_text() == OFF_TOPIC
            page.reload()
            expect(turns(page)).to_have_count(2)
    store.close()


ODD = {
    "the longest that is accepted": "河源市" + "专利" * 998 + "？",
    "signs that are none": "河源市\x00的\ud800房价\u202e是\u200b多少\ufeff？",
    "markup": f"河源市的房价{HOSTILE}是多少？",
    "lines": "河源市\n\n的房价\t是多少？\r\n",
}


@pytest.mark.parametrize("question", ODD.values(), ids=ODD)
def test_odd_questions_are_answered_shown_as_text_and_kept(assistant, tmp_path, visit, question):
    store = Store.open(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    with serving(assistant, store=store) as url:
        page = visit(url)
        page.wait_for_selector("#question textarea")
        page.evaluate(
            """question => {
              const box = document.querySelector("#question textarea");
              Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value").set.call(box, question);
              box.dispatchEvent(new Event("input", { bubbles: true }));
            }""",
            question,
        )
        page.press("#question textarea", "Enter")
        finished(page)
        assert page.locator("#composer-notice [role=alert]").count() == 0
        shown = turns(page).locator(".question").inner_text()
        assert turns(page).locator(".answer").inner_text().strip()
        page.reload()
        expect(turns(page)).to_have_count(1)
        assert turns(page).locator(".question").inner_text() == shown
        assert page.locator("#conversation img, #conversation script").count() == 0
        widths = "a => { const e = document.querySelector(a); return e.scrollWidth - e.clientWidth }"
        assert page.evaluate(widths, "#conversation") <= 0
        # What may be asked next is still being tried; the page does not wait for it when the server goes.
        page.close()
    store.close()


def test_what_a_mark_shows_goes_with_the_focus(assistant, visit):
    """Closing the reader gives the focus back to the mark, whose words then lie over the next one."""
    with serving(assistant) as url:
        page = visit(url)
        ask(page, QUESTION)
        finished(page)
        page.click(".sentence .mark >> nth=0")
        expect(page.locator("#reader mark").first).to_be_in_viewport()
        page.mouse.move(1, 1)
        page.keyboard.press("Escape")
        expect(page.locator("#peek")).to_be_visible()
        page.evaluate("document.activeElement.blur()")
        expect(page.locator("#peek")).to_be_hidden()
