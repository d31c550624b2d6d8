"""The review page in a real Chromium, over answers to the real documents."""

import csv
import io
import json

import pytest
from playwright.sync_api import expect

from assistant.evaluation.questions import load_questions
from assistant.interfaces.payload import answer_payload
from tests.evaluation.review.made import citation, lines, prediction, said
from tests.fakes import ScriptedGenerator, make_assistant
from tests.interfaces.test_chat_browser import DESKTOP, HOSTILE, ROOT, TELEPHONE, serving
from tests.interfaces.test_chat_browser import picture as take_picture
from tests.interfaces.test_chat_browser import pytestmark as pytestmark  # noqa: PLC0414 - the same marks

QUESTIONS = 3


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return make_assistant(ROOT / "corpus", tmp_path_factory.mktemp("index"), ScriptedGenerator("好[1]。"))


@pytest.fixture(scope="module")
def predictions(assistant, tmp_path_factory):
    """Extracted answers to gold questions, the last sentence without its citations."""
    answers = []
    for gold in load_questions(ROOT / "tests" / "gold" / "dev.jsonl")[:QUESTIONS]:
        answer = answer_payload(gold.id, assistant.ask(gold.question, gold.history, "extract"))
        answers.append({**answer, "receipt": {"question": gold.question}})
    said_last = answers[-1]["sentences"]
    answers[-1]["sentences"] = [*said_last[:2], {**said_last[2], "citations": []}]
    path = tmp_path_factory.mktemp("predictions") / "predictions.jsonl"
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in answers), encoding="utf-8")
    return path


@pytest.fixture
def address(assistant, store):
    with serving(assistant, store=store) as url:
        yield url


@pytest.fixture
def visit(watched):
    """Opens the review page for somebody of that name, as ``watched`` does."""

    def visit(url, viewport=DESKTOP, scheme="light", name="", expected=()):
        page = watched(url, viewport, scheme, expected=expected, accept_downloads=True)
        if name:
            page.context.add_init_script(f"localStorage.setItem('policy-assistant-annotator', '{name}')")
        page.goto(f"{url}/review")
        expect(page.locator(".review-overview")).to_be_visible(timeout=20_000)
        return page

    return visit


def picture(page, name):
    take_picture(page, name, "review")


def upload(page, file):
    page.set_input_files("#review-file", file)


def done(page, count):
    expect(page.locator(".bench .count")).to_have_text(count)


def at(page, store, number):
    """Wait until the pair of that place in the set is shown, and return it."""
    expect(page.locator(".bench-pair .pair")).to_be_visible()
    (one,) = store.reviews.sets()
    pair = store.reviews.pairs(one.id)[number]
    expect(page.locator(".bench-pair .pair")).to_have_attribute("data-pair", pair.id)
    return pair


def kept(store):
    """What holds of each pair that anybody judged: (annotator, sentence number) → (verdict, error, note)."""
    (one,) = store.reviews.sets()
    numbers = {pair.id: number for number, pair in enumerate(store.reviews.pairs(one.id))}
    return {
        (said.annotator, numbers[said.pair], said.role.value): (said.verdict, said.error, said.note)
        for said in store.reviews.judgements(one.id)
    }


def saved(page):
    page.wait_for_function("!Object.keys(localStorage).some(key => key.startsWith('policy-assistant-judgement'))")


def test_upload_judge_by_keyboard_twice_settle_and_export(address, assistant, store, predictions, visit):
    page = visit(address)
    expect(page.locator(".review-list .nothing")).to_contain_text("还没有核查集")
    assert page.locator("#title-row .pages a[aria-current]").inner_text() == "引文核查"
    upload(page, predictions)
    page.fill("#review-name", " 王 五 ")
    page.press("#review-name", "Enter")
    pair = at(page, store, 0)
    (one,) = store.reviews.sets()
    total = one.pairs
    assert total >= 4
    done(page, f"0 / {total}")
    assert page.inner_text(".pair-sentence") == pair.sentence
    assert page.locator(".clause-text").text_content() == pair.cited.text
    assert pair.cited.quote in "".join(page.locator(".clause-text mark").all_text_contents())
    assert page.locator(".pair-path li").all_inner_texts() == list(pair.cited.path)
    picture(page, "judge")
    page.click(".pair-link a")
    expect(page.locator("#reader mark .quote").first).to_be_in_viewport()
    page.keyboard.press("Escape")

    page.keyboard.press("1")
    at(page, store, 1)
    page.keyboard.press("2")
    expect(page.locator(".errors button").first).to_be_enabled()
    page.keyboard.press("t")
    at(page, store, 2)
    page.keyboard.press("ArrowLeft")
    at(page, store, 1)
    expect(page.locator("[data-error=wrong_number]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("n")
    page.keyboard.type("1 应为 0.12")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    at(page, store, 2)
    done(page, f"2 / {total}")
    page.keyboard.press("4")
    at(page, store, 3)
    page.keyboard.press("u")
    at(page, store, 2)
    done(page, f"2 / {total}")
    saved(page)
    assert kept(store) == {
        ("王 五", 0, "annotator"): ("supported", None, ""),
        ("王 五", 1, "annotator"): ("partial", "wrong_number", "1 应为 0.12"),
        ("王 五", 2, "annotator"): (None, None, ""),
    }

    page.reload()
    at(page, store, 2)
    done(page, f"2 / {total}")
    for number in range(2, total - 1):
        at(page, store, number)
        page.keyboard.press("1")
    at(page, store, total - 1)
    expect(page.locator(".pair-source.uncited")).to_contain_text("这句话没有引用条款")
    page.keyboard.press("3")
    expect(page.locator("[data-error=missing_citation]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    expect(page.locator(".bench-end")).to_contain_text("全部核查完毕")
    picture(page, "end")
    saved(page)

    other = visit(address, name="李四")
    other.click(".review-set .primary")
    for number in range(total):
        at(other, store, number)
        other.click("[data-verdict=supported]")
    expect(other.locator(".bench-end")).to_be_visible()
    saved(other)

    page.click(".review-parts >> text=裁定")
    at(page, store, 1)
    done(page, "0 / 2")
    said_by = page.locator(".opinions li").all_inner_texts()
    told = ["".join(text.split()) for text in said_by]
    assert told == ["李四支持", "王五部分·数字错误1应为0.12", "自动判定支持"]
    picture(page, "adjudicate")
    page.keyboard.press("2")
    page.keyboard.press("q")
    at(page, store, total - 1)
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    expect(page.locator(".bench-end")).to_contain_text("全部裁定完毕")
    saved(page)

    page.click(".bench-end .primary")
    expect(page.locator(".review-results")).to_be_visible()
    tiles = page.locator(".tile strong").all_inner_texts()
    # Cited pairs: all but one supported. Sentences: that one and the one without citation are not carried.
    assert tiles[0] == f"{total} / {total}"
    assert tiles[2] == f"{(total - 2) / (total - 1):.1%}"
    assert tiles[3] == f"{(total - 2) / total:.1%}"
    picture(page, "results")
    page.select_option(".review-filters [name=error]", "wrong_clause")
    expect(page.locator(".review-table .found-count")).to_have_text("1 对")
    assert page.locator(".review-pairs tbody tr").count() == 1
    page.click(".review-pairs .clause a")
    expect(page.locator("#reader mark").first).to_be_in_viewport()

    with page.expect_download() as download:
        page.click("text=导出 CSV")
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert [row["最终判断"] for row in rows] == ["支持", "部分", *["支持"] * (total - 3), "不支持"]
    assert (rows[1]["王 五 备注"], rows[1]["李四 判断"], rows[1]["裁定错误类型"]) == ("1 应为 0.12", "支持", "错引")
    with page.expect_download() as download:
        page.click("text=导出 HTML 报告")
    own = page.context.new_page()
    asked = []
    own.on("request", lambda request: asked.append(request.url))
    own.set_content(download.value.path().read_text(encoding="utf-8"))
    assert own.locator(".review-pairs tbody tr").count() == total
    picture(own, "report")
    assert asked == []


@pytest.fixture
def judging(address, store, predictions, visit):
    page = visit(address, name="王五", expected=("Failed to load resource",))
    upload(page, predictions)
    at(page, store, 0)
    return page


def test_no_key_acts_in_a_field_or_while_an_input_method_composes(judging, store):
    page = judging
    page.keyboard.press("n")
    page.keyboard.type("1234qwertun")
    assert page.input_value(".note") == "1234qwertun"
    page.keyboard.press("Escape")
    for how in ("isComposing: true, key: '1'", "keyCode: 229, key: 'Process'", "key: '1', ctrlKey: true"):
        page.evaluate(f"document.body.dispatchEvent(new KeyboardEvent('keydown', {{bubbles: true, {how}}}))")
    page.keyboard.press("q")
    page.wait_for_timeout(300)
    at(page, store, 0)
    assert kept(store) == {}
    page.reload()
    at(page, store, 0)
    assert page.input_value(".note") == "1234qwertun"
    page.keyboard.press("1")
    at(page, store, 1)
    saved(page)
    assert kept(store) == {("王五", 0, "annotator"): ("supported", None, "1234qwertun")}


def test_the_next_pair_is_there_before_the_judgement_has_arrived_and_none_is_lost_while_the_server_is_away(
    judging, store
):
    page = judging
    page.route("**/reviews/judgements", lambda route: route.abort())
    page.keyboard.press("1")
    at(page, store, 1)
    page.keyboard.press("2")
    expect(page.locator(".bench .saving")).to_contain_text("2 条尚未保存")
    assert kept(store) == {}
    page.reload()
    at(page, store, 2)
    page.unroute("**/reviews/judgements")
    saved(page)
    expect(page.locator(".bench .saving")).to_be_empty()
    assert kept(store) == {
        ("王五", 0, "annotator"): ("supported", None, ""),
        ("王五", 1, "annotator"): ("partial", None, ""),
    }


def test_nothing_of_the_automatic_verdict_or_of_others_reaches_who_is_judging(judging, store):
    page = judging
    sent = []
    page.on("response", lambda answer: sent.append(answer.text()) if "/reviews/" in answer.url else None)
    page.reload()
    at(page, store, 0)
    page.keyboard.press("ArrowRight")
    at(page, store, 1)
    pieces = [text for text in sent if "data-pair" in text]
    assert len(pieces) >= 4
    for text in pieces:
        assert "supported" not in text
        assert "支持</span>" not in text
    expect(page.locator(".chip")).to_have_count(0)


def test_questions_are_run_with_progress_and_a_set_is_removed_and_had_back(address, store, visit):
    page = visit(address, name="王五")
    page.fill("#review-questions", "玉溪如何强化信用监管？\n玉溪怎么打造精品版权？")
    page.click(".review-run .primary")
    expect(page.locator(".review-set .review-facts")).to_contain_text("2 个回答", timeout=20_000)
    expect(page.locator(".run-progress")).to_have_count(0)
    assert page.input_value("#review-questions") == ""
    page.click(".review-set .quiet")
    expect(page.locator(".review-set")).to_have_count(0)
    expect(page.locator(".review-undo b")).to_have_text("2 个问题")
    page.click(".review-undo button")
    expect(page.locator(".review-set")).to_have_count(1)
    page.click(".review-set .review-name")
    at(page, store, 0)


def test_a_run_goes_on_while_the_page_is_left_can_be_stopped_and_goes_on_again(
    address, assistant, store, visit, monkeypatch
):
    import threading

    go, ask = threading.Semaphore(0), assistant.ask

    def wait_for_leave(*arguments):
        assert go.acquire(timeout=20)
        return ask(*arguments)

    monkeypatch.setattr(assistant, "ask", wait_for_leave)
    page = visit(address)
    page.fill("#review-questions", "玉溪如何强化信用监管？\n玉溪怎么打造精品版权？\n玉溪涉外知识产权保护有什么举措？")
    page.click(".review-run .primary")
    expect(page.locator(".review-set .chip")).to_have_text("运行中")
    page.fill("#review-questions", "下一批")
    page.goto(f"{address}/about")
    go.release()
    page.goto(f"{address}/review")
    expect(page.locator(".run-progress")).to_contain_text("已回答 1 / 3", timeout=20_000)
    picture(page, "running")
    page.click(".review-set >> text=停止")
    expect(page.locator(".review-set .chip")).to_have_text("正在停止")
    go.release()
    expect(page.locator(".review-set .chip")).to_have_text("已停止，不完整")
    go.release(2)
    page.click(".review-set >> text=继续运行")
    expect(page.locator(".review-set .chip")).to_have_count(0, timeout=20_000)
    (one,) = store.reviews.sets()
    assert (one.answered, one.questions) == (3, 3)
    assert len({pair.answer_id for pair in store.reviews.pairs(one.id)}) == 3


def test_a_bad_file_is_told_in_one_line_and_a_dropped_one_is_taken(address, store, predictions, visit, tmp_path):
    page = visit(address, name="王五", expected=("Failed to load resource",))
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "a"}', encoding="utf-8")
    upload(page, bad)
    expect(page.locator(".review-new [role=alert]")).to_contain_text("bad.jsonl 第 1 行不是 batch 写出的回答")
    picture(page, "bad-file")
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], "拖入.jsonl"));
          const how = {bubbles: true, cancelable: true, dataTransfer: data};
          const drop = document.querySelector(".review-drop");
          for (const kind of ["dragover", "drop"]) drop.dispatchEvent(new DragEvent(kind, how));
        }""",
        predictions.read_text(encoding="utf-8"),
    )
    at(page, store, 0)
    assert page.inner_text(".review-head h2") == "拖入.jsonl"


def test_hostile_words_show_as_text(address, store, visit, tmp_path):
    held = prediction("d1", [said(f"奖励{HOSTILE}")], [citation(1, f"奖励{HOSTILE}。", HOSTILE)], question=HOSTILE)
    file = tmp_path / "hostile.jsonl"
    file.write_bytes(lines({**held, "answer": f"奖励{HOSTILE}[1]。"}))
    page = visit(address)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    upload(page, file)
    page.fill("#review-name", HOSTILE[:40])
    page.press("#review-name", "Enter")
    pair = at(page, store, 0)
    assert page.locator(".pair-question").inner_text() == HOSTILE
    assert page.locator(".clause-text").text_content() == pair.cited.text
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    page.click(".bench-end .primary")
    expect(page.locator(".review-pairs")).to_be_visible()
    assert page.locator("#review img, #review script").count() == 0


def test_without_records_the_page_says_so(assistant, visit, chromium):
    with serving(assistant) as url, chromium.new_context(viewport=DESKTOP) as context:
        page = context.new_page()
        page.goto(f"{url}/review")
        expect(page.locator("#review-page .nothing")).to_contain_text("没有开启记录保存", timeout=20_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_telephone_needs_no_horizontal_scroll(address, store, predictions, visit, scheme):
    page = visit(address, TELEPHONE, scheme)

    def narrow(name):
        picture(page, f"telephone-{scheme}-{name}")
        for area in ("html", "#review-page"):
            wide = "area => { const e = document.querySelector(area); return e.scrollWidth - e.clientWidth }"
            assert page.evaluate(wide, area) <= 0, name

    narrow("overview")
    upload(page, predictions)
    page.fill("#review-name", "王五")
    page.press("#review-name", "Enter")
    at(page, store, 0)
    page.locator("[data-verdict=unsupported]").click()
    expect(page.locator("[data-error=wrong_clause]")).to_be_in_viewport()
    narrow("judge")
    page.locator("[data-error=wrong_clause]").click()
    at(page, store, 1)
    page.click(".review-parts >> text=结果")
    expect(page.locator(".review-gate")).to_be_visible()
    narrow("gate")
    page.click("[data-action=anyway]")
    expect(page.locator(".review-results")).to_be_visible()
    narrow("results")
