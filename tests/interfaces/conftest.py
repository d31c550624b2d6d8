"""The browser, the records and the database server that the tests of pages share."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from assistant.interfaces.store.store import Store
from tests.postgresql import find_programs, postgres_server

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip


def lack(reason):
    """Skip for something that this machine has not got; where everything must be there, fail."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)


@pytest.fixture(scope="module")
def chromium():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        lack("找不到 Chromium：请安装 chromium 软件包，或用环境变量 CHROMIUM 指定路径")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL server for the whole run; ``make_database()`` gives the address of an empty database."""
    programs = find_programs()
    if not programs:
        lack("找不到 PostgreSQL：请安装 postgresql 软件包，或用环境变量 POSTGRESQL_BIN 指定 initdb 所在目录")
    with postgres_server(programs) as server:
        yield server


@pytest.fixture
def store(tmp_path):
    """Records in a file of the test's own."""
    held = Store.open(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    yield held
    held.close()


@pytest.fixture
def watched(chromium):
    """Opens pages in browsers of their own; fails the test for any error in the console, any dialog, and any request to
    another server. ``expected`` are words of messages that belong to the test."""
    faults, contexts = [], []

    def watched(url, viewport, scheme, *, expected=(), **options):
        context = chromium.new_context(viewport=viewport, color_scheme=scheme, locale="zh-CN", **options)
        contexts.append(context)
        page = context.new_page()

        def note(message):
            if message.type == "error" and not any(words in message.text for words in expected):
                faults.append(message.text)

        page.on("console", note)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        own = (url, "data:", f"blob:{url}")
        page.on("request", lambda asked: None if asked.url.startswith(own) else faults.append(asked.url))
        return page

    yield watched
    for context in contexts:
        context.close()
    assert faults == []
