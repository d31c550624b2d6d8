"""The pages over PostgreSQL: what a file of SQLite keeps, a database server keeps too."""

from playwright.sync_api import expect

from assistant.interfaces.store.store import Store
from tests.fakes import ScriptedGenerator, make_assistant
from tests.interfaces.test_chat_browser import QUESTION, REPLY, ROOT, ask, finished, serving
from tests.interfaces.test_chat_browser import pytestmark as pytestmark  # noqa: PLC0414 - the same marks
from tests.interfaces.test_chat_browser import visit as visit  # noqa: PLC0414 - the same fixture


def test_a_conversation_in_postgresql_survives_a_reload_and_a_new_server(postgresql, tmp_path, visit):
    assistant = make_assistant(ROOT / "corpus", tmp_path / "index", ScriptedGenerator(*REPLY))
    store = Store.open(postgresql.make_database())
    with serving(assistant, store=store) as url:
        page = visit(url)
        ask(page, QUESTION)
        finished(page)
        before = page.locator(".turn:not([hidden]) .answer").inner_text()
        page.reload()
        expect(page.locator(".turn")).to_have_count(1)
        assert page.locator(".turn .answer").inner_text() == before

        postgresql.stop()
        postgresql.start()
        page.reload()
        expect(page.locator(".turn .answer")).to_have_text(before, use_inner_text=True)
        page.click("#restart")
        expect(page.locator(".turn")).to_have_count(0)
        page.reload()
        page.wait_for_selector(".welcome")
        assert page.locator(".turn").count() == 0
    store.close()
