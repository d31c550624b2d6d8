"""Starting the page: index first, then the page, while the language model is fetched and loaded behind it."""

import threading

from assistant.errors import AssistantError
from assistant.interfaces.editing import Editing
from assistant.interfaces.progress import Bars
from assistant.interfaces.server import refuse_taken_port, serve
from assistant.interfaces.site.app import create_app
from assistant.interfaces.site.parts import Site
from assistant.interfaces.start import connect_model, warm_up
from assistant.interfaces.status import ModelState, ModelStatus
from assistant.interfaces.store.store import open_store
from assistant.pipeline import Assistant, Current, Shelf, encoder_identity
from assistant.settings import Settings


class ModelLoader:
    """Brings the language model to an assistant in the background; until then the assistant quotes."""

    def __init__(self, settings: Settings, current: Current, bars: Bars) -> None:
        wanted = settings.answerer == "llm"
        self._settings = settings
        self._current = current
        self._bars = bars
        self._status = ModelStatus(ModelState.STARTING if wanted else ModelState.ABSENT)
        self._server: object = None
        self._thread = threading.Thread(target=self._load, name="language-model", daemon=True)

    def start(self) -> None:
        """Begin, where the settings want a language model."""
        if self._status.state is not ModelState.ABSENT:
            self._thread.start()

    def status(self) -> ModelStatus:
        """How far the model is."""
        return self._status

    def _load(self) -> None:
        try:
            generator, self._server = connect_model(self._settings, self._note)
            warm_up(generator)
        except AssistantError as error:
            self._status = ModelStatus(ModelState.FAILED, message=str(error))
            self._bars.say(f"语言模型不可用，只摘录原文：{error}")
            return
        self._current.connect(generator)
        self._status = ModelStatus(ModelState.READY)
        self._bars.say("语言模型已就绪。 The language model is ready.")

    def _note(self, label: str, done: int, total: int) -> None:
        state = ModelState.FETCHING if done < total else ModelState.STARTING
        self._status = ModelStatus(state, done, total)
        self._bars(label, done, total)


def launch(settings: Settings) -> None:
    """Serve the page until the process is stopped.

    Raises:
        AssistantError: the embedding model, the corpus, the index or the port, or the records cannot be used.
    """
    refuse_taken_port(settings.host, settings.port)
    store = open_store(settings.records)
    with Bars() as bars:
        assistant, skipped = Assistant.open(settings, bars)
        for entry in skipped:
            bars.say(f"已跳过 {entry.message}")
        current = Current(assistant)
        loader = ModelLoader(settings, current, bars)
        loader.start()
        shelf = Shelf(current, encoder_identity(settings))
        app = create_app(Site(current, loader.status, store, shelf, Editing.of(settings)))
        serve(app, settings.host, settings.port, lambda url: bars.say(f"页面已启动，请打开 Open: {url}"))
