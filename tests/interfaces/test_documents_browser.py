"""The page of documents in a real Chromium: files come, go, come back and are corrected; answers go on meanwhile."""

import shutil
from contextlib import contextmanager
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from assistant.interfaces.editing import Editing
from assistant.interfaces.site.parts import Site
from assistant.interfaces.status import ModelState, ModelStatus
from assistant.pipeline import Current, Shelf
from tests.fakes import make_assistant
from tests.interfaces.served_site import serving_site
from tests.interfaces.test_chat_browser import DESKTOP, ROOT, TELEPHONE
from tests.interfaces.test_chat_browser import picture as take_picture
from tests.interfaces.test_chat_browser import pytestmark as pytestmark  # noqa: PLC0414 - the same marks
from tests.pipeline.made_shelf import BING, YI, GatedEncoder

HERE = Editing("auto", "127.0.0.1")
ABOUT_YI = "对驰名商标给予一次性奖励多少万元？"
ABOUT_HEYUAN = "到2025年河源市每万人口高价值发明专利拥有量达到多少件？"
HOSTILE = "丁市<img src=x onerror=alert(1)>办法\n一、目标\n<script>alert(2)</script>商标达到7件。\n"


@contextmanager
def serving(shelf, current, editing):
    site = Site(current, lambda: ModelStatus(ModelState.ABSENT), None, shelf, editing)
    with serving_site(site) as url:
        yield url


@pytest.fixture
def made(tmp_path):
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    current = Current(make_assistant(tmp_path / "corpus", tmp_path / "index"))
    return Shelf(current, "pairs"), current


@pytest.fixture
def address(made):
    with serving(*made, HERE) as url:
        yield url


@pytest.fixture
def visit(watched):
    """Opens the page of documents, or another one, as ``watched`` does."""

    def visit(url, viewport=DESKTOP, scheme="light", path="documents"):
        page = watched(url, viewport, scheme)
        page.goto(f"{url}/{path}")
        if path == "documents":
            expect(page.locator(".shelf tbody tr, .nothing").first).to_be_visible(timeout=20_000)
            page.wait_for_function("document.documentElement.lang === 'zh-CN'")
        return page

    return visit


def picture(page, name):
    take_picture(page, name, "documents")


def tab(page, name):
    page.get_by_role("tab", name=name, exact=True).click()


def choose(page, *files):
    tab(page, "添加")
    page.locator("#add-files input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in files]
    )
    expect(page.locator("#add-files")).to_contain_text(files[-1][0].rpartition(".")[0])


def send(page, *files):
    choose(page, *files)
    page.get_by_role("button", name="加入文档库").click()


def finished(page, words):
    expect(page.locator("#change .change:not(.running):not(.none)")).to_contain_text(words, timeout=30_000)


def row(page, name):
    return page.locator(".shelf tbody tr", has=page.get_by_text(name, exact=True))


def open_document(page, name):
    row(page, name).get_by_role("button", name="详情").click()
    expect(page.locator(".detail")).to_be_visible()


def test_the_list_tells_what_there_is_and_opens_the_reader(address, visit):
    page = visit(address)
    assert page.locator("#title-row .pages a[aria-current]").inner_text() == "文档"
    expect(page.locator(".found-count")).to_have_text("5 份文件")
    cells = row(page, "jinghai.txt").locator("td").all_inner_texts()
    assert cells[:4] == ["静海区", "津静海政发〔2022〕11号", "2022-03", "2021—2025年"]
    assert "规划期已过" in row(page, "xinzhou.txt").inner_text()
    picture(page, "list")
    page.get_by_label("查找文件").fill("津静海政发")
    expect(page.locator(".found-count")).to_have_text("5 份文件中的 1 份")
    page.locator(".shelf tbody a").first.click()
    expect(page.locator("#reader .document-title")).to_contain_text("静海区")
    picture(page, "reader")


def test_files_come_in_together_while_the_old_index_answers(made, visit):
    shelf, current = made
    slow = GatedEncoder()
    assistant = current()
    assistant.retriever = replace(assistant.retriever, encoder=slow)
    with serving(shelf, current, HERE) as address:
        page = visit(address)
        send(page, ("乙市办法（试行）.txt", YI), ("bing.md", BING), ("坏.txt", "\x00\x01"))
        assert slow.reached.wait(30)
        expect(page.locator("#change .steps [aria-current]")).to_have_text("嵌入", timeout=20_000)
        picture(page, "running")
        # The page may be left and opened again; the assistant answers on.
        other = visit(address)
        expect(other.locator("#change .running")).to_be_visible()
        expect(other.locator(".found-count")).to_have_text("5 份文件")
        assert current() is assistant
        assert "30万元" not in current().ask(ABOUT_YI).text
        assert "heyuan" in {one.chunk.document for one in current().ask(ABOUT_HEYUAN).citations}
        tab(page, "版本")
        tab(page, "文档")
        row(page, "heyuan.txt").get_by_role("button", name="详情").click()
        page.get_by_role("button", name="停用").click()
        expect(page.locator("#documents-notice")).to_contain_text("另一项更改正在进行")
        slow.gate.set()
        finished(page, "添加已完成")
        finished(other, "添加已完成")
        text = page.locator("#change").inner_text()
        assert "乙市商标品牌办法" in text
        assert "条款 2，警示 0" in text
        assert text.count("未收录") == 1
        picture(page, "added")
        other.reload()
        expect(other.locator("#header .count")).to_have_text("7 份文件")
        assert "30万元" in current().ask(ABOUT_YI).text
        expect(row(other, "乙市办法（试行）.txt")).to_be_visible()


def test_a_document_goes_and_comes_back_and_the_change_is_undone(made, address, visit):
    _, current = made
    page = visit(address)
    open_document(page, "minhe.txt")
    page.get_by_role("button", name="停用").click()
    finished(page, "停用已完成")
    expect(page.locator(".found-count")).to_have_text("4 份文件")
    expect(page.locator(".retired")).to_contain_text("minhe.txt")
    assert "minhe" not in current().trees
    picture(page, "retired")
    page.get_by_role("button", name="恢复：minhe").click()
    finished(page, "恢复已完成")
    expect(page.locator(".found-count")).to_have_text("5 份文件")
    page.get_by_role("button", name="撤销这次更改").click()
    finished(page, "退回已完成")
    expect(page.locator(".retired")).to_contain_text("minhe.txt")
    assert sorted(current().trees) == ["heyuan", "jinghai", "xinzhou", "yuxi"]


def test_a_document_is_replaced_from_its_own_place(made, address, visit):
    _, current = made
    page = visit(address)
    open_document(page, "yuxi.txt")
    picture(page, "detail")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="用新文件替换").click()
    chooser.value.set_files([{"name": "新稿.md", "mimeType": "text/plain", "buffer": BING.encode()}])
    finished(page, "替换已完成")
    # What the catalogue says of the document still holds.
    assert "玉溪市强化知识产权保护的实施意见" in page.locator("#change").inner_text()
    assert page.locator("#change .figures").inner_text() == "条款 50 → 2，警示 0 → 0"
    page.get_by_role("button", name="返回列表").click()
    expect(row(page, "yuxi.md")).to_be_visible()
    assert "地理标志产品达到8个" in current().trees["yuxi"].document.text


def test_a_line_is_corrected_and_the_correction_taken_back(made, address, visit):
    _, current = made
    page = visit(address)
    before = len(current().trees["minhe"].clauses)
    open_document(page, "minhe.txt")
    page.locator("summary", has_text="从原文中选一行").click()
    page.locator(".lines button", has_text="二、发展目标").first.click()
    assert "二、发展目标" in page.locator("form.correct input[name=line]").input_value()
    page.locator("form.correct select").select_option(label="不是标题")
    picture(page, "correcting")
    page.get_by_role("button", name="保存更正").click()
    finished(page, "更正已完成")
    expect(page.locator(".corrections li")).to_have_count(1)
    assert len(current().trees["minhe"].clauses) < before
    page.locator(".corrections").get_by_role("button", name="撤销").click()
    finished(page, "撤销更正已完成")
    expect(page.locator(".corrections li")).to_have_count(0)
    assert len(current().trees["minhe"].clauses) == before
    page.locator("form.correct input[name=line]").fill("没有这样的行")
    page.get_by_role("button", name="保存更正").click()
    expect(page.locator("#documents-notice")).to_contain_text("文件中没有这一行")


def test_generations_are_listed_and_gone_back_to(made, address, visit):
    _, current = made
    page = visit(address)
    first = current().retriever.generation.manifest.fingerprint
    send(page, ("yi.txt", YI))
    finished(page, "添加已完成")
    tab(page, "版本")
    expect(page.locator("#documents-tabs tr", has_text="在用")).to_have_count(1)
    picture(page, "generations")
    page.get_by_role("button", name=f"退回版本：{first}").click()
    finished(page, "退回已完成")
    expect(page.locator("tr", has_text=first)).to_contain_text("在用")
    assert "yi" not in current().trees
    tab(page, "文档")
    expect(page.locator(".retired")).to_contain_text("yi.txt")


def test_hostile_text_and_names_are_shown_as_they_are(address, visit):
    page = visit(address)
    send(page, ("'><b>x.txt", HOSTILE), ("ding.txt", HOSTILE))
    finished(page, "添加已完成")
    assert "<img src=x onerror=alert(1)>" in page.locator("#change").inner_text()
    tab(page, "文档")
    open_document(page, "ding.txt")
    page.locator("summary", has_text="从原文中选一行").click()
    expect(page.locator(".lines")).to_contain_text("<script>alert(2)</script>")
    assert page.locator("#documents-page img[src=x]").count() == 0


def test_how_a_document_was_read_is_a_page_of_its_own(address, visit):
    page = visit(address, path="documents/reading?document=heyuan")
    expect(page.locator("h1")).to_contain_text("河源市")
    expect(page.locator("#tree")).to_be_visible()


def test_nothing_can_be_changed_where_it_is_not_allowed(made, visit):
    shelf, current = made
    with serving(shelf, current, Editing("auto", "0.0.0.0")) as address:
        page = visit(address)
        expect(page.locator(".closed")).to_contain_text("ASSISTANT_EDITING=on")
        assert page.get_by_role("tab", name="添加").count() == 0
        open_document(page, "heyuan.txt")
        assert page.locator(".detail button").all_inner_texts() == ["‹ 返回列表"]
        picture(page, "closed")
        # Past the page: the channel takes the command, and the server refuses it.
        page.evaluate(
            """() => {
                const button = document.createElement("button");
                button.dataset.command = JSON.stringify({ do: "retire", document: "heyuan" });
                document.body.append(button);
                button.click();
            }"""
        )
        expect(page.locator("#documents-notice")).to_contain_text("只供查阅")
        sent = page.request.post(
            f"{address}/gradio_api/upload", multipart={"files": {"name": "a.txt", "mimeType": "a/b", "buffer": b"a"}}
        )
        assert sent.status == 403
    assert shelf.change() is None
    assert "heyuan" in current().trees


def test_a_password_is_asked_for_every_change(made, visit):
    shelf, current = made
    with serving(shelf, current, Editing("on", "127.0.0.1", "芝麻")) as address:
        page = visit(address)
        open_document(page, "minhe.txt")
        for wrong in ("", "开门"):
            page.get_by_label("管理口令").fill(wrong)
            page.get_by_role("button", name="停用").click()
            expect(page.locator("#documents-notice")).to_contain_text("口令不对")
            page.wait_for_timeout(1500)
        assert shelf.change() is None
        page.get_by_label("管理口令").fill("芝麻")
        page.get_by_role("button", name="停用").click()
        finished(page, "停用已完成")
        expect(page.locator("#documents-notice")).to_be_empty()
        picture(page, "password")
    assert "minhe" not in current().trees


def test_an_empty_corpus_invites(tmp_path, visit):
    (tmp_path / "corpus").mkdir()
    current = Current(make_assistant(tmp_path / "corpus", tmp_path / "index"))
    with serving(Shelf(current, "pairs"), current, HERE) as address:
        page = visit(address)
        expect(page.locator(".nothing")).to_contain_text("文档库还是空的")
        send(page, ("yi.txt", YI))
        finished(page, "添加已完成")
        tab(page, "文档")
        expect(page.locator(".found-count")).to_have_text("1 份文件")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_a_telephone(address, visit, scheme):
    page = visit(address, TELEPHONE, scheme)
    picture(page, f"telephone-list-{scheme}")
    for name in ("版本", "添加", "文档"):
        tab(page, name)
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth") == TELEPHONE["width"]
        picture(page, f"telephone-{['版本', '添加', '文档'].index(name)}-{scheme}")
    open_document(page, "heyuan.txt")
    assert page.evaluate("document.documentElement.scrollWidth") == TELEPHONE["width"]
    picture(page, f"telephone-detail-{scheme}")
    dark = visit(address, DESKTOP, scheme)
    picture(dark, f"desktop-{scheme}")
