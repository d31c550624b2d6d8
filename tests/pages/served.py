"""The application as ``make run`` starts it, with the real models, on a free port of loopback; and a browser for it."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from assistant.errors import AssistantError, GeneratorError
from assistant.interfaces.editing import Editing
from assistant.interfaces.launch import ModelLoader
from assistant.interfaces.progress import Bars
from assistant.interfaces.site.parts import Site
from assistant.interfaces.store.store import Store
from assistant.pipeline import Assistant, Current, Shelf, encoder_identity
from assistant.settings import Settings
from tests.interfaces.conftest import ARGUMENTS
from tests.interfaces.served_site import serving_site


@dataclass(frozen=True, slots=True)
class Served:
    """A running application: its address, and the assistant behind it."""

    url: str
    assistant: Assistant


@contextmanager
def application(settings: Settings, others: Path | None = None) -> Iterator[Served]:
    """Serve the pages over the settings' corpus, and the documents of ``others``, until the block ends.

    Records go into a database of this run alone.

    Raises:
        AssistantError: a model, the corpus or the index cannot be used.
    """
    with Bars() as bars, tempfile.TemporaryDirectory() as folder:
        assistant, _ = Assistant.open(settings, bars, others=others)
        current = Current(assistant)
        loader = ModelLoader(settings, current, bars)
        loader.start()
        while loader.status().is_changing:
            time.sleep(0.2)
        if loader.status().message:
            raise GeneratorError(loader.status().message)
        store = Store.open(f"sqlite:///{folder}/records.sqlite3")
        shelf, editing = Shelf(current, encoder_identity(settings)), Editing.of(settings)
        with serving_site(Site(current, loader.status, store, shelf, editing)) as url:
            yield Served(url, assistant)
        store.close()


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a window.

    Raises:
        AssistantError: there is none.
    """
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        raise AssistantError("找不到 Chromium：请安装 chromium，或用环境变量 CHROMIUM 指定路径。 No Chromium.")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()
